package dot_test

import (
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/dot"
	"github.com/topodraw/topodraw/graph"
)

func TestReadErrorIsReturned(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	_, err := dot.Read(iotest.ErrReader(broken), "x.gv", dot.ReadOptions{})
	require.ErrorIs(t, err, broken)
}

// Every problem of a text is reported, with its place.
func TestProblems(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"":                           {`1:1: there is no graph (a graph is written as in: digraph { a -> b })`},
		"# nothing":                  {`1:1: there is no graph (a graph is written as in: digraph { a -> b })`},
		"flow { a }":                 {`1:1: expected "graph" or "digraph" instead of "flow"`},
		"digraph {\n a ->\n}":        {`3:1: expected a node or a subgraph instead of "}"`},
		"digraph {\n a -- b\n}":      {`2:4: edges of a digraph are written "->", not "--" (for an edge without an arrow write -> with [dir=none])`},
		"graph { é -> b }":           {`1:11: edges of a graph are written "--", not "->" (to have arrows, begin the file with digraph)`},
		"digraph { a [label] }":      {`1:19: expected "=" and a value behind the attribute "label" instead of "]"`},
		"digraph { a [label=] }":     {`1:20: expected a value of the attribute "label" instead of "]"`},
		"digraph { a [x=1,,y=2] }":   {`1:18: expected an attribute or "]" instead of ","`},
		"digraph { a -> node }":      {`1:16: expected a node or a subgraph instead of the keyword "node" (as a name, a keyword needs quotes)`},
		"digraph { node; a }":        {`1:15: expected "[" instead of ";" (a node or an attribute of this name needs quotes)`},
		"digraph { ; }":              {`1:11: expected a node or a subgraph instead of ";" (a semicolon ends a statement, and there is none before this one)`},
		"digraph { a-b }":            {`1:12: expected a node or a subgraph instead of "-" (names with such characters need quotes)`},
		"digraph { a":                {`1:12: expected "}", but the file ends here`},
		"digraph { a [label=\"x }":   {`1:20: this string has no end: a quote is missing`},
		"digraph { a /* }":           {`1:13: this comment has no end: */ is missing`, `1:17: expected "}", but the file ends here`},
		"digraph { a [label=<<b>] }": {`1:20: this HTML has no end: > is missing`},
		"digraph { a } b":            {`1:15: expected "graph" or "digraph" instead of "b"`},
		"digraph { \"a\" + b }":      {`1:15: expected a string in quotes behind "+"`},
		"digraph { a:b:c:d }":        {`1:16: expected a node or a subgraph instead of ":"`},
		"strict { a }":               {`1:8: expected "graph" or "digraph" instead of "{"`},
		"digraph {\n a -> ;\n b [x\n c -> d\n e -> -> f\n subgraph s g\n}": {
			`2:7: expected a node or a subgraph instead of ";" (a semicolon ends a statement, and there is none before this one)`,
			`4:2: expected "=" and a value behind the attribute "x" instead of "c"`,
			`5:7: expected a node or a subgraph instead of "->"`,
			`6:13: expected "{" instead of "g"`,
		},
		"digraph { a\x1bb }": {`1:12: the character U+001B cannot be in a topology`},
		"\xff\xfed\x00":      {`1:1: the file is in UTF-16 (save the file as UTF-8)`},
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			g, err := dot.Read(strings.NewReader(text), "x", dot.ReadOptions{})
			require.Nil(t, g)
			var ds graph.Diagnostics
			require.ErrorAs(t, err, &ds)
			var got []string
			for _, d := range ds {
				got = append(got, strings.TrimPrefix(d.Error(), "x:"))
				require.Equal(t, strings.SplitN(text+"\n", "\n", d.Pos.Line+1)[d.Pos.Line-1] != "" || d.Source == "", true)
			}
			require.Equal(t, want, got)
		})
	}
}

