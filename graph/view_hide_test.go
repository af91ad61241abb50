package graph_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
)

func TestHideKinds(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		kinds []string
		want  []string
	}{
		{"a hop between others is not bridged", []string{"service", "sidecar"}, []string{
			"user:user", "db:database@shop", "job:job@batch", "ledger:database@billing", "[shop]", "[batch@shop]", "[billing]", "[empty]",
			"job -> db 'SQL'", "user -> billing 'Invoices'",
		}},
		{"a group that is emptied goes, with its edges", []string{"service", "database", "job"}, []string{
			"user:user", "log:sidecar", "[empty]",
		}},
		{"a group that has others left stays", []string{"service", "database", "user", "sidecar"}, []string{
			"job:job@batch", "[shop]", "[batch@shop]", "[empty]",
		}},
		{"kinds of groups", []string{"namespace"}, sketch(shop())},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, tt.want, sketch(shop().HideKinds(tt.kinds...)))
		})
	}
}

func TestHideKindsAndEmptyGroups(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	outer := g.AddGroup("outer", "")
	outer.AddGroup("was empty", "")
	outer.AddNode("pod", "pod")
	g.AddGroup("around", "").AddGroup("around nothing", "")
	gone := g.AddGroup("gone", "")
	gone.AddGroup("gone too", "").AddNode("pod2", "pod")
	gone.AddNode("plain", "")
	g.Group("around").To(gone, "")
	require.Equal(t, []string{"[outer]", "[was empty@outer]", "[around]", "[around nothing@around]"}, sketch(g.HideKinds("pod", "")))
}

func TestHideKindsHidesNothingElse(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		g := graphtest.Random(seed)
		for _, kind := range []string{"", "odd kind", g.Nodes()[0].Kind} {
			v := g.HideKinds(kind)
			for _, n := range g.Nodes() {
				require.Equal(t, n.Kind != kind, v.Node(n.ID) != nil, "seed %d", seed)
			}
			edges := 0
			for _, e := range g.Edges() {
				if v.Has(e.From) && v.Has(e.To) {
					require.Equal(t, e, v.Edges()[edges], "seed %d", seed)
					edges++
				}
			}
			require.Len(t, v.Edges(), edges, "seed %d", seed)
			for _, gr := range g.Groups() {
				had, has := 0, 0
				for _, id := range ids(g) {
					if id != gr.ID && within(g, id, gr.ID) {
						had++
						if v.Has(id) {
							has++
						}
					}
				}
				require.Equal(t, had > 0 && has == 0, v.Group(gr.ID) == nil, "seed %d, %q", seed, gr.ID)
			}
		}
	}
}
