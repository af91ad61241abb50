package png

import (
	"math"

	"github.com/topodraw/topodraw/render/internal/scene"
	"github.com/topodraw/topodraw/render/layout"
)

// In this package every product that is added to something is rounded by an
// explicit conversion: the Go specification lets a compiler fuse both
// operations otherwise, which some machines do and others do not.

type point = layout.Point

func pt(x, y float64) point { return point{X: x, Y: y} }

// mixed returns what lies between a and b, at t from 0 to 1.
func mixed(a, b, t float64) float64 { return a + float64((b-a)*t) }

func mix(a, b point, t float64) point { return pt(mixed(a.X, b.X, t), mixed(a.Y, b.Y, t)) }

func length(v point) float64 { return math.Sqrt(float64(v.X*v.X) + float64(v.Y*v.Y)) }

func sub(a, b point) point { return pt(a.X-b.X, a.Y-b.Y) }

// offset returns a point moved by a multiple of a vector.
func offset(p, v point, by float64) point {
	return pt(p.X+float64(v.X*by), p.Y+float64(v.Y*by))
}

func dot(a, b point) float64   { return float64(a.X*b.X) + float64(a.Y*b.Y) }
func cross(a, b point) float64 { return float64(a.X*b.Y) - float64(a.Y*b.X) }

// polyline is a part of a path, as straight lines. A closed one does not repeat
// its first point.
type polyline struct {
	points []point
	closed bool
}

// flattener turns paths into polylines in the px of the picture.
type flattener struct {
	scale float64
	least int // lines that stand for a curve
	lines []polyline
	cur   []point
	ok    bool
}

// tolerance is how far a line may be from the curve that it stands for, in px.
const tolerance = 0.05

// maxSteps is the number of lines that stand for one curve at most.
const maxSteps = 256

// kappa places the control points of a cubic Bézier curve that stands for a
// quarter of an ellipse: 4/3·(√2−1).
const kappa = 0.5522847498

// flatten returns a path as polylines, or nil if a coordinate is no finite
// number or too large to draw. The borders of a line around the path, of half a
// width, look as round as the path does.
func flatten(p scene.Path, scale, half float64) []polyline {
	f := flattener{scale: scale, least: leastSteps(half), ok: true}
	for _, s := range p {
		f.segment(s)
	}
	f.end(false)
	if !f.ok {
		return nil
	}
	return f.lines
}

func (f *flattener) segment(s scene.Segment) {
	switch s.Verb {
	case scene.MoveTo:
		f.end(false)
		f.cur = append(f.cur, f.at(s.P[0]))
	case scene.LineTo:
		f.start()
		f.cur = append(f.cur, f.at(s.P[0]))
	case scene.QuadTo:
		from := f.start()
		f.cur = appendQuad(f.cur, f.least, from, f.at(s.P[0]), f.at(s.P[1]))
	case scene.CubicTo:
		from := f.start()
		f.cur = appendCubic(f.cur, f.least, from, f.at(s.P[0]), f.at(s.P[1]), f.at(s.P[2]))
	case scene.ArcTo:
		from, corner, to := f.start(), f.at(s.P[0]), f.at(s.P[1])
		f.cur = appendCubic(f.cur, f.least, from, mix(from, corner, kappa), mix(to, corner, kappa), to)
	case scene.Close:
		f.end(true)
	}
}

// start returns the current point, which is the origin if the path begins
// without one.
func (f *flattener) start() point {
	if len(f.cur) == 0 {
		f.cur = append(f.cur, point{})
	}
	return f.cur[len(f.cur)-1]
}

// end ends a polyline. After a closed one the path goes on at its start.
func (f *flattener) end(closed bool) {
	if len(f.cur) == 0 {
		return
	}
	first := f.cur[0]
	if closed || len(f.cur) > 1 {
		f.lines = append(f.lines, polyline{f.cur, closed})
	}
	f.cur = nil
	if closed {
		f.cur = []point{first}
	}
}

// far is a coordinate, in px, beyond which nothing is drawn: a thousand times
// the side of the largest picture. Squares and products of coordinates below it
// are exact enough.
const far = 1000 * MaxSide

func (f *flattener) at(p point) point {
	q := pt(p.X*f.scale, p.Y*f.scale)
	if !(math.Abs(q.X) <= far && math.Abs(q.Y) <= far) {
		f.ok = false
		return point{}
	}
	return q
}

// appendQuad appends a quadratic Bézier curve without its first point, as at
// least a number of lines.
func appendQuad(to []point, least int, a, b, c point) []point {
	bend := length(pt(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y))
	n := max(steps(2*bend), least)
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		to = append(to, mix(mix(a, b, t), mix(b, c, t), t))
	}
	return append(to, c)
}

// appendCubic appends a cubic Bézier curve without its first point, as at least
// a number of lines.
func appendCubic(to []point, least int, a, b, c, d point) []point {
	bend := max(length(pt(a.X-2*b.X+c.X, a.Y-2*b.Y+c.Y)),
		length(pt(b.X-2*c.X+d.X, b.Y-2*c.Y+d.Y)))
	n := max(steps(6*bend), least)
	for i := 1; i < n; i++ {
		t := float64(i) / float64(n)
		ab, bc, cd := mix(a, b, t), mix(b, c, t), mix(c, d, t)
		to = append(to, mix(mix(ab, bc, t), mix(bc, cd, t), t))
	}
	return append(to, d)
}

// leastSteps returns how many lines a quarter turn needs at some distance: a
// chord is off by an eighth of the radius times the square of its angle.
func leastSteps(radius float64) int {
	const quarter = math.Pi / 2
	return int(min(max(math.Ceil(quarter*math.Sqrt(radius/(8*tolerance))), 1), maxSteps))
}

// steps returns the number of lines that a curve needs whose second derivative
// is at most as given: a chord is off by an eighth of it over n squared.
func steps(second float64) int {
	return int(min(max(math.Ceil(math.Sqrt(second/(8*tolerance))), 1), maxSteps))
}
