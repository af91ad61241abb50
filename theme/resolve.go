package theme

import "github.com/topodraw/topodraw/graph"

// Resolver tells the style of every element of one graph under one theme. It
// is safe for concurrent use as long as neither of them changes.
type Resolver struct {
	g *graph.Graph
	t *Theme
}

// NewResolver returns a Resolver for a graph and a theme.
func NewResolver(g *graph.Graph, t *Theme) Resolver { return Resolver{g, t} }

// Node returns the style a drawing uses: what was asked for, over the kind's,
// over the base, and never without a text colour that can be read on the fill.
func (r Resolver) Node(n *graph.Node) graph.Style {
	return r.readable(r.asked(n).Over(r.t.Kinds[n.Kind]).Over(r.t.Node), r.t.Background)
}

// NodeText returns the style that a text format such as Mermaid states for a
// node. It is empty where neither the model nor the kind asks for anything, so
// that the format's own looks apply, and it has a text colour only where the
// model or the theme wants one stated.
func (r Resolver) NodeText(n *graph.Node) graph.Style {
	own := r.asked(n)
	s := own.Over(r.t.Kinds[n.Kind])
	if own.Fill != "" || r.t.TextOnKinds && s.Fill != "" {
		s = r.readable(s, r.t.Background)
	}
	return s
}

// Group returns the style a drawing uses for a group and its title.
func (r Resolver) Group(gr *graph.Group) graph.Style {
	own := r.GroupText(gr)
	return r.readable(own.Over(r.t.Group), r.t.Background)
}

// GroupText returns the style that a text format states for a group: what the
// model asks for, with a text colour where it asks for a fill.
func (r Resolver) GroupText(gr *graph.Group) graph.Style {
	own := r.g.Asked(gr.Style, gr.Classes)
	if own.Fill != "" {
		own = r.readable(own, r.t.Background)
	}
	return own
}

// Edge returns the style a drawing uses for an edge and its label.
func (r Resolver) Edge(e *graph.Edge) graph.Style {
	return r.EdgeText(e).Over(r.t.Edge)
}

// EdgeText returns the style that a text format states for an edge: what the
// model asks for.
func (r Resolver) EdgeText(e *graph.Edge) graph.Style {
	return r.g.Asked(e.Style, e.Classes)
}

// Shape returns the outline of a node: its own, or the one of its kind, or a
// rectangle.
func (r Resolver) Shape(n *graph.Node) graph.Shape {
	if n.Shape != "" {
		return n.Shape
	}
	if s := r.t.Shapes[n.Kind]; s != "" {
		return s
	}
	return graph.Rectangle
}

func (r Resolver) asked(n *graph.Node) graph.Style { return r.g.Asked(n.Style, n.Classes) }

func (r Resolver) readable(s graph.Style, background string) graph.Style {
	if s.Color == "" {
		s.Color = TextOn(s.Fill, background)
	}
	return s
}
