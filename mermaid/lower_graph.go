package mermaid

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
)

// whereabouts returns a place that was found before.
func (in *input) whereabouts(pos graph.Pos) source.Place {
	return source.Place{File: in.file, Line: pos.Line, Col: pos.Col}
}

func (l *lowering) header(h headerStatement, diagram string) {
	l.g.Pos = l.in.pos(h.at)
	if diagram != "graph" {
		l.g.Attrs.Set("mermaid.diagram", diagram)
	}
	switch h.direction {
	case "":
	case "<":
		l.g.Direction = graph.Left
	case ">":
		l.g.Direction = graph.Right
	case "^":
		l.g.Direction = graph.Up
	case "v":
		l.g.Direction = graph.Down
	case "BR":
		l.g.Attrs.Set("mermaid.direction", "BR") // Mermaid draws it as TB
	default:
		l.g.Direction, _ = graph.ParseDirection(h.direction)
	}
}

// preamble takes the title and the configuration.
func (l *lowering) preamble() {
	if len(l.in.directives) > 0 {
		l.g.Attrs.Set("mermaid.init", textOnly(strings.Join(l.in.directives, "\n")))
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(l.in.frontmatter), &doc); err != nil {
		l.in.problems.Add(l.in.file.At(l.in.yaml), "", "the frontmatter is not YAML: %s", strings.TrimPrefix(firstLine(err.Error()), "yaml: "))
		return
	}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return
	}
	root, seen := doc.Content[0], make(map[string]bool)
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i].Value, root.Content[i+1]
		if seen[key] {
			l.in.problems.Add(l.in.file.At(l.in.yaml), "", "the frontmatter has %q twice", key)
		}
		seen[key] = true
		l.frontmatter(key, newDatum(key, value), value)
	}
}

func (l *lowering) frontmatter(key string, d datum, value *yaml.Node) {
	switch {
	case !d.set:
	case key == "title":
		l.g.Title = strings.Join(strings.Fields(textOnly(d.value)), " ")
		l.g.Attrs.Set("mermaid.title", l.g.Title)
	case key == "config":
		if text, err := configText(value); err == nil {
			l.g.Attrs.Set("mermaid.config", textOnly(text))
		}
	default:
		l.in.tellAt(l.in.file.Pos(l.in.yaml), "Mermaid ignores %q in the frontmatter of a flowchart", key)
	}
}

// configText returns YAML that says the same without the anchors around it.
func configText(value *yaml.Node) (string, error) {
	var v any
	if err := value.Decode(&v); err != nil {
		return "", err
	}
	out, err := yaml.Marshal(v)
	return strings.TrimSuffix(string(out), "\n"), err
}

// graph returns what the tables hold.
func (l *lowering) graph() *graph.Graph {
	g := l.g
	g.Attrs.Set("mermaid.textColor", "page")
	for _, c := range l.classes {
		style, raw := readStyle(c.styles)
		if name := className(c.name); g.Class(name) == nil {
			g.AddClass(name, style).Pos = c.at
			setRaw(&g.Attrs, "classDef."+name, raw)
		}
	}
	if l.defaultStyle != nil {
		setRaw(&g.Attrs, "linkStyle", textOnly(strings.Join(stated(l.defaultStyle), ",")))
	}
	setRaw(&g.Attrs, "curve", textOnly(withEntities(l.defaultCurve)))
	l.addGroups()
	for _, n := range l.order {
		if l.groups[n.id] == nil {
			l.addNode(n)
		}
	}
	for _, e := range l.edges {
		l.addEdge(e)
	}
	return g
}

// className returns a name as the model can hold it: as one word.
func className(name string) string { return textOnly(name) }

func setRaw(attrs *graph.Attrs, name, value string) {
	if value != "" {
		attrs.Set("mermaid."+name, value)
	}
}

func (l *lowering) addGroups() {
	all := make([]*group, 0, len(l.groups))
	for _, gr := range l.groups {
		all = append(all, gr)
	}
	slices.SortFunc(all, func(a, b *group) int { return a.order - b.order })
	for _, gr := range all {
		out := l.g.AddGroup(gr.id, "")
		out.Pos, out.Classes, out.Attrs = gr.at, gr.classes, gr.attrs
		if gr.dir != "" {
			out.Direction, _ = graph.ParseDirection(gr.dir)
		}
		if gr.parent != nil {
			out.Parent = gr.parent.id
		}
		out.Label = labelOf(&out.Attrs, gr.id, &gr.title)
		if n := l.nodes[gr.id]; n != nil {
			l.addLooks(out, n)
		}
	}
}

