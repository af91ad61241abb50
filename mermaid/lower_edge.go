package mermaid

import (
	"slices"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// linkKind is what a link looks like.
type linkKind struct {
	line       graph.Line
	head, tail graph.Arrow
	length     int
	mixed      bool // the two halves say different things
}

// maxLength is the longest a link can be.
const maxLength = 10

// kindOf tells what a link looks like from how it is written.
func kindOf(s linkSyntax) linkKind {
	k := endKind(s.end)
	if s.start != "" {
		arrow, line := startKind(s.start)
		switch {
		case line != k.line, arrow != graph.ArrowNone && (arrow != k.head || k.tail != ""):
			return linkKind{length: 1, mixed: true}
		case arrow != graph.ArrowNone && k.tail == "":
			k.tail = arrow
		}
	}
	k.length = min(max(k.length, 1), maxLength)
	if k.line == graph.Invisible {
		k.head, k.tail = "", ""
	}
	if k.head == graph.ArrowNormal {
		k.head = ""
	}
	return k
}

// endKind reads a whole link, or its second half.
func endKind(s string) linkKind {
	line := s[:len(s)-1]
	k := linkKind{head: arrowOf(s[len(s)-1])}
	if k.head != graph.ArrowNone && tailOf(s[0]) == k.head {
		k.tail = k.head
		line = line[1:]
	}
	k.length = len(line) - 1
	switch {
	case strings.HasPrefix(line, "="):
		k.line = graph.Thick
	case strings.HasPrefix(line, "~"):
		k.line = graph.Invisible
	}
	if dots := strings.Count(line, "."); dots > 0 {
		k.line, k.length = graph.Dotted, dots
	}
	return k
}

// startKind reads the first half of a link.
func startKind(s string) (graph.Arrow, graph.Line) {
	line := graph.Line("")
	switch {
	case strings.Contains(s, "."):
		line = graph.Dotted
	case strings.Contains(s, "="):
		line = graph.Thick
	}
	return tailOf(s[0]), line
}

func arrowOf(c byte) graph.Arrow {
	switch c {
	case '>':
		return graph.ArrowNormal
	case 'x':
		return graph.ArrowCross
	case 'o':
		return graph.ArrowCircle
	}
	return graph.ArrowNone
}

func tailOf(c byte) graph.Arrow {
	if c == '<' {
		return graph.ArrowNormal
	}
	if c == '>' {
		return graph.ArrowNone
	}
	return arrowOf(c)
}

// generated are the ids that Mermaid gives to edges without one, L_A_B_0 for the
// first between A and B, then L_A_B_2 and so on. They are made when something
// asks for one.
type generated struct {
	byID map[string]*edge
	seen map[[2]string]int
	next int
}

func (ids *generated) find(id string, edges []*edge) *edge {
	if ids.byID == nil {
		ids.byID, ids.seen = make(map[string]*edge), make(map[[2]string]int)
	}
	for ; ids.next < len(edges); ids.next++ {
		e := edges[ids.next]
		ends := [2]string{e.start, e.end}
		n := ids.seen[ends]
		ids.seen[ends]++
		if n > 0 {
			n++
		}
		name := "L_" + e.start + "_" + e.end + "_" + strconv.Itoa(n)
		if e.id == "" && ids.byID[name] == nil {
			ids.byID[name] = e
		}
	}
	return ids.byID[id]
}

func itoa(n int) string { return strconv.Itoa(n) }

// linkStyle styles edges by their numbers, or all of them.
func (l *lowering) linkStyle(s linkStyleStatement) {
	if len(s.links) == 0 {
		if s.interpolate != "" {
			l.defaultCurve = s.interpolate
		}
		if s.style != nil {
			l.defaultStyle = s.style
		}
		return
	}
	for _, index := range s.links {
		i, err := strconv.Atoi(index.number)
		if err != nil || i >= len(l.edges) || itoa(i) != index.number {
			l.in.problem(index.at, "links are counted from 0, and before the statement", "there is no link "+index.number)
			continue
		}
		e := l.edges[i]
		if s.interpolate != "" {
			e.curve = s.interpolate
		}
		if s.style != nil {
			e.styles = s.style
		}
	}
}

// edgeData takes what is said of an edge between @{ and }.
func (l *lowering) edgeData(e *edge, at int, values []datum) {
	for _, d := range values {
		switch d.key {
		case "animate", "animation":
			e.attrs.Set("mermaid."+d.key, d.value)
		case "curve":
			e.curve = d.value
		case "step":
			if n, err := strconv.Atoi(d.value); err == nil && n > 0 {
				e.attrs.Set("mermaid.step", d.value)
				continue
			}
			l.in.tell(at, "Mermaid ignores the step of an edge that is no number from 1 on")
		default:
			l.in.tell(at, "Mermaid ignores %q of an edge", d.key)
		}
	}
}

// stated returns the properties of a style that are more than white space.
func stated(style []string) []string {
	return slices.DeleteFunc(slices.Clone(style), func(p string) bool { return trim(p) == "" })
}
