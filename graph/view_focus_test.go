package graph_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
)

func TestFocus(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		ids   []string
		depth int
		want  []string
	}{
		{"nothing", nil, 9, nil},
		{"one node", []string{"web"}, 0, []string{"web:service@shop", "[shop]"}},
		{"less than no step", []string{"log"}, -1, []string{"log:sidecar"}},
		{"two nodes and what is between", []string{"web", "pay"}, 0, []string{
			"web:service@shop", "pay:service@billing", "[shop]", "[billing]", "web -> pay 'Charge'",
		}},
		{"twice the same", []string{"user", "user"}, 0, []string{"user:user"}},
		{"a group within a group", []string{"batch"}, 0, []string{"job:job@batch", "[shop]", "[batch@shop]"}},
		{"an empty group", []string{"empty"}, 3, []string{"[empty]"}},
		{"a step against and along", []string{"web"}, 1, []string{
			"user:user", "web:service@shop", "db:database@shop", "pay:service@billing", "[shop]", "[billing]",
			"user -> web 'HTTP'", "web -> db 'SQL'", "web -> pay 'Charge'", "user -> billing 'Invoices'",
		}},
		{"a step to a group reaches all within", []string{"user"}, 1, []string{
			"user:user", "web:service@shop", "pay:service@billing", "ledger:database@billing", "[shop]", "[billing]",
			"user -> web 'HTTP'", "web -> pay 'Charge'", "pay -> ledger 'Books'", "user -> billing 'Invoices'",
		}},
		{"an edge of the group around", []string{"ledger"}, 1, []string{
			"user:user", "pay:service@billing", "ledger:database@billing", "log:sidecar", "[billing]",
			"pay -> ledger 'Books'", "ledger -> log", "user -> billing 'Invoices'",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			v, err := shop().Focus(tt.ids, tt.depth)
			require.NoError(t, err)
			require.Equal(t, tt.want, sketch(v))
		})
	}
	v, err := shop().Focus([]string{"log"}, math.MaxInt)
	require.NoError(t, err)
	require.Len(t, v.Nodes(), 7, "all that is connected")
	require.Nil(t, v.Group("empty"))
}

func TestFocusTakesNoInvisibleStep(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	a, b, c := g.AddNode("a", ""), g.AddNode("b", ""), g.AddNode("c", "")
	a.To(b, "").Line = graph.Invisible
	b.To(c, "")
	v, err := g.Focus([]string{"a"}, 3)
	require.NoError(t, err)
	require.Equal(t, []string{"a:"}, sketch(v))
	v, err = g.Focus([]string{"a", "c"}, 1)
	require.NoError(t, err)
	require.Equal(t, []string{"a:", "b:", "c:", "a -> b", "b -> c"}, sketch(v))
}

// TestFocusReachesWhatIsNear compares with the definition, taken word by word.
func TestFocusReachesWhatIsNear(t *testing.T) {
	t.Parallel()
	for seed := range uint64(150) {
		g := graphtest.Random(seed)
		for _, id := range ids(g) {
			near := map[string]bool{id: true}
			for depth := range 4 {
				near = withAllWithin(g, near)
				v, err := g.Focus([]string{id}, depth)
				require.NoError(t, err)
				shown := make(map[string]bool)
				for n := range near {
					shown[n] = true
					for _, gr := range g.Around(n) {
						shown[gr.ID] = true
					}
				}
				for _, n := range ids(g) {
					require.Equal(t, shown[n], v.Has(n), "seed %d, %q from %q in %d", seed, n, id, depth)
				}
				near = stepFrom(g, near)
			}
		}
	}
}

func within(g *graph.Graph, id string, group string) bool {
	for _, gr := range g.Around(id) {
		if gr.ID == group {
			return true
		}
	}
	return id == group
}

func withAllWithin(g *graph.Graph, set map[string]bool) map[string]bool {
	out := make(map[string]bool)
	for _, id := range ids(g) {
		for s := range set {
			out[id] = out[id] || within(g, id, s)
		}
		if !out[id] {
			delete(out, id)
		}
	}
	return out
}

func stepFrom(g *graph.Graph, set map[string]bool) map[string]bool {
	out := make(map[string]bool)
	for id := range set {
		out[id] = true
		for _, e := range g.Edges() {
			if e.Line == graph.Invisible {
				continue
			}
			if within(g, id, e.From) {
				out[e.To] = true
			}
			if within(g, id, e.To) {
				out[e.From] = true
			}
		}
	}
	return out
}
