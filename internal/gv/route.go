package gv

import (
	"math"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// edge returns the route of an edge and puts its label on it.
func (s *solver) edge(i int, e *graph.Edge) layout.Route {
	from, to := s.end(e.From), s.end(e.To)
	w := s.plan.ways[i]
	var r layout.Route
	mid, known := s.answer.labels[i]
	switch points := s.answer.routes[i]; {
	case w.kind == around:
		box := s.answer.boxes[w.head]
		r, mid, known = aroundBox(from, box), box.Center(), true
	case w.kind == direct:
		r = straight(from, to)
	case e.From == e.To && len(points) == 0:
		r = loop(from)
	case len(points) == 0:
		r = bow(from, to, s.nth(i, e))
	default:
		r = s.fit(points, e, from, to)
	}
	if size := s.p.LabelSize[i]; !size.Empty() {
		if !known {
			mid = middle(r)
		}
		r.Label = centered(mid, size)
	}
	return r
}

func (s *solver) end(id string) layout.Rect {
	if gr := s.p.Graph.Group(id); gr != nil {
		return s.l.Groups[s.plan.groupAt[gr]]
	}
	return s.l.Nodes[s.plan.nodeAt[s.p.Graph.Node(id)]]
}

// fit ends a spline of Graphviz at the borders. One that leads to the node that
// stands for a group is cut at the group's frame; if it never crosses that, for
// engines that know no groups, the edge is drawn straight.
func (s *solver) fit(points []layout.Point, e *graph.Edge, from, to layout.Rect) layout.Route {
	ok := true
	if s.p.Graph.Group(e.From) != nil {
		points, ok = cutStart(points, from)
	}
	if ok && s.p.Graph.Group(e.To) != nil {
		points, ok = cutStart(reversed(points), to)
		points = reversed(points)
	}
	if !ok || !near(points[0], from) || !near(points[len(points)-1], to) {
		return straight(from, to)
	}
	points[0] = onBorder(from, points[0])
	points[len(points)-1] = onBorder(to, points[len(points)-1])
	return layout.Route{Points: points, Curved: true}
}

// nth counts the earlier edges between the same ends.
func (s *solver) nth(i int, e *graph.Edge) int {
	n := 0
	for _, o := range s.p.Graph.Edges()[:i] {
		if o.From == e.From && o.To == e.To || o.From == e.To && o.To == e.From {
			n++
		}
	}
	return n
}

// near reports whether a point is so close to a border that moving it there
// only makes up for rounding.
func near(p layout.Point, r layout.Rect) bool {
	b := onBorder(r, p)
	return math.Hypot(b.X-p.X, b.Y-p.Y) <= 16
}

// onBorder returns the point of the border of a box that is nearest to a point.
func onBorder(r layout.Rect, p layout.Point) layout.Point {
	x, y := min(max(p.X, r.X), r.Right()), min(max(p.Y, r.Y), r.Bottom())
	if x != p.X || y != p.Y {
		return layout.Point{X: x, Y: y}
	}
	left, right, top, bottom := x-r.X, r.Right()-x, y-r.Y, r.Bottom()-y
	switch min(left, right, top, bottom) {
	case left:
		x = r.X
	case right:
		x = r.Right()
	case top:
		y = r.Y
	default:
		y = r.Bottom()
	}
	return layout.Point{X: x, Y: y}
}

// ray returns where a line from the middle of a box towards a point leaves it.
func ray(r layout.Rect, to layout.Point) layout.Point {
	c := r.Center()
	dx, dy := to.X-c.X, to.Y-c.Y
	if dx == 0 && dy == 0 {
		dy = 1
	}
	t := min(r.W/2/math.Abs(dx), r.H/2/math.Abs(dy)) // a zero makes an infinity, which loses
	return onBorder(r, layout.Point{X: c.X + dx*t, Y: c.Y + dy*t})
}

// straight leads from border to border: along the line between the middles, or
// the shortest way if one box is inside the other.
func straight(from, to layout.Rect) layout.Route {
	switch {
	case from.Contains(to):
		outer, inner := across(from, to)
		return layout.Route{Points: []layout.Point{outer, inner}}
	case to.Contains(from):
		outer, inner := across(to, from)
		return layout.Route{Points: []layout.Point{inner, outer}}
	}
	return layout.Route{Points: []layout.Point{ray(from, to.Center()), ray(to, from.Center())}}
}

// across returns the ends of the shortest way from the border of a box to that
// of a box inside it, at the middle of a side of the inner one.
func across(outer, inner layout.Rect) (o, i layout.Point) {
	c := inner.Center()
	left, right := inner.X-outer.X, outer.Right()-inner.Right()
	top, bottom := inner.Y-outer.Y, outer.Bottom()-inner.Bottom()
	switch min(left, right, top, bottom) {
	case left:
		return layout.Point{X: outer.X, Y: c.Y}, layout.Point{X: inner.X, Y: c.Y}
	case right:
		return layout.Point{X: outer.Right(), Y: c.Y}, layout.Point{X: inner.Right(), Y: c.Y}
	case top:
		return layout.Point{X: c.X, Y: outer.Y}, layout.Point{X: c.X, Y: inner.Y}
	}
	return layout.Point{X: c.X, Y: outer.Bottom()}, layout.Point{X: c.X, Y: inner.Bottom()}
}

// bow is a straight route, bent so that the edges between the same boxes do not
// lie on each other: the first not at all, the others to both sides in turn.
func bow(from, to layout.Rect, nth int) layout.Route {
	r := straight(from, to)
	if nth == 0 {
		return r
	}
	const step = 24
	side := float64((nth+1)/2) * step
	if nth%2 == 0 {
		side = -side
	}
	a, b := r.Points[0], r.Points[1]
	if b.X < a.X || b.X == a.X && b.Y < a.Y {
		side = -side // the same side for edges that lead back
	}
	dx, dy := b.X-a.X, b.Y-a.Y
	length := max(math.Hypot(dx, dy), 1)
	nx, ny := -dy/length*side, dx/length*side
	return layout.Route{Curved: true, Points: []layout.Point{
		a, {X: a.X + dx/4 + nx, Y: a.Y + dy/4 + ny}, {X: b.X - dx/4 + nx, Y: b.Y - dy/4 + ny}, b,
	}}
}

// loop leads from the right side of a box back to it.
func loop(r layout.Rect) layout.Route {
	const out = 24
	c, x := r.Center(), r.Right()
	dy := min(r.H/4, 10)
	return layout.Route{Curved: true, Points: []layout.Point{
		{X: x, Y: c.Y - dy}, {X: x + out, Y: c.Y - 2*dy}, {X: x + out, Y: c.Y + 2*dy}, {X: x, Y: c.Y + dy},
	}}
}

// aroundBox leads from the border of one box around the middle of another and
// back to the first.
func aroundBox(from, box layout.Rect) layout.Route {
	c := box.Center()
	p := ray(from, c)
	const apart = 8
	a, b := p, p
	if p.X == from.X || p.X == from.Right() {
		a.Y, b.Y = max(p.Y-apart, from.Y), min(p.Y+apart, from.Bottom())
	} else {
		a.X, b.X = max(p.X-apart, from.X), min(p.X+apart, from.Right())
	}
	// A cubic curve comes to three quarters of the way to its controls.
	reach := func(start layout.Point) layout.Point {
		return layout.Point{
			X: start.X + (c.X-p.X)*4/3 + (start.X-p.X)*box.W/apart/2,
			Y: start.Y + (c.Y-p.Y)*4/3 + (start.Y-p.Y)*box.H/apart/2,
		}
	}
	return layout.Route{Curved: true, Points: []layout.Point{a, reach(a), reach(b), b}}
}
