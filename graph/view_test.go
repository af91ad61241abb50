package graph_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
)

// shop is a user, a namespace with another in it, a second one, and an empty
// one.
func shop() *graph.Graph {
	g := graph.New("Shop")
	user := g.AddNode("user", "user")
	space := g.AddGroup("shop", "Shop")
	space.Kind, space.Direction = "namespace", graph.Right
	batch := space.AddGroup("batch", "")
	web, db := space.AddNode("web", "service"), space.AddNode("db", "database")
	job := batch.AddNode("job", "job")
	billing := g.AddGroup("billing", "Billing")
	pay, ledger := billing.AddNode("pay", "service"), billing.AddNode("ledger", "database")
	g.AddGroup("empty", "")
	log := g.AddNode("log", "sidecar")

	user.To(web, "HTTP")
	web.To(db, "SQL")
	job.To(db, "SQL")
	web.To(pay, "Charge")
	job.To(pay, "Refund").Line = graph.Dotted
	pay.To(ledger, "Books")
	ledger.To(log, "")
	user.To(billing, "Invoices")
	return g
}

// sketch writes what a view is about in a line for each element:
//
//	ID:KIND@GROUP 'LABEL' KEY=VALUE
//	[ID@PARENT]
//	FROM -> TO 'LABEL' KEY=VALUE
func sketch(g *graph.Graph) []string {
	var out []string
	line := func(head, label string, attrs graph.Attrs) {
		if label != "" {
			head += " '" + label + "'"
		}
		for _, a := range attrs {
			head += " " + a.Key + "=" + a.Value
		}
		out = append(out, head)
	}
	at := func(group string) string {
		if group == "" {
			return ""
		}
		return "@" + group
	}
	for _, n := range g.Nodes() {
		line(n.ID+":"+n.Kind+at(n.Group), n.Label, n.Attrs)
	}
	for _, gr := range g.Groups() {
		out = append(out, "["+gr.ID+at(gr.Parent)+"]")
	}
	for _, e := range g.Edges() {
		line(e.From+" -> "+e.To, e.Label, e.Attrs)
	}
	return out
}

// dump returns everything that a graph holds.
func dump(t testing.TB, g *graph.Graph) string {
	t.Helper()
	b, err := json.Marshal([]any{g, g.Classes(), g.Nodes(), g.Groups(), g.Edges()})
	require.NoError(t, err)
	return string(b)
}

// views are all views of a graph that can be had, by name.
func views(t testing.TB, g *graph.Graph) map[string]*graph.Graph {
	t.Helper()
	out := map[string]*graph.Graph{"hide": g.HideKinds("pod", "odd kind", "", "user", "service")}
	for _, id := range ids(g) {
		for depth := range 3 {
			v, err := g.Focus([]string{id}, depth)
			require.NoError(t, err)
			out[fmt.Sprint("focus ", depth, " ", id)] = v
		}
	}
	var all []string
	for _, gr := range g.Groups() {
		v, err := g.Inside(gr.ID)
		require.NoError(t, err)
		out["inside "+gr.ID] = v
		all = append(all, gr.ID)
		v, err = g.Collapse(all...)
		require.NoError(t, err)
		out[fmt.Sprint("collapse ", all)] = v
	}
	return out
}

func ids(g *graph.Graph) []string {
	var out []string
	for _, n := range g.Nodes() {
		out = append(out, n.ID)
	}
	for _, gr := range g.Groups() {
		out = append(out, gr.ID)
	}
	return out
}

func TestViewsAreValidAndRepeatable(t *testing.T) {
	t.Parallel()
	for seed := range uint64(150) {
		g := graphtest.Random(seed)
		again := views(t, g)
		for name, v := range views(t, g) {
			require.NoError(t, v.Validate(), "seed %d, %s", seed, name)
			require.Equal(t, dump(t, again[name]), dump(t, v), "seed %d, %s", seed, name)
			require.Equal(t, g.Title, v.Title)
			require.Equal(t, g.Classes(), v.Classes())
		}
	}
}

// TestViewsKeepTheOrder checks that what is left stands in the order it had,
// and that nothing is there that was not there before.
func TestViewsKeepTheOrder(t *testing.T) {
	t.Parallel()
	for seed := range uint64(150) {
		g := graphtest.Random(seed)
		for name, v := range views(t, g) {
			var nodes, groups, before []string
			for _, n := range v.Nodes() {
				if g.Node(n.ID) != nil {
					nodes = append(nodes, n.ID)
				}
				require.True(t, g.Has(n.ID), "seed %d, %s", seed, name)
			}
			for _, gr := range v.Groups() {
				groups = append(groups, gr.ID)
			}
			for _, id := range ids(g) {
				if v.Node(id) != nil && g.Node(id) != nil {
					before = append(before, id)
				}
			}
			for _, id := range ids(g) {
				if v.Group(id) != nil {
					before = append(before, id)
				}
			}
			require.Equal(t, before, slices.Concat(nodes, groups), "seed %d, %s", seed, name)
			require.LessOrEqual(t, len(v.Edges()), len(g.Edges()), "seed %d, %s", seed, name)
		}
	}
}

// TestViewsShareNothing changes views all over and looks at the graph.
func TestViewsShareNothing(t *testing.T) {
	t.Parallel()
	for seed := range uint64(50) {
		g := graphtest.Random(seed)
		g.Attrs.Set("owner", "team")
		for _, e := range g.Edges() {
			e.Attrs.Set("evidence", "config")
		}
		before := dump(t, g)
		for name, v := range views(t, g) {
			require.Equal(t, before, dump(t, g), "seed %d, %s", seed, name)
			spoil(v)
			require.Equal(t, before, dump(t, g), "seed %d, %s", seed, name)
		}
	}
}

