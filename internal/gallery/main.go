// Command gallery draws the pictures of docs/gallery.md and writes the page
// around them, and draws the pictures of docs/kubernetes.md. It is run in the
// root of the repository; CI checks that nothing changes:
//
//	go run ./internal/gallery
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/render"
	"github.com/topodraw/topodraw/topology"
)

const folder = "docs/gallery"

// picture is an entry of the gallery.
type picture struct {
	name, title, about string
	graph              func() (*graph.Graph, error)
	scale              float64
}

func pictures() []picture {
	example := func(name string) func() (*graph.Graph, error) {
		return func() (*graph.Graph, error) {
			data, err := topology.Example(name)
			if err != nil {
				return nil, err
			}
			return topology.Read(bytes.NewReader(data), name)
		}
	}
	file := func(name string) func() (*graph.Graph, error) {
		return func() (*graph.Graph, error) {
			path := filepath.Join(folder, name+".yaml")
			data, err := os.ReadFile(path) //nolint:gosec // a name of ours
			if err != nil {
				return nil, err
			}
			return topology.Read(bytes.NewReader(data), path)
		}
	}
	services := func() (*graph.Graph, error) {
		g := graphtest.Services(300)
		g.Theme = "modern"
		return g, nil
	}
	return []picture{
		{"loadbalancer", "User, load balancer, nodes, pods", "`topodraw example loadbalancer`, in the theme `documented`.", example("loadbalancer"), 1},
		{"nodeport", "NodePort", "`topodraw example nodeport`: the user calls a port of each node.", example("nodeport"), 1},
		{"thanos", "Thanos behind a proxy", "`topodraw example thanos`: requests and the responses to them.", example("thanos"), 1},
		{"sixty-pods", "A load balancer with 60 pods", "[sixty-pods.yaml](gallery/sixty-pods.yaml), in the theme `modern`.", file("sixty-pods"), 1},
		{"nested-cluster", "Three levels of groups", "[nested-cluster.yaml](gallery/nested-cluster.yaml), in the theme `modern`.", file("nested-cluster"), 1},
		{"services", "300 nodes", "A generated system: services with their pods, in namespaces within zones.", services, 0.5},
	}
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "gallery:", err)
		os.Exit(1)
	}
}

func run() error {
	var page bytes.Buffer
	page.WriteString("# Gallery\n\nDrawn by `go run ./internal/gallery`, each in light and in dark surroundings.\n")
	for _, p := range pictures() {
		g, err := p.graph()
		if err != nil {
			return err
		}
		fmt.Fprintf(&page, "\n## %s\n\n%s\n\n", p.title, p.about)
		for _, mode := range []struct {
			name string
			mode render.Mode
		}{{"light", render.Light}, {"dark", render.Dark}} {
			file := p.name + "-" + mode.name + ".png"
			if err := draw(filepath.Join(folder, file), g, mode.mode, p.scale); err != nil {
				return err
			}
			fmt.Fprintf(&page, "![%s, %s](gallery/%s)\n", p.title, mode.name, file)
		}
	}
	if err := os.WriteFile("docs/gallery.md", page.Bytes(), 0o600); err != nil {
		return err
	}
	return drawFigures()
}

// draw writes a picture with the embedded font alone, so that every machine
// makes the same bytes.
func draw(path string, g *graph.Graph, mode render.Mode, scale float64) error {
	var b bytes.Buffer
	err := render.PNG(context.Background(), &b, g, render.Options{
		Mode: mode,
		PNG:  render.PNGOptions{Scale: scale, FontFolders: []string{}},
	})
	if err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o600)
}