// What cannot be kept, or has no effect, is told.
func TestWarningsOfRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		`digraph { a [URL="javascript:alert(1)"] }`:             {`1:14: the link "javascript:alert(1)" is not safe: it is left out (links are http, https, mailto or relative)`},
		`digraph { a -> b [headURL="javascript:alert(1)"] }`:    {`1:19: the attribute "headURL" has a link that is not safe: it is left out`},
		`digraph { a [label=<<b href="javascript:x">y</b>>] }`:  {`1:14: the label has a link that is not safe: only its text is kept`},
		`digraph { a [fillcolor=red] }`:                         {`1:14: a fillcolor has no effect without style=filled: it is left out (add style=filled)`},
		`digraph { a } digraph { b }`:                           {`1:15: this is a further graph: only the first is read (put each graph in a file of its own)`},
		`digraph { 1a }`:                                        {`1:11: the number "1" ends here, and something else begins: these are two names (put the whole in quotes)`},
		`digraph { a:p }`:                                       {`1:11: a port has no effect where there is no edge`},
		`digraph { {a} [x=y] }`:                                 {`1:16: attributes behind a subgraph have no effect (write them within its braces)`},
		`digraph { edge [key=x] a -> b }`:                       {`1:17: a key names one edge: as a default it has no effect`},
		`digraph { node x=[y=z] a }`:                            {`1:16: a name for attributes has no effect`},
		`digraph { "" }`:                                        {`1:11: "" cannot be the id of a node here: it is read as "_"`},
		`digraph { a [label="x", subtitle=y] }`:                 {`1:25: the subtitle is not in the label: it is left out (make it the last line of the label)`},
		"digraph { \"\xe9\" }":                                  {`1:1: the file is not in UTF-8: it is read as Latin-1 (save the file as UTF-8, or say charset=latin1)`},
		`digraph { a [URL="https://example.com", foo=bar] b:p}`: {`1:50: a port has no effect where there is no edge`},
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			_, warnings := read(t, text)
			for i := range warnings {
				warnings[i] = strings.TrimPrefix(warnings[i], "x.gv:")
			}
			require.Equal(t, want, warnings)
		})
	}
}

func TestPositions(t *testing.T) {
	t.Parallel()
	g, _ := read(t, "// é\n  digraph {\n é -> b;\n subgraph cluster_c { d }\n b -> d }")
	require.Equal(t, graph.Pos{File: "x.gv", Line: 2, Col: 3}, g.Pos)
	require.Equal(t, graph.Pos{File: "x.gv", Line: 3, Col: 7}, g.Node("b").Pos)
	require.Equal(t, graph.Pos{File: "x.gv", Line: 4, Col: 23}, g.Node("d").Pos)
	require.Equal(t, graph.Pos{File: "x.gv", Line: 4, Col: 11}, g.Group("c").Pos)
	require.Equal(t, graph.Pos{File: "x.gv", Line: 5, Col: 2}, g.Edges()[1].Pos)
}

func TestNodesOfAText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]graph.Node{
		`a`:                                 {},
		`a [label="x\ny"]`:                  {Label: "x\ny"},
		`a [label="x\ly\l"]`:                {Label: "x\ny", Attrs: graph.Attrs{{Key: "dot.label", Value: `x\ly\l`}}},
		`a [label=""]`:                      {Label: " "},
		`a [label="\N is &lt;\G&gt;"]`:      {Label: "a is <G>"},
		`a [label="C:\\x"]`:                 {Label: `C:\x`},
		`a [label=<x <b>y</b><br/>z>]`:      {Label: "x y\nz", Attrs: graph.Attrs{{Key: "dot.label", Value: `<x <b>y</b><br/>z>`}}},
		`a [shape=record,label="<p>x|{y}"]`: {Label: "x\ny", Shape: graph.Rectangle, Attrs: graph.Attrs{{Key: "dot.label", Value: `"<p>x|{y}"`}, {Key: "dot.shape", Value: "record"}}},
		`a [shape=box]`:                     {Shape: graph.Rectangle},
		`a [shape=star]`:                    {Attrs: graph.Attrs{{Key: "dot.shape", Value: "star"}}},
		`a [shape=rect,style=rounded]`:      {Shape: graph.Rounded},
		`a [shape=doublecircle]`:            {Shape: graph.Circle, Attrs: graph.Attrs{{Key: "dot.shape", Value: "doublecircle"}}},
		`a [style="filled,bold"]`:           {Style: graph.Style{Fill: "#d3d3d3"}, Attrs: graph.Attrs{{Key: "dot.style", Value: "bold"}}},
		`a [style=filled,color=red]`:        {Style: graph.Style{Fill: "red", Stroke: "red"}},
		`a [style=dotted,penwidth=3]`:       {Style: graph.Style{Dash: "1 5", StrokeWidth: 4}},
		`a [color=green,fontcolor=gray50]`:  {Style: graph.Style{Stroke: "#00ff00", Color: "#7f7f7f"}},
		`a [color="0.5 1 1",fontcolor=tan4]`: {
			Style: graph.Style{Stroke: "#00ffff", Color: "#8b5a2b"},
		},
		`a [color="red:blue",penwidth=0]`: {Attrs: graph.Attrs{{Key: "dot.color", Value: "red:blue"}, {Key: "dot.penwidth", Value: "0"}}},
		`a [kind=pod,icon=i,URL="x?a&amp;b",tooltip="t\"",class="k l"]`: {
			Kind: "pod", Icon: "i", Link: "x?a&b", Tooltip: `t"`, Classes: []string{"k", "l"},
		},
		`a [foo="1 2","attrs.x y"=z,empty=""]`: {Attrs: graph.Attrs{{Key: "dot.foo", Value: "1 2"}, {Key: "x y", Value: "z"}}},
		`a [image=<x>]`:                        {Attrs: graph.Attrs{{Key: "dot.image", Value: "<x>"}}},
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			g, _ := read(t, "digraph G { "+text+" }")
			n := g.Node("a")
			got := graph.Node{
				Kind: n.Kind, Label: n.Label, Shape: n.Shape, Style: n.Style, Classes: n.Classes,
				Link: n.Link, Tooltip: n.Tooltip, Icon: n.Icon, Attrs: n.Attrs,
			}
			require.Equal(t, want, got)
		})
	}
}

