package output

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"sync/atomic"
)

// Content is what goes to a target.
type Content struct {
	To   *Target
	Data []byte
}

// Write writes all contents or none: after an error, or when the context ends
// before the last step, every file is as it was and nothing is left beside it.
//
// New contents are first written in full to temporary files beside their
// targets and synced to the disk. Then streams, devices and pipes get theirs,
// which cannot be taken back. In the end the temporary files are renamed; they
// have the mode of the file they replace, or that of any new file. A file that
// has its content already is not touched.
//
// Errors name the target. Targets must be different; see [Twice].
func Write(ctx context.Context, contents []Content) (err error) {
	tx := transaction{ctx: ctx}
	defer func() { tx.end(err == nil) }()
	if err := tx.prepare(contents); err != nil {
		return err
	}
	for _, c := range contents {
		if c.To.direct() {
			if err := c.To.writeDirect(ctx, c.Data); err != nil {
				return c.To.fail(err)
			}
		}
	}
	return tx.commit()
}

// transaction is a number of files about to be replaced.
type transaction struct {
	ctx   context.Context
	files []*replacement
}

// replacement is one file about to be replaced.
type replacement struct {
	to *Target
	// temp is the new content; backup a second name of the old one, or empty.
	temp, backup string
	replaced     bool
}

// writers is how many files are written at a time. Most of it is waiting for the
// disk, which can sync several files at once.
const writers = 16

// prepare writes the contents beside their targets. It returns the error of the
// first that fails.
func (tx *transaction) prepare(contents []Content) error {
	files := make([]*replacement, len(contents))
	errs := make([]error, len(contents))
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(writers, len(contents)) {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(contents)); i = next.Add(1) - 1 {
				if c := contents[i]; !c.To.direct() && !c.To.has(c.Data) {
					files[i], errs[i] = tx.replacement(c)
				}
			}
		})
	}
	group.Wait()
	for _, r := range files {
		if r != nil {
			tx.files = append(tx.files, r)
		}
	}
	for i, err := range errs {
		if err != nil {
			return contents[i].To.fail(err)
		}
	}
	return nil
}

// replacement writes a content beside its target. The replacement is there, to be
// removed, even if its content is not.
func (tx *transaction) replacement(c Content) (*replacement, error) {
	if err := tx.ctx.Err(); err != nil {
		return nil, err
	}
	mode := fs.FileMode(0o666) // less what the umask takes
	if c.To.info != nil {
		mode = c.To.info.Mode().Perm()
	}
	r := &replacement{to: c.To, temp: beside(c.To.path)}
	f, err := os.OpenFile(r.temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return nil, fmt.Errorf("no file can be made beside it: %w", cause(err))
	}
	if c.To.info != nil {
		err = f.Chmod(mode) // the umask does not apply to what was there
	}
	_, writeErr := f.Write(c.Data)
	return r, errors.Join(err, writeErr, flush(f), f.Close())
}

// flush waits until a file is on the disk, where the file system can tell.
func flush(f *os.File) error {
	if err := f.Sync(); !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

// beside returns a new name in the folder of a path. It does not hold the name
// of the file, which may be as long as names can be.
func beside(path string) string {
	return folder(path) + ".topodraw-" + rand.Text() + ".tmp"
}

// commit renames the files. If a rename fails, those before it are undone.
func (tx *transaction) commit() error {
	if err := tx.ctx.Err(); err != nil {
		return err
	}
	if len(tx.files) > 1 {
		tx.backUp()
	}
	for _, r := range tx.files {
		if err := os.Rename(r.temp, r.to.path); err != nil {
			return r.to.fail(err)
		}
		r.replaced = true
	}
	return nil
}

// backUp gives the old files a second name each, so that a rename can be
// undone. A file system without hard links goes without.
func (tx *transaction) backUp() {
	for _, r := range tx.files {
		name := beside(r.to.path)
		if r.to.info != nil && os.Link(r.to.path, name) == nil {
			r.backup = name
		}
	}
}

// end removes what is left, and undoes what was done unless all is well. What
// it cannot remove it leaves: there is already an error to tell, or none worth
// telling.
func (tx *transaction) end(ok bool) {
	for _, r := range tx.files {
		if !ok {
			r.undo()
		}
		if !r.replaced {
			_ = os.Remove(r.temp)
		}
		if r.backup != "" {
			_ = os.Remove(r.backup)
		}
	}
}

func (r *replacement) undo() {
	switch {
	case !r.replaced:
	case r.backup != "":
		if os.Rename(r.backup, r.to.path) == nil {
			r.backup = ""
		}
	case r.to.info == nil:
		_ = os.Remove(r.to.path)
	}
}
