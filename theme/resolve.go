package theme

import "github.com/topodraw/topodraw/graph"

// Resolver tells the style of every element of one graph under one theme. It
// is safe for concurrent use as long as neither of them changes.
type Resolver struct {
	g *graph.Graph
	t *Theme
	p *Palette
}

// NewResolver returns a Resolver for a graph and a theme in light surroundings.
func NewResolver(g *graph.Graph, t *Theme) Resolver { return Resolver{g, t, &t.Palette} }

// Dark returns the Resolver for dark surroundings.
func (r Resolver) Dark() Resolver {
	if r.t.Dark != nil {
		r.p = r.t.Dark
	}
	return r
}

// Background returns the colour of the canvas.
func (r Resolver) Background() string { return r.p.Background }

// Node returns the style a drawing uses: what was asked for, over the kind's,
// over the base. Its text can be read on its fill: a colour without a contrast
// of 4.5:1 is replaced.
func (r Resolver) Node(n *graph.Node) graph.Style {
	s := r.asked(n).Over(r.p.Kinds[n.Kind]).Over(r.p.Node)
	s.Color = Readable(s.Color, s.Fill, r.p.Background)
	return s
}

// NodeText returns the style that a text format such as Mermaid states for a
// node. It is empty where neither the model nor the kind asks for anything, so
// that the format's own looks apply, and it has a text colour only where the
// model or the theme wants one stated.
func (r Resolver) NodeText(n *graph.Node) graph.Style {
	own := r.asked(n)
	s := own.Over(r.p.Kinds[n.Kind])
	if own.Fill != "" || r.t.TextOnKinds && s.Fill != "" {
		s = r.withText(s)
	}
	return s
}

// Group returns the style a drawing uses for a group and its title, which can
// be read on the fill as that of a node.
func (r Resolver) Group(gr *graph.Group) graph.Style {
	s := r.g.Asked(gr.Style, gr.Classes).Over(r.p.Group)
	s.Color = Readable(s.Color, s.Fill, r.p.Background)
	return s
}

// GroupText returns the style that a text format states for a group: what the
// model asks for, with a text colour where it asks for a fill.
func (r Resolver) GroupText(gr *graph.Group) graph.Style {
	own := r.g.Asked(gr.Style, gr.Classes)
	if own.Fill != "" {
		own = r.withText(own)
	}
	return own
}

// Edge returns the style a drawing uses for an edge and its label. What the
// label lies on is the drawing's matter, and so is its contrast.
func (r Resolver) Edge(e *graph.Edge) graph.Style {
	return r.EdgeText(e).Over(r.p.Edge)
}

// EdgeText returns the style that a text format states for an edge: what the
// model asks for.
func (r Resolver) EdgeText(e *graph.Edge) graph.Style {
	return r.g.Asked(e.Style, e.Classes)
}

// Shape returns the outline of a node: its own, or the one of its kind, or the
// theme's for all others, or a rectangle.
func (r Resolver) Shape(n *graph.Node) graph.Shape {
	if n.Shape != "" {
		return n.Shape
	}
	if s := r.t.Shapes[n.Kind]; s != "" {
		return s
	}
	if s := r.t.Shapes[""]; s != "" {
		return s
	}
	return graph.Rectangle
}

// Icon returns the name of a node's icon: its own, or its kind where the theme
// has icons. The name of an unknown kind is no icon.
func (r Resolver) Icon(n *graph.Node) string {
	if n.Icon == "" && r.t.Icons {
		return n.Kind
	}
	return n.Icon
}

func (r Resolver) asked(n *graph.Node) graph.Style { return r.g.Asked(n.Style, n.Classes) }

// withText states the colour of the text on a fill.
func (r Resolver) withText(s graph.Style) graph.Style {
	if s.Color == "" {
		s.Color = TextOn(s.Fill, r.p.Background)
	}
	return s
}
