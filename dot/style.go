package dot

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/theme"
)

// shape is what a [graph.Shape] is in DOT. No two shapes share one, so that
// they can be told apart again. Where Graphviz lacks an outline, one that comes
// close stands in: see https://graphviz.org/doc/info/shapes.html.
type shape struct {
	name    string
	rounded bool // style=rounded
	framed  bool // peripheries=2
}

func shapeOf(s graph.Shape) shape {
	switch s {
	case graph.Rounded:
		return shape{name: "box", rounded: true}
	case graph.Stadium:
		return shape{name: "oval"} // a synonym of ellipse, free for this
	case graph.Circle:
		return shape{name: "circle"}
	case graph.Ellipse:
		return shape{name: "ellipse"}
	case graph.Diamond:
		return shape{name: "diamond"}
	case graph.Hexagon:
		return shape{name: "hexagon"}
	case graph.Cylinder:
		return shape{name: "cylinder"}
	case graph.Cloud:
		return shape{name: "octagon"}
	case graph.Parallelogram:
		return shape{name: "parallelogram"}
	case graph.Trapezoid:
		return shape{name: "trapezium"}
	case graph.Subroutine:
		return shape{name: "box", framed: true}
	case graph.Document:
		return shape{name: "note"}
	case graph.Queue:
		return shape{name: "cds"}
	case graph.Person:
		return shape{name: "egg"}
	}
	return shape{name: "box"}
}

// arrowOf returns the arrow type of an arrow:
// https://graphviz.org/docs/attr-types/arrowType/.
func arrowOf(a graph.Arrow) string {
	switch a {
	case graph.ArrowCircle:
		return "dot"
	case graph.ArrowCross:
		return "tee" // there is no cross
	case graph.ArrowNone:
		return "none"
	}
	return "normal"
}

func nodeStyle(sh shape, st graph.Style) attrs {
	styles := []string{"filled"}
	if sh.rounded {
		styles = []string{"rounded", "filled"}
	}
	styles = append(styles, dashes(st)...)
	var a attrs
	a.add("shape", quoteWord(sh.name))
	if sh.framed {
		a.add("peripheries", "2")
	}
	a.word("style", strings.Join(styles, ","))
	a.pattern(st)
	a.add("fillcolor", color(st.Fill))
	a.add("color", color(st.Stroke))
	a.add("fontcolor", color(st.Color))
	a.add("penwidth", points(st.StrokeWidth))
	return a
}

func groupStyle(st graph.Style) attrs {
	styles := append([]string{"filled"}, dashes(st)...)
	var a attrs
	a.word("style", strings.Join(styles, ","))
	a.pattern(st)
	a.add("fillcolor", color(st.Fill))
	a.add("color", color(st.Stroke))
	a.add("fontcolor", color(st.Color))
	a.add("penwidth", points(st.StrokeWidth))
	return a
}

func edgeStyle(st graph.Style) attrs {
	var a attrs
	a.add("color", color(st.Stroke))
	a.add("fontcolor", color(st.Color))
	a.add("penwidth", points(st.StrokeWidth))
	return a
}

// dashes returns the word for the style of a line with gaps.
func dashes(st graph.Style) []string {
	switch {
	case !dashed(st):
		return nil
	case st.Dash == dottedPattern:
		return []string{"dotted"}
	}
	return []string{"dashed"}
}

// pattern appends the pattern of a line with gaps where the style does not say
// it. Graphviz does not look at it.
func (a *attrs) pattern(st graph.Style) {
	if inexact(st) {
		a.add("dash", quoteText(st.Dash))
	}
}

// inexact reports whether a line has a pattern that is none of Graphviz's.
func inexact(st graph.Style) bool {
	return dashed(st) && st.Dash != dottedPattern && st.Dash != dashedPattern
}

// themeDefaults are the looks that a theme gives to all elements.
type themeDefaults struct{ node, edge, group attrs }

func newThemeDefaults(look *theme.Resolver) themeDefaults {
	return themeDefaults{
		node:  nodeStyle(shapeOf(graph.Rectangle), look.Node(&graph.Node{})),
		edge:  edgeStyle(look.Edge(&graph.Edge{})),
		group: groupStyle(look.Group(&graph.Group{})),
	}
}

// nodeColors returns the looks of a node. A colour of its text that was asked
// for is not replaced by one with more contrast.
func nodeColors(look *theme.Resolver, g *graph.Graph, n *graph.Node) graph.Style {
	st := look.Node(n)
	if asked := g.Asked(n.Style, n.Classes); asked.Color != "" {
		st.Color = asked.Color
	}
	return st
}

// groupColors is the same for groups.
func groupColors(look *theme.Resolver, g *graph.Graph, gr *graph.Group) graph.Style {
	st := look.Group(gr)
	if asked := g.Asked(gr.Style, gr.Classes); asked.Color != "" {
		st.Color = asked.Color
	}
	return st
}

// dashed reports whether the line has gaps.
func dashed(st graph.Style) bool {
	lengths, err := graph.ParseDash(st.Dash)
	if err != nil {
		return false
	}
	for _, l := range lengths {
		if l > 0 {
			return true
		}
	}
	return false
}

// color writes a colour in hexadecimal. Graphviz knows no short form, and its
// names are those of X11, of which some are other colours than in CSS. A colour
// that cannot be parsed, which only a theme can have, is black.
func color(s string) string {
	c, err := graph.ParseColor(s)
	switch {
	case err != nil:
		c = graph.Color{A: 255}
	case c.A == 0:
		return "transparent"
	}
	hex := fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	if c.A < 255 {
		hex += fmt.Sprintf("%02x", c.A)
	}
	return `"` + hex + `"`
}

// points converts a width from px, of which there are 96 to an inch, to the
// points of Graphviz, of which there are 72.
func points(px float64) string {
	pt := math.Round(px*72/96*1000) / 1000
	return strconv.FormatFloat(pt, 'f', -1, 64)
}
