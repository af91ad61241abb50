package topology

import (
	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
)

// member is a node, or the nodes of a count, or a group, that is in a group.
type member struct {
	in value
	to []*string
	// group is the member, where it is a group.
	group *graph.Group
}

type groupDecl struct {
	graph.Group
	in value
}

// groupTable has the keys of a group.
func groupTable() table[groupDecl] {
	return table[groupDecl]{what: "a group", fields: []field[groupDecl]{
		{key: "label", set: func(r *reader, d *groupDecl, v value) { d.Label = r.label(v) }},
		{key: "kind", set: func(r *reader, d *groupDecl, v value) { d.Kind = r.text(v) }},
		{key: "direction", set: func(r *reader, d *groupDecl, v value) { d.Direction = r.direction(v) }},
		{key: "in", set: func(r *reader, d *groupDecl, v value) { d.in = r.inside(v) }},
		{key: "style", set: func(r *reader, d *groupDecl, v value) { d.Style = r.style(v) }},
		{key: "class", set: func(r *reader, d *groupDecl, v value) { d.Classes = r.classNames(v) }},
		{key: "link", set: func(r *reader, d *groupDecl, v value) { d.Link = r.link(v) }},
		{key: "tooltip", set: func(r *reader, d *groupDecl, v value) { d.Tooltip = r.text(v) }},
		{key: "attrs", set: func(r *reader, d *groupDecl, v value) { r.attributes(v, &d.Attrs, map[string]place{}) }},
	}}
}

func (r *reader) groupSection(v value) {
	for _, p := range r.pairs(v, source.Quote("groups")) {
		if r.declare(isGroup, p.name(), p.keyPlace(), "") {
			r.group(p)
		}
	}
}

func (r *reader) group(v value) {
	var d groupDecl
	switch {
	case v.empty():
	case v.Kind == yaml.ScalarNode:
		d.Label = r.label(v)
	default:
		decode(r, v, groupTable(), &d)
	}
	gr := r.g.AddGroup(v.name(), d.Label)
	gr.Pos = v.keyPlace().Pos()
	gr.Kind, gr.Direction, gr.Style, gr.Classes = d.Kind, d.Direction, d.Style, d.Classes
	gr.Link, gr.Tooltip, gr.Attrs = d.Link, d.Tooltip, d.Attrs
	if d.in.Node != nil {
		r.members = append(r.members, member{d.in, []*string{&gr.Parent}, gr})
	}
}

// inside returns the value of an "in" that can name a group.
func (r *reader) inside(v value) value {
	if r.text(v) == "" {
		return value{}
	}
	return v
}

// resolveMembers puts nodes and groups into their groups.
func (r *reader) resolveMembers() {
	in := make(map[*graph.Group]value)
	var groups []string
	for _, gr := range r.g.Groups() {
		groups = append(groups, gr.ID)
	}
	for _, m := range r.members {
		id := m.in.source()
		if r.g.Group(id) == nil && (r.base == nil || r.base.Group(id) == nil) {
			r.unknownGroup(m.in, groups)
			continue
		}
		for _, to := range m.to {
			*to = id
		}
		if m.group != nil {
			in[m.group] = m.in
		}
	}
	r.checkNesting(in)
}

func (r *reader) unknownGroup(v value, groups []string) {
	id := v.source()
	if r.named[id] != nil {
		r.Add(v.place(), "", "%s is a node, not a group", source.Quote(id))
	} else if !r.mayBeLost(id) {
		r.Add(v.place(), r.didYouMean(id, groups), "unknown group %s", source.Quote(id))
	}
}

// checkNesting reports groups that contain themselves, and takes them out of
// themselves, and groups that are nested too deep.
func (r *reader) checkNesting(in map[*graph.Group]value) {
	const open = -1
	depth := make(map[*graph.Group]int)
	for _, start := range r.g.Groups() {
		var path []*graph.Group
		gr := start
		for gr != nil && depth[gr] == 0 {
			depth[gr] = open
			path = append(path, gr)
			gr = r.g.Group(gr.Parent)
		}
		if gr != nil && depth[gr] == open {
			r.Add(in[gr].place(), "", "group %s contains itself", source.Quote(gr.ID))
			gr.Parent, gr = "", nil
		}
		level := depth[gr]
		for i := len(path) - 1; i >= 0; i-- {
			level++
			depth[path[i]] = level
			if level == MaxDepth+1 {
				r.Add(in[path[i]].place(), "", "groups are nested deeper than %d", MaxDepth)
			}
		}
	}
}
