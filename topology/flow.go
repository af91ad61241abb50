package topology

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/internal/yamltext"
)

// end is an id that a flow names, and where.
type end struct {
	id string
	// in is the value that the id is in, and at the character it begins with.
	in value
	at int
}

func (e end) place() place { return e.in.file.within(e.in.Node, e.at) }

// flowDecl is a flow as it is written: chains of ends, and what all its edges
// have in common.
type flowDecl struct {
	graph.Edge
	at     place
	spread bool
	sides  [][]end
	arrows []arrow
	// key is the flow with arrows that a mapping has as a key, and label the
	// value of a key "label".
	key, label value
	// from and to are the ends of the object form.
	from, to []end
	// odd says that a key was unknown, which may have been meant as one.
	odd bool
	// said are the keys given that an arrow says too.
	said []value
}

// flowTable has the keys of the object form of a flow.
func flowTable() table[flowDecl] {
	return table[flowDecl]{what: "a flow", other: (*reader).arrowKey, fields: []field[flowDecl]{
		{key: "from", set: said(func(r *reader, d *flowDecl, v value) { d.from = r.ends(v) })},
		{key: "to", set: said(func(r *reader, d *flowDecl, v value) { d.to = r.ends(v) })},
		{key: "label", set: func(_ *reader, d *flowDecl, v value) { d.label = v }},
		{key: "line", set: said(func(r *reader, d *flowDecl, v value) { d.Line = choice(r, v, "line", graph.Lines()) })},
		{key: "head", set: said(func(r *reader, d *flowDecl, v value) { d.Head = choice(r, v, "head", graph.Arrows()) })},
		{key: "tail", set: said(func(r *reader, d *flowDecl, v value) { d.Tail = choice(r, v, "tail", graph.Arrows()) })},
		{key: "spread", set: func(r *reader, d *flowDecl, v value) { d.spread = r.yes(v) }},
		{key: "id", set: func(r *reader, d *flowDecl, v value) { d.ID = r.text(v) }},
		{key: "style", set: func(r *reader, d *flowDecl, v value) { d.Style = r.style(v) }},
		{key: "class", set: func(r *reader, d *flowDecl, v value) { d.Classes = r.classNames(v) }},
		{key: "link", set: func(r *reader, d *flowDecl, v value) { d.Link = r.link(v) }},
		{key: "tooltip", set: func(r *reader, d *flowDecl, v value) { d.Tooltip = r.text(v) }},
		{key: "attrs", set: func(r *reader, d *flowDecl, v value) { r.attributes(v, &d.Attrs, map[string]place{}) }},
	}}
}

// said notes a key that may not stand beside an arrow.
func said(set func(r *reader, d *flowDecl, v value)) func(r *reader, d *flowDecl, v value) {
	return func(r *reader, d *flowDecl, v value) {
		d.said = append(d.said, v)
		set(r, d, v)
	}
}

// ends returns the ids of a "from" or "to".
func (r *reader) ends(v value) []end {
	var out []end
	for _, item := range r.items(v, "an id or a list of ids") {
		if id := r.text(item); id != "" {
			out = append(out, end{id: id, in: item})
		}
	}
	if len(v.Content) == 0 && v.Value == "" {
		r.Add(v.place(), "", "%q names neither a node nor a group", v.name())
	}
	return out
}

// arrowKey takes a key of a flow that is not in the table: the first with an
// arrow in it is the flow. The value of that key is the label.
func (r *reader) arrowKey(d *flowDecl, v value) bool {
	if _, err := parseFlow(v.name()); err != nil && !mayBeFlow(v.name()) {
		d.odd = true
		return false
	}
	if d.key.Node != nil {
		r.Add(v.keyPlace(), "begin each flow with \"- \"", "a second flow in one item")
		return true
	}
	d.key = v
	return true
}

// mayBeFlow reports whether a text is rather a flow with a mistake in it than
// a key of the object form.
func mayBeFlow(text string) bool {
	return slices.ContainsFunc(strings.Fields(text), isArrow) || strings.Contains(text, "->")
}

