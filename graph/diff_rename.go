package graph

import (
	"slices"
	"strconv"
	"strings"
)

// rename is the name in an id as it was and as it is.
type rename struct{ from, to string }

// following are the renames that an element has to follow.
type following []rename

// renamesOf returns those of some ids of the old graph.
func (d *differ) renamesOf(ids ...string) following {
	var out following
	for _, id := range ids {
		if r, ok := d.renames[id]; ok {
			out = append(out, r)
		}
	}
	return out
}

// explains reports whether a value differs in the names alone.
func (f following) explains(old, new string) bool {
	for _, r := range f {
		if r.from != "" {
			old = strings.ReplaceAll(old, r.from, r.to)
		}
	}
	return len(f) > 0 && old == new
}

// label reports whether two nodes that are one have the same label, or labels that
// are the name on both sides.
func (f following) label(a, b *Node) bool {
	if a.Text() == b.Text() || len(f) == 0 {
		return a.Text() == b.Text()
	}
	return isName(a.Text(), a.ID) && isName(b.Text(), b.ID)
}

func isName(text, id string) bool { return text == id || text == nameIn(id) }

// nameIn returns the name in an id: what follows the last slash.
func nameIn(id string) string { return id[strings.LastIndexByte(id, '/')+1:] }

// renameSteps is how far from what kept its name a renamed node is found. Each
// step looks at all candidates.
const renameSteps = 8

// findRenames pairs nodes that were removed with nodes that were added, where each
// fits the other alone. What is found helps to find their neighbours. Those that
// fit in all are looked for first, then those that fit but for neighbours that
// were removed or added as well.
func (d *differ) findRenames() {
	have := make(map[*Node]bool, len(d.nodes))
	for _, b := range d.nodes {
		have[b] = true
	}
	old := d.candidates(d.old, func(n *Node) bool { return d.nodes[n] == nil })
	new := d.candidates(d.new, func(n *Node) bool { return !have[n] })
	for id, now := range d.ids {
		old.known[id], new.known[now] = now, now
	}
	for range renameSteps {
		found := match(old, new, (*candidates).looks)
		if len(found) == 0 {
			found = match(old, new, (*candidates).looksAmongKnown)
		}
		for _, pair := range found {
			a, b := pair[0], pair[1]
			d.nodes[a], d.ids[a.ID] = b, b.ID
			d.renames[a.ID] = rename{nameIn(a.ID), nameIn(b.ID)}
			old.known[a.ID], new.known[b.ID] = b.ID, b.ID
		}
		if len(found) == 0 {
			return
		}
		old.dropKnown()
		new.dropKnown()
	}
}

// candidates are the nodes of one graph that may have been renamed.
type candidates struct {
	g     *Graph
	nodes []*Node
	// known leads from the ids of what is in both graphs to the new ids.
	known map[string]string
	links map[string][]link
	// own is what can be told of a node by itself.
	own map[*Node]string
}

// link is the end of an edge, seen from the other one.
type link struct {
	out bool
	to  string
}

// candidates returns the nodes of a graph that are left. Of several with one id
// none could be told by its edges.
func (d *differ) candidates(g *Graph, left func(*Node) bool) *candidates {
	c := &candidates{g: g, known: make(map[string]string), links: make(map[string][]link), own: make(map[*Node]string)}
	c.nodes = only(g.nodes, func(n *Node) bool { return left(n) && g.Node(n.ID) == n && g.Group(n.ID) == nil })
	for _, n := range c.nodes {
		c.own[n] = d.ownText(n)
		c.links[n.ID] = nil
	}
	for _, e := range g.edges {
		c.link(e.From, link{true, e.To})
		c.link(e.To, link{false, e.From})
	}
	return c
}

// link notes an edge of a candidate.
func (c *candidates) link(id string, l link) {
	if have, ok := c.links[id]; ok {
		c.links[id] = append(have, l)
	}
}

// dropKnown leaves out the nodes that were found.
func (c *candidates) dropKnown() {
	c.nodes = slices.DeleteFunc(c.nodes, func(n *Node) bool { _, found := c.known[n.ID]; return found })
}

// ownText is all of a node but its id, its label and its edges. Attributes may
// have the name for a value.
func (d *differ) ownText(n *Node) string {
	var values []string
	for _, f := range nodeFields(n) {
		values = append(values, f.value)
	}
	return joined(values...) + d.attrsText(n.Attrs, nameIn(n.ID))
}

// looks is all that a node can be recognised by, and false if that is too little:
// neither a neighbour that is known nor a label.
func (c *candidates) looks(n *Node) (string, bool) {
	var ends []string
	anchored := false
	for _, l := range c.links[n.ID] {
		end, known := c.end(n, l.to)
		anchored = anchored || known
		ends = append(ends, joined(strconv.FormatBool(l.out), end))
	}
	slices.Sort(ends)
	text := c.own[n] + strings.Join(ends, "")
	if anchored {
		return text, true
	}
	return text + joined("label", n.Label), n.Label != ""
}

// looksAmongKnown is all that a node can be recognised by but for its neighbours
// that are in one graph alone, and false if there are not two others.
func (c *candidates) looksAmongKnown(n *Node) (string, bool) {
	var ends []string
	for _, l := range c.links[n.ID] {
		if end, known := c.end(n, l.to); known {
			ends = append(ends, joined(strconv.FormatBool(l.out), end))
		}
	}
	slices.Sort(ends)
	return c.own[n] + strings.Join(ends, ""), len(slices.Compact(ends)) > 1
}

// end is what is told of a neighbour, and whether it is in both graphs.
func (c *candidates) end(n *Node, id string) (text string, known bool) {
	if now, ok := c.known[id]; ok {
		return "known " + now, true
	}
	switch other := c.g.Node(id); {
	case other == n:
		return "itself", false
	case other != nil:
		return "node " + other.Kind, false
	case c.g.Group(id) != nil:
		return "group", false
	}
	return "nothing", false
}

// match returns the pairs that look the same and like no other node, in the order
// of the old ones.
func match(old, new *candidates, look func(*candidates, *Node) (string, bool)) [][2]*Node {
	before, after := old.by(look), new.by(look)
	var out [][2]*Node
	for _, a := range old.nodes {
		looks, ok := look(old, a)
		if ok && len(before[looks]) == 1 && len(after[looks]) == 1 {
			out = append(out, [2]*Node{a, after[looks][0]})
		}
	}
	return out
}

func (c *candidates) by(look func(*candidates, *Node) (string, bool)) map[string][]*Node {
	out := make(map[string][]*Node, len(c.nodes))
	for _, n := range c.nodes {
		if looks, ok := look(c, n); ok {
			out[looks] = append(out[looks], n)
		}
	}
	return out
}
