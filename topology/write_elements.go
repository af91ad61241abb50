package topology

import (
	"strconv"

	"github.com/topodraw/topodraw/graph"
)

// text adds a text, if there is one.
func (m *yamlMap) text(key, text string) {
	if text != "" {
		*m = append(*m, yamlPair{key, yamlText{text: text}})
	}
}

// label adds a text in which the reader breaks lines at <br>, if there is one.
func (m *yamlMap) label(text string) {
	if text != "" {
		*m = append(*m, yamlPair{"label", yamlText{text: text, label: true}})
	}
}

func (m *yamlMap) classes(names []string) {
	switch len(names) {
	case 0:
	case 1:
		m.text("class", names[0])
	default:
		*m = append(*m, yamlPair{"class", yamlList(names)})
	}
}

func (m *yamlMap) style(s graph.Style) {
	if !s.IsZero() {
		*m = append(*m, yamlPair{"style", stylePairs(s)})
	}
}

// attrs adds attributes in their order, those with an empty value too.
func (m *yamlMap) attrs(attrs graph.Attrs) {
	if len(attrs) == 0 {
		return
	}
	pairs := make(yamlMap, 0, len(attrs))
	for _, a := range attrs {
		pairs = append(pairs, yamlPair{a.Key, yamlText{text: a.Value}})
	}
	*m = append(*m, yamlPair{"attrs", pairs})
}

func stylePairs(s graph.Style) yamlMap {
	var m yamlMap
	m.text("fill", s.Fill)
	m.text("stroke", s.Stroke)
	m.text("color", s.Color)
	if s.StrokeWidth != 0 {
		m = append(m, yamlPair{"stroke-width", yamlWord(strconv.FormatFloat(s.StrokeWidth, 'g', -1, 64))})
	}
	m.text("dash", s.Dash)
	return m
}

// classPairs returns the classes of a graph and, if there are any, those that
// its elements have and it does not define: the reader would miss them.
func classPairs(g *graph.Graph) yamlMap {
	var m yamlMap
	for _, c := range g.Classes() {
		m = append(m, yamlPair{c.Name, stylePairs(c.Style)})
	}
	if len(m) == 0 {
		return nil
	}
	seen := make(map[string]bool)
	add := func(names []string) {
		for _, name := range names {
			if !seen[name] && g.Class(name) == nil {
				seen[name] = true
				m = append(m, yamlPair{name, yamlWord(externalClass)})
			}
		}
	}
	for _, gr := range g.Groups() {
		add(gr.Classes)
	}
	for _, n := range g.Nodes() {
		add(n.Classes)
	}
	for _, e := range g.Edges() {
		add(e.Classes)
	}
	return m
}

func groupPairs(g *graph.Graph) yamlMap {
	m := make(yamlMap, 0, len(g.Groups()))
	for _, gr := range g.Groups() {
		fields := groupFields(gr)
		if len(fields) == 1 && gr.Label != "" {
			m = append(m, yamlPair{gr.ID, fields[0].value})
			continue
		}
		m = append(m, yamlPair{gr.ID, fields})
	}
	return m
}

func groupFields(gr *graph.Group) yamlMap {
	var m yamlMap
	m.text("kind", gr.Kind)
	m.label(gr.Label)
	m.text("in", gr.Parent)
	m.text("direction", string(gr.Direction))
	m.style(gr.Style)
	m.classes(gr.Classes)
	m.text("link", gr.Link)
	m.text("tooltip", gr.Tooltip)
	m.attrs(gr.Attrs)
	return m
}

func nodePairs(g *graph.Graph) yamlMap {
	m := make(yamlMap, 0, len(g.Nodes()))
	for _, n := range g.Nodes() {
		m = append(m, yamlPair{n.ID, nodeFields(n)})
	}
	return m
}

func nodeFields(n *graph.Node) yamlMap {
	var m yamlMap
	m.text("kind", n.Kind)
	m.label(n.Label)
	m.text("subtitle", n.Subtitle)
	m.text("in", n.Group)
	m.text("shape", string(n.Shape))
	m.style(n.Style)
	m.classes(n.Classes)
	m.text("link", n.Link)
	m.text("tooltip", n.Tooltip)
	m.text("icon", n.Icon)
	m.attrs(n.Attrs)
	return m
}
