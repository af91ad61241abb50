package gv

import (
	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// kind is how an edge is routed.
type kind int

const (
	// between is an edge of Graphviz: between nodes, or between groups, of
	// which nodes within stand for the groups until the route is clipped.
	between kind = iota
	// around is the edge of a group to itself: it leads around a box beside
	// the group, which is a node of Graphviz.
	around
	// direct is an edge between a group and something within it, which
	// Graphviz has no room for: it is drawn straight.
	direct
)

// way is what stands for an edge in a request.
type way struct {
	kind       kind
	tail, head string
}

// plan is how a problem is put to Graphviz. Requests and answers make the same
// one of the same problem.
type plan struct {
	ways    []way
	nodeAt  map[*graph.Node]int
	groupAt map[*graph.Group]int
	// loopsAt are the edges of groups to themselves, by the group around them;
	// nil is the top.
	loopsAt map[*graph.Group][]int

	g            *graph.Graph
	enter, leave anchors
}

// anchors are the nodes that stand for groups as the ends of edges.
type anchors map[*graph.Group]anchor

type anchor struct {
	name string
	good bool
}

// offer makes a node the anchor of a group if it is the first, or the first
// good one.
func (a anchors) offer(gr *graph.Group, name string, good bool) {
	if have, ok := a[gr]; !ok || good && !have.good {
		a[gr] = anchor{name, good}
	}
}

func newPlan(p *layout.Problem) *plan {
	g := p.Graph
	pl := &plan{
		g: g, ways: make([]way, len(g.Edges())),
		nodeAt: make(map[*graph.Node]int), groupAt: make(map[*graph.Group]int),
		loopsAt: make(map[*graph.Group][]int),
		enter:   make(anchors), leave: make(anchors),
	}
	for i, n := range g.Nodes() {
		pl.nodeAt[n] = i
	}
	for i, gr := range g.Groups() {
		pl.groupAt[gr] = i
	}
	pl.chooseAnchors()
	pl.hiddenAnchors(g.Tree())
	for i, e := range g.Edges() {
		pl.ways[i] = pl.way(i, e)
	}
	return pl
}

// chooseAnchors chooses the node through which edges enter a group, its first
// that no edge from within leads to, and the one through which they leave it,
// its first from which none leads on within. The layered engine puts these at
// the borders.
func (pl *plan) chooseAnchors() {
	type pair struct {
		*graph.Group
		*graph.Node
	}
	fed, feeds := make(map[pair]bool), make(map[pair]bool)
	for _, e := range pl.g.Edges() {
		from, to := pl.g.Node(e.From), pl.g.Node(e.To)
		if from == nil || to == nil || from == to {
			continue
		}
		for _, gr := range pl.around(from.Group) {
			if pl.within(to.Group, gr) {
				fed[pair{gr, to}], feeds[pair{gr, from}] = true, true
			}
		}
	}
	for i, n := range pl.g.Nodes() {
		for _, gr := range pl.around(n.Group) {
			pl.enter.offer(gr, nodeName(i), !fed[pair{gr, n}])
			pl.leave.offer(gr, nodeName(i), !feeds[pair{gr, n}])
		}
	}
}

// hiddenAnchors gives hidden nodes to groups without nodes: every such group
// has one in it or in a group within. It returns the one of the level.
func (pl *plan) hiddenAnchors(l *graph.Level) string {
	first := ""
	for _, inner := range l.Levels {
		if name := pl.hiddenAnchors(inner); first == "" {
			first = name
		}
	}
	if l.Group == nil {
		return first
	}
	if first == "" {
		first = hiddenName(pl.groupAt[l.Group])
	}
	pl.enter.offer(l.Group, first, false)
	pl.leave.offer(l.Group, first, false)
	return pl.enter[l.Group].name
}

// around returns the groups around an element, by the id of the innermost.
func (pl *plan) around(group string) []*graph.Group {
	var out []*graph.Group
	for gr := pl.g.Group(group); gr != nil; gr = pl.g.Group(gr.Parent) {
		out = append(out, gr)
	}
	return out
}

// within reports whether a group, by its id, is another one or inside it.
func (pl *plan) within(group string, outer *graph.Group) bool {
	for gr := pl.g.Group(group); gr != nil; gr = pl.g.Group(gr.Parent) {
		if gr == outer {
			return true
		}
	}
	return false
}

// way decides how an edge is routed.
func (pl *plan) way(i int, e *graph.Edge) way {
	from, to := pl.g.Group(e.From), pl.g.Group(e.To)
	switch {
	case from != nil && from == to:
		pl.loopsAt[pl.g.Group(from.Parent)] = append(pl.loopsAt[pl.g.Group(from.Parent)], i)
		return way{around, pl.leave[from].name, loopName(i)}
	case from != nil && pl.within(pl.innermost(e.To), from), to != nil && pl.within(pl.innermost(e.From), to):
		return way{kind: direct}
	}
	w := way{kind: between}
	if from != nil {
		w.tail = pl.leave[from].name
	} else {
		w.tail = nodeName(pl.nodeAt[pl.g.Node(e.From)])
	}
	if to != nil {
		w.head = pl.enter[to].name
	} else {
		w.head = nodeName(pl.nodeAt[pl.g.Node(e.To)])
	}
	return w
}

// innermost returns the id of the group that an end of an edge is, or that the
// node is in.
func (pl *plan) innermost(end string) string {
	if n := pl.g.Node(end); n != nil {
		return n.Group
	}
	return end
}
