package dot_test

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/dot"
	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/theme"
)

// flat is a graph as it can be compared: what has several spellings in one of
// them, and the nodes and groups in the order of the nesting.
type flat struct {
	Title, Description string
	Direction          graph.Direction
	Theme              string
	Attrs              graph.Attrs
	Classes            []graph.Class
	Nodes              []graph.Node
	Groups             []graph.Group
	Edges              []graph.Edge
}

// flatten spells a graph in one way. What the theme gives anyway is left out.
func flatten(t testing.TB, g *graph.Graph) flat {
	t.Helper()
	th, err := theme.For(g, nil)
	require.NoError(t, err)
	look := theme.NewResolver(g, th)
	f := flat{Title: g.Title, Description: g.Description, Direction: g.Direction, Theme: g.Theme, Attrs: sorted(g.Attrs)}
	if f.Direction == graph.Down {
		f.Direction = ""
	}
	for _, c := range g.Classes() {
		f.Classes = append(f.Classes, graph.Class{Name: c.Name, Style: c.Style})
	}
	var walk func(l *graph.Level)
	walk = func(l *graph.Level) {
		for _, n := range l.Nodes {
			bare := &graph.Node{Kind: n.Kind, Classes: n.Classes}
			flatNode := graph.Node{
				ID: n.ID, Kind: n.Kind, Label: labelOf(n.Label, n.ID), Subtitle: n.Subtitle, Group: n.Group, Shape: look.Shape(n),
				Classes: n.Classes, Link: linkOf(n.Link), Tooltip: n.Tooltip, Icon: n.Icon, Attrs: sorted(n.Attrs),
				Style: styleOf(n.Style, look.Node(bare), look.Node(&graph.Node{Kind: n.Kind, Classes: n.Classes, Style: graph.Style{Fill: n.Style.Fill}})),
			}
			f.Nodes = append(f.Nodes, flatNode)
		}
		for _, inner := range l.Levels {
			gr := inner.Group
			bare := &graph.Group{Classes: gr.Classes}
			f.Groups = append(f.Groups, graph.Group{
				ID: gr.ID, Kind: gr.Kind, Label: labelOf(gr.Label, gr.ID), Parent: gr.Parent, Direction: gr.Direction,
				Classes: gr.Classes, Link: linkOf(gr.Link), Tooltip: gr.Tooltip, Attrs: sorted(gr.Attrs),
				Style: styleOf(gr.Style, look.Group(bare), look.Group(&graph.Group{Classes: gr.Classes, Style: graph.Style{Fill: gr.Style.Fill}})),
			})
			walk(inner)
		}
	}
	walk(g.Tree())
	for _, e := range g.Edges() {
		head, tail := e.Ends()
		given := look.Edge(&graph.Edge{Classes: e.Classes})
		if e.Line == graph.Thick && g.Asked(graph.Style{}, e.Classes).StrokeWidth == 0 {
			given.StrokeWidth *= 2
		}
		own := e.Style
		own.Fill = "" // an edge has no inside
		given.Fill = ""
		f.Edges = append(f.Edges, graph.Edge{
			ID: e.ID, From: e.From, To: e.To, Label: e.Label, Line: e.LineOrSolid(), Head: head, Tail: tail,
			Classes: e.Classes, Link: linkOf(e.Link), Tooltip: e.Tooltip, Attrs: sorted(e.Attrs),
			Style: styleOf(own, given, given),
		})
	}
	return f
}

// requireSame compares element by element, so that a difference is short.
func requireSame(t *testing.T, want, got *graph.Graph, who string) {
	t.Helper()
	w, g := flatten(t, want), flatten(t, got)
	require.Equal(t, [3]int{len(w.Nodes), len(w.Groups), len(w.Edges)}, [3]int{len(g.Nodes), len(g.Groups), len(g.Edges)}, who)
	for i := range w.Nodes {
		require.Equal(t, w.Nodes[i], g.Nodes[i], who)
	}
	for i := range w.Groups {
		require.Equal(t, w.Groups[i], g.Groups[i], who)
	}
	for i := range w.Edges {
		require.Equal(t, w.Edges[i], g.Edges[i], who)
	}
	w.Nodes, w.Groups, w.Edges, g.Nodes, g.Groups, g.Edges = nil, nil, nil, nil, nil, nil
	require.Equal(t, w, g, who)
}

func labelOf(label, id string) string {
	if label == id {
		return ""
	}
	return label
}

func linkOf(link string) string {
	return strings.ReplaceAll(graph.EncodeLink(link), "'", "%27")
}

func sorted(attrs graph.Attrs) graph.Attrs {
	if len(attrs) == 0 {
		return nil
	}
	out := slices.Clone(attrs)
	slices.SortFunc(out, func(a, b graph.Attr) int { return strings.Compare(a.Key, b.Key) })
	return out
}

func styleOf(own, given, onFill graph.Style) graph.Style {
	one := func(own, given string) string {
		if own == "" || colorOf(own) == colorOf(given) {
			return ""
		}
		return colorOf(own)
	}
	st := graph.Style{Fill: one(own.Fill, given.Fill), Stroke: one(own.Stroke, given.Stroke), Color: one(own.Color, onFill.Color)}
	if own.StrokeWidth != given.StrokeWidth {
		st.StrokeWidth = own.StrokeWidth
	}
	if own.Dash != given.Dash {
		st.Dash = own.Dash
	}
	return st
}

func colorOf(s string) string {
	c, err := graph.ParseColor(s)
	if err != nil {
		return s
	}
	if c.A == 0 {
		return "none"
	}
	return fmt.Sprint(c)
}

func read(t testing.TB, text string) (*graph.Graph, []string) {
	t.Helper()
	var warnings []string
	g, err := dot.Read(strings.NewReader(text), "x.gv", dot.ReadOptions{Warn: func(d graph.Diagnostic) { warnings = append(warnings, d.Error()) }})
	require.NoError(t, err, text[:min(len(text), 3000)])
	require.NoError(t, g.Validate(), text[:min(len(text), 3000)])
	return g, warnings
}

func print(t testing.TB, g *graph.Graph) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, dot.Write(&b, g, dot.Options{}))
	return b.String()
}

// requireRoundTrip holds that a graph is the same when it was written and read.
func requireRoundTrip(t *testing.T, g *graph.Graph, who string) {
	t.Helper()
	text := print(t, g)
	got, warnings := read(t, text)
	require.Empty(t, warnings, text[:min(len(text), 3000)])
	requireSame(t, g, got, who)
	require.Equal(t, text, print(t, got), who)
}

func TestRoundTripOfRandomGraphs(t *testing.T) {
	t.Parallel()
	for seed := range uint64(600) {
		g := graphtest.Random(seed)
		g.Theme = append(theme.Names(), "")[seed%5]
		if !holds(t, g) {
			continue
		}
		requireRoundTrip(t, g, fmt.Sprint("seed ", seed))
	}
}

// holds reports whether DOT can hold all ids of a graph.
func holds(t testing.TB, g *graph.Graph) bool {
	t.Helper()
	ok := true
	require.NoError(t, dot.Write(io.Discard, g, dot.Options{Warn: func(d graph.Diagnostic) {
		ok = ok && !strings.Contains(d.Message, "cannot hold")
	}}))
	return ok
}

func TestRoundTripOfFamilies(t *testing.T) {
	t.Parallel()
	for name, family := range graphtest.Families() {
		for seed := range uint64(20) {
			requireRoundTrip(t, family(seed), fmt.Sprint(name, seed))
		}
	}
	requireRoundTrip(t, graphtest.Services(300), "services")
}
