// Package golden_test locks what every topology of testdata and every
// ready-made flow looks like in every text format. After a change that is
// meant to change it:
//
//	go test ./internal/golden -update
//
// and read the difference before it is committed.
package golden_test

import (
	"bytes"
	"context"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/dot"
	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphjson"
	"github.com/topodraw/topodraw/mermaid"
	"github.com/topodraw/topodraw/render"
	"github.com/topodraw/topodraw/topology"
)

var update = flag.Bool("update", false, "write the golden files instead of comparing") //nolint:gochecknoglobals // a flag of the test binary

const root = "../../testdata"

// topologies returns the graphs to draw by the names of their golden files.
func topologies(t *testing.T) map[string]*graph.Graph {
	t.Helper()
	out := map[string]*graph.Graph{}
	add := func(name string, data []byte) {
		g, err := topology.Read(bytes.NewReader(data), name+".yaml")
		require.NoError(t, err)
		out[name] = g
	}
	for _, name := range topology.Examples() {
		data, err := topology.Example(name)
		require.NoError(t, err)
		add(name, data)
	}
	files, err := filepath.Glob(filepath.Join(root, "topology", "*.yaml"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, f := range files {
		data, err := os.ReadFile(f)
		require.NoError(t, err)
		add(strings.TrimSuffix(filepath.Base(f), ".yaml"), data)
	}
	return out
}

type format func(io.Writer, *graph.Graph) error

func formats() map[string]format {
	draw := func(g *graph.Graph, write func(*render.Drawing) error) error {
		d, err := render.Draw(context.Background(), g, render.Options{})
		if err != nil {
			return err
		}
		return write(d)
	}
	return map[string]format{
		"mmd": func(w io.Writer, g *graph.Graph) error { return mermaid.Write(w, g, mermaid.Options{}) },
		"dot": func(w io.Writer, g *graph.Graph) error { return dot.Write(w, g, dot.Options{}) },
		"svg": func(w io.Writer, g *graph.Graph) error {
			return draw(g, func(d *render.Drawing) error { return d.SVG(w) })
		},
		"json": func(w io.Writer, g *graph.Graph) error { return graphjson.Write(w, g, nil) },
		"geometry.json": func(w io.Writer, g *graph.Graph) error {
			return draw(g, func(d *render.Drawing) error { return graphjson.Write(w, g, d.Layout()) })
		},
	}
}

func TestGolden(t *testing.T) {
	t.Parallel()
	for name, g := range topologies(t) {
		for ext, write := range formats() {
			t.Run(name+"."+ext, func(t *testing.T) {
				t.Parallel()
				compare(t, name+"."+ext, g, write)
			})
		}
	}
}

// The flows in Go give the very files that their topologies give.
func TestGoldenOfTheFlowsInGo(t *testing.T) {
	t.Parallel()
	if *update {
		t.Skip("the files come from the topologies")
	}
	for name, g := range map[string]*graph.Graph{
		"loadbalancer": topology.LoadBalancer(),
		"nodeport":     topology.NodePort(),
		"thanos":       topology.ThanosProxy(),
	} {
		for ext, write := range formats() {
			compare(t, name+"."+ext, g, write)
		}
	}
}

func compare(t *testing.T, file string, g *graph.Graph, write format) {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, write(&b, g))
	path := filepath.Join(root, "golden", file)
	if *update {
		require.NoError(t, os.WriteFile(path, b.Bytes(), 0o600))
		return
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), b.String(), "%s differs; see the package comment", path)
	require.True(t, strings.HasSuffix(b.String(), "\n") && !strings.HasSuffix(b.String(), "\n\n"), "ends in one line break")
}

// The two flows that the project started from are, as Mermaid, the blocks of
// the document they come from.
func TestSeedDocument(t *testing.T) {
	t.Parallel()
	for name, block := range map[string]string{"loadbalancer": "loadbalancer.mmd", "thanos": "thanos-proxy.mmd"} {
		want, err := os.ReadFile(filepath.Join("../../../shared/seed", block))
		if err != nil {
			t.Skip("the document is not here")
		}
		got, err := os.ReadFile(filepath.Join(root, "golden", name+".mmd"))
		require.NoError(t, err)
		require.Equal(t, string(want), string(got))
	}
}
