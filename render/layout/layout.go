// Package layout holds the geometry that a layout engine computes, and the
// interface that all engines have in common.
//
// Lengths are in px. The origin is at the top left, x grows to the right and y
// downwards.
package layout

import (
	"context"

	"github.com/topodraw/topodraw/graph"
)

// Engine computes where everything goes.
type Engine interface {
	// Layout places the boxes of a problem and routes its edges. The same
	// problem always gives the same layout. When the context ends first, its
	// error is returned. Layout is safe for concurrent use.
	Layout(ctx context.Context, p *Problem) (*Layout, error)
}

// Problem is a graph with the sizes of all that has to be placed. The slices
// run parallel to those of the graph: NodeSize[i] belongs to g.Nodes()[i].
type Problem struct {
	// Graph is valid; see [graph.Graph.Validate].
	Graph *graph.Graph
	// Direction is where edges lead, never empty.
	Direction graph.Direction
	// NodeSize is the size of each node's box, outline included.
	NodeSize []Size
	// LabelSize is the size of each edge's label; zero where it has none.
	LabelSize []Size
	// TitleSize is the size of each group's title.
	TitleSize []Size
	// Warn is told what the engine cannot do that the graph asks for; it may
	// be nil.
	Warn func(graph.Diagnostic)
}

// Layout is a solved [Problem].
type Layout struct {
	// Size is that of the whole; everything lies between the origin and it.
	Size Size
	// Nodes are the boxes of the nodes.
	Nodes []Rect
	// Groups are the frames of the groups, their titles included.
	Groups []Rect
	// Titles are the boxes of the groups' titles.
	Titles []Rect
	// Edges are the routes of the edges.
	Edges []Route
}

// Route is the way of one edge.
type Route struct {
	// Points leads from the border of the edge's first end to that of its
	// second. It has at least two points.
	Points []Point
	// Curved says that Points are those of a cubic Bézier spline: the start,
	// then two control points and an end for each piece. Otherwise they are
	// the corners of a polyline.
	Curved bool
	// Label is the box of the edge's label; empty where it has none.
	Label Rect
}

// Point is a place.
type Point struct{ X, Y float64 }

// Size is a width and a height.
type Size struct{ W, H float64 }

// Empty reports whether nothing fits in.
func (s Size) Empty() bool { return s.W <= 0 || s.H <= 0 }

// Rect is a box with its top left corner at X, Y.
type Rect struct{ X, Y, W, H float64 }

// Empty reports whether the box has no area.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Center returns the middle of the box.
func (r Rect) Center() Point { return Point{r.X + r.W/2, r.Y + r.H/2} }

// Right returns the x of the right border.
func (r Rect) Right() float64 { return r.X + r.W }

// Bottom returns the y of the lower border.
func (r Rect) Bottom() float64 { return r.Y + r.H }

// Inset returns the box made smaller by d on all sides, or larger for a
// negative d.
func (r Rect) Inset(d float64) Rect { return Rect{r.X + d, r.Y + d, r.W - 2*d, r.H - 2*d} }

// Union returns the smallest box around both. An empty box adds nothing.
func (r Rect) Union(o Rect) Rect {
	if r.Empty() {
		return o
	}
	if o.Empty() {
		return r
	}
	x, y := min(r.X, o.X), min(r.Y, o.Y)
	return Rect{x, y, max(r.Right(), o.Right()) - x, max(r.Bottom(), o.Bottom()) - y}
}

// Overlaps reports whether the boxes share an area; touching is not sharing.
func (r Rect) Overlaps(o Rect) bool {
	return r.X < o.Right() && o.X < r.Right() && r.Y < o.Bottom() && o.Y < r.Bottom()
}

// Contains reports whether o lies within the box, borders included.
func (r Rect) Contains(o Rect) bool {
	return o.X >= r.X && o.Y >= r.Y && o.Right() <= r.Right() && o.Bottom() <= r.Bottom()
}
