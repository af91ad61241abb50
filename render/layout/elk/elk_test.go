package elk_test

import (
	"cmp"
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/internal/layouttest"
	"github.com/topodraw/topodraw/render/layout"
	"github.com/topodraw/topodraw/render/layout/elk"
)

// problem gives every element of a graph a size.
func problem(g *graph.Graph) *layout.Problem {
	p := &layout.Problem{Graph: g, Direction: g.Direction.OrDown()}
	for i := range g.Nodes() {
		p.NodeSize = append(p.NodeSize, layout.Size{W: 60 + float64(i%5)*20, H: 40 + float64(i%3)*10})
	}
	for _, e := range g.Edges() {
		s := layout.Size{}
		if e.Label != "" {
			s = layout.Size{W: 70, H: 20}
		}
		p.LabelSize = append(p.LabelSize, s)
	}
	for i := range g.Groups() {
		p.TitleSize = append(p.TitleSize, layout.Size{W: 50 + float64(i)*40, H: 17})
	}
	return p
}

func TestLayoutHoldsTheInvariants(t *testing.T) {
	t.Parallel()
	families := graphtest.Families()
	families["random"] = graphtest.Random
	for name, family := range families {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			seeds := map[string]uint64{"random": 300, "hub": 12}[name]
			for seed := range cmp.Or(seeds, 60) {
				p := layouttest.Measure(family(seed))
				l, err := elk.Engine{}.Layout(context.Background(), p)
				require.NoError(t, err, "seed %d", seed)
				require.Empty(t, layouttest.Problems(p, l), "seed %d", seed)
				require.Empty(t, layouttest.Clashes(p, l), "seed %d", seed)
			}
		})
	}
}

func TestDirections(t *testing.T) {
	t.Parallel()
	for _, d := range graph.Directions() {
		t.Run(string(d), func(t *testing.T) {
			t.Parallel()
			g := graph.New("")
			g.Direction = d
			g.AddNode("a", "").To(g.AddNode("b", ""), "")
			l, err := elk.Engine{}.Layout(context.Background(), problem(g))
			require.NoError(t, err)
			a, b := l.Nodes[0], l.Nodes[1]
			require.True(t, map[graph.Direction]bool{
				graph.Down: a.Bottom() < b.Y, graph.Up: b.Bottom() < a.Y,
				graph.Right: a.Right() < b.X, graph.Left: b.Right() < a.X,
			}[d], "a %v, b %v", a, b)
		})
	}
}

// The order of writing is the order of drawing: the seed of a flow comes first
// although responses lead back to it.
func TestModelOrder(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	var last *graph.Node
	for i := range 5 {
		n := g.AddNode(fmt.Sprint(i), "")
		if last != nil {
			last.To(n, "there")
			n.To(last, "back")
		}
		last = n
	}
	l, err := elk.Engine{}.Layout(context.Background(), problem(g))
	require.NoError(t, err)
	for i := 1; i < 5; i++ {
		require.Greater(t, l.Nodes[i].Y, l.Nodes[i-1].Bottom())
	}
}

func TestRoutesAreOrthogonal(t *testing.T) {
	t.Parallel()
	for seed := range uint64(100) {
		g := graphtest.Random(seed)
		l, err := elk.Engine{}.Layout(context.Background(), problem(g))
		require.NoError(t, err)
		for i, r := range l.Edges {
			require.False(t, r.Curved)
			for j := 1; j < len(r.Points); j++ {
				a, b := r.Points[j-1], r.Points[j]
				require.True(t, a.X == b.X || a.Y == b.Y, "seed %d, edge %d is not orthogonal: %v", seed, i, r.Points)
			}
		}
	}
}

func TestAGroupCanTurn(t *testing.T) {
	t.Parallel()
	build := func(crossing bool) (a, b layout.Rect) {
		g := graph.New("")
		out := g.AddNode("out", "")
		gr := g.AddGroup("g", "")
		gr.Direction = graph.Right
		inner := gr.AddGroup("inner", "")
		x, y := gr.AddNode("x", ""), gr.AddNode("y", "")
		x.To(y, "label")
		y.To(y, "")
		x.To(inner, "")
		out.To(gr, "to the group")
		gr.To(out, "")
		if crossing {
			out.To(x, "")
		}
		p := problem(g)
		l, err := elk.Engine{}.Layout(context.Background(), p)
		require.NoError(t, err)
		require.Empty(t, layouttest.Problems(p, l))
		return l.Nodes[1], l.Nodes[2]
	}
	x, y := build(false)
	require.Greater(t, y.X, x.Right())
	x, y = build(true)
	require.Greater(t, y.Y, x.Bottom(), "an edge across the border keeps the direction outside")
}

func TestEmpty(t *testing.T) {
	t.Parallel()
	l, err := elk.Engine{}.Layout(context.Background(), problem(graph.New("")))
	require.NoError(t, err)
	require.Equal(t, &layout.Layout{}, l)
}

func TestCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := elk.Engine{}.Layout(ctx, problem(graphtest.Random(1)))
	require.ErrorIs(t, err, context.Canceled)
}
