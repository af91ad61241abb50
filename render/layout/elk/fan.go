package elk

import (
	"strings"

	elkgo "github.com/d2lang/elk-go"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// wideFan is the number of leaves from which those of one node are put in rows
// under one another: up to nine fit beside each other on a screen.
const wideFan = 10

// fan is the leaves of one node, the hub: nodes with no other edge than one
// from it, or than one to it. The engine sees them as one box with one edge,
// which is the trunk that all of their edges have in common.
type fan struct {
	fanKey
	nodes []int
	edges []int

	comb  comb
	box   *elkgo.Node
	trunk *elkgo.Edge
}

// fanKey is what the leaves of a fan have in common: the group around them, and
// the looks of their edges too, which are drawn on one another.
type fanKey struct {
	hub, around int
	in          bool
	line        graph.Line
	style       graph.Style
	classes     string
}

// fans finds the wide fans of a graph and returns them by the nodes they hold.
func fans(g *graph.Graph, c *connections, at map[string]int) map[int]*fan {
	degree := make([]int, len(c.around))
	for _, e := range g.Edges() {
		degree[at[e.From]]++
		degree[at[e.To]]++
	}
	all := make(map[fanKey]*fan)
	of := make(map[int]*fan)
	for i, e := range g.Edges() {
		leaf, key := at[e.To], fanKey{hub: at[e.From], line: e.LineOrSolid(), style: e.Style, classes: strings.Join(e.Classes, " ")}
		if degree[leaf] != 1 {
			leaf, key.hub, key.in = key.hub, leaf, true
		}
		if degree[leaf] != 1 || leaf >= len(g.Nodes()) || c.within(leaf, key.hub) {
			continue
		}
		key.around = c.around[leaf]
		if all[key] == nil {
			all[key] = &fan{fanKey: key}
		}
		f := all[key]
		f.nodes, f.edges = append(f.nodes, leaf), append(f.edges, i)
		if len(f.nodes) == wideFan {
			for _, n := range f.nodes {
				of[n] = f
			}
		} else if len(f.nodes) > wideFan {
			of[leaf] = f
		}
	}
	return of
}

// place makes the box of a fan.
func (f *fan) place(p *layout.Problem, d graph.Direction) {
	nodes, labels := make([]layout.Size, len(f.nodes)), make([]layout.Size, len(f.nodes))
	for i := range f.nodes {
		nodes[i], labels[i] = p.NodeSize[f.nodes[i]], p.LabelSize[f.edges[i]]
	}
	f.comb = newComb(nodes, labels, d, f.in)
	f.box = box("f", f.nodes[0], f.comb.size)
	f.box.LayoutOptions = elkgo.LayoutOptions{id + "elk.portConstraints": "FIXED_POS"}
	port := &elkgo.Port{
		ID: name("p", f.nodes[0]),
		X:  elkgo.Float64(f.comb.root.X), Y: elkgo.Float64(f.comb.root.Y),
		Width: elkgo.Float64(0), Height: elkgo.Float64(0),
		LayoutOptions: elkgo.LayoutOptions{id + "elk.port.side": f.comb.side()},
	}
	f.box.Ports = []*elkgo.Port{port}
}

// join makes the trunk, between the hub's box and that of the fan.
func (f *fan) join(hub elkgo.ID) *elkgo.Edge {
	from, to := hub, f.box.Ports[0].ID
	if f.in {
		from, to = to, from
	}
	f.trunk = &elkgo.Edge{ID: name("t", f.nodes[0]), Sources: []elkgo.ID{from}, Targets: []elkgo.ID{to}}
	return f.trunk
}
