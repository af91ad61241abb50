// Package graphjson is the JSON form of a topology: what `topodraw render
// -o x.json` writes and `render` reads back. It holds everything the model
// holds, positions excepted, so that reading what was written gives an equal
// graph; with a layout it also holds where everything goes.
package graphjson

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// Write writes a graph as one JSON object: two spaces of indentation, elements
// in the order of the model, empty fields left out (but for "nodes", by which
// the format is known), lists of words and numbers on one line, a newline at
// the end. The same graph always gives the same bytes.
//
// With a layout each node and group has its "box" as [x, y, width, height],
// each edge its "path", with curves flattened to within 0.1 px, and the
// "labelBox" of its label, and the root the "size"; in px, with at most two
// decimals. A nil layout leaves them out.
//
// Nothing is written of a graph that is not valid: the problems are returned as
// [graph.Diagnostics]. A layout that does not belong to the graph is an error
// as well, and so is any error of w.
func Write(w io.Writer, g *graph.Graph, l *layout.Layout) error {
	if err := g.Validate(); err != nil {
		return err
	}
	if l != nil {
		if err := check(g, l); err != nil {
			return err
		}
	}
	e := encoder{p: newPrinter(w), l: l}
	e.graph(g)
	return e.p.finish()
}

// check reports a layout that is not one of the graph.
func check(g *graph.Graph, l *layout.Layout) error {
	if len(l.Nodes) != len(g.Nodes()) || len(l.Groups) != len(g.Groups()) || len(l.Edges) != len(g.Edges()) {
		return fmt.Errorf("the layout of %d nodes, %d groups and %d edges is not that of the graph, which has %d, %d and %d",
			len(l.Nodes), len(l.Groups), len(l.Edges), len(g.Nodes()), len(g.Groups()), len(g.Edges()))
	}
	for i, r := range l.Edges {
		if n := len(r.Points); n < 2 || r.Curved && n%3 != 1 {
			return fmt.Errorf("the layout has a path of %d points for edge %d, which is no path", n, i)
		}
	}
	if v, ok := finite(l); !ok {
		return fmt.Errorf("the layout has the coordinate %v, which is no place", v)
	}
	return nil
}

// finite reports whether every coordinate is a number, and the first that is
// none: JSON cannot hold it.
func finite(l *layout.Layout) (bad float64, ok bool) {
	all := []float64{l.Size.W, l.Size.H}
	box := func(r layout.Rect) { all = append(all, r.X, r.Y, r.W, r.H) }
	for _, r := range slices.Concat(l.Nodes, l.Groups) {
		box(r)
	}
	for _, r := range l.Edges {
		box(r.Label)
		for _, p := range r.Points {
			all = append(all, p.X, p.Y)
		}
	}
	i := slices.IndexFunc(all, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) })
	if i < 0 {
		return 0, true
	}
	return all[i], false
}

// encoder knows the fields. Its l is nil where no geometry is wanted.
type encoder struct {
	p *printer
	l *layout.Layout
}

func (e *encoder) graph(g *graph.Graph) {
	p := e.p
	p.open('{')
	p.text("title", g.Title)
	p.text("description", g.Description)
	p.text("direction", string(g.Direction))
	p.text("theme", g.Theme)
	e.classes(g.Classes())
	e.attrs(g.Attrs)
	if e.l != nil {
		p.numbers("size", e.l.Size.W, e.l.Size.H)
	}
	p.key("nodes")
	p.open('[')
	for i, n := range g.Nodes() {
		e.node(i, n)
	}
	p.close(']')
	list(p, "edges", g.Edges(), e.edge)
	list(p, "groups", g.Groups(), e.group)
	p.close('}')
}

// list writes a field with a list of objects, unless it is empty.
func list[T any](p *printer, key string, items []T, write func(int, T)) {
	if len(items) == 0 {
		return
	}
	p.key(key)
	p.open('[')
	for i, item := range items {
		write(i, item)
	}
	p.close(']')
}

