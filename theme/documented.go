package theme

import "github.com/topodraw/topodraw/graph"

const documentedName = "documented"

// documented has the fills of hand-written Mermaid in documents: one colour
// for each role that a request passes through. They are the same in the dark,
// since a document names them.
func documented() *Theme {
	fills := map[role]string{clients: "#f9f", entries: "#ff9", nodes: "#9f9", workloads: "#9ff", data: "#9ff"}
	kinds := byKind(func(r role) graph.Style {
		return graph.Style{Fill: fills[r], Stroke: "#333", StrokeWidth: 2}
	})
	return &Theme{
		Name: documentedName,
		Palette: Palette{
			Node:       graph.Style{Fill: "#fff", Stroke: "#333", StrokeWidth: 2},
			Kinds:      kinds,
			Group:      graph.Style{Fill: "#f6f8fa", Stroke: "#8c959f", Color: "#333", StrokeWidth: 1},
			Edge:       graph.Style{Stroke: "#333", Color: "#333", StrokeWidth: 1.5},
			Background: "#fff",
		},
		Dark: &Palette{
			Node:       graph.Style{Fill: "#e6edf3", Stroke: "#333", StrokeWidth: 2},
			Kinds:      kinds,
			Group:      graph.Style{Fill: "#161b22", Stroke: "#57606a", Color: "#d0d7de", StrokeWidth: 1},
			Edge:       graph.Style{Stroke: "#afb8c1", Color: "#d0d7de", StrokeWidth: 1.5},
			Background: "#0d1117",
		},
	}
}
