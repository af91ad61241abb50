package cli

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/output"
	"github.com/topodraw/topodraw/render/layout"
	"github.com/topodraw/topodraw/theme"
)

// drawFlags are the flags of a command that reads topologies and draws, as they
// were given.
type drawFlags struct {
	out       []string
	format    string
	theme     string
	layout    string
	direction string
	from      string
	diagram   string
	kube      kubeFlags
	picture   pictureFlags
	timeout   time.Duration
	quiet     bool
}

// renderFlags are the flags of render as they were given.
type renderFlags struct {
	drawFlags
	view     viewFlags
	geometry bool
}

func newRender(p *Process) *cobra.Command {
	var f renderFlags
	cmd := &cobra.Command{
		Use:   "render [SOURCE...] [flags]",
		Short: "Draw a topology, or write it in another format",
		Long: `Render reads a topology and writes it in each of the formats asked for.

SOURCE is a topology file in YAML, the JSON that render writes, a Mermaid
flowchart, a graph in DOT, a Markdown document with a Mermaid diagram in it, or
Kubernetes manifests: a file of them, or a folder. "-" is the standard input,
which is also read if there is no SOURCE. Which of them a source is shows in its
name or its content. Several topology files are parts of one topology. Of a
document with several diagrams --diagram chooses one.

All manifests are one system, and topology files beside them are laid over it: they
add to its nodes and flows, or change them. Who talks to whom is found in the
manifests; "topodraw explain" says why. --view chooses what is drawn:

  traffic  from the user to the workloads, and between them (the default)
  nodes    the nodes of the cluster, and the pods on them
  app      the workloads alone
  policy   what NetworkPolicies allow
  full     everything there is

The extension of each output names its format, unless --format does. Without
--output the result goes to the standard output, as Mermaid unless --format says
otherwise. Outputs are written all or, after any error, none.

What is too large for one picture can be drawn in part. The flags for that work
on the topology, in this order, so that every format has the result:

  --hide-kind  takes out nodes, their flows, and groups with nothing else in
               them; what was connected through them alone no longer is
  --collapse   makes a group one node, and its flows to each other end one flow;
               "*" is every group that neither is nor holds what --group and
               --focus name, the outermost of them
  --group      leaves the group, and what is at the other ends of its flows
  --focus      leaves what is within --depth steps along flows in either
               direction; a group stands for all within`,
		Example: `  topodraw example thanos > thanos.yaml
  topodraw render thanos.yaml
  topodraw render thanos.yaml -o thanos.mmd -o thanos.svg
  topodraw render thanos.yaml -o thanos.png --mode dark --scale 3
  topodraw render thanos.yaml --direction right --format dot
  topodraw render thanos.yaml --focus ThanosRuler --depth 2 -o ruler.svg
  topodraw render thanos.yaml -o thanos.json --geometry
  topodraw render thanos.json --format svg > thanos.svg
  topodraw render thanos.mmd -o flow.svg -o flow.dot -o flow.yaml
  topodraw example loadbalancer | topodraw render -o loadbalancer.svg`,
		DisableFlagsInUseLine: true,
		ValidArgsFunction:     sourceFiles,
		RunE: func(cmd *cobra.Command, args []string) error {
			return p.render(cmd.Context(), args, f)
		},
	}
	cmd.Flags().SortFlags = false
	f.define(cmd.Flags())
	completeFlags(cmd, map[string][]string{
		"format": formatNames(), "theme": theme.Names(), "layout": layouts(), "direction": graph.DirectionWords(), "from": languageNames(),
		"depth": {"0", "1", "2", "3"}, "timeout": {"10s", "1m", "10m", "0"},
		"mode": modes(), "scale": {"1", "2", "3"}, "background": {"none", "white", "black"},
	})
	completeFlags(cmd, f.kube.completions())
	f.kube.complete(cmd)
	completeFrom(cmd, p, map[string]namesOf{
		"hide-kind": kindNames, "collapse": collapsible, "group": groupNames, "focus": focusNames, "namespace": namespaceNames,
	})
	if err := cmd.RegisterFlagCompletionFunc("diagram", completeDiagram); err != nil {
		panic(err) // there is no such flag
	}
	return cmd
}

