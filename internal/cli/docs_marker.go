package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/pflag"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/docs"
	"github.com/topodraw/topodraw/internal/output"
	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/internal/suggest"
	"github.com/topodraw/topodraw/render"
)

// pictureFormats returns the formats that a document shows as an image.
func pictureFormats() []string { return []string{"svg", "png"} }

// markerFlags are the options of a marker: those of render and some more.
type markerFlags struct {
	renderFlags
	fs      *pflag.FlagSet
	file    string
	alt     string
	picture bool
}

func newMarkerFlags() *markerFlags {
	f := &markerFlags{fs: pflag.NewFlagSet("", pflag.ContinueOnError)}
	f.define(f.fs)
	f.fs.StringVar(&f.file, "out", "", "`FILE` of a picture, relative to the document")
	f.fs.StringVar(&f.alt, "alt", "", "alternative `TEXT` of a picture")
	f.fs.BoolVar(&f.picture, "picture", false, "a picture with a dark twin")
	return f
}

// names returns the names of the options that a marker may have.
func (f *markerFlags) names() []string {
	var out []string
	f.fs.VisitAll(func(flag *pflag.Flag) {
		if flag.Name != "output" && flag.Name != "quiet" {
			out = append(out, flag.Name)
		}
	})
	return out
}

// set takes an option.
func (f *markerFlags) set(w docs.Word) error {
	flag := f.fs.Lookup(w.Name)
	if flag == nil || !slices.Contains(f.names(), w.Name) {
		hint := ""
		if near := suggest.Nearest(w.Name, f.names()); near != "" {
			hint = "did you mean " + near + "?"
		}
		return atWord(w, "there is no option "+source.Quote(w.Name), hint)
	}
	kind := flag.Value.Type()
	if flag.Changed && kind != "stringArray" && kind != "stringSlice" {
		return atWord(w, "the option "+w.Name+" is there twice", "")
	}
	value := w.Value
	if is, ok := map[string]string{"yes": "true", "no": "false"}[value]; ok && kind == "bool" {
		value = is
	}
	var invalid *pflag.InvalidValueError
	switch err := f.fs.Set(w.Name, value); {
	case errors.As(err, &invalid):
		return atWord(w, fmt.Sprintf("%s cannot be %s: %v", w.Name, source.Quote(w.Value), invalid.Unwrap()), "")
	case err != nil:
		return atWord(w, err.Error(), "")
	}
	return nil
}

// atWord returns a problem with a word of a marker.
func atWord(w docs.Word, message, hint string) error {
	return graph.Diagnostics{{Pos: w.Pos, Source: w.Source, Message: message, Hint: hint}}
}

// drawnAs returns the format that the options ask for, the one for text without
// any.
func (f *markerFlags) drawnAs() (format, error) {
	as := formats()[0]
	var err error
	switch {
	case f.format != "":
		as, err = formatByName(f.format)
	case f.fs.Changed("out"):
		ext := strings.ToLower(strings.TrimPrefix(path.Ext(f.file), "."))
		if !slices.Contains(pictureFormats(), ext) {
			return as, usagef("out=%s: the name of a picture ends in .%s", f.file, strings.Join(pictureFormats(), " or ."))
		}
		as, err = formatByName(ext)
	}
	if err != nil {
		return as, err
	}
	picture := slices.Contains(pictureFormats(), as.names[0])
	switch {
	case as.binary && !picture:
		return as, usagef("a document cannot show %s", as.names[0])
	case !picture && (f.fs.Changed("out") || f.picture):
		return as, usagef("out= and picture= are for pictures: %s", list(pictureFormats()))
	case !picture && f.fs.Changed("alt"):
		return as, usagef("alt= is for pictures: %s", list(pictureFormats()))
	case f.picture && f.fs.Changed("mode"):
		return as, usagef("picture= draws both modes, so mode= is not for it")
	}
	if f.fs.Changed("out") && !slices.Contains(as.names, strings.ToLower(strings.TrimPrefix(path.Ext(f.file), "."))) {
		return as, usagef("out=%s is not the name of a file in the format %s", f.file, as.names[0])
	}
	return as, nil
}

// figure is what a place of a document shows.
type figure struct {
	document *document
	place    *docs.Place
	flags    *markerFlags
	request  *request
	material *material
	format   format
	// files are the pictures, the dark twin last.
	files []figureFile

	// The rest is there when the figure is drawn.
	content *docs.Content
	warned  []graph.Diagnostic
	skipped errorList
}

// figureFile is a file that is written with a document.
type figureFile struct {
	rel, name string
	data      []byte
	// mode is that of a picture.
	mode render.Mode
}

