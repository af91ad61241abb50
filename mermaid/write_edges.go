package mermaid

import (
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// link is an edge as Mermaid can write it: with a sign at its end, or the same
// sign at both.
type link struct {
	from, to string
	op       string
	// reversed is set where from and to are swapped, as a sign at the start
	// alone cannot be written.
	reversed bool
	// mixed is set where the sign at the start had to be left out.
	mixed bool
}

func newLink(e *graph.Edge) link {
	l := link{from: e.From, to: e.To}
	head, tail := e.Ends()
	switch {
	case e.Line == graph.Invisible:
		l.op = lengthen("~~~", e)
		return l
	case head == graph.ArrowNone && tail != graph.ArrowNone:
		l.from, l.to, l.reversed = e.To, e.From, true
		head, tail = tail, head
	case tail != graph.ArrowNone && tail != head:
		l.mixed = true
		tail = graph.ArrowNone
	}
	l.op = lengthen(operator(e.LineOrSolid(), head, tail), e)
	return l
}

// lengthen makes a link as long as it was in Mermaid.
func lengthen(op string, e *graph.Edge) string {
	length, _ := e.Attrs.Get("mermaid.length")
	n, err := strconv.Atoi(length)
	if err != nil || n < 2 || n > maxLength {
		return op
	}
	i := strings.IndexAny(op, ".")
	if i < 0 {
		i = strings.IndexAny(op, "-=~")
	}
	return op[:i] + strings.Repeat(op[i:i+1], n-1) + op[i:]
}

// operator returns the arrow of an edge with a sign at its head, and at its
// tail none or the same. A dashed line is a solid one with a style: Mermaid has
// no sign for it.
func operator(line graph.Line, head, tail graph.Arrow) string {
	stem, open := "--", "-"
	switch line {
	case graph.Dotted:
		stem, open = "-.-", ""
	case graph.Thick:
		stem, open = "==", "="
	}
	switch head {
	case graph.ArrowCircle:
		stem += "o"
	case graph.ArrowCross:
		stem += "x"
	case graph.ArrowNormal:
		stem += ">"
	default:
		stem += open
	}
	switch tail {
	case graph.ArrowCircle:
		return "o" + stem
	case graph.ArrowCross:
		return "x" + stem
	case graph.ArrowNormal:
		return "<" + stem
	}
	return stem
}

// edges writes the edges. There are spaces around every arrow: without them it
// takes letters off the ids.
func (w *writer) edges() {
	for i, e := range w.g.Edges() {
		l := w.links[i]
		statement := w.names.ids[l.from] + " "
		if name := w.names.edges[i]; name != "" {
			statement += name + "@"
		}
		statement += l.op
		if e.Label != "" && w.seen(e) {
			statement += "|" + w.label(e.Label, e.Attrs) + "|"
		}
		w.line(1, statement+" "+w.names.ids[l.to])
	}
}
