package graph

import (
	"fmt"
	"slices"
	"strconv"
)

// The attributes by which a view says how much it left out. Where an element
// has an attribute of that name already, its value is replaced.
const (
	// AttrCollapsed is the number of nodes that one node stands for, which was
	// a group.
	AttrCollapsed = "collapsed"
	// AttrMerged is the number of edges that one edge stands for.
	AttrMerged = "merged"
)

// UnknownError says that a view was asked for by a name that the graph does not
// have.
type UnknownError struct {
	// ID is the name.
	ID string
	// Group says that the name has to be that of a group; otherwise that of a
	// node would do as well.
	Group bool
}

// Error says which name of what there is not.
func (e *UnknownError) Error() string {
	what := "node or group"
	if e.Group {
		what = "group"
	}
	return fmt.Sprintf("there is no %s %q", what, e.ID)
}

// blank returns a graph that says the same of itself and has the same classes,
// but neither nodes nor edges nor groups.
func (g *Graph) blank() *Graph {
	out := &Graph{
		Title: g.Title, Description: g.Description, Direction: g.Direction,
		Theme: g.Theme, Attrs: slices.Clone(g.Attrs), Pos: g.Pos,
	}
	for _, c := range g.classes {
		out.AddClass(c.Name, c.Style).Pos = c.Pos
	}
	return out
}

// putNode adds a copy of another graph's node.
func (g *Graph) putNode(n *Node) {
	c := g.AddNode(n.ID, n.Kind)
	*c = *n
	c.Classes, c.Attrs, c.graph = slices.Clone(n.Classes), slices.Clone(n.Attrs), g
}

// putGroup adds a copy of another graph's group.
func (g *Graph) putGroup(gr *Group) {
	c := g.AddGroup(gr.ID, gr.Label)
	*c = *gr
	c.Classes, c.Attrs, c.graph = slices.Clone(gr.Classes), slices.Clone(gr.Attrs), g
}

// putEdge adds a copy of another graph's edge and returns it.
func (g *Graph) putEdge(e *Edge) *Edge {
	c := g.AddEdge(e.From, e.To, e.Label)
	*c = *e
	c.Classes, c.Attrs = slices.Clone(e.Classes), slices.Clone(e.Attrs)
	return c
}

// only returns a copy of the nodes and groups that are kept, by id, and of the
// edges between them.
func (g *Graph) only(kept func(id string) bool) *Graph {
	out := g.blank()
	for _, n := range g.nodes {
		if kept(n.ID) {
			out.putNode(n)
		}
	}
	for _, gr := range g.groups {
		if kept(gr.ID) {
			out.putGroup(gr)
		}
	}
	for _, e := range g.edges {
		if kept(e.From) && kept(e.To) {
			out.putEdge(e)
		}
	}
	return out
}

// parent returns the id of the group around a node or a group, or "".
func (g *Graph) parent(id string) string {
	if n := g.Node(id); n != nil {
		return n.Group
	}
	if gr := g.Group(id); gr != nil {
		return gr.Parent
	}
	return ""
}

// members lists the ids of what is directly inside each group.
type members map[string][]string

func (g *Graph) members() members {
	m := make(members)
	for _, n := range g.nodes {
		m[n.Group] = append(m[n.Group], n.ID)
	}
	for _, gr := range g.groups {
		m[gr.Parent] = append(m[gr.Parent], gr.ID)
	}
	return m
}

// walk visits an id and all inside it, from the outside in. What is inside an
// id for which visit returns false is left out.
func (m members) walk(id string, visit func(id string) bool) {
	if !visit(id) {
		return
	}
	for _, inner := range m[id] {
		m.walk(inner, visit)
	}
}

// sizes returns the number of nodes within each group, at any depth.
func (g *Graph) sizes() map[string]int {
	sizes := make(map[string]int, len(g.groups))
	var count func(l *Level) int
	count = func(l *Level) int {
		n := len(l.Nodes)
		for _, inner := range l.Levels {
			n += count(inner)
		}
		if l.Group != nil {
			sizes[l.Group.ID] = n
		}
		return n
	}
	count(g.Tree())
	return sizes
}

// standIns adds nodes in the place of groups to a view, each where the first
// node within the group stands, so that the order of the nodes says the same as
// before.
type standIns struct {
	g, to *Graph
	// wanted are the groups that become nodes, by id.
	wanted map[string]bool
	sizes  map[string]int
	passed map[string]bool
}

func newStandIns(g, to *Graph, wanted map[string]bool) *standIns {
	return &standIns{g, to, wanted, g.sizes(), make(map[string]bool)}
}

// before adds the stand-ins of the groups around a node that are not there yet.
func (s *standIns) before(n *Node) {
	for gr := s.g.Group(n.Group); gr != nil && !s.passed[gr.ID]; gr = s.g.Group(gr.Parent) {
		s.pass(gr)
	}
}

// rest adds the stand-ins of the groups without a node.
func (s *standIns) rest() {
	for _, gr := range s.g.groups {
		if !s.passed[gr.ID] {
			s.pass(gr)
		}
	}
}

func (s *standIns) pass(gr *Group) {
	s.passed[gr.ID] = true
	if !s.wanted[gr.ID] {
		return
	}
	size := strconv.Itoa(s.sizes[gr.ID])
	n := s.to.AddNode(gr.ID, gr.Kind)
	n.Label = gr.Text() + " (" + size + ")"
	n.Group, n.Style, n.Classes = gr.Parent, gr.Style, slices.Clone(gr.Classes)
	n.Link, n.Tooltip, n.Pos = gr.Link, gr.Tooltip, gr.Pos
	n.Attrs = slices.Clone(gr.Attrs)
	n.Attrs.Set(AttrCollapsed, size)
}
