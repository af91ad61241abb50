package gv

import (
	"slices"

	"github.com/topodraw/topodraw/render/layout"
)

func lerp(a, b layout.Point, t float64) layout.Point {
	return layout.Point{X: a.X + (b.X-a.X)*t, Y: a.Y + (b.Y-a.Y)*t}
}

// split cuts a cubic Bézier curve in two, as de Casteljau does.
func split(c []layout.Point, t float64) (left, right []layout.Point) {
	ab, bc, cd := lerp(c[0], c[1], t), lerp(c[1], c[2], t), lerp(c[2], c[3], t)
	abc, bcd := lerp(ab, bc, t), lerp(bc, cd, t)
	m := lerp(abc, bcd, t)
	return []layout.Point{c[0], ab, abc, m}, []layout.Point{m, bcd, cd, c[3]}
}

func at(c []layout.Point, t float64) layout.Point {
	left, _ := split(c, t)
	return left[3]
}

// cutStart removes the beginning of a spline up to where it leaves a box for
// the last time. It reports false if the spline does not end outside.
func cutStart(points []layout.Point, box layout.Rect) ([]layout.Point, bool) {
	inside := func(p layout.Point) bool { return box.Contains(layout.Rect{X: p.X, Y: p.Y}) }
	if inside(points[len(points)-1]) {
		return points, false
	}
	const steps = 32
	for i := len(points) - 4; i >= 0; i -= 3 {
		piece := points[i : i+4]
		for k := steps - 1; k >= 0; k-- {
			if !inside(at(piece, float64(k)/steps)) {
				continue
			}
			t := crossing(piece, float64(k)/steps, float64(k+1)/steps, inside)
			_, rest := split(piece, t)
			return append(rest, points[i+4:]...), true
		}
	}
	return points, true // it is outside all along
}

// crossing finds the border between a place inside and one outside.
func crossing(piece []layout.Point, in, out float64, inside func(layout.Point) bool) float64 {
	for range 40 {
		mid := (in + out) / 2
		if inside(at(piece, mid)) {
			in = mid
		} else {
			out = mid
		}
	}
	return in
}

func reversed(points []layout.Point) []layout.Point {
	points = slices.Clone(points)
	slices.Reverse(points)
	return points
}

// flatten returns corners of short lines in place of a spline.
func flatten(spline []layout.Point) []layout.Point {
	const steps = 16
	out := spline[:1:1]
	for i := 0; i+3 < len(spline); i += 3 {
		for k := 1; k <= steps; k++ {
			out = append(out, at(spline[i:i+4], float64(k)/steps))
		}
	}
	return out
}
