package gv_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/internal/gv"
	"github.com/topodraw/topodraw/internal/layouttest"
	"github.com/topodraw/topodraw/render/layout"
)

// problem gives every node 72 × 36 px, every title 50 × 20 and every label that
// is not empty 40 × 10.
func problem(g *graph.Graph) *layout.Problem {
	p := &layout.Problem{
		Graph: g, Direction: g.Direction.OrDown(),
		NodeSize:  make([]layout.Size, len(g.Nodes())),
		LabelSize: make([]layout.Size, len(g.Edges())),
		TitleSize: make([]layout.Size, len(g.Groups())),
	}
	for i := range p.NodeSize {
		p.NodeSize[i] = layout.Size{W: 72, H: 36}
	}
	for i := range p.TitleSize {
		p.TitleSize[i] = layout.Size{W: 50, H: 20}
	}
	for i, e := range g.Edges() {
		if e.Label != "" {
			p.LabelSize[i] = layout.Size{W: 40, H: 10}
		}
	}
	return p
}

func solve(t *testing.T, engine, objects, edges string, p *layout.Problem) *layout.Layout {
	t.Helper()
	l, err := gv.Parse(engine, reply(objects, edges), p)
	require.NoError(t, err)
	return l
}

func reply(objects, edges string) []byte {
	return fmt.Appendf(nil, `{"name":"%%1","objects":[%s],"edges":[%s]}`, objects, edges)
}

// node is where a box is, by its name or the number of its node.
func node(name any, pos string) string {
	if i, ok := name.(int); ok {
		name = fmt.Sprintf("n%d", i)
	}
	return fmt.Sprintf(`{"name":%q,"pos":%q,"width":"1","height":"0.5"}`, name, pos)
}

func list(parts ...string) string { return strings.Join(parts, ",") }

func TestCheckEngine(t *testing.T) {
	t.Parallel()
	for _, name := range gv.Engines() {
		require.NoError(t, gv.CheckEngine(name))
	}
	require.Len(t, gv.Engines(), 8)
	require.ErrorContains(t, gv.CheckEngine("elk"), "dot, neato, fdp")
	_, err := gv.Request("-Tpng", problem(&graph.Graph{}))
	require.Error(t, err)
	_, err = gv.Parse("", reply("", ""), problem(&graph.Graph{}))
	require.Error(t, err)
}

