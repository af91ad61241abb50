package dot

import (
	"github.com/topodraw/topodraw/graph"
)

func (l *lowerer) edge(ce *cedge) {
	l.at = ce.at
	v := &view{own: &ce.own, base: ce.defaults, esc: l.edgeEscapes(ce)}
	tail, tailNode := l.edgeEnd(v, ce, false)
	head, headNode := l.edgeEnd(v, ce, true)
	e := l.g.AddEdge(tail, head, "")
	l.place(ce.at, &e.Pos)
	if tailNode != "" {
		e.Attrs.Set(rawPrefix+"tail", tailNode)
	}
	if headNode != "" {
		e.Attrs.Set(rawPrefix+"head", headNode)
	}
	l.edgeLabel(e, v)
	e.ID, e.Tooltip, e.Link, e.Classes = v.text("id"), v.text("tooltip"), l.link(v), v.classes()
	l.edgeArrows(e, v)
	l.edgeLooks(e, v)
	v.takeIf("fontsize", smallType(e.Label))
	v.takeFont(l.edgeDefaults)
	l.keep(v, l.edgeDefaults, &e.Attrs, namesOfEdge)
}

func (l *lowerer) edgeEscapes(ce *cedge) escapes {
	op := "--"
	if l.c.doc.directed {
		op = "->"
	}
	return escapes{
		edge: ce.tail.name + op + ce.head.name, tail: ce.tail.name, head: ce.head.name, graph: l.c.doc.name.text,
	}
}

// clusterAt returns the cluster that an edge ends at, or nil.
func (l *lowerer) clusterAt(ce *cedge, atHead bool) *csub {
	v := &view{own: &ce.own, base: ce.defaults}
	return l.clipped(v, ce, atHead)
}

// clipped takes the attributes by which an edge ends at a cluster. Graphviz
// follows lhead and ltail only in a compound graph, from outside the cluster to
// a node within.
func (l *lowerer) clipped(v *view, ce *cedge, atHead bool) *csub {
	key, own, node, other := "ltail", "tailgroup", ce.tail, ce.head
	if atHead {
		key, own, node, other = "lhead", "headgroup", ce.head, ce.tail
	}
	compound, _ := l.c.root.attrs.table.get("compound")
	if s, ok := v.get(key); ok && s.value.text != "" && mapBool(compound.value.text) {
		if c := l.clusters[s.value.text]; c != nil && l.contains(c, node) && !l.contains(c, other) {
			v.take(key)
			return c
		}
	}
	if s, ok := v.get(own); ok && s.value.text != "" {
		if c := l.clusters[s.value.text]; c != nil && l.contains(c, node) {
			v.take(own)
			return c
		}
	}
	return nil
}

// edgeEnd returns the id of what an edge ends at. Where that is a group, and
// the edge does not lead to the node that Write would choose, node names it.
func (l *lowerer) edgeEnd(v *view, ce *cedge, atHead bool) (id, node string) {
	n := ce.tail
	if atHead {
		n = ce.head
	}
	c := l.clipped(v, ce, atHead)
	if c == nil {
		return l.nodeID[n], ""
	}
	if l.first(c) != n {
		node = l.nodeID[n]
	}
	return l.groupOf[c].ID, node
}

func (l *lowerer) edgeLabel(e *graph.Edge, v *view) {
	raw, ok := v.take("label")
	if !ok || raw.text == "" {
		return
	}
	v.esc.label = raw.text
	text, exact := labelText(raw, false, &v.esc)
	if !exact {
		l.keepLabel(raw, v, &e.Attrs)
	}
	e.Label = text
}

func (l *lowerer) edgeArrows(e *graph.Edge, v *view) {
	dir := v.word("dir")
	if dir != "forward" && dir != "back" && dir != "both" && dir != "none" {
		dir = "none"
		if l.c.doc.directed {
			dir = "forward"
		}
	}
	e.Head, e.Tail = graph.ArrowNone, ""
	if dir == "forward" || dir == "both" {
		e.Head = arrow(v, "arrowhead", &e.Attrs)
	}
	if dir == "back" || dir == "both" {
		e.Tail = arrow(v, "arrowtail", &e.Attrs)
	}
	if e.Head == graph.ArrowNormal {
		e.Head = ""
	}
	if e.Tail == graph.ArrowNone {
		e.Tail = ""
	}
}

// arrow takes the sign at an end, and keeps its name if it is another than that
// of the model.
func arrow(v *view, key string, free *graph.Attrs) graph.Arrow {
	raw, _ := v.take(key)
	a := modelArrow(raw.text)
	if raw.text != "" && raw.text != arrowOf(a) {
		setFree(free, rawPrefix+key, rawText(raw))
	}
	return a
}

// modelArrow returns the sign that comes closest to an arrow type.
func modelArrow(name string) graph.Arrow {
	switch name {
	case "none":
		return graph.ArrowNone
	case "dot", "odot":
		return graph.ArrowCircle
	case "tee":
		return graph.ArrowCross
	}
	return graph.ArrowNormal
}

func (l *lowerer) edgeLooks(e *graph.Edge, v *view) {
	words := v.styles()
	line := graph.Line(v.word("line"))
	cut(&words, "solid")
	has := func(word string, is graph.Line) {
		if e.Line == "" && cut(&words, word) {
			e.Line = is
		}
	}
	has("invis", graph.Invisible)
	has("bold", graph.Thick)
	pattern, told := v.take("dash")
	switch {
	case told && dashed(graph.Style{Dash: pattern.text}):
		e.Style.Dash = pattern.text
		if e.Line == "" && line == graph.Dashed {
			e.Line = graph.Dashed
		}
		has("dotted", graph.Dotted)
		cut(&words, "dashed")
	case e.Line == graph.Thick:
		e.Style.Dash = v.dash(&words)
	default:
		has("dashed", graph.Dashed)
		has("dotted", graph.Dotted)
	}
	e.Style.Stroke, e.Style.Color, e.Style.StrokeWidth = v.color("color"), v.color("fontcolor"), v.width()
	keepStyles(words, &e.Attrs)
	if l.look != nil {
		l.forgetEdgeTheme(e)
	}
}

// forgetEdgeTheme takes out of an edge what the theme gives to all.
func (l *lowerer) forgetEdgeTheme(e *graph.Edge) {
	given := l.look.Edge(&graph.Edge{Classes: e.Classes})
	if e.Line == graph.Thick && l.look.EdgeText(&graph.Edge{Classes: e.Classes}).StrokeWidth == 0 {
		given.StrokeWidth *= 2
	}
	e.Style = plainStyle(e.Style, given)
	if e.Style.Color != "" && color(e.Style.Color) == color(given.Color) {
		e.Style.Color = ""
	}
}
