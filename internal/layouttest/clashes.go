package layouttest

import (
	"math"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

const (
	// stretch is the length in px from which two upright or level lines that
	// lie on each other count as one.
	stretch = 2
	// slopedStretch is that of lines of any slope, which are never quite
	// parallel: it is summed up over the pieces of two edges.
	slopedStretch = 8
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

// Clashes returns everything in a layout that is drawn over something else, a
// line each:
//
//   - an edge's label that overlaps a node, a title or another label;
//   - an edge that runs through a node, other than one of its ends;
//   - two edges that share a stretch of their way: they may only cross, unless
//     both lead away from, or to, an end with ten edges or more;
//   - a self loop that is too small to be seen.
//
// Edges may be polylines, orthogonal or not, or curves, which are judged by
// short straight pieces.
func Clashes(p *layout.Problem, l *layout.Layout) []string {
	c := &checker{p: p, l: l}
	edges := p.Graph.Edges()
	ways := make([][]line, len(edges))
	for i, e := range edges {
		c.label(i)
		pts := flatten(l.Edges[i])
		if e.From == e.To {
			c.loop(i, c.box(e.From), pts)
		}
		for j := 1; j < len(pts); j++ {
			ways[i] = append(ways[i], line{pts[j-1], pts[j]})
		}
		c.through(i, e, ways[i])
		for j, o := range edges[:i] {
			if at, ok := shared(ways[i], ways[j], gap(e, o)); ok && !c.trunk(e, o) {
				c.add("edges %d and %d share a stretch near %v", j, i, at)
			}
		}
	}
	return c.out
}

// gap returns the distance that two edges have to keep.
func gap(a, b *graph.Edge) float64 {
	if a.From == a.To && b.From == b.To && a.From == b.From {
		return loopsApart
	}
	return apart
}

// shared returns where one edge lies on another for a stretch.
func shared(a, b []line, gap float64) (at layout.Rect, ok bool) {
	sum := 0.0
	for _, k := range a {
		for _, o := range b {
			if k.level() != o.level() || k.upright() != o.upright() || !k.level() && !k.upright() {
				sum += k.along(o, gap)
			} else if k.straightOn(o, gap) {
				return k.span(), true
			}
			if sum > slopedStretch {
				return k.span(), true
			}
		}
	}
	return layout.Rect{}, false
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

// through complains about an edge inside a node.
func (c *checker) through(i int, e *graph.Edge, way []line) {
	for j, n := range c.p.Graph.Nodes() {
		if n.ID == e.From || n.ID == e.To {
			continue
		}
		for _, k := range way {
			if k.meets(c.l.Nodes[j].Inset(0.9)) {
				c.add("edge %d from %q to %q runs through node %q", i, e.From, e.To, n.ID)
				break
			}
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

func (c *checker) loop(i int, box layout.Rect, way []layout.Point) {
	for _, p := range way {
		if !box.Inset(-visible).Contains(layout.Rect{X: p.X, Y: p.Y}) {
			return
		}
	}
	c.add("the self loop %d stays within %d px of its node", i, visible)
}

// line is a straight piece of an edge.
type line struct{ a, b layout.Point }

func (l line) span() layout.Rect {
	x, y := min(l.a.X, l.b.X), min(l.a.Y, l.b.Y)
	return layout.Rect{X: x, Y: y, W: math.Abs(l.a.X - l.b.X), H: math.Abs(l.a.Y - l.b.Y)}
}

func (l line) level() bool   { return l.a.Y == l.b.Y }
func (l line) upright() bool { return l.a.X == l.b.X }

// straightOn reports whether two lines that are both upright, or both level,
// lie on each other, or nearer than a gap.
func (l line) straightOn(o line, gap float64) bool {
	r, s := l.span(), o.span()
	along, across := min(r.Right(), s.Right())-max(r.X, s.X), math.Abs(r.Y-s.Y)
	if r.H > r.W {
		along, across = min(r.Bottom(), s.Bottom())-max(r.Y, s.Y), math.Abs(r.X-s.X)
	}
	return along > stretch && across < gap
}

// along returns the length for which a line is nearer than a gap to another one
// that is nearly parallel.
func (l line) along(o line, gap float64) float64 {
	const parallel = 0.1 // the sine of 5.7 degrees
	length, other := math.Hypot(l.b.X-l.a.X, l.b.Y-l.a.Y), math.Hypot(o.b.X-o.a.X, o.b.Y-o.a.Y)
	if length == 0 || other == 0 || !l.span().Inset(-gap).Overlaps(o.span().Inset(-gap)) {
		return 0
	}
	ux, uy := (o.b.X-o.a.X)/other, (o.b.Y-o.a.Y)/other
	// How far along the other line, and how far aside, this one begins and ends.
	a0, a1 := (l.a.X-o.a.X)*ux+(l.a.Y-o.a.Y)*uy, (l.b.X-o.a.X)*ux+(l.b.Y-o.a.Y)*uy
	d0, d1 := (l.a.Y-o.a.Y)*ux-(l.a.X-o.a.X)*uy, (l.b.Y-o.a.Y)*ux-(l.b.X-o.a.X)*uy
	if math.Abs(d1-d0) > parallel*length {
		return 0
	}
	from, to := within(a0, a1, 0, other)
	near, far := within(d0, d1, -gap, gap)
	return max(0, min(to, far)-max(from, near)) * length
}

// within returns for which part, from 0 to 1, of the way between two values
// they lie between two bounds. It is empty if the first is not the smaller.
func within(v0, v1, lower, upper float64) (from, to float64) {
	if v0 == v1 {
		if v0 >= lower && v0 <= upper {
			return 0, 1
		}
		return 1, 0
	}
	t0, t1 := (lower-v0)/(v1-v0), (upper-v0)/(v1-v0)
	return max(0, min(t0, t1)), min(1, max(t0, t1))
}

// meets reports whether a part of a line lies inside a box.
func (l line) meets(r layout.Rect) bool {
	if !l.span().Inset(-1e-9).Overlaps(r) {
		return false
	}
	fromX, toX := within(l.a.X, l.b.X, r.X, r.Right())
	fromY, toY := within(l.a.Y, l.b.Y, r.Y, r.Bottom())
	return max(fromX, fromY) < min(toX, toY)
}

// flatten returns the corners of a route, of a curve those of short pieces.
func flatten(r layout.Route) []layout.Point {
	if !r.Curved {
		return r.Points
	}
	const steps = 24
	out := r.Points[:1:1]
	for i := 0; i+3 < len(r.Points); i += 3 {
		for k := 1; k <= steps; k++ {
			out = append(out, onCurve([4]layout.Point(r.Points[i:i+4]), float64(k)/steps))
		}
	}
	return out
}

// onCurve is Bernstein's form of a cubic Bézier curve.
func onCurve(c [4]layout.Point, t float64) layout.Point {
	s := 1 - t
	w := [4]float64{s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t}
	var p layout.Point
	for i, q := range c {
		p.X, p.Y = p.X+w[i]*q.X, p.Y+w[i]*q.Y
	}
	return p
}
