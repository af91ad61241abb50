package layouttest

import (
	"strings"
	"unicode/utf8"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// Measure returns the problem of a graph, with sizes that depend on the texts as
// they do in a drawing: lines have about 7 px a character and are wrapped.
func Measure(g *graph.Graph) *layout.Problem {
	p := &layout.Problem{Graph: g, Direction: g.Direction.OrDown()}
	for _, n := range g.Nodes() {
		s := block(n.Text())
		p.NodeSize = append(p.NodeSize, layout.Size{W: s.W + 30, H: s.H + 22})
	}
	for _, e := range g.Edges() {
		p.LabelSize = append(p.LabelSize, block(e.Label))
	}
	for _, gr := range g.Groups() {
		p.TitleSize = append(p.TitleSize, block(gr.Text()))
	}
	return p
}

func block(text string) layout.Size {
	const columns = 24
	if text == "" {
		return layout.Size{}
	}
	var s layout.Size
	for line := range strings.SplitSeq(text, "\n") {
		n := utf8.RuneCountInString(line)
		s.W = max(s.W, 7*float64(min(n, columns)))
		s.H += 17 * float64(max(1, (n+columns-1)/columns))
	}
	return s
}
