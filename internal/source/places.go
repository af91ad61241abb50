package source

import "github.com/topodraw/topodraw/graph"

// WithoutPlaces makes a graph forget where its elements stand in their text, and
// returns it. Two texts that say the same have equal graphs then.
func WithoutPlaces(g *graph.Graph) *graph.Graph {
	g.Pos = graph.Pos{}
	for _, n := range g.Nodes() {
		n.Pos = graph.Pos{}
	}
	for _, e := range g.Edges() {
		e.Pos = graph.Pos{}
	}
	for _, gr := range g.Groups() {
		gr.Pos = graph.Pos{}
	}
	for _, c := range g.Classes() {
		c.Pos = graph.Pos{}
	}
	return g
}
