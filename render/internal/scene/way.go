package scene

import (
	"math"
	"slices"

	"github.com/topodraw/topodraw/render/layout"
)

// way is the course of an edge's line: the corners of a polyline, or the
// points of a cubic Bézier spline.
type way struct {
	points []point
	curved bool
}

func newWay(r layout.Route) way { return way{slices.Clone(r.Points), r.Curved} }

func (w way) end() point { return w.points[len(w.points)-1] }

func (w way) reversed() way {
	w.points = slices.Clone(w.points)
	slices.Reverse(w.points)
	return w
}

// before returns the point of the way that is d px from its end, as the crow
// flies, or its start if there is none.
func (w way) before(d float64) point {
	s := w.cutEnd(d)
	return s.end()
}

// clip makes both ends touch the borders of what they belong to: an engine
// knows boxes only, and inside its box an outline may lie further in.
func (w *way) clip(from, to border) {
	w.clipEnd(to)
	*w = w.reversed()
	w.clipEnd(from)
	*w = w.reversed()
}

func (w *way) clipEnd(b border) {
	n := len(w.points)
	a, end := w.points[n-2], w.points[n-1]
	if a == end {
		return
	}
	const reach = 1e4
	// A hair before the end counts as touching, for the sake of rounding.
	start := towards(end, a, min(dist(a, end), 1))
	hit, ok := firstHit(start, towards(end, pt(2*end.X-a.X, 2*end.Y-a.Y), reach), b.path)
	if !ok {
		return
	}
	hit = towards(hit, a, b.half)
	if !w.curved {
		w.points[n-1] = hit
		return
	}
	if dist(hit, end) > 0.5 {
		w.points = append(w.points, mix(end, hit, 1./3), mix(end, hit, 2./3), hit)
	}
}

// firstHit returns where the line from a to b first meets a path.
func firstHit(a, b point, path Path) (point, bool) {
	best, found := math.Inf(1), false
	for _, line := range path.flatten() {
		for i := 1; i < len(line); i++ {
			if t, ok := crossing(a, b, line[i-1], line[i]); ok && t < best {
				best, found = t, true
			}
		}
	}
	return mix(a, b, best), found
}

// crossing returns how far along a–b, from 0 to 1, it meets c–d.
func crossing(a, b, c, d point) (float64, bool) {
	rx, ry := b.X-a.X, b.Y-a.Y
	sx, sy := d.X-c.X, d.Y-c.Y
	den := rx*sy - ry*sx
	if den == 0 {
		return 0, false
	}
	t := ((c.X-a.X)*sy - (c.Y-a.Y)*sx) / den
	u := ((c.X-a.X)*ry - (c.Y-a.Y)*rx) / den
	return t, t >= 0 && t <= 1 && u >= 0 && u <= 1
}

// shortened returns the way without what the signs at its ends take.
func (w way) shortened(start, end float64) way {
	w = w.cutEnd(end)
	return w.reversed().cutEnd(start).reversed()
}

// cutEnd returns the way up to the last point that is d px from the end.
func (w way) cutEnd(d float64) way {
	if d <= 0 {
		return w
	}
	if w.curved {
		return w.cutCurve(d)
	}
	end := w.end()
	pts := w.points
	for len(pts) > 2 && dist(pts[len(pts)-2], end) < d {
		pts = pts[:len(pts)-1]
	}
	last, prev := pts[len(pts)-1], pts[len(pts)-2]
	cut := bisect(func(t float64) bool { return dist(mix(prev, last, t), end) > d })
	return way{append(slices.Clone(pts[:len(pts)-1]), mix(prev, last, cut)), false}
}

func (w way) cutCurve(d float64) way {
	end := w.end()
	pts := w.points
	for len(pts) > 4 && dist(pts[len(pts)-4], end) < d {
		pts = pts[:len(pts)-3]
	}
	c := [4]point(pts[len(pts)-4:])
	cut := bisect(func(t float64) bool { return dist(bezier(c, t), end) > d })
	before := until(c, cut)
	return way{append(slices.Clone(pts[:len(pts)-4]), before[:]...), true}
}

// bisect returns the largest t from 0 to 1 up to which ok holds, as near as a
// picture needs it.
func bisect(ok func(t float64) bool) float64 {
	lo, hi := 0.0, 1.0
	for range 24 {
		if mid := (lo + hi) / 2; ok(mid) {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}

// path returns the way as a path, with the corners of a polyline rounded.
func (w way) path() Path {
	var p Path
	pts := w.points
	p.move(pts[0].X, pts[0].Y)
	if w.curved {
		for i := 1; i+2 < len(pts); i += 3 {
			p.cubic(pts[i].X, pts[i].Y, pts[i+1].X, pts[i+1].Y, pts[i+2].X, pts[i+2].Y)
		}
		return p
	}
	for i := 1; i+1 < len(pts); i++ {
		a, c, b := pts[i-1], pts[i], pts[i+1]
		r := min(cornerRadius, dist(a, c)/2, dist(c, b)/2)
		from, to := towards(c, a, r), towards(c, b, r)
		p.line(from.X, from.Y)
		p.quad(c.X, c.Y, to.X, to.Y)
	}
	p.line(w.end().X, w.end().Y)
	return p
}
