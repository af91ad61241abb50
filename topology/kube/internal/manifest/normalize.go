package manifest

import (
	"fmt"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/internal/yamltext"
)

// normalizer makes a plain tree of a document's nodes: lines are those of the
// file, aliases are what they stand for, merges are merged, and no key is there
// twice.
type normalizer struct {
	*reading
	// whole are the sizes of the nodes with an anchor that have been read.
	whole map[*yaml.Node]extent
	// aliased is what all aliases so far stand for, in values.
	aliased int
	seen    map[string]int
}

// extent is how many values there are in one, and how deep they are nested.
type extent struct{ size, depth int }

func (e *extent) include(below extent) {
	e.size += below.size
	e.depth = max(e.depth, below.depth+1)
}

// unreadable is what makes a document impossible to read.
type unreadable struct {
	at      *yaml.Node
	message string
}

func (z *normalizer) root(n *yaml.Node) *unreadable {
	_, err := z.node(n, 0)
	return err
}

// node makes a tree of a node. Every node is visited once, since aliases come
// after what they stand for.
func (z *normalizer) node(n *yaml.Node, depth int) (extent, *unreadable) {
	n.Line += z.doc.line - 1
	if z.doc.veiled {
		n.Value = yamltext.Unveil(n.Value)
	}
	e := extent{size: 1}
	if depth > z.opts.MaxDepth {
		return e, z.tooDeep(n)
	}
	var err *unreadable
	switch n.Kind {
	case yaml.MappingNode:
		err = z.mapping(n, &e, depth)
	case yaml.SequenceNode:
		for i := range n.Content {
			if err = z.child(n, i, &e, depth); err != nil {
				break
			}
		}
	}
	if err == nil && n.Anchor != "" {
		if z.whole == nil {
			z.whole = make(map[*yaml.Node]extent)
		}
		z.whole[n] = e
	}
	return e, err
}

func (z *normalizer) tooDeep(n *yaml.Node) *unreadable {
	return &unreadable{n, fmt.Sprintf("lists and mappings are nested deeper than %d", z.opts.MaxDepth)}
}

// child makes a tree of a node in another.
func (z *normalizer) child(n *yaml.Node, i int, e *extent, depth int) *unreadable {
	var below extent
	var err *unreadable
	if c := n.Content[i]; c.Kind == yaml.AliasNode {
		n.Content[i], below, err = z.alias(c, depth+1)
	} else {
		below, err = z.node(c, depth+1)
	}
	e.include(below)
	return err
}

// alias returns what an alias stands for, at the place of the alias.
func (z *normalizer) alias(n *yaml.Node, depth int) (*yaml.Node, extent, *unreadable) {
	n.Line += z.doc.line - 1
	e, ok := z.whole[n.Alias]
	if !ok {
		return n, e, &unreadable{n, "the alias stands for a value that it is in itself"}
	}
	if z.aliased += e.size; z.aliased > z.opts.MaxAliased {
		return n, e, &unreadable{n, fmt.Sprintf("the aliases stand for more than %d values", z.opts.MaxAliased)}
	}
	if depth+e.depth > z.opts.MaxDepth {
		return n, e, z.tooDeep(n)
	}
	target := *n.Alias
	target.Line, target.Column, target.Anchor = n.Line, n.Column, ""
	if target.Kind == yaml.ScalarNode && target.Style&yaml.LiteralStyle != 0 {
		target.Style = yaml.DoubleQuotedStyle // its lines are not below the alias
	}
	return &target, e, nil
}

// mapping makes a tree of a mapping.
func (z *normalizer) mapping(n *yaml.Node, e *extent, depth int) *unreadable {
	merges := false
	for i := range n.Content {
		if err := z.child(n, i, e, depth); err != nil {
			return err
		}
		merges = merges || i%2 == 0 && isMerge(n.Content[i])
	}
	z.odd(n)
	z.duplicates(n)
	if merges {
		z.merge(n)
	}
	return nil
}

