package graph

import (
	"slices"
	"strconv"
)

// Collapse returns a copy in which each of some groups is one node, which
// stands for all within. A group that lies within another of them goes with
// that one; a group in one that stays is a node in there. Without groups all is
// as it was.
//
// The node has the group's id, kind, style, classes, link, tooltip and
// attributes. The number of nodes within, at any depth, follows the label in
// brackets ("shop (12)") and is the attribute [AttrCollapsed]. It stands where
// the first of them stood; that of a group without any follows all others.
//
// Edges inside go; a loop of the group itself stays. Edges between the node and
// the same other end in the same direction become one, which stands where the
// first of them stood and has its id, position and attributes, with their
// number as [AttrMerged]. It keeps the rest of what they all have in common.
// Where they differ, the label is their number ("3 flows"), the line is solid,
// the sign at that end is an arrow, so that no direction is lost, and style,
// classes, link and tooltip are empty. [Invisible] edges merge with each other
// only. Edges elsewhere stay as they are, also several between the same ends.
//
// Everything else keeps its order. An id that is not that of a group is an
// [*UnknownError]. It takes time in proportion to the graph.
func (g *Graph) Collapse(groups ...string) (*Graph, error) {
	asked := make(map[string]bool, len(groups))
	for _, id := range groups {
		if g.Group(id) == nil {
			return nil, &UnknownError{ID: id, Group: true}
		}
		asked[id] = true
	}
	f := &fold{g: g, to: g.blank(), wanted: make(map[string]bool), into: make(map[string]string)}
	f.level(g.Tree(), "", asked)
	f.nodes()
	f.edges()
	return f.to, nil
}

// fold makes nodes out of groups.
type fold struct {
	g, to *Graph
	// wanted are the groups that become nodes.
	wanted map[string]bool
	// into has the group that stands for an id from now on, for those groups
	// themselves and all within them.
	into map[string]string
}

// level finds what stands for what is within a level: a group around it, or
// none yet.
func (f *fold) level(l *Level, into string, asked map[string]bool) {
	if l.Group != nil {
		id := l.Group.ID
		if into == "" && asked[id] {
			into = id
			f.wanted[id] = true
		}
		f.set(id, into)
	}
	for _, n := range l.Nodes {
		f.set(n.ID, into)
	}
	for _, inner := range l.Levels {
		f.level(inner, into, asked)
	}
}

func (f *fold) set(id, into string) {
	if into != "" {
		f.into[id] = into
	}
}

// nodes adds the nodes and groups that are left, and the new nodes.
func (f *fold) nodes() {
	folded := newStandIns(f.g, f.to, f.wanted)
	for _, n := range f.g.nodes {
		folded.before(n)
		if f.into[n.ID] == "" {
			f.to.putNode(n)
		}
	}
	folded.rest()
	for _, gr := range f.g.groups {
		if f.into[gr.ID] == "" {
			f.to.putGroup(gr)
		}
	}
}

// course is what edges have in common that become one.
type course struct {
	from, to  string
	invisible bool
}

// edges adds the edges that are left, and merges those of the new nodes.
func (f *fold) edges() {
	merged := make(map[course]*merge)
	for _, e := range f.g.edges {
		from, to := f.end(e.From), f.end(e.To)
		if from == to && (e.From != from || e.To != to) {
			continue
		}
		if !f.wanted[from] && !f.wanted[to] {
			f.to.putEdge(e)
			continue
		}
		c := course{from, to, e.Line == Invisible}
		if m := merged[c]; m != nil {
			m.add(e)
			continue
		}
		one := f.to.putEdge(e)
		one.From, one.To = from, to
		merged[c] = &merge{Edge: one, count: 1}
	}
	for _, m := range merged { // in any order: each changes its own edge
		m.finish()
	}
}

// end returns what an end of an edge is from now on.
func (f *fold) end(id string) string {
	if into := f.into[id]; into != "" {
		return into
	}
	return id
}

// merge is an edge that stands for several.
type merge struct {
	*Edge
	count int
	// mixed says that their labels differ.
	mixed bool
}

// add gives up what another edge does not have in common with those before.
func (m *merge) add(e *Edge) {
	m.count++
	m.mixed = m.mixed || e.Label != m.Label
	if e.LineOrSolid() != m.LineOrSolid() {
		m.Line = Solid
	}
	head, tail := m.Ends()
	otherHead, otherTail := e.Ends()
	if otherHead != head {
		m.Head = ArrowNormal
	}
	if otherTail != tail {
		m.Tail = ArrowNormal
	}
	m.Style = common(m.Style, e.Style)
	m.Link = common(m.Link, e.Link)
	m.Tooltip = common(m.Tooltip, e.Tooltip)
	if !slices.Equal(m.Classes, e.Classes) {
		m.Classes = nil
	}
}

func (m *merge) finish() {
	if m.count == 1 {
		return
	}
	count := strconv.Itoa(m.count)
	if m.mixed {
		m.Label = count + " flows"
	}
	m.Attrs.Set(AttrMerged, count)
}

// common returns what two have in common: a value, or the zero value.
func common[T comparable](a, b T) T {
	if a == b {
		return a
	}
	var none T
	return none
}
