package graph_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
)

func TestLookUps(t *testing.T) {
	t.Parallel()
	g := new(graph.Graph)
	require.Nil(t, g.Node("A"))
	require.Nil(t, g.Group("A"))
	require.Nil(t, g.Class("A"))
	first := g.AddNode("A", "pod")
	g.AddNode("A", "user")
	group := g.AddGroup("G", "")
	inner := group.AddGroup("H", "Inner")
	class := g.AddClass("c", graph.Style{Fill: "red"})
	g.AddClass("c", graph.Style{})

	require.Same(t, first, g.Node("A"), "the first of two is found")
	require.Len(t, g.Nodes(), 2, "and the second is kept")
	require.Same(t, class, g.Class("c"))
	require.Same(t, inner, g.Group("H"))
	require.Equal(t, "G", inner.Parent)
	require.Equal(t, "H", inner.AddNode("B", "").Group)
	g.AddNode("", "")
	g.AddGroup("", "")
	require.False(t, g.Has(""), "no id names nothing")
	require.True(t, g.Has("A") && g.Has("G") && !g.Has("c"))
	require.Equal(t, "G Inner A", group.Text()+" "+inner.Text()+" "+first.Text())
}

func TestEdges(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	a, group := g.AddNode("A", ""), g.AddGroup("G", "")
	a.To(a, "self")
	a.To(group, "")
	group.To(a, "back").Head = graph.ArrowCircle
	a.To(group, "").Tail = graph.ArrowCross
	var got []string
	for _, e := range g.Edges() {
		head, tail := e.Ends()
		got = append(got, fmt.Sprint(e.From, e.To, e.Label, " ", tail, " ", e.LineOrSolid(), " ", head))
	}
	require.Equal(t, []string{"AAself none solid arrow", "AG none solid arrow", "GAback none solid circle", "AG cross solid arrow"}, got)
}

func TestEnums(t *testing.T) {
	t.Parallel()
	require.Equal(t, graph.Down, graph.Direction("").OrDown())
	require.Equal(t, graph.Left, graph.Left.OrDown())
	require.True(t, graph.Right.Horizontal() && graph.Left.Horizontal())
	require.False(t, graph.Up.Horizontal() || graph.Down.Horizontal() || graph.Direction("").Horizontal())
	require.Len(t, graph.Directions(), 4)
	require.Len(t, graph.Shapes(), 15)
	require.Len(t, graph.Lines(), 5)
	require.Len(t, graph.Arrows(), 4)
	require.Subset(t, graph.Kinds(), []string{"user", "load-balancer", "proxy", "node", "frontend", "pod", "query", "receiver", "ruler"})
}

func TestStyle(t *testing.T) {
	t.Parallel()
	own := graph.Style{Fill: "red", StrokeWidth: 3}
	below := graph.Style{Fill: "blue", Stroke: "navy", Color: "white", StrokeWidth: 1, Dash: "5"}
	require.Equal(t, graph.Style{Fill: "red", Stroke: "navy", Color: "white", StrokeWidth: 3, Dash: "5"}, own.Over(below))
	require.Equal(t, own, own.Over(graph.Style{}))
	require.True(t, graph.Style{}.IsZero())
	require.False(t, own.IsZero())

	g := graph.New("")
	g.AddClass("a", graph.Style{Fill: "#aaa", Stroke: "#aaa", Dash: "1"})
	g.AddClass("b", graph.Style{Fill: "#bbb", Stroke: "#bbb"})
	require.Equal(t, graph.Style{Fill: "red", Stroke: "#bbb", Dash: "1"},
		g.Asked(graph.Style{Fill: "red"}, []string{"a", "b", "undefined"}), "a later class wins over an earlier")
}

func TestAttrs(t *testing.T) {
	t.Parallel()
	var a graph.Attrs
	_, ok := a.Get("k")
	require.False(t, ok)
	a.Set("k", "1")
	a.Set("j", "")
	a.Set("k", "2")
	require.Equal(t, graph.Attrs{{Key: "k", Value: "2"}, {Key: "j", Value: ""}}, a)
	v, ok := a.Get("j")
	require.True(t, ok)
	require.Empty(t, v)
}

// outline returns a level as text: groups with their content in brackets.
func outline(l *graph.Level) string {
	var parts []string
	for _, n := range l.Nodes {
		parts = append(parts, n.ID)
	}
	for _, inner := range l.Levels {
		parts = append(parts, inner.Group.ID+"["+outline(inner)+"]")
	}
	return strings.Join(parts, " ")
}

func TestTree(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, groups, nodes string
		want                string
	}{
		{"empty", "", "", ""},
		{"nested, named before they exist", "c<b b<a a", "x<c y z<a w<b", "y a[z b[w c[x]]]"},
		{"unknown parents", "a<q", "x<q y<a", "x a[y]"},
		{"itself", "a<a b<a", "x<a", "a[x b[]]"},
		{"circle of two", "a<b b<a", "x<b", "a[b[x]]"},
		{"into a circle", "c<a a<b b<a", "x<c", "a[c[x] b[]]"},
		{"two circles", "a<b b<a c<d d<c", "", "a[b[]] c[d[]]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			g := graph.New("")
			for _, f := range strings.Fields(tt.groups) {
				id, parent, _ := strings.Cut(f, "<")
				g.AddGroup(id, "").Parent = parent
			}
			for _, f := range strings.Fields(tt.nodes) {
				id, group, _ := strings.Cut(f, "<")
				g.AddNode(id, "").Group = group
			}
			top := g.Tree()
			require.Nil(t, top.Group)
			require.Equal(t, tt.want, outline(top))
		})
	}
}

