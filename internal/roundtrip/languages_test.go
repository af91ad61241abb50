package roundtrip_test

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/dot"
	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/mermaid"
)

func mermaidFormat() format {
	return format{
		name:  "mmd",
		write: func(w io.Writer, g *graph.Graph) error { return mermaid.Write(w, g, mermaid.Options{}) },
		read: func(r io.Reader, name string) (*graph.Graph, error) {
			return mermaid.Read(r, name, mermaid.ReadOptions{})
		},
	}
}

func dotFormat() format {
	return format{
		name:  "dot",
		write: func(w io.Writer, g *graph.Graph) error { return dot.Write(w, g, dot.Options{}) },
		read: func(r io.Reader, name string) (*graph.Graph, error) {
			return dot.Read(r, name, dot.ReadOptions{})
		},
	}
}

// files returns the texts of a folder in testdata, by name.
func files(t *testing.T, folder string) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", folder, "*"))
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	out := make(map[string]string)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		out[filepath.Base(path)] = string(data)
	}
	return out
}

// requireThrough fails unless what a text is in one language comes out of
// another as an equal graph, and as the same text.
func requireThrough(t *testing.T, one, other format, text string) {
	t.Helper()
	g := one.graph(t, text)
	back := other.through(t, g)
	require.Equal(t, jsonFormat().text(t, g), jsonFormat().text(t, back), text)
	require.Equal(t, one.text(t, g), one.text(t, back), text)
}

func TestMermaidThroughYAML(t *testing.T) {
	t.Parallel()
	for name, text := range files(t, "mermaid") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			requireThrough(t, mermaidFormat(), yamlFormat(), text)
		})
	}
	everyGraph(t, func(t *testing.T, g *graph.Graph) {
		requireThrough(t, mermaidFormat(), yamlFormat(), mermaidFormat().text(t, g))
	})
}

func TestDOTThroughYAML(t *testing.T) {
	t.Parallel()
	for name, text := range files(t, "dot") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			requireThrough(t, dotFormat(), yamlFormat(), text)
		})
	}
	everyGraph(t, func(t *testing.T, g *graph.Graph) {
		requireThrough(t, dotFormat(), yamlFormat(), dotFormat().text(t, g))
	})
}

// What a Mermaid chart shows it still shows after it was a DOT file. Attributes
// of either language are the other's free attributes, which Mermaid cannot hold.
func TestMermaidThroughDOT(t *testing.T) {
	t.Parallel()
	check := func(t *testing.T, text string) {
		t.Helper()
		g := mermaidFormat().graph(t, text)
		middle := dotFormat().text(t, g)
		back := dotFormat().graph(t, middle)
		require.Equal(t, look(t, g), look(t, back), "%s\n%s", text, middle)
		again := mermaidFormat().through(t, back)
		require.Equal(t, look(t, g), look(t, again), "%s\n%s", text, mermaidFormat().text(t, back))
	}
	for name, text := range files(t, "mermaid") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, text)
		})
	}
	everyGraph(t, func(t *testing.T, g *graph.Graph) {
		// Mermaid writes some shapes and signs as others: it is asked first.
		check(t, mermaidFormat().text(t, g))
	})
}

// What a DOT file shows it still shows after it was a Mermaid chart, as far as
// Mermaid can show it.
func TestDOTThroughMermaid(t *testing.T) {
	t.Parallel()
	for name, text := range files(t, "dot") {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := mermaidFormat().through(t, dotFormat().graph(t, text))
			back := mermaidFormat().through(t, dotFormat().through(t, g))
			require.Equal(t, look(t, g), look(t, back))
			require.Equal(t, ids(dotFormat().graph(t, text)), ids(back))
		})
	}
}

// ids returns the ids of all nodes, sorted.
func ids(g *graph.Graph) []string {
	var out []string
	for _, n := range g.Nodes() {
		out = append(out, n.ID)
	}
	slices.Sort(out)
	return out
}
