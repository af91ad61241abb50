package graph

// HideKinds returns a copy without the nodes of some kinds, as [Node.Kind]
// spells them, and without the edges that end at them. Nothing is drawn in
// their place: two nodes that talked to each other through a hidden one are no
// longer connected, since an edge between them would claim what is not so.
//
// A group of which all that was inside is gone goes too, with its edges; one
// that was empty before stays. The kinds of groups are not looked at. Kinds
// that no node has change nothing, and the empty kind is that of nodes without
// one. Everything keeps its order. It takes time in proportion to the graph.
func (g *Graph) HideKinds(kinds ...string) *Graph {
	asked := make(map[string]bool, len(kinds))
	for _, k := range kinds {
		asked[k] = true
	}
	hidden := make(map[string]bool)
	for _, n := range g.nodes {
		if asked[n.Kind] {
			hidden[n.ID] = true
		}
	}
	hideEmptied(g.Tree(), hidden)
	return g.only(func(id string) bool { return !hidden[id] })
}

// hideEmptied hides the groups below a level that have lost all they had, and
// reports whether the level itself has.
func hideEmptied(l *Level, hidden map[string]bool) bool {
	emptied := len(l.Nodes)+len(l.Levels) > 0
	for _, n := range l.Nodes {
		emptied = emptied && hidden[n.ID]
	}
	for _, inner := range l.Levels {
		if hideEmptied(inner, hidden) {
			hidden[inner.Group.ID] = true
		} else {
			emptied = false
		}
	}
	return emptied
}
