package scene

import (
	"fmt"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// describedEdges is how many edges a description names: more would not be
// listened to.
const describedEdges = 40

// describe tells a reader who cannot see the picture what is on it: the
// graph's own description, or else who talks to whom.
func describe(g *graph.Graph) string {
	if g.Description != "" {
		return g.Description
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s.", count(len(g.Nodes()), "node"), count(len(g.Edges()), "edge"))
	named := 0
	for _, e := range g.Edges() {
		if e.Line == graph.Invisible {
			continue
		}
		if named++; named > describedEdges {
			b.WriteString(" And more.")
			break
		}
		b.WriteString(" " + relation(g, e) + ".")
	}
	return b.String()
}

// relation says in words who an edge leads from and to.
func relation(g *graph.Graph, e *graph.Edge) string {
	s := textOf(g, e.From) + " to " + textOf(g, e.To)
	if e.Label != "" {
		s += ": " + oneLine(e.Label)
	}
	return s
}

func textOf(g *graph.Graph, id string) string {
	if n := g.Node(id); n != nil {
		return oneLine(n.Text())
	}
	return oneLine(g.Group(id).Text())
}

// oneLine keeps a text short and on one line.
func oneLine(s string) string {
	const most = 80
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) > most {
		r = append(r[:most], '…')
	}
	return string(r)
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
