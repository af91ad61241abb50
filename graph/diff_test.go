package graph_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
)

// told writes a difference as lines, the graph first.
func told(d graph.Delta) []string {
	var out []string
	if len(d.Graph) > 0 {
		out = append(out, "changed graph:"+toldChanges(d.Graph))
	}
	for _, n := range d.Nodes {
		out = append(out, string(n.Op)+" node"+ofTwo(n.Old, n.New, func(n *graph.Node) string { return n.ID })+toldChanges(n.Changes))
	}
	for _, gr := range d.Groups {
		out = append(out, string(gr.Op)+" group"+ofTwo(gr.Old, gr.New, func(gr *graph.Group) string { return gr.ID })+toldChanges(gr.Changes))
	}
	for _, e := range d.Edges {
		out = append(out, string(e.Op)+" edge"+ofTwo(e.Old, e.New, func(e *graph.Edge) string { return e.From + ">" + e.To })+toldChanges(e.Changes))
	}
	return out
}

func ofTwo[T any](a, b *T, name func(*T) string) string {
	switch {
	case a == nil:
		return " " + name(b)
	case b == nil || name(a) == name(b):
		return " " + name(a)
	}
	return " " + name(a) + " to " + name(b)
}

func toldChanges(changes []graph.Change) string {
	var b strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&b, " %s=%s|%s", c.Field, c.Old, c.New)
	}
	return b.String()
}

// store is a system of a user, a web server, a cache and a database, in a group.
func store() *graph.Graph {
	g := graph.New("Shop")
	gr := g.AddGroup("inner", "Inner")
	user := g.AddNode("user", "user")
	web := gr.AddNode("web", "service")
	cache := gr.AddNode("cache", "cache")
	db := gr.AddNode("db", "database")
	db.Subtitle = "v1"
	user.To(web, "HTTPS")
	web.To(cache, "asks")
	web.To(db, "reads")
	web.To(db, "writes")
	return g
}

