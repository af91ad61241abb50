package graph

// Level is one level of the nesting: the top of a graph, or the inside of a
// group.
type Level struct {
	// Group is the group this is the inside of; nil at the top.
	Group *Group
	// Nodes are those directly inside, in the graph's order.
	Nodes []*Node
	// Levels are the groups directly inside, in the graph's order.
	Levels []*Level
}

// Tree returns the nesting of the graph as it is now. Every node and group is
// in it exactly once: one whose parent is unknown or would close a circle is
// put at the top. It takes linear time.
func (g *Graph) Tree() *Level {
	top := &Level{}
	levels := make(map[*Group]*Level, len(g.groups))
	for _, gr := range g.groups {
		levels[gr] = &Level{Group: gr}
	}
	inside := func(id string) *Level {
		if gr := g.Group(id); gr != nil {
			return levels[gr]
		}
		return top
	}
	loose := g.looseGroups()
	for _, gr := range g.groups {
		parent := top
		if !loose[gr] {
			parent = inside(gr.Parent)
		}
		parent.Levels = append(parent.Levels, levels[gr])
	}
	for _, n := range g.nodes {
		l := inside(n.Group)
		l.Nodes = append(l.Nodes, n)
	}
	return top
}

// looseGroups finds one group of every circle of parents: the first in the
// graph's order from which following the parents leads back to it.
func (g *Graph) looseGroups() map[*Group]bool {
	const active, done = 1, 2
	state := make(map[*Group]int, len(g.groups))
	loose := make(map[*Group]bool)
	for _, start := range g.groups {
		var path []*Group
		gr := start
		for gr != nil && state[gr] == 0 {
			state[gr] = active
			path = append(path, gr)
			gr = g.Group(gr.Parent)
		}
		if gr != nil && state[gr] == active {
			loose[gr] = true
		}
		for _, p := range path {
			state[p] = done
		}
	}
	return loose
}
