package graph

import (
	"slices"
	"strconv"
	"strings"
)

// differ finds which elements of two graphs are one, and what changed of them.
type differ struct {
	old, new *Graph
	ignored  map[string]bool
	// nodes, groups and edges lead from the old elements to the new ones.
	nodes  map[*Node]*Node
	groups map[*Group]*Group
	edges  map[*Edge]*Edge
	// ids leads from the ids of old nodes and groups to those of the new ones.
	ids map[string]string
	// renames are the nodes that were renamed, by their old id.
	renames map[string]rename
}

func newDiffer(old, new *Graph, opts DiffOptions) *differ {
	d := &differ{old: old, new: new, ignored: make(map[string]bool), ids: make(map[string]string), renames: make(map[string]rename)}
	for _, key := range opts.IgnoreAttrs {
		d.ignored[key] = true
	}
	d.groups = pairUp(old.groups, new.groups, func(gr *Group) string { return gr.ID }, nil)
	d.nodes = pairUp(old.nodes, new.nodes, func(n *Node) string { return n.ID }, nil)
	for gr := range d.groups {
		d.ids[gr.ID] = gr.ID
	}
	for n := range d.nodes {
		d.ids[n.ID] = n.ID
	}
	d.findRenames()
	d.edges = d.pairEdges()
	return d
}

// pairUp adds to pairs the elements that have the same key and no partner yet, in
// their order.
func pairUp[T any](old, new []*T, key func(*T) string, pairs map[*T]*T) map[*T]*T {
	if pairs == nil {
		pairs = make(map[*T]*T, len(old))
	}
	waiting := make(map[string][]*T, len(new))
	for _, b := range new {
		waiting[key(b)] = append(waiting[key(b)], b)
	}
	for _, a := range old {
		k := key(a)
		if same := waiting[k]; len(same) > 0 {
			pairs[a], waiting[k] = same[0], same[1:]
		}
	}
	return pairs
}

// pairEdges pairs edges by id, and the others by their ends: first those that are
// most alike. Two edges with ids are never one by their ends.
func (d *differ) pairEdges() map[*Edge]*Edge {
	named := func(e *Edge) bool { return e.ID != "" }
	unnamed := func(e *Edge) bool { return e.ID == "" }
	pairs := pairUp(only(d.old.edges, named), only(d.new.edges, named), func(e *Edge) string { return e.ID }, nil)
	for _, alike := range []func(*Edge) string{d.wholeEdge, edgeLabel, d.edgeAttrs, func(*Edge) string { return "" }} {
		key := func(e *Edge, ends string) string { return ends + alike(e) }
		for _, of := range [][2]func(*Edge) bool{{unnamed, unnamed}, {unnamed, named}, {named, unnamed}} {
			d.pairLeft(pairs, of, key)
		}
	}
	return pairs
}

// pairLeft pairs the edges that are left of some kinds, by their ends and more.
func (d *differ) pairLeft(pairs map[*Edge]*Edge, of [2]func(*Edge) bool, more func(e *Edge, ends string) string) {
	taken := make(map[*Edge]bool, len(pairs))
	for _, b := range pairs {
		taken[b] = true
	}
	old := only(d.old.edges, func(e *Edge) bool { return pairs[e] == nil && of[0](e) })
	new := only(d.new.edges, func(e *Edge) bool { return !taken[e] && of[1](e) })
	if len(old) == 0 || len(new) == 0 {
		return
	}
	isOld := make(map[*Edge]bool, len(old))
	for _, e := range old {
		isOld[e] = true
	}
	key := func(e *Edge) string {
		if isOld[e] {
			return more(e, joined(d.newID(e.From), d.newID(e.To)))
		}
		return more(e, joined(e.From, e.To))
	}
	pairUp(old, new, key, pairs)
}

// newID returns the id by which an old node or group is known now. What is gone
// keeps its id, with a sign in front, so that it is not taken for something new.
func (d *differ) newID(old string) string {
	if id, ok := d.ids[old]; ok {
		return id
	}
	if d.old.Has(old) {
		return "gone " + strconv.Quote(old)
	}
	return old
}

// wholeEdge is all that can be told of an edge besides its ends.
func (d *differ) wholeEdge(e *Edge) string {
	var values []string
	for _, f := range edgeFields(e) {
		values = append(values, f.value)
	}
	return joined(values...) + d.edgeAttrs(e)
}

func edgeLabel(e *Edge) string { return joined(e.Label) }

// edgeAttrs are the attributes that count, in the order of their keys.
func (d *differ) edgeAttrs(e *Edge) string { return d.attrsText(e.Attrs, "") }

// attrsText returns attributes as one text, the same for any order of them. A
// value that is the name is as any other name.
func (d *differ) attrsText(attrs Attrs, name string) string {
	var all []string
	for _, a := range attrs {
		if d.ignored[a.Key] || a.Value == "" {
			continue
		}
		all = append(all, joined(a.Key, orName(a.Value, name)))
	}
	slices.Sort(all)
	return strings.Join(all, "")
}

// orName returns a value, or a sign if it is a name.
func orName(value, name string) string {
	if value == name && name != "" {
		return "\x00name"
	}
	return value
}

// joined joins texts so that no two lists of texts become one.
func joined(texts ...string) string {
	var b strings.Builder
	for _, s := range texts {
		b.WriteString(strconv.Itoa(len(s)))
		b.WriteByte(':')
		b.WriteString(s)
	}
	return b.String()
}

func only[T any](from []*T, wanted func(*T) bool) []*T {
	var out []*T
	for _, e := range from {
		if wanted(e) {
			out = append(out, e)
		}
	}
	return out
}
