package roundtrip_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/theme"
)

// picture is what a graph shows, without its order.
type picture struct {
	direction graph.Direction
	about     string
	nodes     map[string]box
	groups    map[string]box
	edges     []line
}

type box struct {
	text, in      string
	shape         graph.Shape
	link, tooltip string
	style         paint
}

type line struct {
	from, to, label string
	line            graph.Line
	head, tail      graph.Arrow
	style           paint
}

// paint is a style as far as both languages have it: DOT has dashes, and no
// pattern of them.
type paint struct {
	fill, stroke, color graph.Color
	width               float64
	dashed              bool
}

func look(t *testing.T, g *graph.Graph) picture {
	t.Helper()
	th, err := theme.For(g, nil)
	require.NoError(t, err)
	styles := theme.NewResolver(g, th)
	p := picture{direction: g.Direction.OrDown(), about: g.Description, nodes: map[string]box{}, groups: map[string]box{}}
	for _, n := range g.Nodes() {
		p.nodes[n.ID] = box{n.FullText(), n.Group, styles.Shape(n), address(n.Link), n.Tooltip, painted(t, styles.Node(n))}
	}
	for _, gr := range g.Groups() {
		p.groups[gr.ID] = box{gr.Text(), gr.Parent, "", address(gr.Link), gr.Tooltip, painted(t, styles.Group(gr))}
	}
	for _, e := range g.Edges() {
		head, tail := e.Ends()
		style := styles.Edge(e)
		style.Fill = "" // DOT has none
		p.edges = append(p.edges, line{e.From, e.To, e.Label, e.LineOrSolid(), head, tail, painted(t, style)})
	}
	return p
}

// address returns a link as DOT spells it.
func address(link string) string { return strings.ReplaceAll(graph.EncodeLink(link), "'", "%27") }

func painted(t *testing.T, s graph.Style) paint {
	t.Helper()
	dash, err := graph.ParseDash(s.Dash)
	require.NoError(t, err)
	return paint{colour(t, s.Fill), colour(t, s.Stroke), colour(t, s.Color), math.Round(s.StrokeWidth * 100), len(dash) > 0}
}

func colour(t *testing.T, s string) graph.Color {
	t.Helper()
	if s == "" {
		return graph.Color{}
	}
	c, err := graph.ParseColor(s)
	require.NoError(t, err)
	if c.A == 0 {
		return graph.Color{}
	}
	return c
}
