package mermaid

import (
	"bytes"
	"io"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/theme"
)

// Options say how to write. The zero Options is the default.
type Options struct {
	// Theme gives the styles of kinds; nil is the theme that the graph names.
	Theme *theme.Theme
	// Warn is told what Mermaid cannot hold and what was written in its place,
	// one problem at a time: the graph's, then those of nodes, groups and edges
	// in their order. It may be nil.
	Warn func(graph.Diagnostic)
}

// Write writes a graph as a Mermaid flowchart. An invalid graph is an error,
// the [graph.Diagnostics] of [graph.Graph.Validate], and so is a theme that
// does not exist; nothing is written then.
//
// Every text comes out so that Mermaid reads back the same text. An id that
// Mermaid cannot hold is written as a similar one, which depends on the id
// alone as long as nothing else has that name; the label then shows the id.
// Only nodes that need it are declared on a line of their own: the others are
// named by their edges, unless that would change the order of the nodes.
//
// The title of the graph is not written, as a document has a heading for it.
// The description is, as accDescr, which is read out to those who cannot see
// the picture. Kinds show as styles. Icons are left out: which icons exist is
// up to the page that shows the diagram, and GitHub has none.
//
// A graph that [Read] has read comes out as it was: with its frontmatter, if the
// title is still that, its directives, its texts in Markdown or HTML as long as
// they mean the label, and no colours but its own.
//
// What Mermaid cannot hold is no error: it is left out, or written as the
// nearest that Mermaid has, and told to Options.Warn.
func Write(w io.Writer, g *graph.Graph, opt Options) error {
	if err := g.Validate(); err != nil {
		return err
	}
	t, err := theme.For(g, opt.Theme)
	if err != nil {
		return err
	}
	out := newWriter(g, t, opt.Warn)
	out.document()
	_, err = w.Write(out.Bytes())
	return err
}

// writer holds one document while it is being written.
type writer struct {
	bytes.Buffer
	g      *graph.Graph
	styles theme.Resolver
	tree   *graph.Level
	links  []link
	names  names
	warn   func(graph.Diagnostic)
	// asWritten is set for a graph that says by an attribute that it came from
	// Mermaid: nothing is added to its looks.
	asWritten bool
	shapes    shapeTable
	// declared are the nodes that have a line of their own; nodes and groups are
	// all of them, in the order in which their looks are stated.
	declared map[*graph.Node]bool
	nodes    []*graph.Node
	groups   []*graph.Group
	// refused are attributes of Mermaid's that cannot be written back, each once.
	refused []graph.Attr
	known   map[graph.Attr]bool
}

func newWriter(g *graph.Graph, t *theme.Theme, warn func(graph.Diagnostic)) *writer {
	if warn == nil {
		warn = func(graph.Diagnostic) {}
	}
	w := &writer{g: g, styles: theme.NewResolver(g, t), tree: g.Tree(), names: nameAll(g), warn: warn, known: make(map[graph.Attr]bool)}
	w.asWritten = asWritten(g)
	for _, e := range g.Edges() {
		w.links = append(w.links, newLink(e))
	}
	return w
}

func (w *writer) document() {
	w.arrange()
	w.frontmatter()
	w.line(0, w.diagram()+" "+w.header())
	w.accessible()
	w.tooltipLines()
	w.declarations()
	w.edges()
	w.metadata()
	w.styleLines()
	w.classLines()
	w.clickLines()
	w.warnings()
}

// line writes one statement. The semicolon is more than looks: Mermaid drops
// the last one of a line where "style" stands before something like a hex
// colour, which a label can look like too, and then it drops this one. It does
// the same for "classDef", once more, so there is no other classDef in a line
// than the statement.
func (w *writer) line(depth int, statement string) {
	w.indent(depth)
	w.WriteString(statement)
	w.WriteString(";\n")
}

// maxDepth is where indentation ends, so that deep nesting cannot make the
// document grow with the square of its depth.
const maxDepth = 32

func (w *writer) indent(depth int) {
	for range min(depth, maxDepth) {
		w.WriteString("  ")
	}
}

// accessible writes accTitle and accDescr, whose values reach to the end of the
// line. So there can be no closing semicolon for Mermaid to drop, and the word
// that makes it do so is hidden.
func (w *writer) accessible() {
	title, _ := w.g.Attrs.Get("mermaid.accTitle")
	for _, s := range [][2]string{{"accTitle: ", title}, {"accDescr: ", w.g.Description}} {
		if s[1] != "" {
			w.indent(1)
			w.WriteString(s[0] + escapeDescription(s[1]) + "\n")
		}
	}
}

// header returns the direction as the first line of a flowchart has it.
func (w *writer) header() string {
	d := w.g.Direction
	if own, _ := w.g.Attrs.Get("mermaid.direction"); own == "BR" && d == "" {
		return own
	}
	if d.OrDown() == graph.Down {
		return "TD"
	}
	return d.Code()
}
