package topology

import (
	"fmt"
	"io"
	"slices"

	"github.com/topodraw/topodraw/graph"
)

// WriteOptions say how to write. The zero WriteOptions is the default.
type WriteOptions struct {
	// Warn is told where the file is beyond the limits of [Read]: it was
	// written, and cannot be read back. It may be nil.
	Warn func(graph.Diagnostic)
}

// Write writes a graph as a topology file, in the way that one would write it
// by hand: elements on a line each where they are short, quotes where YAML needs
// them, flows with arrows. An invalid graph is an error, the
// [graph.Diagnostics] of [graph.Graph.Validate]; nothing is written then.
//
// [Read] makes an equal graph of it, positions excepted. Every field of the
// model has a key, and those that are empty are left out. Nodes are not
// declared where all of them are plain and the flows alone name them in their
// order. Consecutive edges that differ in nothing but their ends are one flow: from
// one node to a list or, without a label, a chain. A class that elements have and
// the graph does not define is declared as "external", if there are others.
//
// The file is plain YAML 1.2, and of the same meaning in YAML 1.1. Lines are up
// to 100 characters long where no single text is longer. What is beyond the
// limits of Read is told to opt.Warn.
func Write(w io.Writer, g *graph.Graph, opt WriteOptions) error {
	if err := g.Validate(); err != nil {
		return err
	}
	out := &writer{g: g}
	out.document()
	if opt.Warn != nil {
		out.warnings(opt.Warn)
	}
	_, err := w.Write(out.Bytes())
	return err
}

// writer holds one file while it is being written.
type writer struct {
	printer
	g *graph.Graph
}

func (w *writer) document() {
	g := w.g
	var top yamlMap
	top.text("title", g.Title)
	top.text("description", g.Description)
	top.text("direction", string(g.Direction))
	top.text("theme", g.Theme)
	top.attrs(g.Attrs)
	for _, p := range top {
		w.pair(0, p)
	}
	w.section("classes", classPairs(g))
	w.section("groups", groupPairs(g))
	switch {
	case len(g.Nodes()) == 0 && len(g.Groups()) == 0:
		w.line(0, "nodes: {}") // nothing at all could be a mistake
	case !implied(g):
		w.section("nodes", nodePairs(g))
	}
	w.flows()
}

// section writes a mapping of names with a line or more for each.
func (w *writer) section(key string, pairs yamlMap) {
	if len(pairs) == 0 {
		return
	}
	w.line(0, key+":")
	for _, p := range pairs {
		w.pair(indentStep, p)
	}
}

// implied reports whether the flows say all there is to say of the nodes.
func implied(g *graph.Graph) bool {
	var named []string
	seen := make(map[string]bool)
	for _, e := range g.Edges() {
		for _, id := range []string{e.From, e.To} {
			if !seen[id] && g.Node(id) != nil {
				seen[id] = true
				named = append(named, id)
			}
		}
	}
	return slices.EqualFunc(named, g.Nodes(), func(id string, n *graph.Node) bool {
		return id == n.ID && len(nodeFields(n)) == 0
	})
}

// warnings tells which limits of the reader the file is beyond.
func (w *writer) warnings(warn func(graph.Diagnostic)) {
	tell := func(have, limit int, format string) {
		if have > limit {
			warn(graph.Diagnostic{
				Pos:     w.g.Pos,
				Message: fmt.Sprintf(format, have),
				Hint:    fmt.Sprintf("a topology file is read up to %d", limit),
			})
		}
	}
	tell(len(w.g.Nodes()), MaxNodes, "the file has %d nodes, and cannot be read back")
	tell(len(w.g.Edges()), MaxEdges, "the file has %d edges, and cannot be read back")
	tell(depth(w.g), MaxDepth, "the file has groups that are nested %d deep, and cannot be read back")
	tell(w.Len(), MaxFileSize, "the file has %d bytes, and cannot be read back")
}

// depth returns how deep groups are nested.
func depth(g *graph.Graph) int {
	n := -1
	for levels := []*graph.Level{g.Tree()}; len(levels) > 0; n++ {
		var below []*graph.Level
		for _, l := range levels {
			below = append(below, l.Levels...)
		}
		levels = below
	}
	return n
}
