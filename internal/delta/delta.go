// Package delta shows how one topology differs from another: as text, as JSON, as
// Markdown for the comment on a change, and as one drawing of both.
package delta

import (
	"fmt"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// Comparison is two topologies and how they differ.
type Comparison struct {
	old, new *graph.Graph
	delta    graph.Delta
}

// Compare compares a topology with an older one, as [graph.Diff] does, with keys of
// attributes that make no difference. Graphs of Kubernetes manifests are compared
// without the places in the manifests. Neither graph is changed.
func Compare(old, new *graph.Graph, ignoreAttrs []string) *Comparison {
	c := &Comparison{old: settled(old), new: settled(new)}
	c.delta = graph.Diff(c.old, c.new, graph.DiffOptions{IgnoreAttrs: ignoreAttrs})
	return c
}

// Same reports whether there is no difference.
func (c *Comparison) Same() bool { return c.delta.IsZero() }

// none is what the forms for people say where there is no difference.
const none = "no differences"

// Summary says in one line how many elements of what differ, such as "1 node
// added, 2 edges changed".
func (c *Comparison) Summary() string {
	var parts []string
	if n := len(c.delta.Graph); n > 0 {
		parts = append(parts, number(n, "property")+" of the graph changed")
	}
	entries := c.entries()
	for _, what := range []string{"node", "group", "edge"} {
		for _, op := range ops() {
			if n := count(entries, what, op); n > 0 {
				parts = append(parts, number(n, what)+" "+string(op))
			}
		}
	}
	if len(parts) == 0 {
		return none
	}
	return strings.Join(parts, ", ")
}

func ops() []graph.Op { return []graph.Op{graph.Added, graph.Removed, graph.Changed, graph.Renamed} }

// number returns a number with what it counts.
func number(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	if stem, ok := strings.CutSuffix(what, "y"); ok {
		return fmt.Sprintf("%d %sies", n, stem)
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func count(entries []entry, what string, op graph.Op) int {
	n := 0
	for _, e := range entries {
		if e.what == what && e.op == op {
			n++
		}
	}
	return n
}

// entry is one line of a list of differences.
type entry struct {
	op graph.Op
	// what is "graph", "node", "group" or "edge".
	what string
	// name tells which it is, and now what it is called since it was renamed. about
	// says more of what was added or removed: its kind, or the label or the id of
	// an edge.
	name, now, about string
	changes          []graph.Change
}

// entries returns all differences in the order in which they are told.
func (c *Comparison) entries() []entry {
	var out []entry
	if len(c.delta.Graph) > 0 {
		out = append(out, entry{op: graph.Changed, what: "graph", changes: c.delta.Graph})
	}
	for _, d := range c.delta.Nodes {
		n := either(d)
		e := entry{op: d.Op, what: "node", name: name(n.ID), about: name(n.Kind), changes: d.Changes}
		if d.Op == graph.Renamed {
			e.name, e.now = name(d.Old.ID), name(d.New.ID)
		}
		out = append(out, e)
	}
	for _, d := range c.delta.Groups {
		gr := either(d)
		out = append(out, entry{op: d.Op, what: "group", name: name(gr.ID), about: name(gr.Kind), changes: d.Changes})
	}
	for _, d := range c.delta.Edges {
		edge := either(d)
		e := entry{op: d.Op, what: "edge", name: name(edge.From) + " -> " + name(edge.To), changes: d.Changes}
		switch {
		case edge.Label != "":
			e.about = quoted(edge.Label)
		case edge.ID != "":
			e.about = name(edge.ID)
		}
		out = append(out, e)
	}
	return out
}

// either returns an element as it is or, if it is no more, as it was.
func either[T graph.Node | graph.Group | graph.Edge](d graph.Difference[T]) *T {
	if d.New != nil {
		return d.New
	}
	return d.Old
}
