// Package outline writes a graph as plain text, for a terminal, a mail, or a
// reader who does not see pictures: each node on a line, and below it on lines of
// their own where its edges lead.
package outline

import (
	"io"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/diag"
)

// Write writes the graph: its title, then the nodes in their order, those of a
// group below its name and two spaces to the right of it. A node or group whose
// name another one has too is followed by its id. Below a node stand its edges,
// with the signs that flows have in a topology file; invisible ones are left out.
//
// Each name is one line, and characters that a terminal would obey are shown as
// replacement signs. A graph that is not valid is not written: the error is that of
// [graph.Graph.Validate], or of w.
func Write(w io.Writer, g *graph.Graph) error {
	if err := g.Validate(); err != nil {
		return err
	}
	o := outline{names: names(g), from: make(map[string][]*graph.Edge)}
	for _, e := range g.Edges() {
		if e.LineOrSolid() != graph.Invisible {
			o.from[e.From] = append(o.from[e.From], e)
		}
	}
	if g.Title != "" {
		o.b.WriteString(line(g.Title) + "\n\n")
	}
	o.level(g.Tree(), "")
	if o.b.Len() == 0 {
		o.b.WriteByte('\n') // a text file ends in a line break
	}
	_, err := io.WriteString(w, o.b.String())
	return err
}

const step = "  "

// outline is a text on its way.
type outline struct {
	b     strings.Builder
	names map[string]string
	from  map[string][]*graph.Edge
}

func (o *outline) level(l *graph.Level, indent string) {
	for _, n := range l.Nodes {
		o.b.WriteString(indent + o.names[n.ID] + about(n.Kind, n.Subtitle) + "\n")
		o.edges(n.ID, indent+step)
	}
	for _, inner := range l.Levels {
		gr := inner.Group
		o.b.WriteString(indent + "[" + o.names[gr.ID] + "]" + about(gr.Kind, "") + "\n")
		o.edges(gr.ID, indent+step)
		o.level(inner, indent+step)
	}
}

func (o *outline) edges(from, indent string) {
	for _, e := range o.from[from] {
		o.b.WriteString(indent + sign(e) + " " + o.names[e.To])
		if e.Label != "" {
			o.b.WriteString(": " + line(e.Label))
		}
		o.b.WriteByte('\n')
	}
}

// about returns what stands behind a name. A subtitle that begins with the kind
// says it.
func about(kind, subtitle string) string {
	if len(subtitle) >= len(kind) && strings.EqualFold(subtitle[:len(kind)], kind) {
		kind = ""
	}
	var parts []string
	for _, p := range []string{kind, subtitle} {
		if p != "" {
			parts = append(parts, line(p))
		}
	}
	if parts == nil {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// names returns what nodes and groups are called, by their ids.
func names(g *graph.Graph) map[string]string {
	out := make(map[string]string)
	count := make(map[string]int)
	for _, n := range g.Nodes() {
		out[n.ID] = line(n.Text())
		count[out[n.ID]]++
	}
	for _, gr := range g.Groups() {
		out[gr.ID] = line(gr.Text())
		count[out[gr.ID]]++
	}
	for id, name := range out {
		if count[name] > 1 {
			out[id] = name + " (id " + line(id) + ")"
		}
	}
	return out
}

// sign returns an edge as it is drawn.
func sign(e *graph.Edge) string {
	shaft := map[graph.Line]string{graph.Dashed: "..", graph.Dotted: "..", graph.Thick: "=="}[e.LineOrSolid()]
	if shaft == "" {
		shaft = "--"
	}
	head, tail := e.Ends()
	switch {
	case head != graph.ArrowNone && tail != graph.ArrowNone:
		return "<" + strings.TrimPrefix(shaft, "-") + ">"
	case head != graph.ArrowNone:
		return strings.TrimPrefix(shaft, "-") + ">"
	case tail != graph.ArrowNone:
		return "<" + strings.TrimPrefix(shaft, "-")
	}
	return shaft
}

// line returns a text on one line, in a form that a terminal does not obey.
func line(text string) string {
	var b strings.Builder
	for _, c := range strings.ReplaceAll(text, "\n", " ") {
		b.WriteString(diag.Visible(c))
	}
	return b.String()
}