func TestEdgesOfAText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]graph.Edge{
		`a -> b`:                           {From: "a", To: "b"},
		`a -> b [dir=none]`:                {From: "a", To: "b", Head: graph.ArrowNone},
		`a -> b [dir=back]`:                {From: "a", To: "b", Head: graph.ArrowNone, Tail: graph.ArrowNormal},
		`a -> b [dir=both,arrowhead=odot]`: {From: "a", To: "b", Head: graph.ArrowCircle, Tail: graph.ArrowNormal, Attrs: graph.Attrs{{Key: "dot.arrowhead", Value: "odot"}}},
		`a -> b [arrowhead=none]`:          {From: "a", To: "b", Head: graph.ArrowNone},
		`a:p:n -> b [style=dashed,id=e]`:   {From: "a", To: "b", ID: "e", Line: graph.Dashed, Attrs: graph.Attrs{{Key: "dot.tailport", Value: "p:n"}}},
		`a -> b [style="bold",label="\E"]`: {From: "a", To: "b", Line: graph.Thick, Label: "a->b"},
		`a -> b [style=invis,weight=2]`:    {From: "a", To: "b", Line: graph.Invisible, Attrs: graph.Attrs{{Key: "dot.weight", Value: "2"}}},
		`subgraph cluster_c {b} a -> b [lhead=cluster_c] compound=true`: {From: "a", To: "c"},
		`subgraph cluster_c {b} a -> b [lhead=cluster_c]`:               {From: "a", To: "b", Attrs: graph.Attrs{{Key: "dot.lhead", Value: "cluster_c"}}},
		`subgraph cluster_c {d b} a -> b [headgroup=cluster_c]`:         {From: "a", To: "c", Attrs: graph.Attrs{{Key: "dot.head", Value: "b"}}},
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			g, _ := read(t, "digraph { "+text+" }")
			require.Len(t, g.Edges(), 1)
			got := *g.Edges()[0]
			got.Pos = graph.Pos{}
			require.Equal(t, want, got)
		})
	}
}

func TestGraphsOfAText(t *testing.T) {
	t.Parallel()
	g, _ := read(t, `strict graph G { label="My graph"; rankdir=LR; splines=ortho; node [fontsize=9] edge [len=2]
		subgraph clusterA { label=""; a } {rank=same; a; b} a -- b }`)
	require.Equal(t, "My graph", g.Title)
	require.Equal(t, graph.Right, g.Direction)
	require.Equal(t, graph.Attrs{
		{Key: "dot.name", Value: "G"}, {Key: "dot.label", Value: "My graph"}, {Key: "dot.directed", Value: "false"}, {Key: "dot.strict", Value: "true"},
		{Key: "dot.splines", Value: "ortho"}, {Key: "dot.node.fontsize", Value: "9"}, {Key: "dot.edge.len", Value: "2"},
		{Key: "dot.subgraph.1", Value: "{rank=same; a; b;}"},
	}, g.Attrs)
	require.Equal(t, "clusterA", g.Node("a").Group)
	require.Equal(t, " ", g.Group("clusterA").Label)
	require.Equal(t, graph.Attrs{{Key: "dot.name", Value: "clusterA"}}, g.Group("clusterA").Attrs)
	require.Equal(t, graph.ArrowNone, g.Edges()[0].Head)
	text := print(t, g)
	for _, part := range []string{"strict graph G {\n", "  a -- b;\n", "label=\"My graph\";", "  {rank=same; a; b}\n", "splines=ortho;", "fontsize=9];", "len=2];"} {
		require.Contains(t, text, part)
	}
	g.Title = "Another"
	require.Contains(t, print(t, g), `label=Another;`)
}