func TestDiff(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		edit func(old, new *graph.Graph)
		want []string
	}{
		{"nothing", func(_, _ *graph.Graph) {}, nil},
		{"a node", func(_, g *graph.Graph) { g.AddNode("mail", "service") }, []string{"added node mail"}},
		{"a node less", func(g, _ *graph.Graph) { g.AddNode("mail", "service") }, []string{"removed node mail"}},
		{"a group", func(_, g *graph.Graph) { g.AddGroup("outer", "") }, []string{"added group outer"}},
		{"an edge", func(_, g *graph.Graph) { g.AddEdge("cache", "db", "fills") }, []string{"added edge cache>db"}},
		{"an edge to nowhere", func(_, g *graph.Graph) { g.AddEdge("cache", "lost", "") }, []string{"added edge cache>lost"}},
		{"one of two edges", func(g, _ *graph.Graph) { g.AddEdge("web", "db", "locks") }, []string{"removed edge web>db"}},
		{"an equal edge more", func(_, g *graph.Graph) { g.AddEdge("web", "db", "reads") }, []string{"added edge web>db"}},
		{"texts of a node", func(_, g *graph.Graph) {
			n := g.Node("db")
			n.Label, n.Subtitle, n.Tooltip, n.Link, n.Icon = "Data", "v2", "t", "l", "i"
		}, []string{"changed node db label=db|Data subtitle=v1|v2 link=|l tooltip=|t icon=|i"}},
		{"looks of a node", func(_, g *graph.Graph) {
			n := g.Node("db")
			n.Kind, n.Shape, n.Classes = "queue", graph.Cloud, []string{"a", "b"}
			n.Style = graph.Style{Fill: "red", Stroke: "blue", Color: "#fff", StrokeWidth: 2.5, Dash: "1 2"}
		}, []string{"changed node db kind=database|queue shape=|cloud classes=|a, b style.fill=|red style.stroke=|blue style.color=|#fff style.strokeWidth=|2.5 style.dash=|1 2"}},
		{"a node moved", func(_, g *graph.Graph) { g.Node("db").Group = "" }, []string{"changed node db group=inner|"}},
		{"attributes", func(old, g *graph.Graph) {
			old.Node("db").Attrs = graph.Attrs{{Key: "a", Value: "1"}, {Key: "b", Value: "2"}, {Key: "same", Value: "x"}}
			g.Node("db").Attrs = graph.Attrs{{Key: "c", Value: "4"}, {Key: "same", Value: "x"}, {Key: "b", Value: "3"}, {Key: "empty"}}
		}, []string{"changed node db attrs.a=1| attrs.b=2|3 attrs.c=|4"}},
		{"ignored attributes", func(old, g *graph.Graph) {
			old.Node("db").Attrs.Set("at", "1")
			g.Node("db").Attrs.Set("at", "2")
			g.Edges()[0].Attrs.Set("at", "3")
			g.Attrs.Set("at", "3")
		}, nil},
		{"a group's fields", func(_, g *graph.Graph) {
			g.AddGroup("outer", "")
			gr := g.Group("inner")
			gr.Label, gr.Kind, gr.Parent, gr.Direction, gr.Link, gr.Tooltip = "In", "zone", "outer", graph.Left, "l", "t"
			gr.Attrs.Set("k", "v")
		}, []string{"changed group inner label=Inner|In kind=|zone parent=|outer direction=|left link=|l tooltip=|t attrs.k=|v", "added group outer"}},
		{"an edge's fields", func(_, g *graph.Graph) {
			e := g.Edges()[0]
			e.Line, e.Head, e.Tail, e.Link, e.Tooltip, e.Style.Stroke = graph.Dashed, graph.ArrowCross, graph.ArrowCircle, "l", "t", "red"
			e.Attrs.Set("port", "443")
		}, []string{"changed edge user>web line=solid|dashed head=arrow|cross tail=none|circle link=|l tooltip=|t style.stroke=|red attrs.port=|443"}},
		{"a label among parallel edges", func(_, g *graph.Graph) { g.Edges()[3].Label = "appends" }, []string{"changed edge web>db label=writes|appends"}},
		{"an edge turned round", func(_, g *graph.Graph) { e := g.Edges()[1]; e.From, e.To = e.To, e.From }, []string{"removed edge web>cache", "added edge cache>web"}},
		{"an edge with an id that leads elsewhere", func(old, g *graph.Graph) {
			old.Edges()[1].ID, g.Edges()[1].ID, g.Edges()[1].To = "e", "e", "db"
		}, []string{"changed edge web>cache to web>db to=cache|db"}},
		{"another id of an edge", func(old, g *graph.Graph) { old.Edges()[1].ID, g.Edges()[1].ID = "e", "f" }, []string{"removed edge web>cache", "added edge web>cache"}},
		{"an edge that got an id", func(_, g *graph.Graph) { g.Edges()[1].ID = "e" }, []string{"changed edge web>cache id=|e"}},
		{"the graph", func(_, g *graph.Graph) {
			g.Title, g.Description, g.Direction, g.Theme = "Store", "d", graph.Right, "modern"
			g.Attrs.Set("k", "v")
			g.AddClass("hot", graph.Style{Fill: "red"})
		}, []string{"changed graph: title=Shop|Store description=|d direction=down|right theme=|modern attrs.k=|v classes.hot.fill=|red"}},
		{"defaults that are stated", func(_, g *graph.Graph) {
			g.Direction, g.Node("web").Label = graph.Down, "web"
			e := g.Edges()[0]
			e.Line, e.Head, e.Tail = graph.Solid, graph.ArrowNormal, graph.ArrowNone
		}, nil},
		{"places", func(_, g *graph.Graph) { g.Node("web").Pos, g.Edges()[0].Pos = graph.Pos{Line: 3}, graph.Pos{Line: 4} }, nil},
		{"a node that became a group", func(old, g *graph.Graph) {
			old.AddNode("x", "")
			g.AddGroup("x", "")
			old.AddEdge("x", "web", "")
			g.AddEdge("x", "web", "")
		}, []string{"removed node x", "added group x", "removed edge x>web", "added edge x>web"}},
		{"ids that are there twice", func(old, g *graph.Graph) {
			old.AddNode("web", "a")
			g.AddNode("web", "b")
			g.AddNode("web", "c")
		}, []string{"changed node web kind=a|b", "added node web"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			old, new := store(), store()
			tt.edit(old, new)
			require.Equal(t, tt.want, told(graph.Diff(old, new, graph.DiffOptions{IgnoreAttrs: []string{"at"}})))
		})
	}
}

// inOrder returns a copy of a graph whose elements come in another order.
func inOrder(g *graph.Graph, r *rand.Rand) *graph.Graph {
	out := graph.New(g.Title)
	out.Direction, out.Attrs = g.Direction, g.Attrs
	for _, c := range g.Classes() {
		out.AddClass(c.Name, c.Style)
	}
	for _, i := range r.Perm(len(g.Groups())) {
		gr := g.Groups()[i]
		c := out.AddGroup(gr.ID, gr.Label)
		c.Kind, c.Parent, c.Direction, c.Style, c.Classes, c.Link, c.Tooltip, c.Attrs = gr.Kind, gr.Parent, gr.Direction, gr.Style, gr.Classes, gr.Link, gr.Tooltip, gr.Attrs
	}
	for _, i := range r.Perm(len(g.Nodes())) {
		n := g.Nodes()[i]
		c := out.AddNode(n.ID, n.Kind)
		c.Label, c.Subtitle, c.Group, c.Shape, c.Style, c.Classes, c.Link, c.Tooltip = n.Label, n.Subtitle, n.Group, n.Shape, n.Style, n.Classes, n.Link, n.Tooltip
		c.Icon, c.Attrs = n.Icon, slices.Clone(n.Attrs)
	}
	for _, i := range r.Perm(len(g.Edges())) {
		e := g.Edges()[i]
		*out.AddEdge(e.From, e.To, e.Label) = *e
	}
	return out
}

