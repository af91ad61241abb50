package main

import (
	"math"

	"github.com/topodraw/topodraw/render/layout"
)

// steps is how many straight pieces a Bézier curve is broken into, or a quarter
// of an ellipse.
const steps = 12

// cubic draws a cubic Bézier curve from the current point.
func (r *pathReader) cubic(c1, c2, end layout.Point) {
	from := r.at
	for s := 1; s <= steps; s++ {
		t := float64(s) / steps
		u := 1 - t
		r.line(layout.Point{
			X: u*u*u*from.X + 3*u*u*t*c1.X + 3*u*t*t*c2.X + t*t*t*end.X,
			Y: u*u*u*from.Y + 3*u*u*t*c1.Y + 3*u*t*t*c2.Y + t*t*t*end.Y,
		})
	}
	r.at, r.control = end, c2
}

// quadratic draws a quadratic Bézier curve from the current point.
func (r *pathReader) quadratic(c, end layout.Point) {
	from := r.at
	for s := 1; s <= steps; s++ {
		t := float64(s) / steps
		u := 1 - t
		r.line(layout.Point{
			X: u*u*from.X + 2*u*t*c.X + t*t*end.X,
			Y: u*u*from.Y + 2*u*t*c.Y + t*t*end.Y,
		})
	}
	r.at, r.control = end, c
}

// arc is a piece of an ellipse, as a path states it.
type arc struct {
	// rx and ry are the radii, and turn is how far they are turned, in degrees.
	rx, ry, turn float64
	large, sweep bool
}

// arc draws an arc from the current point: SVG 2, appendix B.2.
func (r *pathReader) arc(a arc, end layout.Point) {
	a.rx, a.ry = math.Abs(a.rx), math.Abs(a.ry)
	if a.rx == 0 || a.ry == 0 || r.at == end {
		r.line(end)
		return
	}
	sin, cos := math.Sincos(radians(a.turn))
	// The ends, on the unit circle that the ellipse becomes when it is turned
	// back and its radii are made 1.
	unit := func(p layout.Point) layout.Point {
		return layout.Point{X: (cos*p.X + sin*p.Y) / a.rx, Y: (cos*p.Y - sin*p.X) / a.ry}
	}
	center, radius, first, angle := circle(unit(r.at), unit(end), a.large, a.sweep)
	pieces := max(1, int(math.Ceil(math.Abs(angle)/(math.Pi/2)))) * steps
	for i := 1; i < pieces; i++ {
		s, c := math.Sincos(first + angle*float64(i)/float64(pieces))
		x, y := (center.X+radius*c)*a.rx, (center.Y+radius*s)*a.ry
		r.line(layout.Point{X: cos*x - sin*y, Y: sin*x + cos*y})
	}
	r.line(end)
}

// circle returns the circle of radius 1 through two points, or a larger one if
// they are too far apart for it, the angle of the first point, and that from
// there to the second.
func circle(from, to layout.Point, large, sweep bool) (center layout.Point, radius, first, angle float64) {
	dx, dy := to.X-from.X, to.Y-from.Y
	half := math.Hypot(dx, dy) / 2
	radius = max(1, half)
	// How far the centre is from the middle of the chord, in chords.
	off := math.Sqrt(max(0, radius*radius-half*half)) / (2 * half)
	if large == sweep {
		off = -off
	}
	center = layout.Point{X: (from.X+to.X)/2 - off*dy, Y: (from.Y+to.Y)/2 + off*dx}
	first = math.Atan2(from.Y-center.Y, from.X-center.X)
	angle = math.Atan2(to.Y-center.Y, to.X-center.X) - first
	if sweep && angle < 0 {
		angle += 2 * math.Pi
	}
	if !sweep && angle > 0 {
		angle -= 2 * math.Pi
	}
	return center, radius, first, angle
}
