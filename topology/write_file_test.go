package topology_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/topology"
)

var update = flag.Bool("update", false, "write the golden files") //nolint:gochecknoglobals // a flag

// Edges join in one flow where it reads better and loses nothing.
func TestWriteFlows(t *testing.T) {
	t.Parallel()
	dotted := func(e *graph.Edge) { e.Line = graph.Dotted }
	red := func(e *graph.Edge) { e.Style.Stroke = "red" }
	named := func(e *graph.Edge) { e.ID = "e" }
	type change = func(e *graph.Edge)
	for _, tt := range []struct {
		name    string
		edges   []string
		label   string
		changes map[int]change
		want    string
	}{
		{"fan", []string{"AB", "AC", "AD"}, "", nil, "- A -> [B, C, D]"},
		{"fan with a label", []string{"AB", "AC"}, "x", nil, "- A -> [B, C]: x"},
		{"fan that repeats", []string{"AB", "AC", "AB"}, "", nil, "- A -> [B, C]\n- A -> B"},
		{"fan of others", []string{"AB", "AC", "AD"}, "", map[int]change{1: dotted}, "- A -> B\n- A ..> C\n- A -> D"},
		{"fan of a style", []string{"AB", "AC", "AD"}, "", map[int]change{0: red, 1: red}, "- A -> [B, C]:\n  style: {stroke: red}\n- A -> D"},
		{"fan of names", []string{"AB", "AC"}, "", map[int]change{0: named, 1: named}, "- A -> B:\n  id: e\n- A -> C:\n  id: e"},
		{"chain", []string{"AB", "BC", "CD"}, "", nil, "- A -> B -> C -> D"},
		{"no chain with a label", []string{"AB", "BC"}, "x", nil, "- A -> B: x\n- B -> C: x"},
		{"chain to a fan", []string{"AB", "BC", "CD", "CE"}, "", nil, "- A -> B -> C\n- C -> [D, E]"},
		{"chain of others", []string{"AB", "BC", "CD"}, "", map[int]change{2: dotted}, "- A -> B -> C\n- C ..> D"},
		{"circle", []string{"AB", "BC", "CA"}, "", nil, "- A -> B -> C\n- C -> A"},
		{"there and back", []string{"AB", "BA"}, "", nil, "- A -> B\n- B -> A"},
		{"loops", []string{"AA", "AA"}, "", nil, "- A -> A\n- A -> A"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			g := graph.New("")
			for _, id := range strings.Split("ABCDE", "") {
				g.AddNode(id, "k")
			}
			for i, ends := range tt.edges {
				e := g.AddEdge(ends[:1], ends[1:], tt.label)
				if tt.changes[i] != nil {
					tt.changes[i](e)
				}
			}
			_, flows, _ := strings.Cut(written(t, g), "flows:\n")
			require.Equal(t, tt.want+"\n", strings.ReplaceAll("\n"+flows, "\n  ", "\n")[1:])
			requireRoundTrip(t, g)
		})
	}
}

// Nodes are declared unless the flows say it all, in their order.
func TestWriteImpliedNodes(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	g.AddGroup("G", "")
	a, b := g.AddNode("A", ""), g.AddNode("B", "")
	a.To(g.Group("G"), "")
	e := g.Group("G").To(b, "")
	require.Equal(t, "groups:\n  G:\nflows:\n  - A -> G -> B\n", written(t, g))
	e.From, e.To = "B", "A"
	require.Equal(t, "groups:\n  G:\nflows:\n  - A -> G\n  - B -> A\n", written(t, g))
	b.To(a, "")
	g.AddNode("C", "")
	require.Contains(t, written(t, g), "nodes:\n  A:\n  B:\n  C:\nflows:\n")
	g = graph.New("")
	g.AddNode("B", "")
	g.AddNode("A", "").To(g.Node("B"), "")
	require.Equal(t, "nodes:\n  B:\n  A:\nflows:\n  - A -> B\n", written(t, g))
}