func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 7)) }

func TestDiffIsBlindToOrder(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		g := graphtest.Random(seed)
		require.Empty(t, told(graph.Diff(g, g, graph.DiffOptions{})), seed)
		require.Empty(t, told(graph.Diff(g, inOrder(g, random(seed)), graph.DiffOptions{})), seed)
	}
	for name, family := range graphtest.Families() {
		g := family(1)
		require.Empty(t, told(graph.Diff(g, inOrder(g, random(1)), graph.DiffOptions{})), name)
	}
}

// What was added one way was removed the other way, and a field that changed one
// way changed back.
func TestDiffBackIsTheReverse(t *testing.T) {
	t.Parallel()
	for seed := range uint64(100) {
		a, b := graphtest.Random(seed), graphtest.Random(seed+1)
		there, back := graph.Diff(a, b, graph.DiffOptions{}), graph.Diff(b, a, graph.DiffOptions{})
		require.Equal(t, len(there.Edges), len(back.Edges), seed)
		count := func(d graph.Delta, op graph.Op) int {
			return len(slices.DeleteFunc(slices.Clone(d.Nodes), func(n graph.Difference[graph.Node]) bool { return n.Op != op }))
		}
		require.Equal(t, count(there, graph.Added), count(back, graph.Removed), seed)
		require.Equal(t, count(there, graph.Removed), count(back, graph.Added), seed)
		require.Equal(t, count(there, graph.Renamed), count(back, graph.Renamed), seed)
		require.Equal(t, count(there, graph.Changed), count(back, graph.Changed), seed)
	}
}

// Each edit is one that only one line can tell, and none touches another.
func TestDiffFindsRandomEdits(t *testing.T) {
	t.Parallel()
	for seed := range uint64(100) {
		r := random(seed)
		old := graphtest.Services(20 + r.IntN(60))
		new := inOrder(old, r)
		var want []string
		perm := r.Perm(len(new.Nodes()))
		for k := range 4 {
			n := new.Nodes()[perm[k]]
			from := n.Subtitle
			n.Subtitle = fmt.Sprintf("edited %d", k)
			want = append(want, fmt.Sprintf("changed node %s subtitle=%s|%s", n.ID, from, n.Subtitle))
		}
		for k := range 3 {
			n := new.AddNode(fmt.Sprintf("extra %d", k), "queue")
			want = append(want, "added node "+n.ID)
			e := new.AddEdge(n.ID, new.Nodes()[perm[k]].ID, "new")
			want = append(want, "added edge "+e.From+">"+e.To)
		}
		for k := range 3 {
			e := old.AddEdge(old.Nodes()[k].ID, old.Nodes()[len(old.Nodes())-1-k].ID, "gone")
			e.ID = fmt.Sprintf("gone %d", k)
			want = append(want, "removed edge "+e.From+">"+e.To)
		}
		e := new.Edges()[r.IntN(len(old.Edges())-3)]
		e.Tooltip = "edited"
		want = append(want, "changed edge "+e.From+">"+e.To+" tooltip=|edited")
		require.ElementsMatch(t, want, told(graph.Diff(old, new, graph.DiffOptions{})), seed)
	}
}

// foreign returns a graph that has nothing in common with others.
func foreign(n int) *graph.Graph {
	g := graph.New("")
	for i := range n {
		g.AddNode(fmt.Sprint("x", i), "service")
		g.AddEdge(fmt.Sprint("x", i), fmt.Sprint("x", i/2), "")
	}
	return g
}

func TestDiffOfLargeGraphs(t *testing.T) {
	t.Parallel()
	old := graphtest.Services(10_000)
	began := time.Now()
	require.True(t, graph.Diff(old, inOrder(old, random(1)), graph.DiffOptions{}).IsZero())
	require.Len(t, graph.Diff(old, foreign(10_000), graph.DiffOptions{}).Nodes, len(old.Nodes())+10_000)
	// Each takes a fifth of a second; the rest is for machines that are slow or busy.
	require.Less(t, time.Since(began), time.Minute)
}

func BenchmarkDiff(b *testing.B) {
	old := graphtest.Services(10_000)
	for name, new := range map[string]*graph.Graph{"same": inOrder(old, random(1)), "foreign": foreign(10_000)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				graph.Diff(old, new, graph.DiffOptions{})
			}
		})
	}
}
