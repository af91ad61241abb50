package dot_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/dot"
	"github.com/topodraw/topodraw/graph"
)

// themed is how a text begins that Write has written, of groups alone.
const themed = `graph [style=filled, fillcolor="#f6f8fa", color="#8c959f", fontcolor="#333333", penwidth=0.75, fontname="Helvetica,Arial,sans-serif"];`

// What is read and written reads and writes the same again.
func TestTextsThatOnceWereUnstable(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a cluster of a theme without a node": "digraph { " + themed + " subgraph cluster_c {} }",
		"a theme, changed behind a cluster":   "digraph { subgraph cluster_c {} style=dashed; e=f; color=red }",
		"a free attribute without a value":    `digraph { a ["attrs.x"="\G"] "attrs.y"="\G" }`,
		"a free attribute of Graphviz":        `digraph { a ["attrs.dot.color"=red] }`,
		"a number of a subgraph":              `digraph { "attrs.dot.subgraph.1"=x; "subgraph.1"=y; {rank=same; a} }`,
		"a name":                              `digraph { name=x; subgraph cluster_c { name=y } c [name=z] }`,
		"a name of a graph, and a title":      `digraph "%" { title=x }`,
		"a default for clusters":              `digraph { "graph.x"=y; subgraph cluster_c {} }`,
		"an empty cluster, its name escaped":  `digraph { subgraph "cluster&t;" {} }`,
		"an order that is inherited":          `digraph { subgraph cluster_c { x=y; fontname=z } }`,
		"an order at the top":                 `digraph { x=y; fillcolor=red; subgraph cluster_c {} }`,
		"the same, inherited":                 `digraph { subgraph cluster_c { x=y; subgraph cluster_d { x=y } } }`,
		"a free one, inherited":               `digraph { subgraph cluster_c { x=y; "attrs.dot."=z; subgraph cluster_d {} } }`,
		"a link that is not safe":             `digraph { {URL="javascript:x"} }`,
		"a host that cannot be encoded":       `digraph { a [URL="https://example.c<d"] }`,
		"subgraphs of one name":               `digraph { subgraph s { subgraph s { a } } subgraph cluster_c { subgraph s { b } } }`,
		"a name that cannot be written":       `digraph { subgraph <s\> { rank=same; <x\>=y; a } }`,
		"a subgraph before cluster is set":    `digraph { subgraph c { subgraph s { rank=same; a } cluster=true } }`,
		"an empty value over a default":       `digraph { {node [image=x] a [image=""]} b }`,
		"a style in brackets":                 `digraph { a [style=<<>>] b [shape=<<>>] }`,
		"a style with a line break":           "digraph { a -> b [style=\"soli\u0085\"] }",
		"the font of all":                     `digraph { a [fontname="Helvetica,Arial,sans-serif"] a -> b [fontname="Helvetica,Arial,sans-serif"] }`,
		"a fillcolor without effect":          `digraph { subgraph cluster_c { fillcolor="#fff"; bgcolor=5 } }`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, _ := read(t, text)
			written := print(t, g)
			again, _ := read(t, written)
			require.Equal(t, written, print(t, again))
		})
	}
}

// An attribute that has the name of something that Read keeps is not taken for
// it.
func TestNamesThatReadUses(t *testing.T) {
	t.Parallel()
	g, warnings := read(t, `digraph { directed=false; a [name=z] a -> b [tail=b, name=n] }`)
	require.Equal(t, []string{
		`x.gv:1:11: the attribute "directed" has a name that is used otherwise here: it is left out`,
		`x.gv:1:30: the attribute "name" has a name that is used otherwise here: it is left out`,
		`x.gv:1:46: the attribute "tail" has a name that is used otherwise here: it is left out`,
	}, warnings)
	text := print(t, g)
	require.True(t, strings.HasPrefix(text, "digraph {"), text)
	require.Contains(t, text, "  a;\n  b;\n  a -> b [name=n];\n")
}

func TestFreeAttributesWithoutAValue(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	g.AddNode("a", "").Attrs.Set("x", "")
	got, _ := read(t, print(t, g))
	require.Equal(t, graph.Attrs{{Key: "x", Value: ""}}, got.Node("a").Attrs)
}

// Of very many attributes, too, those that are the same when cleaned are one.
func TestManyAttributesThatAreTheSame(t *testing.T) {
	t.Parallel()
	g, _ := read(t, "digraph { a ["+count("k%d=v ", 200)+`"attrs.b"=1 "attrs.\b"=2] }`)
	attrs := g.Node("a").Attrs
	require.Len(t, attrs, 201)
	require.Equal(t, graph.Attr{Key: "b", Value: "2"}, attrs[200])
}

// Names that clash take linear time: with quadratic time this would not end.
func TestNamesThatClash(t *testing.T) {
	t.Parallel()
	for _, part := range []string{"{subgraph s{}}", "{subgraph cluster_a{}}"} {
		const n = 100_000
		g, err := dot.Read(strings.NewReader("graph{"+strings.Repeat(part, n)+"}"), "x.gv", dot.ReadOptions{})
		require.NoError(t, err)
		require.Equal(t, n, len(g.Groups())+len(g.Attrs)-1)
	}
}

// A label that says nothing but the name need not be stated, once one is.
func TestRecordsWithTheirNames(t *testing.T) {
	t.Parallel()
	check(t, `digraph { node [shape=record] a [label="x|y"] b z[label="z"] c "d|e" }`)
}
