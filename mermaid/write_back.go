package mermaid

import (
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/graph"
)

// What Read kept in attributes is written back here. The attributes may have been
// changed since, by anyone: what stands in them is written only if it is read
// back as the same.

// asWritten reports whether a graph came from Mermaid.
func asWritten(g *graph.Graph) bool {
	color, _ := g.Attrs.Get("mermaid.textColor")
	return color == "page"
}

// readBack reads a statement, and returns nil if that is an error.
func readBack(statement string) *graph.Graph {
	g, err := Read(strings.NewReader("graph TD;\n"+statement+"\n"), "", ReadOptions{})
	if err != nil {
		return nil
	}
	return g
}

// refuse notes an attribute that Mermaid would not read as it is.
func (w *writer) refuse(name, value string) {
	a := graph.Attr{Key: "mermaid." + name, Value: value}
	if !w.known[a] {
		w.known[a] = true
		w.refused = append(w.refused, a)
	}
}

// attrOf returns an attribute of the only node of a graph.
func attrOf(g *graph.Graph, name string) string {
	if len(g.Nodes()) != 1 {
		return ""
	}
	value, _ := g.Nodes()[0].Attrs.Get("mermaid." + name)
	return value
}

// label returns a text as the label of an element: as Markdown or HTML if that
// is what it was, and still means the same.
func (w *writer) label(text string, attrs graph.Attrs) string {
	rich, _ := attrs.Get("mermaid.label")
	if rich == "" || strings.LastIndexByte(rich, '<') > strings.LastIndexByte(rich, '>') {
		// Of a tag that is not closed Mermaid takes what follows for attributes.
		return label(text)
	}
	switch g := readBack(`  A["` + rich + `"];`); {
	case g == nil || attrOf(g, "label") != rich:
		w.refuse("label", rich)
	case g.Nodes()[0].Text() == text:
		return `"` + rich + `"`
	}
	return label(text)
}

// rawStyle returns what an attribute has of properties that the model has not.
func (w *writer) rawStyle(attrs graph.Attrs, name string) string {
	raw, _ := attrs.Get("mermaid." + name)
	if raw == "" {
		return ""
	}
	statement, want := "A; style A "+raw, raw
	if strings.HasPrefix(name, "classDef.") {
		statement = "classDef x " + raw
	}
	g := readBack(statement)
	switch {
	case g == nil:
	case strings.HasPrefix(name, "classDef."):
		if kept, _ := g.Attrs.Get("mermaid.classDef.x"); kept == want && g.Class("x").Style.IsZero() {
			return raw
		}
	case attrOf(g, "style") == want && g.Nodes()[0].Style.IsZero():
		return raw
	}
	w.refuse(name, raw)
	return ""
}

// diagram returns the word that the document begins with.
func (w *writer) diagram() string {
	switch word, _ := w.g.Attrs.Get("mermaid.diagram"); word {
	case "flowchart", "flowchart-elk", "swimlane-beta":
		return word
	}
	return "graph"
}

// frontmatter writes the title and the configuration that a document began
// with, and its directives.
func (w *writer) frontmatter() {
	g := &graph.Graph{}
	var doc yaml.Node
	doc.Kind = yaml.MappingNode
	if title, _ := w.g.Attrs.Get("mermaid.title"); title != "" && title == w.g.Title {
		add(&doc, "title", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: title})
		g.Attrs.Set("mermaid.title", title)
	}
	config, _ := w.g.Attrs.Get("mermaid.config")
	var value yaml.Node
	switch {
	case config == "":
	case yaml.Unmarshal([]byte(config), &value) != nil || len(value.Content) != 1:
		w.refuse("config", config)
	default:
		add(&doc, "config", value.Content[0])
		g.Attrs.Set("mermaid.config", config)
	}
	text := ""
	if len(doc.Content) > 0 {
		if out, err := yaml.Marshal(&doc); err == nil {
			text = "---\n" + string(out) + "---\n"
		}
	}
	if init, _ := w.g.Attrs.Get("mermaid.init"); init != "" {
		text += init + "\n"
		g.Attrs.Set("mermaid.init", init)
	}
	if headReads(text, g.Attrs) {
		w.WriteString(text)
		return
	}
	for _, a := range g.Attrs {
		w.refuse(strings.TrimPrefix(a.Key, "mermaid."), a.Value)
	}
}

func add(doc *yaml.Node, key string, value *yaml.Node) {
	doc.Content = append(doc.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: key}, value)
}

// headReads reports whether what stands before a flowchart is read as some
// attributes and nothing else.
func headReads(text string, want graph.Attrs) bool {
	g, err := Read(strings.NewReader(text+"graph\n"), "", ReadOptions{})
	if err != nil || len(g.Nodes())+len(g.Groups()) > 0 || len(g.Attrs) != len(want)+1 {
		return false
	}
	for _, a := range want {
		if got, _ := g.Attrs.Get(a.Key); got != a.Value {
			return false
		}
	}
	return true
}

// nodeData returns the YAML behind a node: the name of its shape and what else
// Mermaid knows of it.
func (w *writer) nodeData(n *graph.Node, shape string) string {
	var entries []graph.Attr
	if shape != "" {
		entries = append(entries, graph.Attr{Key: "shape", Value: shape})
	}
	for _, key := range nodeKeys() {
		value, _ := n.Attrs.Get("mermaid." + key)
		if value == "" || key == "icon" && value != n.Icon {
			continue
		}
		entries = append(entries, graph.Attr{Key: key, Value: value})
	}
	return w.dataText(entries)
}

