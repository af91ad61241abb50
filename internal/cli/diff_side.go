package cli

import (
	"context"
	"errors"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/revision"
	"github.com/topodraw/topodraw/internal/walk"
	"github.com/topodraw/topodraw/topology"
	"github.com/topodraw/topodraw/topology/kube"
)

// sides reads both topologies, and reports what is wrong with either.
func (p *Process) sides(ctx context.Context, args []string, spec readSpec) (old, new *graph.Graph, err error) {
	if args[0] == streamPath && args[1] == streamPath {
		return nil, nil, usagef("the standard input is a source twice")
	}
	old, oldErr := p.side(ctx, args[0], spec)
	new, newErr := p.side(ctx, args[1], spec)
	if newErr == nil {
		old, oldErr = orEmpty(args[0], args[1], old, oldErr, spec)
	} else if oldErr == nil {
		new, newErr = orEmpty(args[1], args[0], new, newErr, spec)
	}
	switch {
	case oldErr == nil:
		return old, new, newErr
	case newErr == nil || newErr.Error() == oldErr.Error():
		return nil, nil, oldErr
	}
	return nil, nil, errorList{oldErr, newErr}
}

// absent is the error that there is nothing at a path, or nothing of use. In a
// comparison it is why the path is taken for empty.
type absent struct {
	error
	why string
}

func (e absent) Unwrap() error { return e.error }

const nothingThere = "there is nothing at this path"

func noManifests(folder string, files int) error {
	const why = "there are no Kubernetes manifests in this folder"
	return absent{inputf("%s: %s%s", folder, why, lookedAt(files)), why}
}

// orEmpty takes one topology for empty if it has nothing of what flags ask for and
// the other one has, since a namespace may be new, or if there is nothing at a path
// at which the other one has something: it is new itself, or was removed.
func orEmpty(arg, other string, g *graph.Graph, err error, spec readSpec) (*graph.Graph, error) {
	var missing notThere
	var nothing absent
	why := ""
	switch {
	case errors.As(err, &missing):
		why = missing.Error()
	case errors.As(err, &nothing) && samePath(arg, other):
		why = nothing.why
	default:
		return g, err
	}
	spec.warn(graph.Diagnostic{Pos: graph.Pos{File: arg}, Message: why + "; it is compared as if it were empty"})
	return graph.New(""), nil
}

// samePath reports whether two sides are one path of a repository, at two
// revisions or at one and in the working tree.
func samePath(a, b string) bool {
	first, ok := pathInRepository(a)
	second, also := pathInRepository(b)
	return ok && also && first == second
}

// pathInRepository returns the path of a side below the top of the repository.
func pathInRepository(arg string) (string, bool) {
	top, sub, err := repository()
	if err != nil || arg == streamPath {
		return "", false
	}
	name, ok := revision.Parse(arg)
	switch _, err := os.Lstat(arg); {
	case err == nil || !ok:
	case strings.HasPrefix(name.Path, "./"), strings.HasPrefix(name.Path, "../"):
		return path.Join(sub, name.Path), true
	default:
		return path.Clean(name.Path), true
	}
	from, err := physical(top)
	if err != nil {
		return "", false
	}
	to, err := physicalBeyond(arg)
	if err != nil {
		return "", false
	}
	rel, err := filepath.Rel(from, to)
	return filepath.ToSlash(rel), err == nil
}

// physicalBeyond is physical for a path that may lead through folders which are
// not there, or no more.
func physicalBeyond(name string) (string, error) {
	out, err := physical(name)
	if dir := filepath.Dir(name); err != nil && dir != name {
		if out, err = physicalBeyond(dir); err == nil {
			out = filepath.Join(out, filepath.Base(name))
		}
	}
	return out, err
}

// side reads one topology: from files, or from a revision if there is no file of
// that name.
func (p *Process) side(ctx context.Context, arg string, spec readSpec) (*graph.Graph, error) {
	name, ok := revision.Parse(arg)
	if _, err := os.Lstat(arg); err == nil || !ok {
		g, failed := p.read(ctx, []string{arg}, spec)
		if failed != nil && isMissing(err) {
			failed = absent{failed, nothingThere}
		}
		return g, failed
	}
	files, folder, err := revision.Read(ctx, name, revision.Options{Limits: walk.Options{Warn: spec.warn}})
	var wrong revision.Error
	if errors.As(err, &wrong) {
		told := inputf("%s: there is no file of that name, and %v", arg, wrong)
		if errors.As(err, new(revision.Missing)) {
			return nil, absent{told, nothingThere}
		}
		return nil, told
	}
	if err != nil {
		return nil, explainEach(arg, err)
	}
	sources, err := revised(arg, files, folder, spec)
	if err != nil {
		return nil, err
	}
	return together(ctx, sources, spec)
}

// revised returns the files of a revision as sources: one file as it is, and the
// manifests of a folder.
func revised(arg string, files []walk.File, folder bool, spec readSpec) ([]input, error) {
	if folder && spec.from != "" && spec.from != fromKube {
		return nil, usagef("%s is a folder, in which Kubernetes manifests are looked for, so --from %s is not for it", arg, spec.from)
	}
	var out []input
	for _, f := range files {
		if !folder || kube.Detect(f.Data) {
			out = append(out, input{Source: topology.Source{Name: f.Name, Data: f.Data}, path: f.Path, manifest: folder})
		}
	}
	if len(out) == 0 {
		return nil, noManifests(arg, len(files))
	}
	return out, nil
}
