// Package dot writes topologies in the DOT language, the input of Graphviz.
//
// The language is the one of https://graphviz.org/doc/info/lang.html. What a
// user wrote never becomes anything but a text, a name or a colour in it: no
// HTML-like label, no path that Graphviz would open, no attribute of Graphviz.
//
// A few attributes say what Graphviz has no word for and does not look at:
//
//   - kind, of nodes and groups; icon, of nodes; description, of the graph;
//   - title, of a graph whose title cannot be its name;
//   - attrs.KEY, a free attribute named KEY;
//   - headgroup and tailgroup, the cluster that an edge ends at where lhead and
//     ltail cannot say so, because the other end is inside.
package dot

import (
	"io"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/theme"
)

// Options are the choices of [Write]. The zero Options are the defaults.
type Options struct {
	// Theme is what to draw with; nil is the theme the graph names.
	Theme *theme.Theme
	// Warn is told what DOT cannot hold: directions of groups, patterns of
	// dashes, some ids and names of classes. It may be nil.
	Warn func(graph.Diagnostic)
}

// fonts are the families that the measures of other formats fit as well.
const fonts = "Helvetica,Arial,sans-serif"

// Write writes a graph as one DOT digraph, which ends in a newline. Nothing is
// written of a graph that is not valid or names a theme there is not: the error
// is then that of [graph.Graph.Validate] or of [theme.For].
//
// Every node is declared within the cluster of its group, before the edges.
// An edge that ends at a group leads to the first node within, and to a hidden
// node in a group that has none; lhead and ltail then clip it at the cluster.
// An id that DOT cannot hold, such as one that ends in a backslash or begins with
// a percent sign, is replaced by a name made from it.
func Write(w io.Writer, g *graph.Graph, opt Options) error {
	if err := g.Validate(); err != nil {
		return err
	}
	t, err := theme.For(g, opt.Theme)
	if err != nil {
		return err
	}
	wr := newWriter(g, t, opt.Warn)
	wr.graph()
	_, err = io.WriteString(w, wr.out.String())
	return err
}

// writer holds what the parts of one document share.
type writer struct {
	g    *graph.Graph
	look theme.Resolver
	tell func(graph.Diagnostic)
	// Defaults are what the node, edge and graph statements at the top say.
	nodeDefaults, edgeDefaults, groupDefaults attrs

	names  names
	anchor map[string]string // of a group, the written name of a node within
	home   map[string]string // of a written name, the group around the node
	out    strings.Builder
	depth  int
}

func newWriter(g *graph.Graph, t *theme.Theme, tell func(graph.Diagnostic)) *writer {
	w := &writer{
		g: g, look: theme.NewResolver(g, t), tell: tell,
		anchor: make(map[string]string), home: make(map[string]string),
	}
	w.names = newNames(g, w.warn)
	w.nodeDefaults = nodeStyle(graph.Rectangle, w.look.Node(&graph.Node{}))
	w.edgeDefaults = edgeStyle(w.look.Edge(&graph.Edge{}))
	w.groupDefaults = groupStyle(w.look.Group(&graph.Group{}))
	return w
}

func (w *writer) warn(at graph.Pos, message string) {
	if w.tell != nil {
		w.tell(graph.Diagnostic{Pos: at, Message: message})
	}
}

func (w *writer) graph() {
	g, tree := w.g, w.g.Tree()
	open := "digraph {"
	if g.Title != "" && nameable(g.Title) {
		open = "digraph " + quoteID(g.Title) + " {"
	}
	w.line(open)
	w.depth++
	w.settings()
	w.findAnchors(tree)
	w.level(tree, w.groupDefaults)
	for _, e := range g.Edges() {
		w.edge(e)
	}
	w.freeStatements(g.Attrs)
	w.depth--
	w.line("}")
}

// settings writes what holds for the whole drawing.
func (w *writer) settings() {
	if d := w.g.Direction.OrDown(); d != graph.Down { // Graphviz's default
		w.line("rankdir=" + d.Code() + ";")
	}
	if slices.ContainsFunc(w.g.Edges(), w.endsAtGroup) {
		w.line("compound=true;")
	}
	if !nameable(w.g.Title) {
		w.line("title=" + quoteText(w.g.Title) + ";")
	}
	if w.g.Description != "" {
		w.line("description=" + quoteText(w.g.Description) + ";")
	}
	font := attr{"fontname", quoteText(fonts)}
	if len(w.g.Groups()) > 0 {
		w.line("graph " + slices.Concat(w.groupDefaults, attrs{font}).String() + ";")
	}
	if len(w.g.Nodes()) > 0 {
		w.line("node " + slices.Concat(w.nodeDefaults, attrs{font}).String() + ";")
	}
	if len(w.g.Edges()) > 0 {
		w.line("edge " + slices.Concat(w.edgeDefaults, attrs{font}).String() + ";")
	}
}

func (w *writer) endsAtGroup(e *graph.Edge) bool {
	return w.g.Group(e.From) != nil || w.g.Group(e.To) != nil
}

// level writes the content of the graph or of a group. The inherited
// attributes are those that clusters at this level have unless they say
// otherwise.
func (w *writer) level(l *graph.Level, inherited attrs) {
	for _, n := range l.Nodes {
		w.node(n)
	}
	if l.Group != nil && len(l.Nodes)+len(l.Levels) == 0 {
		w.line(quoteID(w.anchor[l.Group.ID]) + ` [label="", shape=point, style=invis, width=0, height=0];`)
	}
	for _, inner := range l.Levels {
		w.group(inner, inherited)
	}
}

// freeStatements writes free attributes of the graph or of a cluster. They go
// behind the clusters within, which would otherwise inherit them.
func (w *writer) freeStatements(free graph.Attrs) {
	for _, a := range free {
		w.line(freeKey(a.Key) + "=" + quoteText(a.Value) + ";")
	}
}

func (w *writer) line(s string) {
	for range w.depth {
		w.out.WriteString("  ")
	}
	w.out.WriteString(s)
	w.out.WriteByte('\n')
}
