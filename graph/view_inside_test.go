package graph_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
)

func TestInside(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		group string
		want  []string
	}{
		{"shop", []string{
			"user:user", "web:service@shop", "db:database@shop", "job:job@batch", "pay:service", "[shop]", "[batch@shop]",
			"user -> web 'HTTP'", "web -> db 'SQL'", "job -> db 'SQL'", "web -> pay 'Charge'", "job -> pay 'Refund'",
		}},
		{"batch", []string{
			"db:database", "job:job@batch", "pay:service", "[batch]", "job -> db 'SQL'", "job -> pay 'Refund'",
		}},
		{"billing", []string{
			"user:user", "web:service", "job:job", "pay:service@billing", "ledger:database@billing", "log:sidecar", "[billing]",
			"web -> pay 'Charge'", "job -> pay 'Refund'", "pay -> ledger 'Books'", "ledger -> log", "user -> billing 'Invoices'",
		}},
		{"empty", []string{"[empty]"}},
	} {
		t.Run(tt.group, func(t *testing.T) {
			t.Parallel()
			v, err := shop().Inside(tt.group)
			require.NoError(t, err)
			require.Equal(t, tt.want, sketch(v))
		})
	}
}

func TestInsideShowsGroupsOutsideAsNodes(t *testing.T) {
	t.Parallel()
	g := shop()
	g.Group("billing").Style.Fill = "red"
	g.Group("billing").To(g.Node("log"), "audits")
	g.Group("billing").To(g.Node("db"), "reads")
	g.Node("job").To(g.Group("empty"), "")
	g.Node("job").To(g.Group("shop"), "")
	v, err := g.Inside("batch")
	require.NoError(t, err)
	require.Equal(t, []string{
		"shop:namespace 'Shop (3)' collapsed=3", "db:database", "job:job@batch", "pay:service", "empty: 'empty (0)' collapsed=0", "[batch]",
		"job -> db 'SQL'", "job -> pay 'Refund'", "job -> empty", "job -> shop",
	}, sketch(v))
	v, err = g.Inside("shop")
	require.NoError(t, err)
	require.Equal(t, "red", v.Node("billing").Style.Fill)
	require.Equal(t, "billing", v.Nodes()[4].ID, "before the first node within")
	require.Nil(t, v.Node("log"), "what the group outside talks to is not shown")
}

func TestInsideHasTheDirectionOfTheGroup(t *testing.T) {
	t.Parallel()
	for group, want := range map[string]graph.Direction{"shop": graph.Right, "batch": graph.Right, "billing": graph.Up} {
		g := shop()
		g.Direction = graph.Up
		v, err := g.Inside(group)
		require.NoError(t, err)
		require.Equal(t, want, v.Direction, group)
		require.Empty(t, v.Group(group).Direction, group)
	}
}

func TestInsideOfInvisibleEdges(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	a := g.AddGroup("g", "").AddNode("a", "")
	b, c := g.AddNode("b", ""), g.AddNode("c", "")
	a.To(b, "").Line = graph.Invisible
	c.To(a, "").Line = graph.Invisible
	a.To(c, "")
	v, err := g.Inside("g")
	require.NoError(t, err)
	require.Equal(t, []string{"a:@g", "c:", "[g]", "c -> a", "a -> c"}, sketch(v))
}

func TestInsideHasEveryEdgeOfTheGroup(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		g := graphtest.Random(seed)
		for _, gr := range g.Groups() {
			v, err := g.Inside(gr.ID)
			require.NoError(t, err)
			edges := v.Edges()
			for _, e := range g.Edges() {
				from, to := within(g, e.From, gr.ID), within(g, e.To, gr.ID)
				if from || to && v.Has(e.From) {
					if e.Line == graph.Invisible && !v.Has(e.To) {
						continue
					}
					require.Equal(t, e, edges[0], "seed %d, %q", seed, gr.ID)
					edges = edges[1:]
				}
			}
			require.Empty(t, edges)
			for _, id := range ids(g) {
				if within(g, id, gr.ID) {
					require.Equal(t, g.Group(id) != nil, v.Group(id) != nil, "seed %d, %q", seed, id)
				} else if n := v.Node(id); n != nil {
					require.Empty(t, n.Group)
				}
			}
		}
	}
}
