package scene

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
	"github.com/topodraw/topodraw/theme"
)

// inside reports whether a point is within a border, by the winding number.
func inside(p point, border Path) bool {
	winding := 0
	for _, line := range border.flatten() {
		for i := 1; i < len(line); i++ {
			a, b := line[i-1], line[i]
			left := (b.X-a.X)*(p.Y-a.Y) - (p.X-a.X)*(b.Y-a.Y)
			switch {
			case a.Y <= p.Y && b.Y > p.Y && left > 0:
				winding++
			case a.Y > p.Y && b.Y <= p.Y && left < 0:
				winding--
			}
		}
	}
	return winding != 0
}

func TestTextStaysInsideEveryShape(t *testing.T) {
	t.Parallel()
	texts := []layout.Size{{W: 5, H: 18}, {W: 60, H: 18}, {W: 190, H: 18}, {W: 190, H: 54}, {W: 40, H: 180}, {W: 560, H: 700}}
	for _, s := range graph.Shapes() {
		o := outlineOf(s)
		for _, text := range texts {
			size := even(o.size(text))
			r := layout.Rect{X: 100, Y: 50, W: size.W, H: size.H}
			border, c := o.path(r), r.Center()
			if o.text != nil {
				c = o.text(r)
			}
			for _, sign := range []point{{X: -1, Y: -1}, {X: 1, Y: -1}, {X: -1, Y: 1}, {X: 1, Y: 1}} {
				corner := pt(c.X+sign.X*text.W/2, c.Y+sign.Y*text.H/2)
				require.True(t, inside(corner, border), "%s: %v of a text of %v is outside %v", s, corner, text, r)
			}
		}
	}
}

func TestShapesStayInTheirBox(t *testing.T) {
	t.Parallel()
	for _, s := range graph.Shapes() {
		o := outlineOf(s)
		size := even(o.size(layout.Size{W: 80, H: 36}))
		r := layout.Rect{X: 10, Y: 20, W: size.W, H: size.H}
		paths := []Path{o.path(r)}
		if o.inner != nil {
			paths = append(paths, o.inner(r))
		}
		for _, p := range paths {
			for _, line := range p.flatten() {
				for _, q := range line {
					require.True(t, r.Inset(-1).Contains(layout.Rect{X: q.X, Y: q.Y}), "%s: %v leaves %v", s, q, r)
				}
			}
		}
	}
}

// An edge that reaches a box from above, at any place, ends on the outline in it.
func TestEdgesEndOnTheOutline(t *testing.T) {
	t.Parallel()
	r := layout.Rect{X: 100, Y: 100, W: 120, H: 80}
	for _, s := range graph.Shapes() {
		path := outlineOf(s).path(r)
		for _, share := range []float64{0.1, 0.35, 0.5, 0.8} {
			x := r.X + share*r.W
			w := newWay(layout.Route{Points: []point{pt(x, 20), pt(x, r.Y)}})
			w.clipEnd(border{path: path, half: 1})
			end := w.end()
			require.Equal(t, x, end.X, s)
			require.False(t, inside(end, path), "%s ends at %v, inside", s, end)
			require.True(t, inside(pt(end.X, end.Y+3), path), "%s ends at %v, off the border", s, end)
		}
	}
}

func TestCurvedEdgesReachTheOutlineToo(t *testing.T) {
	t.Parallel()
	r := layout.Rect{X: 100, Y: 100, W: 100, H: 100}
	path := outlineOf(graph.Diamond).path(r)
	w := newWay(layout.Route{Curved: true, Points: []point{pt(120, 0), pt(120, 40), pt(120, 60), pt(120, 100)}})
	w.clipEnd(border{path: path})
	require.Len(t, w.points, 7)
	require.InDelta(t, 130, w.end().Y, 0.01, "x 120 meets the diamond 30 px below its top")
}

func TestShortenedLineLeavesRoomForTheSigns(t *testing.T) {
	t.Parallel()
	straight := way{points: []point{pt(0, 0), pt(0, 50), pt(30, 50), pt(30, 54)}}
	got := straight.shortened(5, 10)
	require.InDelta(t, 5, got.points[0].Y, 1e-3)
	require.InDelta(t, 10, dist(got.end(), pt(30, 54)), 1e-3)
	curve := way{curved: true, points: []point{pt(0, 0), pt(0, 30), pt(40, 30), pt(40, 60)}}
	got = curve.shortened(0, 10)
	require.Equal(t, pt(0, 0), got.points[0])
	require.InDelta(t, 10, dist(got.end(), pt(40, 60)), 1e-3)
}

func TestDegenerateWays(t *testing.T) {
	t.Parallel()
	w := way{points: []point{pt(5, 5), pt(5, 5)}}
	w.clip(border{path: roundRect(layout.Rect{W: 10, H: 10}, 3)}, border{path: roundRect(layout.Rect{W: 10, H: 10}, 3)})
	for _, s := range w.shortened(9, 9).path() {
		require.False(t, math.IsNaN(s.P[0].X) || math.IsNaN(s.P[0].Y))
	}
	require.Equal(t, pt(1, 2), towards(pt(1, 2), pt(1, 2), 5))
}

func TestLabelsLieOnTheColourAroundThem(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	gr := g.AddGroup("g", "")
	gr.Style.Fill = "#abcdef"
	gr.AddNode("a", "").To(gr.AddNode("b", ""), "label")
	tm, err := theme.Lookup("")
	require.NoError(t, err)
	p, err := NewPlan(g, tm, nil)
	require.NoError(t, err)
	l := &layout.Layout{Groups: []layout.Rect{{X: 10, Y: 10, W: 200, H: 200}}}
	require.Equal(t, Paint{"#abcdef", "#abcdef"}, p.behind(layout.Rect{X: 50, Y: 50, W: 20, H: 10}, l))
	require.Equal(t, Paint{"#fff", "#0d1117"}, p.behind(layout.Rect{X: 205, Y: 50, W: 20, H: 10}, l))
}

func TestEveryKindHasAnIconThatFits(t *testing.T) {
	t.Parallel()
	square := layout.Rect{W: iconSize, H: iconSize}
	for _, kind := range graph.Kinds() {
		parts := icon(kind)
		require.NotEmpty(t, parts, kind)
		for _, part := range parts {
			for _, line := range part.flatten() {
				for _, q := range line {
					require.True(t, square.Inset(iconStroke/2).Contains(layout.Rect{X: q.X, Y: q.Y}), "%s: %v", kind, q)
				}
			}
		}
	}
	require.Nil(t, icon(""))
	require.Nil(t, icon("no such icon"))
}
