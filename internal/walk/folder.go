package walk

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// batch is how many entries of a folder are asked for at a time.
const batch = 1024

// folder walks a folder. It returns an error only where the walk cannot go on.
func (w *walker) folder(dir string) error {
	if depth(dir) > w.opts.MaxDepth {
		w.fail(dir, LimitError(fmt.Sprintf("more than %d folders deep", w.opts.MaxDepth)))
		return nil
	}
	w.folders = append(w.folders, dir)
	entries, err := w.list(dir)
	if ended := w.ctx.Err(); ended != nil {
		return ended
	}
	if err != nil {
		w.fail(dir, err)
	}
	for _, e := range entries {
		if err := w.entry(path.Join(dir, e.Name()), e.Type()); err != nil {
			return err
		}
	}
	return nil
}

// depth returns the number of folders between the root and what lies in a
// folder.
func depth(dir string) int {
	if dir == "." {
		return 0
	}
	return 1 + strings.Count(dir, "/")
}

// list returns the entries of a folder that are not hidden, by name. With an
// error it returns those that could be read.
func (w *walker) list(dir string) ([]fs.DirEntry, error) {
	f, err := w.dir.OpenFile(dir, openFlags, 0)
	if err != nil {
		return nil, err
	}
	var entries []fs.DirEntry
	for err == nil && w.ctx.Err() == nil {
		var more []fs.DirEntry
		more, err = f.ReadDir(batch)
		entries = append(entries, slices.DeleteFunc(more, func(e fs.DirEntry) bool { return hidden(e.Name()) })...)
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return entries, errors.Join(err, f.Close())
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") }

// foreign reports the folders that package managers fill.
func foreign(name string) bool { return name == "node_modules" || name == "vendor" }

func (w *walker) entry(p string, mode fs.FileMode) error {
	switch {
	case mode&fs.ModeSymlink != 0:
		w.links = append(w.links, p)
		return w.count()
	case mode.IsDir() && (foreign(path.Base(p)) || !w.isNew(p)):
		return nil
	case mode.IsDir():
		return w.folder(p)
	case !w.opts.wants(p):
		return nil
	case !mode.IsRegular():
		w.skip(p, notRegular)
		return nil
	case !w.isNew(p):
		return nil
	}
	w.found = append(w.found, p)
	return w.count()
}

// notRegular is told of pipes, sockets and devices.
const notRegular = "this is no regular file, so it is not read"

// count holds the limit on the number of files.
func (w *walker) count() error {
	if len(w.found)+len(w.links) > w.opts.MaxFiles {
		return w.whole(LimitError(fmt.Sprintf("more than %d files", w.opts.MaxFiles)))
	}
	return nil
}
