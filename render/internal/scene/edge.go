package scene

import (
	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// Sizes at the ends of edges, in px, for a line of the usual width.
const (
	arrowLength, arrowHalf = 9, 4
	circleRadius           = 4
	crossHalf              = 4.5
	cornerRadius           = 8
	groupRadius            = 6   // of a group's frame
	thickFactor            = 2.4 // width of a thick line, in usual ones
)

func (p *Plan) edge(i int, e *graph.Edge, l *layout.Layout) Item {
	style := p.looks.edge(e)
	way := newWay(l.Edges[i])
	way.clip(p.borderOf(e.From, l), p.borderOf(e.To, l))

	head, tail := e.Ends()
	line := way.shortened(signLength(tail), signLength(head))
	it := Item{
		Role:    EdgeRole,
		Data:    []Datum{{"from", e.From}, {"to", e.To}},
		Name:    relation(p.g, e),
		Tooltip: e.Tooltip,
		Link:    e.Link,
		Prims:   []Prim{style.line(line.path())},
	}
	if e.ID != "" {
		it.Data = append(it.Data, Datum{"id", e.ID})
	}
	it.Prims = append(it.Prims, sign(head, way, style, p.looks.background())...)
	it.Prims = append(it.Prims, sign(tail, way.reversed(), style, p.looks.background())...)
	if b := p.labels[i]; b.lines != nil {
		it.Prims = append(it.Prims, p.label(b, l.Edges[i].Label, style, l)...)
	}
	return it
}

// label is a text over a line, on a background that hides it.
func (p *Plan) label(b block, r layout.Rect, style style, l *layout.Layout) []Prim {
	on := p.behind(r, l)
	return []Prim{
		Shape{Path: roundRect(r, 3), Fill: on},
		centered(b, r.Center(), readable(style.color(), on)),
	}
}

// borderOf returns the border of a node, or of a group, that an edge ends at,
// and half the width of its line.
func (p *Plan) borderOf(id string, l *layout.Layout) border {
	if i, ok := p.at[id]; ok {
		n := p.g.Nodes()[i]
		return border{
			path: outlineOf(p.looks.light.Shape(n)).path(l.Nodes[i]),
			half: p.nodeStyles[i].width() / 2,
		}
	}
	i := p.groupAt[id]
	return border{
		path: roundRect(l.Groups[i], groupRadius),
		half: p.groupStyles[i].width() / 2,
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
func sign(a graph.Arrow, w way, s style, background Paint) []Prim {
	tip := w.end()
	base := w.before(arrowLength)
	switch a {
	case graph.ArrowNormal:
		return []Prim{Shape{Path: triangle(tip, base), Fill: s.stroke()}}
	case graph.ArrowCircle:
		c := towards(tip, base, circleRadius)
		box := layout.Rect{X: c.X, Y: c.Y}.Inset(-circleRadius)
		return []Prim{Shape{Path: ellipse(box), Fill: background, Stroke: s.stroke(), StrokeWidth: min(s.width(), 2)}}
	case graph.ArrowCross:
		return []Prim{Shape{Path: cross(tip, base), Stroke: s.stroke(), StrokeWidth: min(s.width(), 2)}}
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
