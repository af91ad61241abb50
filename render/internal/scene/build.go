package scene

import (
	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// Build draws a plan with the layout of its problem: groups from the outermost
// in, then edges, then the groups' titles, which edges may run behind, then
// nodes. Invisible edges are not in the picture.
func (p *Plan) Build(l *layout.Layout) *Scene {
	s := &Scene{
		Title:       p.g.Title,
		Description: describe(p.g),
		Size:        l.Size,
		Background:  p.looks.background(),
		Items:       make([]Item, 0, len(p.nodes)+len(p.labels)+len(p.titles)),
	}
	inner := p.innerGroups()
	for _, i := range inner {
		s.Items = append(s.Items, p.group(i, l.Groups[i]))
	}
	for i, e := range p.g.Edges() {
		if e.Line != graph.Invisible {
			s.Items = append(s.Items, p.edge(i, e, l))
		}
	}
	for _, i := range inner {
		s.Items = append(s.Items, p.title(i, l))
	}
	for i, n := range p.g.Nodes() {
		s.Items = append(s.Items, p.node(i, n, l.Nodes[i]))
	}
	return s
}

// innerGroups returns where the groups are in the graph's slice, so that an
// inner one comes after the one around it.
func (p *Plan) innerGroups() []int {
	out := make([]int, 0, len(p.titles))
	var walk func(*graph.Level)
	walk = func(lv *graph.Level) {
		for _, inner := range lv.Levels {
			out = append(out, p.groupAt[inner.Group.ID])
			walk(inner)
		}
	}
	walk(p.tree)
	return out
}

func (p *Plan) group(i int, r layout.Rect) Item {
	gr := p.g.Groups()[i]
	return Item{
		Role:    GroupRole,
		Data:    data("id", gr.ID, "kind", gr.Kind),
		Name:    oneLine(gr.Text()),
		Tooltip: gr.Tooltip,
		Prims:   []Prim{p.groupStyles[i].shape(roundRect(r, groupRadius))},
	}
}

// title draws a group's title, on a background that hides edges behind it.
func (p *Plan) title(i int, l *layout.Layout) Item {
	gr, b, r := p.g.Groups()[i], p.titles[i], l.Titles[i]
	on := p.behind(r, l)
	return Item{
		Role:    TitleRole,
		Data:    data("group", gr.ID),
		Name:    oneLine(gr.Text()),
		Tooltip: gr.Tooltip,
		Link:    gr.Link,
		Prims: []Prim{
			Shape{Path: roundRect(r.Inset(-2), 3), Fill: on},
			Text{
				X: r.X, Y: firstBaseline(r.Center().Y, b), Lines: b.lines, Bold: true,
				Size: b.font, LineHeight: lineHeight(b.font), Color: readable(p.groupStyles[i].color(), on),
			},
		},
	}
}

func (p *Plan) node(i int, n *graph.Node, r layout.Rect) Item {
	style := p.nodeStyles[i]
	o := outlineOf(p.looks.light.Shape(n))
	it := Item{
		Role:    NodeRole,
		Data:    data("id", n.ID, "kind", n.Kind),
		Name:    oneLine(n.FullText()),
		Tooltip: n.Tooltip,
		Link:    n.Link,
		Prims:   []Prim{style.shape(o.path(r))},
	}
	if o.inner != nil {
		it.Prims = append(it.Prims, style.line(o.inner(r)))
	}
	middle := r.Center()
	if o.text != nil {
		middle = o.text(r)
	}
	it.Prims = append(it.Prims, p.nodes[i].draw(middle, style.color())...)
	return it
}

// draw draws an inscription around a point.
func (in inscription) draw(at point, color Paint) []Prim {
	var prims []Prim
	if in.icon != nil {
		left := at.X - in.size().W/2
		for _, part := range in.icon {
			prims = append(prims, Shape{
				Path: part.moved(left, at.Y-iconSize/2), Stroke: color, StrokeWidth: iconStroke, Round: true,
			})
		}
		at.X += (iconSize + iconGap) / 2.0
	}
	top := at.Y - in.text().H/2
	prims = append(prims, centered(in.label, pt(at.X, top+in.label.size.H/2), color))
	if in.sub.lines != nil {
		prims = append(prims, centered(in.sub, pt(at.X, top+in.label.size.H+in.sub.size.H/2), color))
	}
	return prims
}

func centered(b block, at point, color Paint) Text {
	return Text{
		X: at.X, Y: firstBaseline(at.Y, b), Lines: b.lines, Centered: true,
		Size: b.font, LineHeight: lineHeight(b.font), Color: color,
	}
}

// firstBaseline is where the first line of a block goes, so that capitals of
// all lines together have their middle at y.
func firstBaseline(y float64, b block) float64 {
	const capHeight = 0.69 // of Liberation Sans, in em
	return y - float64(len(b.lines)-1)*lineHeight(b.font)/2 + b.font*capHeight/2
}

// data pairs names with values and leaves out the empty ones, except for the
// first, which identifies the element.
func data(pairs ...string) []Datum {
	var out []Datum
	for i := 0; i < len(pairs); i += 2 {
		if i == 0 || pairs[i+1] != "" {
			out = append(out, Datum{pairs[i], pairs[i+1]})
		}
	}
	return out
}
