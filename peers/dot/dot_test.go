//go:build peers

// Package dot_test has the real dot read what dot.Write writes.
package dot_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/dot"
	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
)

// check compares what dot draws of a graph with the graph.
func check(t *testing.T, g *graph.Graph) {
	t.Helper()
	var b strings.Builder
	require.NoError(t, dot.Write(&b, g, dot.Options{}))
	got, err := read(t.Context(), b.String())
	require.NoError(t, err, clip(b.String()))
	require.Equal(t, of(g), got, clip(b.String()))
}

func clip(s string) string { return s[:min(len(s), 4000)] }

func TestRandomGraphs(t *testing.T) {
	t.Parallel()
	const graphs, shards = 1000, 8
	for shard := range uint64(shards) {
		t.Run(fmt.Sprint(shard), func(t *testing.T) {
			t.Parallel()
			for seed := shard; seed < graphs; seed += shards {
				check(t, graphtest.Random(seed))
			}
		})
	}
}

func TestTextsEverywhere(t *testing.T) {
	t.Parallel()
	for i, text := range graphtest.Texts() {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			g := graph.New(text)
			g.Description = text
			g.Attrs.Set(text, text)
			outer := g.AddGroup("outer", text)
			inner := outer.AddGroup("inner", text)
			outer.Kind, outer.Tooltip, outer.Link = text, text, "https://example.com/?a=b&c=d"
			outer.Attrs.Set(text, text)
			a, b := inner.AddNode("a", text), g.AddNode("b", text)
			for _, n := range []*graph.Node{a, b} {
				n.Label, n.Tooltip, n.Icon, n.Link = text, text, text, "https://example.com/?a=b&c=d"
				n.Attrs.Set(text, text)
			}
			for _, e := range []*graph.Edge{a.To(b, text), b.To(b, text), b.To(outer, text)} {
				e.ID, e.Tooltip, e.Link = text, text, "https://example.com/?a=b&c=d"
				e.Attrs.Set(text, text)
			}
			check(t, g)
			requireXML(t, g)
		})
	}
}

func TestIDsEverywhere(t *testing.T) {
	t.Parallel()
	for i, id := range graphtest.IDs() {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			g := graph.New("")
			g.AddNode(id, "")
			gr := g.AddGroup("group "+id, "")
			gr.AddNode("in "+id, "").To(g.Node(id), "")
			g.AddGroup(id+" empty", "").To(gr, "")
			gr.To(g.Node(id), "")
			check(t, g)
		})
	}
}

func TestShapesLinesAndArrows(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	for _, s := range graph.Shapes() {
		g.AddNode(string(s), "").Shape = s
	}
	nodes := g.Nodes()
	for i, line := range graph.Lines() {
		for _, head := range graph.Arrows() {
			for _, tail := range graph.Arrows() {
				e := nodes[i].To(nodes[i+1], string(line+graph.Line(head+tail)))
				e.Line, e.Head, e.Tail = line, head, tail
			}
		}
	}
	check(t, g)
}

// Edges between a group and what is in it have no picture in Graphviz, but must
// not disturb it.
func TestEdgesWithinTheirEnd(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	outer := g.AddGroup("outer", "")
	inner := outer.AddGroup("inner", "")
	n := inner.AddNode("n", "")
	ends := []graph.End{outer, inner, n}
	for _, to := range ends {
		outer.To(to, "o")
		inner.To(to, "i")
		n.To(to, "n")
	}
	check(t, g)
}

func TestGoldens(t *testing.T) {
	t.Parallel()
	for _, pattern := range []string{"*.gv", "*.dot"} {
		files, err := filepath.Glob(filepath.Join("..", "..", "testdata", "golden", pattern))
		require.NoError(t, err)
		for _, file := range files {
			t.Run(filepath.Base(file), func(t *testing.T) {
				t.Parallel()
				text, err := os.ReadFile(file)
				require.NoError(t, err)
				_, err = draw(t.Context(), "svg", string(text))
				require.NoError(t, err)
			})
		}
	}
}

// The judge must not be blind: it has to see a change of any part.
func TestTheJudgeSees(t *testing.T) {
	t.Parallel()
	build := func() *graph.Graph {
		g := graph.New("t")
		g.AddGroup("g", "").AddNode("a", "").To(g.AddNode("b", ""), "x")
		return g
	}
	for i, change := range []func(*graph.Graph){
		func(g *graph.Graph) { g.Title = "u" },
		func(g *graph.Graph) { g.Nodes()[0].Label = `a\n` },
		func(g *graph.Graph) { g.Nodes()[1].Group = "g" },
		func(g *graph.Graph) { g.Groups()[0].Label = "h" },
		func(g *graph.Graph) { g.Edges()[0].Label = "" },
		func(g *graph.Graph) { g.Edges()[0].To = "g" },
		func(g *graph.Graph) { g.AddEdge("a", "b", "x") },
	} {
		other := build()
		change(other)
		require.NotEqual(t, of(build()), of(other), "change %d", i)
	}
	require.True(t, slices.IsSorted(of(build()).edges))
}
