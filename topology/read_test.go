package topology_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology"
)

func read(t *testing.T, text string) *graph.Graph {
	t.Helper()
	g, err := topology.Read(strings.NewReader(text), "t.yaml")
	require.NoError(t, err)
	return g
}

// edges returns the edges of a graph, one a line: its ends with signs for what
// is drawn between them, and the label.
func edges(g *graph.Graph) []string {
	signs := map[graph.Arrow]string{graph.ArrowNone: "", graph.ArrowNormal: ">", graph.ArrowCircle: "o", graph.ArrowCross: "x"}
	var out []string
	for _, e := range g.Edges() {
		head, tail := e.Ends()
		s := fmt.Sprintf("%s %s%s%s %s", e.From, signs[tail], e.LineOrSolid(), signs[head], e.To)
		if e.Label != "" {
			s += ": " + e.Label
		}
		out = append(out, s)
	}
	return out
}

func TestFlows(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		flow string
		want []string
	}{
		{`A -> B`, []string{"A solid> B"}},
		{`A -> B: HTTP`, []string{"A solid> B: HTTP"}},
		{`A -> B:`, []string{"A solid> B"}},
		{`"A -> B"`, []string{"A solid> B"}},
		{`"A -> B: HTTP: GET"`, []string{"A solid> B: HTTP: GET"}},
		{`'[A, B] -> C: x -> y'`, []string{"A solid> C: x -> y", "B solid> C: x -> y"}},
		{`'A -> [B, C]: x'`, []string{"A solid> B: x", "A solid> C: x"}},
		{`'A -> "B -> C, [D]": x'`, []string{"A solid> B -> C, [D]: x"}},
		{`"A -> B:"`, []string{"A solid> B"}},
		{`A <- B: x`, []string{"B solid> A: x"}},
		{`A <-> B`, []string{"A >solid> B"}},
		{`A -- B`, []string{"A solid B"}},
		{`A ..> B`, []string{"A dotted> B"}},
		{`A <.. B`, []string{"B dotted> A"}},
		{`A <..> B`, []string{"A >dotted> B"}},
		{`A .. B`, []string{"A dotted B"}},
		{`A ==> B`, []string{"A thick> B"}},
		{`A <== B`, []string{"B thick> A"}},
		{`A <==> B`, []string{"A >thick> B"}},
		{`A == B`, []string{"A thick B"}},
		{`A -> B -> C: x`, []string{"A solid> B: x", "B solid> C: x"}},
		{`A -> B <- C ..> A`, []string{"A solid> B", "C solid> B", "C dotted> A"}},
		{`A -> [B, C]: x`, []string{"A solid> B: x", "A solid> C: x"}},
		{`A -> [ B ,C ] -> A`, []string{"A solid> B", "A solid> C", "B solid> A", "C solid> A"}},
		{`'[A, B] -> C': x`, []string{"A solid> C: x", "B solid> C: x"}},
		{`A  ->   A`, []string{"A solid> A"}},
		{`Load Balancer -> A`, []string{"Load Balancer solid> A"}},
		{`A -> [Load Balancer, B]`, []string{"A solid> Load Balancer", "A solid> B"}},
		{`A -> "B -> C, [D]"`, []string{"A solid> B -> C, [D]"}},
		{`'"say \"hi\"" -> ["a\\b", "c\d"]'`, []string{`say "hi" solid> a\b`, `say "hi" solid> c\d`}},
		{`a--b -> a-b`, []string{"a--b solid> a-b"}},
		{`{A -> B: x}`, []string{"A solid> B: x"}},
		{`{A -> B: no}`, []string{"A solid> B: no"}},
		{`{A -> B: , label: x}`, []string{"A solid> B: x"}},
		{`{from: A, to: B}`, []string{"A solid> B"}},
		{`{from: A, to: B, label: x, line: dashed, head: circle, tail: cross}`, []string{"A xdashedo B: x"}},
		{`{from: A, to: B, line: invisible, head: none}`, []string{"A invisible B"}},
		{`{from: [A, B], to: [C, 1.0]}`, []string{"A solid> C", "A solid> 1.0", "B solid> C", "B solid> 1.0"}},
		{`{from: "A -> B", to: no}`, []string{"A -> B solid> no"}},
		{"A -> B: |\n      two\n      lines", []string{"A solid> B: two\nlines"}},
		{"A\n    ->\n    B", []string{"A solid> B"}},
	} {
		t.Run(tt.flow, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, tt.want, edges(read(t, "flows:\n  - "+tt.flow)))
		})
	}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		nodes  string
		flow   string
		edges  []string
		labels []string
	}{
		{"each to each", "N: {count: 2}, P: {count: 2}", "N -> P",
			[]string{"N1 solid> P1", "N1 solid> P2", "N2 solid> P1", "N2 solid> P2"}, []string{"N1", "N2", "P1", "P2"}},
		{"one of them", "N: {count: 2, label: Node}, P: {label: Pod}", "N2 -> P",
			[]string{"N2 solid> P"}, []string{"Node 1", "Node 2", "Pod"}},
		{"count of one", "N: {count: 1}, P: ", "N -> P", []string{"N1 solid> P"}, []string{"N1", "P"}},
		{"spread evenly", "N: {count: 2}, P: {count: 4}", "{from: N, to: P, spread: true}",
			[]string{"N1 solid> P1", "N1 solid> P2", "N2 solid> P3", "N2 solid> P4"}, nil},
		{"spread unevenly", "N: {count: 3}, P: {count: 5}", "{N -> P: , spread: true}",
			[]string{"N1 solid> P1", "N1 solid> P2", "N2 solid> P3", "N2 solid> P4", "N3 solid> P5"}, nil},
		{"fan in", "N: {count: 3}, P: {count: 2}", "{from: N, to: P, spread: true}",
			[]string{"N1 solid> P1", "N2 solid> P1", "N3 solid> P2"}, nil},
		{"spread back", "N: {count: 2}, P: {count: 3}", "{N <- P: x, spread: true}",
			[]string{"P1 solid> N1: x", "P2 solid> N1: x", "P3 solid> N2: x"}, nil},
		{"not spread", "N: {count: 2}, P: ", "{from: N, to: P, spread: false}", []string{"N1 solid> P", "N2 solid> P"}, nil},
		{"spread over a list", "N: {count: 2}, P: {count: 2}, Q: ", "{from: N, to: [P, Q], spread: true}",
			[]string{"N1 solid> P1", "N1 solid> P2", "N2 solid> Q"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			g := read(t, "nodes: {"+tt.nodes+"}\nflows:\n- "+tt.flow)
			require.Equal(t, tt.edges, edges(g))
			var labels []string
			for _, n := range g.Nodes() {
				labels = append(labels, n.Text())
			}
			if tt.labels != nil {
				require.Equal(t, tt.labels, labels)
			}
		})
	}
}

