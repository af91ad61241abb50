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
	for _, n := range w.g.Nodes() {
		w.style(n.ID, w.styles.NodeText(n))
	}
	for _, gr := range w.g.Groups() {
		w.style(gr.ID, w.styles.GroupText(gr))
	}
	for i, e := range w.g.Edges() {
		w.linkStyle(i, e)
	}
}

func (w *writer) style(id string, s graph.Style) {
	if p := properties(s); p != "" {
		w.line(1, "style "+w.names.ids[id]+" "+p)
	}
}

// dashes is how a dashed line is told from the dots of Mermaid's dotted ones.
const dashes = "6 4"

// linkStyle styles an edge by its number in the document. The line ends without
// a semicolon, which would make an entity of the colour before it.
func (w *writer) linkStyle(i int, e *graph.Edge) {
	if e.Line == graph.Invisible {
		return // the style would show the line
	}
	s := w.styles.EdgeText(e)
	if s.Dash == "" && e.Line == graph.Dashed {
		s.Dash = dashes
	}
	if s.Fill != "" {
		s.Fill = "none" // of a class: Mermaid would fill the bend of the line
	}
	if p := properties(s); p != "" {
		w.indent(1)
		w.WriteString("linkStyle " + strconv.Itoa(i) + " " + p + "\n")
	}
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
		if p := properties(c.Style); p != "" {
			w.line(1, "classDef "+w.names.classes[c.Name]+" "+p)
		}
	}
	for _, n := range w.g.Nodes() {
		w.classes(w.names.ids[n.ID], n.Classes)
	}
	for _, gr := range w.g.Groups() {
		w.classes(w.names.ids[gr.ID], gr.Classes)
	}
	for i, e := range w.g.Edges() {
		if e.Line != graph.Invisible {
			w.classes(w.names.edges[i], e.Classes)
		}
	}
}

func (w *writer) classes(name string, classes []string) {
	for _, c := range classes {
		w.line(1, "class "+name+" "+w.names.classes[c])
	}
}

// clickLines writes links and tooltips of nodes. A tooltip without a link needs
// a callback: void can be no function of the page.
func (w *writer) clickLines() {
	for _, n := range w.g.Nodes() {
		if n.Link == "" && n.Tooltip == "" {
			continue
		}
		statement := "click " + w.names.ids[n.ID] + " call void()"
		if n.Link != "" {
			statement = "click " + w.names.ids[n.ID] + ` href "` + escapeURL(n.Link) + `"`
		}
		if n.Tooltip != "" {
			statement += " " + quotedTooltip(n.Tooltip)
		}
		w.line(1, statement)
	}
}
