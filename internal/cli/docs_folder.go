package cli

import (
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/internal/output"
)

// writable checks that a picture can be written, as far as can be told before
// all is drawn. A check writes none.
func (r *docsRun) writable(f figureFile) error {
	missing, err := r.tree.missing(path.Dir(f.rel))
	if err != nil || missing != nil {
		return err
	}
	info, err := r.tree.stat(f.rel)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return inputf("%s is no regular file", f.name)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return explain(f.name, err)
	case r.flags.check:
		return nil
	}
	_, err = output.File(f.name)
	return err
}

// missing returns the folders that are not there of those that a path of a folder
// leads through, the outermost first.
func (t *tree) missing(rel string) ([]string, error) {
	var out []string
	parts := strings.Split(rel, "/")
	for i := range parts {
		dir := path.Join(parts[:i+1]...)
		if out != nil {
			out = append(out, dir)
			continue
		}
		info, err := t.stat(dir)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			out = append(out, dir)
		case err != nil:
			return nil, explain(t.path(dir), err)
		case !info.IsDir():
			return nil, inputf("%s is not a folder", t.path(dir))
		}
	}
	return out, nil
}

// makeFolders makes the folders that pictures lie in. What it returns takes those
// back that it made and that are still empty.
func (r *docsRun) makeFolders() (undo func(), err error) {
	var made []string
	undo = func() {
		for _, rel := range slices.Backward(made) {
			_ = r.tree.dir.Remove(filepath.FromSlash(rel)) // one with something in it stays
		}
	}
	for _, fig := range r.figures() {
		for _, file := range fig.files {
			missing, err := r.tree.missing(path.Dir(file.rel))
			if err != nil {
				return undo, err
			}
			for _, rel := range missing {
				if err := r.tree.dir.Mkdir(filepath.FromSlash(rel), 0o777); err != nil {
					return undo, explain(r.tree.path(rel), err)
				}
				made = append(made, rel)
			}
		}
	}
	return undo, nil
}