func TestParseColor(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]graph.Color{
		"#f9f": {0xff, 0x99, 0xff, 255}, "#F9f8": {0xff, 0x99, 0xff, 0x88}, "#12aB9f": {0x12, 0xab, 0x9f, 255}, "#12345678": {0x12, 0x34, 0x56, 0x78},
		"red": {255, 0, 0, 255}, "RebeccaPurple": {0x66, 0x33, 0x99, 255}, "transparent": {}, "None": {},
		"gray": {128, 128, 128, 255}, "grey": {128, 128, 128, 255}, "yellowgreen": {0x9a, 0xcd, 0x32, 255}, "aliceblue": {0xf0, 0xf8, 0xff, 255},
	} {
		got, err := graph.ParseColor(s)
		require.NoError(t, err, s)
		require.Equal(t, want, got, s)
	}
	for _, s := range []string{
		"", "#", "#1", "#12", "#12345", "#1234567", "#123456789", "#ggg", "#+12", "#-1f", "# 12", "#1_2", "#é", "f9f", "rgb(1,2,3)", "hsl(1,2%,3%)",
		"var(--x)", "url(#x)", "red;", "red ", " red", "inherit", "currentColor", "red\x00", "reD\u212A",
	} {
		_, err := graph.ParseColor(s)
		require.Error(t, err, "%q", s)
	}
}

func TestParseDash(t *testing.T) {
	t.Parallel()
	got, err := graph.ParseDash(" 5  3.5 0 ")
	require.NoError(t, err)
	require.Equal(t, []float64{5, 3.5, 0}, got)
	got, err = graph.ParseDash("")
	require.NoError(t, err)
	require.Empty(t, got)
	for _, s := range []string{"a", "5,3", "-1", "1001", "NaN", "Inf", "5px", "5;fill:red", "0x1p4", "1_0", "1e2", "5\t3", "5\u00a03", "1e-300", "1.0000000000000001", "+5"} {
		_, err := graph.ParseDash(s)
		require.Error(t, err, "%q", s)
	}
}

func TestEncodeLink(t *testing.T) {
	t.Parallel()
	for link, want := range map[string]string{
		"https://example.com/a?b=c&d=%22e%22#f": "https://example.com/a?b=c&d=%22e%22#f",
		`https://a/" onmouseover="alert(1)`:     "https://a/%22%20onmouseover=%22alert(1)",
		"https://a/<script>alert(1)</script>":   "https://a/%3Cscript%3Ealert(1)%3C/script%3E",
		"mailto:a@b.c?subject=x y":              "mailto:a@b.c?subject=x%20y",
		"docs/é%zz.md":                          "docs/%C3%A9%25zz.md",
		"a`b{c}|d^e":                            "a%60b%7Bc%7D%7Cd%5Ee",
	} {
		require.Equal(t, want, graph.EncodeLink(link))
		require.Equal(t, want, graph.EncodeLink(want), "once is enough")
	}
}

func TestSafeLink(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"http://example.com", "https://example.com/a?b=c&d=e#f", "HTTPS://EXAMPLE.COM", "mailto:a@b.c", "a.md", "./a", "../a", "/a", "#a", "?a", "a/b:c", "https://example.com/\"'<>",
	} {
		require.True(t, graph.SafeLink(s), s)
	}
	for _, s := range []string{
		"", " ", "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)",
		"javascript\x00:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "ftp://x", "blob:x", "about:blank", "//example.com", "///example.com",
		`\\example.com`, `/\example.com`, `https:\\example.com`, "http:", "http:///x", "https:example.com", "http://", "https://exa mple.com", "https://example.com ", "tel:1",
		"javascript://%0aalert(1)", ":", "%", "http://[::1", "view-source:x",
	} {
		require.False(t, graph.SafeLink(s), "%q", s)
	}
}

func TestPos(t *testing.T) {
	t.Parallel()
	for want, p := range map[string]graph.Pos{
		"": {}, "f": {File: "f", Col: 3}, "f:1": {File: "f", Line: 1}, "f:1:2": {File: "f", Line: 1, Col: 2}, "1:2": {Line: 1, Col: 2}, "7": {Line: 7},
	} {
		require.Equal(t, want, p.String())
	}
}

func TestDiagnostics(t *testing.T) {
	t.Parallel()
	at := func(file string, line, col int, message string) graph.Diagnostic {
		return graph.Diagnostic{Pos: graph.Pos{File: file, Line: line, Col: col}, Message: message}
	}
	require.NoError(t, graph.Diagnostics(nil).Err())
	ds := graph.Diagnostics{at("b", 2, 1, "3"), at("b", 1, 9, "1"), at("a", 1, 1, "4"), at("b", 1, 9, "2"), {Message: "5", Hint: "try"}}
	ds.Sort()
	require.EqualError(t, ds.Err(), "b:1:9: 1\nb:1:9: 2\nb:2:1: 3\na:1:1: 4\n5 (try)")
	var got graph.Diagnostics
	require.True(t, errors.As(fmt.Errorf("wrapped: %w", ds.Err()), &got))
	require.Equal(t, ds, got)
}
