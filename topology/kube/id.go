package kube

import (
	"path/filepath"
	"strconv"
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
	attrPolicy     = "policy"
)

// Declare says of an edge that a person has stated it, and where: after the
// evidence that there was before, if it was inferred too. That NetworkPolicies deny
// it stays in its label.
func Declare(e *graph.Edge, at graph.Pos) {
	keepDenied(e)
	if _, ok := e.Attrs.Get(attrRelation); !ok {
		e.Attrs.Set(attrRelation, "calls")
	}
	made := e.Tooltip == "" || madeForEdge(e)
	sure, _ := e.Attrs.Get(attrConfidence)
	e.Attrs.Set(attrConfidence, "declared")
	evidence := "declared (" + filepath.Base(at.File) + ":" + strconv.Itoa(at.Line) + ")"
	if made {
		e.Tooltip = joined(strings.TrimSuffix(e.Tooltip, "\n"+sure), "\n", evidence)
	}
	if before, ok := e.Attrs.Get(attrEvidence); ok {
		evidence = before + "\n" + evidence
	}
	e.Attrs.Set(attrEvidence, evidence)
}

// keepDenied puts the reason why an edge is drawn as denied into a label that is
// another one than it had.
func keepDenied(e *graph.Edge) {
	if policy, _ := e.Attrs.Get(attrPolicy); policy != "denied" {
		return
	}
	for line := range strings.Lines(e.Tooltip) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "denied by ") && !strings.Contains(e.Label, line) {
			e.Label = joined(e.Label, "\n", line)
		}
	}
}
