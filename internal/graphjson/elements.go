package graphjson

import "github.com/topodraw/topodraw/graph"

// graph reads the whole text.
func (d *decoder) graph() {
	g := d.g
	g.Pos = d.next()
	if d.off == len(d.src) {
		d.report(graph.Pos{File: d.file}, `a graph without anything is {"nodes": []}`, "there is nothing in the file")
		d.stopped = true
		return
	}
	ok := d.fields("graph", append([]field{
		d.text("title", &g.Title),
		d.text("description", &g.Description),
		word(d, "direction", &g.Direction, graph.Directions()),
		d.text("theme", &g.Theme),
		{"classes", d.classes},
		d.attrs(&g.Attrs),
		d.list("nodes", d.node),
		d.list("edges", d.edge),
		d.list("groups", d.group),
	}, d.ignored("size")...))
	if at := d.next(); ok && d.off < len(d.src) {
		d.report(at, "", "the graph ends before this")
	}
}

// element counts what makes memory, and returns where it stands.
func (d *decoder) element() graph.Pos {
	at := d.next()
	if d.elements++; d.elements > MaxElements {
		d.fail("", "the graph has more than %d elements", MaxElements)
	}
	return at
}

func (d *decoder) node() {
	start := d.element()
	var n graph.Node
	ok := d.fields("node", append([]field{
		d.placed("id", &n.ID, &n.Pos),
		d.text("label", &n.Label),
		d.text("kind", &n.Kind),
		word(d, "shape", &n.Shape, graph.Shapes()),
		d.text("group", &n.Group),
		d.style(&n.Style),
		d.texts("classes", &n.Classes),
		d.text("link", &n.Link),
		d.text("subtitle", &n.Subtitle),
		d.text("tooltip", &n.Tooltip),
		d.text("icon", &n.Icon),
		d.attrs(&n.Attrs),
	}, d.ignored("box")...))
	if !ok || d.missing(start, n.Pos, `a node needs an "id"`) || n.ID == "" {
		return
	}
	added := d.g.AddNode(n.ID, n.Kind)
	added.Label, added.Shape, added.Group = n.Label, n.Shape, n.Group
	added.Style, added.Classes, added.Attrs = n.Style, n.Classes, n.Attrs
	added.Subtitle, added.Link, added.Tooltip, added.Icon = n.Subtitle, n.Link, n.Tooltip, n.Icon
	added.Pos = n.Pos
}

func (d *decoder) edge() {
	start := d.element()
	var e graph.Edge
	var to graph.Pos
	ok := d.fields("edge", append([]field{
		d.text("id", &e.ID),
		d.placed("from", &e.From, &e.Pos),
		d.placed("to", &e.To, &to),
		d.text("label", &e.Label),
		word(d, "line", &e.Line, graph.Lines()),
		word(d, "head", &e.Head, graph.Arrows()),
		word(d, "tail", &e.Tail, graph.Arrows()),
		d.style(&e.Style),
		d.texts("classes", &e.Classes),
		d.text("link", &e.Link),
		d.text("tooltip", &e.Tooltip),
		d.attrs(&e.Attrs),
	}, d.ignored("path", "labelBox")...))
	if !ok {
		return
	}
	d.missing(start, e.Pos, `an edge needs "from"`)
	d.missing(start, to, `an edge needs "to"`)
	if e.From != "" && e.To != "" {
		*d.g.AddEdge(e.From, e.To, e.Label) = e
	}
}

func (d *decoder) group() {
	start := d.element()
	var gr graph.Group
	ok := d.fields("group", append([]field{
		d.placed("id", &gr.ID, &gr.Pos),
		d.text("label", &gr.Label),
		d.text("kind", &gr.Kind),
		d.text("parent", &gr.Parent),
		word(d, "direction", &gr.Direction, graph.Directions()),
		d.style(&gr.Style),
		d.texts("classes", &gr.Classes),
		d.text("link", &gr.Link),
		d.text("tooltip", &gr.Tooltip),
		d.attrs(&gr.Attrs),
	}, d.ignored("box")...))
	if !ok || d.missing(start, gr.Pos, `a group needs an "id"`) || gr.ID == "" {
		return
	}
	added := d.g.AddGroup(gr.ID, gr.Label)
	added.Kind, added.Parent, added.Direction = gr.Kind, gr.Parent, gr.Direction
	added.Style, added.Classes, added.Attrs = gr.Style, gr.Classes, gr.Attrs
	added.Link, added.Tooltip = gr.Link, gr.Tooltip
	added.Pos = gr.Pos
}

// missing reports, also as a problem, that a field was not placed.
func (d *decoder) missing(start, placed graph.Pos, needs string) bool {
	if placed.Line > 0 {
		return false
	}
	d.report(start, "", "%s", needs)
	return true
}

// classes reads the named styles in their order.
func (d *decoder) classes() {
	if !d.expect('{', "an object") {
		return
	}
	d.object(func(name string, at graph.Pos) {
		d.element()
		var s graph.Style
		d.styleObject(&s)
		d.g.AddClass(name, s).Pos = at
	})
}
