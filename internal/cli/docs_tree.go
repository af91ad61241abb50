package cli

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/docs"
	"github.com/topodraw/topodraw/internal/walk"
)

// tree is the folder that documents, sources and pictures lie in. Paths in it
// have slashes.
type tree struct {
	dir *os.Root
	// name leads to the folder, and abs does so from the root of the file system,
	// without links. sub is the path in it of the working folder, if the folder was
	// looked for from there.
	name, abs, sub string
}

// openTree opens a folder, or without a name the repository that the working
// folder is in, or else that folder.
func openTree(name string) (*tree, error) {
	t := &tree{name: name}
	if name == "" {
		var err error
		if t.name, t.sub, err = repository(); err != nil {
			return nil, err
		}
	}
	info, err := os.Stat(t.name)
	if err != nil {
		return nil, explain(t.name, err)
	}
	if !info.IsDir() {
		return nil, inputf("%s: this is not a folder", t.name)
	}
	if t.abs, err = physical(t.name); err != nil {
		return nil, explain(t.name, err)
	}
	t.dir, err = os.OpenRoot(t.name)
	return t, explain(t.name, err)
}

// physical returns the path of a file or folder from the root of the file system
// without links, but for the last part of a file's, which may be one.
func physical(name string) (string, error) {
	if !filepath.IsAbs(name) {
		here, err := os.Getwd()
		if err != nil {
			return "", err
		}
		if here, err = filepath.EvalSymlinks(here); err != nil {
			return "", err
		}
		name = filepath.Join(here, name)
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return filepath.EvalSymlinks(name)
	}
	dir, err := filepath.EvalSymlinks(filepath.Dir(name))
	return filepath.Join(dir, filepath.Base(name)), err
}

func (t *tree) close() error { return t.dir.Close() }

// repository returns the folder above the working folder that has a .git in it,
// and where the working folder is in that. Without one it is the working folder.
func repository() (name, sub string, err error) {
	here, err := physical(".")
	if err != nil {
		return "", "", err
	}
	name = "."
	for dir := here; ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			rel, err := filepath.Rel(dir, here)
			return name, filepath.ToSlash(rel), err
		}
		if dir == filepath.Dir(dir) {
			return ".", ".", nil
		}
		name = filepath.Join(name, "..")
	}
}

// path returns the path by which the system and the user know a path below the
// root.
func (t *tree) path(rel string) string {
	if t.sub != "" {
		if from, err := filepath.Rel(filepath.FromSlash(t.sub), filepath.FromSlash(rel)); err == nil {
			return from
		}
	}
	return filepath.Join(t.name, filepath.FromSlash(rel))
}

// below returns the path below the root of what the user names.
func (t *tree) below(arg string) (string, error) {
	if arg == "" {
		return "", usagef("the name of a document is empty")
	}
	abs, err := physical(arg)
	if err != nil {
		return "", explain(arg, err)
	}
	rel, err := filepath.Rel(t.abs, abs)
	if err != nil || !filepath.IsLocal(rel) {
		return "", usagef("%s is not in the folder %s: name another with --root", arg, t.abs)
	}
	return filepath.ToSlash(rel), nil
}

// resolve returns the path below the root of a path in a document.
func (t *tree) resolve(document, to string) (string, error) {
	switch {
	case to == "":
		return "", inputf("the name of a file is empty")
	case path.IsAbs(to), filepath.IsAbs(to), filepath.VolumeName(to) != "":
		return "", inputf("%s: a path in a document is relative to it", to)
	}
	rel := path.Join(path.Dir(document), to)
	if !filepath.IsLocal(filepath.FromSlash(rel)) {
		return "", inputf("%s leads out of the folder %s", to, t.name)
	}
	isGit := func(part string) bool { return strings.EqualFold(part, ".git") }
	if slices.ContainsFunc(strings.Split(rel, "/"), isGit) {
		return "", inputf("%s leads into the folder of git, in which documents have no business", to)
	}
	return rel, nil
}

// stat returns what is at a path below the root, links followed. A link that
// leads out of it is an error.
func (t *tree) stat(rel string) (fs.FileInfo, error) {
	info, err := t.dir.Stat(filepath.FromSlash(rel))
	var said syscall.Errno
	if err != nil && !errors.As(err, &said) && !errors.Is(err, fs.ErrNotExist) {
		return nil, inputf("%s leads out of the folder %s", t.path(rel), t.name)
	}
	return info, err
}

// read reads the documents that are named, or all of the root.
func (r *docsRun) read(ctx context.Context, args []string) error {
	if len(args) == 0 {
		args = []string{r.tree.path(".")}
	}
	var texts []walk.File
	for _, arg := range args {
		found, err := r.find(ctx, arg)
		if ended := ctx.Err(); ended != nil {
			return ended
		}
		if err != nil {
			r.problems.add(err)
		}
		texts = append(texts, found...)
	}
	slices.SortStableFunc(texts, func(a, b walk.File) int { return strings.Compare(a.Path, b.Path) })
	texts = slices.CompactFunc(texts, func(a, b walk.File) bool { return a.Path == b.Path })
	r.parse(texts)
	return nil
}

// find reads a document, or those of a folder. Their paths are those below the
// root.
func (r *docsRun) find(ctx context.Context, arg string) ([]walk.File, error) {
	rel, err := r.tree.below(arg)
	if err != nil {
		return nil, err
	}
	info, err := r.tree.stat(rel)
	if err != nil {
		return nil, explain(arg, err)
	}
	name := r.tree.path(rel)
	switch {
	case info.IsDir():
		files, err := walk.Folder(ctx, name, walk.Options{Extensions: docs.Extensions(), Warn: r.unread})
		for i := range files {
			files[i].Path = path.Join(rel, files[i].Path)
			files[i].Name = r.tree.path(files[i].Path)
		}
		return files, explainEach(name, err)
	case !info.Mode().IsRegular():
		return nil, inputf("%s: this is no regular file", name)
	}
	data, err := readFile(name)
	if err != nil {
		return nil, explain(name, err)
	}
	return []walk.File{{Name: name, Path: rel, Data: data}}, nil
}

// unread warns of documents that are not read. Other links are no matter.
func (r *docsRun) unread(d graph.Diagnostic) {
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(d.Pos.File), "."))
	if slices.Contains(docs.Extensions(), ext) {
		r.warnings.add(d)
	}
}

// parse finds the places of documents and keeps the documents that have some.
func (r *docsRun) parse(texts []walk.File) {
	parsed := make([]*document, len(texts))
	errs := make([]error, len(texts))
	inParallel(len(texts), func(i int) {
		parsed[i] = &document{rel: texts[i].Path}
		parsed[i].Document, errs[i] = docs.Parse(texts[i].Name, texts[i].Data)
	})
	for i, d := range parsed {
		if errs[i] != nil {
			r.problems.add(errs[i])
		}
		if len(d.Places) > 0 || r.flags.fences != "" && len(d.Diagrams) > 0 {
			r.documents = append(r.documents, d)
		}
	}
}

// holds reports whether a file has a content.
func holds(name string, data []byte) bool {
	info, err := os.Stat(name)
	if err != nil || info.Size() != int64(len(data)) {
		return false
	}
	old, err := os.ReadFile(name)
	return err == nil && bytes.Equal(old, data)
}
