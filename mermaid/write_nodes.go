package mermaid

import (
	"slices"

	"github.com/topodraw/topodraw/graph"
)

// outline is how Mermaid writes a shape: with brackets around the label, or
// with a name.
type outline struct{ open, close, name string }

// outlineOf returns how a shape is written. The names are those of
// https://mermaid.js.org/syntax/flowchart.html#complete-list-of-new-shapes.
// Mermaid's parser takes (-x-) for an ellipse, but no version can draw one, and
// shows an error in place of the whole diagram: a stadium comes nearest.
func outlineOf(s graph.Shape) outline {
	switch s {
	case graph.Rounded:
		return outline{open: "(", close: ")"}
	case graph.Stadium, graph.Ellipse:
		return outline{open: "([", close: "])"}
	case graph.Circle:
		return outline{open: "((", close: "))"}
	case graph.Diamond:
		return outline{open: "{", close: "}"}
	case graph.Hexagon:
		return outline{open: "{{", close: "}}"}
	case graph.Cylinder:
		return outline{open: "[(", close: ")]"}
	case graph.Parallelogram:
		return outline{open: "[/", close: "/]"}
	case graph.Trapezoid:
		return outline{open: "[/", close: `\]`}
	case graph.Subroutine:
		return outline{open: "[[", close: "]]"}
	case graph.Cloud:
		return outline{open: "[", close: "]", name: "cloud"}
	case graph.Document:
		return outline{open: "[", close: "]", name: "doc"}
	case graph.Queue:
		return outline{open: "[", close: "]", name: "h-cyl"}
	case graph.Person:
		return outline{open: "[", close: "]", name: "person"}
	}
	return outline{open: "[", close: "]"}
}

// declarations writes what has to be declared: nodes at the top, then groups
// with all their nodes.
func (w *writer) declarations() {
	declared := w.declared()
	for _, n := range w.tree.Nodes {
		if declared[n] {
			w.node(1, n)
		}
	}
	for _, l := range w.tree.Levels {
		w.group(1, l)
	}
}

// declared returns the nodes that get a line of their own: those that an edge
// could not introduce, or all of them if that would put the rest out of order.
func (w *writer) declared() map[*graph.Node]bool {
	mentioned := w.mentioned()
	byEdge := make(map[*graph.Node]bool, len(mentioned))
	for _, n := range mentioned {
		byEdge[n] = w.plain(n)
	}
	declared := make(map[*graph.Node]bool)
	order := make([]*graph.Node, 0, len(w.g.Nodes()))
	eachNode(w.tree, func(n *graph.Node) {
		if !byEdge[n] {
			declared[n] = true
			order = append(order, n)
		}
	})
	for _, n := range mentioned {
		if !declared[n] {
			order = append(order, n)
		}
	}
	if !slices.Equal(order, w.g.Nodes()) {
		for _, n := range w.g.Nodes() {
			declared[n] = true
		}
	}
	return declared
}

// mentioned returns the nodes that edges name, in the order of the first
// mention.
func (w *writer) mentioned() []*graph.Node {
	var out []*graph.Node
	seen := make(map[*graph.Node]bool)
	for _, l := range w.links {
		for _, id := range []string{l.from, l.to} {
			if n := w.g.Node(id); n != nil && !seen[n] {
				seen[n] = true
				out = append(out, n)
			}
		}
	}
	return out
}

// plain reports whether a mention in an edge says all there is to say about a
// node.
func (w *writer) plain(n *graph.Node) bool {
	return n.Group == "" && w.styles.Shape(n) == graph.Rectangle && w.shows(n.ID, n.FullText())
}

// shows reports whether a node or a group shows a text without being given it.
func (w *writer) shows(id, text string) bool {
	name := w.names.ids[id]
	return text == name && quoted(name) == `"`+name+`"`
}

func eachNode(l *graph.Level, visit func(*graph.Node)) {
	for _, n := range l.Nodes {
		visit(n)
	}
	for _, inner := range l.Levels {
		eachNode(inner, visit)
	}
}

// node declares a node. The label stands in brackets even where the shape has a
// name: as a property beside the name it would be Markdown.
func (w *writer) node(depth int, n *graph.Node) {
	shape := w.styles.Shape(n)
	o := outlineOf(shape)
	statement := w.names.ids[n.ID]
	if !w.shows(n.ID, n.FullText()) || shape != graph.Rectangle && o.name == "" {
		statement += o.open + label(n.FullText()) + o.close
	}
	if o.name != "" {
		statement += "@{ shape: " + o.name + " }"
	}
	w.line(depth, statement)
}

// group writes a group as a subgraph, with all that is inside.
func (w *writer) group(depth int, l *graph.Level) {
	gr := l.Group
	statement := "subgraph " + w.names.ids[gr.ID]
	if !w.shows(gr.ID, gr.Text()) {
		statement += "[" + label(gr.Text()) + "]"
	}
	w.line(depth, statement)
	if gr.Direction != "" {
		w.line(depth+1, "direction "+gr.Direction.Code())
	}
	for _, n := range l.Nodes {
		w.node(depth+1, n)
	}
	for _, inside := range l.Levels {
		w.group(depth+1, inside)
	}
	// With a semicolon, Mermaid 12 would list that among the members of the
	// group around.
	w.indent(depth)
	w.WriteString("end\n")
}
