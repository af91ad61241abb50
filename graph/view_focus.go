package graph

// Focus returns a copy of what is around some nodes or groups: they themselves,
// all that is within depth steps of them, the groups around those, and every
// edge between two that are left. A step leads along an edge, in either
// direction. Depth 0, and a negative one, takes no step.
//
// A group stands for all within: to focus on it is to focus on them, a step to
// it reaches them, and a step along one of its edges starts at any of them. An
// [Invisible] edge says nothing of who talks to whom, so that no step is taken
// along it.
//
// Everything keeps its order. An id that is neither a node nor a group is an
// [*UnknownError]; without ids nothing is left. It takes time in proportion to
// the graph.
func (g *Graph) Focus(ids []string, depth int) (*Graph, error) {
	for _, id := range ids {
		if !g.Has(id) {
			return nil, &UnknownError{ID: id}
		}
	}
	f := &focus{g: g, members: g.members(), links: g.links(), seen: make(map[string]bool), whole: make(map[string]bool)}
	for _, id := range ids {
		f.reach(id)
	}
	for ; depth > 0 && len(f.next) > 0; depth-- {
		f.step()
	}
	return g.only(func(id string) bool { return f.seen[id] }), nil
}

// focus is a search in breadth over nodes and groups.
type focus struct {
	g       *Graph
	members members
	links   map[string][]string
	// seen are the nodes that were reached, and the groups with one of them or
	// reached themselves; whole are the groups that were reached with all
	// within.
	seen, whole map[string]bool
	// next are those that were seen in this step.
	next []string
}

// links returns the other ends of the edges of each node and group.
func (g *Graph) links() map[string][]string {
	links := make(map[string][]string, len(g.nodes))
	for _, e := range g.edges {
		if e.Line != Invisible {
			links[e.From] = append(links[e.From], e.To)
			links[e.To] = append(links[e.To], e.From)
		}
	}
	return links
}

func (f *focus) step() {
	from := f.next
	f.next = nil
	for _, id := range from {
		for _, other := range f.links[id] {
			f.reach(other)
		}
	}
}

// reach takes in a node, or a group with all within, and the groups around.
func (f *focus) reach(id string) {
	f.members.walk(id, func(inner string) bool {
		if f.whole[inner] {
			return false
		}
		f.whole[inner] = true
		f.see(inner)
		return true
	})
	for up := f.g.parent(id); up != "" && f.see(up); {
		up = f.g.parent(up)
	}
}

// see reports whether this is the first time.
func (f *focus) see(id string) bool {
	if f.seen[id] {
		return false
	}
	f.seen[id] = true
	f.next = append(f.next, id)
	return true
}
