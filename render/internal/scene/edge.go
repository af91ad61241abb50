package scene

import (
	"fmt"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
	"github.com/topodraw/topodraw/theme"
)

// Sizes at the ends of edges, in px, for a line of the usual width.
const (
	arrowLength, arrowHalf = 10, 4.5
	circleRadius           = 4
	crossHalf              = 4.5
	cornerRadius           = 8
	groupRadius            = 6   // of a group's frame
	thickFactor            = 2.4 // width of a thick line, in usual ones
)

func (p *Plan) edge(i int, e *graph.Edge, l *layout.Layout) Item {
	style := p.edgeStyle(e)
	way := newWay(l.Edges[i])
	way.clip(p.borderOf(e.From, l), p.borderOf(e.To, l))

	head, tail := e.Ends()
	headPrims := sign(head, way, style, p.theme.Background)
	tailPrims := sign(tail, way.reversed(), style, p.theme.Background)
	line := way.shortened(signLength(tail), signLength(head))

	it := Item{
		Role:    EdgeRole,
		Data:    []Datum{{"from", e.From}, {"to", e.To}},
		Tooltip: e.Tooltip,
		Link:    e.Link,
		Prims:   []Prim{painted(line.path(), style)},
	}
	if e.ID != "" {
		it.Data = append(it.Data, Datum{"id", e.ID})
	}
	it.Prims = append(it.Prims, headPrims...)
	it.Prims = append(it.Prims, tailPrims...)
	return p.labelled(it, i, l, style)
}

// labelled puts the label over the line, on a background that hides it.
func (p *Plan) labelled(it Item, i int, l *layout.Layout, style graph.Style) Item {
	b := p.labels[i]
	if b.lines == nil {
		return it
	}
	r := l.Edges[i].Label
	it.Prims = append(it.Prims,
		Shape{Path: roundRect(r, 3), Fill: p.fillBehind(r, l)},
		centered(b, r.Center(), style.Color))
	return it
}

// fillBehind returns the colour that a box lies on: that of the innermost group
// around it, or the canvas's.
func (p *Plan) fillBehind(r layout.Rect, l *layout.Layout) string {
	fill := p.theme.Background
	for level := p.tree; level != nil; {
		var next *graph.Level
		for _, inner := range level.Levels {
			if l.Groups[p.groupAt[inner.Group.ID]].Contains(r) {
				next, fill = inner, theme.Over(p.looks.Group(inner.Group).Fill, fill)
			}
		}
		level = next
	}
	return fill
}

// edgeStyle is the paint of the line: that of the edge, with the width and the
// dashes of its kind of line where none are asked for.
func (p *Plan) edgeStyle(e *graph.Edge) graph.Style {
	asked := p.looks.EdgeText(e)
	s := p.looks.Edge(e)
	s.Fill = ""
	if e.Line == graph.Thick && asked.StrokeWidth == 0 {
		s.StrokeWidth *= thickFactor
	}
	if asked.Dash == "" {
		s.Dash = dashOf(e.Line, s.StrokeWidth)
	}
	return s
}

func dashOf(l graph.Line, width float64) string {
	switch l {
	case graph.Dashed:
		return fmt.Sprintf("%g %g", 4*width, 2.7*width)
	case graph.Dotted:
		return fmt.Sprintf("%g %g", width, 2*width)
	}
	return ""
}

// borderOf returns the border of a node, or of a group, that an edge ends at,
// and half the width of its line.
func (p *Plan) borderOf(id string, l *layout.Layout) border {
	if i, ok := p.at[id]; ok {
		n := p.g.Nodes()[i]
		return border{
			path: outlineOf(p.looks.Shape(n)).path(l.Nodes[i]),
			half: p.looks.Node(n).StrokeWidth / 2,
		}
	}
	i := p.groupAt[id]
	return border{
		path: roundRect(l.Groups[i], groupRadius),
		half: p.looks.Group(p.g.Groups()[i]).StrokeWidth / 2,
	}
}

type border struct {
	path Path
	half float64
}

// signLength is how much of the line a sign takes the place of.
func signLength(a graph.Arrow) float64 {
	switch a {
	case graph.ArrowNormal:
		return arrowLength - 1 // the line reaches into the triangle
	case graph.ArrowCircle:
		return 2 * circleRadius
	}
	return 0
}

// sign draws what an edge has at the end of a way.
func sign(a graph.Arrow, w way, s graph.Style, background string) []Prim {
	tip := w.end()
	base := w.before(arrowLength)
	switch a {
	case graph.ArrowNormal:
		return []Prim{Shape{Path: triangle(tip, base), Fill: s.Stroke}}
	case graph.ArrowCircle:
		c := towards(tip, base, circleRadius)
		box := layout.Rect{X: c.X, Y: c.Y}.Inset(-circleRadius)
		return []Prim{Shape{Path: ellipse(box), Fill: background, Stroke: s.Stroke, StrokeWidth: min(s.StrokeWidth, 2)}}
	case graph.ArrowCross:
		return []Prim{Shape{Path: cross(tip, base), Stroke: s.Stroke, StrokeWidth: min(s.StrokeWidth, 2)}}
	}
	return nil
}

func triangle(tip, base point) Path {
	n := normal(tip, base, arrowHalf)
	back := towards(tip, base, arrowLength)
	return polygon(tip, pt(back.X+n.X, back.Y+n.Y), pt(back.X-n.X, back.Y-n.Y))
}

// cross stands a little off the border, where it does not look like a part of it.
func cross(tip, base point) Path {
	near, far := towards(tip, base, 3), towards(tip, base, 3+2*crossHalf)
	n := normal(tip, base, crossHalf)
	var p Path
	p.move(near.X+n.X, near.Y+n.Y)
	p.line(far.X-n.X, far.Y-n.Y)
	p.move(near.X-n.X, near.Y-n.Y)
	p.line(far.X+n.X, far.Y+n.Y)
	return p
}

// normal returns a vector of a length, across the line from a to b.
func normal(a, b point, length float64) point {
	d := dist(a, b)
	if d == 0 {
		return pt(length, 0)
	}
	return pt(-(b.Y-a.Y)/d*length, (b.X-a.X)/d*length)
}
