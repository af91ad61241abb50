package gv

import (
	"fmt"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// item is a box that has to be placed: that of a node, of a group, of an edge's
// label, or the room for an edge to turn.
type item struct {
	name string // in requests
	rect layout.Rect
	// title is where a group's title goes; it moves with the box.
	title layout.Rect
	up    *item  // the group around
	in    *level // what is in a group; nil for others
	// ends are what a label is between: items of its level, the same one for a
	// loop, or nil for the group around.
	ends   [2]*item
	placed bool // a label that has a place
	// loops are the boxes of the edges that lead from an item to itself.
	loops    []*item
	attached bool // they are beside it
}

// move moves an item, all that is in it and its loops.
func (it *item) move(dx, dy float64) {
	it.rect = moved(it.rect, dx, dy)
	for _, l := range it.loops {
		l.move(dx, dy)
	}
	it.title = moved(it.title, dx, dy)
	if it.in == nil {
		return
	}
	for _, inner := range it.in.items {
		inner.move(dx, dy)
	}
}

// center moves an item so that it has its middle at a place.
func (it *item) center(c layout.Point) {
	at := it.rect.Center()
	it.move(c.X-at.X, c.Y-at.Y)
}

// attach puts the boxes of an item's loops beside it, below each other.
func (it *item) attach() {
	height := -2 * it.margin()
	for _, l := range it.loops {
		height += l.room().H
	}
	gap := 24 + max(0, height-it.rect.H)/4 // so that lines fan out
	y := it.rect.Center().Y - height/2 - it.margin()
	for _, l := range it.loops {
		room := l.room()
		l.move(it.rect.Right()+gap-l.rect.X, y-room.Y)
		y += room.H
	}
	it.attached = true
}

func (it *item) isLabel() bool { return it.in == nil && it.name[0] == 'e' }

// margin is half of the distance to keep from the neighbours, in px: lines have
// to pass between any two boxes.
func (it *item) margin() float64 {
	if it.isLabel() {
		return 11
	}
	return 14
}

// outer is the box of an item and its loops.
func (it *item) outer() layout.Rect {
	r := it.rect
	if it.attached {
		for _, l := range it.loops {
			r = hull(r, l.rect)
		}
	}
	return r
}

// room is the box of an item and its loops, and what they keep free.
func (it *item) room() layout.Rect { return it.outer().Inset(-it.margin()) }

// within reports whether an item is a group, or somewhere in it.
func (it *item) within(group *item) bool {
	for ; it != nil; it = it.up {
		if it == group {
			return true
		}
	}
	return false
}

// level is what is directly inside a group, or at the top.
type level struct {
	of    *item // nil at the top
	items []*item
	links [][2]*item // which of the items edges without a label join
}

// items are all boxes of a problem, in their nesting. The slices run parallel
// to the graph's.
type items struct {
	p      *layout.Problem
	top    *level
	nodes  []*item
	groups []*item
	// from and to are the ends of edges.
	from, to []*item
	// labels are those of edges with a label and of loops; nil for others.
	// Each belongs to the innermost level that has both ends of its edge.
	labels []*item
}

func newItems(p *layout.Problem) *items {
	its := &items{p: p, nodes: make([]*item, len(p.NodeSize)), groups: make([]*item, len(p.TitleSize))}
	nodeAt, groupAt := make(map[*graph.Node]int), make(map[*graph.Group]int)
	for i, n := range p.Graph.Nodes() {
		nodeAt[n] = i
	}
	for i, gr := range p.Graph.Groups() {
		groupAt[gr] = i
	}
	var walk func(l *graph.Level, up *item) *level
	walk = func(l *graph.Level, up *item) *level {
		lv := &level{of: up}
		for _, n := range l.Nodes {
			i := nodeAt[n]
			its.nodes[i] = &item{name: nodeName(i), rect: sized(p.NodeSize[i]), up: up}
			lv.items = append(lv.items, its.nodes[i])
		}
		for _, inner := range l.Levels {
			i := groupAt[inner.Group]
			it := &item{name: clusterName(i), title: sized(p.TitleSize[i]), up: up}
			its.groups[i] = it
			it.in = walk(inner, it)
			lv.items = append(lv.items, it)
		}
		return lv
	}
	its.top = walk(p.Graph.Tree(), nil)
	its.join(nodeAt, groupAt)
	return its
}

// join adds the labels, and links items.
func (its *items) join(nodeAt map[*graph.Node]int, groupAt map[*graph.Group]int) {
	g := its.p.Graph
	end := func(id string) *item {
		if gr := g.Group(id); gr != nil {
			return its.groups[groupAt[gr]]
		}
		return its.nodes[nodeAt[g.Node(id)]]
	}
	its.labels = make([]*item, len(g.Edges()))
	for i, e := range g.Edges() {
		from, to := end(e.From), end(e.To)
		its.from, its.to = append(its.from, from), append(its.to, to)
		lv, a, b := its.meet(from, to)
		size := its.p.LabelSize[i]
		if size.Empty() && from != to {
			lv.link(a, b)
			continue
		}
		it := &item{name: fmt.Sprintf("e%d", i), rect: sized(size), up: lv.of, ends: [2]*item{a, b}}
		its.labels[i] = it
		if from == to {
			it.rect = sized(turnSize(size))
			from.loops = append(from.loops, it)
			continue
		}
		lv.items = append(lv.items, it)
	}
}

// link joins two items, of which one may be nil for the group around.
func (lv *level) link(a, b *item) {
	if a != nil && b != nil && a != b {
		lv.links = append(lv.links, [2]*item{a, b})
	}
}

// meet returns the innermost level that has both items, and what of it they are
// or are in; nil if an item is the group of that level.
func (its *items) meet(a, b *item) (lv *level, inA, inB *item) {
	pa, pb := a.path(), b.path()
	k := 0
	for k < len(pa) && k < len(pb) && pa[k] == pb[k] {
		k++
	}
	if a == b {
		k--
	}
	lv = its.top
	if k > 0 {
		lv = pa[k-1].in
	}
	if k < len(pa) {
		inA = pa[k]
	}
	if k < len(pb) {
		inB = pb[k]
	}
	return lv, inA, inB
}

// path returns the groups around an item, from the outermost, and itself.
func (it *item) path() []*item {
	if it == nil {
		return nil
	}
	return append(it.up.path(), it)
}

// turnSize is the size of the box that a loop leads into: that of its label, or
// some room to turn.
func turnSize(label layout.Size) layout.Size {
	return layout.Size{W: max(label.W, 24), H: max(label.H, 24)}
}

func sized(s layout.Size) layout.Rect { return layout.Rect{W: s.W, H: s.H} }

func moved(r layout.Rect, dx, dy float64) layout.Rect {
	r.X, r.Y = r.X+dx, r.Y+dy
	return r
}
