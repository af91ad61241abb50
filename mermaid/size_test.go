package mermaid_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/mermaid"
)

func TestWriteLimits(t *testing.T) {
	t.Parallel()
	g := &graph.Graph{}
	g.AddNode("A", "").Label = strings.Repeat("🚀", 20_000)
	for range 500 {
		g.AddEdge("A", "A", "")
	}
	_, warnings := write(t, g)
	require.Empty(t, warnings, "500 edges and less than 50,000 characters")

	g.AddEdge("A", "A", strings.Repeat("x", 5_000))
	_, warnings = write(t, g)
	require.Len(t, warnings, 2)
	require.Equal(t, "the diagram has 501 edges, and Mermaid draws no more than 500 unless its page allows it", warnings[0])
	// The header; the declaration with two characters for each rocket; the edges.
	const characters = len("graph TD;\n") + len(`  A["`) + 2*20_000 + len("\"];\n") +
		500*len("  A --> A;\n") + len("  A -->|| A;\n") + 5_000
	require.Equal(t, fmt.Sprintf("the diagram has %d characters, and Mermaid draws no more than 50000 unless its page allows it", characters), warnings[1])
}

// Deep nesting costs no more than its size: neither the indentation nor the
// search for ignored directions multiplies with the depth.
func TestWriteDeepNesting(t *testing.T) {
	t.Parallel()
	const depth = 20_000
	g := &graph.Graph{}
	gr := g.AddGroup("g0", "")
	for i := 1; i < depth; i++ {
		gr.Direction = graph.Right
		gr.AddNode(fmt.Sprint("n", i), "")
		gr = gr.AddGroup(fmt.Sprint("g", i), "")
	}
	for i := 1; i < depth; i++ {
		g.AddEdge("n1", fmt.Sprint("n", i), "")
	}
	out, _ := write(t, g)
	require.Less(t, len(out), depth*400)
}

func BenchmarkWrite(b *testing.B) {
	g := graph.New("large")
	for i := range 10_000 {
		n := g.AddNode(fmt.Sprint("node ", i), "pod")
		n.Label = "Pod: number " + fmt.Sprint(i)
		g.AddEdge(n.ID, fmt.Sprint("node ", i/2), "calls")
		g.AddEdge(n.ID, fmt.Sprint("node ", i/3), `"reads"`)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := mermaid.Write(io.Discard, g, mermaid.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
