// Package graphviz lays graphs out with the Graphviz that is compiled into
// github.com/goccy/go-graphviz, within the process.
//
// A program that imports this package compiles Graphviz from WebAssembly when
// it starts, which takes about half a second, or 25 ms once the machine code is
// in the folder go-graphviz under [os.TempDir]. Whoever can write there decides
// what the program runs: where others can, as in a /tmp that users share, set
// TMPDIR to a folder of one's own before the program starts.
//
// Graphviz keeps a few kilobytes of memory with every drawing, and has a single
// instance: drawings are made one after the other. One that runs cannot be
// stopped, and while it runs the collector of garbage may have to wait for it, and
// with it all of the program. Programs that draw a lot, or what strangers send, do
// better to run the command topodraw-graphviz.
package graphviz

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	gographviz "github.com/goccy/go-graphviz"
	"github.com/goccy/go-graphviz/cgraph"
	"github.com/goccy/go-graphviz/gvc"

	"github.com/topodraw/topodraw/internal/gv"
	"github.com/topodraw/topodraw/render/layout"
)

// Engine is one of Graphviz's layout engines. It is safe for concurrent use.
//
// There is one exception to the rule that the same problem gives the same
// layout: what fdp makes of a few graphs depends on where in memory they lie, so
// it repeats itself from process to process, but not always from drawing to
// drawing.
//
// The engines neato, fdp, sfdp, circo and twopi place the inside of each group
// by itself. All engines keep boxes and labels apart, and lead edges around
// them; where there are more than some hundred edges, two may still lie on each
// other.
type Engine struct{ name string }

var _ layout.Engine = (*Engine)(nil)

// Engines returns the names that [New] takes.
func Engines() []string { return gv.Engines() }

// New returns the engine with a name: dot, neato, fdp, sfdp, circo, twopi,
// osage or patchwork. Any other name is an error that lists them.
func New(name string) (*Engine, error) {
	if err := gv.CheckEngine(name); err != nil {
		return nil, err
	}
	return &Engine{name}, nil
}

// Layout implements [layout.Engine]. The context counts until Graphviz begins:
// a computation that runs cannot be stopped, so a deadline belongs around the
// process.
func (e *Engine) Layout(ctx context.Context, p *layout.Problem) (*layout.Layout, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	request, err := gv.Request(e.name, p)
	if err != nil {
		return nil, err
	}
	answer, err := draw(ctx, request, e.name, "json")
	if err != nil {
		return nil, err
	}
	return gv.Parse(e.name, answer, p)
}

// Version returns the version of the Graphviz inside.
func Version() string { return "12.1.2" }

// Formats returns the output formats that [Render] takes. Pictures in pixels
// are not among them: what go-graphviz draws there is wrong.
func Formats() []string {
	return []string{
		"canon", "dot", "dot_json", "gv", "json", "json0", "plain", "plain-ext",
		"svg", "xdot", "xdot_json",
	}
}

// Render draws every graph of a text in the DOT language with a layout engine
// into an output format of Graphviz, one after the other, as the command dot
// does. Files that a graph names, such as images, are not read. A text without
// a graph gives no output. Errors are those of syntax, with their line, an
// unknown engine or format, and failures of Graphviz, which are not explained.
func Render(dot []byte, engine, format string) ([]byte, error) {
	if err := gv.CheckEngine(engine); err != nil {
		return nil, err
	}
	if !slices.Contains(Formats(), format) {
		return nil, fmt.Errorf("format %q is not supported: use one of %s", format, strings.Join(Formats(), ", "))
	}
	var out []byte
	for _, g := range graphs(dot) {
		drawn, err := draw(context.Background(), g, engine, format)
		if err != nil {
			return nil, err
		}
		out = append(out, drawn...)
	}
	return out, nil
}

// instance is Graphviz, of which a process has one.
var instance graphviz //nolint:gochecknoglobals // what it guards is global as well

// graphviz guards the one Graphviz of a process.
type graphviz struct {
	sync.Mutex
	shared *gvc.Context
}

// context returns the context of all drawings. One for each, freed behind it,
// destroys Graphviz's memory: after some hundreds of drawings some crash, and some
// never end.
func (g *graphviz) context(ctx context.Context) (*gvc.Context, error) {
	if g.shared == nil {
		var err error
		if g.shared, err = gvc.New(ctx); err != nil {
			return nil, err
		}
	}
	return g.shared, nil
}

// draw draws a single graph. A context that ends during the call would leave
// Graphviz unusable, so only its error is looked at, when it is our turn.
func draw(ctx context.Context, dot []byte, engine, format string) (out []byte, err error) {
	instance.Lock()
	defer instance.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, fmt.Errorf("a crash in Graphviz: %v", r)
		}
	}()
	gographviz.SetFileSystem(noFiles{})
	if slices.Contains(dice(), engine) {
		if _, err := drawOne([]byte("graph { a -- b }"), "sfdp", "plain"); err != nil {
			return nil, err
		}
	}
	return drawOne(dot, engine, format)
}

// dice are the engines that use the random numbers of C. Their series goes on
// from drawing to drawing, but sfdp begins it anew when it places the nodes, so
// a small drawing before one with these engines makes that repeatable.
func dice() []string { return []string{"fdp", "sfdp"} }

func drawOne(dot []byte, engine, format string) ([]byte, error) {
	// A line break behind the graph would be counted as one of the next graph.
	g, err := cgraph.ParseBytes(bytes.TrimRight(dot, " \t\r\n"))
	if err != nil {
		return nil, errors.New(strings.TrimSpace(err.Error()))
	}
	if g == nil {
		return nil, errors.New("this is not a graph in the DOT language")
	}
	defer func() { _ = g.Close() }() // its result counts warnings as well
	return render(g, engine, format)
}

// render draws a graph that was read. That a layout failed shows only when it
// is drawn, and not why: go-graphviz loses the error.
func render(g *cgraph.Graph, engine, format string) ([]byte, error) {
	ctx := context.Background()
	c, err := instance.context(ctx)
	if err != nil {
		return nil, err
	}
	// The result counts warnings as well, those of earlier drawings among them.
	defer func() { _ = c.FreeLayout(ctx, g) }()
	if err := c.Layout(ctx, g, engine); err != nil {
		return nil, err
	}
	var b strings.Builder
	if err := c.RenderData(ctx, g, format, &b); err != nil {
		return nil, fmt.Errorf("this graph is too much for the engine %s: %w", engine, err)
	}
	return []byte(b.String()), nil
}

// noFiles is a file system without files: a graph may name images and style
// sheets, and nothing of the machine belongs into a drawing.
type noFiles struct{}

// Open implements [fs.FS].
func (noFiles) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
