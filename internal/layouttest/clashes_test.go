package layouttest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/layouttest"
	"github.com/topodraw/topodraw/render/layout"
)

// sound is a layout without a clash: a above b, with two labelled edges, c beside
// them with a loop, and a group that has only a title.
func sound() (*layout.Problem, *layout.Layout) {
	g := graph.New("")
	a, b, c := g.AddNode("a", ""), g.AddNode("b", ""), g.AddNode("c", "")
	g.AddGroup("g", "")
	a.To(b, "x")
	b.To(a, "y")
	c.To(c, "")
	size := layout.Size{W: 60, H: 40}
	p := &layout.Problem{
		Graph: g, Direction: graph.Down,
		NodeSize:  []layout.Size{size, size, size},
		LabelSize: []layout.Size{{W: 10, H: 10}, {W: 10, H: 10}, {}},
		TitleSize: []layout.Size{{W: 30, H: 17}},
	}
	return p, &layout.Layout{
		Size:   layout.Size{W: 400, H: 200},
		Nodes:  []layout.Rect{{X: 0, Y: 0, W: 60, H: 40}, {X: 0, Y: 140, W: 60, H: 40}, {X: 140, Y: 0, W: 60, H: 40}},
		Groups: []layout.Rect{{X: 300, Y: 0, W: 50, H: 37}},
		Titles: []layout.Rect{{X: 310, Y: 10, W: 30, H: 17}},
		Edges: []layout.Route{
			{Points: []layout.Point{{X: 20, Y: 40}, {X: 20, Y: 140}}, Label: layout.Rect{X: 15, Y: 80, W: 10, H: 10}},
			{Points: []layout.Point{{X: 40, Y: 140}, {X: 40, Y: 40}}, Label: layout.Rect{X: 35, Y: 80, W: 10, H: 10}},
			{Points: []layout.Point{{X: 140, Y: 10}, {X: 120, Y: 10}, {X: 120, Y: 30}, {X: 140, Y: 30}}},
		},
	}
}

func TestClashes(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		spoil func(l *layout.Layout)
		want  []string
	}{
		"none":           {func(*layout.Layout) {}, nil},
		"label on node":  {func(l *layout.Layout) { l.Edges[0].Label.Y = 30 }, []string{"the label of edge 0 is on node 0"}},
		"label on title": {func(l *layout.Layout) { l.Edges[0].Label = l.Titles[0] }, []string{"the label of edge 0 is on title 0"}},
		"label on label": {func(l *layout.Layout) { l.Edges[1].Label.X = 20 }, []string{"the labels of edges 0 and 1 overlap"}},
		"edge on node":   {func(l *layout.Layout) { l.Nodes[2].X, l.Nodes[2].Y = 35, 100 }, []string{`edge 1 from "b" to "a" runs through node "c"`}},
		"edge on edge": {
			func(l *layout.Layout) { l.Edges[1].Points = []layout.Point{{X: 21, Y: 140}, {X: 21, Y: 40}} },
			[]string{"edges 0 and 1 share a stretch near {21 40 0 100}"},
		},
		"small loop": {
			func(l *layout.Layout) {
				l.Edges[2].Points = []layout.Point{{X: 140, Y: 10}, {X: 135, Y: 10}, {X: 135, Y: 30}, {X: 140, Y: 30}}
			},
			[]string{"the self loop 2 stays within 6 px of its node"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, l := sound()
			require.Empty(t, layouttest.Problems(p, l))
			tt.spoil(l)
			require.Equal(t, tt.want, layouttest.Clashes(p, l))
		})
	}
}

// pt is a place.
func pt(x, y float64) layout.Point { return layout.Point{X: x, Y: y} }

// Edges of any slope, and curves: the loop of sound is left as it is.
func TestClashesOfSlopedEdges(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		first, second layout.Route
		want          []string
	}{
		"beside": {
			layout.Route{Points: []layout.Point{pt(10, 40), pt(40, 140)}},
			layout.Route{Points: []layout.Point{pt(43, 140), pt(13, 40)}}, nil,
		},
		"across": {
			layout.Route{Points: []layout.Point{pt(10, 40), pt(40, 140)}},
			layout.Route{Points: []layout.Point{pt(10, 140), pt(40, 40)}}, nil,
		},
		"on each other": {
			layout.Route{Points: []layout.Point{pt(10, 40), pt(40, 140)}},
			layout.Route{Points: []layout.Point{pt(41, 140), pt(11, 40)}},
			[]string{"edges 0 and 1 share a stretch near {11 40 30 100}"},
		},
		"curves beside": {
			layout.Route{Curved: true, Points: []layout.Point{pt(20, 40), pt(0, 70), pt(0, 110), pt(20, 140)}},
			layout.Route{Curved: true, Points: []layout.Point{pt(30, 140), pt(50, 110), pt(50, 70), pt(30, 40)}}, nil,
		},
		"a curve on its twin": {
			layout.Route{Curved: true, Points: []layout.Point{pt(20, 40), pt(0, 70), pt(0, 110), pt(20, 140)}},
			layout.Route{Curved: true, Points: []layout.Point{pt(20.5, 140), pt(0.5, 110), pt(0.5, 70), pt(20.5, 40)}},
			[]string{"edges 0 and 1 share a stretch"},
		},
		"a curve through a node": {
			layout.Route{Points: []layout.Point{pt(10, 40), pt(10, 140)}},
			layout.Route{Curved: true, Points: []layout.Point{pt(40, 140), pt(220, 20), pt(220, 0), pt(50, 40)}},
			[]string{`edge 1 from "b" to "a" runs through node "c"`},
		},
		"a line through a node": {
			layout.Route{Points: []layout.Point{pt(10, 40), pt(10, 140)}},
			layout.Route{Points: []layout.Point{pt(40, 140), pt(148, 35), pt(60, 20)}},
			[]string{`edge 1 from "b" to "a" runs through node "c"`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, l := sound()
			tt.first.Label, tt.second.Label = l.Edges[0].Label, l.Edges[1].Label
			l.Edges[0], l.Edges[1] = tt.first, tt.second
			got := layouttest.Clashes(p, l)
			require.Len(t, got, len(tt.want), "%v", got)
			for i, want := range tt.want {
				require.Contains(t, got[i], want)
			}
		})
	}
}
