package dot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

func (w *writer) node(n *graph.Node) {
	name := w.names.nodes[n.ID]
	sh := w.shape(n)
	var a attrs
	if _, raw := rawOf(n.Attrs, "label"); raw || n.FullText() != name || !plainLabel(name) {
		a.title(n.FullText(), n.Attrs, w.nodeText(n, sh.name))
	}
	a.text("subtitle", n.Subtitle)
	a.word("kind", n.Kind)
	st := nodeColors(&w.look, w.g, n)
	looks := nodeStyle(sh, st)
	w.rawLooks(&looks, n.Attrs, w.g.Asked(n.Style, n.Classes))
	a = append(a, looks.without(w.defaults.node)...)
	if w.look.Shape(n) == graph.Circle && longestLine(n.FullText()) > longestInCircle {
		a.add("fixedsize", "shape")
		a.add("width", "2")
	}
	w.link(&a, n.Link)
	a.text("tooltip", n.Tooltip)
	w.class(&a, n.Classes, n.Pos)
	a.text("icon", n.Icon)
	w.free(&a, n.Attrs, ofNode, n.Pos)
	w.dash(st, n.Pos, fmt.Sprintf("node %q", n.ID))
	w.line(quoteID(name) + a.suffix())
}

// longestInCircle is the longest line that a circle grows with. Beyond it the
// circle would be so high that Graphviz fails to route edges around it.
const longestInCircle = 200

// plainLabel reports whether Graphviz shows a name as it is. It reads the name
// of a node without a label as an escString with entities.
func plainLabel(name string) bool {
	return !strings.ContainsAny(name, "\\\n") && !hasEntity(name)
}

// group writes a cluster. A cluster has the attributes of the one around it,
// as they were when it begins, unless it sets its own.
func (w *writer) group(l *graph.Level, inherited attrs) {
	gr := l.Group
	st := w.look.Group(gr)
	st.Color = groupColors(&w.look, w.g, gr).Color
	var own attrs
	own.title(gr.Text(), gr.Attrs, w.groupText(gr))
	own.word("kind", gr.Kind)
	looks := groupStyle(st)
	w.rawLooks(&looks, gr.Attrs, w.g.Asked(gr.Style, gr.Classes))
	own = append(own, looks...)
	w.link(&own, gr.Link)
	own.text("tooltip", gr.Tooltip)
	w.class(&own, gr.Classes, gr.Pos)
	who := fmt.Sprintf("group %q", gr.ID)
	w.dash(st, gr.Pos, who)
	if gr.Direction != "" {
		own.add("direction", string(gr.Direction))
		w.warn(gr.Pos, who+": a cluster has no direction of its own in DOT")
	}
	known := len(own)
	w.raw(&own, gr.Attrs, ofGroup, gr.Pos)
	// Of what it may inherit Read only keeps what Graphviz knows: the rest is said.
	said := slices.Concat(own[:known].without(inherited), own[known:], own.lacking(inherited))
	w.line("subgraph " + quoteID(w.names.clusters[gr.ID]) + " {")
	w.depth++
	w.line("graph " + said.String() + ";")
	w.level(l, own)
	w.subgraphs(gr.Attrs, gr.ID)
	w.cluster(gr)
	w.freeStatements(gr.Attrs)
	w.depth--
	w.line("}")
}

// cluster writes what makes a cluster of any subgraph, behind those within,
// which would inherit it.
func (w *writer) cluster(gr *graph.Group) {
	raw, ok := rawOf(gr.Attrs, "cluster")
	if text, holds := raw.source(); ok && holds {
		w.line("cluster=" + text + ";")
	}
}

func (w *writer) edge(e *graph.Edge) {
	tail, head := w.ends(e)
	var a attrs
	if e.Label != "" {
		a.label(e.Label, e.Attrs, w.edgeText(e))
	}
	a = append(a, w.edgeLooks(e)...)
	a = append(a, w.edgeArrows(e)...)
	w.clip(&a, "tail", e.From, head)
	w.clip(&a, "head", e.To, tail)
	w.link(&a, e.Link)
	a.text("tooltip", e.Tooltip)
	a.text("id", e.ID)
	w.class(&a, e.Classes, e.Pos)
	w.free(&a, e.Attrs, ofEdge, e.Pos)
	w.line(quoteID(tail) + w.operator() + quoteID(head) + a.suffix())
}

func (w *writer) operator() string {
	if w.undirected {
		return " -- "
	}
	return " -> "
}