// golden returns what the file of a name in testdata holds, after writing it if
// that is asked for.
func golden(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(want)
}

func TestWriteGolden(t *testing.T) {
	t.Parallel()
	for name, g := range map[string]*graph.Graph{
		"loadbalancer.yaml": topology.LoadBalancer(),
		"nodeport.yaml":     topology.NodePort(),
		"thanos.yaml":       topology.ThanosProxy(),
		"services.yaml":     graphtest.Services(25),
		"rich.yaml":         rich(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := written(t, g)
			require.Equal(t, golden(t, name, text), text)
			requireRoundTrip(t, g)
		})
	}
}

// rich returns a graph that has everything.
func rich() *graph.Graph {
	g := graph.New("Shop: all of it")
	g.Description = "A user reaches the shop through a gateway. The shop keeps its orders in a database, " +
		"tells a queue of each one, and asks a service of somebody else for what is in stock."
	g.Direction, g.Theme = graph.Right, "documented"
	g.Attrs = graph.Attrs{{Key: "team", Value: "shop"}, {Key: "revision", Value: "7"}, {Key: "mermaid.curve", Value: "linear"}}
	g.AddClass("hot", graph.Style{Fill: "#fff0f0", Stroke: "crimson", StrokeWidth: 2.5})
	g.AddClass("planned", graph.Style{Dash: "5 3"})
	cloud := g.AddGroup("cloud", "The cloud")
	shop := cloud.AddGroup("shop", "Shop")
	shop.Kind, shop.Direction, shop.Style = "namespace", graph.Down, graph.Style{Fill: "#eef"}
	g.AddGroup("elsewhere", "")
	user := g.AddNode("user", "user")
	user.Label = "Everybody\nwho shops"
	gateway := cloud.AddNode("gateway", "ingress")
	gateway.Subtitle, gateway.Link = ":443", "https://example.com/gateway"
	web := shop.AddNode("web", "pod")
	web.Classes, web.Icon = []string{"hot", "rounded-corners"}, "browser"
	orders := shop.AddNode("orders", "database")
	orders.Label, orders.Shape = "Orders & <b>stock</b>", graph.Cylinder
	orders.Tooltip = "Asked for by the web,\nkept for ten years,\nand never on a Sunday."
	orders.Attrs = graph.Attrs{{Key: "engine", Value: "postgres"}, {Key: "replicas", Value: "2"}, {Key: "backup", Value: "yes"},
		{Key: "contact", Value: "ops@example.com"}, {Key: "dot.pos", Value: "10,20!"}}
	news := shop.AddNode("order news", "queue")
	stock := g.AddNode("8080", "")
	stock.Group = "elsewhere"
	g.AddNode("a -> b", "").Style = graph.Style{Fill: "#f9f", Stroke: "#333", StrokeWidth: 4, Dash: "5"}
	g.AddNode("later", "").Classes = []string{"planned"}

	user.To(gateway, "HTTPS")
	gateway.To(web, "")
	web.To(orders, "")
	orders.To(news, "")
	web.To(stock, "what is\nin stock?").Line = graph.Dotted
	e := stock.To(web, "so much")
	e.Line, e.Tooltip = graph.Dotted, "once a minute"
	e.Style = graph.Style{Stroke: "#900"}
	web.To(news, "tells").Line = graph.Dashed
	for _, end := range []graph.End{g.Node("a -> b"), g.Node("later"), shop} {
		user.To(end, "some day")
	}
	last := shop.To(cloud, "A label of an edge that says so much, and then goes on, that it does not fit in a line")
	last.Head, last.Tail, last.ID, last.Classes = graph.ArrowCircle, graph.ArrowCross, "e1", []string{"planned", "hot"}
	last.Attrs = graph.Attrs{{Key: "since", Value: "2026-01-01"}}
	return g
}
