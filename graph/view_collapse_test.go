package graph_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
)

func TestCollapse(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		groups []string
		want   []string
	}{
		{"a group with another in it", []string{"shop"}, []string{
			"user:user", "shop:namespace 'Shop (3)' collapsed=3", "pay:service@billing", "ledger:database@billing", "log:sidecar",
			"[billing]", "[empty]",
			"user -> shop 'HTTP'", "shop -> pay '2 flows' merged=2", "pay -> ledger 'Books'", "ledger -> log", "user -> billing 'Invoices'",
		}},
		{"a group in one that stays", []string{"batch"}, []string{
			"user:user", "web:service@shop", "db:database@shop", "batch:@shop 'batch (1)' collapsed=1",
			"pay:service@billing", "ledger:database@billing", "log:sidecar", "[shop]", "[billing]", "[empty]",
			"user -> web 'HTTP'", "web -> db 'SQL'", "batch -> db 'SQL'", "web -> pay 'Charge'", "batch -> pay 'Refund'",
			"pay -> ledger 'Books'", "ledger -> log", "user -> billing 'Invoices'",
		}},
		{"all of them, one twice", []string{"batch", "empty", "billing", "shop", "shop"}, []string{
			"user:user", "shop:namespace 'Shop (3)' collapsed=3", "billing: 'Billing (2)' collapsed=2", "log:sidecar", "empty: 'empty (0)' collapsed=0",
			"user -> shop 'HTTP'", "shop -> billing '2 flows' merged=2", "billing -> log", "user -> billing 'Invoices'",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			v, err := shop().Collapse(tt.groups...)
			require.NoError(t, err)
			require.Equal(t, tt.want, sketch(v))
		})
	}
}

func TestCollapseKeepsWhatAGroupIs(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	gr := g.AddGroup("g", "two\nlines")
	gr.Kind, gr.Style, gr.Classes, gr.Link, gr.Tooltip = "zone", graph.Style{Fill: "red"}, []string{"hot"}, "docs/g.md", "All of g"
	gr.Attrs.Set("owner", "team")
	gr.Attrs.Set(graph.AttrCollapsed, "a value of the user's")
	gr.Pos = graph.Pos{File: "a.yaml", Line: 3, Col: 5}
	v, err := g.Collapse("g")
	require.NoError(t, err)
	n := v.Node("g")
	require.Equal(t, "two\nlines (0)", n.Label)
	require.Equal(t, "zone", n.Kind)
	require.Equal(t, gr.Style, n.Style)
	require.Equal(t, []string{"hot"}, n.Classes)
	require.Equal(t, []string{"docs/g.md", "All of g"}, []string{n.Link, n.Tooltip})
	require.Equal(t, graph.Attrs{{Key: "owner", Value: "team"}, {Key: "collapsed", Value: "0"}}, n.Attrs)
	require.Equal(t, gr.Pos, n.Pos)
	own, _ := gr.Attrs.Get(graph.AttrCollapsed)
	require.Equal(t, "a value of the user's", own)
}

