package graphjson

import (
	"math"

	"github.com/topodraw/topodraw/render/layout"
)

// tolerance is how far, in px, a flattened path may be from its curve: half of
// the promised 0.1 px, since the points are rounded afterwards.
const tolerance = 0.05

// maxPieces bounds the lines that one curve becomes. It is reached by curves of
// millions of px.
const maxPieces = 10_000

// flatten returns the route as a polyline that is nowhere further than the
// tolerance from it. The ends of the curves are kept exactly.
func flatten(r layout.Route) []layout.Point {
	if !r.Curved {
		return r.Points
	}
	out := []layout.Point{r.Points[0]}
	for i := 3; i < len(r.Points); i += 3 {
		out = appendCurve(out, [4]layout.Point(r.Points[i-3:i+1]))
	}
	return out
}

// appendCurve appends the points of a cubic Bézier curve after its start.
//
// Between two places that are h apart in the parameter, a curve leaves the line
// through them by at most h²/8 times the greatest length of its second
// derivative. That of a cubic is 6 times a point between c[0]-2c[1]+c[2] and
// c[1]-2c[2]+c[3].
func appendCurve(out []layout.Point, c [4]layout.Point) []layout.Point {
	bend := 6 * math.Max(bend(c[0], c[1], c[2]), bend(c[1], c[2], c[3]))
	n := int(math.Min(math.Ceil(math.Sqrt(bend/8/tolerance)), maxPieces))
	for i := 1; i < n; i++ {
		out = append(out, at(c, float64(i)/float64(n)))
	}
	return append(out, c[3])
}

func bend(a, b, c layout.Point) float64 {
	return math.Hypot(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y)
}

// at returns the place on a cubic Bézier curve at a parameter from 0 to 1.
func at(c [4]layout.Point, t float64) layout.Point {
	u := 1 - t
	w := [4]float64{u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t}
	var p layout.Point
	for i := range c {
		p.X += w[i] * c[i].X
		p.Y += w[i] * c[i].Y
	}
	return p
}
