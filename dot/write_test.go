package dot_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/dot"
	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/theme"
)

func write(t testing.TB, g *graph.Graph) (string, *parsed, []string) {
	t.Helper()
	var b strings.Builder
	var warnings []string
	warn := func(d graph.Diagnostic) { warnings = append(warnings, d.Message) }
	require.NoError(t, dot.Write(&b, g, dot.Options{Warn: warn}))
	doc, err := parse(b.String())
	require.NoError(t, err, b.String())
	require.True(t, strings.HasSuffix(b.String(), "}\n") && !strings.HasSuffix(b.String(), "\n\n"))
	return b.String(), doc, warnings
}

func TestEmptyGraph(t *testing.T) {
	t.Parallel()
	text, _, _ := write(t, &graph.Graph{})
	require.Equal(t, "digraph {\n}\n", text)
}

func TestInvalidGraphWritesNothing(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	g.AddEdge("a", "b", "")
	var b strings.Builder
	err := dot.Write(&b, g, dot.Options{})
	var ds graph.Diagnostics
	require.ErrorAs(t, err, &ds)
	require.Len(t, ds, 2)

	g = graph.New("")
	g.Theme = "no such theme"
	require.ErrorContains(t, dot.Write(&b, g, dot.Options{}), "no such theme")
	require.Empty(t, b.String())
}

func TestWriteErrorIsReturned(t *testing.T) {
	t.Parallel()
	r, w := io.Pipe()
	broken := errors.New("broken")
	require.NoError(t, r.CloseWithError(broken))
	require.ErrorIs(t, dot.Write(w, graph.New(""), dot.Options{}), broken)
}

func TestIDs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ id, want string }{
		{`web`, `web`}, {`_1`, `_1`}, {`Node`, `"Node"`}, {`STRICT`, `"STRICT"`}, {`subgraph`, `"subgraph"`},
		{`1`, `"1"`}, {`-1.5`, `"-1.5"`}, {`1a`, `"1a"`}, {`a b`, `"a b"`}, {`a:b`, `"a:b"`}, {`é`, `"é"`},
		{`say "hi"`, `"say \"hi\""`}, {`a\b`, `"a\b"`}, {`\\`, `"\\"`}, {`<b>`, `"<b>"`}, {"a\nb", "\"a\nb\""},
	} {
		t.Run(c.id, func(t *testing.T) {
			t.Parallel()
			g := graph.New("")
			g.AddNode(c.id, "")
			g.AddNode("z", "").To(g.Node(c.id), "")
			text, _, warnings := write(t, g)
			require.Contains(t, text, "\n  z -> "+c.want+";\n")
			require.Empty(t, warnings)
		})
	}
}

// An id that would need a lone backslash before a quote, a line break or the
// end has no way to be written, and one that begins with a percent sign is lost.
func TestIDsThatDOTCannotHold(t *testing.T) {
	t.Parallel()
	for _, id := range []string{`tail\`, `\`, `\\\`, `\"`, `a\\\"b`, "a\\\nb", "%", "%1"} {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			name := func(before ...string) string {
				g := graph.New("")
				for _, b := range before {
					g.AddNode(b, "")
				}
				g.AddNode(id, "")
				_, doc, warnings := write(t, g)
				require.Len(t, warnings, 1)
				got := doc.order[len(before)]
				require.Equal(t, id, expand(doc.nodes[got].attrs["label"]))
				return got
			}
			alone := name()
			require.Equal(t, alone, name("x", "y"))
			require.Equal(t, alone+"_2", name(alone))
		})
	}
}

