// Package revision reads files and folders as a commit of git has them. Nothing
// is checked out: git is asked for the objects. What is read of a folder is chosen
// as internal/walk chooses it, but that links are not followed.
//
// See https://git-scm.com/docs/gitrevisions for what names a revision.
package revision

import (
	"context"
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/walk"
)

// Name is a path at a revision, as git spells it: "REV:path".
type Name struct {
	// Rev names the commit, in any way that git knows.
	Rev string
	// Path is below the top of the repository, or below the working folder if it
	// begins with "./" or "../"; empty is the whole repository.
	Path string
}

// Parse splits "REV:path" at the first colon that is not in braces, as there may
// be one in "main@{12:00}". It reports false for what has none, and for a colon at
// the start, which in git means no revision.
func Parse(arg string) (Name, bool) {
	depth := 0
	for i, c := range arg {
		switch {
		case c == '{':
			depth++
		case c == '}':
			depth--
		case c == ':' && depth == 0:
			return Name{arg[:i], clean(arg[i+1:])}, i > 0
		}
	}
	return Name{}, false
}

// clean returns a path without what git takes for no path: "//", "/./", "/../" and a
// slash at the end. One relative to the working folder stays so.
func clean(to string) string {
	switch out := path.Clean(to); {
	case to == "":
		return ""
	case strings.HasPrefix(to, "./") && out != ".." && !strings.HasPrefix(out, "../"):
		return "./" + strings.TrimPrefix(out, ".")
	case out == ".":
		return ""
	case out == "..": // without the slash git takes it for a range
		return "../"
	default:
		return out
	}
}

// String returns the name as git spells it.
func (n Name) String() string { return n.Rev + ":" + n.Path }

// Options bound what is read and say where.
type Options struct {
	// Dir is a folder in the repository; empty is the working folder.
	Dir string
	// Limits are those of a folder. A single file heeds MaxFile alone, and any
	// extension does. Warn is told of links, which are not followed.
	Limits walk.Options
}

// Error is what is wrong with a name or the place where git is asked, in one line.
// What the machine fails in, and a limit, is another error.
type Error string

func (e Error) Error() string { return string(e) }

// Missing is the [Error] that a revision has nothing at a path.
type Missing string

func (m Missing) Error() string { return string(m) }

// Unwrap makes errors.As find an [Error].
func (m Missing) Unwrap() error { return Error(m) }

// Read reads the file that a name stands for, or all files of a folder that have
// one of the extensions, in the order of their paths; folder tells which it was.
// [walk.File.Name] is the name with the path in it, and [walk.File.Path] the path
// below the folder, or the last part of the name of a single file.
//
// The error is an [Error] for a revision that there is not, for a path that it has not,
// which is a [Missing], for a link, and where there is no git or no repository. An exceeded limit is a [walk.LimitError].
func Read(ctx context.Context, n Name, opts Options) (files []walk.File, folder bool, err error) {
	if strings.HasPrefix(n.Rev, "-") || strings.ContainsRune(n.String(), 0) {
		return nil, false, Error(fmt.Sprintf("there is no revision %q", n.Rev))
	}
	r := &reader{git: git{ctx: ctx, dir: opts.Dir}, name: n, limits: complete(opts.Limits)}
	if err := r.repository(); err != nil {
		return nil, false, err
	}
	object, kind, err := r.find()
	if err != nil {
		return nil, false, err
	}
	if kind == "tree" {
		files, err = r.folder(object)
		return files, true, err
	}
	if err := r.regular(); err != nil {
		return nil, false, err
	}
	files, err = r.contents([]entry{{object: object, path: path.Base(n.Path), name: n.String()}})
	return files, false, err
}

