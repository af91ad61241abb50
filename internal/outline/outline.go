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

// Write writes the graph: its title and description, then the nodes in their order,
// those of a group below its name and two spaces to the right of it. Below a node
// stand its edges, with the signs that flows have in a topology file, and x and o for
// a cross and a circle at an end; invisible ones are left out. Where several have one
// name, what they are stands behind it, or else the id. Links, tooltips, looks and
// free attributes are not written.
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
	for _, text := range []string{g.Title, g.Description} {
		if text != "" {
			o.b.WriteString(line(text) + "\n\n")
		}
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
		o.b.WriteString(indent + o.headline(n) + "\n")
		o.edges(n.ID, indent+step)
	}
	for _, inner := range l.Levels {
		gr := inner.Group
		o.b.WriteString(indent + "[" + o.names[gr.ID] + "]" + about(gr.Kind, "") + "\n")
		o.edges(gr.ID, indent+step)
		o.level(inner, indent+step)
	}
}

// headline returns the name of a node with all that is said of it.
func (o *outline) headline(n *graph.Node) string {
	if name := shown(n.Text()); o.names[n.ID] == name+" ("+brief(n.Kind, n.Subtitle)+")" {
		return name + about(n.Kind, n.Subtitle)
	}
	return o.names[n.ID] + about(n.Kind, n.Subtitle)
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

// brief is the least that tells what a node is: the first word of its subtitle, or
// its kind.
func brief(kind, subtitle string) string {
	if words := strings.Fields(line(subtitle)); len(words) > 0 {
		return words[0]
	}
	return line(kind)
}

// names returns what nodes and groups are called, by their ids: what they show or,
// where others show the same, that and what they are, or that and the id.
func names(g *graph.Graph) map[string]string {
	plain, long := make(map[string]string), make(map[string]string)
	count := make(map[string]int)
	add := func(id, text, what string) {
		plain[id] = shown(text)
		long[id] = plain[id] + " (" + what + ")"
		count[plain[id]]++
		count[long[id]]++
	}
	for _, n := range g.Nodes() {
		add(n.ID, n.Text(), brief(n.Kind, n.Subtitle))
	}
	for _, gr := range g.Groups() {
		add(gr.ID, gr.Text(), line(gr.Kind))
	}
	out := make(map[string]string)
	for id, name := range plain {
		switch {
		case name == "":
			out[id] = "(id " + line(id) + ")"
		case count[name] == 1:
			out[id] = name
		case count[long[id]] == 1 && long[id] != name+" ()":
			out[id] = long[id]
		default:
			out[id] = name + " (id " + line(id) + ")"
		}
	}
	return out
}

// sign returns an edge as it is drawn. An arrow takes the place of one dash.
func sign(e *graph.Edge) string {
	shaft := map[graph.Line]string{graph.Dashed: "..", graph.Dotted: "..", graph.Thick: "=="}[e.LineOrSolid()]
	if shaft == "" {
		shaft = "--"
	}
	head, tail := e.Ends()
	out := end(tail, "<") + shaft + end(head, ">")
	return strings.NewReplacer("<-->", "<->", "-->", "->", "<--", "<-").Replace(out)
}

// end is the sign of an end of an edge.
func end(a graph.Arrow, normal string) string {
	switch a {
	case graph.ArrowNone:
		return ""
	case graph.ArrowCross:
		return "x"
	case graph.ArrowCircle:
		return "o"
	}
	return normal
}

// shown returns the text of a node or group, and nothing for one of blanks.
func shown(text string) string { return strings.TrimSpace(line(text)) }

// line returns a text on one line, in a form that a terminal does not obey.
func line(text string) string { return diag.Text(strings.ReplaceAll(text, "\n", " ")) }
