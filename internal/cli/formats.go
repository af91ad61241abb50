package cli

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/dot"
	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphjson"
	"github.com/topodraw/topodraw/internal/outline"
	"github.com/topodraw/topodraw/mermaid"
	"github.com/topodraw/topodraw/render"
	"github.com/topodraw/topodraw/render/layout"
	"github.com/topodraw/topodraw/theme"
	"github.com/topodraw/topodraw/topology"
	"github.com/topodraw/topodraw/topology/kube"
)

// format is a way to write a graph.
type format struct {
	// names are those that --format takes and the extensions of files; the
	// first is the usual one.
	names []string
	about string
	write func(ctx context.Context, w io.Writer, d *drawing) error
	// geometry says that the format heeds --geometry, and modes that it does
	// --mode.
	geometry, modes bool
	// binary says that the format is not text.
	binary bool
}

// formats returns all formats, the default first.
func formats() []format {
	return []format{
		{names: []string{"mermaid", "mmd"}, about: "Mermaid, for Markdown", write: writeMermaid},
		{names: []string{"dot", "gv"}, about: "DOT, for Graphviz", write: writeDOT},
		{names: []string{"yaml", "yml"}, about: "YAML, a topology file", write: writeYAML},
		{names: []string{"svg"}, about: "SVG, a picture", write: writeSVG, modes: true},
		{names: []string{"png"}, about: "PNG, a picture of pixels", write: writePNG, modes: true, binary: true},
		{names: []string{"json"}, about: "JSON, for other programs", write: writeJSON, geometry: true},
		{names: []string{"text", "txt"}, about: "text, for terminals and for readers who do not see pictures", write: writeText},
	}
}

// formatNames returns the names of all formats, other names included.
func formatNames() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.names...)
	}
	return names
}

// formatByName returns the format that --format names.
func formatByName(name string) (format, error) {
	for _, f := range formats() {
		if slices.Contains(f.names, strings.ToLower(name)) {
			return f, nil
		}
	}
	return format{}, unknown("format", name, formatNames())
}

// formatByPath returns the format that the extension of a file names.
func formatByPath(path string) (format, error) {
	ext := strings.TrimPrefix(filepath.Ext(path), ".")
	if ext == "" {
		return format{}, usagef("%s: the name has no extension to tell the format by; use --format with one of %s", path, list(formatNames()))
	}
	f, err := formatByName(ext)
	if err != nil {
		return format{}, usagef("%s: %v", path, err)
	}
	return f, nil
}

// drawing is a graph on its way to a number of formats.
type drawing struct {
	g        *graph.Graph
	theme    *theme.Theme
	engine   layout.Engine
	geometry bool
	picture  picture
	warn     func(graph.Diagnostic)
	// drawn is the graph with its layout, once a format needed it.
	drawn *render.Drawing
}

// draw lays the graph out, at most once.
func (d *drawing) draw(ctx context.Context) (*render.Drawing, error) {
	if d.drawn != nil {
		return d.drawn, nil
	}
	var err error
	d.drawn, err = render.Draw(ctx, d.g, render.Options{Theme: d.theme, Engine: d.engine, Mode: d.picture.mode, Warn: d.warn})
	return d.drawn, err
}

func writeMermaid(_ context.Context, w io.Writer, d *drawing) error {
	g := d.g
	if kube.Derived(g) {
		g = kube.Plain(g)
	}
	return mermaid.Write(w, g, mermaid.Options{Theme: d.theme, Warn: d.warn})
}

func writeDOT(_ context.Context, w io.Writer, d *drawing) error {
	return dot.Write(w, d.g, dot.Options{Theme: d.theme, Warn: d.warn})
}

func writeYAML(_ context.Context, w io.Writer, d *drawing) error {
	return topology.Write(w, d.g, topology.WriteOptions{Warn: d.warn})
}

func writeText(_ context.Context, w io.Writer, d *drawing) error { return outline.Write(w, d.g) }

func writeSVG(ctx context.Context, w io.Writer, d *drawing) error {
	drawn, err := d.draw(ctx)
	if err != nil {
		return err
	}
	return drawn.SVG(w)
}

func writeJSON(ctx context.Context, w io.Writer, d *drawing) error {
	if !d.geometry {
		return graphjson.Write(w, d.g, nil)
	}
	drawn, err := d.draw(ctx)
	if err != nil {
		return err
	}
	return graphjson.Write(w, d.g, drawn.Layout())
}
