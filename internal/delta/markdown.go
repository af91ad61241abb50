package delta

import (
	"fmt"
	"io"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/mermaid"
	"github.com/topodraw/topodraw/theme"
)

// The limits that a comment has to keep: what GitHub takes as the body of one, and
// what Mermaid draws by default (maxEdges and maxTextSize of its configuration). All
// are counted in bytes, of which there are at least as many as characters.
const (
	maxComment = 65_536
	maxDiagram = 50_000
	maxEdges   = 500
)

// MarkdownOptions say what Markdown looks like.
type MarkdownOptions struct {
	// Steps is how much of what did not change is drawn, as for [Comparison.Drawing].
	Steps int
	// Direction is that of the diagram; empty is the topology's own.
	Direction graph.Direction
	// Base is the theme that gives nodes their shapes.
	Base *theme.Theme
}

// Markdown writes a comment: a summary, a Mermaid diagram, and a list of what
// differs. A diagram that is too large for Mermaid is cut down to what differs and
// its neighbours, or to what differs alone, or is left out; of a list that makes the
// comment too large for GitHub the end is. Texts of the topologies are in code spans.
func (c *Comparison) Markdown(w io.Writer, opts MarkdownOptions) error {
	var b strings.Builder
	b.WriteString("**Topology:** " + c.Summary() + "\n")
	if !c.Same() {
		diagram, err := c.diagram(opts)
		if err != nil {
			return err
		}
		b.WriteString("\n" + diagram + "\n")
		c.list(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// size is how much of the topology a diagram shows, and what is said of that.
type size struct {
	steps int
	note  string
}

// sizes returns what is tried, the largest first.
func (o MarkdownOptions) sizes() []size {
	const (
		near = "_The whole is too large for a diagram: this is what differs, and its neighbours._\n"
		only = "_The whole is too large for a diagram: this is what differs._\n"
	)
	out := []size{{o.Steps, ""}}
	if o.Steps < 0 || o.Steps > 1 {
		out = append(out, size{1, near})
	}
	if o.Steps != 0 {
		out = append(out, size{0, only})
	}
	return out
}

// diagram returns the largest diagram that Mermaid draws.
func (c *Comparison) diagram(opts MarkdownOptions) (string, error) {
	for _, s := range opts.sizes() {
		g, err := c.Drawing(s.steps, opts.Base)
		if err != nil {
			return "", err
		}
		if opts.Direction != "" {
			g.Direction = opts.Direction
		}
		if len(g.Edges()) > maxEdges {
			continue
		}
		var b strings.Builder
		if err := mermaid.Write(&b, Plain(g), mermaid.Options{Theme: Theme(opts.Base)}); err != nil {
			return "", err
		}
		if b.Len() <= maxDiagram {
			return fenced(b.String()) + note(s.note), nil
		}
	}
	return "_The difference is too large for a diagram._\n", nil
}

// Plain returns a copy of a drawing for Mermaid, which has tooltips for nodes only:
// what they say is in the list of differences.
func Plain(g *graph.Graph) *graph.Graph {
	g = g.HideKinds() // a copy
	for _, e := range g.Edges() {
		e.Tooltip = ""
	}
	for _, gr := range g.Groups() {
		gr.Tooltip = ""
	}
	return g
}

func note(text string) string {
	if text == "" {
		return ""
	}
	return "\n" + text
}

// fenced returns a diagram in a fence that nothing in it can close.
func fenced(diagram string) string {
	fence := strings.Repeat("`", max(3, longestTicks(diagram)+1))
	return fence + "mermaid\n" + diagram + fence + "\n"
}

// longestTicks returns the length of the longest row of backticks.
func longestTicks(text string) int {
	longest, n := 0, 0
	for _, c := range text {
		if n++; c != '`' {
			n = 0
		}
		longest = max(longest, n)
	}
	return longest
}

// list writes a line for each element that differs, as many as there is room for.
func (c *Comparison) list(b *strings.Builder) {
	const more = len("- and 1000000000 more\n")
	entries := c.entries()
	for i, e := range entries {
		line := "- " + e.markdown() + "\n"
		if b.Len()+len(line)+more > maxComment {
			fmt.Fprintf(b, "- and %d more\n", len(entries)-i)
			return
		}
		b.WriteString(line)
	}
}

// markdown returns an entry as one line.
func (e entry) markdown() string {
	words := []string{string(e.op), e.what}
	if e.name != "" {
		words = append(words, code(e.name))
	}
	switch {
	case e.now != "":
		words = append(words, "to", code(e.now))
	case e.about != "" && (e.op == graph.Added || e.op == graph.Removed || e.what == "edge"):
		words = append(words, "("+code(e.about)+")")
	}
	var changes []string
	for _, ch := range e.changes {
		old, new := both(ch)
		changes = append(changes, code(name(ch.Field))+" "+code(old)+" → "+code(new))
	}
	line := strings.Join(words, " ")
	if len(changes) > 0 {
		line += ": " + strings.Join(changes, "; ")
	}
	return line
}

// code returns a text of one line as a code span of CommonMark, in which nothing
// is obeyed; see https://spec.commonmark.org/0.31.2/#code-spans.
func code(text string) string {
	ticks := strings.Repeat("`", longestTicks(text)+1)
	pad := ""
	if strings.HasPrefix(text, "`") || strings.HasSuffix(text, "`") {
		pad = " "
	}
	return ticks + pad + text + pad + ticks
}