func nodeKeys() []string {
	return []string{"icon", "form", "img", "pos", "w", "h", "constraint"}
}

// edgeData returns what Mermaid knows of an edge by its id.
func edgeData(e *graph.Edge) []graph.Attr {
	var out []graph.Attr
	for _, key := range []string{"animate", "animation", "step"} {
		if value, _ := e.Attrs.Get("mermaid." + key); value != "" {
			out = append(out, graph.Attr{Key: key, Value: value})
		}
	}
	return out
}

// groupData returns what Mermaid knows of a subgraph by its id.
func groupData(gr *graph.Group) []graph.Attr {
	var out []graph.Attr
	for _, a := range gr.Attrs {
		key, ours := strings.CutPrefix(a.Key, "mermaid.")
		if ours && key != "label" && key != "style" {
			out = append(out, graph.Attr{Key: key, Value: a.Value})
		}
	}
	return out
}

// metadata writes what is said of edges and subgraphs by their ids.
func (w *writer) metadata() {
	for _, gr := range w.groups {
		w.data(w.names.ids[gr.ID], groupData(gr))
	}
	for i, e := range w.g.Edges() {
		w.data(w.names.edges[i], edgeData(e))
	}
}

func (w *writer) data(id string, entries []graph.Attr) {
	if text := w.dataText(entries); text != "" {
		w.line(1, id+text)
	}
}

// dataText returns entries between @{ and }, without those that Mermaid would
// not read as they are.
func (w *writer) dataText(entries []graph.Attr) string {
	var parts []string
	for _, a := range entries {
		if !holdsEntry(a) {
			w.refuse(a.Key, a.Value)
			continue
		}
		parts = append(parts, a.Key+": "+entryValue(a.Value))
	}
	if len(parts) == 0 {
		return ""
	}
	return "@{ " + strings.Join(parts, ", ") + " }"
}

// entryValue returns a value as YAML: a word or a number as it is, anything else
// in quotes.
func entryValue(value string) string {
	switch value {
	case "true", "false":
		return value
	case "null":
		return `"null"`
	}
	if value != "" && value[0] != '0' && strings.Trim(value, "0123456789") == "" ||
		strings.Trim(value, "abcdefghijklmnopqrstuvwxyz-") == "" && value != "" && value[0] != '-' {
		return value
	}
	return `"` + strings.ReplaceAll(value, `\`, `\\`) + `"`
}

func holdsEntry(a graph.Attr) bool {
	if a.Key == "" || strings.Trim(a.Key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return false
	}
	p, _ := prepare("A@{ " + a.Key + ": " + entryValue(a.Value) + " };")
	l := newLexer(p.text)
	if l.next().kind != tWord {
		return false
	}
	parser := &parser{lex: l, in: &input{}}
	parser.next()
	data, _ := parser.shapeData()
	if data == nil || parser.tok.kind != tSemicolon {
		return false
	}
	values, problem := parseData(data.text)
	return problem == "" && len(values) == 1 && values[0].key == a.Key && withEntities(values[0].value) == a.Value &&
		(values[0].set || a.Value == "false")
}

// curve returns the interpolation of an edge, or of all of them.
func (w *writer) curve(attrs graph.Attrs) string {
	curve, _ := attrs.Get("mermaid.curve")
	if curve == "" {
		return ""
	}
	g := readBack("A --> B\nlinkStyle 0 interpolate " + curve)
	if g == nil || len(g.Edges()) != 1 || len(g.Edges()[0].Attrs) != 1 || g.Edges()[0].Attrs[0].Value != curve {
		w.refuse("curve", curve)
		return ""
	}
	return " interpolate " + curve
}

// linkDefaults writes the looks of all edges that state no others, if every edge
// has all of them, and returns their properties.
func (w *writer) linkDefaults() string {
	curve := w.curve(w.g.Attrs)
	raw, style := w.defaultStyle()
	if curve == "" && raw == "" {
		return ""
	}
	w.indent(1)
	w.WriteString("linkStyle default" + curve)
	if raw != "" {
		w.WriteString(" " + raw)
	}
	w.WriteString("\n")
	return style
}

// defaultStyle returns the style of all edges as it is written, and its
// properties as those of an edge are.
func (w *writer) defaultStyle() (raw, style string) {
	raw, _ = w.g.Attrs.Get("mermaid.linkStyle")
	if raw = trim(raw); raw == "" {
		return "", ""
	}
	if g := readBack("linkStyle default " + raw); g == nil || len(g.Attrs) != 2 {
		w.refuse("linkStyle", raw)
		return "", ""
	}
	s, rest := readStyle(strings.Split(raw, ","))
	if s.Fill == "none" {
		s.Fill = ""
	}
	if style = joinStyle(properties(s), rest); !w.allHave(style) {
		return "", "" // each edge states what it has
	}
	return raw, style
}

// allHave reports whether every edge states all properties of some.
func (w *writer) allHave(style string) bool {
	if style == "" {
		return true
	}
	for _, e := range w.g.Edges() {
		have := "," + w.edgeProperties(e)
		for p := range strings.SplitSeq(style, ",") {
			name, _, _ := strings.Cut(p, ":")
			if !strings.Contains(have, ","+name+":") {
				return false
			}
		}
	}
	return true
}
