package gv

import (
	"math"
	"slices"

	"github.com/topodraw/topodraw/render/layout"
)

// fit ends a spline of Graphviz at the borders. One that leads to the node that
// stands for a group is cut at the group's frame.
func (r *router) fit(points []layout.Point, from, to *item) ([]layout.Point, bool) {
	ok := true
	points = slices.Clone(points)
	if from.in != nil {
		points, ok = cutStart(points, from.rect)
	}
	if ok && to.in != nil {
		points, ok = cutStart(reversed(points), to.rect)
		points = reversed(points)
	}
	if !ok || !near(points[0], from.rect) || !near(points[len(points)-1], to.rect) {
		return nil, false
	}
	points[0] = onBorder(from.rect, points[0])
	points[len(points)-1] = onBorder(to.rect, points[len(points)-1])
	return points, true
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
func straight(from, to layout.Rect) []layout.Point {
	switch {
	case from.Contains(to):
		outer, inner := across(from, to)
		return []layout.Point{outer, inner}
	case to.Contains(from):
		outer, inner := across(to, from)
		return []layout.Point{inner, outer}
	}
	return []layout.Point{ray(from, to.Center()), ray(to, from.Center())}
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
