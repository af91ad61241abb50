package delta

import (
	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/theme"
)

// Theme returns a theme for [Comparison.Drawing]: that of another one, but that
// colours say what became of a node and not what it is. Each has a border of its
// own, so that a print without colours says the same.
func Theme(base *theme.Theme) *theme.Theme {
	t := *base
	t.Shapes, t.Icons, t.TextOnKinds = nil, false, true
	t.Palette = palette(base.Palette, colors{
		same:    [3]string{"#ffffff", "#8c959f", "#424a53"},
		added:   [3]string{"#dafbe1", "#1a7f37", "#0b3d1a"},
		removed: [3]string{"#ffebe9", "#cf222e", "#5c0f14"},
		changed: [3]string{"#fff3c4", "#9a6700", "#4d3400"},
	})
	if base.Dark != nil {
		dark := palette(*base.Dark, colors{
			same:    [3]string{"#21262d", "#768390", "#c9d1d9"},
			added:   [3]string{"#12381f", "#3fb950", "#d2f5dc"},
			removed: [3]string{"#42151a", "#f85149", "#ffdcd7"},
			changed: [3]string{"#3d2f0a", "#d29922", "#f8e3a1"},
		})
		t.Dark = &dark
	}
	return &t
}

// colors are the fill, the stroke and the text of nodes.
type colors struct{ same, added, removed, changed [3]string }

// The kinds of nodes in a drawing.
const (
	kindAdded   = "added"
	kindRemoved = "removed"
	kindChanged = "changed"
	kindSame    = "same"
)

// kindOf returns the kind by which a node is drawn; one that was renamed has
// changed.
func kindOf(op graph.Op) string {
	switch op {
	case graph.Added:
		return kindAdded
	case graph.Removed:
		return kindRemoved
	case graph.Changed, graph.Renamed:
		return kindChanged
	}
	return kindSame
}

func palette(base theme.Palette, c colors) theme.Palette {
	style := func(of [3]string, op graph.Op) graph.Style {
		s := borderOf(op)
		s.Fill, s.Stroke, s.Color = of[0], of[1], of[2]
		return s
	}
	base.Node = style(c.same, "")
	base.Kinds = map[string]graph.Style{
		kindSame: base.Node, kindAdded: style(c.added, graph.Added),
		kindRemoved: style(c.removed, graph.Removed), kindChanged: style(c.changed, graph.Changed),
	}
	return base
}

// The colours of lines, which have a contrast of 3:1 to white and to dark grey, as
// WCAG 2.2 asks of graphics.
const (
	green = "#2da44e"
	red   = "#e5484d"
	amber = "#bf8700"
	grey  = "#868e96"
)

// dashes are those of borders, as every format has them.
const dashes = "5 2"

// borderOf is the outline of nodes and groups.
func borderOf(op graph.Op) graph.Style {
	switch kindOf(op) {
	case kindAdded:
		return graph.Style{Stroke: green, StrokeWidth: 3}
	case kindRemoved:
		return graph.Style{Stroke: red, StrokeWidth: 2, Dash: dashes}
	case kindChanged:
		return graph.Style{Stroke: amber, StrokeWidth: 2}
	}
	return graph.Style{StrokeWidth: 1}
}

// lineOf is what an edge looks like.
func lineOf(op graph.Op) (graph.Line, graph.Style) {
	switch kindOf(op) {
	case kindAdded:
		return graph.Thick, graph.Style{Stroke: green}
	case kindRemoved:
		return graph.Dashed, graph.Style{Stroke: red, StrokeWidth: 2}
	case kindChanged:
		return graph.Solid, graph.Style{Stroke: amber, StrokeWidth: 2}
	}
	return graph.Solid, graph.Style{Stroke: grey, StrokeWidth: 1}
}
