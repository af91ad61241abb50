package graph_test

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
)

// small returns a valid graph: A -> B, with B in the group G.
func small() *graph.Graph {
	g := graph.New("T")
	a := g.AddNode("A", "pod")
	b := g.AddGroup("G", "Group").AddNode("B", "")
	a.To(b, "calls")
	return g
}

func TestValidate(t *testing.T) {
	t.Parallel()
	require.NoError(t, small().Validate())
	require.NoError(t, new(graph.Graph).Validate())
	for _, tt := range []struct {
		name   string
		change func(g *graph.Graph)
		want   []string
	}{
		{"no id", func(g *graph.Graph) { g.AddNode("", ""); g.AddGroup("", "") }, []string{"a node has no id", "a group has no id"}},
		{"node twice", func(g *graph.Graph) {
			g.Node("A").Pos = graph.Pos{File: "f", Line: 2, Col: 3}
			g.AddNode("A", "").Pos = graph.Pos{File: "f", Line: 9}
		}, []string{`f:9: the id "A" is used twice, first at f:2:3`}},
		{"node and group", func(g *graph.Graph) { g.AddGroup("A", "") }, []string{`the id "A" is used twice`}},
		{"changed ids", func(g *graph.Graph) { g.Node("A").ID = "C"; g.Group("G").ID = "H" }, []string{
			`the id of node "C" was changed after it was added`,
			`the id of group "H" was changed after it was added`,
		}},
		{"no such end", func(g *graph.Graph) { g.AddEdge("A", "X", ""); g.AddEdge("Y", "Y", "") }, []string{
			`edge "A" to "X": there is no node or group "X"`,
			`edge "Y" to "Y": there is no node or group "Y"`,
		}},
		{"no such group", func(g *graph.Graph) { g.Node("A").Group = "X"; g.Group("G").Parent = "B" }, []string{
			`node "A": there is no group "X"`,
			`group "G": there is no group "B"`,
		}},
		{"group in itself", func(g *graph.Graph) { g.Group("G").Parent = "G" }, []string{`group "G" contains itself`}},
		{"circle", func(g *graph.Graph) { g.Group("G").Parent = "H"; g.AddGroup("H", "").Parent = "G" }, []string{`group "G" contains itself`}},
		{"enums", func(g *graph.Graph) {
			g.Direction = "TD"
			g.Node("A").Shape = "rect"
			g.Group("G").Direction = "dwon"
			e := g.Edges()[0]
			e.Line, e.Head, e.Tail = "wavy", "big", "small"
		}, []string{
			`the graph: "TD" is not a direction`,
			`node "A": "rect" is not a shape`,
			`group "G": "dwon" is not a direction`,
			`edge "A" to "B": "wavy" is not a line`,
			`edge "A" to "B": "big" is not an arrow`,
			`edge "A" to "B": "small" is not an arrow`,
		}},
		{"styles", func(g *graph.Graph) {
			g.Node("A").Style = graph.Style{Fill: "rgb(0,0,0)", Stroke: "#12", StrokeWidth: -1, Dash: "5 x"}
			g.Group("G").Style.Color = "var(--x)"
			g.Edges()[0].Style.StrokeWidth = math.NaN()
			g.AddClass("c", graph.Style{StrokeWidth: 101})
		}, []string{
			`class "c": a stroke width is 0 to 100 px, not 101`,
			`node "A": "rgb(0,0,0)" is not a colour: write #rgb, #rrggbb or a CSS colour name`,
			`node "A": "#12" is not a colour: # takes 3, 4, 6 or 8 hexadecimal digits`,
			`node "A": a stroke width is 0 to 100 px, not -1`,
			`node "A": "5 x" is not a dash pattern: write lengths in px, such as "5 3"`,
			`group "G": "var(--x)" is not a colour: write #rgb, #rrggbb or a CSS colour name`,
			`edge "A" to "B": a stroke width is 0 to 100 px, not NaN`,
		}},
		{"classes", func(g *graph.Graph) {
			g.AddClass("two words", graph.Style{})
			g.AddClass("c", graph.Style{})
			g.AddClass("c", graph.Style{})
			g.Node("A").Classes = []string{"c", "", "a b", "undefined"}
		}, []string{
			`class "two words": the name of a class is one word`,
			`class "c" is defined twice`,
			`node "A": the name of a class is one word, not ""`,
			`node "A": the name of a class is one word, not "a b"`,
		}},
		{"links", func(g *graph.Graph) {
			g.Node("A").Link, g.Group("G").Link, g.Edges()[0].Link = "javascript:x", "//x", "data:x"
		}, []string{
			`node "A": the link "javascript:x" is neither http, https, mailto nor relative`,
			`group "G": the link "//x" is neither http, https, mailto nor relative`,
			`edge "A" to "B": the link "data:x" is neither http, https, mailto nor relative`,
		}},
		{"attributes", func(g *graph.Graph) {
			g.Attrs = graph.Attrs{{Key: "a"}, {Key: "a"}}
			g.Node("A").Attrs = graph.Attrs{{Key: "k", Value: "\x00"}}
		}, []string{`the graph: the attribute "a" is set twice`, `node "A": a text has the control character U+0000`}},
		{"texts", func(g *graph.Graph) {
			g.Title, g.Description = "a\x1bb", "\xff"
			a := g.Node("A")
			a.Label, a.Tooltip, a.Icon = "two\nlines\tand a tab", "\r", "\ufffe"
			g.Group("G").Label = "\u0085"
			g.Edges()[0].Label = "\uffff"
		}, []string{
			`the description: "\xff" is not UTF-8`,
			"the title: a text has the control character U+001B",
			`node "A": a text has the control character U+000D`,
			`node "A": a text has the control character U+FFFE`,
			`group "G": a text has the control character U+0085`,
			`edge "A" to "B": a text has the control character U+FFFF`,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			g := small()
			tt.change(g)
			var ds graph.Diagnostics
			require.ErrorAs(t, g.Validate(), &ds)
			got := strings.Split(ds.Error(), "\n")
			require.ElementsMatch(t, tt.want, got)
		})
	}
}

func TestValidateTakesLinearTime(t *testing.T) {
	t.Parallel()
	g := build(20_000, 40_000)
	for i := range 20_000 {
		g.AddGroup("g"+strconv.Itoa(i), "").Parent = "g" + strconv.Itoa((i+1)%20_000)
	}
	start := time.Now()
	var ds graph.Diagnostics
	require.ErrorAs(t, g.Validate(), &ds)
	require.Len(t, ds, 1)
	require.Less(t, time.Since(start), 20*time.Second)
}

func build(nodes, edges int) *graph.Graph {
	g := graph.New("")
	for i := range nodes {
		g.AddNode("n"+strconv.Itoa(i), "pod")
	}
	ns := g.Nodes()
	for i := range edges {
		ns[i%nodes].To(ns[i*7%nodes], "calls")
	}
	return g
}

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		g := build(100_000, 200_000)
		require.Len(b, g.Edges(), 200_000)
	}
}

func BenchmarkValidate(b *testing.B) {
	g := build(100_000, 200_000)
	for b.Loop() {
		require.NoError(b, g.Validate())
	}
}