func (w *writer) edgeLooks(e *graph.Edge) attrs {
	st := w.look.Edge(e)
	var styles []string
	switch e.LineOrSolid() {
	case graph.Dashed:
		styles = []string{"dashed"}
	case graph.Dotted:
		styles = []string{"dotted"}
	case graph.Invisible:
		styles = []string{"invis"}
	case graph.Thick:
		styles = []string{"bold"}
		if w.look.EdgeText(e).StrokeWidth == 0 {
			st.StrokeWidth *= 2 // style=bold alone loses against a penwidth
		}
	}
	w.dash(st, e.Pos, fmt.Sprintf("edge %q to %q", e.From, e.To))
	var a attrs
	if dashed(st) {
		if e.LineOrSolid() == graph.Solid || e.Line == graph.Thick {
			styles = append(styles, "dashed")
		}
		a.text("dash", st.Dash)
		if e.Line == graph.Dashed {
			a.add("line", string(e.Line))
		}
	}
	a = append(a, edgeStyle(st)...)
	a.word("style", strings.Join(styles, ","))
	w.rawLooks(&a, e.Attrs, w.g.Asked(e.Style, e.Classes))
	return a.without(w.defaults.edge).first("style")
}

// edgeArrows returns what differs from an arrow at the head alone or, in a
// graph without directions, from none.
func (w *writer) edgeArrows(e *graph.Edge) attrs {
	head, tail := e.Ends()
	atHead, atTail := head != graph.ArrowNone, tail != graph.ArrowNone
	var a attrs
	switch {
	case atHead && atTail:
		a.add("dir", "both")
	case atTail:
		a.add("dir", "back")
	case !atHead && !w.undirected:
		a.add("dir", "none")
	case atHead && w.undirected:
		a.add("dir", "forward")
	}
	a.arrow("arrowhead", head, e.Attrs)
	a.arrow("arrowtail", tail, e.Attrs)
	return a
}

// arrow appends the sign at an end, in the form that was read if that means the
// same.
func (a *attrs) arrow(key string, sign graph.Arrow, free graph.Attrs) {
	raw, ok := rawOf(free, key)
	text, holds := raw.source()
	switch {
	case ok && holds && (sign == graph.ArrowNone || modelArrow(raw.text) == sign):
		a.add(key, text)
	case sign != graph.ArrowNone && sign != graph.ArrowNormal:
		a.add(key, arrowOf(sign))
	}
}

// clip ends an edge at the border of a group, if it ends at one. Graphviz
// refuses to where the node at the other end is inside.
func (w *writer) clip(a *attrs, end, id, other string) {
	if w.g.Group(id) == nil {
		return
	}
	key := "l" + end
	if w.within(other, id) {
		key = end + "group"
	}
	a.add(key, quoteID(w.names.clusters[id]))
}

// ends returns the written names of the nodes that an edge leads from and to.
func (w *writer) ends(e *graph.Edge) (tail, head string) {
	return w.end(e.From, e.Attrs, "tail"), w.end(e.To, e.Attrs, "head")
}

// end returns the written name of the node that stands for an edge's end: that
// which the edge was read with, or the first in the group.
func (w *writer) end(id string, free graph.Attrs, key string) string {
	if w.g.Group(id) == nil {
		return w.names.nodes[id]
	}
	node, _ := free.Get(rawPrefix + key)
	if name := w.names.nodes[node]; name != "" && w.within(name, id) {
		return name
	}
	return w.anchor[id]
}

// within reports whether a node, by its written name, is somewhere in a group.
func (w *writer) within(name, group string) bool {
	for gr := w.g.Group(w.home[name]); gr != nil; gr = w.g.Group(gr.Parent) {
		if gr.ID == group {
			return true
		}
	}
	return false
}

// findAnchors finds for every group the node that stands for it as the end of
// edges, the first within, and returns that of the level.
func (w *writer) findAnchors(l *graph.Level) string {
	first := ""
	home := ""
	if l.Group != nil {
		home = l.Group.ID
	}
	for _, n := range l.Nodes {
		w.home[w.names.nodes[n.ID]] = home
	}
	if len(l.Nodes) > 0 {
		first = w.names.nodes[l.Nodes[0].ID]
	}
	for _, inner := range l.Levels {
		if a := w.findAnchors(inner); first == "" {
			first = a
		}
	}
	if l.Group == nil {
		return first
	}
	if first == "" {
		first = w.names.newAnchor(home)
		w.home[first] = home
	}
	w.anchor[home] = first
	return first
}

func (w *writer) link(a *attrs, link string) {
	if link != "" {
		a.add("URL", quoteURL(link))
	}
}

// class writes the names of classes, which Graphviz copies into SVG as they
// are: it is no escString.
func (w *writer) class(a *attrs, classes []string, at graph.Pos) {
	if len(classes) == 0 {
		return
	}
	all := strings.Join(classes, " ")
	if !holdable(all) {
		w.warn(at, fmt.Sprintf("DOT cannot hold the class names %q: they are left out", all))
		return
	}
	a.add("class", quoteID(all))
}

func (w *writer) dash(st graph.Style, at graph.Pos, who string) {
	if inexact(st) {
		w.warn(at, fmt.Sprintf("%s: DOT has no dash patterns: %q is written as dashed", who, st.Dash))
	}
}
