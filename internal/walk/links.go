package walk

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"syscall"
)

// follow follows all links, also those that lie behind links.
func (w *walker) follow() error {
	if len(w.links) == 0 {
		return nil
	}
	w.seen = make(seen)
	for _, p := range slices.Concat(w.folders, w.found) {
		if info, err := w.dir.Lstat(p); err == nil {
			w.seen.note(info)
		}
	}
	for len(w.links) > 0 {
		links := w.links
		w.links = nil
		slices.Sort(links)
		for _, p := range links {
			if err := w.link(p); err != nil {
				return err
			}
		}
	}
	return nil
}

// link follows one link. What its target is decides, but its own name says
// whether a file is wanted.
func (w *walker) link(p string) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	info, err := w.dir.Stat(p)
	if err != nil {
		w.broken(p, err)
		return nil
	}
	switch {
	case info.IsDir() && foreign(path.Base(p)):
		return nil
	case !info.IsDir() && !w.opts.wants(p):
		return nil
	case !info.IsDir() && !info.Mode().IsRegular():
		w.skip(p, notRegular)
		return nil
	case !w.seen.add(info):
		return nil
	case info.IsDir():
		return w.folder(p)
	}
	w.found = append(w.found, p)
	return w.count()
}

// broken notes a link that cannot be followed. What [os.Root] refuses by itself
// is a way out of the root; all else is said by the system.
func (w *walker) broken(p string, err error) {
	var said syscall.Errno
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		w.skip(p, "this link leads nowhere, so it is not followed")
	case errors.Is(err, syscall.ELOOP):
		w.skip(p, "this link leads from link to link without an end, so it is not followed")
	case !errors.As(err, &said):
		w.skip(p, "this link leads out of the folder or is absolute, so it is not followed")
	default:
		w.fail(p, err)
	}
}

// isNew reports whether a file or folder that was listed is met for the first
// time, and notes it. Before links are followed everything is.
func (w *walker) isNew(p string) bool {
	if w.seen == nil {
		return true
	}
	// What is gone since it was listed is told when it is opened.
	info, err := w.dir.Lstat(p)
	return err != nil || w.seen.add(info)
}

// seen holds the files and folders that were met. [os.SameFile] can only compare
// two, so they are kept apart by what is cheap to tell.
type seen map[identity][]fs.FileInfo

// identity is what two files must share to be one. A folder has none of it: it
// may change while it is walked, and still a loop has to end.
type identity struct {
	folder         bool
	size, modified int64
}

func identityOf(info fs.FileInfo) identity {
	if info.IsDir() {
		return identity{folder: true}
	}
	return identity{size: info.Size(), modified: info.ModTime().UnixNano()}
}

func (s seen) note(info fs.FileInfo) {
	id := identityOf(info)
	s[id] = append(s[id], info)
}

// add notes a file or folder and reports whether it is new.
func (s seen) add(info fs.FileInfo) bool {
	if slices.ContainsFunc(s[identityOf(info)], func(other fs.FileInfo) bool { return os.SameFile(info, other) }) {
		return false
	}
	s.note(info)
	return true
}
