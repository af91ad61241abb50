package scene

import (
	"fmt"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
	"github.com/topodraw/topodraw/theme"
)

// style is the looks of an element in light and in dark surroundings. They
// differ in colours alone: lines are those of the light.
type style struct{ light, dark graph.Style }

func (s style) fill() Paint    { return Paint{s.light.Fill, s.dark.Fill} }
func (s style) stroke() Paint  { return Paint{s.light.Stroke, s.dark.Stroke} }
func (s style) color() Paint   { return Paint{s.light.Color, s.dark.Color} }
func (s style) width() float64 { return s.light.StrokeWidth }
func (s style) shape(p Path) Shape {
	return Shape{Path: p, Fill: s.fill(), Stroke: s.stroke(), StrokeWidth: s.light.StrokeWidth, Dash: s.light.Dash}
}

// line is a shape of which only the outline is drawn.
func (s style) line(p Path) Shape {
	sh := s.shape(p)
	sh.Fill = Paint{}
	return sh
}

// looks resolves styles for both surroundings.
type looks struct{ light, dark theme.Resolver }

func newLooks(g *graph.Graph, t *theme.Theme) looks {
	r := theme.NewResolver(g, t)
	return looks{r, r.Dark()}
}

func (l looks) background() Paint { return Paint{l.light.Background(), l.dark.Background()} }

func (l looks) node(n *graph.Node) style { return style{l.light.Node(n), l.dark.Node(n)} }

func (l looks) group(gr *graph.Group) style { return style{l.light.Group(gr), l.dark.Group(gr)} }

// edge is the paint of an edge's line, with the width and the dashes of its kind
// of line where none are asked for.
func (l looks) edge(e *graph.Edge) style {
	asked := l.light.EdgeText(e)
	s := style{l.light.Edge(e), l.dark.Edge(e)}
	if e.Line == graph.Thick && asked.StrokeWidth == 0 {
		s.light.StrokeWidth *= thickFactor
	}
	if asked.Dash == "" {
		s.light.Dash = dashOf(e.Line, s.light.StrokeWidth)
	}
	return s
}

func dashOf(l graph.Line, width float64) string {
	switch l {
	case graph.Dashed:
		return fmt.Sprintf("%g %g", 4*width, 2.7*width)
	case graph.Dotted:
		return fmt.Sprintf("%g %g", width, 2*width)
	}
	return ""
}

// over lays a paint over another.
func over(top, bottom Paint) Paint {
	return Paint{theme.Over(top.Light, bottom.Light), theme.Over(top.Dark, bottom.Dark)}
}

// readable makes the colour of a text one that can be read on a paint.
func readable(text, on Paint) Paint {
	return Paint{theme.Readable(text.Light, on.Light, on.Light), theme.Readable(text.Dark, on.Dark, on.Dark)}
}

// behind returns what a box lies on: the innermost group around it, or the
// canvas.
func (p *Plan) behind(r layout.Rect, l *layout.Layout) Paint {
	paint := p.looks.background()
	for level := p.tree; level != nil; {
		var next *graph.Level
		for _, inner := range level.Levels {
			if i := p.groupAt[inner.Group.ID]; l.Groups[i].Contains(r) {
				next = inner
				paint = over(p.groupStyles[i].fill(), paint)
				break
			}
		}
		level = next
	}
	return paint
}