// isMerge reports whether a key is the "<<" of https://yaml.org/type/merge.html.
func isMerge(key *yaml.Node) bool { return key.Kind == yaml.ScalarNode && key.Tag == "!!merge" }

// odd leaves out what has no text as its key.
func (z *normalizer) odd(n *yaml.Node) {
	kept := n.Content[:0]
	for i := 0; i < len(n.Content); i += 2 {
		if key := n.Content[i]; key.Kind == yaml.ScalarNode {
			kept = append(kept, key, n.Content[i+1])
		} else if len(n.Content) > 2 || !isTemplate(n) {
			z.add(Problem{Severity: Error, Code: CodeWrongType}, key, templateHint(key), "a key must be a string, not %s", described(key, z.doc.secret))
		} else {
			return // {{ … }} is told where a value is expected
		}
	}
	n.Content = kept
}

// duplicates leaves out the keys that a later one is the same as.
func (z *normalizer) duplicates(n *yaml.Node) {
	if !z.anyTwice(n) {
		return
	}
	kept := make([]*yaml.Node, 0, len(n.Content))
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i]
		switch last := z.seen[key.Value]; {
		case last == i || isMerge(key):
			kept = append(kept, key, n.Content[i+1])
		default:
			later := n.Content[last]
			z.add(Problem{Severity: Warning, Code: CodeDuplicate}, later, "",
				"%s is there already, on line %d; this one counts", quote(key.Value), key.Line)
		}
	}
	n.Content = kept
}

// few is the number of keys up to which comparing all is quicker than a table.
const few = 12

// anyTwice reports whether a key is there twice. If so, z.seen has where each
// key is last.
func (z *normalizer) anyTwice(n *yaml.Node) bool {
	if len(n.Content) <= 2*few && !pairwise(n.Content) {
		return false
	}
	if z.seen == nil {
		z.seen = make(map[string]int)
	}
	clear(z.seen)
	for i := 0; i < len(n.Content); i += 2 {
		z.seen[n.Content[i].Value] = i
	}
	return len(z.seen) < len(n.Content)/2
}

func pairwise(content []*yaml.Node) bool {
	for i := 2; i < len(content); i += 2 {
		for j := 0; j < i; j += 2 {
			if content[i].Value == content[j].Value {
				return true
			}
		}
	}
	return false
}

// merge adds what is merged into a mapping: its own keys come before those of
// other mappings, and the ones of the first mapping before the next.
func (z *normalizer) merge(n *yaml.Node) {
	var merged []*yaml.Node
	kept := make([]*yaml.Node, 0, len(n.Content))
	have := make(map[string]bool)
	for i := 0; i < len(n.Content); i += 2 {
		if key, value := n.Content[i], n.Content[i+1]; isMerge(key) {
			merged = append(merged, z.mergedFrom(value)...)
		} else {
			kept = append(kept, key, value)
			have[key.Value] = true
		}
	}
	for i := 0; i < len(merged); i += 2 {
		if key := merged[i]; !have[key.Value] {
			have[key.Value] = true
			kept = append(kept, key, merged[i+1])
		}
	}
	n.Content = kept
}

// mergedFrom returns the pairs of the mapping, or the list of mappings, that a
// "<<" names.
func (z *normalizer) mergedFrom(v *yaml.Node) []*yaml.Node {
	switch {
	case v.Kind == yaml.MappingNode:
		return v.Content
	case v.Kind == yaml.SequenceNode:
		var all []*yaml.Node
		for _, item := range v.Content {
			if item.Kind == yaml.MappingNode {
				all = append(all, item.Content...)
			}
		}
		return all
	case !isNull(v):
		z.add(Problem{Severity: Error, Code: CodeWrongType}, v, "", "<< takes a mapping or a list of mappings, not %s", described(v, z.doc.secret))
	}
	return nil
}