// addLooks gives a group what was said of it where it was named like a node.
func (l *lowering) addLooks(out *graph.Group, n *node) {
	out.Classes = n.classes
	style, raw := readStyle(n.styles)
	out.Style = style
	setRaw(&out.Attrs, "style", raw)
	if n.link != "" || l.tips[n.id] != "" || n.callback != "" {
		l.in.tellAt(out.Pos, "Mermaid has links, tooltips and callbacks for nodes only, and %q is a subgraph", n.id)
	}
}

func (l *lowering) addNode(n *node) {
	out := l.g.AddNode(n.id, "")
	out.Pos, out.Classes, out.Attrs = n.at, n.classes, n.attrs
	if l.classNamed["default"] != nil {
		out.Classes = append([]string{"default"}, out.Classes...)
	}
	if n.label != nil {
		out.Label = labelOf(&out.Attrs, n.id, n.label)
	}
	if gr := l.member[n.id]; gr != nil {
		out.Group = gr.id
	}
	var rawShape string
	out.Shape, rawShape = l.shapes.named(n.shape)
	setRaw(&out.Attrs, "shape", rawShape)
	style, raw := readStyle(n.styles)
	out.Style = style
	setRaw(&out.Attrs, "style", raw)
	out.Icon, _ = out.Attrs.Get("mermaid.icon")
	out.Tooltip = l.tips[n.id]
	setRaw(&out.Attrs, "click", n.callback)
	l.addLink(out, n)
}

func (l *lowering) addLink(out *graph.Node, n *node) {
	switch {
	case n.link == "":
		return
	case graph.SafeLink(n.link):
		out.Link = n.link
	case runsCode(n.link):
		l.in.tellAt(n.linkAt, "node %q: the link could run code; it is left out", n.id)
		return
	default:
		setRaw(&out.Attrs, "href", n.link)
		l.in.tellAt(n.linkAt, "node %q: the link is neither http, https, mailto nor relative; only Mermaid gets it again", n.id)
	}
	setRaw(&out.Attrs, "target", n.target)
}

// runsCode reports links by which a page could run what stands in them.
func runsCode(link string) bool {
	scheme, _, _ := strings.Cut(strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' || isSpace(r) || r == '\uFFFD' {
			return -1
		}
		return r
	}, link)), ":")
	return scheme == "javascript" || scheme == "vbscript" || scheme == "data" || strings.ContainsAny(scheme, "&%")
}

func (l *lowering) addEdge(e *edge) {
	for _, id := range []string{e.start, e.end} {
		if !l.g.Has(id) {
			l.in.tellAt(e.at, "Mermaid takes %q for the edge of that id and draws nothing; it is made a node", id)
			l.g.AddNode(id, "").Pos = e.at
		}
	}
	out := l.g.AddEdge(e.start, e.end, "")
	out.ID, out.Pos, out.Classes, out.Attrs = e.id, e.at, e.classes, e.attrs
	out.Line, out.Head, out.Tail = e.kind.line, e.kind.head, e.kind.tail
	if e.label != nil {
		out.Label = richText(&out.Attrs, e.label)
	}
	if e.kind.length > 1 {
		out.Attrs.Set("mermaid.length", itoa(e.kind.length))
	}
	if e.curve != l.defaultCurve {
		setRaw(&out.Attrs, "curve", textOnly(withEntities(e.curve)))
	}
	style, raw := readStyle(append(slices.Clone(l.defaultStyle), e.styles...))
	if style.Fill == "none" {
		style.Fill = "" // what Mermaid does anyway
	}
	if style.Dash == dashes && out.Line == "" {
		style.Dash, out.Line = "", graph.Dashed
	}
	out.Style = style
	setRaw(&out.Attrs, "style", raw)
}

// labelOf returns the label of a node or a group: empty where the id is shown, and
// blank where nothing is.
func labelOf(attrs *graph.Attrs, id string, t *textSyntax) string {
	switch shown := richText(attrs, t); shown {
	case "":
		return " "
	case id:
		return ""
	default:
		return shown
	}
}

// richText returns the text to show. One with more to it than words is kept as
// it is written.
func richText(attrs *graph.Attrs, t *textSyntax) string {
	text := trim(t.text)
	if isRich(text, t.format) {
		rich := withEntities(text)
		if t.format == markdownText {
			rich = "`" + rich + "`"
		}
		attrs.Set("mermaid.label", textOnly(rich))
	}
	return shownText(text, t.format)
}

// isRich reports whether a text has emphasis, elements of HTML or icons.
func isRich(text string, f format) bool {
	if f == markdownText && plainMarkdown(text) != text {
		return true
	}
	if withoutIcons(text) != text {
		return true
	}
	if !strings.Contains(text, "<") {
		return false
	}
	// Breaks are line breaks, and wbr is what Write puts between characters.
	withBreaks := strings.NewReplacer("<br/>", "\n", "<br>", "\n", "<br />", "\n", "<wbr/>", "").Replace(text)
	return withoutTags(withBreaks) != withBreaks
}
