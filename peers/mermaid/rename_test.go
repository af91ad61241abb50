//go:build peers

package mermaid_test

import (
	"slices"
	"strings"
)

// called returns an answer in which things are called as in another one. Where
// the writer does not trust Mermaid with an id it writes a stand-in, and the text
// that was shown beside it; what is what is seen from the edges, which keep their
// order, and for the rest from the order of what has no counterpart.
func called(like, a answer) answer {
	names := make(map[string]string)
	for i, e := range a.Edges {
		if i < len(like.Edges) {
			names[e.Start], names[e.End] = like.Edges[i].Start, like.Edges[i].End
			names[e.ID] = like.Edges[i].ID
		}
	}
	pair(names, ids(like), ids(a))
	pair(names, classNames(like), classNames(a))
	return a.renamed(func(id string) string { return or(names[id], id) })
}

// pair gives the names that are only in the second list those that are only in
// the first.
func pair(names map[string]string, like, other []string) {
	known := make(map[string]bool)
	for _, id := range other {
		known[or(names[id], id)] = true
	}
	missing := slices.DeleteFunc(slices.Clone(like), func(id string) bool { return known[id] })
	for _, id := range other {
		if names[id] == "" && !slices.Contains(like, id) && len(missing) > 0 {
			names[id], missing = missing[0], missing[1:]
		}
	}
}

func ids(a answer) []string {
	var out []string
	for _, v := range a.Vertices {
		out = append(out, v.ID)
	}
	for _, s := range a.Subgraphs {
		out = append(out, s.ID)
	}
	return out
}

func classNames(a answer) []string {
	var out []string
	for name := range a.Classes {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

func (a answer) renamed(name func(string) string) answer {
	all := func(names []string) []string {
		out := make([]string, len(names))
		for i, s := range names {
			out[i] = name(s)
		}
		return out
	}
	a.Vertices, a.Edges, a.Subgraphs = slices.Clone(a.Vertices), slices.Clone(a.Edges), slices.Clone(a.Subgraphs)
	for i := range a.Vertices {
		v := &a.Vertices[i]
		v.ID, v.Classes = name(v.ID), all(v.Classes)
	}
	for i := range a.Edges {
		e := &a.Edges[i]
		e.ID, e.Start, e.End, e.Classes = name(e.ID), name(e.Start), name(e.End), all(e.Classes)
	}
	for i := range a.Subgraphs {
		s := &a.Subgraphs[i]
		s.ID, s.Members, s.Classes = name(s.ID), all(s.Members), all(s.Classes)
	}
	classes := make(map[string][]string)
	for c, styles := range a.Classes {
		classes[name(c)] = styles
	}
	a.Classes = classes
	return a
}

// inAnyOrder returns what Mermaid shows, but for the order of the nodes: those of
// a subgraph are written inside it.
func inAnyOrder(a answer) picture {
	p := shownBy(a)
	nodes := strings.Fields(p["nodes"])
	slices.Sort(nodes)
	p.set(strings.Join(nodes, " "), "nodes")
	return p
}
