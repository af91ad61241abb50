package elk_test

import (
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

func solve(t *testing.T, g *graph.Graph) *layout.Layout {
	t.Helper()
	p := layouttest.Measure(g)
	l, err := elk.Engine{}.Layout(context.Background(), p)
	require.NoError(t, err)
	require.Empty(t, layouttest.Problems(p, l))
	require.Empty(t, layouttest.Clashes(p, l))
	return l
}

// fanned is a load balancer with pods; in turns the edges around.
func fanned(d graph.Direction, pods int, in bool, label string) *graph.Graph {
	g := graph.New("")
	g.Direction = d
	lb := g.AddNode("lb", "")
	for i := range pods {
		pod := g.AddNode(fmt.Sprintf("pod%d", i), "")
		if in {
			pod.To(lb, label)
		} else {
			lb.To(pod, label)
		}
	}
	return g
}

func TestAWideFanWraps(t *testing.T) {
	t.Parallel()
	for _, d := range graph.Directions() {
		for _, in := range []bool{false, true} {
			t.Run(fmt.Sprint(d, in), func(t *testing.T) {
				t.Parallel()
				l := solve(t, fanned(d, 60, in, "forwards"))
				require.Less(t, l.Size.W/l.Size.H, 2.5)
				require.Greater(t, l.Size.W/l.Size.H, 0.7)
				lb := l.Nodes[0].Center()
				for _, pod := range l.Nodes[1:] {
					after := map[graph.Direction]bool{
						graph.Down: pod.Y > lb.Y, graph.Up: pod.Y < lb.Y,
						graph.Right: pod.X > lb.X, graph.Left: pod.X < lb.X,
					}[d]
					require.Equal(t, !in, after, "%v, hub %v", pod, lb)
				}
			})
		}
	}
}

func TestAFanThatIsNotWideIsARow(t *testing.T) {
	t.Parallel()
	l := solve(t, fanned(graph.Down, 9, false, ""))
	for _, pod := range l.Nodes[2:] {
		require.Equal(t, l.Nodes[1].Y, pod.Y)
	}
}

// Edges of different looks are not drawn on one another.
func TestAFanHasOneLook(t *testing.T) {
	t.Parallel()
	g := fanned(graph.Down, 20, false, "")
	for i, e := range g.Edges() {
		if i%2 == 0 {
			e.Line = graph.Dotted
		}
	}
	l := solve(t, g)
	starts := make(map[layout.Point]graph.Line)
	for i, e := range g.Edges() {
		at := l.Edges[i].Points[0]
		require.Contains(t, []graph.Line{"", e.LineOrSolid()}, starts[at])
		starts[at] = e.LineOrSolid()
	}
	require.Len(t, starts, 2)
}

func TestPartsArePacked(t *testing.T) {
	t.Parallel()
	for name, into := range map[string]func(g *graph.Graph, i int) string{
		"at the top":        func(*graph.Graph, int) string { return "" },
		"in a group":        func(*graph.Graph, int) string { return "group" },
		"each in its group": func(g *graph.Graph, i int) string { return g.AddGroup(fmt.Sprintf("g%d", i), "").ID },
		"where edges go in": func(*graph.Graph, int) string { return "entered" },
		"in groups in a group": func(g *graph.Graph, i int) string {
			gr := g.Group("group")
			return gr.AddGroup(fmt.Sprintf("g%d", i), "").ID
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := graph.New("")
			g.AddGroup("group", "").AddNode("one", "").To(g.AddGroup("entered", "").AddNode("two", ""), "")
			for i := range 24 {
				gr := into(g, i)
				a, b := g.AddNode(fmt.Sprintf("a%d", i), ""), g.AddNode(fmt.Sprintf("b%d", i), "")
				a.Group, b.Group = gr, gr
				a.To(b, "")
			}
			l := solve(t, g)
			require.Less(t, l.Size.W/l.Size.H, 2.7)
			require.Greater(t, l.Size.W/l.Size.H, 0.7)
		})
	}
}

// Of what edges leave open, the model decides; but an edge leads on even if its
// end was declared before its start.
func TestEdgesLeadOn(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	db, web, user := g.AddNode("db", ""), g.AddNode("web", ""), g.AddNode("user", "")
	user.To(web, "")
	web.To(db, "")
	l := solve(t, g)
	require.Greater(t, l.Nodes[1].Y, l.Nodes[2].Bottom())
	require.Greater(t, l.Nodes[0].Y, l.Nodes[1].Bottom())
}

func TestTitlesMoveAside(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		g := graphtest.Families()["nested"](seed)
		l := solve(t, g)
		for i, title := range l.Titles {
			room := l.Groups[i].W > 3*title.W
			for _, e := range l.Edges {
				for j := 1; room && j < len(e.Points); j++ {
					a, b := e.Points[j-1], e.Points[j]
					through := a.X == b.X && a.X > title.X && a.X < title.Right() &&
						min(a.Y, b.Y) < title.Y && max(a.Y, b.Y) > title.Bottom()
					require.False(t, through, "seed %d: an edge through title %d at %v", seed, i, title)
				}
			}
		}
	}
}

// A group of one column has room for its title beside the edge that enters.
func TestTitleBesideAnEdge(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	gr := g.AddGroup("g", "a title wider than a node")
	g.AddNode("a", "").To(gr.AddNode("b", ""), "")
	l := solve(t, g)
	line, title := l.Edges[0].Points[0].X, l.Titles[0]
	require.Greater(t, title.X, line)
	require.Less(t, title.Right(), l.Groups[0].Right())
	require.Less(t, l.Groups[0].W, 2*title.W, "and no more than that")
}

func TestSelfLoopsKeepTheirSize(t *testing.T) {
	t.Parallel()
	for loops := 1; loops < 5; loops++ {
		g := graph.New("")
		n := g.AddNode("n", "")
		for range loops {
			n.To(n, "again")
		}
		solve(t, g)
	}
}

func TestRepeatable(t *testing.T) {
	t.Parallel()
	for name, family := range graphtest.Families() {
		require.Equal(t, solve(t, family(1)), solve(t, family(1)), name)
	}
}
