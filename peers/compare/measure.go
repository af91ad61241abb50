package main

import (
	"math"
	"sort"

	"github.com/topodraw/topodraw/render/layout"
)

// line is a straight piece of an edge.
type line struct {
	edge int
	a, b layout.Point
}

// crossings counts how often two edges cross in a picture: pieces that meet in
// a point inside both. Pieces that lie on each other, or touch at an end, do
// not count.
func crossings(edges [][]layout.Point) int {
	var lines []line
	for i, pts := range edges {
		for j := 1; j < len(pts); j++ {
			lines = append(lines, line{i, pts[j-1], pts[j]})
		}
	}
	// Sweep over x: only lines whose ranges of x overlap are compared.
	sort.Slice(lines, func(i, j int) bool { return left(lines[i]) < left(lines[j]) })
	count := 0
	for i, l := range lines {
		for _, o := range lines[i+1:] {
			if left(o) > math.Max(l.a.X, l.b.X) {
				break
			}
			if l.edge != o.edge && cross(l, o) {
				count++
			}
		}
	}
	return count
}

func left(l line) float64 { return math.Min(l.a.X, l.b.X) }

func cross(l, o line) bool {
	d1, d2 := side(l, o.a), side(l, o.b)
	d3, d4 := side(o, l.a), side(o, l.b)
	return d1*d2 < 0 && d3*d4 < 0
}

// side tells on which side of a line a point is; within a hundredth of a px it
// is on the line.
func side(l line, p layout.Point) float64 {
	length := math.Hypot(l.b.X-l.a.X, l.b.Y-l.a.Y)
	if length == 0 {
		return 0
	}
	d := ((l.b.X-l.a.X)*(p.Y-l.a.Y) - (l.b.Y-l.a.Y)*(p.X-l.a.X)) / length
	if math.Abs(d) < 0.01 {
		return 0
	}
	return math.Copysign(1, d)
}

// flatten turns a route into straight pieces.
func flatten(r layout.Route) []layout.Point {
	if !r.Curved {
		return r.Points
	}
	const steps = 12
	out := []layout.Point{r.Points[0]}
	for i := 0; i+3 < len(r.Points); i += 3 {
		p := r.Points[i : i+4]
		for s := 1; s <= steps; s++ {
			t := float64(s) / steps
			u := 1 - t
			out = append(out, layout.Point{
				X: u*u*u*p[0].X + 3*u*u*t*p[1].X + 3*u*t*t*p[2].X + t*t*t*p[3].X,
				Y: u*u*u*p[0].Y + 3*u*u*t*p[1].Y + 3*u*t*t*p[2].Y + t*t*t*p[3].Y,
			})
		}
	}
	return out
}

// picture is what is compared of a drawing.
type picture struct {
	crossings int
	// cover is the share of the canvas that nodes take.
	cover float64
	w, h  float64
}

func measure(l *layout.Layout) picture {
	edges := make([][]layout.Point, len(l.Edges))
	for i, r := range l.Edges {
		edges[i] = flatten(r)
	}
	area := 0.0
	for _, n := range l.Nodes {
		area += n.W * n.H
	}
	return picture{crossings(edges), area / (l.Size.W * l.Size.H), l.Size.W, l.Size.H}
}
