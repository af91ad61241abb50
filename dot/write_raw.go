package dot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
)

// What Read has kept as free attributes is written as what it was, as long as
// the model says nothing else.

// The free attributes "dot.NAME" of elements that are no attributes of
// Graphviz: what Read keeps under these names is something else.
func namesOfGraph(name string) bool {
	switch name {
	case "name", "title", "directed", "strict":
		return true
	}
	return strings.HasPrefix(name, "node.") || strings.HasPrefix(name, "edge.") || strings.HasPrefix(name, "subgraph.")
}

func namesOfNode(name string) bool { return name == "name" }

func namesOfGroup(name string) bool { return name == "name" || strings.HasPrefix(name, "subgraph.") }

func namesOfEdge(name string) bool { return name == "head" || name == "tail" }

// Those, and the ones that are written with the model's own attributes.
func ofGraph(name string) bool { return name == "label" || namesOfGraph(name) }

func ofNode(name string) bool { return name == "shape" || ofLooks(name) || namesOfNode(name) }

func ofGroup(name string) bool { return name == "cluster" || ofLooks(name) || namesOfGroup(name) }

func ofEdge(name string) bool {
	return name == "arrowhead" || name == "arrowtail" || ofLooks(name) || namesOfEdge(name)
}

func ofLooks(name string) bool {
	switch name {
	case "label", "style", "fillcolor", "color", "fontcolor", "penwidth":
		return true
	}
	return false
}

// free appends free attributes, under keys that Graphviz does not have, and
// those of Graphviz.
func (w *writer) free(a *attrs, free graph.Attrs, elsewhere func(string) bool, at graph.Pos) {
	w.raw(a, free, elsewhere, at)
	for _, f := range free {
		if !strings.HasPrefix(f.Key, rawPrefix) {
			a.add(freeKey(f.Key), quoteText(f.Value))
		}
	}
}

// raw appends the attributes of Graphviz that were read, but for those that
// are written elsewhere or that the model has set.
func (w *writer) raw(a *attrs, free graph.Attrs, elsewhere func(string) bool, at graph.Pos) {
	for _, f := range free {
		name, ok := strings.CutPrefix(f.Key, rawPrefix)
		if !ok || elsewhere(name) {
			continue
		}
		v := rawValue(f.Value)
		text, holds := v.source()
		if !holds || !holdable(name) || name == "" || unsafeLink(name, v) {
			w.warn(at, fmt.Sprintf("the attribute %q cannot be written in DOT: it is left out", f.Key))
			continue
		}
		if _, stated := a.get(quoteWord(name)); !stated {
			a.add(quoteWord(name), text)
		}
	}
}

// rawLooks puts colours and widths that the model does not have where nothing
// else is asked for, and adds the words of the style that it has not got.
func (w *writer) rawLooks(a *attrs, free graph.Attrs, asked graph.Style) {
	use := func(key string, ask bool) {
		raw, ok := rawOf(free, key)
		if text, holds := raw.source(); ok && holds && !ask && !raw.html {
			a.replace(key, text)
		}
	}
	use("fillcolor", asked.Fill != "")
	use("color", asked.Stroke != "")
	use("fontcolor", asked.Color != "")
	use("penwidth", asked.StrokeWidth != 0)
	more, ok := rawOf(free, "style")
	if !ok || !holdable(more.text) || more.text == "" {
		return
	}
	styles := more.text
	if have, ok := a.get("style"); ok {
		styles = strings.Trim(have, `"`) + "," + styles
	}
	a.replace("style", quoteWord(styles))
}

