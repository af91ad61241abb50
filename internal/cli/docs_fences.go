package cli

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/docs"
	"github.com/topodraw/topodraw/internal/markdown"
	"github.com/topodraw/topodraw/mermaid"
)

// convert makes places of a document's diagrams in Mermaid, where that is asked
// for. Their texts become files, since the document will show pictures.
func (r *docsRun) convert(d *document) {
	if r.flags.fences == "" {
		return
	}
	for i, f := range d.Diagrams {
		_, err := mermaid.Read(strings.NewReader(f.Text), d.Name, mermaid.ReadOptions{})
		if err != nil {
			r.leave(err, f)
			continue
		}
		name := r.unused(d, f, i+1)
		r.made[path.Join(path.Dir(d.rel), name+".mmd")] = []byte(f.Text)
		words := []docs.Word{{Value: name + ".mmd"}, {Name: "out", Value: name + "." + r.flags.fences}}
		if f.Heading != "" && isSafe(f.Heading) {
			words = append(words, docs.Word{Name: "alt", Value: f.Heading})
		}
		d.Convert(f, words)
	}
}

// isSafe reports whether a text can be a word of a marker: there is nothing in it
// that could end a comment, and it can stand in quotation marks of one kind.
func isSafe(text string) bool {
	return !strings.ContainsAny(text, "<>{}*\\\r\n") && (!strings.Contains(text, `"`) || !strings.Contains(text, "'"))
}

// leave warns of a diagram that is left as it is, for its first problem.
func (r *docsRun) leave(err error, f *markdown.Fence) {
	var problems graph.Diagnostics
	if !errors.As(err, &problems) {
		problems = graph.Diagnostics{{Message: err.Error()}}
	}
	first := moved(problems[0], f)
	first.Message += ": this diagram stays as it is"
	r.warnings.add(first)
}

// unused returns the name, without an extension, of files that there are not. It
// is made of the heading above the diagram, or else of its number.
func (r *docsRun) unused(d *document, f *markdown.Fence, number int) string {
	stem := base(d.rel) + "-" + strconv.Itoa(number)
	if f.Heading != "" {
		stem = base(d.rel) + "-" + slug(f.Heading)
	}
	name := stem
	for n := 2; !r.free(d, name+".mmd") || !r.free(d, name+"."+r.flags.fences); n++ {
		name = stem + "-" + strconv.Itoa(n)
	}
	return name
}

// free reports whether there is no file with a name beside a document, and none
// is about to be.
func (r *docsRun) free(d *document, name string) bool {
	rel := path.Join(path.Dir(d.rel), name)
	_, made := r.made[rel]
	_, err := r.tree.dir.Lstat(filepath.FromSlash(rel))
	return !made && errors.Is(err, fs.ErrNotExist)
}
