package theme

import "github.com/topodraw/topodraw/graph"

// The names of the themes.
const (
	documentedName = "documented"
	modernName     = "modern"
	monochromeName = "monochrome"
	colorblindName = "colorblind"
)

// ink is the fill and the stroke of a role.
type ink struct{ fill, stroke string }

// kindsIn gives every kind the ink of its role.
func kindsIn(inks map[role]ink) map[string]graph.Style {
	return byKind(func(r role) graph.Style { return graph.Style{Fill: inks[r].fill, Stroke: inks[r].stroke} })
}

// documented has the fills of hand-written Mermaid in documents: one colour
// for each role that a request passes through. They are the same in the dark,
// since a document names them.
func documented() *Theme {
	fills := map[role]string{clients: "#f9f", entries: "#ff9", nodes: "#9f9", workloads: "#9ff", data: "#9ff"}
	kinds := func(r role) graph.Style {
		return graph.Style{Fill: fills[r], Stroke: "#333", StrokeWidth: 2}
	}
	return &Theme{
		Name:  documentedName,
		About: "the fills of hand-written Mermaid, in light and dark alike",
		Palette: Palette{
			Node:       graph.Style{Fill: "#fff", Stroke: "#333", StrokeWidth: 2},
			Kinds:      byKind(kinds),
			Group:      graph.Style{Fill: "#f6f8fa", Stroke: "#8c959f", Color: "#333", StrokeWidth: 1},
			Edge:       graph.Style{Stroke: "#333", Color: "#333", StrokeWidth: 1.5},
			Background: "#fff",
		},
		Dark: &Palette{
			Node:       graph.Style{Fill: "#e6edf3", Stroke: "#333", StrokeWidth: 2},
			Kinds:      byKind(kinds),
			Group:      graph.Style{Fill: "#161b22", Stroke: "#57606a", Color: "#d0d7de", StrokeWidth: 1},
			Edge:       graph.Style{Stroke: "#afb8c1", Color: "#d0d7de", StrokeWidth: 1.5},
			Background: "#0d1117",
		},
	}
}

// modern has soft fills, strokes in the colour of the role, and icons.
func modern() *Theme {
	return &Theme{
		Name:   modernName,
		About:  "soft fills, rounded corners and icons",
		Icons:  true,
		Shapes: dataShapes(graph.Rounded),
		Palette: Palette{
			Node: graph.Style{Fill: "#f8fafc", Stroke: "#64748b", Color: "#0f172a", StrokeWidth: 1.5},
			Kinds: kindsIn(map[role]ink{
				clients: {"#f3e8ff", "#9333ea"}, entries: {"#fef3c7", "#d97706"}, nodes: {"#dcfce7", "#16a34a"},
				workloads: {"#e0f2fe", "#0284c7"}, data: {"#ffe4e6", "#e11d48"},
			}),
			Group:      graph.Style{Fill: "#64748b12", Stroke: "#cbd5e1", Color: "#475569", StrokeWidth: 1},
			Edge:       graph.Style{Stroke: "#64748b", Color: "#334155", StrokeWidth: 1.5},
			Background: "#fff",
		},
		Dark: &Palette{
			Node: graph.Style{Fill: "#1e293b", Stroke: "#94a3b8", Color: "#f1f5f9", StrokeWidth: 1.5},
			Kinds: kindsIn(map[role]ink{
				clients: {"#2e1a47", "#c084fc"}, entries: {"#3b2a0a", "#fbbf24"}, nodes: {"#0f2e1d", "#4ade80"},
				workloads: {"#0c2a3f", "#38bdf8"}, data: {"#3f1320", "#fb7185"},
			}),
			Group:      graph.Style{Fill: "#94a3b812", Stroke: "#475569", Color: "#cbd5e1", StrokeWidth: 1},
			Edge:       graph.Style{Stroke: "#94a3b8", Color: "#cbd5e1", StrokeWidth: 1.5},
			Background: "#0f172a",
		},
	}
}

