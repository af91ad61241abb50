package topology

import (
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
)

// topologyTable has the keys of a document.
func topologyTable() table[graph.Graph] {
	return table[graph.Graph]{what: "a topology", fields: []field[graph.Graph]{
		{key: "title", set: func(r *reader, g *graph.Graph, v value) { onceText(r, &g.Title, v) }},
		{key: "description", set: func(r *reader, g *graph.Graph, v value) { onceText(r, &g.Description, v) }},
		{key: "direction", set: func(r *reader, g *graph.Graph, v value) {
			if r.first(v) {
				g.Direction = r.direction(v)
			}
		}},
		{key: "theme", set: func(r *reader, g *graph.Graph, v value) { onceText(r, &g.Theme, v) }},
		{key: "attrs", again: true, set: func(r *reader, g *graph.Graph, v value) { r.attributes(v, &g.Attrs, r.attrs) }},
		{key: "classes", again: true, set: func(r *reader, _ *graph.Graph, v value) { r.classSection(v) }},
		{key: "groups", again: true, set: func(r *reader, _ *graph.Graph, v value) { r.groupSection(v) }},
		{
			key: "nodes", again: true,
			set:   func(r *reader, _ *graph.Graph, v value) { r.nodeSection(v) },
			blank: func(r *reader, _ *graph.Graph, _ value) { r.declared = true },
		},
		{key: "flows", again: true, set: func(r *reader, _ *graph.Graph, v value) { r.flowSection(v) }},
	}}
}

func (r *reader) document(v value) {
	root := v.child(v.Content[0], nil)
	if !root.empty() {
		decode(r, root, topologyTable(), r.g)
	}
}

// first reports a text of the topology that another document gave already.
func (r *reader) first(v value) bool { return !r.again(r.once, v, "") }

func onceText(r *reader, to *string, v value) {
	if r.first(v) {
		*to = r.text(v)
	}
}

func (r *reader) direction(v value) graph.Direction {
	d, _ := graph.ParseDirection(choice(r, v, "direction", graph.DirectionWords()))
	return d
}

// attributes adds the pairs of a mapping. A key without a value is an
// attribute with an empty one.
func (r *reader) attributes(v value, to *graph.Attrs, seen map[string]place) {
	for _, p := range r.pairs(v, source.Quote(v.name())) {
		if r.again(seen, p, "the attribute ") {
			continue
		}
		text := ""
		if !p.empty() {
			text = r.text(p)
		}
		*to = append(*to, graph.Attr{Key: p.name(), Value: text})
	}
}

// externalClass is the value of a class that the topology does not define: it
// is for others to give it a meaning, such as the style sheet of a page.
const externalClass = "external"

func (r *reader) classSection(v value) {
	for _, p := range r.pairs(v, source.Quote("classes")) {
		if r.again(r.classes, p, "the class ") || !r.classWord(p.name(), p.keyPlace()) {
			continue
		}
		if p.Kind == yaml.ScalarNode && p.Value == externalClass {
			r.external = append(r.external, p.name())
			continue
		}
		c := r.g.AddClass(p.name(), graph.Style{})
		c.Pos = p.keyPlace().Pos()
		if !p.empty() {
			decode(r, p, styleTable(), &c.Style)
		}
	}
}

func (r *reader) classWord(name string, at place) bool {
	if name != "" && !strings.ContainsFunc(name, unicode.IsSpace) {
		return true
	}
	r.Add(at, "write several as a list: [one, two]", "the name of a class is one word, not %s", source.Quote(name))
	return false
}

// classNames returns the classes that an element asks for. Whether there are
// such classes is known later.
func (r *reader) classNames(v value) []string {
	var out []string
	for _, item := range r.items(v, "a word or a list of words") {
		name := r.text(item)
		if r.classWord(name, item.place()) {
			r.classed = append(r.classed, item)
			out = append(out, name)
		}
	}
	return out
}

// resolveClasses reports classes that are asked for and not declared, unless
// the topology declares none: then they are for others to give a meaning.
func (r *reader) resolveClasses() {
	if len(r.classes) == 0 {
		return
	}
	var names []string
	for _, c := range r.g.Classes() {
		names = append(names, c.Name)
	}
	names = append(names, r.external...)
	for _, v := range r.classed {
		if _, ok := r.classes[v.source()]; !ok && !r.mayBeLost(v.source()) {
			r.Add(v.place(), r.didYouMean(v.source(), names), "unknown class %s", source.Quote(v.source()))
		}
	}
}

func (r *reader) link(v value) string {
	link := r.text(v)
	if link != "" && !graph.SafeLink(link) {
		r.Add(v.place(), "", "the link %s is neither http, https, mailto nor relative", source.Quote(link))
		return ""
	}
	return link
}

func (r *reader) flowSection(v value) {
	if v.Kind != yaml.SequenceNode {
		r.Add(v.place(), "begin each flow with \"- \"", "\"flows\" is a list, not %s", v.described())
		return
	}
	for _, n := range v.Content {
		r.flows = append(r.flows, v.child(n, v.key))
	}
}
