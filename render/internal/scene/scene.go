// Package scene turns a graph, its looks and its geometry into a list of
// primitives, which every picture format draws in the same order.
package scene

import "github.com/topodraw/topodraw/render/layout"

// Scene is a picture: what it is called, how large it is, and what is on it,
// from the back to the front.
type Scene struct {
	Title, Description string
	Size               layout.Size
	Background         Paint
	Items              []Item
}

// Paint is a colour in light and in dark surroundings, as [graph.ParseColor]
// reads it. The zero Paint paints nothing.
type Paint struct{ Light, Dark string }

// Role is what an item stands for.
type Role string

// The roles, by the names that SVG's class attributes use.
const (
	GroupRole Role = "group"
	TitleRole Role = "title"
	EdgeRole  Role = "edge"
	NodeRole  Role = "node"
)

// Item is one element of the graph. The first primitive of an edge is its line.
type Item struct {
	Role Role
	// Data identifies the element: names and values in a fixed order.
	Data []Datum
	// Name says in words what the element is, on one line.
	Name string
	// Tooltip and Link may be empty. A Link is safe.
	Tooltip, Link string
	Prims         []Prim
}

// Datum is a name and a value.
type Datum struct{ Name, Value string }

// Prim is a [Shape] or a [Text].
type Prim interface{ prim() }

// Shape is a path with its paint.
type Shape struct {
	Path         Path
	Fill, Stroke Paint
	StrokeWidth  float64
	// Dash holds the lengths of dashes and gaps in px; empty is a solid line.
	Dash string
	// Round gives the line round ends and corners.
	Round bool
}

// Text is lines of text, each anchored at X, the first with its baseline at Y.
type Text struct {
	X, Y       float64
	Lines      []string
	Size       float64
	LineHeight float64
	Bold       bool
	Centered   bool
	Color      Paint
}

func (Shape) prim() {}
func (Text) prim()  {}