// monochrome tells roles apart by shades of grey, shapes and icons, so that a
// printer without colour shows all there is.
func monochrome() *Theme {
	shapes := dataShapes("")
	for _, kind := range graph.Kinds() {
		if roleOf(kind) == clients {
			shapes[kind] = graph.Stadium
		}
	}
	return &Theme{
		Name:   monochromeName,
		About:  "black on white for print, roles by shade, shape and icon",
		Icons:  true,
		Shapes: shapes,
		Palette: Palette{
			Node: graph.Style{Fill: "#fff", Stroke: "#000", Color: "#000", StrokeWidth: 1.25},
			Kinds: kindsIn(map[role]ink{
				clients: {"#fff", "#000"}, entries: {"#d9d9d9", "#000"}, nodes: {"#ececec", "#000"},
				workloads: {"#fff", "#000"}, data: {"#f5f5f5", "#000"},
			}),
			Group:      graph.Style{Fill: "none", Stroke: "#777", Color: "#000", StrokeWidth: 1, Dash: "4 3"},
			Edge:       graph.Style{Stroke: "#000", Color: "#000", StrokeWidth: 1.25},
			Background: "#fff",
		},
		Dark: &Palette{
			Node: graph.Style{Fill: "#111", Stroke: "#eee", Color: "#fff", StrokeWidth: 1.25},
			Kinds: kindsIn(map[role]ink{
				clients: {"#111", "#eee"}, entries: {"#444", "#eee"}, nodes: {"#2b2b2b", "#eee"},
				workloads: {"#111", "#eee"}, data: {"#222", "#eee"},
			}),
			Group:      graph.Style{Fill: "none", Stroke: "#999", Color: "#eee", StrokeWidth: 1, Dash: "4 3"},
			Edge:       graph.Style{Stroke: "#eee", Color: "#eee", StrokeWidth: 1.25},
			Background: "#111",
		},
	}
}

// colorblind has the colours of Okabe and Ito, "Color Universal Design" (2008),
// which people with any kind of colour vision tell apart.
func colorblind() *Theme {
	inks := map[role]ink{
		clients: {"#cc79a7", "#222"}, entries: {"#e69f00", "#222"}, nodes: {"#009e73", "#222"},
		workloads: {"#56b4e9", "#222"}, data: {"#f0e442", "#222"},
	}
	return &Theme{
		Name:   colorblindName,
		About:  "the colours of Okabe and Ito, told apart with any colour vision; icons",
		Icons:  true,
		Shapes: dataShapes(""),
		Palette: Palette{
			Node:       graph.Style{Fill: "#f2f2f2", Stroke: "#222", Color: "#000", StrokeWidth: 1.5},
			Kinds:      kindsIn(inks),
			Group:      graph.Style{Fill: "#0000000a", Stroke: "#767676", Color: "#222", StrokeWidth: 1},
			Edge:       graph.Style{Stroke: "#222", Color: "#222", StrokeWidth: 1.5},
			Background: "#fff",
		},
		Dark: &Palette{
			Node:       graph.Style{Fill: "#d9d9d9", Stroke: "#222", Color: "#000", StrokeWidth: 1.5},
			Kinds:      kindsIn(inks),
			Group:      graph.Style{Fill: "#ffffff0f", Stroke: "#8a8a8a", Color: "#eee", StrokeWidth: 1},
			Edge:       graph.Style{Stroke: "#d9d9d9", Color: "#eee", StrokeWidth: 1.5},
			Background: "#121212",
		},
	}
}

// dataShapes are the usual outlines of what keeps data. All other kinds have
// the base.
func dataShapes(base graph.Shape) map[string]graph.Shape {
	shapes := map[string]graph.Shape{
		"database": graph.Cylinder, "storage": graph.Cylinder, "store": graph.Cylinder, "queue": graph.Queue,
	}
	if base != "" {
		shapes[""] = base
	}
	return shapes
}
