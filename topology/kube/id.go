package kube

import (
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// IsID reports whether an id is one that graphs of manifests give to an object:
// "Kind/name" or "namespace/Kind/name". A node of such an id is there only if its
// object is.
func IsID(id string) bool {
	parts := strings.Split(id, "/")
	if len(parts) < 2 || len(parts) > 4 {
		return false
	}
	for _, kind := range parts[:len(parts)-1] {
		if kind != "" && 'A' <= kind[0] && kind[0] <= 'Z' {
			return true
		}
	}
	return false
}

// The attributes of edges that say who claims them.
const (
	attrRelation   = "relation"
	attrConfidence = "confidence"
	attrEvidence   = "evidence"
)

// Declare says of an edge that a person has stated it: what was inferred of it
// before is kept as its evidence.
func Declare(e *graph.Edge) {
	if _, ok := e.Attrs.Get(attrRelation); !ok {
		e.Attrs.Set(attrRelation, "calls")
	}
	e.Attrs.Set(attrConfidence, "declared")
	if _, ok := e.Attrs.Get(attrEvidence); !ok {
		e.Attrs.Set(attrEvidence, "declared")
	}
}
