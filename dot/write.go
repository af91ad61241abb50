// Package dot writes topologies in the DOT language, the input of Graphviz, and
// reads them.
//
// The language is the one of https://graphviz.org/doc/info/lang.html. What a
// user wrote never becomes anything but a text, a name or a colour in it: no
// HTML-like label, no path that Graphviz would open, no attribute of Graphviz.
// Free attributes named "dot.NAME" are the exception: that is how [Read] keeps
// what the model has no field for, and they are written as the attribute NAME.
//
// A few attributes say what Graphviz has no word for and does not look at:
//
//   - kind, of nodes and groups; subtitle and icon, of nodes; direction, of
//     groups; description and theme, of the graph;
//   - title, of a graph whose title cannot be its name;
//   - class.NAME, of the graph: what a class looks like;
//   - dash, the pattern of a dashed line; line, where style leaves open whether
//     the edge or its pattern is what is dashed;
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
	// Warn is told what DOT cannot hold or Graphviz does not draw: directions of
	// groups, patterns of dashes, some ids and names of classes. It may be nil.
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
	// defaults are what the node, edge and graph statements at the top say.
	defaults themeDefaults
	// undirected is a graph whose edges have no arrow unless they say so.
	undirected bool

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
	w.defaults = newThemeDefaults(&w.look)
	directed, _ := rawOf(g.Attrs, "directed")
	w.undirected = directed.text == "false"
	return w
}

func (w *writer) warn(at graph.Pos, message string) {
	if w.tell != nil {
		w.tell(graph.Diagnostic{Pos: at, Message: message})
	}
}

func (w *writer) graph() {
	g, tree := w.g, w.g.Tree()
	w.findAnchors(tree)
	w.line(w.opening())
	w.depth++
	w.settings()
	w.level(tree, w.defaults.group)
	w.subgraphs(g.Attrs, "")
	for _, e := range g.Edges() {
		w.edge(e)
	}
	w.closing()
	w.depth--
	w.line("}")
}

// opening returns the first line.
func (w *writer) opening() string {
	open := "digraph "
	if w.undirected {
		open = "graph "
	}
	if w.strict() {
		open = "strict " + open
	}
	if name := w.name(); name != "" && nameable(name) {
		open += quoteID(name) + " "
	}
	return open + "{"
}

// name returns the name of the graph: its title, unless that is its label.
func (w *writer) name() string {
	if _, labelled := rawOf(w.g.Attrs, "label"); !labelled {
		return w.g.Title
	}
	name, _ := w.g.Attrs.Get(rawPrefix + "name")
	return name
}

// strict reports whether the graph is to be a strict one, in which Graphviz
// makes one edge of several.
func (w *writer) strict() bool {
	if v, _ := rawOf(w.g.Attrs, "strict"); !mapBool(v.text) {
		return false
	}
	seen := make(map[[2]string]bool, len(w.g.Edges()))
	for _, e := range w.g.Edges() {
		tail, head := w.ends(e)
		if w.undirected && tail > head {
			tail, head = head, tail
		}
		if seen[[2]string{tail, head}] {
			w.warn(e.Pos, "a strict graph has one edge between two nodes: it is written as one that is not strict")
			return false
		}
		seen[[2]string{tail, head}] = true
	}
	return true
}

// closing writes what clusters must not inherit.
func (w *writer) closing() {
	g := w.g
	for _, c := range g.Classes() {
		w.line(quoteText(classPrefix+c.Name) + "=" + quoteText(formatStyle(c.Style)) + ";")
	}
	if raw, ok := rawOf(g.Attrs, "label"); ok {
		label := quoteText(g.Title)
		if label == `"`+g.Title+`"` {
			label = quoteWord(g.Title) // as a raw label is written
		}
		if text, holds := raw.source(); holds && titleOf(raw, w.name()) == g.Title {
			label = text
		}
		w.line("label=" + label + ";")
	}
	var a attrs
	w.raw(&a, g.Attrs, ofGraph, g.Pos)
	for _, at := range a {
		w.line(at.key + "=" + at.value + ";")
	}
	w.freeStatements(g.Attrs)
}

// settings writes what holds for the whole drawing.
func (w *writer) settings() {
	if d := w.g.Direction.OrDown(); d != graph.Down { // Graphviz's default
		w.line("rankdir=" + d.Code() + ";")
	}
	if slices.ContainsFunc(w.g.Edges(), w.endsAtGroup) {
		w.line("compound=true;")
	}
	if _, labelled := rawOf(w.g.Attrs, "label"); !labelled && !nameable(w.g.Title) {
		w.line("title=" + quoteText(w.g.Title) + ";")
	}
	if w.g.Theme != "" {
		w.line("theme=" + quoteText(w.g.Theme) + ";")
	}
	if w.g.Description != "" {
		w.line("description=" + quoteText(w.g.Description) + ";")
	}
	if len(w.g.Groups()) > 0 {
		w.statement("graph", w.defaults.group)
	}
	if len(w.g.Nodes()) > 0 {
		w.statement("node", w.defaults.node)
	}
	if len(w.g.Edges()) > 0 {
		w.statement("edge", w.defaults.edge)
	}
}

// statement writes the defaults of a target: those of the theme, the font, and
// what the graph was read with.
func (w *writer) statement(target string, given attrs) {
	a := slices.Clone(given)
	a.add("fontname", quoteText(fonts))
	for _, f := range w.g.Attrs {
		key, ok := strings.CutPrefix(f.Key, rawPrefix+target+".")
		ok = ok && ofGraph(target+".") // there are none for clusters
		text, holds := rawValue(f.Value).source()
		if _, stated := given.get(key); ok && holds && holdable(key) && !stated && !unsafeLink(key, rawValue(f.Value)) {
			a.replace(quoteWord(key), text)
		}
	}
	w.line(target + " " + a.String() + ";")
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
		if !strings.HasPrefix(a.Key, rawPrefix) {
			w.line(freeKey(a.Key) + "=" + quoteText(a.Value) + ";")
		}
	}
}

func (w *writer) line(s string) {
	for range w.depth {
		w.out.WriteString("  ")
	}
	w.out.WriteString(s)
	w.out.WriteByte('\n')
}
