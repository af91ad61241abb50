package cli

import (
	"context"
	"errors"
	"os"

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
		old, oldErr = orEmpty(args[0], old, oldErr, spec)
	} else if oldErr == nil {
		new, newErr = orEmpty(args[1], new, newErr, spec)
	}
	switch {
	case oldErr == nil:
		return old, new, newErr
	case newErr == nil || newErr.Error() == oldErr.Error():
		return nil, nil, oldErr
	}
	return nil, nil, errorList{oldErr, newErr}
}

// orEmpty takes one topology for empty if it has nothing of what flags ask for and
// the other one has: a namespace may be new.
func orEmpty(arg string, g *graph.Graph, err error, spec readSpec) (*graph.Graph, error) {
	var missing notThere
	if !errors.As(err, &missing) {
		return g, err
	}
	spec.warn(graph.Diagnostic{Pos: graph.Pos{File: arg}, Message: missing.Error() + "; it is compared as if it were empty"})
	return graph.New(""), nil
}

// side reads one topology: from files, or from a revision if there is no file of
// that name.
func (p *Process) side(ctx context.Context, arg string, spec readSpec) (*graph.Graph, error) {
	name, ok := revision.Parse(arg)
	if _, err := os.Lstat(arg); err == nil || !ok {
		return p.read(ctx, []string{arg}, spec)
	}
	files, folder, err := revision.Read(ctx, name, revision.Options{Limits: walk.Options{Warn: spec.warn}})
	var wrong revision.Error
	if errors.As(err, &wrong) {
		return nil, inputf("%s: there is no file of that name, and %v", arg, wrong)
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
		return nil, inputf("%s: there are no Kubernetes manifests in this folder%s", arg, lookedAt(len(files)))
	}
	return out, nil
}
