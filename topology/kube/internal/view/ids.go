package view

import (
	"strings"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/traffic"
)

// The ids of what there is one of.
const (
	userID = "User"
	anyID  = "Any"
)

// id returns a name that depends on nothing else in the manifests: its parts
// and, outside of the default namespace, the namespace before them. Names of
// Kubernetes have no slash.
func (s *sketch) id(namespace string, parts ...string) string {
	name := strings.Join(parts, "/")
	if namespace == "" || namespace == s.c.Namespace {
		return name
	}
	return namespace + "/" + name
}

func (s *sketch) objectID(o *cluster.Object) string {
	return plain(s.id(o.Namespace, kindOf(o), o.Name))
}

// kindOf returns the kind of an object. That of somebody else's API has the
// group behind it, as one may be called like one of Kubernetes: "Service" is
// one of Knative's, too.
func kindOf(o *cluster.Object) string {
	group, _, found := strings.Cut(o.Manifest.APIVersion, "/")
	if o.Manifest.Typed == nil && found && strings.Contains(group, ".") && !strings.HasSuffix(group, ".k8s.io") {
		return o.Kind + "." + group
	}
	return o.Kind
}

// targetID returns the id of what is called, if it is none of the manifests'
// Services. The names of Secrets are those of a namespace.
func (s *sketch) targetID(t traffic.Target, namespace string) string {
	switch {
	case t.Name != "":
		return s.id(t.Namespace, "missing", t.Name)
	case t.Secret != "":
		return s.id(namespace, "external", "secret", t.Secret)
	}
	return "external/" + t.Host
}
