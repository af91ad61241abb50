package layouttest

import (
	"math"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

const (
	// stretch is the length in px from which two lines that lie on each other
	// count as one.
	stretch = 2
	// apart is the least distance in px of two lines beside each other; loops of
	// one node may be closer, since they all begin and end on one side of it.
	apart      = 1.5
	loopsApart = 0.5
	// visible is how far in px a self loop leads away from its node at least.
	visible = 6
	// wide is the number of edges from which those that one end has in common
	// may share a trunk.
	wide = 10
)

// Clashes returns everything in a layout of orthogonal edges that is drawn over
// something else, a line each:
//
//   - an edge's label that overlaps a node, a title or another label;
//   - an edge that runs through a node, other than one of its ends;
//   - two edges that share a stretch of their way: they may only cross, unless
//     both lead away from, or to, an end with ten edges or more;
//   - a self loop that is too small to be seen.
func Clashes(p *layout.Problem, l *layout.Layout) []string {
	c := &checker{p: p, l: l}
	edges := p.Graph.Edges()
	var lines []line
	for i, e := range edges {
		c.label(i)
		if e.From == e.To {
			c.loop(i, c.box(e.From))
		}
		pts := l.Edges[i].Points
		for j := 1; j < len(pts); j++ {
			lines = append(lines, line{i, span(pts[j-1], pts[j])})
		}
	}
	for i, a := range lines {
		c.through(edges[a.edge], a)
		for _, b := range lines[:i] {
			if a.edge != b.edge && a.shares(b, gap(edges[a.edge], edges[b.edge])) && !c.trunk(edges[a.edge], edges[b.edge]) {
				c.add("edges %d and %d share a stretch near %v", b.edge, a.edge, a.Rect)
			}
		}
	}
	return c.out
}

// line is a straight piece of an edge, a box without width or without height.
type line struct {
	edge int
	layout.Rect
}

func span(a, b layout.Point) layout.Rect {
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return layout.Rect{X: x, Y: y, W: math.Abs(a.X - b.X), H: math.Abs(a.Y - b.Y)}
}

// gap returns the distance that two edges have to keep.
func gap(a, b *graph.Edge) float64 {
	if a.From == a.To && b.From == b.To && a.From == b.From {
		return loopsApart
	}
	return apart
}

// shares reports whether two pieces of the same direction lie on each other, or
// nearer than a gap.
func (l line) shares(o line, gap float64) bool {
	along := min(l.Right(), o.Right()) - max(l.X, o.X)
	across := math.Abs(l.Y - o.Y)
	if l.H > l.W {
		along = min(l.Bottom(), o.Bottom()) - max(l.Y, o.Y)
		across = math.Abs(l.X - o.X)
	}
	return (l.H > l.W) == (o.H > o.W) && along > stretch && across < gap
}

// trunk reports whether two edges may be drawn on one another.
func (c *checker) trunk(a, b *graph.Edge) bool {
	from, to := 0, 0
	for _, e := range c.p.Graph.Edges() {
		if e.From == a.From && a.From == b.From {
			from++
		}
		if e.To == a.To && a.To == b.To {
			to++
		}
	}
	return max(from, to) >= wide && (a.From != b.From || a.To != b.To)
}

// through complains about a piece of an edge inside a node.
func (c *checker) through(e *graph.Edge, l line) {
	for i, n := range c.p.Graph.Nodes() {
		if n.ID != e.From && n.ID != e.To && c.l.Nodes[i].Inset(1).Overlaps(l.Inset(-0.1)) {
			c.add("edge %d from %q to %q runs through node %q", l.edge, e.From, e.To, n.ID)
		}
	}
}

func (c *checker) label(i int) {
	r := c.l.Edges[i].Label.Inset(slack)
	if c.p.LabelSize[i].Empty() {
		return
	}
	for j, n := range c.l.Nodes {
		if r.Overlaps(n) {
			c.add("the label of edge %d is on node %d", i, j)
		}
	}
	for j, t := range c.l.Titles {
		if r.Overlaps(t) {
			c.add("the label of edge %d is on title %d", i, j)
		}
	}
	for j, o := range c.l.Edges[:i] {
		if !c.p.LabelSize[j].Empty() && r.Overlaps(o.Label) {
			c.add("the labels of edges %d and %d overlap", j, i)
		}
	}
}

func (c *checker) loop(i int, box layout.Rect) {
	for _, p := range c.l.Edges[i].Points {
		if !box.Inset(-visible).Contains(layout.Rect{X: p.X, Y: p.Y}) {
			return
		}
	}
	c.add("the self loop %d stays within %d px of its node", i, visible)
}
