// Package walk finds and reads the manifests below a folder. What it returns is
// the same whatever order the file system lists a folder in, and nothing that is
// read lies outside of the folder.
package walk

import (
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
)

// The limits and extensions of the zero [Options].
const (
	DefaultMaxFile  = 64 << 20
	DefaultMaxTotal = 512 << 20
	DefaultMaxFiles = 100_000
	DefaultMaxDepth = 64
)

// DefaultExtensions returns the extensions that files of manifests have.
func DefaultExtensions() []string { return []string{"yaml", "yml", "json"} }

// File is a file that was read.
type File struct {
	// Name is what messages call the file: the root as it was given, joined with
	// the path below it, in the form of the operating system.
	Name string
	// Path is the path below the root, with slashes. It is the same wherever the
	// root lies and the command is run.
	Path string
	Data []byte
}

// Options bound what is read. A number that is not positive, and no extensions,
// stand for the defaults.
type Options struct {
	// MaxFile and MaxTotal are the sizes in bytes up to which one file and all
	// files together are read.
	MaxFile, MaxTotal int64
	// MaxFiles is the number of files and links up to which a folder is walked.
	MaxFiles int
	// MaxDepth is the number of folders below the root in which a file may lie.
	MaxDepth int
	// Extensions are those of the files to read, without a dot. Upper and lower
	// case are one.
	Extensions []string
	// Warn is told, in the order of the paths, what was found and not read: links
	// that lead out of the root or nowhere, pipes, devices. It may be nil.
	Warn func(graph.Diagnostic)
}

// LimitError is the part of an error that says which limit of [Options] an input
// exceeds.
type LimitError string

func (e LimitError) Error() string { return string(e) }

// Folder reads all files below a folder that have one of the extensions, sorted
// by Path. Hidden files and folders, whose names begin with a dot, are left out,
// as are the folders named node_modules and vendor; the root itself may have any
// name. A folder without such files is no error.
//
// Links are followed within the root, by the rules of [os.Root]: relative ones
// that do not leave it on their way. A file that several ways lead to is read
// once, under the path that needs no link, or else the first of the paths.
//
// What cannot be read does not stop the rest: the error joins one
// [*fs.PathError] for each file and folder, in the order of their paths, with
// Path as File.Name would be, and the files that could be read are returned with
// it. There are none with an error of the context, of the root, or of a limit on
// all files together. An exceeded limit is a [LimitError] in a [*fs.PathError].
func Folder(ctx context.Context, root string, opts Options) ([]File, error) {
	dir, err := openRoot(root)
	if err != nil {
		return nil, err
	}
	w := &walker{ctx: ctx, dir: dir, root: root, opts: opts.complete()}
	files, err := w.files()
	return files, errors.Join(err, dir.Close())
}

// openRoot opens a folder, and nothing else: a pipe would never open.
func openRoot(name string) (*os.Root, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, named(name, err)
	}
	if !info.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: syscall.ENOTDIR}
	}
	dir, err := os.OpenRoot(name)
	if err != nil {
		return nil, named(name, err)
	}
	return dir, nil
}

func (o Options) complete() Options {
	o.MaxFile = positive(o.MaxFile, DefaultMaxFile)
	o.MaxTotal = positive(o.MaxTotal, DefaultMaxTotal)
	o.MaxFiles = positive(o.MaxFiles, DefaultMaxFiles)
	o.MaxDepth = positive(o.MaxDepth, DefaultMaxDepth)
	if len(o.Extensions) == 0 {
		o.Extensions = DefaultExtensions()
	}
	if o.Warn == nil {
		o.Warn = func(graph.Diagnostic) {}
	}
	return o
}

func positive[T int | int64](n, otherwise T) T {
	if n > 0 {
		return n
	}
	return otherwise
}

// wants reports whether a file has one of the extensions.
func (o Options) wants(name string) bool {
	ext := strings.TrimPrefix(path.Ext(name), ".")
	return slices.ContainsFunc(o.Extensions, func(e string) bool { return strings.EqualFold(e, ext) })
}

// walker is one walk. Paths in it are those below the root.
type walker struct {
	ctx  context.Context
	dir  *os.Root
	root string
	opts Options
	// found are the files to read; folders are those that were listed.
	found, folders []string
	// links are those that are still to follow.
	links []string
	// seen is nil until links are followed.
	seen     seen
	warnings []graph.Diagnostic
	problems []*fs.PathError
}

// files finds the files and reads them.
func (w *walker) files() ([]File, error) {
	if err := w.folder("."); err != nil {
		return nil, err
	}
	if err := w.follow(); err != nil {
		return nil, err
	}
	slices.Sort(w.found)
	files, err := w.read()
	if err != nil {
		return nil, err
	}
	w.warn()
	return files, w.err()
}

// name returns what messages call a path.
func (w *walker) name(p string) string { return filepath.Join(w.root, filepath.FromSlash(p)) }

// skip notes what is not read, and why.
func (w *walker) skip(p, why string) {
	w.warnings = append(w.warnings, graph.Diagnostic{Pos: graph.Pos{File: w.name(p)}, Message: why})
}

// warn tells what was noted, in the order of the paths.
func (w *walker) warn() {
	slices.SortFunc(w.warnings, func(a, b graph.Diagnostic) int { return strings.Compare(a.Pos.File, b.Pos.File) })
	for _, d := range w.warnings {
		w.opts.Warn(d)
	}
}

// fail notes an error of a file or folder.
func (w *walker) fail(p string, err error) { w.problems = append(w.problems, named(w.name(p), err)) }

// err returns all errors that were noted.
func (w *walker) err() error {
	slices.SortFunc(w.problems, func(a, b *fs.PathError) int { return strings.Compare(a.Path, b.Path) })
	errs := make([]error, len(w.problems))
	for i, p := range w.problems {
		errs[i] = p
	}
	return errors.Join(errs...)
}

// whole returns the error of a limit on all files together.
func (w *walker) whole(e LimitError) error {
	return &fs.PathError{Op: "walk", Path: w.root, Err: e}
}

// named returns an error with the name that messages have for its file.
func named(name string, err error) *fs.PathError {
	var in *fs.PathError
	if errors.As(err, &in) {
		// The calls that os.Root makes are of no interest, such as openat.
		return &fs.PathError{Op: strings.TrimSuffix(in.Op, "at"), Path: name, Err: in.Err}
	}
	return &fs.PathError{Op: "read", Path: name, Err: err}
}
