package mermaid

import (
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// datum is one entry of the YAML between @{ and }.
type datum struct {
	key, value string
	text       bool // the value is a string
	set        bool // JavaScript does not take the value for false
}

// data takes the YAML behind the mention of a node, of a subgraph, or of an edge.
func (l *lowering) data(v vertex) {
	values, problem := parseData(v.data.text)
	if problem != "" {
		l.in.problem(v.dataAt, "between @{ and } stands YAML, such as shape: circle, label: \"text\"", problem)
		return
	}
	if gr := l.groups[v.id]; gr != nil {
		for _, d := range values {
			gr.attrs.Set("mermaid."+textOnly(d.key), textOnly(withEntities(d.value)))
		}
		return
	}
	if e := l.edge(v.id); e != nil {
		l.edgeData(e, v.dataAt, values)
		return
	}
	l.nodeData(l.nodes[v.id], v.dataAt, values)
}

func (l *lowering) nodeData(n *node, at int, values []datum) {
	f := markdownText
	for _, d := range values {
		if d.key == "labelType" && (d.value == "text" || d.value == "string") {
			f = plainText
		}
	}
	for _, d := range values {
		switch d.key {
		case "shape":
			l.shape(n, at, d)
		case "label":
			if d.set {
				n.label = &textSyntax{at: at, text: d.value, format: f}
			}
		case "labelType":
		case "icon", "form", "pos", "img", "constraint":
			if d.set {
				n.attrs.Set("mermaid."+d.key, textOnly(withEntities(d.value)))
			}
		case "w", "h":
			if d.set {
				n.attrs.Set("mermaid."+d.key, textOnly(d.value))
			}
		default:
			l.in.tell(at, "Mermaid ignores %q of a node", d.key)
		}
	}
}

func (l *lowering) shape(n *node, at int, d datum) {
	const hint = "see https://mermaid.js.org/syntax/flowchart.html for the names of shapes"
	switch {
	case !d.set:
	case !d.text || !l.shapes.known(d.value):
		l.in.problem(at, hint, "there is no shape "+strconv.Quote(d.value))
	default:
		n.shape = d.value
	}
}

// parseData reads the entries of a YAML mapping. A text of one line is one in
// braces. What is no mapping has no entries, as Mermaid finds none in it.
func parseData(text string) (values []datum, problem string) {
	if !strings.Contains(text, "\n") {
		text = "{\n" + text + "\n}"
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text+"\n"), &doc); err != nil {
		return nil, "this is not YAML: " + strings.TrimPrefix(firstLine(err.Error()), "yaml: ")
	}
	if len(doc.Content) == 0 {
		return nil, ""
	}
	root := doc.Content[0]
	switch {
	case root.Kind == yaml.ScalarNode && root.ShortTag() == "!!null":
		return nil, "this is no YAML mapping"
	case root.Kind != yaml.MappingNode:
		return nil, ""
	}
	seen := make(map[string]bool)
	for i := 0; i+1 < len(root.Content); i += 2 {
		key := root.Content[i].Value
		if seen[key] {
			return nil, "the key " + strconv.Quote(key) + " is there twice"
		}
		seen[key] = true
		values = append(values, newDatum(key, root.Content[i+1]))
	}
	return values, ""
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

func newDatum(key string, n *yaml.Node) datum {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	d := datum{key: key, value: n.Value, text: true, set: true}
	if n.Kind != yaml.ScalarNode {
		out, err := yaml.Marshal(n)
		if err == nil {
			d.value = strings.TrimSuffix(string(out), "\n")
		}
		d.text = false
		return d
	}
	switch plain := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0; {
	case !plain:
		d.set = n.Value != ""
	case n.ShortTag() == "!!null":
		d.text, d.set = false, false
	case n.ShortTag() == "!!bool":
		d.text, d.set = false, strings.EqualFold(n.Value, "true")
	case n.ShortTag() == "!!int", n.ShortTag() == "!!float":
		f, err := strconv.ParseFloat(n.Value, 64)
		d.text, d.set = false, err != nil || f != 0
	}
	return d
}
