// Package output writes files whole or not at all: several at once, of which
// either all get their new content or all keep what they had.
package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Target is where a content goes: a file, or a stream.
type Target struct {
	name string
	// path is the file that name leads to, symbolic links followed.
	path string
	// info is that of the file, or nil if there is none yet.
	info fs.FileInfo
	// stream is written as it is; nil for a file.
	stream io.Writer
}

// Name returns the name the target was asked for by.
func (t *Target) Name() string { return t.name }

// Leads reports whether the target is a regular file that there is already, and
// that a path leads to.
func (t *Target) Leads(path string) bool {
	if t.info == nil || !t.info.Mode().IsRegular() {
		return false
	}
	info, err := os.Stat(path)
	return err == nil && os.SameFile(info, t.info)
}

// Stream returns a target that is not a file, such as the standard output.
func Stream(name string, w io.Writer) *Target { return &Target{name: name, stream: w} }

// ErrName is found by errors.Is in an error that lies in the name of a target:
// that of a folder, or one that leads through a folder that does not exist.
var ErrName = errors.New("not the name of a file")

// nameError is an ErrName in more words.
type nameError string

func (e nameError) Error() string { return string(e) }

// Is makes errors.Is find [ErrName].
func (nameError) Is(target error) bool { return target == ErrName }

const errFolder = nameError("this is a folder: name a file in it")

// File returns the target that a path names. It follows symbolic links, also
// one to a file that does not exist yet. Devices and pipes are written as they
// are. A path that cannot be that of a file is an error, see [ErrName], and so
// is a file that may not be written. Nothing is changed.
func File(path string) (*Target, error) {
	t := &Target{name: path}
	var err error
	if t.path, err = follow(path); err != nil {
		return nil, t.fail(err)
	}
	switch t.info, err = os.Stat(t.path); {
	case errors.Is(err, fs.ErrNotExist):
		t.info = nil
		err = checkFolder(t.path)
	case err == nil && t.info.IsDir():
		err = errFolder
	case err == nil && t.info.Mode().IsRegular():
		err = checkWritable(t.path)
	}
	if err != nil {
		return nil, t.fail(err)
	}
	return t, nil
}

// maxLinks is how many symbolic links in a row are followed, as Linux does.
const maxLinks = 40

// follow returns the path that the last element of a path leads to. The folders
// before it are left to the system.
func follow(path string) (string, error) {
	if path == "" {
		return "", nameError("the name of a file is empty")
	}
	if os.IsPathSeparator(path[len(path)-1]) {
		return "", errFolder
	}
	for range maxLinks {
		info, err := os.Lstat(path)
		if err != nil || info.Mode()&fs.ModeSymlink == 0 || isDescriptor(path) {
			return path, nil
		}
		to, err := os.Readlink(path)
		if err != nil {
			return "", err
		}
		if !filepath.IsAbs(to) {
			to = folder(path) + to
		}
		path = to
	}
	return "", errors.New("too many symbolic links")
}

// isDescriptor reports whether a path stands for a file that is open already,
// such as /dev/stderr. It is written through that name.
func isDescriptor(path string) bool {
	path = filepath.ToSlash(filepath.Clean(path))
	return path == "/dev/stdout" || path == "/dev/stderr" ||
		filepath.Dir(path) == "/dev/fd" || filepath.Dir(path) == "/proc/self/fd"
}

// folder returns what stands before the last element of a path, to put another
// element after it. It leaves "x/.." as it is: x may be a symbolic link.
func folder(path string) string {
	dir, _ := filepath.Split(path)
	if dir == "" {
		return "." + string(filepath.Separator)
	}
	return dir
}

// checkFolder reports a new file's folder that does not exist.
func checkFolder(path string) error {
	dir := folder(path)
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nameError(fmt.Sprintf("the folder %s does not exist", dir))
	case err == nil && !info.IsDir():
		return nameError(fmt.Sprintf("%s is not a folder", dir))
	}
	return err
}

// checkWritable reports a file that may not be written. Replacing it would be
// possible where its folder can be written, but is not what its mode says.
func checkWritable(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return f.Close()
}

// fail names the target in an error, once.
func (t *Target) fail(err error) error { return fmt.Errorf("%s: %w", t.name, cause(err)) }

// cause takes the path, which may be that of a temporary file, from an error.
func cause(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return err
}

// same reports whether two targets are one file, also one that does not exist
// yet, by whatever names.
func (t *Target) same(o *Target) bool {
	switch {
	case t.stream != nil || o.stream != nil:
		return t.stream == o.stream
	case t.info != nil && o.info != nil:
		return os.SameFile(t.info, o.info)
	case t.info != nil || o.info != nil || filepath.Base(t.path) != filepath.Base(o.path):
		return false
	}
	a, errA := os.Stat(folder(t.path))
	b, errB := os.Stat(folder(o.path))
	return errA == nil && errB == nil && os.SameFile(a, b)
}

// Twice returns two targets that are one, or nils if all are different.
func Twice(targets []*Target) (first, second *Target) {
	for i, t := range targets {
		if j := slices.IndexFunc(targets[:i], t.same); j >= 0 {
			return targets[j], t
		}
	}
	return nil, nil
}

// direct reports whether the target is written as it is.
func (t *Target) direct() bool {
	return t.stream != nil || isDescriptor(t.path) || t.info != nil && !t.info.Mode().IsRegular()
}

// has reports whether the file has a content already.
func (t *Target) has(content []byte) bool {
	if t.info == nil || t.info.Size() != int64(len(content)) {
		return false
	}
	old, err := os.ReadFile(t.path)
	return err == nil && bytes.Equal(old, content)
}

// writeDirect writes to a stream, a device or a pipe. It returns when the
// context ends even where the other side of a pipe never reads; the write is
// then left behind, for the end of the process to end it.
func (t *Target) writeDirect(ctx context.Context, content []byte) error {
	done := make(chan error, 1)
	go func() { done <- t.send(content) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (t *Target) send(content []byte) error {
	if t.stream != nil {
		_, err := t.stream.Write(content)
		return err
	}
	f, err := os.OpenFile(t.path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Close())
}
