package manifest

import "gopkg.in/yaml.v3"

// maxUntyped is how many values an object without a type may have and still
// keep the places of all of them: a CustomResourceDefinition has thousands that
// nobody asks for.
const maxUntyped = 2000

// place is where a value is. The values in it are n consecutive ones from
// first in the list that all places of an object are kept in.
type place struct {
	key       string
	line, col int32
	first, n  int32
	// items says that the values are those of a list; literal says that the value
	// is a block scalar whose lines are those of its text.
	items, literal bool
}

// places are those of all values of an object, the object's own first.
type places []place

// find returns the place at a path, or that of the last step that leads
// somewhere; ok says that all do.
func (ps places) find(path []any) (at place, ok bool) {
	at = ps[0]
	for _, step := range path {
		next, ok := ps.step(at, step)
		if !ok {
			return at, false
		}
		at = next
	}
	return at, true
}

func (ps places) step(p place, step any) (place, bool) {
	below := ps[p.first : p.first+p.n]
	switch step := step.(type) {
	case int:
		if p.items && step >= 0 && step < len(below) {
			return below[step], true
		}
	case string:
		for i := range below {
			if !p.items && below[i].key == step {
				return below[i], true
			}
		}
	}
	return place{}, false
}

// placer lists the places of an object.
type placer struct {
	list   places
	intern func(string) string
}

// places returns those of an object; the ones in its body are left out if there
// are too many.
func (r *reading) places(n *yaml.Node, typed bool) places {
	size := sizeOf(n)
	p := placer{intern: r.intern}
	if typed || size <= maxUntyped {
		p.list = make(places, 1, size)
	} else {
		p.list = make(places, 1, 64)
	}
	p.list[0] = at(n)
	p.below(0, n, typed || size <= maxUntyped)
	return p.list
}

// below lists what is in a value: all of it or, at the top of an object, its
// keys and the metadata.
func (p *placer) below(i int, n *yaml.Node, all bool) {
	first := len(p.list)
	p.list[i].first = int32(first)
	if n.Kind == yaml.SequenceNode {
		p.list[i].items, p.list[i].n = true, int32(len(n.Content))
		for _, item := range n.Content {
			p.list = append(p.list, at(item))
		}
		for k, item := range n.Content {
			p.below(first+k, item, true)
		}
		return
	}
	p.list[i].n = int32(len(n.Content) / 2)
	for k := 0; k < len(n.Content); k += 2 {
		p.list = append(p.list, p.member(n.Content[k], n.Content[k+1]))
	}
	for k := 0; k < len(n.Content); k += 2 {
		key := n.Content[k].Value
		if key != managedFields && (all || key == metadataKey) {
			p.below(first+k/2, n.Content[k+1], true)
		}
	}
}

func at(n *yaml.Node) place {
	return place{line: int32(n.Line), col: int32(n.Column), literal: n.Style&yaml.LiteralStyle != 0}
}

// member returns the place of a value in a mapping.
func (p *placer) member(key, value *yaml.Node) place {
	m := at(key)
	if value.Kind == yaml.ScalarNode && (value.Value != "" || value.Style != 0) {
		m = at(value)
	}
	m.key = p.intern(key.Value)
	return m
}

// sizeOf returns how many values a value is.
func sizeOf(n *yaml.Node) int {
	size := 1
	for i, c := range n.Content {
		if n.Kind != yaml.MappingNode || i%2 == 1 {
			size += sizeOf(c)
		}
	}
	return size
}
