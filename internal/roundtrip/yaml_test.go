// Package roundtrip_test takes graphs through several formats and back.
package roundtrip_test

import (
	"bytes"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphjson"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/topology"
)

// seeds is how many random graphs each round is made with.
const seeds = 200

// format is a language with both a reader and a writer.
type format struct {
	name  string
	write func(w io.Writer, g *graph.Graph) error
	read  func(r io.Reader, name string) (*graph.Graph, error)
}

func yamlFormat() format {
	return format{
		name:  "yaml",
		write: func(w io.Writer, g *graph.Graph) error { return topology.Write(w, g, topology.WriteOptions{}) },
		read:  topology.Read,
	}
}

func jsonFormat() format {
	return format{
		name:  "json",
		write: func(w io.Writer, g *graph.Graph) error { return graphjson.Write(w, g, nil) },
		read:  graphjson.Read,
	}
}

// text returns a graph in a language.
func (f format) text(t *testing.T, g *graph.Graph) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, f.write(&b, g), f.name)
	return b.String()
}

// graph returns what a text is in a language.
func (f format) graph(t *testing.T, text string) *graph.Graph {
	t.Helper()
	g, err := f.read(bytes.NewBufferString(text), "in."+f.name)
	require.NoError(t, err, "%s: %s", f.name, text)
	return g
}

// through returns a graph after it was written and read again.
func (f format) through(t *testing.T, g *graph.Graph) *graph.Graph {
	t.Helper()
	return f.graph(t, f.text(t, g))
}

// requireKept fails unless a text of one language, read, taken through another
// and written again, is the same text.
func requireKept(t *testing.T, one, other format, text string) {
	t.Helper()
	g := one.graph(t, text)
	middle := other.text(t, g)
	back := one.text(t, other.graph(t, middle))
	require.Equal(t, text, back, middle)
}

// everyGraph calls a function with graphs of all sorts.
func everyGraph(t *testing.T, check func(t *testing.T, g *graph.Graph)) {
	t.Helper()
	t.Run("random", func(t *testing.T) {
		t.Parallel()
		for seed := range uint64(seeds) {
			check(t, graphtest.Random(seed))
		}
	})
	for name, family := range graphtest.Families() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for seed := range uint64(10) {
				check(t, family(seed))
			}
		})
	}
	t.Run("services", func(t *testing.T) {
		t.Parallel()
		check(t, graphtest.Services(300))
	})
	for _, ready := range []func() *graph.Graph{topology.LoadBalancer, topology.NodePort, topology.ThanosProxy} {
		g := ready()
		t.Run(g.Title, func(t *testing.T) {
			t.Parallel()
			check(t, g)
		})
	}
}

func TestJSONThroughYAML(t *testing.T) {
	t.Parallel()
	everyGraph(t, func(t *testing.T, g *graph.Graph) {
		requireKept(t, jsonFormat(), yamlFormat(), jsonFormat().text(t, g))
	})
}

func TestYAMLThroughJSON(t *testing.T) {
	t.Parallel()
	everyGraph(t, func(t *testing.T, g *graph.Graph) {
		requireKept(t, yamlFormat(), jsonFormat(), yamlFormat().text(t, g))
	})
}
