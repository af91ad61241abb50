package mermaid

import "github.com/topodraw/topodraw/graph"

// ignoredDirections returns the groups whose direction Mermaid ignores: those
// with an edge from something inside to something outside. An edge to the group
// itself is none. It takes linear time, whatever the nesting.
func ignoredDirections(g *graph.Graph, tree *graph.Level) map[*graph.Group]bool {
	n := 1 + len(g.Nodes()) + len(g.Groups())
	r := reach{at: make(map[string]int, n), low: make([]int, n), high: make([]int, n)}
	r.number(tree)
	for i := range n {
		r.low[i], r.high[i] = i, i
	}
	for _, e := range g.Edges() {
		from, to := r.at[e.From], r.at[e.To]
		r.extend(from, to, to)
		r.extend(to, from, from)
	}
	ignored := make(map[*graph.Group]bool)
	r.collect(tree, ignored)
	return ignored
}

// reach numbers everything in the order of the tree, a group before what is
// inside, so that the inside of a group is a range of numbers. For each number
// it has the lowest and the highest that an edge leads to.
type reach struct {
	at        map[string]int
	next      int
	low, high []int
}

func (r *reach) number(l *graph.Level) {
	if l.Group != nil {
		r.at[l.Group.ID] = r.next
	}
	r.next++
	for _, n := range l.Nodes {
		r.at[n.ID] = r.next
		r.next++
	}
	for _, inside := range l.Levels {
		r.number(inside)
	}
}

// collect finds the groups that have an edge out of their range, and returns
// the range of a level with how far its edges lead.
func (r *reach) collect(l *graph.Level, ignored map[*graph.Group]bool) (end, low, high int) {
	first := 0
	if l.Group != nil {
		first = r.at[l.Group.ID]
	}
	end, low, high = first, len(r.low), 0
	take := func(upTo, lo, hi int) {
		end, low, high = upTo, min(low, lo), max(high, hi)
	}
	for _, n := range l.Nodes {
		i := r.at[n.ID]
		take(i, r.low[i], r.high[i])
	}
	for _, inside := range l.Levels {
		take(r.collect(inside, ignored))
	}
	if l.Group != nil && l.Group.Direction != "" && (low <= first || high > end) {
		ignored[l.Group] = true
	}
	return end, min(low, r.low[first]), max(high, r.high[first])
}

func (r *reach) extend(i, low, high int) {
	r.low[i] = min(r.low[i], low)
	r.high[i] = max(r.high[i], high)
}