func complete(o walk.Options) walk.Options {
	o.MaxFile = positive(o.MaxFile, walk.DefaultMaxFile)
	o.MaxTotal = positive(o.MaxTotal, walk.DefaultMaxTotal)
	o.MaxFiles = positive(o.MaxFiles, walk.DefaultMaxFiles)
	o.MaxDepth = positive(o.MaxDepth, walk.DefaultMaxDepth)
	if len(o.Extensions) == 0 {
		o.Extensions = walk.DefaultExtensions()
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

// reader reads one name.
type reader struct {
	git
	name   Name
	limits walk.Options
}

// repository holds that git is asked within a repository that it trusts.
func (r *reader) repository() error {
	_, err := r.run("rev-parse", "--git-dir")
	if said, ok := failed(err); ok {
		if strings.Contains(said, "not a git repository") {
			return Error("this folder is in no git repository")
		}
		return Error("git: " + said)
	}
	return err
}

// find returns the object that the name stands for, and its kind: "blob" or "tree".
func (r *reader) find() (object, kind string, err error) {
	if _, err := r.object(r.name.Rev + "^{tree}"); err != nil {
		return "", "", told(err, "there is no revision %q", r.name.Rev)
	}
	if object, err = r.object(r.name.String()); err != nil {
		if _, ok := failed(err); ok {
			err = Missing(fmt.Sprintf("there is no file or folder %q at %s", r.name.Path, r.name.Rev))
		}
		return "", "", err
	}
	out, err := r.run("cat-file", "-t", object)
	if err != nil {
		return "", "", told(err, "%s at %s cannot be read", r.name.Path, r.name.Rev)
	}
	kind = strings.TrimSpace(string(out))
	if kind != "blob" && kind != "tree" {
		return "", "", Error(fmt.Sprintf("%q at %s is a %s, not a file or a folder", r.name.Path, r.name.Rev, kind))
	}
	return object, kind, nil
}

// told returns an [Error] if git has said no, and any other error as it is.
func told(err error, format string, args ...any) error {
	if _, ok := failed(err); ok {
		return Error(fmt.Sprintf(format, args...))
	}
	return err
}

// object returns the id of an object. It is digits and letters, so that it can be
// an argument of other commands.
func (r *reader) object(name string) (string, error) {
	out, err := r.run("rev-parse", "--verify", "--quiet", "--end-of-options", name)
	return strings.TrimSpace(string(out)), err
}

// regular refuses a link: its content is the name of another file. The folder that
// the file is in tells.
func (r *reader) regular() error {
	dir, base := path.Split(r.name.Path)
	object, err := r.object(Name{r.name.Rev, dir}.String())
	if err != nil {
		return told(err, "there is no folder %q at %s", dir, r.name.Rev)
	}
	out, err := r.run("ls-tree", "-z", "--full-tree", object)
	if err != nil {
		return err
	}
	for _, e := range entries(out) {
		if e.path == base && e.mode == modeLink {
			return Error(fmt.Sprintf("%q at %s is a link, which is not followed", r.name.Path, r.name.Rev))
		}
	}
	return nil
}

// entry is a line of git ls-tree.
type entry struct {
	mode, object string
	// size is 0 where it was not asked for.
	size int64
	// path is below the folder that was listed; name is what messages say.
	path, name string
}

// The modes of what is no folder; see https://git-scm.com/docs/git-fast-import.
const (
	modeLink   = "120000"
	modeModule = "160000"
)

// entries reads what git ls-tree -z writes:
//
//	MODE SP TYPE SP OBJECT [SP+ SIZE] TAB PATH NUL
func entries(out []byte) []entry {
	var all []entry
	for line := range strings.SplitSeq(string(out), "\x00") {
		facts, path, ok := strings.Cut(line, "\t")
		words := strings.Fields(facts)
		if !ok || len(words) < 3 {
			continue
		}
		e := entry{mode: words[0], object: words[2], path: path}
		if len(words) > 3 {
			e.size, _ = strconv.ParseInt(words[3], 10, 64) // "-" is the size of a module
		}
		all = append(all, e)
	}
	return all
}
