package view

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/topodraw/topodraw/graph"
)

// The most that is shown of a text, in characters, and of evidence, in lines.
// Attributes have all of it.
const (
	maxLabel   = 120
	maxTooltip = 12
)

// denied is the colour of traffic that no policy allows.
const (
	deniedStroke = "#e5484d"
	dashes       = "5 2" // as Graphviz has them
)

// compare is the order of the nodes: whatever the rest of the picture has in it,
// two of them stand in the same order.
func (v *vertex) compare(other *vertex) int {
	return cmp.Or(cmp.Compare(v.rank, other.rank), cmp.Compare(v.namespace, other.namespace),
		cmp.Compare(v.name, other.name), cmp.Compare(v.order, other.order), cmp.Compare(v.id, other.id))
}

func (s *sketch) sorted() []*vertex {
	var out []*vertex
	for _, v := range s.vertices {
		out = append(out, v)
	}
	slices.SortFunc(out, (*vertex).compare)
	return out
}

func (s *sketch) sortedEdges() []*edge {
	var out []*edge
	for _, e := range s.edges {
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b *edge) int {
		return cmp.Or(a.from.compare(b.from), a.to.compare(b.to), cmp.Compare(a.relation, b.relation),
			comparePorts(a.port, b.port), cmp.Compare(a.label, b.label))
	})
	return out
}

// comparePorts orders numbers by their size.
func comparePorts(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }

// graph returns the picture in order.
func (s *sketch) graph() *graph.Graph {
	g := graph.New("")
	vertices := s.sorted()
	in := s.addGroups(g, vertices)
	for _, v := range vertices {
		n := g.AddNode(v.id, plain(v.kind))
		n.Label, n.Subtitle, n.Tooltip = plain(clip(v.label, maxLabel)), plain(clip(v.subtitle, maxLabel)), plain(v.tooltip)
		n.Group, n.Attrs = in[v], plainAttrs(v.attrs)
		if n.Label == n.ID {
			n.Label = ""
		}
		if v.dashed {
			n.Style.Dash = dashes
		}
		if v.object != nil {
			n.Pos = v.object.At()
		}
	}
	for _, e := range s.sortedEdges() {
		e.add(g)
	}
	return g
}

func (e *edge) add(g *graph.Graph) {
	label := e.label
	if e.denied != "" {
		label = lines(label, "denied by NetworkPolicy "+e.denied)
	}
	out := g.AddEdge(e.from.id, e.to.id, plain(clip(label, 2*maxLabel)))
	out.Line, out.Head = e.line, e.head
	if e.denied != "" {
		out.Line, out.Style = graph.Dashed, graph.Style{Stroke: deniedStroke}
	}
	out.Attrs = plainAttrs(e.attrs())
	if !e.plain {
		out.Tooltip = plain(e.tooltip())
	}
}

func (e *edge) attrs() graph.Attrs {
	attrs := graph.Attrs{{Key: "relation", Value: e.relation}}
	policy := e.policy
	if e.denied != "" {
		policy = "denied"
	}
	for _, a := range []graph.Attr{
		{Key: "port", Value: e.port}, {Key: "portName", Value: e.portName}, {Key: "targetPort", Value: e.target},
		{Key: "targetPortName", Value: e.targetName}, {Key: "confidence", Value: e.confidence},
		{Key: "evidence", Value: strings.Join(e.evidence, "\n")}, {Key: "policy", Value: policy},
	} {
		if a.Value != "" {
			attrs.Set(a.Key, a.Value)
		}
	}
	if e.merged > 1 {
		attrs.Set(graph.AttrMerged, itoa(e.merged))
	}
	return attrs
}

func (e *edge) tooltip() string {
	shown := make([]string, len(e.evidence))
	for i, line := range e.evidence {
		shown[i] = clip(line, 2*maxLabel)
	}
	denied := ""
	if e.denied != "" {
		denied = "denied by NetworkPolicy " + e.denied
	}
	return lines(few(shown, maxTooltip, "\n"), e.confidence, denied)
}

func plainAttrs(attrs graph.Attrs) graph.Attrs {
	out := make(graph.Attrs, len(attrs))
	for i, a := range attrs {
		out[i] = graph.Attr{Key: a.Key, Value: plain(a.Value)}
	}
	return out
}

// plain returns a text that every format can hold: what none can is replaced.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(text, string(unicode.ReplacementChar)))
}
