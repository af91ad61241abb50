package cli

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/delta"
	"github.com/topodraw/topodraw/theme"
)

// difference is what diff writes, once both topologies are read.
type difference struct {
	comparison *delta.Comparison
	steps      int
	// base is the theme that gives nodes their shapes.
	base      *theme.Theme
	direction graph.Direction
}

// formats returns the forms of a difference, the default first.
func (d *difference) formats(color bool) []format {
	out := []format{
		{names: []string{"text", "txt"}, write: func(_ context.Context, w io.Writer, _ *drawing) error {
			return d.comparison.Text(w, delta.TextOptions{Color: color})
		}},
		{names: []string{"json"}, write: func(_ context.Context, w io.Writer, _ *drawing) error { return d.comparison.JSON(w) }},
		{names: []string{"markdown", "md"}, write: func(_ context.Context, w io.Writer, _ *drawing) error {
			return d.comparison.Markdown(w, delta.MarkdownOptions{Steps: d.steps, Direction: d.direction, Base: d.base})
		}},
	}
	for _, f := range formats() {
		switch f.names[0] {
		case "mermaid":
			f.write = writeMermaidDiff
		case "svg", "png", "dot":
		default:
			continue
		}
		out = append(out, f)
	}
	return out
}

func writeMermaidDiff(ctx context.Context, w io.Writer, d *drawing) error {
	return writeMermaid(ctx, w, &drawing{g: delta.Plain(d.g), theme: d.theme, warn: d.warn})
}

// diffFormatNames returns the names of all forms, other names included.
func diffFormatNames() []string {
	var names []string
	for _, f := range (&difference{}).formats(false) {
		names = append(names, f.names...)
	}
	return names
}

// diffFormat returns the form of one output: the one asked for, or the one that the
// extension of the file names.
func (p *Process) diffFormat(d *difference, path, name string) (format, error) {
	all := d.formats(isStdout(path) && p.StdoutTerminal && p.colored())
	word, what := name, ""
	if name == "" {
		if isStdout(path) {
			return all[0], nil
		}
		word, what = strings.TrimPrefix(filepath.Ext(path), "."), path+": "
	}
	i := slices.IndexFunc(all, func(f format) bool { return slices.Contains(f.names, strings.ToLower(word)) })
	switch {
	case i >= 0:
		return all[i], nil
	case word == "":
		return format{}, usagef("%s: the name has no extension to tell the form by; use --format with one of %s", path, list(diffFormatNames()))
	}
	return format{}, usagef("%s%v", what, unknown("form", word, diffFormatNames()))
}
