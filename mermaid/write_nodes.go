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

// arrange decides what is declared, and the order of all that follows. That is
// the order of the graph; of a graph from Mermaid, the one in which it is read
// again.
func (w *writer) arrange() {
	w.declared = w.toDeclare()
	w.nodes, w.groups = w.g.Nodes(), w.g.Groups()
	if !w.asWritten {
		return
	}
	w.groups = nil
	eachGroup(w.tree, func(gr *graph.Group) { w.groups = append(w.groups, gr) })
	if len(w.declared) == len(w.nodes) {
		w.nodes = nil
		eachNode(w.tree, func(n *graph.Node) { w.nodes = append(w.nodes, n) })
	}
}

// declarations writes what has to be declared: nodes at the top, then groups
// with all their nodes.
func (w *writer) declarations() {
	for _, n := range w.tree.Nodes {
		if w.declared[n] {
			w.node(1, n)
		}
	}
	for _, l := range w.tree.Levels {
		w.group(1, l)
	}
}

// toDeclare returns the nodes that get a line of their own: those that an edge
// could not introduce, or all of them if that would put the rest out of order.
func (w *writer) toDeclare() map[*graph.Node]bool {
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
	return n.Group == "" && w.outline(n) == outlineOf(graph.Rectangle) && w.shows(n.ID, n.FullText()) && w.nodeData(n, "") == ""
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

func eachGroup(l *graph.Level, visit func(*graph.Group)) {
	for _, inner := range l.Levels {
		visit(inner.Group)
		eachGroup(inner, visit)
	}
}

// node declares a node. The label stands in brackets even where the shape has a
// name: as a property beside the name it would be Markdown.
func (w *writer) node(depth int, n *graph.Node) {
	o := w.outline(n)
	statement := w.names.ids[n.ID]
	if !w.shows(n.ID, n.FullText()) || o.open != "[" {
		statement += o.open + w.label(n.FullText(), n.Attrs) + o.close
	}
	w.line(depth, statement+w.nodeData(n, o.name))
}

// outline returns how the shape of a node is written: the one that it had in
// Mermaid, if the model has only one that comes near.
func (w *writer) outline(n *graph.Node) outline {
	name, ok := n.Attrs.Get("mermaid.shape")
	if ok {
		if nearest, keep := w.shapes.named(name); keep == name && name != "" && nearest == n.Shape {
			return outlineNamed(name)
		}
	}
	o := outlineOf(w.styles.Shape(n))
	if prop, _ := n.Attrs.Get("mermaid.props"); prop != "" && o == (outline{open: "[", close: "]"}) {
		if g := readBack(`A[|` + prop + `|x]`); g != nil && len(g.Nodes()) == 1 {
			o.open += "|" + prop + "|"
		} else {
			w.refuse("props", prop)
		}
	}
	return o
}

// outlineNamed returns how Mermaid writes a shape that the model has not.
func outlineNamed(name string) outline {
	switch name {
	case "ellipse":
		return outline{open: "(-", close: "-)"}
	case "lean-l":
		return outline{open: `[\`, close: `\]`}
	case "trap-t":
		return outline{open: `[\`, close: "/]"}
	case "dbl-circ":
		return outline{open: "(((", close: ")))"}
	case "odd":
		return outline{open: ">", close: "]"}
	}
	return outline{open: "[", close: "]", name: name}
}

// group writes a group as a subgraph, with all that is inside.
func (w *writer) group(depth int, l *graph.Level) {
	gr := l.Group
	statement := "subgraph " + w.names.ids[gr.ID]
	if !w.shows(gr.ID, gr.Text()) {
		statement += "[" + w.label(gr.Text(), gr.Attrs) + "]"
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
