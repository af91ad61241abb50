package kube

import (
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// Derived reports whether a graph was made of manifests, also one that was saved
// and read again since.
func Derived(g *graph.Graph) bool {
	return slices.ContainsFunc(g.Nodes(), func(n *graph.Node) bool {
		_, ok := n.Attrs.Get("kubernetes.kind")
		return ok
	})
}

// Plain returns a copy of a graph of manifests without what only other programs
// and a pointing finger see: the attributes that [System.Graph] sets, and the
// tooltips that it makes. It is for formats that cannot hold them, and for text
// that shall not change with every line number.
func Plain(g *graph.Graph) *graph.Graph {
	g = g.HideKinds() // a copy
	for _, n := range g.Nodes() {
		if madeForNode(n) {
			n.Tooltip = ""
		}
		n.Attrs = plainAttrs(n.Attrs)
	}
	for _, e := range g.Edges() {
		if madeForEdge(e) {
			e.Tooltip = ""
		}
		e.Attrs = plainAttrs(e.Attrs)
	}
	for _, gr := range g.Groups() {
		gr.Attrs = plainAttrs(gr.Attrs)
	}
	return g
}

// madeForNode reports whether a tooltip is one of [System.Graph]: it has a place
// that the node comes from, or says that there is none.
func madeForNode(n *graph.Node) bool {
	source, ok := n.Attrs.Get("source")
	if !ok {
		name, _ := n.Attrs.Get("kubernetes.name")
		return name != "" && strings.HasSuffix(n.Tooltip, name+" is not in the manifests")
	}
	first, _, _ := strings.Cut(source, "\n")
	return strings.Contains(n.Tooltip, first)
}

// madeForEdge reports whether a tooltip begins as the evidence does. Long lines
// of evidence are cut short in tooltips.
func madeForEdge(e *graph.Edge) bool {
	evidence, ok := e.Attrs.Get(attrEvidence)
	first, _, _ := strings.Cut(e.Tooltip, "\n")
	return ok && first != "" && strings.HasPrefix(evidence, strings.TrimSuffix(first, "…"))
}

func plainAttrs(attrs graph.Attrs) graph.Attrs {
	kept := slices.DeleteFunc(slices.Clone(attrs), func(a graph.Attr) bool {
		return strings.HasPrefix(a.Key, "kubernetes.") || slices.Contains(derivedAttrs(), a.Key)
	})
	if len(kept) == 0 {
		return nil
	}
	return kept
}

// derivedAttrs are the attributes that only graphs of manifests have, besides
// those that begin with "kubernetes.".
func derivedAttrs() []string {
	return []string{"source", attrRelation, attrConfidence, attrEvidence, "port", "portName", "targetPort", "targetPortName", "policy", "findings", graph.AttrCollapsed, graph.AttrMerged}
}