// shape returns the outline of a node: the one that was read, if that means the
// same and the label can stand in it.
func (w *writer) shape(n *graph.Node) shape {
	sh := shapeOf(w.look.Shape(n))
	raw, ok := rawOf(n.Attrs, "shape")
	_, holds := raw.source()
	rounded := modelShape(raw.text, true, false) == n.Shape
	if !ok || !holds || raw.html || !rounded && modelShape(raw.text, false, false) != n.Shape {
		return sh
	}
	if isRecord(raw.text) && strings.ContainsAny(n.FullText(), recordSigns) {
		label, ok := rawOf(n.Attrs, "label")
		if _, holds := label.source(); !ok || !holds || w.nodeText(n, raw.text)(label) != n.FullText() {
			return sh
		}
	}
	return shape{name: raw.text, rounded: n.Shape == graph.Rounded && raw.text != "Mrecord"}
}

// nodeText, groupText and edgeText return what says how a label reads.
func (w *writer) nodeText(n *graph.Node, shape string) func(value) string {
	esc := escapes{ofNode: true, node: w.names.nodes[n.ID], graph: w.name()}
	return esc.reading(isRecord(shape))
}

func (w *writer) groupText(gr *graph.Group) func(value) string {
	return (&escapes{graph: w.names.clusters[gr.ID]}).reading(false)
}

func (w *writer) edgeText(e *graph.Edge) func(value) string {
	tail, head := w.ends(e)
	op := strings.TrimSpace(w.operator())
	return (&escapes{edge: tail + op + head, tail: tail, head: head, graph: w.name()}).reading(false)
}

func (e *escapes) reading(record bool) func(value) string {
	return func(v value) string {
		e.label = v.text
		text, _ := labelText(v, record, e)
		return text
	}
}

// subgraphs writes the subgraphs that are no clusters, such as {rank=same; a},
// in the group they were read in. Only nodes are named in them that are in the
// group already.
func (w *writer) subgraphs(free graph.Attrs, group string) {
	for _, f := range free {
		if !strings.HasPrefix(f.Key, rawPrefix+"subgraph.") {
			continue
		}
		sub, ok := parseSubgraph(f.Value)
		if !ok {
			w.warn(graph.Pos{}, fmt.Sprintf("the attribute %q is not a subgraph of attributes and nodes: it is left out", f.Key))
			continue
		}
		w.subgraph(sub, group)
	}
}

func (w *writer) subgraph(sub *subgraph, group string) {
	var parts []string
	for _, s := range sub.body {
		for _, a := range s.attrs {
			text, _ := a.value.source()
			parts = append(parts, quoteWord(a.key)+"="+text)
		}
		for _, e := range s.ends {
			name := w.names.nodes[e.nodes[0].name]
			if name != "" && (group == "" || w.within(name, group)) {
				parts = append(parts, quoteID(name))
			}
		}
	}
	open := "{"
	if sub.named {
		open = "subgraph " + quoteWord(sub.name) + " {"
	}
	w.line(open + strings.Join(parts, "; ") + "}")
}

// parseSubgraph reads a subgraph in which there is nothing but attributes and
// nodes, and reports whether it is one.
func parseSubgraph(text string) (*subgraph, bool) {
	var problems source.Problems
	p := &parser{
		lexer:    lexer{file: source.New("", 0, "graph {"+text+"\n}"), problems: &problems, warn: func(int, string, string) {}},
		maxDepth: 2,
	}
	doc, ok := p.parse()
	if !ok || !problems.None() || len(doc.body) != 1 || len(doc.body[0].ends) != 1 || len(doc.body[0].attrs) > 0 {
		return nil, false
	}
	sub := doc.body[0].ends[0].sub
	if sub == nil || clusterName(sub.name) || slices.ContainsFunc(sub.body, notSimple) {
		return nil, false
	}
	return sub, true
}

// notSimple reports what may not be in a subgraph that is kept.
func notSimple(s statement) bool {
	if s.target == graphAttrs {
		return slices.ContainsFunc(s.attrs, func(a assignment) bool {
			_, holds := a.value.source()
			return !holds || unsafeLink(a.key, a.value) || a.key == "cluster"
		})
	}
	return s.target != chain || len(s.ends) != 1 || s.ends[0].sub != nil || len(s.ends[0].nodes) != 1 || len(s.attrs) > 0
}
