package dot_test

import (
	"fmt"
	"io"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/dot"
	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
)

func TestRandomGraphs(t *testing.T) {
	t.Parallel()
	for seed := range uint64(400) {
		g := graphtest.Random(seed)
		text, doc, _ := write(t, g)
		again, _, _ := write(t, graphtest.Random(seed))
		require.Equal(t, text, again)
		require.Len(t, doc.clusters, len(g.Groups()))
		require.Len(t, doc.edges, len(g.Edges()))
		var want, got []string
		for _, n := range g.Nodes() {
			want = append(want, n.FullText())
		}
		for name, n := range doc.nodes {
			if n.attrs["style"] == "invis" {
				continue
			}
			label, explicit := n.attrs["label"]
			switch {
			case !explicit:
				label = name
			case label == "":
				label = " " // the model's way to show nothing
			}
			got = append(got, expand(label))
		}
		slices.Sort(want)
		slices.Sort(got)
		require.Equal(t, want, got, "seed %d", seed)
		for i, e := range g.Edges() {
			require.Equal(t, e.Label, expand(doc.edges[i].attrs["label"]))
		}
	}
}

func FuzzWrite(f *testing.F) {
	for i, text := range graphtest.Texts() {
		f.Add(text, graphtest.IDs()[i], text)
	}
	f.Fuzz(func(t *testing.T, id, label, other string) {
		g := graph.New(other)
		gr := g.AddGroup("g"+other, label)
		n := gr.AddNode(id, other)
		n.Label, n.Tooltip = label, other
		n.Attrs.Set(other, label)
		n.To(gr, label).Tooltip = other
		if g.Validate() != nil {
			require.Error(t, dot.Write(io.Discard, g, dot.Options{}))
			return
		}
		_, doc, _ := write(t, g)
		require.Len(t, doc.nodes, 1)
		require.Len(t, doc.clusters, 1)
		require.Equal(t, label, expand(doc.edges[0].attrs["label"]))
		at := doc.nodes[doc.order[0]].attrs
		require.Equal(t, other, expand(at["tooltip"]))
		require.Equal(t, other, expand(at["kind"]))
		shown, ok := at["label"]
		switch {
		case !ok:
			shown = doc.order[0]
		case shown == "":
			shown = " "
		}
		require.Equal(t, n.Text(), expand(shown))
	})
}

func BenchmarkWrite(b *testing.B) {
	g := graph.New("")
	for i := range 1000 {
		gr := g.AddGroup(fmt.Sprintf("g%d", i), "")
		gr.AddNode(fmt.Sprintf("n%d", i), "pod")
		g.AddEdge(fmt.Sprintf("n%d", i), fmt.Sprintf("g%d", i/2), "calls \"it\"")
	}
	for b.Loop() {
		require.NoError(b, dot.Write(io.Discard, g, dot.Options{}))
	}
}
