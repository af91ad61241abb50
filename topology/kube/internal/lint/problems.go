package lint

import (
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// problems takes over what the reader of the manifests said.
func (k *checker) problems(all []manifest.Problem) {
	objects := make(map[*manifest.Object]*cluster.Object, len(k.c.Objects))
	for _, o := range k.c.Objects {
		objects[o.Manifest] = o
	}
	for _, p := range all {
		f := Finding{
			Code: p.Code, Severity: severityOf(p), Object: objects[p.Object],
			Pos: p.Pos, Message: p.Message, Hint: p.Hint, Source: p.Source,
		}
		if m := p.Object; m != nil && f.Object == nil {
			if k.silenced(p.Code, m) {
				continue
			}
			f.Subject = cluster.Ref{Kind: m.Kind, Namespace: m.Meta.Namespace, Name: m.Meta.Name}
		}
		k.report(f)
	}
}

// severityOf returns how bad a problem is. An unknown field is read over, but no
// cluster would keep it.
func severityOf(p manifest.Problem) Severity {
	if p.Severity == manifest.Error || p.Code == manifest.CodeUnknownField {
		return Error
	}
	return Warning
}
