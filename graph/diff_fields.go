package graph

import (
	"strconv"
	"strings"
)

// field is a field of an element as text.
type field struct{ name, value string }

func (d *differ) graph() []Change {
	out := changes(graphFields(d.old), graphFields(d.new), nil)
	out = append(out, d.attrs(d.old.Attrs, d.new.Attrs, nil)...)
	return append(out, d.classes()...)
}

func (d *differ) node(a, b *Node) []Change {
	follow := d.renamesOf(a.ID)
	var out []Change
	// A label that is the id says no more than none.
	if !follow.label(a, b) {
		out = append(out, Change{"label", a.Text(), b.Text()})
	}
	out = append(out, changes(nodeFields(a), nodeFields(b), follow)...)
	return append(out, d.attrs(a.Attrs, b.Attrs, follow)...)
}

func (d *differ) group(a, b *Group) []Change {
	out := changes(groupFields(a), groupFields(b), nil)
	return append(out, d.attrs(a.Attrs, b.Attrs, nil)...)
}

func (d *differ) edge(a, b *Edge) []Change {
	var out []Change
	if d.newID(a.From) != b.From {
		out = append(out, Change{"from", a.From, b.From})
	}
	if d.newID(a.To) != b.To {
		out = append(out, Change{"to", a.To, b.To})
	}
	follow := d.renamesOf(a.From, a.To)
	out = append(out, changes(edgeFields(a), edgeFields(b), follow)...)
	return append(out, d.attrs(a.Attrs, b.Attrs, follow)...)
}

// changes compares the same fields of two elements. A value that follows a rename
// is no change.
func changes(old, new []field, follow following) []Change {
	var out []Change
	for i, f := range old {
		if v := new[i].value; f.value != v && !follow.explains(f.value, v) {
			out = append(out, Change{f.name, f.value, v})
		}
	}
	return out
}

// attrs compares attributes: in the order of the old ones, then of those that are
// new.
func (d *differ) attrs(old, new Attrs, follow following) []Change {
	before, after := firsts(old), firsts(new)
	var out []Change
	done := make(map[string]bool)
	for _, list := range []Attrs{old, new} {
		for _, a := range list {
			if done[a.Key] || d.ignored[a.Key] {
				continue
			}
			done[a.Key] = true
			if from, to := before[a.Key], after[a.Key]; from != to && !follow.explains(from, to) {
				out = append(out, Change{"attrs." + a.Key, from, to})
			}
		}
	}
	return out
}

// firsts returns the first value of each key.
func firsts(attrs Attrs) map[string]string {
	out := make(map[string]string, len(attrs))
	for _, a := range attrs {
		if _, ok := out[a.Key]; !ok {
			out[a.Key] = a.Value
		}
	}
	return out
}

// classes compares named styles. One that is not there asks for nothing.
func (d *differ) classes() []Change {
	var out []Change
	done := make(map[string]bool)
	for _, list := range [][]*Class{d.old.classes, d.new.classes} {
		for _, c := range list {
			if done[c.Name] {
				continue
			}
			done[c.Name] = true
			prefix := "classes." + c.Name + "."
			out = append(out, changes(styleFields(prefix, styleOf(d.old, c.Name)), styleFields(prefix, styleOf(d.new, c.Name)), nil)...)
		}
	}
	return out
}

func styleOf(g *Graph, class string) Style {
	if c := g.Class(class); c != nil {
		return c.Style
	}
	return Style{}
}

func graphFields(g *Graph) []field {
	return []field{
		{"title", g.Title}, {"description", g.Description}, {"direction", string(g.Direction.OrDown())}, {"theme", g.Theme},
	}
}

// nodeFields are those that are compared by their values alone.
func nodeFields(n *Node) []field {
	return append([]field{
		{"kind", n.Kind}, {"subtitle", n.Subtitle}, {"group", n.Group}, {"shape", string(n.Shape)}, {"classes", list(n.Classes)},
		{"link", n.Link}, {"tooltip", n.Tooltip}, {"icon", n.Icon},
	}, styleFields("style.", n.Style)...)
}

func groupFields(gr *Group) []field {
	return append([]field{
		{"label", gr.Text()}, {"kind", gr.Kind}, {"parent", gr.Parent}, {"direction", string(gr.Direction)},
		{"classes", list(gr.Classes)}, {"link", gr.Link}, {"tooltip", gr.Tooltip},
	}, styleFields("style.", gr.Style)...)
}

// edgeFields are all but the ends and the attributes.
func edgeFields(e *Edge) []field {
	head, tail := e.Ends()
	return append([]field{
		{"id", e.ID}, {"label", e.Label}, {"line", string(e.LineOrSolid())}, {"head", string(head)}, {"tail", string(tail)},
		{"classes", list(e.Classes)}, {"link", e.Link}, {"tooltip", e.Tooltip},
	}, styleFields("style.", e.Style)...)
}

func styleFields(prefix string, s Style) []field {
	width := ""
	if s.StrokeWidth != 0 {
		width = strconv.FormatFloat(s.StrokeWidth, 'g', -1, 64)
	}
	return []field{
		{prefix + "fill", s.Fill}, {prefix + "stroke", s.Stroke}, {prefix + "color", s.Color},
		{prefix + "strokeWidth", width}, {prefix + "dash", s.Dash},
	}
}

func list(words []string) string { return strings.Join(words, ", ") }
