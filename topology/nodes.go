package topology

import (
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
)

// role is what an id stands for.
type role string

const (
	isNode  role = "node"
	isGroup role = "group"
)

// named is what an id stands for in flows.
type named struct {
	role role
	at   place
	// count is the id with a count that made this one; empty for others.
	count string
	// ids are the nodes that a flow means by it, or the group.
	ids []string
}

// declare takes an id, or reports that it is taken. The count is the id that
// it was made from, if any.
func (r *reader) declare(as role, id string, at place, count string) bool {
	if id == "" {
		r.Add(at, "", "a %s has no id", as)
		return false
	}
	first := r.named[id]
	if first == nil {
		r.named[id] = &named{role: as, at: at, count: count, ids: []string{id}}
		if count == "" {
			r.ids = append(r.ids, id)
		}
		return true
	}
	who := string(as) + " " + source.Quote(id)
	if count != "" {
		who = "the count of " + source.Quote(count) + " makes " + source.Quote(id) + ", which"
	}
	where := first.at.String()
	if first.count != "" {
		where += " by the count of " + source.Quote(first.count)
	}
	if first.role == as {
		r.Add(at, "", "%s is declared twice, first at %s", who, where)
	} else {
		r.Add(at, "give one of them another id", "%s has the id of the %s at %s", who, first.role, where)
	}
	return false
}

type nodeDecl struct {
	graph.Node
	in    value
	count int
}

// nodeTable has the keys of a node.
func nodeTable() table[nodeDecl] {
	return table[nodeDecl]{what: "a node", fields: []field[nodeDecl]{
		{key: "kind", set: func(r *reader, d *nodeDecl, v value) { d.Kind = r.text(v) }},
		{key: "label", set: func(r *reader, d *nodeDecl, v value) { d.Label = r.label(v) }},
		{key: "count", set: func(r *reader, d *nodeDecl, v value) { d.count = r.countOf(v) }},
		{key: "in", set: func(r *reader, d *nodeDecl, v value) { d.in = r.inside(v) }},
		{key: "shape", set: func(r *reader, d *nodeDecl, v value) { d.Shape = choice(r, v, "shape", graph.Shapes()) }},
		{key: "style", set: func(r *reader, d *nodeDecl, v value) { d.Style = r.style(v) }},
		{key: "class", set: func(r *reader, d *nodeDecl, v value) { d.Classes = r.classNames(v) }},
		{key: "link", set: func(r *reader, d *nodeDecl, v value) { d.Link = r.link(v) }},
		{key: "subtitle", set: func(r *reader, d *nodeDecl, v value) { d.Subtitle = r.text(v) }},
		{key: "tooltip", set: func(r *reader, d *nodeDecl, v value) { d.Tooltip = r.text(v) }},
		{key: "icon", set: func(r *reader, d *nodeDecl, v value) { d.Icon = r.text(v) }},
		{key: "attrs", set: func(r *reader, d *nodeDecl, v value) { r.attributes(v, &d.Attrs, map[string]place{}) }},
	}}
}

// countOf returns a number of nodes. What is none is reported, and counts as 1.
func (r *reader) countOf(v value) int {
	n, err := strconv.Atoi(v.Value)
	if v.Kind != yaml.ScalarNode || err != nil || n < 1 || n > MaxNodes {
		r.Add(v.place(), "", "a count is a whole number from 1 to %d, not %s", MaxNodes, v.described())
		return 1
	}
	return n
}

func (r *reader) nodeSection(v value) {
	r.declared = true
	if v.Kind == yaml.SequenceNode {
		r.Add(v.place(), "write a line \"Web: {kind: pod}\" for each", "\"nodes\" is a mapping of ids, not a list")
		return
	}
	r.none = r.none || v.Kind == yaml.MappingNode && len(v.Content) == 0
	for _, p := range r.pairs(v, source.Quote("nodes")) {
		if r.declare(isNode, p.name(), p.keyPlace(), "") {
			r.node(p)
		}
	}
}

func (r *reader) node(v value) {
	var d nodeDecl
	switch {
	case v.empty():
	case strings.Contains(v.name(), ":{") && v.key.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) == 0:
		r.Add(v.keyPlace(), "put a space after the colon", "%s is no id of a node", source.Quote(v.name()))
	case v.Kind == yaml.ScalarNode:
		r.Add(v.place(), "", "a node is a mapping such as {label: %s}, not a text", bare(v.source()))
	default:
		decode(r, v, r.nodeTable, &d)
	}
	d.ID = v.name()
	size := len(d.ID) + len(d.Label) + sharedSize(d.Classes, d.Attrs)
	if !r.room(&r.nodes, max(d.count, 1), MaxNodes, "nodes", v.keyPlace()) || d.count > 0 && !r.copies(d.count, size, v.keyPlace()) {
		r.named[d.ID].ids = nil
		return
	}
	var groups []*string
	for _, id := range r.counted(v, d) {
		n := r.g.AddNode(id, d.Kind)
		n.Label, n.Subtitle, n.Shape, n.Style = d.Label, d.Subtitle, d.Shape, d.Style
		n.Link, n.Tooltip, n.Icon = d.Link, d.Tooltip, d.Icon
		n.Classes, n.Attrs, n.Pos = slices.Clone(d.Classes), slices.Clone(d.Attrs), v.keyPlace().Pos()
		if d.count > 0 && d.Label != "" {
			n.Label += " " + id[len(d.ID):]
		}
		groups = append(groups, &n.Group)
	}
	if d.in.Node != nil {
		r.members = append(r.members, member{in: d.in, to: groups})
	}
}

// counted returns the ids of the nodes that a declaration makes, and has flows
// mean all of them by its own.
func (r *reader) counted(v value, d nodeDecl) []string {
	if d.count == 0 {
		return []string{d.ID}
	}
	var ids []string
	for i := range d.count {
		id := d.ID + strconv.Itoa(i+1)
		if r.declare(isNode, id, v.keyPlace(), d.ID) {
			ids = append(ids, id)
		}
	}
	r.named[d.ID].ids = ids
	return ids
}

// room counts n more of what a topology may have so many of at most, and
// reports when there are too many, once.
func (r *reader) room(have *int, n, limit int, what string, at place) bool {
	if *have > limit {
		return false
	}
	if *have += n; *have > limit {
		r.Add(at, "", "this makes %d %s, and a topology has at most %d", *have, what, limit)
		return false
	}
	return true
}

// copies counts n copies of so many bytes, and reports when they are too much,
// once.
func (r *reader) copies(n, size int, at place) bool {
	if r.copied > MaxCopied {
		return false
	}
	if size > 0 && n > (MaxCopied-r.copied)/size {
		r.copied = MaxCopied + 1
		r.Add(at, "", "the copies that counts and flows make of texts and attributes take more than %d MiB", MaxCopied>>20)
		return false
	}
	r.copied += n * size
	return true
}

// sharedSize is about how many bytes the lists of an element take.
func sharedSize(classes []string, attrs graph.Attrs) int { return 16*len(classes) + 32*len(attrs) }