func TestLatin1(t *testing.T) {
	t.Parallel()
	g, warnings := read(t, "digraph { charset=latin1; a [label=\"caf\xe9\"] }")
	require.Empty(t, warnings)
	require.Equal(t, "café", g.Node("a").Label)
	g, warnings = read(t, "digraph { charset=latin1; a [label=\"\xc3\xa9\"] }")
	require.Empty(t, warnings)
	require.Equal(t, "Ã©", g.Node("a").Label, "as Graphviz reads it")
	g, _ = read(t, "digraph { a [label=\"caf\xe9 é\"] }")
	require.Equal(t, "café é", g.Node("a").Label)
}

// What a user changes in the model wins over what was read.
func TestTheModelWinsOverWhatWasKept(t *testing.T) {
	t.Parallel()
	g, _ := read(t, `digraph { a [label=<<b>x</b>>, shape=star, color="red:blue"] a -> b [arrowhead=vee] }`)
	require.Contains(t, print(t, g), `a [label=<<b>x</b>>, shape=star, color="red:blue"];`)
	n, e := g.Node("a"), g.Edges()[0]
	n.Label, n.Shape, n.Style.Stroke, e.Head = "y", graph.Diamond, "#123456", graph.ArrowCircle
	text := print(t, g)
	require.Contains(t, text, `a [label="y", shape=diamond, color="#123456"];`)
	require.Contains(t, text, "a -> b [arrowhead=dot];")
}

// Free attributes for DOT come from other formats as well: nothing gets out of
// its place in the text.
func TestKeptAttributesAreHostile(t *testing.T) {
	t.Parallel()
	for key, value := range map[string]string{
		"dot.x":          `a\`,
		`dot.x\`:         "a",
		"dot.":           "a",
		"dot.URL":        "javascript:alert(1)",
		"dot.edgehref":   "javascript:alert(1)",
		"dot.xlabel":     "<b>>",
		"dot.tooltip":    `<a><b href='javascript:x'/>`,
		"dot.subgraph.1": "{a} {b}",
		"dot.subgraph.2": "subgraph cluster_x {a}",
		"dot.subgraph.3": "{a -> b}",
		"dot.subgraph.4": "{node [x=y]}",
	} {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			g := graph.New("")
			g.AddNode("a", "")
			want := print(t, g)
			if strings.HasPrefix(key, "dot.subgraph") {
				g.Attrs.Set(key, value)
			} else {
				g.Node("a").Attrs.Set(key, value)
			}
			text, _, warnings := write(t, g)
			require.Equal(t, want, text)
			require.Len(t, warnings, 1)
		})
	}
	g := graph.New("")
	for _, name := range []string{"a", "b"} {
		g.AddNode(name, "").Attrs.Set("dot.name", "same")
	}
	g.Node("a").Attrs.Set("dot.x", `"], b [y="z`)
	text, doc, _ := write(t, g)
	require.Len(t, doc.nodes, 2, text)
	require.Equal(t, `"], b [y="z`, doc.nodes["same"].attrs["x"])
}

// A strict graph to which a second edge was added is not strict any more.
func TestStrictWithSeveralEdges(t *testing.T) {
	t.Parallel()
	g, _ := read(t, "strict digraph { a -> b }")
	require.Contains(t, print(t, g), "strict digraph {")
	g.AddEdge("a", "b", "again")
	text, _, warnings := write(t, g)
	require.Contains(t, text, "\n  a -> b [label=\"again\"];")
	require.Len(t, warnings, 1)
	require.True(t, strings.HasPrefix(text, "digraph {"))
}