func (f *renderFlags) define(fs *pflag.FlagSet) {
	fs.StringArrayVarP(&f.out, "output", "o", nil, "write to `FILE`, \"-\" for the standard output; may be repeated")
	fs.StringVarP(&f.format, "format", "f", "", "`FORMAT` of all outputs: "+list(formatNames()))
	fs.StringVar(&f.theme, "theme", "", "`THEME` to draw with, instead of the topology's own: "+list(theme.Names())+", or a file of your own")
	fs.StringVar(&f.layout, "layout", layoutELK, "`ENGINE` that places nodes in drawings: "+list(layouts()))
	fs.StringVar(&f.direction, "direction", "", "`DIRECTION` of the flows, instead of the topology's own: "+list(graph.DirectionWords()))
	fs.StringVar(&f.from, "from", "", "`KIND` of the sources, instead of what they look like: "+list(languageNames()))
	fs.StringVar(&f.diagram, "diagram", "", "`DIAGRAM` of a Markdown document: its number, or the heading above it")
	f.view.define(fs)
	f.kube.define(fs)
	f.picture.define(fs)
	fs.DurationVar(&f.timeout, "timeout", defaultTimeout, "`DURATION` after which a layout is given up; 0 for never")
	fs.BoolVar(&f.geometry, "geometry", false, "add sizes and places to JSON")
	fs.BoolVarP(&f.quiet, "quiet", "q", false, "no warnings")
}

// request is what the flags of render ask for.
type request struct {
	outputs   []outputTo
	theme     *theme.Theme // nil: the topology's own
	engine    layout.Engine
	direction graph.Direction // empty: the topology's own
	geometry  bool
	picture   picture
}

// outputTo is a format and where it goes.
type outputTo struct {
	format format
	to     *output.Target
}

func (p *Process) render(ctx context.Context, args []string, f renderFlags) error {
	req, err := p.renderRequest(ctx, &f)
	if err != nil {
		return err
	}
	warnings := newWarnings(p, f.quiet)
	var skipped errorList
	g, err := p.read(ctx, args, readSpec{
		from: f.from, diagram: f.diagram, kube: &f.kube, warn: warnings.add, spare: req.spare,
		skipped: skipped.add,
	})
	if err != nil {
		return err
	}
	if g, err = req.shown(g, &f.view); err != nil {
		return err
	}
	contents, err := req.write(ctx, g, warnings.add)
	if err != nil {
		return err
	}
	if err := output.Write(ctx, contents); err != nil {
		return err
	}
	return skipped.err()
}

// shown returns the part of a graph that is asked for, in the direction that is,
// and chooses the theme. The graph itself stays as it is.
func (req *request) shown(g *graph.Graph, f *viewFlags) (*graph.Graph, error) {
	g, err := f.of(g)
	if err != nil {
		return nil, err
	}
	if req.direction != "" {
		turned := *g
		turned.Direction = req.direction
		g = &turned
	}
	if req.theme == nil {
		if req.theme, err = theme.Lookup(g.Theme); err != nil {
			return nil, graph.Diagnostics{{Pos: g.Pos, Message: err.Error()}}
		}
	}
	return g, nil
}

// renderRequest checks the flags of render, before anything is read.
func (p *Process) renderRequest(ctx context.Context, f *renderFlags) (*request, error) {
	req, err := p.request(ctx, &f.drawFlags, func(path string) (format, error) { return formatFor(path, f.format) })
	if err != nil {
		return nil, err
	}
	takes := func(o outputTo) bool { return o.format.geometry }
	if req.geometry = f.geometry; f.geometry && !slices.ContainsFunc(req.outputs, takes) {
		return nil, usagef("--geometry is for JSON, and no output is JSON")
	}
	return req, f.view.check()
}