// TestCollapseMergesEdges looks at all fields of edges that become one. The
// first of them is always the same.
func TestCollapseMergesEdges(t *testing.T) {
	t.Parallel()
	first := graph.Edge{
		ID: "first", Label: "SQL", Line: graph.Dashed, Head: graph.ArrowCircle, Tail: graph.ArrowCross,
		Style: graph.Style{Stroke: "red"}, Classes: []string{"hot"}, Link: "a.md", Tooltip: "tip",
		Attrs: graph.Attrs{{Key: "evidence", Value: "config"}}, Pos: graph.Pos{Line: 1},
	}
	merged := first
	merged.Attrs = graph.Attrs{{Key: "evidence", Value: "config"}, {Key: "merged", Value: "3"}}
	for _, tt := range []struct {
		name   string
		second func(e *graph.Edge)
		want   func(e *graph.Edge)
	}{
		{"the same", func(*graph.Edge) {}, func(*graph.Edge) {}},
		{"another id, place and attribute", func(e *graph.Edge) { e.ID, e.Pos, e.Attrs = "second", graph.Pos{}, nil }, func(*graph.Edge) {}},
		{"another label", func(e *graph.Edge) { e.Label = "" }, func(e *graph.Edge) { e.Label = "3 flows" }},
		{"another line", func(e *graph.Edge) { e.Line = graph.Dotted }, func(e *graph.Edge) { e.Line = graph.Solid }},
		{"the line of old", func(e *graph.Edge) { e.Line = "" }, func(e *graph.Edge) { e.Line = graph.Solid }},
		{"another head", func(e *graph.Edge) { e.Head = graph.ArrowNone }, func(e *graph.Edge) { e.Head = graph.ArrowNormal }},
		{"another tail", func(e *graph.Edge) { e.Tail = "" }, func(e *graph.Edge) { e.Tail = graph.ArrowNormal }},
		{"another style", func(e *graph.Edge) { e.Style.Dash = "1 2" }, func(e *graph.Edge) { e.Style = graph.Style{} }},
		{"other classes", func(e *graph.Edge) { e.Classes = append(e.Classes, "cold") }, func(e *graph.Edge) { e.Classes = nil }},
		{"another link", func(e *graph.Edge) { e.Link = "b.md" }, func(e *graph.Edge) { e.Link = "" }},
		{"another tooltip", func(e *graph.Edge) { e.Tooltip = "" }, func(e *graph.Edge) { e.Tooltip = "" }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			want := merged
			want.From, want.To = "out", "g"
			tt.want(&want)
			for odd := 1; odd <= 2; odd++ { // which of the three is not like the first
				g := graph.New("")
				g.AddNode("out", "")
				gr := g.AddGroup("g", "")
				for i, id := range []string{"a", "b", "g"} {
					if id != "g" {
						gr.AddNode(id, "")
					}
					e := g.AddEdge("", "", "")
					*e = first
					e.From, e.To = "out", id
					if i == odd {
						tt.second(e)
					}
				}
				v, err := g.Collapse("g")
				require.NoError(t, err)
				require.Equal(t, []*graph.Edge{&want}, v.Edges())
			}
		})
	}
}

func TestCollapseKeepsApart(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	x, y := g.AddNode("x", ""), g.AddNode("y", "")
	gr := g.AddGroup("g", "")
	a, b := gr.AddNode("a", ""), gr.AddNode("b", "")
	x.To(y, "elsewhere")
	x.To(y, "elsewhere")
	x.To(a, "in")
	a.To(x, "out")
	x.To(b, "").Line = graph.Invisible
	x.To(a, "").Line = graph.Invisible
	x.To(gr, "in")
	y.To(b, "in")
	a.To(b, "inside")
	a.To(a, "inside")
	a.To(gr, "inside")
	gr.To(b, "inside")
	gr.To(gr, "loop")
	v, err := g.Collapse("g")
	require.NoError(t, err)
	require.Equal(t, []string{
		"x:", "y:", "g: 'g (2)' collapsed=2",
		"x -> y 'elsewhere'", "x -> y 'elsewhere'", "x -> g 'in' merged=2", "g -> x 'out'", "x -> g merged=2", "y -> g 'in'", "g -> g 'loop'",
	}, sketch(v))
	require.Equal(t, graph.Line(""), v.Edges()[2].Line)
	require.Equal(t, graph.Invisible, v.Edges()[4].Line)
}

// TestCollapseCountsEverything adds up what the view says it left out.
func TestCollapseCountsEverything(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		g := graphtest.Random(seed)
		for _, gr := range g.Groups() {
			v, err := g.Collapse(gr.ID)
			require.NoError(t, err)
			nodes, edges, inside := 0, 0, 0
			for _, n := range v.Nodes() {
				nodes += number(t, n.Attrs, graph.AttrCollapsed)
			}
			for _, e := range v.Edges() {
				edges += number(t, e.Attrs, graph.AttrMerged)
			}
			for _, e := range g.Edges() {
				loop := e.From == gr.ID && e.To == gr.ID
				if within(g, e.From, gr.ID) && within(g, e.To, gr.ID) && !loop {
					inside++
				}
			}
			require.Equal(t, len(g.Nodes()), nodes, "seed %d, %q", seed, gr.ID)
			require.Equal(t, len(g.Edges()), edges+inside, "seed %d, %q", seed, gr.ID)
			require.Nil(t, v.Group(gr.ID))
		}
	}
}

// number returns what an attribute counts, and 1 for want of it.
func number(t *testing.T, attrs graph.Attrs, key string) int {
	t.Helper()
	text, found := attrs.Get(key)
	if !found {
		return 1
	}
	n, err := strconv.Atoi(text)
	require.NoError(t, err)
	return n
}