func TestUnholdableIDsStayApart(t *testing.T) {
	t.Parallel()
	g := graph.New("title\\")
	for _, id := range []string{`a\`, `a_\`, `a-\`, `a\"`} {
		g.AddNode(id, "")
		g.AddGroup("g"+id, "")
		g.AddEdge("ga\\", id, "")
	}
	_, doc, _ := write(t, g)
	require.Len(t, doc.nodes, 8) // four, and one for each empty group
	require.Len(t, doc.clusters, 4)
	require.Equal(t, `title\`, expand(doc.attrs["title"]))
	for _, e := range doc.edges {
		require.Contains(t, doc.clusters, e.attrs["ltail"])
	}
}

func TestTexts(t *testing.T) {
	t.Parallel()
	texts := append(graphtest.Texts(), "&lt; &#34; &", strings.Repeat(`\"é`, 9000), strings.Repeat("&amp;\n", 5000))
	for i, text := range texts {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			g := graph.New(text)
			g.Description = text
			g.Attrs.Set(text, text)
			gr := g.AddGroup("g", text)
			gr.Tooltip, gr.Kind = text, text
			gr.Attrs.Set(text, text)
			n := gr.AddNode("n", text)
			n.Label, n.Tooltip, n.Icon = text, text, text
			n.Attrs.Set(text, text)
			e := n.To(n, text)
			e.Tooltip, e.ID = text, text
			e.Attrs.Set(text, text)
			_, doc, _ := write(t, g)
			requireTexts(t, text, doc.nodes["n"].attrs, "label", "tooltip", "icon", "kind")
			requireTexts(t, text, doc.clusters["cluster_g"].attrs, "label", "tooltip", "kind")
			requireTexts(t, text, doc.edges[0].attrs, "label", "tooltip", "id")
			requireTexts(t, text, doc.attrs, "description")
			title := doc.name
			if title == "" {
				title = expand(doc.attrs["title"])
			}
			require.Equal(t, text, title)
		})
	}
}

// requireTexts looks for the text under the keys, and as a free attribute.
func requireTexts(t *testing.T, text string, attrs map[string]string, keys ...string) {
	t.Helper()
	for _, k := range keys {
		if k == "label" && text == " " && attrs[k] == "" {
			continue // the model's way to show nothing
		}
		require.Equal(t, text, expand(attrs[k]), k)
	}
	for k, v := range attrs {
		if name, free := strings.CutPrefix(k, "attrs."); free {
			require.Equal(t, text, expand(name))
			require.Equal(t, text, expand(v))
			return
		}
	}
	require.Empty(t, keys, "no free attribute")
}