const everything = `title: All
description: Every key.
direction: LR
theme: documented
attrs: {team: a, empty: }
classes:
  hot: &hot {fill: "#c00", stroke: navy, color: White, stroke-width: 2.5px, dash: 5 3}
  cold:
groups:
  zone: Zone A
  plain:
  inner: {label: Inner, kind: namespace, direction: up, in: zone, style: {fill: "#eee"}, class: hot, link: a.md, tooltip: tip, attrs: {k: v}}
nodes:
  User:
  Web: {kind: pod, label: The Web, subtitle: ":80", count: 2, in: inner, shape: cylinder, style: *hot, class: [hot, cold], link: "https://example.com/", tooltip: T, icon: k8s, attrs: {no: 0x1F}}
flows:
  - {from: User, to: [Web, zone], label: L, line: thick, head: none, tail: cross, style: {stroke-width: 1}, class: hot, link: b.md, tooltip: t, attrs: {a: 2026-01-01}, id: e}
  - User -> Web1
`

func TestBreaksInLabels(t *testing.T) {
	t.Parallel()
	g := read(t, `groups: {G: "a<br/>b"}
nodes:
  A: {label: "one <br> two<br />three", tooltip: "x<br>y"}
  B: {label: "<brown> <br no"}
flows:
  - A -> B: x<br/>y
  - "A -> B: x<br>y"
`)
	require.Equal(t, "a\nb", g.Groups()[0].Label)
	require.Equal(t, "one\ntwo\nthree", g.Nodes()[0].Label)
	require.Equal(t, "x<br>y", g.Nodes()[0].Tooltip, "is no label")
	require.Equal(t, "<brown> <br no", g.Nodes()[1].Label)
	require.Equal(t, "x\ny", g.Edges()[0].Label)
	require.Equal(t, "x\ny", g.Edges()[1].Label)
}

