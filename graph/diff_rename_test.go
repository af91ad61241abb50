package graph_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
)

// chain is a graph of nodes of one kind in a line.
func chain(ids ...string) *graph.Graph {
	g := graph.New("")
	for i, id := range ids {
		g.AddNode(id, "pod")
		if i > 0 {
			g.AddEdge(ids[i-1], id, "")
		}
	}
	return g
}

// cross is a node that others lead to.
func cross(id string, others ...string) *graph.Graph {
	g := graph.New("")
	g.AddNode(id, "service")
	for _, o := range others {
		g.AddNode(o, "pod")
		g.AddEdge(o, id, "")
	}
	return g
}

func TestDiffFindsRenames(t *testing.T) {
	t.Parallel()
	labelled := func(label string, g *graph.Graph) *graph.Graph {
		g.Nodes()[1].Label = label
		return g
	}
	tests := []struct {
		name     string
		old, new *graph.Graph
		want     []string
	}{
		{"one", chain("a", "b", "c"), chain("a", "x", "c"), []string{"renamed node b to x"}},
		{"the last", chain("a", "b"), chain("a", "x"), []string{"renamed node b to x"}},
		{"neighbours", chain("a", "b", "c", "d"), chain("a", "x", "y", "d"), []string{"renamed node b to x", "renamed node c to y"}},
		{"a label too", labelled("B", chain("a", "b", "c")), labelled("X", chain("a", "x", "c")), []string{"renamed node b to x label=B|X"}},
		{"the same label", labelled("B", chain("a", "b", "c")), labelled("B", chain("a", "x", "c")), []string{"renamed node b to x"}},
		{"all of another kind", chain("a", "b", "c"), func() *graph.Graph {
			g := chain("a", "x", "c")
			g.Nodes()[1].Kind = "job"
			return g
		}(), []string{"removed node b", "added node x", "removed edge a>b", "removed edge b>c", "added edge a>x", "added edge x>c"}},
		{"without anything that stayed", chain("a", "b"), chain("x", "y"), []string{
			"removed node a", "removed node b", "added node x", "added node y", "removed edge a>b", "added edge x>y",
		}},
		{"beside one that was removed", cross("b", "l", "r", "up"), cross("x", "l", "r"), []string{"renamed node b to x", "removed node up", "removed edge up>b"}},
		{"beside one that was added", cross("b", "l", "r"), cross("x", "l", "r", "up"), []string{"renamed node b to x", "added node up", "added edge up>x"}},
		{"beside too many", cross("b", "l", "up"), cross("x", "l"), []string{
			"removed node b", "removed node up", "added node x", "removed edge l>b", "removed edge up>b", "added edge l>x",
		}},
		{"by itself", chain("a"), chain("x"), []string{"removed node a", "added node x"}},
		{"by itself with its label", chain("b", "a"), chain("b", "a"), nil},
		{"further than eight steps", chain("o", "a", "b", "c", "d", "e", "f", "g", "h", "i"), chain("o", "A", "B", "C", "D", "E", "F", "G", "H", "I"), []string{
			"renamed node a to A", "renamed node b to B", "renamed node c to C", "renamed node d to D", "renamed node e to E",
			"renamed node f to F", "renamed node g to G", "renamed node h to H", "removed node i", "added node I", "removed edge h>i", "added edge H>I",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, tt.want, told(graph.Diff(tt.old, tt.new, graph.DiffOptions{})))
		})
	}
}

// star is a hub with nodes around it that look alike.
func star(ids ...string) *graph.Graph {
	g := graph.New("")
	g.AddNode("hub", "service")
	for _, id := range ids {
		g.AddNode(id, "pod")
		g.AddEdge("hub", id, "")
	}
	return g
}

func TestDiffTakesNoRenameThatIsNotTheOnlyOne(t *testing.T) {
	t.Parallel()
	for _, tt := range [][2]*graph.Graph{
		{star("a", "b"), star("x", "y")},
		{star("a"), star("x", "y")},
		{star("a", "b"), star("x")},
	} {
		for _, line := range told(graph.Diff(tt[0], tt[1], graph.DiffOptions{})) {
			require.NotContains(t, line, "renamed")
		}
	}
	require.Equal(t, []string{"renamed node b to x"}, told(graph.Diff(star("a", "b"), star("a", "x"), graph.DiffOptions{})))
}

func TestDiffOfNodesWithoutEdgesNeedsALabel(t *testing.T) {
	t.Parallel()
	alone := func(id, label string) *graph.Graph {
		g := graph.New("")
		g.AddNode(id, "pod").Label = label
		return g
	}
	require.Equal(t, []string{"renamed node a to x"}, told(graph.Diff(alone("a", "L"), alone("x", "L"), graph.DiffOptions{})))
	require.Equal(t, []string{"removed node a", "added node x"}, told(graph.Diff(alone("a", "L"), alone("x", "M"), graph.DiffOptions{})))
	require.Equal(t, []string{"removed node a", "added node x"}, told(graph.Diff(alone("a", ""), alone("x", ""), graph.DiffOptions{})))
}

// What has the name in it changes with the name, and is not told.
func TestDiffFollowsNames(t *testing.T) {
	t.Parallel()
	system := func(name string) *graph.Graph {
		g := graph.New("")
		web := g.AddNode("ns/Deployment/web", "deployment")
		n := g.AddNode("ns/Service/"+name, "service")
		n.Label = name
		n.Attrs.Set("name", name)
		web.To(n, ":80").Attrs.Set("evidence", "env DB="+name+".ns:80")
		return g
	}
	old, new := system("db"), system("store")
	want := "renamed node ns/Service/db to ns/Service/store"
	require.Equal(t, []string{want}, told(graph.Diff(old, new, graph.DiffOptions{})))
	new.Edges()[0].Attrs.Set("evidence", "env DB=other:80")
	require.Equal(t, []string{
		want,
		"changed edge ns/Deployment/web>ns/Service/db to ns/Deployment/web>ns/Service/store attrs.evidence=env DB=db.ns:80|env DB=other:80",
	}, told(graph.Diff(old, new, graph.DiffOptions{})))
	new.Node("ns/Service/store").Attrs.Set("name", "else")
	require.Len(t, graph.Diff(old, new, graph.DiffOptions{}).Nodes, 2, "the attribute is no name any more")
}

// A node renamed in a random system is found, and nothing else is told.
func TestDiffFindsRandomRenames(t *testing.T) {
	t.Parallel()
	for seed := range uint64(100) {
		r := random(seed)
		old := graphtest.Services(20 + r.IntN(60))
		victim := old.Nodes()[r.IntN(len(old.Nodes()))].ID
		new := graph.New(old.Title)
		for _, gr := range old.Groups() {
			*new.AddGroup(gr.ID, gr.Label) = *gr
		}
		now := func(id string) string {
			if id == victim {
				return "another name"
			}
			return id
		}
		for _, n := range old.Nodes() {
			c := new.AddNode(now(n.ID), n.Kind)
			*c = *n
			c.ID = now(n.ID)
		}
		for _, e := range old.Edges() {
			c := new.AddEdge(now(e.From), now(e.To), e.Label)
			*c = *e
			c.From, c.To = now(e.From), now(e.To)
		}
		require.Equal(t, []string{fmt.Sprintf("renamed node %s to another name", victim)}, told(graph.Diff(old, new, graph.DiffOptions{})), seed)
	}
}
