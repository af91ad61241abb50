package view

import (
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// place is the groups that a vertex is in: of its namespace and, within it, of
// the value of a label. An empty one is none.
type place struct{ namespace, value string }

// addGroups adds the groups of a picture, and returns the ids of those that
// vertices are in.
func (s *sketch) addGroups(g *graph.Graph, vertices []*vertex) map[*vertex]string {
	in := make(map[*vertex]string)
	if s.opts.GroupBy == ByNothing || s.opts.View == Nodes {
		return in
	}
	framed := s.framed(vertices)
	ids := make(map[place]string)
	for _, v := range vertices {
		if p := s.place(v); p != (place{}) {
			ids[p] = ""
		}
	}
	for _, p := range sortedPlaces(ids) {
		ids[p] = s.addGroup(g, p, framed)
	}
	for _, v := range vertices {
		in[v] = ids[s.place(v)]
	}
	return in
}

// framed reports whether namespaces are drawn: if there are several, or if the
// only one is not the default and nothing else makes groups.
func (s *sketch) framed(vertices []*vertex) bool {
	first, found := "", false
	for _, v := range vertices {
		switch {
		case v.namespace == "":
		case !found:
			first, found = v.namespace, true
		case v.namespace != first:
			return true
		}
	}
	return found && first != s.c.Namespace && !s.byLabel()
}

func (s *sketch) byLabel() bool { return s.opts.GroupBy != "" && s.opts.GroupBy != ByNamespace }

func (s *sketch) place(v *vertex) place {
	if v.outside || v.namespace == "" {
		return place{}
	}
	p := place{namespace: v.namespace}
	if s.byLabel() {
		p.value = v.labels[s.opts.GroupBy]
	}
	return p
}

func sortedPlaces(ids map[place]string) []place {
	var out []place
	for p := range ids {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b place) int {
		if c := strings.Compare(a.namespace, b.namespace); c != 0 {
			return c
		}
		return strings.Compare(a.value, b.value)
	})
	return out
}

// addGroup adds the group of a place, inside that of its namespace if namespaces
// are drawn, and returns its id; it is empty if there is nothing to draw.
func (s *sketch) addGroup(g *graph.Graph, p place, framed bool) string {
	around := ""
	if framed {
		around = s.groupID("namespace/" + p.namespace)
		if !g.Has(around) {
			g.AddGroup(around, plain(clip(p.namespace, maxLabel))).Kind = "namespace"
		}
	}
	if p.value == "" {
		return around
	}
	key := s.opts.GroupBy[strings.LastIndexByte(s.opts.GroupBy, '/')+1:]
	id := s.groupID(s.id(p.namespace, key, p.value))
	group := g.AddGroup(id, plain(clip(p.value, maxLabel)))
	group.Kind, group.Parent = plain(key), around
	return id
}

// groupID returns an id that no node has. An object of a kind in small letters
// could have it.
func (s *sketch) groupID(id string) string {
	id = plain(id)
	for s.vertices[id] != nil {
		id += "-group"
	}
	return id
}
