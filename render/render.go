// Package render draws graphs: it measures their texts, has a layout engine
// place them, and writes the result as a picture. No browser is involved, and
// the same graph with the same options always gives the same bytes.
package render

import (
	"context"
	"fmt"
	"io"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/internal/scene"
	"github.com/topodraw/topodraw/render/internal/svg"
	"github.com/topodraw/topodraw/render/layout"
	"github.com/topodraw/topodraw/render/layout/elk"
	"github.com/topodraw/topodraw/theme"
)

// Options say how a graph is drawn. The zero Options is the default.
type Options struct {
	// Theme is the looks; nil takes the theme that the graph names.
	Theme *theme.Theme
	// Engine places nodes and routes edges; nil is [elk.Engine].
	Engine layout.Engine
	// Mode is what surroundings the drawing is for; the zero Mode is [Auto].
	Mode Mode
	// Warn is told what the graph asks for and the drawing does not have: an
	// unknown icon, something the engine cannot do, and, when a PNG is written,
	// characters that there is no font for. It may be nil.
	Warn func(graph.Diagnostic)
	// PNG says how [PNG] makes pixels.
	PNG PNGOptions
}

// Mode is what surroundings a drawing is for.
type Mode int

// The modes. A drawing in Auto mode looks right in light and in dark
// surroundings, where its format can tell them apart: SVG follows
// prefers-color-scheme.
const (
	Auto Mode = iota
	Light
	Dark
)

// Drawing is a graph with its geometry, from which several formats can be
// written without laying it out again. It does not follow later changes of the
// graph, and may be used by several goroutines.
type Drawing struct {
	layout *layout.Layout
	scene  *scene.Scene
	mode   Mode
	warn   func(graph.Diagnostic)
}

// Draw lays a graph out. The error is that of [graph.Graph.Validate] for an
// invalid graph, of the engine, or of the context if it ends first.
func Draw(ctx context.Context, g *graph.Graph, opt Options) (*Drawing, error) {
	if err := g.Validate(); err != nil {
		return nil, err
	}
	t, err := theme.For(g, opt.Theme)
	if err != nil {
		return nil, err
	}
	plan, err := scene.NewPlan(g, t, opt.Warn)
	if err != nil {
		return nil, err
	}
	engine := opt.Engine
	if engine == nil {
		engine = elk.Engine{}
	}
	problem := plan.Problem()
	problem.Warn = opt.Warn
	l, err := engine.Layout(ctx, problem)
	if err != nil {
		return nil, fmt.Errorf("layout: %w", err)
	}
	if err := check(l, problem); err != nil {
		return nil, err
	}
	return &Drawing{layout: l, scene: plan.Build(l), mode: opt.Mode, warn: opt.Warn}, nil
}

// Layout returns where everything is. It must not be changed.
func (d *Drawing) Layout() *layout.Layout { return d.layout }

// SVG writes the drawing as an SVG document. A write error is returned as it
// is.
func (d *Drawing) SVG(w io.Writer) error { return svg.Write(w, d.scene, svg.Mode(d.mode)) }

// SVG lays a graph out and writes it as an SVG document. Nothing is written
// unless the layout succeeds.
func SVG(ctx context.Context, w io.Writer, g *graph.Graph, opt Options) error {
	d, err := Draw(ctx, g, opt)
	if err != nil {
		return err
	}
	return d.SVG(w)
}

// Layout returns the geometry of a graph, in px.
func Layout(ctx context.Context, g *graph.Graph, opt Options) (*layout.Layout, error) {
	d, err := Draw(ctx, g, opt)
	if err != nil {
		return nil, err
	}
	return d.Layout(), nil
}