// flow reads an item of the flows and adds its edges.
func (r *reader) flow(v value) {
	d := flowDecl{at: v.place()}
	ok := false
	switch {
	case v.empty():
		r.Add(v.place(), "write it as A -> B", "a flow is missing after the \"-\"")
	case v.Kind == yaml.ScalarNode:
		ok = r.checkText(v) && r.flowText(&d, v)
	case v.Kind == yaml.SequenceNode:
		r.Add(v.place(), "write \"[A, B] -> C\", in quotes", "a flow is a text with an arrow or a mapping, not a list")
	case v.Kind == yaml.MappingNode && len(v.Content) == 2 && r.loneKey(v):
		d.key = v.child(v.Content[1], v.child(v.Content[0], nil).Node)
		ok = r.flowKey(&d)
	default:
		decode(r, v, r.flowTable, &d)
		ok = r.flowKey(&d) || d.key.Node == nil && r.flowObject(&d, v)
	}
	if ok {
		r.expand(&d)
	}
}

// loneKey reports whether a mapping with one key is a flow with its label,
// and not the object form.
func (r *reader) loneKey(v value) bool {
	key := v.child(v.Content[0], nil)
	return key.Kind == yaml.ScalarNode && key.Tag != "!!merge" &&
		r.flowTable.index(yamltext.Unveil(key.Value)) < 0 && r.checkText(key)
}

// flowKey reads the arrows that are a key, and the label that is its value.
func (r *reader) flowKey(d *flowDecl) bool {
	if d.key.Node == nil {
		return false
	}
	for _, v := range d.said {
		r.Add(v.keyPlace(), "write {from: …, to: …} instead of the arrow", "%s is said twice: the flow %s says it already",
			source.Quote(v.name()), source.Quote(d.key.name()))
	}
	ok := r.flowText(d, value{d.key.file, d.key.key, nil})
	switch {
	case d.Label != "" && (d.label.Node != nil || !d.key.empty()):
		r.Add(d.key.keyPlace(), "", "the label is given twice, in the flow and beside it")
	case d.key.empty():
		r.flowLabel(d)
	case d.label.Node != nil:
		r.Add(d.label.keyPlace(), "", "the label is given twice, first at %s", d.key.place())
	case d.key.Kind != yaml.ScalarNode:
		r.Add(d.key.place(), "write the other keys beside the arrow", "the label of a flow is a text, not %s", d.key.described())
	default:
		d.Label = r.label(d.key)
	}
	return ok && len(d.said) == 0
}

func (r *reader) flowLabel(d *flowDecl) {
	if d.label.Node != nil {
		d.Label = r.label(d.label)
	}
}

// flowText reads arrows and the ids between them.
func (r *reader) flowText(d *flowDecl, v value) bool {
	c, err := parseFlow(v.source())
	if err != nil {
		r.Add(v.file.within(v.Node, characters(v.source(), err.at)), err.hint, "%s", err.message)
		return false
	}
	d.arrows, d.Label = c.arrows, breakLines(c.label)
	text, chars, seen := v.source(), 0, 0
	for _, side := range c.sides {
		ends := make([]end, 0, len(side))
		for _, w := range side {
			chars += characters(text[seen:], w.at-seen)
			seen = w.at
			ends = append(ends, end{w.id, v, chars})
		}
		d.sides = append(d.sides, ends)
	}
	return true
}

// flowObject reads the ends of the object form.
func (r *reader) flowObject(d *flowDecl, v value) bool {
	r.flowLabel(d)
	for _, side := range []struct {
		key  string
		ends []end
	}{{"from", d.from}, {"to", d.to}} {
		given := slices.ContainsFunc(d.said, func(v value) bool { return v.name() == side.key })
		if len(side.ends) == 0 && !given && !d.odd {
			r.Add(v.place(), "", "the flow has no %q", side.key)
		}
	}
	d.sides = [][]end{d.from, d.to}
	d.arrows = []arrow{{line: d.Line, head: d.Head, tail: d.Tail}}
	return len(d.from) > 0 && len(d.to) > 0
}
