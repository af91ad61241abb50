package graphviz_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/internal/layouttest"
	"github.com/topodraw/topodraw/render/layout"
	"github.com/topodraw/topodraw/render/layout/graphviz"
)

func solve(t testing.TB, name string, p *layout.Problem) *layout.Layout {
	t.Helper()
	e, err := graphviz.New(name)
	require.NoError(t, err)
	l, err := e.Layout(t.Context(), p)
	require.NoError(t, err)
	return l
}

// peers/graphviz does the same with more graphs, and says where edges may lie on
// each other; the first seeds have one such graph.
func TestInvariants(t *testing.T) {
	t.Parallel()
	for _, name := range graphviz.Engines() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for seed := range uint64(24) {
				if seed == 4 {
					continue // labels of more than 3,000 px
				}
				p := layouttest.Measure(graphtest.Random(seed))
				l := solve(t, name, p)
				require.Empty(t, layouttest.Problems(p, l), "seed %d", seed)
				require.Empty(t, layouttest.Clashes(p, l), "seed %d", seed)
			}
		})
	}
}

func TestRepeatable(t *testing.T) {
	t.Parallel()
	for _, name := range graphviz.Engines() {
		if name == "fdp" {
			continue // see the documentation of Engine
		}
		for seed := range uint64(12) {
			first := solve(t, name, layouttest.Measure(graphtest.Random(seed)))
			solve(t, "fdp", layouttest.Measure(graphtest.Random(seed+1)))
			require.Equal(t, first, solve(t, name, layouttest.Measure(graphtest.Random(seed))), "%s, seed %d", name, seed)
		}
	}
}

func TestDirections(t *testing.T) {
	t.Parallel()
	for _, d := range graph.Directions() {
		g := graph.New("")
		g.Direction = d
		g.AddNode("a", "").To(g.AddNode("b", ""), "x")
		l := solve(t, "dot", layouttest.Measure(g))
		a, b := l.Nodes[0], l.Nodes[1]
		got := map[graph.Direction]bool{
			graph.Down: a.Bottom() < b.Y, graph.Up: b.Bottom() < a.Y,
			graph.Right: a.Right() < b.X, graph.Left: b.Right() < a.X,
		}
		for direction, leads := range got {
			require.Equal(t, direction == d, leads, "%s leads %s", d, direction)
		}
	}
}

func TestEmpty(t *testing.T) {
	t.Parallel()
	for _, name := range graphviz.Engines() {
		l := solve(t, name, layouttest.Measure(&graph.Graph{}))
		require.Equal(t, layout.Size{W: 40, H: 40}, l.Size, name)
	}
}

func TestUnknownEngine(t *testing.T) {
	t.Parallel()
	_, err := graphviz.New("elk")
	require.ErrorContains(t, err, "dot, neato")
	_, err = graphviz.Render(nil, "elk", "svg")
	require.ErrorContains(t, err, "dot, neato")
	_, err = graphviz.Render(nil, "dot", "png")
	require.ErrorContains(t, err, "svg")
}

func TestContextThatEnded(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	e, err := graphviz.New("dot")
	require.NoError(t, err)
	_, err = e.Layout(ctx, layouttest.Measure(graphtest.Random(1)))
	require.ErrorIs(t, err, context.Canceled)
	solve(t, "dot", layouttest.Measure(graphtest.Random(1)))
}

func TestTooLarge(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	g.AddNode("a", "")
	p := layouttest.Measure(g)
	p.NodeSize[0].W = 1e6
	e, err := graphviz.New("dot")
	require.NoError(t, err)
	_, err = e.Layout(t.Context(), p)
	require.ErrorContains(t, err, "too large")
}

func TestManyNodes(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	for i := range 200 {
		g.AddNode(fmt.Sprint(i), "")
		g.AddEdge(fmt.Sprint(i), fmt.Sprint(i*7%200), "")
	}
	p := layouttest.Measure(g)
	for _, name := range []string{"dot", "neato"} {
		require.Empty(t, layouttest.Problems(p, solve(t, name, p)), name)
	}
}

func TestConcurrentUse(t *testing.T) {
	t.Parallel()
	p := layouttest.Measure(graphtest.Random(3))
	want := solve(t, "dot", p)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			e, err := graphviz.New("dot")
			if err == nil {
				var l *layout.Layout
				l, err = e.Layout(t.Context(), p)
				if err == nil && fmt.Sprint(l) != fmt.Sprint(want) {
					err = fmt.Errorf("another layout")
				}
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestRender(t *testing.T) {
	t.Parallel()
	for _, format := range graphviz.Formats() {
		out, err := graphviz.Render([]byte("digraph G { a -> b }"), "dot", format)
		require.NoError(t, err, format)
		require.NotEmpty(t, out, format)
	}
	svg, err := graphviz.Render([]byte("digraph G { a -> b }"), "dot", "svg")
	require.NoError(t, err)
	require.Contains(t, string(svg), "graphviz version "+graphviz.Version()+" ")
	require.Contains(t, string(svg), "<title>a&#45;&gt;b</title>")
}

// A failure leaves the next drawing as it should be, an empty one included.
func TestRenderAfterAFailure(t *testing.T) {
	t.Parallel()
	for range 3 {
		_, err := graphviz.Render([]byte("digraph {\n a ["), "dot", "plain")
		require.ErrorContains(t, err, "syntax error in line")
		_, err = graphviz.Render([]byte("nonsense"), "dot", "plain")
		require.ErrorContains(t, err, "nonsense")
		out, err := graphviz.Render([]byte(" \n// nothing\n"), "dot", "plain")
		require.NoError(t, err)
		require.Empty(t, out)
		out, err = graphviz.Render([]byte("digraph { a }"), "dot", "plain")
		require.NoError(t, err)
		require.Equal(t, "graph 1 0.75 0.5\nnode a 0.375 0.25 0.75 0.5 a solid ellipse black lightgrey\nstop\n", string(out))
	}
}

func TestRenderSeveralGraphs(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"digraph { a } graph { b }":                          2,
		"digraph { subgraph { a } } strict digraph \"}\" {}": 2,
		"digraph { a [label=\"}\\\"}\"] }\n# }\n":            1,
		"# } {\ndigraph { /* } */ a [label=<<b>}</b>>] } {":  0, // what is left is an error
		"// }\ndigraph { a -> b } /* the end":                1,
		"digraph { \"a":                                      0,
		"digraph { <a":                                       0,
	} {
		out, err := graphviz.Render([]byte(text), "dot", "plain")
		require.Equal(t, want == 0, err != nil, text)
		require.Equal(t, want, strings.Count(string(out), "stop\n"), text)
	}
	for _, before := range []string{"digraph {}\n", "digraph {\n\n", "nonsense\n"} {
		_, _ = graphviz.Render([]byte(before), "dot", "plain")
		_, err := graphviz.Render([]byte("digraph { a }\ndigraph {\n b [\n}\n"), "dot", "plain")
		require.ErrorContains(t, err, "line 4")
	}
}

// What a graph names on this machine stays there.
func TestRenderReadsNoFiles(t *testing.T) {
	t.Parallel()
	out, err := graphviz.Render([]byte(`digraph { a [image="graphviz_test.go", shape=none, label=""] }`), "dot", "svg")
	require.NoError(t, err)
	require.NotContains(t, string(out), "<image")
}

func BenchmarkLayout(b *testing.B) {
	p := layouttest.Measure(graphtest.Random(7))
	for b.Loop() {
		solve(b, "dot", p)
	}
}
