package scene

import (
	"math"

	"github.com/topodraw/topodraw/render/layout"
)

// Verb says what a segment of a path does, by SVG's letters.
type Verb byte

// The verbs, with the number of points that follow.
const (
	MoveTo  Verb = 'M' // 1
	LineTo  Verb = 'L' // 1
	QuadTo  Verb = 'Q' // 2: control point, end
	CubicTo Verb = 'C' // 3: two control points, end
	ArcTo   Verb = 'A' // 2: the corner that a quarter of an ellipse rounds off, end
	Close   Verb = 'Z' // 0
)

// Segment is one step of a path; the first Verb's number of points count.
type Segment struct {
	Verb Verb
	P    [3]layout.Point
}

// Path is an outline or a line.
type Path []Segment

type point = layout.Point

func pt(x, y float64) point { return point{X: x, Y: y} }

func (p *Path) move(x, y float64) { *p = append(*p, Segment{MoveTo, [3]point{pt(x, y)}}) }
func (p *Path) line(x, y float64) { *p = append(*p, Segment{LineTo, [3]point{pt(x, y)}}) }
func (p *Path) close()            { *p = append(*p, Segment{Verb: Close}) }

func (p *Path) quad(cx, cy, x, y float64) {
	*p = append(*p, Segment{QuadTo, [3]point{pt(cx, cy), pt(x, y)}})
}

func (p *Path) cubic(ax, ay, bx, by, x, y float64) {
	*p = append(*p, Segment{CubicTo, [3]point{pt(ax, ay), pt(bx, by), pt(x, y)}})
}

// kappa places the control points of a cubic Bézier curve that stands for a
// quarter of a circle: 4/3·(√2−1).
const kappa = 0.5522847498

// arc adds a quarter of an ellipse from the current point at x0, y0 to x, y. It
// leaves in the direction of the x axis if alongX, else of the y axis.
func (p *Path) arc(x0, y0, x, y float64, alongX bool) {
	corner := pt(x0, y)
	if alongX {
		corner = pt(x, y0)
	}
	*p = append(*p, Segment{ArcTo, [3]point{corner, pt(x, y)}})
}

func polygon(points ...point) Path {
	var p Path
	for i, q := range points {
		if i == 0 {
			p.move(q.X, q.Y)
		} else {
			p.line(q.X, q.Y)
		}
	}
	p.close()
	return p
}

func ellipse(r layout.Rect) Path {
	c := r.Center()
	var p Path
	p.move(c.X, r.Y)
	p.arc(c.X, r.Y, r.Right(), c.Y, true)
	p.arc(r.Right(), c.Y, c.X, r.Bottom(), false)
	p.arc(c.X, r.Bottom(), r.X, c.Y, true)
	p.arc(r.X, c.Y, c.X, r.Y, false)
	p.close()
	return p
}

// roundRect is a box whose corners are quarters of circles.
func roundRect(r layout.Rect, radius float64) Path {
	radius = min(radius, r.W/2, r.H/2)
	var p Path
	p.move(r.X+radius, r.Y)
	p.line(r.Right()-radius, r.Y)
	p.arc(r.Right()-radius, r.Y, r.Right(), r.Y+radius, true)
	p.line(r.Right(), r.Bottom()-radius)
	p.arc(r.Right(), r.Bottom()-radius, r.Right()-radius, r.Bottom(), false)
	p.line(r.X+radius, r.Bottom())
	p.arc(r.X+radius, r.Bottom(), r.X, r.Bottom()-radius, true)
	p.line(r.X, r.Y+radius)
	p.arc(r.X, r.Y+radius, r.X+radius, r.Y, false)
	p.close()
	return p
}

// curveSteps is how many lines stand for a curve where only its place counts;
// at the sizes of nodes they stay within a tenth of a px of it.
const curveSteps = 16

// flatten returns the path as polylines.
func (p Path) flatten() [][]point {
	var out [][]point
	var cur []point
	for _, s := range p {
		switch s.Verb {
		case MoveTo:
			if len(cur) > 1 {
				out = append(out, cur)
			}
			cur = []point{s.P[0]}
		case LineTo:
			cur = append(cur, s.P[0])
		case QuadTo:
			a := cur[len(cur)-1]
			cur = steps(cur, [4]point{a, mix(a, s.P[0], 2./3), mix(s.P[1], s.P[0], 2./3), s.P[1]})
		case ArcTo:
			a := cur[len(cur)-1]
			cur = steps(cur, [4]point{a, mix(a, s.P[0], kappa), mix(s.P[1], s.P[0], kappa), s.P[1]})
		case CubicTo:
			cur = steps(cur, [4]point{cur[len(cur)-1], s.P[0], s.P[1], s.P[2]})
		case Close:
			cur = append(cur, cur[0])
		}
	}
	if len(cur) > 1 {
		out = append(out, cur)
	}
	return out
}

func steps(to []point, c [4]point) []point {
	for i := 1; i <= curveSteps; i++ {
		to = append(to, bezier(c, float64(i)/curveSteps))
	}
	return to
}

func bezier(c [4]point, t float64) point { return until(c, t)[3] }

// until returns a cubic Bézier curve up to t, cut with de Casteljau's algorithm.
func until(c [4]point, t float64) [4]point {
	ab, bc, cd := mix(c[0], c[1], t), mix(c[1], c[2], t), mix(c[2], c[3], t)
	abc, bcd := mix(ab, bc, t), mix(bc, cd, t)
	return [4]point{c[0], ab, abc, mix(abc, bcd, t)}
}

func mix(a, b point, t float64) point { return pt(a.X+(b.X-a.X)*t, a.Y+(b.Y-a.Y)*t) }

func dist(a, b point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }

// towards returns the point that lies d px from a in the direction of b. If
// they are the same, it returns a.
func towards(a, b point, d float64) point {
	l := dist(a, b)
	if l == 0 {
		return a
	}
	return mix(a, b, d/l)
}