// request checks the flags of drawing, before anything is read. Each output has
// the format that of says.
func (p *Process) request(ctx context.Context, f *drawFlags, of func(path string) (format, error)) (*request, error) {
	req := &request{}
	if f.from != "" && !slices.Contains(languageNames(), f.from) {
		return nil, unknown("kind", f.from, languageNames())
	}
	var err error
	if f.theme != "" {
		if req.theme, err = p.theme(ctx, f.theme); err != nil {
			return nil, err
		}
	}
	if req.direction, err = parseDirection(f.direction); err != nil {
		return nil, err
	}
	if req.outputs, err = p.outputs(f.out, of); err != nil {
		return nil, err
	}
	if req.picture, err = p.picture(&f.picture, req.outputs); err != nil {
		return nil, err
	}
	if err := f.kube.check(); err != nil {
		return nil, err
	}
	if f.timeout < 0 {
		return nil, usagef("--timeout %v: a time is 0 or more", f.timeout)
	}
	engine, err := p.engine(f.layout)
	req.engine = timed{engine, f.timeout}
	return req, err
}

// outputs finds out what goes where, by the format of each path.
func (p *Process) outputs(paths []string, of func(path string) (format, error)) ([]outputTo, error) {
	if len(paths) == 0 {
		paths = []string{streamPath}
	}
	outs := make([]outputTo, len(paths))
	targets := make([]*output.Target, len(paths))
	for i, path := range paths {
		var err error
		if outs[i].format, err = of(path); err != nil {
			return nil, err
		}
		if err = p.spareTerminal(path, outs[i].format); err != nil {
			return nil, err
		}
		if outs[i].to, err = p.target(path); err != nil {
			return nil, err
		}
		targets[i] = outs[i].to
	}
	if a, b := output.Twice(targets); a != nil {
		return nil, usagef("two outputs are one file: %s and %s", a.Name(), b.Name())
	}
	return outs, nil
}

// spare refuses to write over a source: it would be lost.
func (req *request) spare(sources []input) error {
	for _, s := range sources {
		for _, o := range req.outputs {
			if s.Name != stdinName && o.to.Leads(s.Name) {
				return usagef("%s would be written over %s, which it is made from", o.to.Name(), s.Name)
			}
		}
	}
	return nil
}

// formatFor returns the format of one output.
func formatFor(path, name string) (format, error) {
	switch {
	case name != "":
		return formatByName(name)
	case isStdout(path):
		return formats()[0], nil
	}
	return formatByPath(path)
}

// streamPath is the path of a standard stream, and stdoutName what it is in
// messages.
const (
	streamPath = "-"
	stdoutName = "the standard output"
)

// isStdout reports whether a path is the standard output. It is written as it
// was opened for us, since opening it again could begin at the start of a file.
func isStdout(path string) bool { return path == streamPath || path == "/dev/stdout" }

func (p *Process) target(path string) (*output.Target, error) {
	if isStdout(path) {
		return output.Stream(stdoutName, p.Stdout), nil
	}
	return output.File(path)
}

// write writes the graph in all formats into memory.
func (req *request) write(ctx context.Context, g *graph.Graph, warn func(graph.Diagnostic)) ([]output.Content, error) {
	d := &drawing{g: g, theme: req.theme, engine: req.engine, geometry: req.geometry, picture: req.picture, warn: warn}
	contents := make([]output.Content, len(req.outputs))
	for i, o := range req.outputs {
		var b bytes.Buffer
		if err := o.format.write(ctx, &b, d); err != nil {
			return nil, err
		}
		contents[i] = output.Content{To: o.to, Data: b.Bytes()}
	}
	return contents, nil
}

// parseDirection reads a direction in any case. No text is no direction.
func parseDirection(s string) (graph.Direction, error) {
	if s == "" {
		return "", nil
	}
	for _, word := range graph.DirectionWords() {
		if strings.EqualFold(word, s) {
			d, _ := graph.ParseDirection(word)
			return d, nil
		}
	}
	return "", unknown("direction", s, graph.DirectionWords())
}

// warnings tells about what a format cannot show: each thing once, though
// several formats may say it.
type warnings struct {
	p    *Process
	off  bool
	seen map[string]bool
}

func newWarnings(p *Process, off bool) *warnings {
	return &warnings{p: p, off: off, seen: make(map[string]bool)}
}

func (w *warnings) add(d graph.Diagnostic) {
	if text := d.Error(); !w.off && !w.seen[text] {
		w.seen[text] = true
		w.p.print(fmt.Errorf("warning: %s", text))
	}
}
