package revision

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/walk"
)

// folder reads the files of a tree that are wanted.
func (r *reader) folder(object string) ([]walk.File, error) {
	out, err := r.run("ls-tree", "-r", "-z", "--long", "--full-tree", object)
	if err != nil {
		return nil, err
	}
	wanted, err := r.choose(entries(out))
	if err != nil {
		return nil, err
	}
	return r.contents(wanted)
}

// choose returns the files that are wanted, in the order of their paths, by the
// rules of [walk.Folder].
func (r *reader) choose(all []entry) ([]entry, error) {
	var out []entry
	slices.SortFunc(all, func(a, b entry) int { return strings.Compare(a.path, b.path) })
	for _, e := range all {
		if e.mode == modeModule || hidden(e.path) || !r.wants(e.path) {
			continue
		}
		e.name = r.below(e.path)
		if e.mode == modeLink {
			r.limits.Warn(graph.Diagnostic{Pos: graph.Pos{File: e.name}, Message: "this is a link, which is not followed in a revision"})
			continue
		}
		if strings.Count(e.path, "/") > r.limits.MaxDepth {
			return nil, limit(e.name, "more than %d folders deep", r.limits.MaxDepth)
		}
		if out = append(out, e); len(out) > r.limits.MaxFiles {
			return nil, limit(r.name.String(), "more than %d files", r.limits.MaxFiles)
		}
	}
	return out, r.sizes(out)
}

// sizes holds the limits on sizes before anything is read.
func (r *reader) sizes(files []entry) error {
	total := int64(0)
	for _, e := range files {
		if e.size > r.limits.MaxFile {
			return limit(e.name, "larger than %d bytes", r.limits.MaxFile)
		}
		total += e.size
	}
	if total > r.limits.MaxTotal {
		return limit(r.name.String(), "more than %d bytes in all files together", r.limits.MaxTotal)
	}
	return nil
}

// limit is the error of a limit that a file or the whole exceeds.
func limit(name, format string, args ...any) error {
	return &fs.PathError{Op: "read", Path: name, Err: walk.LimitError(fmt.Sprintf(format, args...))}
}

// hidden reports whether a file or a folder on its way is one of those that
// [walk.Folder] leaves out.
func hidden(file string) bool {
	for part := range strings.SplitSeq(file, "/") {
		if strings.HasPrefix(part, ".") || part == "node_modules" || part == "vendor" {
			return true
		}
	}
	return false
}

func (r *reader) wants(file string) bool {
	ext := strings.TrimPrefix(path.Ext(file), ".")
	return slices.ContainsFunc(r.limits.Extensions, func(e string) bool { return strings.EqualFold(e, ext) })
}

// below returns what messages call a file of the folder.
func (r *reader) below(file string) string {
	if r.name.Path == "" || strings.HasSuffix(r.name.Path, "/") {
		return r.name.String() + file
	}
	return r.name.String() + "/" + file
}

// contents reads files.
func (r *reader) contents(from []entry) ([]walk.File, error) {
	if len(from) == 0 {
		return nil, nil
	}
	objects := make([]string, len(from))
	for i, e := range from {
		objects[i] = e.object
	}
	files := make([]walk.File, len(from))
	err := r.batch(objects, func(out io.Reader) error {
		in := bufio.NewReader(out)
		for i, e := range from {
			data, err := r.content(in, e)
			if err != nil {
				return err
			}
			files[i] = walk.File{Name: e.name, Path: e.path, Data: data}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return files, nil
}

// errForm says that git writes something else than is documented.
var errForm = errors.New("git cat-file wrote something unexpected")

// content reads one object of what git cat-file --batch writes; see
// https://git-scm.com/docs/git-cat-file:
//
//	OBJECT SP TYPE SP SIZE LF CONTENT LF
func (r *reader) content(in *bufio.Reader, e entry) ([]byte, error) {
	line, err := in.ReadString('\n')
	if err != nil {
		return nil, errForm
	}
	words := strings.Fields(line)
	if len(words) == 2 && words[1] == "missing" {
		return nil, Error(fmt.Sprintf("the repository lacks the content of %s: fetch it first", e.name))
	}
	if len(words) != 3 || words[1] != "blob" {
		return nil, errForm
	}
	size, err := strconv.ParseInt(words[2], 10, 64)
	if err != nil || size < 0 {
		return nil, errForm
	}
	if size > r.limits.MaxFile {
		return nil, limit(e.name, "larger than %d bytes", r.limits.MaxFile)
	}
	data := make([]byte, size+1)
	if _, err := io.ReadFull(in, data); err != nil {
		return nil, errForm
	}
	return data[:size], nil
}
