package delta

import (
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/theme"
)

// All stands for as many steps as there are.
const All = -1

// Drawing returns one graph of both topologies, to be drawn with [Theme]. What was
// added, removed or changed is told apart by its kind, by its border or line, and by
// a sign before its label; a group says what they mean. Tooltips say what changed.
//
// With a number of steps that is not negative, only what differs is in it and what is
// that many steps away, as [graph.Graph.Focus] takes them. Nodes have the shapes that
// a theme gives to their kinds, and no attributes. The graph is valid if both
// topologies are.
func (c *Comparison) Drawing(steps int, base *theme.Theme) (*graph.Graph, error) {
	m := newMerge(c, base)
	m.groups()
	m.nodes()
	m.edges()
	g := m.out
	if steps >= 0 {
		var err error
		if g, err = g.Focus(m.differing, steps); err != nil {
			return nil, err
		}
	}
	g.Description = "Differences: " + c.Summary() + "."
	m.legend(g)
	return g, nil
}

// merge puts two graphs together.
type merge struct {
	c        *Comparison
	out      *graph.Graph
	old, new theme.Resolver
	// now leads from the ids of the old graph to those in the drawing.
	now map[string]string
	// differing are the ids of what differs, or is at the end of an edge that does.
	differing []string
}

func newMerge(c *Comparison, base *theme.Theme) *merge {
	m := &merge{
		c: c, out: graph.New(c.new.Title), now: make(map[string]string),
		old: theme.NewResolver(c.old, base), new: theme.NewResolver(c.new, base),
	}
	m.out.Direction = c.new.Direction
	if m.out.Title == "" {
		m.out.Title = c.old.Title
	}
	for _, d := range c.delta.Nodes {
		switch d.Op {
		case graph.Renamed:
			m.now[d.Old.ID] = d.New.ID
		case graph.Removed:
			m.now[d.Old.ID] = m.free(d.Old.ID)
		}
	}
	for _, d := range c.delta.Groups {
		if d.Op == graph.Removed {
			m.now[d.Old.ID] = m.free(d.Old.ID)
		}
	}
	return m
}

// free returns an id for what was removed: its own, unless a group has now the id
// that a node had, or the other way round.
func (m *merge) free(old string) string {
	id := old
	for m.c.new.Has(id) || id != old && m.c.old.Has(id) {
		id += " (removed)"
	}
	return id
}

// id returns the id in the drawing of what the old graph calls so.
func (m *merge) id(old string) string {
	if id, ok := m.now[old]; ok {
		return id
	}
	return old
}

// groups adds the groups of the new graph, then those that were removed.
func (m *merge) groups() {
	of := byNew(m.c.delta.Groups)
	for _, gr := range m.c.new.Groups() {
		m.group(gr, gr.ID, gr.Parent, of[gr])
	}
	for _, d := range m.c.delta.Groups {
		if d.Op == graph.Removed {
			m.group(d.Old, m.id(d.Old.ID), m.id(d.Old.Parent), d)
		}
	}
}

// byNew returns the differences of what is still there.
func byNew[T graph.Node | graph.Group | graph.Edge](from []graph.Difference[T]) map[*T]graph.Difference[T] {
	out := make(map[*T]graph.Difference[T], len(from))
	for _, d := range from {
		if d.New != nil {
			out[d.New] = d
		}
	}
	return out
}

func (m *merge) group(gr *graph.Group, id, parent string, d graph.Difference[graph.Group]) {
	c := m.out.AddGroup(id, marked(d.Op, changed(d.Changes, "label", gr.Text())))
	c.Kind, c.Parent, c.Direction, c.Link, c.Tooltip = gr.Kind, parent, gr.Direction, gr.Link, tooltip(gr.Tooltip, d.Changes)
	c.Style = borderOf(d.Op)
	m.note(d.Op, id)
}

// note notes what differs.
func (m *merge) note(op graph.Op, ids ...string) {
	if op != "" {
		m.differing = append(m.differing, ids...)
	}
}

// nodes adds the nodes of the new graph and, each behind the node that it stood
// behind, those that were removed.
func (m *merge) nodes() {
	of := byNew(m.c.delta.Nodes)
	behind := m.removedNodes()
	add := func(list []graph.Difference[graph.Node]) {
		for _, d := range list {
			m.node(d.Old, m.old, m.id(d.Old.ID), m.id(d.Old.Group), d)
		}
	}
	add(behind[""])
	for _, n := range m.c.new.Nodes() {
		m.node(n, m.new, n.ID, n.Group, of[n])
		add(behind[n.ID])
		delete(behind, n.ID)
	}
}