func TestRequest(t *testing.T) {
	t.Parallel()
	g := graph.New("</script>")
	g.Direction = graph.Right
	gr := g.AddGroup(`"g`, "")
	a, b := g.AddNode("a]", "pod"), gr.AddNode(`b\`, "pod")
	a.To(b, `evil" label`)
	a.To(gr, "")
	gr.To(gr, "")
	gr.To(b, "")
	p := problem(g)
	p.NodeSize[0] = layout.Size{W: 71.2, H: 36}
	got, err := gv.Request("dot", p)
	require.NoError(t, err)
	require.Equal(t, `digraph {
rankdir=LR
nodesep=0.4
ranksep=0.5
node [shape=box, fixedsize=true, label=""]
edge [dir=none]
n0 [width=1.000000, height=0.500000]
l2 [width=0.444444, height=0.444444]
subgraph cluster_0 { graph [margin=20, label=<<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0"><TR><TD FIXEDSIZE="TRUE" WIDTH="62" HEIGHT="32"></TD></TR></TABLE>>]
n1 [width=1.000000, height=0.500000]
}
n0 -> n1 [id=0, label=<<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0"><TR><TD FIXEDSIZE="TRUE" WIDTH="48" HEIGHT="18"></TD></TR></TABLE>>]
n0 -> n1 [id=1]
n1 -> l2
}
`, string(got))
}

// Whatever the texts, a request is made of numbers.
func TestRequestHasNoText(t *testing.T) {
	t.Parallel()
	for seed := range uint64(100) {
		g := graphtest.Random(seed)
		plain := graph.New("")
		plain.Direction = g.Direction
		copyStructure(plain, g)
		for _, engine := range gv.Engines() {
			want, err := gv.Request(engine, problem(plain))
			require.NoError(t, err)
			got, err := gv.Request(engine, problem(g))
			require.NoError(t, err)
			require.Equal(t, string(want), string(got))
		}
	}
}

func copyStructure(to, from *graph.Graph) {
	names := map[string]string{"": ""}
	for i, gr := range from.Groups() {
		names[gr.ID] = fmt.Sprintf("group%d", i)
		to.AddGroup(names[gr.ID], "").Parent = names[gr.Parent]
	}
	for i, n := range from.Nodes() {
		names[n.ID] = fmt.Sprintf("node%d", i)
		to.AddNode(names[n.ID], "").Group = names[n.Group]
	}
	for _, e := range from.Edges() {
		label := ""
		if e.Label != "" {
			label = "x"
		}
		to.AddEdge(names[e.From], names[e.To], label)
	}
}

func TestTooLarge(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	g.AddNode("a", "")
	for _, s := range []layout.Size{{W: 40_000, H: 1}, {W: 1, H: math.Inf(1)}, {W: math.NaN(), H: 1}} {
		p := problem(g)
		p.NodeSize[0] = s
		_, err := gv.Request("dot", p)
		require.ErrorContains(t, err, "too large")
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	gr := g.AddGroup("g", "")
	a, b := g.AddNode("a", ""), gr.AddNode("b", "")
	a.To(b, "label")
	a.To(gr, "")
	// a is at the top, b 100 below it in a frame whose upper border is at 60.
	l := solve(t, "dot",
		list(`{"name":"cluster_0","bb":"-50,-40,50,60","lp":"0,40"}`, node(0, "0,100"), node(1, "0,0")),
		list(`{"id":"0","pos":"0,82.4 0,60 0,40 0,18","lp":"30,70"}`,
			`{"id":"1","pos":"10,82 10,60 10,40 10,18"}`, `{"pos":"1,1"}`), problem(g))
	// The left border of everything is the frame's, the top that of a.
	require.Equal(t, layout.Rect{X: 34, Y: 20, W: 72, H: 36}, l.Nodes[0])
	require.Equal(t, layout.Rect{X: 34, Y: 120, W: 72, H: 36}, l.Nodes[1])
	require.Equal(t, layout.Rect{X: 20, Y: 78, W: 100, H: 100}, l.Groups[0])
	require.Equal(t, layout.Rect{X: 45, Y: 88, W: 50, H: 20}, l.Titles[0])
	require.Equal(t, layout.Size{W: 140, H: 198}, l.Size)
	require.Equal(t, layout.Rect{X: 80, Y: 63, W: 40, H: 10}, l.Edges[0].Label)
	require.Equal(t, layout.Point{X: 70, Y: 56}, l.Edges[0].Points[0]) // on the border, not 0.4 off
	require.Equal(t, layout.Point{X: 70, Y: 120}, l.Edges[0].Points[3])
	// The edge to the group ends at its frame.
	end := l.Edges[1].Points[3]
	require.InDelta(t, 80, end.X, 1e-6)
	require.InDelta(t, 78, end.Y, 1e-6)
	require.True(t, l.Edges[1].Curved)
	require.True(t, l.Edges[1].Label.Empty())
}

// A curve that leaves the frame, comes back and leaves again is cut where it
// leaves last.
func TestCutAtTheLastCrossing(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	gr := g.AddGroup("g", "")
	gr.AddNode("b", "")
	gr.To(g.AddNode("a", ""), "")
	l := solve(t, "dot",
		list(`{"name":"cluster_0","bb":"-60,-60,60,60","lp":"0,40"}`, node(0, "0,0"), node(1, "300,0")),
		`{"id":"0","pos":"36,0 50,0 90,0 90,20 90,40 50,40 50,20 50,0 200,0 264,0"}`, problem(g))
	start := l.Edges[0].Points[0]
	require.InDelta(t, l.Groups[0].Right(), start.X, 1e-6)
	require.Len(t, l.Edges[0].Points, 4)
	require.Less(t, start.Y, l.Groups[0].Center().Y) // on the third piece, above the middle
}

func TestBadAnswers(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	gr := g.AddGroup("g", "")
	gr.AddNode("a", "").To(g.AddNode("b", ""), "")
	frame := `{"name":"cluster_0","bb":"-50,-40,50,60"}`
	for name, c := range map[string]struct{ objects, edges string }{
		"lacks node 1":           {list(frame, node(0, "0,0")), ""},
		"lacks group 0":          {list(node(0, "0,0"), node(1, "0,100")), ""},
		"not a place":            {list(frame, node(0, "nan,0"), node(1, "60,100")), ""},
		"is not 2 numbers":       {list(frame, node(0, "1,2,3"), node(1, "60,100")), ""},
		"not 4 numbers":          {list(`{"name":"cluster_0","bb":"1"}`, node(0, "0,0"), node(1, "60,100")), ""},
		"a spline":               {list(frame, node(0, "0,0"), node(1, "0,100")), `{"id":"0","pos":"1,1 2,2"}`},
		"invalid syntax":         {list(frame, node(0, "0,0"), node(1, "0,100")), `{"id":"x"}`},
		"cannot be read":         {`}`, ""},
		`"1e99,0" of the answer`: {list(frame, node(0, "1e99,0"), node(1, "0,100")), ""},
	} {
		_, err := gv.Parse("dot", reply(c.objects, c.edges), problem(g))
		require.ErrorContains(t, err, name)
	}
	_, err := gv.Parse("patchwork", reply(list(node(0, "0,0"), node(1, "60,100")), ""), problem(g))
	require.ErrorContains(t, err, "lacks cluster_0")
}

// crowded has groups in groups, an empty one, and every kind of edge between
// them.
func crowded() *layout.Problem {
	g := graph.New("")
	outer := g.AddGroup("outer", "")
	inner := outer.AddGroup("inner", "")
	empty := g.AddGroup("empty", "")
	a, b := outer.AddNode("a", ""), inner.AddNode("b", "")
	inner.To(empty, "x")
	outer.To(inner, "")
	outer.To(outer, "loop")
	a.To(outer, "out")
	b.To(inner, "")
	outer.AddNode("c", "")
	a.To(b, "")
	b.To(a, "back")
	a.To(a, "self")
	return problem(g)
}

func requireSound(t *testing.T, p *layout.Problem, l *layout.Layout) {
	t.Helper()
	require.Empty(t, layouttest.Problems(p, l))
	require.Empty(t, layouttest.Clashes(p, l))
}

// Engines that place each level by itself put parts anywhere, even on each
// other.
func TestLevels(t *testing.T) {
	t.Parallel()
	p := crowded()
	boxes := list(node(0, "0,0"), node(1, "0,-200"), node(2, "10,20"),
		node("cluster_0", "0,0"), node("cluster_1", "20,0"), node("cluster_2", "400,0"),
		node("e0", "0,0"), node("e6", "10,10"))
	without := list(node(0, "0,0"), node(1, "0,-200"), node(2, "10,20"),
		node("cluster_0", "0,0"), node("cluster_1", "20,0"), node("cluster_2", "400,0"))
	for _, engine := range []string{"neato", "fdp", "sfdp", "circo", "twopi"} {
		requireSound(t, p, solve(t, engine, boxes, "", p))
		requireSound(t, p, solve(t, engine, without, "", p))
	}
}

// The others say where frames are, and may lack the rest.
func TestClusters(t *testing.T) {
	t.Parallel()
	p := crowded()
	boxes := list(node(0, "0,0"), node(1, "0,-200"), node(2, "10,20"),
		`{"name":"cluster_0","bb":"-50,-240,50,60"}`, `{"name":"cluster_1","bb":"-50,-240,50,-160"}`, `{"name":"cluster_2","bb":"300,0,400,50"}`)
	for _, engine := range []string{"dot", "osage"} {
		requireSound(t, p, solve(t, engine, boxes, "", p))
	}
}

// Where Graphviz's own route leads through a node, or along another edge, there
// is one of ours.
func TestRoutesThatDoNotHold(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	a, b := g.AddNode("a", ""), g.AddNode("b", "")
	g.AddNode("between", "")
	a.To(b, "")
	b.To(a, "")
	a.To(b, "on the node")
	p := problem(g)
	l := solve(t, "dot", list(node(0, "0,0"), node(1, "0,-300"), node(2, "0,-150")), list(
		`{"id":"0","pos":"0,-18 0,-100 0,-200 0,-282"}`,
		`{"id":"1","pos":"20,-282 80,-200 80,-100 20,-18"}`,
		`{"id":"2","pos":"20,-18 80,-100 80,-200 20,-282","lp":"0,-150"}`), p)
	requireSound(t, p, l)
}

func TestSimpleRequest(t *testing.T) {
	t.Parallel()
	p := crowded()
	for _, engine := range gv.Engines() {
		got, err := gv.SimpleRequest(engine, p)
		require.NoError(t, err)
		require.NotContains(t, string(got), "\ne0", engine)
		require.Equal(t, engine == "dot", strings.Contains(string(got), "splines=line"), engine)
	}
}

func TestRoutesOfOurOwn(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	a, b := g.AddNode("a", ""), g.AddNode("b", "")
	for range 3 {
		a.To(b, "x")
		b.To(a, "")
	}
	a.To(a, "self")
	p := problem(g)
	for _, engine := range []string{"patchwork", "osage", "dot"} {
		requireSound(t, p, solve(t, engine, list(node(0, "0,0"), node(1, "100,0")), "", p))
	}
}

// Every cell of the treemap holds its box after stretching, in the proportions
// that make the map smallest.
func TestPatchwork(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	outer := g.AddGroup("outer", "")
	inner := outer.AddGroup("inner", "")
	outer.AddNode("a", "")
	inner.AddNode("b", "")
	g.AddNode("c", "")
	outer.To(outer, "loop")
	cell := func(name string, x, y, w, h int) string {
		return fmt.Sprintf(`{"name":%q,"pos":"%d,%d","width":"%.6f","height":"%.6f"}`,
			name, x+w/2, y+h/2, float64(w)/72, float64(h)/72)
	}
	p := problem(g)
	l := solve(t, "patchwork", list(
		`{"name":"cluster_0","bb":"0,0,40,20"}`, `{"name":"cluster_1","bb":"20,0,30,20"}`,
		cell("n0", 0, 0, 20, 20), cell("n1", 20, 0, 10, 20), cell("l0", 30, 0, 10, 20), cell("n2", 0, 20, 40, 20)), "", p)
	require.Empty(t, layouttest.Problems(p, l))
}

func FuzzParse(f *testing.F) {
	g := graph.New("")
	gr := g.AddGroup("g", "")
	gr.AddNode("a", "").To(g.AddNode("b", ""), "x")
	f.Add("0,0", "0,100", "0,10 0,20 0,30 0,40", "-50,-40,50,60", "1,1")
	f.Fuzz(func(t *testing.T, a, b, route, bb, lp string) {
		p := problem(g)
		objects := list(fmt.Sprintf(`{"name":"cluster_0","bb":%q,"lp":%q}`, bb, lp), node(0, a), node(1, b))
		for _, engine := range gv.Engines() {
			l, err := gv.Parse(engine, reply(objects, fmt.Sprintf(`{"id":"0","pos":%q,"lp":%q}`, route, lp)), p)
			if err != nil {
				continue
			}
			for _, problem := range layouttest.Problems(p, l) {
				require.NotContains(t, problem, "finite")
				require.NotContains(t, problem, "points")
				require.NotContains(t, problem, "border of")
			}
		}
	})
}

func BenchmarkRequestAndParse(b *testing.B) {
	g := graph.New("")
	for i := range 500 {
		g.AddNode(fmt.Sprint(i), "")
		g.AddEdge(fmt.Sprint(i), fmt.Sprint(i/2), "x")
	}
	p := problem(g)
	objects := make([]string, 500)
	for i := range objects {
		objects[i] = node(i, fmt.Sprintf("%d,%d", i%20*100, i/20*50))
	}
	answer := reply(list(objects...), "")
	for b.Loop() {
		_, err := gv.Request("dot", p)
		require.NoError(b, err)
		_, err = gv.Parse("dot", answer, p)
		require.NoError(b, err)
	}
}
