package graph

// Inside returns a copy of one group with all within, at the top level, and of
// the edges that have an end there. What such an edge leads to or comes from
// outside is kept too, so that one sees who talks in and out: a node as it is
// but at the top level, a group as a node that stands for it, as
// [Graph.Collapse] makes one. The groups around it and around what is outside
// are left out, and so are edges between two ends outside. For an [Invisible]
// edge alone nothing outside is kept.
//
// The direction inside the group becomes that of the graph, and the group has
// none of its own. Everything keeps its order. An id that is not that of a group
// is an [*UnknownError]. It takes time in proportion to the graph.
func (g *Graph) Inside(group string) (*Graph, error) {
	root := g.Group(group)
	if root == nil {
		return nil, &UnknownError{ID: group, Group: true}
	}
	in := make(map[string]bool)
	g.members().walk(group, func(id string) bool {
		first := !in[id]
		in[id] = true
		return first
	})
	out := g.outside(in)
	to := g.blank()
	to.Direction = g.directionIn(root)
	g.nodesInto(to, in, out)
	for _, gr := range g.groups {
		if in[gr.ID] {
			to.putGroup(gr)
		}
	}
	top := to.Group(group)
	top.Parent, top.Direction = "", ""
	for _, e := range g.edges {
		if in[e.From] && (in[e.To] || out[e.To]) || out[e.From] && in[e.To] {
			to.putEdge(e)
		}
	}
	return to, nil
}

// outside returns the other ends of the edges that have one end in a set.
func (g *Graph) outside(in map[string]bool) map[string]bool {
	out := make(map[string]bool)
	for _, e := range g.edges {
		switch {
		case e.Line == Invisible || in[e.From] == in[e.To]:
		case in[e.From]:
			out[e.To] = true
		default:
			out[e.From] = true
		}
	}
	return out
}

// nodesInto adds what is a node in a view of the inside of a group.
func (g *Graph) nodesInto(to *Graph, in, out map[string]bool) {
	others := newStandIns(g, to, out)
	for _, n := range g.nodes {
		others.before(n)
		if in[n.ID] || out[n.ID] {
			to.putNode(n)
		}
	}
	others.rest()
	for _, n := range to.nodes {
		if out[n.ID] {
			n.Group = ""
		}
	}
}

// directionIn returns where edges lead inside a group: its own direction, or
// that of the nearest group around it that has one, or the graph's.
func (g *Graph) directionIn(gr *Group) Direction {
	for _, around := range append([]*Group{gr}, g.Around(gr.ID)...) {
		if around.Direction != "" {
			return around.Direction
		}
	}
	return g.Direction
}
