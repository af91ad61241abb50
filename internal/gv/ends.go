package gv

import (
	"math"
	"slices"

	"github.com/topodraw/topodraw/render/layout"
)

// aim returns the place in a box that a line from somewhere leads to: the
// middle, or in a long box the nearest place in the middle of its width.
func aim(box layout.Rect, from layout.Point) layout.Point {
	d := min(box.W, box.H) / 2
	return layout.Point{
		X: min(max(from.X, box.X+d), box.Right()-d),
		Y: min(max(from.Y, box.Y+d), box.Bottom()-d),
	}
}

// aims returns where a line between two boxes leads from and to.
func aims(a, b layout.Rect) (p, q layout.Point) {
	p = aim(a, b.Center())
	q = aim(b, p)
	return aim(a, q), q
}

// normal returns a vector of a length across the line from a to b.
func normal(a, b layout.Point, length float64) layout.Point {
	d := distance(a, b)
	if d == 0 {
		return layout.Point{X: length}
	}
	return layout.Point{X: -(b.Y - a.Y) / d * length, Y: (b.X - a.X) / d * length}
}

// aside returns a vector across the line from a to b: some px, and a part of half
// of what a box measures in that direction.
func aside(box layout.Rect, a, b layout.Point, px, part float64) layout.Point {
	n := normal(a, b, 1)
	px += part * (math.Abs(n.X)*box.W + math.Abs(n.Y)*box.H) / 2
	return layout.Point{X: n.X * px, Y: n.Y * px}
}

func plus(p, d layout.Point) layout.Point { return layout.Point{X: p.X + d.X, Y: p.Y + d.Y} }

func minus(p, d layout.Point) layout.Point { return layout.Point{X: p.X - d.X, Y: p.Y - d.Y} }

// inBox returns a place, or that in a box which is nearest to it, a little
// within the border.
func inBox(r layout.Rect, p layout.Point) layout.Point {
	d := min(3, r.W/4, r.H/4)
	return layout.Point{X: min(max(p.X, r.X+d), r.Right()-d), Y: min(max(p.Y, r.Y+d), r.Bottom()-d)}
}

// cutBoth lets a way begin where it leaves one box and end where it enters
// another.
func cutBoth(way []layout.Point, from, to layout.Rect) []layout.Point {
	way = cutStartLine(way, from)
	return reversed(cutStartLine(reversed(way), to))
}

// cutStartLine removes the beginning of a way that starts in a box, up to where
// it leaves the box for the first time.
func cutStartLine(way []layout.Point, box layout.Rect) []layout.Point {
	for i := 1; i < len(way); i++ {
		if box.Contains(layout.Rect{X: way[i].X, Y: way[i].Y}) {
			continue
		}
		_, out, _ := clip(way[i-1].X, way[i].X, box.X, box.Right(), 0, 1)
		_, out, _ = clip(way[i-1].Y, way[i].Y, box.Y, box.Bottom(), 0, out)
		way = slices.Clone(way[i-1:])
		way[0] = onBorder(box, lerp(way[0], way[1], out))
		return way
	}
	return way
}
