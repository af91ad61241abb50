package elk

import (
	"slices"

	"github.com/topodraw/topodraw/graph"
)

// top is the level that no group is around.
const top = -1

// connections tells how the elements of a graph hang together. Elements are
// counted: the nodes of the graph first, then its groups.
type connections struct {
	// around is the group around each element, or top.
	around []int
	depth  []int
	// inside holds what is directly inside each group, and at the top, in the
	// order in which it is drawn; see sortLevel.
	inside map[int][]int
	// up is a forest whose trees are elements of one level that are connected
	// on that level.
	up []int
	// out says of an element that an edge leads from it, or from something
	// inside, out of the group it is in.
	out []bool
}

func newConnections(g *graph.Graph, at map[string]int) *connections {
	n := len(g.Nodes()) + len(g.Groups())
	c := &connections{
		around: make([]int, n), depth: make([]int, n), inside: make(map[int][]int),
		up: make([]int, n), out: make([]bool, n),
	}
	for i := range n {
		c.up[i] = i
	}
	c.nest(g.Tree(), top, 0, at)
	leads := make(map[int][]int)
	for _, e := range g.Edges() {
		if a, b := c.join(at[e.From], at[e.To]); a != b {
			leads[a] = append(leads[a], b)
		}
	}
	for around, level := range c.inside {
		c.inside[around] = sortLevel(level, leads)
	}
	for i := range n {
		if c.out[i] {
			c.out[c.find(i)] = true
		}
	}
	return c
}

func (c *connections) nest(l *graph.Level, around, depth int, at map[string]int) {
	put := func(i int) {
		c.around[i], c.depth[i] = around, depth
		c.inside[around] = append(c.inside[around], i)
	}
	for _, n := range l.Nodes {
		put(at[n.ID])
	}
	for _, inner := range l.Levels {
		i := at[inner.Group.ID]
		put(i)
		c.nest(inner, i, depth+1, at)
	}
}

// join connects the ends of an edge where their levels meet, and returns which
// two elements it connects there.
func (c *connections) join(a, b int) (from, to int) {
	for c.depth[a] > c.depth[b] {
		a = c.leave(a)
	}
	for c.depth[b] > c.depth[a] {
		b = c.leave(b)
	}
	for c.around[a] != c.around[b] {
		a, b = c.leave(a), c.leave(b)
	}
	c.up[c.find(b)] = c.find(a)
	return a, b
}

func (c *connections) leave(a int) int {
	c.out[a] = true
	return c.around[a]
}

func (c *connections) find(i int) int {
	for c.up[i] != i {
		c.up[i] = c.up[c.up[i]]
		i = c.up[i]
	}
	return i
}

// bound reports whether an element hangs together with something outside the
// group it is in.
func (c *connections) bound(i int) bool { return c.out[c.find(i)] }

// open reports whether an edge crosses the border of a group.
func (c *connections) open(group int) bool { return slices.ContainsFunc(c.inside[group], c.bound) }

// split returns the parts of a level that are not connected with each other, in
// the order of their first elements.
func (c *connections) split(level []int) [][]int {
	var parts [][]int
	part := make(map[int]int)
	for _, i := range level {
		root := c.find(i)
		n, ok := part[root]
		if !ok {
			n = len(parts)
			part[root] = n
			parts = append(parts, nil)
		}
		parts[n] = append(parts[n], i)
	}
	return parts
}

// count returns how many elements there are, with those inside of them.
func (c *connections) count(elements []int) int {
	n := len(elements)
	for _, i := range elements {
		n += c.count(c.inside[i])
	}
	return n
}

// within reports whether an element lies somewhere inside a group.
func (c *connections) within(i, group int) bool {
	for i = c.around[i]; i != top; i = c.around[i] {
		if i == group {
			return true
		}
	}
	return false
}
