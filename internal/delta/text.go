package delta

import (
	"io"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// TextOptions say what text looks like.
type TextOptions struct {
	// Color asks for ANSI colours.
	Color bool
}

// Text writes a line for each element that differs, below what it is, and the
// summary: "+" for what was added, "-" for what was removed, "~" for what changed,
// and "→" for what was renamed. Texts of the topologies are in quotes where a
// terminal would obey them. The error is that of w.
func (c *Comparison) Text(w io.Writer, opts TextOptions) error {
	var b strings.Builder
	what := ""
	for _, e := range c.entries() {
		if e.what != what {
			what = e.what
			b.WriteString(headings()[what] + "\n")
		}
		b.WriteString("  " + painted(e.op, e.text(), opts.Color) + "\n")
	}
	b.WriteString(c.Summary() + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func headings() map[string]string {
	return map[string]string{"graph": "graph", "node": "nodes", "group": "groups", "edge": "edges"}
}

// sign is what a line of an operation begins with.
func sign(op graph.Op) string {
	switch op {
	case graph.Added:
		return "+"
	case graph.Removed:
		return "-"
	case graph.Renamed:
		return "→"
	}
	return "~"
}

// painted puts text in the colour of an operation, as parameters of SGR (ECMA-48,
// section 8.3.117).
func painted(op graph.Op, text string, color bool) string {
	if !color {
		return text
	}
	codes := map[graph.Op]string{graph.Added: "32", graph.Removed: "31", graph.Changed: "33", graph.Renamed: "36"}
	return "\x1b[" + codes[op] + "m" + text + "\x1b[0m"
}

// text returns an entry as one line.
func (e entry) text() string {
	words := []string{sign(e.op)}
	if e.name != "" {
		words = append(words, e.name)
	}
	switch {
	case e.now != "":
		words = append(words, "→", e.now)
	case e.about != "" && (e.op == graph.Added || e.op == graph.Removed || e.what == "edge"):
		words = append(words, "("+e.about+")")
	}
	line := strings.Join(words, " ")
	var changes []string
	for _, ch := range e.changes {
		old, new := both(ch)
		changes = append(changes, name(ch.Field)+" "+old+" → "+new)
	}
	if len(changes) == 0 {
		return line
	}
	if e.name != "" {
		line += ":"
	}
	return line + " " + strings.Join(changes, "; ")
}
