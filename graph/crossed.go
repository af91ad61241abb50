package graph

// Crossed returns the groups whose border is crossed: by an edge that leads
// from something inside to something outside. An edge of the group itself does
// not cross it. Layouts in layers can turn the inside of a group into another
// direction only if nothing crosses its border.
//
// It takes time in proportion to the edges times the depth of the nesting. On
// parents that form a circle it ends, without a promise on the result.
func (g *Graph) Crossed() map[*Group]bool {
	crossed := make(map[*Group]bool)
	for _, e := range g.edges {
		from, to := g.Around(e.From), g.Around(e.To)
		shared := make(map[*Group]bool, len(to))
		for _, gr := range to {
			shared[gr] = true
		}
		for _, gr := range from {
			if !shared[gr] {
				crossed[gr] = true
			}
			delete(shared, gr)
		}
		for gr := range shared {
			crossed[gr] = true
		}
	}
	return crossed
}

// Around returns the groups around a node or a group, the innermost first. An
// unknown id has none.
func (g *Graph) Around(id string) []*Group {
	up := ""
	if n := g.Node(id); n != nil {
		up = n.Group
	} else if gr := g.Group(id); gr != nil {
		up = gr.Parent
	}
	var out []*Group
	for gr := g.Group(up); gr != nil && len(out) < len(g.groups); gr = g.Group(gr.Parent) {
		out = append(out, gr)
	}
	return out
}
