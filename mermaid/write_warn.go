package mermaid

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// warnings tells what Mermaid cannot hold of the graph.
func (w *writer) warnings() {
	w.limits()
	w.attrs(w.g.Pos, "graph", w.g.Attrs, func(key string) bool {
		name, ofClass := strings.CutPrefix(key, "classDef.")
		return ofClass && w.g.Class(name) != nil || slices.Contains([]string{"title", "accTitle", "config", "init",
			"diagram", "direction", "curve", "linkStyle", "textColor"}, key)
	})
	for _, a := range w.refused {
		w.tell(w.g.Pos, fmt.Sprintf("Mermaid cannot read %q as the value of the attribute %q; it is left out", a.Value, a.Key), "")
	}
	for _, c := range w.g.Classes() {
		if name := w.names.classes[c.Name]; name != c.Name {
			w.tell(c.Pos, fmt.Sprintf("class %q is written as %q, which Mermaid can hold", c.Name, name), "")
		}
	}
	for _, n := range w.g.Nodes() {
		w.warnNode(n)
	}
	ignored := ignoredDirections(w.g, w.tree)
	for _, gr := range w.g.Groups() {
		w.warnGroup(gr, ignored[gr])
	}
	for i, e := range w.g.Edges() {
		w.warnEdge(e, w.links[i])
	}
}

// What Mermaid draws before it asks its page for permission: the defaults of
// maxEdges and maxTextSize, which a diagram cannot change.
const (
	maxEdges    = 500
	maxTextSize = 50_000
)

func (w *writer) limits() {
	const hint = "split it: write a diagram for each group, and one of the groups alone"
	if n := len(w.g.Edges()); n > maxEdges {
		w.tell(w.g.Pos, fmt.Sprintf("the diagram has %d edges, and Mermaid draws no more than %d unless its page allows it", n, maxEdges), hint)
	}
	if n := utf16Len(w.Bytes()); n > maxTextSize {
		w.tell(w.g.Pos, fmt.Sprintf("the diagram has %d characters, and Mermaid draws no more than %d unless its page allows it", n, maxTextSize), hint)
	}
}

// utf16Len returns the length of a text as JavaScript counts it.
func utf16Len(text []byte) int {
	n := 0
	for _, r := range string(text) {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

func (w *writer) warnNode(n *graph.Node) {
	who := "node " + strconv.Quote(n.ID)
	if w.styles.Shape(n) == graph.Ellipse && w.outline(n) == outlineOf(graph.Ellipse) {
		w.tell(n.Pos, who+": Mermaid cannot draw an ellipse; it is written as a stadium", "")
	}
	if icon, _ := n.Attrs.Get("mermaid.icon"); n.Icon != "" && icon != n.Icon {
		w.tell(n.Pos, fmt.Sprintf("%s: the icon %q is left out", who, n.Icon), "which icons there are is up to the page that shows the diagram")
	}
	if part := decodedByMermaid(n.Link); part != "" {
		w.tell(n.Pos, fmt.Sprintf("%s: Mermaid decodes %q in the link, which may then lead elsewhere", who, part), "")
	}
	w.attrs(n.Pos, who, n.Attrs, func(key string) bool {
		return slices.Contains(nodeKeys(), key) ||
			slices.Contains([]string{"label", "shape", "props", "style", "href", "target", "click"}, key)
	})
}

func (w *writer) warnGroup(gr *graph.Group, ignored bool) {
	who := "group " + strconv.Quote(gr.ID)
	if ignored {
		w.tell(gr.Pos, who+": Mermaid ignores its direction, as an edge leads from inside to outside", "let the edge end at the group itself")
	}
	w.missing(gr.Pos, who, "links", gr.Link)
	w.missing(gr.Pos, who, "tooltips", gr.Tooltip)
	w.attrs(gr.Pos, who, gr.Attrs, func(string) bool { return true })
}

func (w *writer) warnEdge(e *graph.Edge, l link) {
	who := fmt.Sprintf("edge %q to %q", e.From, e.To)
	switch {
	case !w.seen(e) && asksForLooks(e):
		w.tell(e.Pos, who+": an invisible edge shows nothing; its label, arrows, style and classes are left out", "")
	case l.reversed:
		w.tell(e.Pos, who+": Mermaid has no arrow at the start alone; the edge is written the other way round", "")
	case l.mixed:
		w.tell(e.Pos, who+": Mermaid has no edge with two different arrows; the one at the start is left out", "")
	}
	if e.Style.Fill != "" && e.Line != graph.Invisible && !w.asWritten {
		w.tell(e.Pos, who+": an edge has no fill; it is left out", "")
	}
	w.missing(e.Pos, who, "links", e.Link)
	w.missing(e.Pos, who, "tooltips", e.Tooltip)
	w.attrs(e.Pos, who, e.Attrs, func(key string) bool {
		return slices.Contains([]string{"label", "length", "style", "curve", "animate", "animation", "step"}, key)
	})
}

// asksForLooks reports whether an edge asks for anything that could be seen.
func asksForLooks(e *graph.Edge) bool {
	return e.Label != "" || e.Head != "" || e.Tail != "" || !e.Style.IsZero() || len(e.Classes) > 0
}

// missing tells that groups or edges cannot have something in Mermaid.
func (w *writer) missing(at graph.Pos, who, what, value string) {
	if value != "" {
		w.tell(at, who+": Mermaid has "+what+" for nodes only; it is left out", "")
	}
}

// attrs tells of attributes that Mermaid cannot hold. Those that came from it are
// written back, if the element at hand has a place for them.
func (w *writer) attrs(at graph.Pos, who string, attrs graph.Attrs, native func(key string) bool) {
	attrs = slices.DeleteFunc(slices.Clone(attrs), func(a graph.Attr) bool {
		key, ours := strings.CutPrefix(a.Key, "mermaid.")
		// What a view notes of itself is in the label, too.
		return a.Key == graph.AttrCollapsed || a.Key == graph.AttrMerged || ours && native(key)
	})
	if len(attrs) > 0 {
		w.tell(at, who+": Mermaid has no free attributes; they are left out", "")
	}
}

func (w *writer) tell(at graph.Pos, message, hint string) {
	w.warn(graph.Diagnostic{Pos: at, Message: message, Hint: hint})
}
