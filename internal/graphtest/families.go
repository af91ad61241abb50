package graphtest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// Families returns makers of graphs that are hard to lay out, by name. Each
// makes a valid graph from a seed.
func Families() map[string]func(seed uint64) *graph.Graph {
	return map[string]func(uint64) *graph.Graph{
		"nested":       nested,
		"dense":        dense,
		"disconnected": disconnected,
		"hub":          hub,
		"long labels":  longLabels,
		"multi-edges":  multiEdges,
	}
}

// family starts a graph whose direction changes with the seed.
func family(seed uint64) *maker {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 2)), g: graph.New("")}
	m.g.Direction = graph.Directions()[seed%4]
	return m
}

func (r *maker) addPlain(into string, n int) {
	for range n {
		node := r.g.AddNode(fmt.Sprintf("n%d", len(r.g.Nodes())), "service")
		node.Group = into
		r.ends = append(r.ends, node.ID)
	}
}

// join adds edges between random ends, some with a label.
func (r *maker) join(n int) {
	for range n {
		from, to := pick(r, r.ends), pick(r, r.ends)
		if from != to && (r.inside(from, to) || r.inside(to, from)) {
			continue
		}
		r.g.AddEdge(from, to, pick(r, []string{"", "", "calls"}))
	}
}

// nested is groups within groups, up to eight deep, with edges across all
// borders and to the groups themselves.
func nested(seed uint64) *graph.Graph {
	r := family(seed)
	into := ""
	for i := range 3 + r.IntN(6) {
		gr := r.g.AddGroup(fmt.Sprintf("g%d", i), "")
		gr.Parent = into
		r.ends = append(r.ends, gr.ID)
		r.addPlain(gr.ID, 1+r.IntN(3))
		if r.IntN(4) > 0 {
			into = gr.ID
		}
	}
	r.addPlain("", 2)
	r.join(len(r.g.Nodes()) * 3 / 2)
	return r.g
}

// dense has about a third of all edges that there can be.
func dense(seed uint64) *graph.Graph {
	r := family(seed)
	n := 6 + r.IntN(9)
	r.addPlain("", n)
	r.join(n * n / 3)
	return r.g
}

// disconnected is many small parts, in groups and out of them.
func disconnected(seed uint64) *graph.Graph {
	r := family(seed)
	for i := range 4 + r.IntN(20) {
		into := ""
		if r.IntN(2) == 0 {
			into = r.g.AddGroup(fmt.Sprintf("g%d", i), "").ID
		}
		r.ends = nil
		n := 1 + r.IntN(4)
		r.addPlain(into, n)
		r.join(n - 1)
	}
	return r.g
}

// hub is one node with 200 spokes, to it and from it, some of them in a group.
func hub(seed uint64) *graph.Graph {
	r := family(seed)
	r.addPlain("", 1)
	center, group := r.g.Nodes()[0], ""
	if seed%2 == 1 {
		group = r.g.AddGroup("spokes", "").ID
	}
	r.addPlain(group, 200)
	for i, n := range r.g.Nodes()[1:] {
		if seed%3 == 2 && i%5 == 0 {
			n.To(center, "")
		} else {
			center.To(n, "")
		}
	}
	return r.g
}

// longLabels has edges whose labels are longer than any node.
func longLabels(seed uint64) *graph.Graph {
	r := family(seed)
	gr := r.g.AddGroup("group", strings.Repeat("a long title ", 1+r.IntN(8)))
	r.addPlain("", 4)
	r.addPlain(gr.ID, 4)
	for range 14 {
		r.g.AddEdge(pick(r, r.ends), pick(r, r.ends), strings.Repeat("what it says ", 1+r.IntN(12)))
	}
	return r.g
}

// multiEdges has up to twelve edges between the same two nodes, both ways.
func multiEdges(seed uint64) *graph.Graph {
	r := family(seed)
	gr := r.g.AddGroup("group", "")
	r.addPlain("", 3)
	r.addPlain(gr.ID, 2)
	for range 3 {
		from, to := pick(r, r.ends), pick(r, r.ends)
		for range 1 + r.IntN(12) {
			r.g.AddEdge(from, to, pick(r, []string{"", "GET", "PUT"}))
			from, to = to, from
		}
	}
	return r.g
}
