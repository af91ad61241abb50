package mermaid

import (
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// styleLines writes what nodes, groups and edges look like. The lines of groups
// come before those with classes: they make Mermaid know the group as a node as
// well, which then has no class of an earlier line.
func (w *writer) styleLines() {
	for _, n := range w.nodes {
		w.style(n.ID, w.nodeStyle(n), n.Attrs)
	}
	for _, gr := range w.groups {
		s := gr.Style
		if !w.asWritten {
			s = w.styles.GroupText(gr)
		}
		w.style(gr.ID, s, gr.Attrs)
	}
	byDefault := w.linkDefaults()
	for i, e := range w.g.Edges() {
		w.linkStyle(i, e, byDefault)
	}
}

// nodeStyle returns the style that is stated for a node. In a graph that came
// from Mermaid classes are left to Mermaid, unless the style of a kind would
// win over them.
func (w *writer) nodeStyle(n *graph.Node) graph.Style {
	if !w.asWritten {
		return w.styles.NodeText(n)
	}
	if w.styles.NodeText(&graph.Node{Kind: n.Kind}).IsZero() {
		return n.Style
	}
	s := w.styles.NodeText(n)
	s.Color = w.g.Asked(n.Style, n.Classes).Color
	return s
}

func (w *writer) style(id string, s graph.Style, attrs graph.Attrs) {
	if p := joinStyle(properties(s), w.rawStyle(attrs, "style")); p != "" {
		w.styleLine("style " + w.names.ids[id] + " " + p)
	}
}

// styleLine writes a statement that ends in a property.
func (w *writer) styleLine(statement string) {
	if endsInEntity(statement + ";") {
		w.indent(1)
		w.WriteString(statement + "\n")
		return
	}
	w.line(1, statement)
}

// endsInEntity reports whether Mermaid takes the last semicolon of a line for
// the end of an entity: it drops the one behind "fill:#3", but not the one
// behind "fill: #3".
func endsInEntity(line string) bool {
	p := newPrepared(line)
	p = p.replace(lostSemicolons(p.text, "style"))
	p = p.replace(lostSemicolons(p.text, "classDef"))
	found := entities(p.text)
	return len(found) > 0 && found[len(found)-1].to == len(p.text)
}

func joinStyle(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "," + b
}

// dashes is how a dashed line is told from the dots of Mermaid's dotted ones.
const dashes = "6 4"

// linkStyle styles an edge by its number in the document. The line ends without
// a semicolon, which would make an entity of the colour before it.
func (w *writer) linkStyle(i int, e *graph.Edge, byDefault string) {
	p := w.edgeProperties(e)
	if p == byDefault {
		p = ""
	}
	curve := w.curve(e.Attrs)
	if p == "" && curve == "" {
		return
	}
	w.indent(1)
	w.WriteString("linkStyle " + strconv.Itoa(i) + curve)
	if p != "" {
		w.WriteString(" " + p)
	}
	w.WriteString("\n")
}

// seen reports whether an edge has looks: in a graph from Mermaid also one that
// is invisible.
func (w *writer) seen(e *graph.Edge) bool { return e.Line != graph.Invisible || w.asWritten }

func (w *writer) edgeProperties(e *graph.Edge) string {
	if !w.seen(e) {
		return "" // the style would show the line
	}
	s := e.Style
	if !w.asWritten {
		s = w.styles.EdgeText(e)
	}
	if s.Dash == "" && e.Line == graph.Dashed {
		s.Dash = dashes
	}
	if s.Fill != "" && !w.asWritten {
		s.Fill = "none" // of a class: Mermaid would fill the bend of the line
	}
	return joinStyle(properties(s), w.rawStyle(e.Attrs, "style"))
}

// properties returns a style as Mermaid writes it, empty for none.
func properties(s graph.Style) string {
	var out []string
	add := func(property, value string) {
		if value != "" {
			out = append(out, property+":"+value)
		}
	}
	add("fill", s.Fill)
	add("stroke", s.Stroke)
	if s.StrokeWidth > 0 {
		add("stroke-width", number(s.StrokeWidth)+"px")
	}
	add("color", s.Color)
	add("stroke-dasharray", dashArray(s.Dash))
	return strings.Join(out, ",")
}

// dashArray returns a dash pattern with its numbers as CSS has them. The graph
// is valid, so there is no error.
func dashArray(dash string) string {
	lengths, _ := graph.ParseDash(dash)
	out := make([]string, len(lengths))
	for i, l := range lengths {
		out[i] = number(l)
	}
	return strings.Join(out, " ")
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// classLines writes the classes of the graph that ask for anything, and who has
// which, in a line each so that their order stays.
func (w *writer) classLines() {
	for _, c := range w.g.Classes() {
		if p := joinStyle(properties(c.Style), w.rawStyle(w.g.Attrs, "classDef."+c.Name)); p != "" {
			w.styleLine("classDef " + w.names.classes[c.Name] + " " + p)
		}
	}
	byDefault := defaultClass(w.g)
	for _, n := range w.nodes {
		classes := n.Classes
		if byDefault {
			classes = classes[1:]
		}
		w.classes(w.names.ids[n.ID], classes)
	}
	for _, gr := range w.groups {
		w.classes(w.names.ids[gr.ID], gr.Classes)
	}
	for i, e := range w.g.Edges() {
		if w.seen(e) {
			w.classes(w.names.edges[i], e.Classes)
		}
	}
}

func (w *writer) classes(name string, classes []string) {
	for _, c := range classes {
		w.line(1, "class "+name+" "+w.names.classes[c])
	}
}
