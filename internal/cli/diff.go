package cli

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/delta"
	"github.com/topodraw/topodraw/internal/output"
	"github.com/topodraw/topodraw/theme"
)

// diffFlags are the flags of diff as they were given.
type diffFlags struct {
	drawFlags
	context  string
	ignore   []string
	exitCode bool
}

// allSteps is the --context that leaves nothing out.
const allSteps = "all"

func newDiff(p *Process) *cobra.Command {
	var f diffFlags
	cmd := &cobra.Command{
		Use:   "diff OLD NEW [flags]",
		Short: "Tell how a topology differs from an older one",
		Long: `Diff tells what was added, removed, changed and renamed between two topologies: nodes,
groups, edges and what they say, by identity and not by line. Where something stands
in its file makes no difference.

OLD and NEW are what render takes as a SOURCE, "-" for one of them included, or what
a commit of git has, as REV:PATH: main:k8s/, HEAD~1:topology.yaml. Nothing is checked
out. PATH is below the top of the repository, or below the working folder if it begins
with "./". A file of that name comes first. Flags for manifests apply to both.

The differences are written as text, or in the form that --format or the extension of
each output names:

  text      a line for each element: + added, - removed, ~ changed, → renamed
  json      for other programs
  markdown  for the comment on a change: a summary, a Mermaid diagram, and a list
  svg, png, mermaid, dot
            one drawing of both, in which colours, lines and signs tell what differs`,
		Example: `  topodraw example thanos > old.yaml
  sed 's/ThanosQuery/Querier/g; s/Forwards to/Asks/' old.yaml > new.yaml
  topodraw diff old.yaml new.yaml
  topodraw diff old.yaml new.yaml -o diff.svg -o comment.md
  topodraw diff k8s/web.yaml k8s/ --context 1 --format mermaid
  topodraw diff old.yaml old.yaml --exit-code`,
		DisableFlagsInUseLine: true,
		ValidArgsFunction:     sourceFiles,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usagef("diff takes two topologies, the old one and the new one")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return p.diff(cmd.Context(), args, f) },
	}
	f.define(cmd, p)
	return cmd
}

func (f *diffFlags) define(cmd *cobra.Command, p *Process) {
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.StringArrayVarP(&f.out, "output", "o", nil, "write to `FILE`, \"-\" for the standard output; may be repeated")
	fs.StringVarP(&f.format, "format", "f", "", "`FORM` of all outputs: "+list(diffFormatNames()))
	fs.StringVar(&f.context, "context", allSteps, "draw what differs and what is `STEPS` around it, or \"all\"")
	fs.StringArrayVar(&f.ignore, "ignore-attr", nil, "attributes with a `KEY` make no difference; may be repeated")
	fs.BoolVar(&f.exitCode, "exit-code", false, "exit with 1 if there are differences")
	fs.StringVar(&f.theme, "theme", "", "`THEME` that gives nodes their shapes, instead of the topology's own: "+list(theme.Names())+", or a file of your own")
	fs.StringVar(&f.layout, "layout", layoutELK, "`ENGINE` that places nodes in drawings: "+list(layouts()))
	fs.StringVar(&f.direction, "direction", "", "`DIRECTION` of the flows, instead of the topology's own: "+list(graph.DirectionWords()))
	fs.StringVar(&f.from, "from", "", "`KIND` of both sources, instead of what they look like: "+list(languageNames()))
	fs.StringVar(&f.diagram, "diagram", "", "`DIAGRAM` of Markdown documents: its number, or the heading above it")
	f.kube.define(fs)
	f.picture.define(fs)
	fs.DurationVar(&f.timeout, "timeout", defaultTimeout, "`DURATION` after which a layout is given up; 0 for never")
	fs.BoolVarP(&f.quiet, "quiet", "q", false, "no warnings")
	completeFlags(cmd, map[string][]string{
		"format": diffFormatNames(), "context": {allSteps, "0", "1", "2"}, "ignore-attr": {"confidence", "evidence"}, "theme": theme.Names(), "layout": layouts(),
		"direction": graph.DirectionWords(), "from": languageNames(), "timeout": {"10s", "1m", "10m", "0"},
		"mode": modes(), "scale": {"1", "2", "3"}, "background": {"none", "white", "black"},
	})
	completeFlags(cmd, f.kube.completions())
	f.kube.complete(cmd)
	completeFrom(cmd, p, map[string]namesOf{"namespace": namespaceNames})
	if err := cmd.RegisterFlagCompletionFunc("diagram", completeDiagram); err != nil {
		panic(err) // there is no such flag
	}
}

// steps returns what --context asks for.
func (f *diffFlags) steps() (int, error) {
	if f.context == allSteps {
		return delta.All, nil
	}
	n, err := strconv.Atoi(f.context)
	if err != nil || n < 0 {
		return 0, usagef("--context %q: it is a number of steps, or %q", f.context, allSteps)
	}
	return n, nil
}

func (p *Process) diff(ctx context.Context, args []string, f diffFlags) error {
	steps, err := f.steps()
	if err != nil {
		return err
	}
	d := &difference{steps: steps}
	req, err := p.request(ctx, &f.drawFlags, func(path string) (format, error) { return p.diffFormat(d, path, f.format) })
	if err != nil {
		return err
	}
	warnings := newWarnings(p, f.quiet)
	var skipped errorList
	old, new, err := p.sides(ctx, args, readSpec{
		from: f.from, diagram: f.diagram, kube: &f.kube, warn: warnings.add, spare: req.spare, skipped: skipped.add,
	})
	if err != nil {
		return err
	}
	d.comparison = delta.Compare(old, new, f.ignore)
	if err := p.writeDiff(ctx, req, d, new, warnings.add); err != nil {
		return err
	}
	if f.exitCode && !d.comparison.Same() {
		skipped.add(foundError{exitFound})
	}
	return skipped.err()
}

// writeDiff writes all outputs. The theme is that of the new topology, unless the
// flags name one.
func (p *Process) writeDiff(ctx context.Context, req *request, d *difference, new *graph.Graph, warn func(graph.Diagnostic)) error {
	d.base, d.direction = req.theme, req.direction
	if d.base == nil {
		var err error
		if d.base, err = theme.Lookup(new.Theme); err != nil {
			return graph.Diagnostics{{Pos: new.Pos, Message: err.Error()}}
		}
	}
	req.theme = delta.Theme(d.base)
	g, err := d.comparison.Drawing(d.steps, d.base)
	if err != nil {
		return err
	}
	if req.direction != "" {
		g.Direction = req.direction
	}
	contents, err := req.write(ctx, g, warn)
	if err != nil {
		return err
	}
	return output.Write(ctx, contents)
}