// figure finds out what a place asks for. All that is wrong with its marker is
// returned at once.
func (r *docsRun) figure(ctx context.Context, d *document, place *docs.Place) (*figure, error) {
	fig := &figure{document: d, place: place, flags: newMarkerFlags()}
	var sources []string
	var wrong graph.Diagnostics
	for _, w := range place.Words {
		var err error
		if w.Name != "" {
			err = fig.flags.set(w)
		} else if rel, missing := r.sourceAt(d, w, fig.flags); missing != nil {
			err = missing
		} else {
			sources = append(sources, rel)
		}
		var problems graph.Diagnostics
		if errors.As(err, &problems) {
			wrong = append(wrong, problems...)
		}
	}
	if wrong != nil {
		return nil, wrong
	}
	steps := []func() error{
		func() (err error) { fig.format, err = fig.flags.drawnAs(); return err },
		func() error { return r.ask(ctx, fig) },
		func() error { return r.supply(fig, sources) },
		func() error { return r.aim(fig, sources) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return fig, nil
}

// sourceAt returns the path below the root of a source that a marker names.
func (r *docsRun) sourceAt(d *document, w docs.Word, f *markerFlags) (string, error) {
	if strings.HasPrefix(w.Value, "-") {
		return "", atWord(w, source.Quote(w.Value)+" is no source", "options are written without dashes, as in view=app")
	}
	rel, err := r.tree.resolve(d.rel, w.Value)
	if err != nil {
		return "", atWord(w, err.Error(), "")
	}
	if _, made := r.made[rel]; made {
		return rel, nil
	}
	if slices.ContainsFunc(r.documents, func(o *document) bool { return o.rel == rel && len(o.Places) > 0 }) {
		return "", atWord(w, r.tree.path(rel)+" has generated diagrams itself", "name what they are made of")
	}
	info, err := r.tree.stat(rel)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		hint := ""
		if slices.Contains(f.names(), w.Value) {
			hint = "the option is written " + w.Value + "=…"
		}
		return "", atWord(w, "there is no file "+r.tree.path(rel), hint)
	case err != nil:
		return "", atWord(w, explain(r.tree.path(rel), err).Error(), "")
	case !info.IsDir() && !info.Mode().IsRegular():
		return "", atWord(w, r.tree.path(rel)+" is no regular file", "")
	}
	return rel, nil
}

// ask checks the options as render does.
func (r *docsRun) ask(ctx context.Context, fig *figure) error {
	f := fig.flags.renderFlags
	f.format = fig.format.names[0]
	if isThemeFile(f.theme) {
		rel, err := r.tree.resolve(fig.document.rel, f.theme)
		if err != nil {
			return err
		}
		info, err := r.tree.stat(rel)
		if err != nil {
			return explain(r.tree.path(rel), err)
		}
		if f.theme = r.tree.path(rel); !info.Mode().IsRegular() {
			return inputf("%s is no regular file", f.theme)
		}
	}
	quiet := *r.p
	quiet.StdoutTerminal = false // nothing goes there
	var err error
	fig.request, err = quiet.renderRequest(ctx, &f)
	return err
}

// aim names the files of a picture.
func (r *docsRun) aim(fig *figure, sources []string) error {
	if !slices.Contains(pictureFormats(), fig.format.names[0]) {
		return nil
	}
	out := fig.flags.file
	if !fig.flags.fs.Changed("out") {
		out = fig.stem(sources) + "." + fig.format.names[0]
	}
	rel, err := r.tree.resolve(fig.document.rel, out)
	if err != nil {
		return err
	}
	modes := []render.Mode{fig.request.picture.mode}
	if fig.flags.picture {
		modes = []render.Mode{render.Light, render.Dark}
	}
	for _, mode := range modes {
		file := figureFile{rel: rel, name: r.tree.path(rel), mode: mode}
		if err := r.writable(file); err != nil {
			return err
		}
		fig.files = append(fig.files, file)
		ext := path.Ext(rel)
		rel = strings.TrimSuffix(rel, ext) + "-dark" + ext
	}
	return nil
}

// stem returns the name of a picture that is given none: those of the document
// and of what it shows.
func (fig *figure) stem(sources []string) string {
	parts := []string{base(fig.document.rel)}
	for _, s := range sources {
		parts = append(parts, base(s))
	}
	if len(sources) == 0 {
		parts = append(parts, slug(fig.place.Fence.Heading))
	}
	if view := fig.flags.kube.view; view != "" {
		parts = append(parts, view)
	}
	return strings.Join(parts, "-")
}

// base returns the last part of a path without its extension, as a part of a name.
func base(rel string) string {
	name := path.Base(rel)
	return slug(strings.TrimSuffix(name, path.Ext(name)))
}

// slug returns the letters and digits of a text with single dashes for the rest,
// and "topology" where there are none.
func slug(text string) string {
	foreign := func(c rune) bool { return c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) }
	if words := strings.FieldsFunc(text, foreign); len(words) > 0 {
		return strings.Join(words, "-")
	}
	return "topology"
}

// claim is a file that a figure is written to. A check has no target.
type claim struct {
	fig *figure
	rel string
	to  *output.Target
}

// same reports whether two claims are for one file, by whatever links.
func (c claim) same(o claim) bool {
	if c.rel == o.rel {
		return true
	}
	if c.to == nil || o.to == nil {
		return false
	}
	twice, _ := output.Twice([]*output.Target{c.to, o.to})
	return twice != nil
}

// tellTwice refuses two figures with one file.
func (r *docsRun) tellTwice() {
	var claims []claim
	for _, fig := range r.figures() {
		for _, file := range fig.files {
			c := claim{fig: fig, rel: file.rel}
			if !r.flags.check {
				c.to, _ = output.File(file.name) // aim has told what is wrong with it
			}
			if i := slices.IndexFunc(claims, c.same); i >= 0 {
				r.problems.add(graph.Diagnostics{{
					Pos: fig.place.Pos, Source: fig.place.Source, Hint: "name another with out=",
					Message: file.name + " is written by the marker at " + claims[i].fig.place.Pos.String() + " too",
				}})
			}
			claims = append(claims, c)
		}
	}
}

// relative returns a path below the root as a document refers to it.
func relative(document, rel string) string {
	out, err := filepath.Rel(filepath.FromSlash(path.Dir(document)), filepath.FromSlash(rel))
	if err != nil {
		return rel // both are below one root
	}
	return filepath.ToSlash(out)
}