// A backslash makes a text of the tag. One that is not before a tag is itself.
func TestBreaksThatAreText(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{
		`a\<br>b`: "a<br>b", `a \<br /> b`: "a <br /> b", `a\\<br>b`: `a\<br>b`, `\<br><br>\<br/>`: "<br>\n<br/>",
		`C:\<brown>\`: `C:\<brown>\`, `\<br\>`: `\<br\>`, "a\\\nb": "a\\\nb",
	} {
		g := read(t, "nodes: {A: {label: '"+strings.ReplaceAll(written, "\n", "\n\n")+"'}}")
		require.Equal(t, want, g.Nodes()[0].Label)
	}
}

func TestExternalClasses(t *testing.T) {
	t.Parallel()
	g := read(t, "classes: {hot: {fill: red}, theirs: external}\nnodes: {A: {class: [hot, theirs]}}")
	require.Equal(t, []string{"hot", "theirs"}, g.Node("A").Classes)
	require.Len(t, g.Classes(), 1)
	_, err := topology.Read(strings.NewReader("classes: {theirs: external}\nnodes: {A: {class: their}}"), "t.yaml")
	require.EqualError(t, err, `t.yaml:2:20: unknown class "their" (did you mean theirs?)`)
}

func TestNoNodes(t *testing.T) {
	t.Parallel()
	g := read(t, "title: x\nnodes: {}")
	require.Empty(t, g.Nodes())
	require.Equal(t, "x", g.Title)
}

func TestQuotedIDs(t *testing.T) {
	t.Parallel()
	g := read(t, "nodes: {'a:{b': {kind: pod}}")
	require.Equal(t, "pod", g.Node("a:{b").Kind)
}

func TestEveryKey(t *testing.T) {
	t.Parallel()
	at := func(line, col int) graph.Pos { return graph.Pos{File: "t.yaml", Line: line, Col: col} }
	hot := graph.Style{Fill: "#c00", Stroke: "navy", Color: "White", StrokeWidth: 2.5, Dash: "5 3"}

	want := graph.New("All")
	want.Description, want.Direction, want.Theme, want.Pos = "Every key.", graph.Right, "documented", at(1, 1)
	want.Attrs = graph.Attrs{{Key: "team", Value: "a"}, {Key: "empty", Value: ""}}
	want.AddClass("hot", hot).Pos = at(7, 3)
	want.AddClass("cold", graph.Style{}).Pos = at(8, 3)
	want.AddGroup("zone", "Zone A").Pos = at(10, 3)
	want.AddGroup("plain", "").Pos = at(11, 3)
	inner := want.AddGroup("inner", "Inner")
	inner.Kind, inner.Direction, inner.Parent, inner.Style = "namespace", graph.Up, "zone", graph.Style{Fill: "#eee"}
	inner.Classes, inner.Link, inner.Tooltip, inner.Pos = []string{"hot"}, "a.md", "tip", at(12, 3)
	inner.Attrs = graph.Attrs{{Key: "k", Value: "v"}}
	want.AddNode("User", "").Pos = at(14, 3)
	for _, n := range []string{"1", "2"} {
		web := want.AddNode("Web"+n, "pod")
		web.Label, web.Group, web.Shape, web.Style, web.Classes = "The Web "+n, "inner", graph.Cylinder, hot, []string{"hot", "cold"}
		web.Subtitle = ":80"
		web.Link, web.Tooltip, web.Icon, web.Pos = "https://example.com/", "T", "k8s", at(15, 3)
		web.Attrs = graph.Attrs{{Key: "no", Value: "0x1F"}}
	}
	for i, to := range []string{"Web1", "Web2", "zone"} {
		e := want.AddEdge("User", to, "L")
		e.ID, e.Line, e.Head, e.Tail = fmt.Sprintf("e%d", i+1), graph.Thick, graph.ArrowNone, graph.ArrowCross
		e.Style, e.Classes, e.Link, e.Tooltip = graph.Style{StrokeWidth: 1}, []string{"hot"}, "b.md", "t"
		e.Attrs, e.Pos = graph.Attrs{{Key: "a", Value: "2026-01-01"}}, at(17, 5)
	}
	want.AddEdge("User", "Web1", "").Pos = at(18, 5)
	require.Equal(t, want, read(t, everything))
}

func TestElementsShareNothing(t *testing.T) {
	t.Parallel()
	g := read(t, everything)
	g.Node("Web1").Attrs.Set("no", "changed")
	g.Node("Web1").Classes[0] = "changed"
	g.Edges()[0].Attrs.Set("a", "changed")
	require.Equal(t, graph.Attrs{{Key: "no", Value: "0x1F"}}, g.Node("Web2").Attrs)
	require.Equal(t, []string{"hot", "cold"}, g.Node("Web2").Classes)
	require.Equal(t, graph.Attrs{{Key: "a", Value: "2026-01-01"}}, g.Edges()[1].Attrs)
}

func TestDirections(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]graph.Direction{
		"down": graph.Down, "up": graph.Up, "right": graph.Right, "left": graph.Left,
		"TD": graph.Down, "TB": graph.Down, "BT": graph.Up, "LR": graph.Right, "RL": graph.Left,
	} {
		require.Equal(t, want, read(t, "direction: "+word+"\nflows: [A -> B]").Direction, word)
	}
}

func TestTextIsTakenAsWritten(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{
		"no": "no", "Yes": "Yes", "on": "on", "1.0": "1.0", "0x1F": "0x1F", "1_000": "1_000", "2026-01-01": "2026-01-01",
		"1e3": "1e3", "12:30:45": "12:30:45", ".inf": ".inf", "=": "=", `"null"`: "null", "'~'": "~", "": "", "null": "", "~": "",
		`"a\nb"`: "a\nb", `"\u2028"`: "\u2028", "a\u2028b": "a\u2028b", "'\u2029'": "\u2029",
	} {
		g := read(t, "title: "+written+"\nflows: [A -> B]")
		require.Equal(t, want, g.Title, "%q", written)
	}
	for _, id := range []string{"no", "1.0", "0x1F", "null", "~", "true", "2026-01-01", "=", "日本 語"} {
		g := read(t, "nodes:\n  "+id+":\n  B:\nflows:\n- "+id+" -> B\n- {from: B, to: ["+id+"]}")
		require.NotNil(t, g.Node(id), id)
		require.Equal(t, []string{id + " solid> B", "B solid> " + id}, edges(g))
	}
}

func TestNodesFromFlows(t *testing.T) {
	t.Parallel()
	g := read(t, "groups: {zone: }\nflows:\n- B -> A -> zone\n- {from: C, to: B}\n")
	var got []string
	for _, n := range g.Nodes() {
		got = append(got, n.ID+" "+n.Pos.String())
	}
	require.Equal(t, []string{"B t.yaml:3:3", "A t.yaml:3:8", "C t.yaml:4:10"}, got)
	require.Equal(t, []string{"B solid> A", "A solid> zone", "C solid> B"}, edges(g))
}

func TestEncodings(t *testing.T) {
	t.Parallel()
	const text = "title: é\nnodes:\n  A:\n  B:\n    label: |\n      x\n      y\nflows:\n- A -> B\n"
	want := read(t, text)
	require.Equal(t, "x\ny\n", want.Node("B").Label)
	require.Equal(t, "t.yaml:9:3", want.Edges()[0].Pos.String())
	for name, same := range map[string]string{
		"a byte order mark": "\uFEFF" + text,
		"CRLF":              strings.ReplaceAll(text, "\n", "\r\n"),
		"CR":                strings.ReplaceAll(text, "\n", "\r"),
		"no last break":     strings.TrimSuffix(text, "\n"),
	} {
		require.Equal(t, want, read(t, same), name)
	}
}

func TestReadAll(t *testing.T) {
	t.Parallel()
	g, err := topology.ReadAll(
		topology.Source{Name: "a.yaml", Data: []byte("title: T\nattrs: {a: 1}\nflows:\n- A -> B\n- A -> zone\n---\nnodes:\n  A: {in: zone, class: hot}\n---\n")},
		topology.Source{Name: "empty.yaml"},
		topology.Source{Name: "b.yaml", Data: []byte("nodes:\n  B:\ngroups:\n  zone:\nclasses:\n  hot:\nattrs: {b: 2}\nflows:\n- B -> A\n")},
	)
	require.NoError(t, err)
	require.Equal(t, []string{"A solid> B", "A solid> zone", "B solid> A"}, edges(g))
	require.Equal(t, "zone", g.Node("A").Group)
	require.Equal(t, graph.Attrs{{Key: "a", Value: "1"}, {Key: "b", Value: "2"}}, g.Attrs)
	require.Equal(t, "b.yaml:2:3", g.Node("B").Pos.String())
	require.Equal(t, "a.yaml:4:3", g.Edges()[0].Pos.String())
}

func TestReadReturnsReadErrors(t *testing.T) {
	t.Parallel()
	_, err := topology.Read(iotest.ErrReader(io.ErrUnexpectedEOF), "t.yaml")
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	require.ErrorContains(t, err, "reading t.yaml: ")
	var ds graph.Diagnostics
	require.False(t, errors.As(err, &ds))
}

func TestReadAllOfNothing(t *testing.T) {
	t.Parallel()
	_, err := topology.ReadAll()
	require.EqualError(t, err, `there is nothing to draw: a topology has nodes, flows or both (begin with "nodes:" or "flows:")`)
}