func spoil(g *graph.Graph) {
	g.Title, g.Direction = "spoiled", graph.Up
	g.Attrs.Set("owner", "spoiled")
	for _, c := range g.Classes() {
		c.Style.Fill = "red"
	}
	attrs := func(classes []string, a graph.Attrs) {
		for i := range classes {
			classes[i] = "spoiled"
		}
		for i := range a {
			a[i].Value = "spoiled"
		}
	}
	for _, n := range g.Nodes() {
		n.Label = "spoiled"
		attrs(n.Classes, n.Attrs)
		n.To(n, "of the view")
	}
	for _, gr := range g.Groups() {
		gr.Label = "spoiled"
		attrs(gr.Classes, gr.Attrs)
		gr.AddNode("new in "+gr.ID, "")
	}
	for _, e := range g.Edges() {
		e.Label = "spoiled"
		attrs(e.Classes, e.Attrs)
	}
}

// TestViewsOfAllAreTheGraph checks the views that leave nothing out.
func TestViewsOfAllAreTheGraph(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		g := graphtest.Random(seed)
		g.Attrs.Set("owner", "team")
		g.Pos = graph.Pos{File: "shop.yaml", Line: 1}
		g.Description, g.Theme = "All of it.", "documented"
		g.Class("hot").Pos = graph.Pos{File: "shop.yaml", Line: 2}
		want := dump(t, g)
		focused, err := g.Focus(ids(g), 0)
		require.NoError(t, err)
		require.Equal(t, want, dump(t, focused), "seed %d", seed)
		collapsed, err := g.Collapse()
		require.NoError(t, err)
		require.Equal(t, want, dump(t, collapsed), "seed %d", seed)
		require.Equal(t, want, dump(t, g.HideKinds()), "seed %d", seed)
		require.Equal(t, want, dump(t, g.HideKinds("no such kind")), "seed %d", seed)

	}
}

func TestViewsOfUnknownNames(t *testing.T) {
	t.Parallel()
	g := shop()
	for _, tt := range []struct {
		view func() (*graph.Graph, error)
		want graph.UnknownError
		text string
	}{
		{func() (*graph.Graph, error) { return g.Focus([]string{"web", "wbe"}, 1) }, graph.UnknownError{ID: "wbe"}, `there is no node or group "wbe"`},
		{func() (*graph.Graph, error) { return g.Focus([]string{""}, 1) }, graph.UnknownError{}, `there is no node or group ""`},
		{func() (*graph.Graph, error) { return g.Inside("web") }, graph.UnknownError{ID: "web", Group: true}, `there is no group "web"`},
		{func() (*graph.Graph, error) { return g.Inside("") }, graph.UnknownError{Group: true}, `there is no group ""`},
		{func() (*graph.Graph, error) { return g.Collapse("shop", "\"") }, graph.UnknownError{ID: "\"", Group: true}, `there is no group "\""`},
	} {
		v, err := tt.view()
		require.Nil(t, v)
		var unknown *graph.UnknownError
		require.ErrorAs(t, err, &unknown)
		require.Equal(t, tt.want, *unknown)
		require.EqualError(t, err, tt.text)
	}
}

// TestViewsOfInvalidGraphsEnd has groups that contain themselves, ids used
// twice, and ends and parents that there are not.
func TestViewsOfInvalidGraphsEnd(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	a, b := g.AddGroup("a", ""), g.AddGroup("b", "")
	a.Parent, b.Parent = "b", "a"
	g.AddGroup("self", "").Parent = "self"
	g.AddGroup("lost", "").Parent = "none"
	a.AddNode("n", "pod").To(b, "")
	b.AddNode("n", "user").To(a, "")
	g.AddNode("a", "pod").Group = "self"
	g.AddNode("m", "pod").Group = "none"
	g.AddNode("", "pod").Group = "a"
	g.AddEdge("n", "missing", "")
	g.AddEdge("", "self", "")
	for _, gr := range []string{"a", "b", "self", "lost"} {
		_, err := g.Focus([]string{gr, "n"}, 3)
		require.NoError(t, err)
		_, err = g.Inside(gr)
		require.NoError(t, err)
		_, err = g.Collapse(gr, "a")
		require.NoError(t, err)
	}
	require.NotNil(t, g.HideKinds("pod"))
	require.Error(t, g.Validate())
}

// TestViewsTakeLinearTime would not end within the limit if the depth of the
// nesting, the number of names or the number of edges at a node were a factor.
func TestViewsTakeLinearTime(t *testing.T) {
	t.Parallel()
	const size = 30_000
	g := graph.New("")
	hub := g.AddNode("hub", "user")
	var names []string
	var around *graph.Group
	for i := range size {
		gr := g.AddGroup(fmt.Sprint("g", i), "")
		if around != nil {
			gr.Parent = around.ID
		}
		around = gr
		n := gr.AddNode(fmt.Sprint("n", i), "pod")
		hub.To(n, "")
		n.To(gr, "")
		names = append(names, gr.ID, n.ID)
	}
	begin := time.Now()
	focused, err := g.Focus(names, 5)
	require.NoError(t, err)
	require.Len(t, focused.Edges(), 2*size)
	inside, err := g.Inside("g0")
	require.NoError(t, err)
	require.Len(t, inside.Nodes(), size+1)
	groups := slices.DeleteFunc(names, func(id string) bool { return strings.HasPrefix(id, "n") })
	collapsed, err := g.Collapse(groups...)
	require.NoError(t, err)
	require.Equal(t, []string{"hub:user", "g0: 'g0 (30000)' collapsed=30000", "hub -> g0 merged=30000"}, sketch(collapsed))
	require.Equal(t, []string{"hub:user"}, sketch(g.HideKinds("pod")))
	require.Less(t, time.Since(begin), time.Minute)
}