// No line of a string may be longer than Graphviz's scanner takes.
func TestLongTexts(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	n := g.AddNode(strings.Repeat(`i\\`, 20_000), "")
	n.Label = strings.Repeat(`\`, 50_001) + strings.Repeat("日", 50_000)
	n.Shape = graph.Circle
	text, doc, _ := write(t, g)
	for _, piece := range strings.FieldsFunc(text, func(r rune) bool { return r == '"' || r == '\n' }) {
		require.Less(t, len(piece), 10_000)
	}
	at := doc.nodes[n.ID].attrs
	require.Equal(t, n.Label, expand(at["label"]))
	require.Equal(t, "1", at["fontsize"])
	require.Equal(t, "shape", at["fixedsize"])
}

func TestLabelOnlyWhereItDiffers(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	for _, id := range []string{"plain", `back\n`, `&lt;`, "R&D"} {
		g.AddNode(id, "")
	}
	_, doc, _ := write(t, g)
	require.NotContains(t, doc.nodes["plain"].attrs, "label")
	require.NotContains(t, doc.nodes["R&D"].attrs, "label")
	require.Equal(t, `back\\n`, doc.nodes[`back\n`].attrs["label"])
	require.NotContains(t, doc.nodes, `&lt;`, "would break the XML that dot makes of it")
	require.Len(t, doc.nodes, 4)
}

func TestColours(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"#f9f": "#ff99ff", "green": "#008000", "Gray": "#808080", "maroon": "#800000", "purple": "#800080",
		"rebeccapurple": "#663399", "#12345678": "#12345678", "#1238": "#11223388", "none": "transparent",
		"transparent": "transparent", "#fffa": "#ffffffaa",
	} {
		g := graph.New("")
		g.AddNode("n", "").Style.Fill = in
		_, doc, _ := write(t, g)
		require.Equal(t, want, doc.nodes["n"].attrs["fillcolor"], in)
	}
}

func TestDocumentedFills(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	want := map[string]string{
		"user": "#ff99ff", "load-balancer": "#ffff99", "node": "#99ff99", "pod": "#99ffff", "other": "#ffffff",
	}
	for kind := range want {
		g.AddNode("n "+kind, kind)
	}
	_, doc, _ := write(t, g)
	for kind, fill := range want {
		at := doc.nodes["n "+kind].attrs
		require.Equal(t, fill, at["fillcolor"], kind)
		require.Equal(t, "filled", at["style"])
		require.Equal(t, "#333333", at["color"])
		require.Equal(t, "1.5", at["penwidth"]) // 2 px
		require.Equal(t, kind, at["kind"])
	}
}

func TestThemeOfTheOptionsWins(t *testing.T) {
	t.Parallel()
	dark := &theme.Theme{
		Palette: theme.Palette{Node: graph.Style{Fill: "#000", Stroke: "black"}, Background: "#000"},
		Shapes:  map[string]graph.Shape{"db": graph.Cylinder},
	}
	g := graph.New("")
	g.Theme = "no such theme"
	g.AddNode("n", "db")
	var b strings.Builder
	require.NoError(t, dot.Write(&b, g, dot.Options{Theme: dark}))
	doc, err := parse(b.String())
	require.NoError(t, err)
	at := doc.nodes["n"].attrs
	require.Equal(t, []string{"#000000", "#ffffff", "#000000", "cylinder"},
		[]string{at["fillcolor"], at["fontcolor"], at["color"], at["shape"]})
}

// Every shape has a way of its own, so that a reader can go back.
func TestShapesAreTold(t *testing.T) {
	t.Parallel()
	seen := make(map[string]graph.Shape)
	for _, s := range graph.Shapes() {
		g := graph.New("")
		g.AddNode("n", "").Shape = s
		_, doc, _ := write(t, g)
		at := doc.nodes["n"].attrs
		key := fmt.Sprint(at["shape"], at["style"], at["peripheries"])
		require.NotContains(t, seen, key, s)
		seen[key] = s
	}
	require.Len(t, seen, 15)
}

func TestArrowsAndLines(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		head, tail graph.Arrow
		line       graph.Line
		want       string
	}{
		{"", "", "", "a -> a;"},
		{graph.ArrowNormal, graph.ArrowNone, graph.Solid, "a -> a;"},
		{graph.ArrowNone, "", graph.Dashed, "a -> a [style=dashed, dir=none];"},
		{graph.ArrowNone, graph.ArrowNormal, graph.Dotted, "a -> a [style=dotted, dir=back];"},
		{"", graph.ArrowNormal, graph.Thick, "a -> a [style=bold, penwidth=2.25, dir=both];"},
		{graph.ArrowCircle, "", graph.Invisible, "a -> a [style=invis, arrowhead=dot];"},
		{graph.ArrowNone, graph.ArrowCircle, "", "a -> a [dir=back, arrowtail=dot];"},
		{graph.ArrowCross, graph.ArrowCircle, "", "a -> a [dir=both, arrowhead=tee, arrowtail=dot];"},
		{"", graph.ArrowCross, "", "a -> a [dir=both, arrowtail=tee];"},
	} {
		g := graph.New("")
		e := g.AddEdge("a", "a", "")
		g.AddNode("a", "")
		e.Head, e.Tail, e.Line = c.head, c.tail, c.line
		text, _, warnings := write(t, g)
		require.Contains(t, text, "\n  "+c.want+"\n")
		require.Empty(t, warnings)
	}
}

func TestDirections(t *testing.T) {
	t.Parallel()
	for d, want := range map[graph.Direction]string{"": "", graph.Down: "", graph.Up: "BT", graph.Right: "LR", graph.Left: "RL"} {
		g := graph.New("")
		g.Direction = d
		_, doc, _ := write(t, g)
		require.Equal(t, want, doc.attrs["rankdir"], d)
	}
}

func TestGroupsAndTheirEdges(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	outer := g.AddGroup("outer", "")
	inner := outer.AddGroup("inner", "Inner")
	empty := g.AddGroup("empty", "")
	g.AddNode("anchor_empty", "") // the name that the hidden node would have
	a, b := outer.AddNode("a", ""), inner.AddNode("b", "")
	out := g.AddNode("out", "")
	out.To(inner, "1")
	inner.To(empty, "2")
	outer.To(outer, "3")
	outer.To(b, "4")
	inner.To(outer, "5")
	a.To(inner, "6")
	_, doc, warnings := write(t, g)
	require.Empty(t, warnings)
	require.Equal(t, "true", doc.attrs["compound"])
	require.Equal(t, "cluster_outer", doc.clusters["cluster_inner"].parent)
	require.Empty(t, doc.clusters["cluster_outer"].parent)
	require.Equal(t, "Inner", doc.clusters["cluster_inner"].attrs["label"])
	require.Equal(t, "outer", doc.clusters["cluster_outer"].attrs["label"])
	require.Equal(t, "cluster_inner", doc.nodes["b"].cluster)
	require.Equal(t, "cluster_empty", doc.nodes["anchor_empty_2"].cluster)
	require.Equal(t, "invis", doc.nodes["anchor_empty_2"].attrs["style"])
	var got []string
	for _, e := range doc.edges {
		got = append(got, strings.Join([]string{e.attrs["label"], e.tail, e.head, e.attrs["ltail"], e.attrs["tailgroup"], e.attrs["lhead"], e.attrs["headgroup"]}, " "))
	}
	require.Equal(t, []string{
		"1 out b   cluster_inner ",
		"2 b anchor_empty_2 cluster_inner  cluster_empty ",
		"3 a a  cluster_outer  cluster_outer",
		"4 a b  cluster_outer  ",
		"5 b a cluster_inner   cluster_outer",
		"6 a b   cluster_inner ",
	}, got)
}

// A cluster inherits what the one around it sets: link, tooltip, class and
// free attributes must not reach the inner one.
func TestInnerGroupsDoNotInherit(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	g.Attrs.Set("root", "r")
	outer := g.AddGroup("outer", strings.Repeat("long ", 1000))
	outer.Link, outer.Tooltip, outer.Kind, outer.Classes = "https://example.com/?a=1&b=2", "tip", "zone", []string{"x", "y"}
	outer.Style = graph.Style{Fill: "red", Dash: "1 1"}
	outer.Attrs.Set("owner", "me")
	outer.AddGroup("inner", "")
	_, doc, _ := write(t, g)
	in, out := doc.clusters["cluster_inner"].attrs, doc.clusters["cluster_outer"].attrs
	require.Equal(t, "https://example.com/?a=1&amp;b=2", out["URL"])
	require.Equal(t, "x y", out["class"])
	require.Equal(t, "filled,dashed", out["style"])
	require.Equal(t, "me", out["attrs.owner"])
	require.Equal(t, "2", out["fontsize"])
	for _, key := range []string{"URL", "tooltip", "kind", "class", "fontsize", "attrs.owner", "attrs.root"} {
		require.Empty(t, in[key], key)
	}
	require.Equal(t, "filled", in["style"])
	require.Equal(t, "#f6f8fa", in["fillcolor"])
	require.Equal(t, "inner", in["label"])
}

func TestWarnings(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	gr := g.AddGroup("g", "")
	gr.Direction, gr.Style.Dash = graph.Left, "3"
	n := gr.AddNode("n", "")
	n.Style.Dash, n.Classes = "5 3", []string{`odd\`}
	n.To(n, "").Style.Dash = "1 2"
	text, _, warnings := write(t, g)
	require.Len(t, warnings, 5)
	for i, part := range []string{"dash", "direction", "class", "dash", "dash"} {
		require.Contains(t, warnings[i], part)
	}
	require.Contains(t, text, "n -> n [style=dashed, dash=\"1 2\"];")
	require.NoError(t, dot.Write(io.Discard, g, dot.Options{}))
}