func (e *encoder) node(i int, n *graph.Node) {
	p := e.p
	p.open('{')
	p.text("id", n.ID)
	p.text("label", n.Label)
	p.text("kind", n.Kind)
	p.text("shape", string(n.Shape))
	p.text("group", n.Group)
	e.style("style", n.Style)
	p.texts("classes", n.Classes)
	p.text("link", n.Link)
	p.text("subtitle", n.Subtitle)
	p.text("tooltip", n.Tooltip)
	p.text("icon", n.Icon)
	e.attrs(n.Attrs)
	if e.l != nil {
		e.box("box", e.l.Nodes[i])
	}
	p.close('}')
}

func (e *encoder) edge(i int, ed *graph.Edge) {
	p := e.p
	p.open('{')
	p.text("id", ed.ID)
	p.text("from", ed.From)
	p.text("to", ed.To)
	p.text("label", ed.Label)
	p.text("line", string(ed.Line))
	p.text("head", string(ed.Head))
	p.text("tail", string(ed.Tail))
	e.style("style", ed.Style)
	p.texts("classes", ed.Classes)
	p.text("link", ed.Link)
	p.text("tooltip", ed.Tooltip)
	e.attrs(ed.Attrs)
	if e.l != nil {
		e.route(e.l.Edges[i])
	}
	p.close('}')
}

func (e *encoder) group(i int, gr *graph.Group) {
	p := e.p
	p.open('{')
	p.text("id", gr.ID)
	p.text("label", gr.Label)
	p.text("kind", gr.Kind)
	p.text("parent", gr.Parent)
	p.text("direction", string(gr.Direction))
	e.style("style", gr.Style)
	p.texts("classes", gr.Classes)
	p.text("link", gr.Link)
	p.text("tooltip", gr.Tooltip)
	e.attrs(gr.Attrs)
	if e.l != nil {
		e.box("box", e.l.Groups[i])
	}
	p.close('}')
}

// classes writes the named styles. One that asks for nothing is written too:
// it is defined, which an element may rely on.
func (e *encoder) classes(classes []*graph.Class) {
	if len(classes) == 0 {
		return
	}
	e.p.key("classes")
	e.p.open('{')
	for _, c := range classes {
		e.p.key(c.Name)
		e.styleObject(c.Style)
	}
	e.p.close('}')
}

func (e *encoder) style(key string, s graph.Style) {
	if s.IsZero() {
		return
	}
	e.p.key(key)
	e.styleObject(s)
}

func (e *encoder) styleObject(s graph.Style) {
	p := e.p
	p.open('{')
	p.text("fill", s.Fill)
	p.text("stroke", s.Stroke)
	p.text("color", s.Color)
	if s.StrokeWidth != 0 {
		// Not geometry: written in full, to be read back the same.
		p.key("strokeWidth")
		p.raw(strconv.FormatFloat(s.StrokeWidth, 'g', -1, 64))
	}
	p.text("dash", s.Dash)
	p.close('}')
}

// attrs writes attributes in their order, those with an empty value too.
func (e *encoder) attrs(attrs graph.Attrs) {
	if len(attrs) == 0 {
		return
	}
	e.p.key("attrs")
	e.p.open('{')
	for _, a := range attrs {
		e.p.key(a.Key)
		e.p.raw(quote(a.Value))
	}
	e.p.close('}')
}

func (e *encoder) box(key string, r layout.Rect) {
	e.p.numbers(key, r.X, r.Y, r.W, r.H)
}

func (e *encoder) route(r layout.Route) {
	e.p.points("path", flatten(r))
	if !r.Label.Empty() {
		e.box("labelBox", r.Label)
	}
}

// round2 keeps two decimals, and no negative zero.
func round2(v float64) float64 {
	if v = math.Round(v*100) / 100; v == 0 {
		return 0
	}
	return v
}
