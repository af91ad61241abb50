package walk

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"sync/atomic"
)

// readers is how many files are read at a time: reading waits for the disk more
// than for a processor.
const readers = 4

// errGone says that a file became something else after it was listed.
var errGone = errors.New("this was a regular file and is none any more")

// read reads all files that were found. Files that cannot be read are noted and
// left out.
func (w *walker) read() ([]File, error) {
	files := make([]File, len(w.found))
	errs := make([]error, len(w.found))
	left := new(atomic.Int64)
	left.Store(w.opts.MaxTotal)
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(readers, len(w.found)) {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(files)) && left.Load() >= 0 && w.ctx.Err() == nil; i = next.Add(1) - 1 {
				p := w.found[i]
				files[i] = File{Name: w.name(p), Path: p}
				files[i].Data, errs[i] = w.content(p, left)
			}
		})
	}
	group.Wait()
	if err := w.ctx.Err(); err != nil {
		return nil, err
	}
	if left.Load() < 0 {
		return nil, w.whole(LimitError("more than " + size(w.opts.MaxTotal) + " in all files together"))
	}
	return w.kept(files, errs), nil
}

// kept notes the errors of files and returns the files that have none.
func (w *walker) kept(files []File, errs []error) []File {
	var kept []File
	for i, err := range errs {
		if err != nil {
			w.fail(files[i].Path, err)
			continue
		}
		kept = append(kept, files[i])
	}
	return slices.Clip(kept)
}

// content reads one file and takes its size from what is left of the whole.
func (w *walker) content(p string, left *atomic.Int64) ([]byte, error) {
	f, err := w.dir.OpenFile(p, openFlags, 0)
	if err != nil {
		return nil, err
	}
	data, err := w.bounded(f, left)
	return data, errors.Join(err, f.Close())
}

func (w *walker) bounded(f *os.File, left *atomic.Int64) ([]byte, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errGone
	}
	if info.Size() > w.opts.MaxFile {
		return nil, w.tooLarge()
	}
	if left.Add(-info.Size()) < 0 {
		return nil, nil // the error of the whole says it
	}
	b := bytes.NewBuffer(make([]byte, 0, info.Size()+bytes.MinRead))
	if _, err := b.ReadFrom(io.LimitReader(f, w.opts.MaxFile+1)); err != nil {
		return nil, err
	}
	// The file may have grown since, and some systems do not know a size.
	left.Add(min(0, info.Size()-int64(b.Len())))
	if int64(b.Len()) > w.opts.MaxFile {
		return nil, w.tooLarge()
	}
	return b.Bytes(), nil
}

func (w *walker) tooLarge() error { return LimitError("larger than " + size(w.opts.MaxFile)) }

// size returns a number of bytes for people.
func size(n int64) string {
	if n >= 1<<20 && n%(1<<20) == 0 {
		return fmt.Sprintf("%d MiB", n>>20)
	}
	return fmt.Sprintf("%d bytes", n)
}
