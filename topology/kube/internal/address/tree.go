package address

import (
	"errors"
	"io"
	"strings"

	"gopkg.in/yaml.v3"
)

// maxNodes bounds how many values of one YAML text are read.
const maxNodes = 200_000

// tree reads YAML, of which JSON is a part, and tells whether the text is that:
// one or more documents, the first a mapping or a sequence.
func (f *finder) tree(text string, outer place) bool {
	roots := documents(text)
	if len(roots) == 0 {
		return false
	}
	w := walker{f: f, outer: outer}
	for _, root := range roots {
		w.node(root, nil)
	}
	return true
}

// documents parses a text; nil if it is no YAML, or a lone scalar.
func documents(text string) []*yaml.Node {
	var roots []*yaml.Node
	for d := yaml.NewDecoder(strings.NewReader(text)); ; {
		var doc yaml.Node
		err := d.Decode(&doc)
		if errors.Is(err, io.EOF) {
			return roots
		}
		if err != nil {
			return nil
		}
		if len(doc.Content) == 0 || doc.Content[0].Kind == yaml.ScalarNode && doc.Content[0].Tag == "!!null" {
			continue
		}
		if k := doc.Content[0].Kind; k != yaml.MappingNode && k != yaml.SequenceNode {
			return nil
		}
		roots = append(roots, doc.Content[0])
	}
}

// walker goes through a tree of YAML. Aliases are not followed: what they stand
// for is read where it is written.
type walker struct {
	f     *finder
	outer place
	seen  int
}

// node reads one node, whose path of keys is given.
func (w *walker) node(n *yaml.Node, path []string) {
	if w.seen++; w.seen > maxNodes {
		return
	}
	switch n.Kind {
	case yaml.MappingNode:
		w.mapping(n, path)
	case yaml.SequenceNode:
		for _, item := range n.Content {
			w.node(item, path)
		}
	case yaml.ScalarNode:
		w.f.settings(w.outer, []setting{w.scalar(n, path)})
	}
}

// mapping reads the scalars of a mapping together, then what is below it.
func (w *walker) mapping(n *yaml.Node, path []string) {
	var list []setting
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if isRemark(key.Value) {
			continue
		}
		below := append(path[max(0, len(path)-3):len(path):len(path)], shortKey(key.Value))
		switch {
		case value.Kind == yaml.ScalarNode:
			list = append(list, w.scalar(value, below))
		case key.Value == "static_configs" && isRewritten(n):
			from := len(w.f.candidates)
			w.node(value, below)
			w.f.demote(from, reasonThrough)
		default:
			w.node(value, below)
		}
	}
	w.f.settings(w.outer, namedValues(list))
}

// isRewritten tells whether the targets of a job of Prometheus are replaced by
// another address, that of an exporter, which is told the target by a parameter
// (Prometheus, The multi-target exporter pattern).
func isRewritten(job *yaml.Node) bool {
	for _, rule := range member(job, "relabel_configs").Content {
		if member(rule, "target_label").Value == "__address__" && len(member(rule, "source_labels").Content) == 0 {
			return true
		}
	}
	return false
}

// member is the value of a key of a mapping, or an empty node.
func member(n *yaml.Node, key string) *yaml.Node {
	if n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == key {
				return n.Content[i+1]
			}
		}
	}
	return &yaml.Node{}
}

// isRemark knows the keys of mappings that are about something and configure
// nothing, as those of rules for alerts.
func isRemark(key string) bool {
	switch strings.ToLower(key) {
	case "annotations", "labels", "matchlabels", "external_labels", "externallabels":
		return true
	}
	return false
}

// shortKey is a key, of a very long one the end.
func shortKey(key string) string {
	return strings.ToValidUTF8(key[max(0, len(key)-maxKey):], "")
}

// scalar is a node as a setting. The text of a block scalar begins in the line
// after its indicator.
func (w *walker) scalar(n *yaml.Node, path []string) setting {
	line := w.outer.line + n.Line - 1
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		line++
	}
	return setting{strings.Join(path, "."), n.Value, line}
}

// namedValues takes a "name" and a "value" side by side for one setting, as
// containers have their environment.
func namedValues(list []setting) []setting {
	name, value := -1, -1
	for i, s := range list {
		switch s.key[strings.LastIndexByte(s.key, '.')+1:] {
		case "name", "key":
			name = i
		case "value":
			value = i
		}
	}
	if name < 0 || value < 0 {
		return list
	}
	list[value].key = list[name].value
	return append(list[:name:name], list[name+1:]...)
}