// removedNodes returns the nodes that were removed by the id of the node before
// them that is still there; "" is the start.
func (m *merge) removedNodes() map[string][]graph.Difference[graph.Node] {
	removed := make(map[*graph.Node]graph.Difference[graph.Node])
	for _, d := range m.c.delta.Nodes {
		if d.Op == graph.Removed {
			removed[d.Old] = d
		}
	}
	out := make(map[string][]graph.Difference[graph.Node])
	before := ""
	for _, n := range m.c.old.Nodes() {
		if d, ok := removed[n]; ok {
			out[before] = append(out[before], d)
		} else {
			before = m.id(n.ID)
		}
	}
	return out
}

func (m *merge) node(n *graph.Node, look theme.Resolver, id, group string, d graph.Difference[graph.Node]) {
	text := changed(d.Changes, "label", n.Text())
	if d.Op == graph.Renamed && d.Old.Text() != n.Text() {
		text = pair(d.Old.Text(), n.Text())
	}
	c := m.out.AddNode(id, kindOf(d.Op))
	c.Label, c.Subtitle, c.Group = marked(d.Op, text), changed(d.Changes, "subtitle", n.Subtitle), group
	c.Shape, c.Link, c.Tooltip = look.Shape(n), n.Link, tooltip(n.Tooltip, d.Changes)
	if d.Op == graph.Renamed {
		c.Tooltip = strings.TrimSpace("was " + name(d.Old.ID) + "\n" + c.Tooltip)
	}
	m.note(d.Op, id)
}

// edges adds the edges of the new graph, then those that were removed.
func (m *merge) edges() {
	of := byNew(m.c.delta.Edges)
	for _, e := range m.c.new.Edges() {
		m.edge(e, e.From, e.To, of[e])
	}
	for _, d := range m.c.delta.Edges {
		if d.Op == graph.Removed {
			m.edge(d.Old, m.id(d.Old.From), m.id(d.Old.To), d)
		}
	}
}

func (m *merge) edge(e *graph.Edge, from, to string, d graph.Difference[graph.Edge]) {
	c := m.out.AddEdge(from, to, marked(d.Op, changed(d.Changes, "label", e.Label)))
	c.Head, c.Tail, c.Link, c.Tooltip = e.Head, e.Tail, e.Link, tooltip(e.Tooltip, d.Changes)
	c.Line, c.Style = lineOf(d.Op)
	if e.Line == graph.Invisible {
		c.Line = graph.Invisible
	}
	m.note(d.Op, from, to)
}

// marked puts the sign of an operation before a label.
func marked(op graph.Op, label string) string {
	signs := map[graph.Op]string{graph.Added: "+", graph.Removed: "−", graph.Changed: "~", graph.Renamed: "~"}
	if s := signs[op]; s != "" {
		return strings.TrimRight(s+" "+label, " ")
	}
	return label
}

// maxPair is the length in bytes up to which a label shows what it was as well.
const maxPair = 120

// changed returns a text of an element, with what it was if it changed.
func changed(changes []graph.Change, field, now string) string {
	for _, ch := range changes {
		if ch.Field == field {
			return pair(ch.Old, now)
		}
	}
	return now
}

func pair(old, new string) string {
	if len(old)+len(new) > maxPair {
		return new
	}
	return old + " → " + new
}

// tooltip is what changed, and the tooltip of the element itself if there is none.
func tooltip(own string, changes []graph.Change) string {
	if len(changes) == 0 {
		return own
	}
	var lines []string
	for _, ch := range changes {
		old, new := both(ch)
		lines = append(lines, name(ch.Field)+": "+old+" → "+new)
	}
	return strings.Join(lines, "\n")
}

// legend adds a group that says what the signs and looks mean.
func (m *merge) legend(g *graph.Graph) {
	free := func(id string) string {
		out := id
		for i := 2; g.Has(out); i++ {
			out = id + " " + strconv.Itoa(i)
		}
		return out
	}
	gr := g.AddGroup(free("legend"), "Legend")
	var last *graph.Node
	for _, op := range []graph.Op{graph.Added, graph.Removed, graph.Changed} {
		n := gr.AddNode(free("legend "+string(op)), kindOf(op))
		n.Label, n.Shape = marked(op, string(op)), graph.Rectangle
		if last != nil {
			last.To(n, "").Line = graph.Invisible // which keeps them in order
		}
		last = n
	}
}
