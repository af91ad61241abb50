package delta

import (
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube"
)

// settled returns a graph to compare. A graph of manifests is copied without what
// changes when a line is inserted or a file is moved: the attribute source, the
// places at the end of evidence, and the tooltips that are made of both.
func settled(g *graph.Graph) *graph.Graph {
	if !kube.Derived(g) {
		return g
	}
	plain := kube.Plain(g)
	g = g.HideKinds() // a copy
	for i, n := range g.Nodes() {
		n.Tooltip, n.Attrs = plain.Nodes()[i].Tooltip, withoutPlaces(n.Attrs)
	}
	for i, e := range g.Edges() {
		e.Tooltip, e.Attrs = plain.Edges()[i].Tooltip, withoutPlaces(e.Attrs)
	}
	for _, gr := range g.Groups() {
		gr.Attrs = withoutPlaces(gr.Attrs)
	}
	return g
}

// withoutPlaces changes attributes, which are the caller's own.
func withoutPlaces(attrs graph.Attrs) graph.Attrs {
	attrs = slices.DeleteFunc(attrs, func(a graph.Attr) bool { return a.Key == "source" })
	for i, a := range attrs {
		if a.Key != "evidence" {
			continue
		}
		lines := strings.Split(a.Value, "\n")
		for j, line := range lines {
			lines[j] = withoutPlace(line)
		}
		// They come in the order of their places.
		slices.Sort(lines)
		attrs[i].Value = strings.Join(slices.Compact(lines), "\n")
	}
	return attrs
}

// withoutPlace cuts " (file:line)" off the end of a line.
func withoutPlace(line string) string {
	at := strings.LastIndex(line, " (")
	if at < 0 || !strings.HasSuffix(line, ")") {
		return line
	}
	place := line[at+2 : len(line)-1]
	colon := strings.LastIndexByte(place, ':')
	if colon < 0 || strings.Trim(place[colon+1:], "0123456789") != "" || colon == len(place)-1 {
		return line
	}
	return line[:at]
}
