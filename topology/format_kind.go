package topology

import (
	"cmp"
	"slices"
)

// valueKind says what a value of a file is, which its place in the file tells.
type valueKind int

const (
	plainValue valueKind = iota
	rootValue
	classesValue
	groupsValue
	nodesValue
	flowsValue
	groupValue
	nodeValue
	flowValue
	styleValue
)

// child returns what the value of a key is, or an item of a list.
func (k valueKind) child(key string) valueKind {
	switch k {
	case rootValue:
		return map[string]valueKind{"classes": classesValue, "groups": groupsValue, "nodes": nodesValue, "flows": flowsValue}[key]
	case classesValue:
		return styleValue
	case groupsValue:
		return groupValue
	case nodesValue:
		return nodeValue
	case flowsValue:
		return flowValue
	case groupValue, nodeValue, flowValue:
		if key == "style" {
			return styleValue
		}
	}
	return plainValue
}

// section reports whether the entries stand on a line of their own each, however
// they are written.
func (k valueKind) section() bool { return k >= rootValue && k <= flowsValue }

// word reports whether the value of a key is a number or a word of ours, which
// needs no quotes.
func (k valueKind) word(key string) bool {
	return k == nodeValue && key == "count" || k == flowValue && key == "spread" || k == styleValue && key == "stroke-width"
}

// order returns the keys in their order, or nil where it is the author's.
func (k valueKind) order() []string {
	switch k {
	case groupValue:
		return []string{"kind", "label", "in", "direction", "style", "class", "link", "tooltip", "attrs"}
	case nodeValue:
		return []string{"kind", "count", "label", "subtitle", "in", "shape", "style", "class", "link", "tooltip", "icon", "attrs"}
	case flowValue:
		return []string{"from", "to", "label", "line", "head", "tail", "spread", "id", "style", "class", "link", "tooltip", "attrs"}
	case styleValue:
		return []string{"fill", "stroke", "color", "stroke-width", "dash"}
	}
	return nil
}

// sort puts the entries of a mapping in their order. The arrow of a flow is in
// none, and the first. An alias has to stay behind its anchor.
func (k valueKind) sort(t *tree) {
	if order := k.order(); order != nil && !t.named && len(t.entries) > 0 && t.entries[0].key != nil {
		slices.SortStableFunc(t.entries, func(a, b *entry) int {
			return cmp.Compare(slices.Index(order, a.key.text), slices.Index(order, b.key.text))
		})
	}
}
