package mermaid

import "github.com/topodraw/topodraw/graph"

// clickLines writes links, callbacks and tooltips of nodes.
func (w *writer) clickLines() {
	for _, n := range w.nodes {
		w.clickLine(n)
	}
}

// clickLine writes a statement for the link and one for the callback. A tooltip
// without either needs a callback: void can be no function of the page.
func (w *writer) clickLine(n *graph.Node) {
	tooltip := ""
	if n.Tooltip != "" {
		tooltip = " " + quotedTooltip(n.Tooltip)
	}
	start := "click " + w.names.ids[n.ID] + " "
	link := w.linkOf(n)
	callback := w.callback(n)
	if link == "" && callback == "" && tooltip != "" {
		if w.asWritten {
			return // see tooltipLines
		}
		callback = "call void()"
	}
	if link != "" {
		statement := start + `href "` + link + `"` + tooltip
		if target, _ := n.Attrs.Get("mermaid.target"); isTarget(target) {
			statement += " " + target
		}
		w.line(1, statement)
		tooltip = ""
	}
	if callback != "" {
		w.line(1, start+callback+tooltip)
	}
}

// tooltipLines writes the tooltips of what cannot be clicked on, in a graph that
// came from Mermaid: before the node is there, its callback is nothing to Mermaid.
func (w *writer) tooltipLines() {
	for _, n := range w.nodes {
		if w.asWritten && n.Tooltip != "" && w.linkOf(n) == "" && w.callback(n) == "" {
			w.line(1, "click "+w.names.ids[n.ID]+" call void() "+quotedTooltip(n.Tooltip))
		}
	}
}

func isTarget(s string) bool {
	return s == "_self" || s == "_blank" || s == "_parent" || s == "_top"
}

// linkOf returns the link of a node, or the one that only Mermaid can have.
func (w *writer) linkOf(n *graph.Node) string {
	if n.Link != "" {
		return escapeURL(n.Link)
	}
	link, _ := n.Attrs.Get("mermaid.href")
	if link == "" {
		return ""
	}
	g := readBack("A; click A href \"" + link + `";`)
	if g != nil && attrOf(g, "href") == link {
		return link
	}
	w.refuse("href", link)
	return ""
}

// callback returns what a click calls, if Mermaid reads it as a callback.
func (w *writer) callback(n *graph.Node) string {
	call, _ := n.Attrs.Get("mermaid.click")
	if call == "" {
		return ""
	}
	if g := readBack("A; click A " + call + ";"); g != nil && attrOf(g, "click") == call {
		return call
	}
	w.refuse("click", call)
	return ""
}
