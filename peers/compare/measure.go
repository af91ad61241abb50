package main

import (
	"math"
	"sort"

	"github.com/topodraw/topodraw/render/layout"
)

// slack is how near a point is to a line that it is said to be on, in px.
const slack = 0.01

// line is a straight piece of an edge.
type line struct {
	edge int
	a, b layout.Point
	// next is where the edge goes from b; b itself at the end of a subpath.
	next layout.Point
}

// picture is what is compared of a drawing.
type picture struct {
	crossings int
	// cover is the share of the canvas that nodes take.
	cover float64
	w, h  float64
}

func measure(d *drawing) picture {
	area := 0.0
	for _, n := range d.nodes {
		area += n.W * n.H
	}
	return picture{crossings(d.edges), area / (d.size.W * d.size.H), d.size.W, d.size.H}
}

// crossings counts how often two edges cross in a picture. Pieces that lie on
// each other, or touch and go back or end, do not count.
func crossings(edges [][]polyline) int {
	lines := pieces(edges)
	// Sweep over x: only lines whose ranges of x overlap are compared.
	sort.Slice(lines, func(i, j int) bool { return left(lines[i]) < left(lines[j]) })
	count := 0
	for i, l := range lines {
		for _, o := range lines[i+1:] {
			if left(o) > math.Max(l.a.X, l.b.X)+slack {
				break
			}
			if l.edge != o.edge && (cross(l, o) || through(l, o) || through(o, l)) {
				count++
			}
		}
	}
	return count
}

func pieces(edges [][]polyline) []line {
	var lines []line
	for i, subpaths := range edges {
		for _, points := range subpaths {
			for j := 1; j < len(points); j++ {
				lines = append(lines, line{i, points[j-1], points[j], points[min(j+1, len(points)-1)]})
			}
		}
	}
	return lines
}

func left(l line) float64 { return math.Min(l.a.X, l.b.X) }

// cross reports whether lines meet in a point inside both.
func cross(l, o line) bool {
	d1, d2 := side(l, o.a), side(l, o.b)
	d3, d4 := side(o, l.a), side(o, l.b)
	return d1*d2 < 0 && d3*d4 < 0
}

// through reports whether l ends inside o, and its edge goes on on the other
// side: so do the arcs by which Mermaid's edges hop over each other, with their
// tops on the line below.
func through(l, o line) bool {
	return side(o, l.b) == 0 && side(o, l.a)*side(o, l.next) < 0 && inside(o, l.b)
}

// inside reports whether a point that is on a line is none of its ends.
func inside(l line, p layout.Point) bool {
	dx, dy := l.b.X-l.a.X, l.b.Y-l.a.Y
	length := math.Hypot(dx, dy)
	along := ((p.X-l.a.X)*dx + (p.Y-l.a.Y)*dy) / length
	return along > slack && along < length-slack
}

// side tells on which side of a line a point is; 0 is on the line.
func side(l line, p layout.Point) float64 {
	length := math.Hypot(l.b.X-l.a.X, l.b.Y-l.a.Y)
	if length == 0 {
		return 0
	}
	d := ((l.b.X-l.a.X)*(p.Y-l.a.Y) - (l.b.Y-l.a.Y)*(p.X-l.a.X)) / length
	if math.Abs(d) < slack {
		return 0
	}
	return math.Copysign(1, d)
}
