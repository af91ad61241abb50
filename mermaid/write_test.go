package mermaid_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/mermaid"
	"github.com/topodraw/topodraw/theme"
)

func TestWriteConstructs(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name     string
		build    func(g *graph.Graph)
		want     string // after the header, without the indentation of the top
		warnings []string
	}{
		{"empty", func(*graph.Graph) {}, "", nil},
		{"lone node", func(g *graph.Graph) { g.AddNode("A", "") }, "A;\n", nil},
		{"label", func(g *graph.Graph) {
			g.AddNode("A", "").Label = "Front End"
			g.AddNode("B", "").Label = `say "hi"`
		}, "A[Front End];\nB[\"say #quot;hi#quot;\"];\n", nil},
		{"label that equals the id", func(g *graph.Graph) { g.AddNode("A", "").Label = "A" }, "A;\n", nil},
		{"id that is Markdown", func(g *graph.Graph) { g.AddNode("_it_", "") }, "_it_[\"#95;it#95;\"];\n", nil},
		{"nodes out of order", func(g *graph.Graph) {
			g.AddNode("A", "")
			g.AddNode("B", "")
			g.AddEdge("B", "A", "")
		}, "A;\nB;\nB --> A;\n", nil},
		{"only the lone node is declared", func(g *graph.Graph) {
			g.AddNode("A", "")
			g.AddNode("B", "")
			g.AddNode("C", "")
			g.AddEdge("B", "C", "")
		}, "A;\nB --> C;\n", nil},
		{"declared at the end", func(g *graph.Graph) {
			g.AddNode("A", "")
			g.AddNode("B", "")
			g.AddNode("C", "")
			g.AddEdge("A", "B", "")
		}, "A;\nB;\nC;\nA --> B;\n", nil},
		{"multi-edge and self loop", func(g *graph.Graph) {
			g.AddNode("A", "")
			g.AddNode("B", "")
			g.AddEdge("A", "A", "")
			g.AddEdge("A", "B", "x")
			g.AddEdge("A", "B", "x")
		}, "A --> A;\nA -->|x| B;\nA -->|x| B;\n", nil},
		{"groups", func(g *graph.Graph) {
			g.AddNode("A", "")
			outer := g.AddGroup("outer", "Outer Zone")
			outer.Direction = graph.Right
			inner := outer.AddGroup("inner", "")
			inner.Direction = graph.Down
			inner.AddNode("B", "")
			outer.AddNode("C", "")
			g.AddEdge("A", "outer", "")
			g.AddGroup("void", "1. nothing")
		}, `A;
subgraph outer[Outer Zone];
  direction LR;
  C;
  subgraph inner;
    direction TB;
    B;
  end
end
subgraph void["1#46; nothing"];
end
A --> outer;
`, nil},
		{"direction that is ignored", func(g *graph.Graph) {
			g.AddNode("A", "")
			for _, id := range []string{"through", "around", "within"} {
				gr := g.AddGroup(id, "")
				gr.Direction = graph.Left
				gr.AddNode(id+"1", "")
			}
			g.AddEdge("A", "through1", "")
			g.AddEdge("A", "around", "")
			g.AddEdge("within1", "within1", "")
		}, `A;
subgraph through;
  direction RL;
  through1;
end
subgraph around;
  direction RL;
  around1;
end
subgraph within;
  direction RL;
  within1;
end
A --> through1;
A --> around;
within1 --> within1;
`, []string{`group "through": Mermaid ignores its direction, as an edge leads from inside to outside`}},
		{"styles", func(g *graph.Graph) {
			g.AddNode("A", "user").Style = graph.Style{StrokeWidth: 0.5, Dash: "5 3.5"}
			g.AddNode("B", "").Style = graph.Style{Fill: "navy"}
			gr := g.AddGroup("G", "")
			gr.Style.Stroke = "red"
			e := g.AddEdge("A", "G", "")
			e.Style = graph.Style{Stroke: "#f00", Color: "#00f"}
		}, `A;
B;
subgraph G;
end
A --> G;
style A fill:#f9f,stroke:#333,stroke-width:0.5px,stroke-dasharray:5 3.5;
style B fill:navy,color:#fff;
style G stroke:red;
linkStyle 0 stroke:#f00,color:#00f
`, nil},
		{"classes", func(g *graph.Graph) {
			g.AddClass("hot", graph.Style{Fill: "#c00", Color: "#fff"})
			g.AddClass("default", graph.Style{Stroke: "red"})
			g.AddClass("silent", graph.Style{})
			g.AddNode("A", "").Classes = []string{"hot", "unknown"}
			g.AddNode("B", "")
			g.AddGroup("G", "").Classes = []string{"default"}
			g.AddEdge("A", "B", "").Classes = []string{"hot"}
		}, `subgraph G;
end
A e0@--> B;
style A fill:#c00,color:#fff;
style G stroke:red;
linkStyle 0 fill:none,color:#fff
classDef hot fill:#c00,color:#fff;
classDef default_ stroke:red;
class A hot;
class A unknown;
class G default_;
class e0 hot;
`, []string{`class "default" is written as "default_", which Mermaid can hold`}},
		{"links and tooltips", func(g *graph.Graph) {
			a := g.AddNode("A", "")
			a.Link, a.Tooltip = "https://example.com/direction TB?q=\"x\"&y=%41#;f", "a <b>"
			g.AddNode("B", "").Tooltip = "tip"
			g.AddNode("C", "").Link = "docs/run.md"
		}, `A;
B;
C;
click A href "https://example.com/direction%20TB?q=%22x%22&y=%41#%3Bf" "a #amp;lt;b#amp;gt;";
click B call void() "tip";
click C href "docs/run.md";
`, nil},
		{"edge ids", func(g *graph.Graph) {
			g.AddNode("A", "")
			g.AddNode("B", "")
			g.AddEdge("A", "B", "").ID = "first"
			g.AddEdge("A", "B", "").ID = "first"
			g.AddEdge("A", "B", "x").ID = "B"
		}, "A first@--> B;\nA first_@--> B;\nA B_@-->|x| B;\n", nil},
		{"description", func(g *graph.Graph) {
			g.Title = "Not shown"
			g.Description = "In style: #1\nand more"
		}, "accDescr: In #115;tyle: #35;1#10;and more\n", nil},
		{"what there is no Mermaid for", func(g *graph.Graph) {
			g.Attrs.Set("owner", "us")
			a := g.AddNode("A", "")
			a.Icon, a.Link = "aws:lambda", "https://example.com/a%2Fb"
			a.Attrs.Set("team", "x")
			gr := g.AddGroup("G", "")
			gr.Link, gr.Tooltip = "https://example.com", "tip"
			gr.Attrs.Set("team", "x")
			e := g.AddEdge("A", "A", "")
			e.Link, e.Tooltip = "https://example.com", "tip"
			e.Style.Fill = "red"
			e.Attrs.Set("team", "x")
		}, `subgraph G;
end
A --> A;
linkStyle 0 fill:none
click A href "https://example.com/a%2Fb";
`, []string{
			"graph: Mermaid has no free attributes; they are left out",
			`node "A": the icon "aws:lambda" is left out`,
			`node "A": Mermaid decodes "%2F" in the link, which may then lead elsewhere`,
			`node "A": Mermaid has no free attributes; they are left out`,
			`group "G": Mermaid has links for nodes only; it is left out`,
			`group "G": Mermaid has tooltips for nodes only; it is left out`,
			`group "G": Mermaid has no free attributes; they are left out`,
			`edge "A" to "A": an edge has no fill; it is left out`,
			`edge "A" to "A": Mermaid has links for nodes only; it is left out`,
			`edge "A" to "A": Mermaid has tooltips for nodes only; it is left out`,
			`edge "A" to "A": Mermaid has no free attributes; they are left out`,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			g := &graph.Graph{}
			tt.build(g)
			out, warnings := write(t, g)
			require.Equal(t, "graph TD;\n"+indent(tt.want), out)
			require.Equal(t, tt.warnings, warnings)
		})
	}
}

// indent puts two spaces before every line.
func indent(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString("  " + line)
	}
	return b.String()
}

func TestWriteDirections(t *testing.T) {
	t.Parallel()
	for d, want := range map[graph.Direction]string{
		"": "graph TD;\n", graph.Down: "graph TD;\n", graph.Up: "graph BT;\n",
		graph.Right: "graph LR;\n", graph.Left: "graph RL;\n",
	} {
		out, _ := write(t, &graph.Graph{Direction: d})
		require.Equal(t, want, out)
	}
}

func TestWriteShapes(t *testing.T) {
	t.Parallel()
	want := map[graph.Shape][2]string{ // with the id as the label, and with another
		graph.Rectangle:     {`A`, `A["x."]`},
		graph.Rounded:       {`A(A)`, `A("x.")`},
		graph.Stadium:       {`A([A])`, `A(["x."])`},
		graph.Circle:        {`A((A))`, `A(("x."))`},
		graph.Ellipse:       {`A([A])`, `A(["x."])`},
		graph.Diamond:       {`A{A}`, `A{"x."}`},
		graph.Hexagon:       {`A{{A}}`, `A{{"x."}}`},
		graph.Cylinder:      {`A[(A)]`, `A[("x.")]`},
		graph.Cloud:         {`A@{ shape: cloud }`, `A["x."]@{ shape: cloud }`},
		graph.Parallelogram: {`A[/A/]`, `A[/"x."/]`},
		graph.Trapezoid:     {`A[/A\]`, `A[/"x."\]`},
		graph.Subroutine:    {`A[[A]]`, `A[["x."]]`},
		graph.Document:      {`A@{ shape: doc }`, `A["x."]@{ shape: doc }`},
		graph.Queue:         {`A@{ shape: h-cyl }`, `A["x."]@{ shape: h-cyl }`},
		graph.Person:        {`A@{ shape: person }`, `A["x."]@{ shape: person }`},
	}
	require.Len(t, want, len(graph.Shapes()))
	for shape, lines := range want {
		for i, label := range []string{"", "x."} {
			g := &graph.Graph{}
			n := g.AddNode("A", "")
			n.Shape, n.Label = shape, label
			out, warnings := write(t, g)
			require.Equal(t, "graph TD;\n  "+lines[i]+";\n", out)
			if shape == graph.Ellipse {
				require.Equal(t, []string{`node "A": Mermaid cannot draw an ellipse; it is written as a stadium`}, warnings)
			} else {
				require.Empty(t, warnings)
			}
		}
	}
}

func TestWriteArrows(t *testing.T) {
	t.Parallel()
	const none, normal, circle, cross = graph.ArrowNone, graph.ArrowNormal, graph.ArrowCircle, graph.ArrowCross
	const (
		reversed  = `edge "A" to "B": Mermaid has no arrow at the start alone; the edge is written the other way round`
		mixed     = `edge "A" to "B": Mermaid has no edge with two different arrows; the one at the start is left out`
		invisible = `edge "A" to "B": an invisible edge shows nothing; its label, arrows, style and classes are left out`
	)
	for _, tt := range []struct {
		line       graph.Line
		head, tail graph.Arrow
		want, warn string
	}{
		{"", "", "", "A -->|x| B;", ""},
		{graph.Solid, none, none, "A ---|x| B;", ""},
		{graph.Solid, circle, none, "A --o|x| B;", ""},
		{graph.Solid, cross, none, "A --x|x| B;", ""},
		{graph.Solid, normal, normal, "A <-->|x| B;", ""},
		{graph.Solid, circle, circle, "A o--o|x| B;", ""},
		{graph.Solid, cross, cross, "A x--x|x| B;", ""},
		{graph.Solid, none, normal, "B -->|x| A;", reversed},
		{graph.Solid, none, cross, "B --x|x| A;", reversed},
		{graph.Solid, normal, circle, "A -->|x| B;", mixed},
		{graph.Solid, circle, normal, "A --o|x| B;", mixed},
		{graph.Dotted, "", "", "A -.->|x| B;", ""},
		{graph.Dotted, none, none, "A -.-|x| B;", ""},
		{graph.Dotted, circle, none, "A -.-o|x| B;", ""},
		{graph.Dotted, normal, normal, "A <-.->|x| B;", ""},
		{graph.Dotted, cross, cross, "A x-.-x|x| B;", ""},
		{graph.Thick, "", "", "A ==>|x| B;", ""},
		{graph.Thick, none, none, "A ===|x| B;", ""},
		{graph.Thick, cross, none, "A ==x|x| B;", ""},
		{graph.Thick, circle, circle, "A o==o|x| B;", ""},
		{graph.Dashed, "", "", "A -->|x| B;\n  linkStyle 0 stroke-dasharray:6 4", ""},
		{graph.Dashed, normal, normal, "A <-->|x| B;\n  linkStyle 0 stroke-dasharray:6 4", ""},
		{graph.Invisible, "", "", "A ~~~ B;", invisible},
		{graph.Invisible, none, cross, "A ~~~ B;", invisible},
	} {
		t.Run(fmt.Sprintf("%s %s %s", tt.line, tt.head, tt.tail), func(t *testing.T) {
			t.Parallel()
			g := &graph.Graph{}
			first, second := "A", "B"
			if tt.warn == reversed { // so that the nodes need no line
				first, second = "B", "A"
			}
			g.AddNode(first, "")
			g.AddNode(second, "")
			e := g.AddEdge("A", "B", "x")
			e.Line, e.Head, e.Tail = tt.line, tt.head, tt.tail
			out, warnings := write(t, g)
			require.Equal(t, "graph TD;\n  "+tt.want+"\n", out)
			require.Equal(t, tt.warn, strings.Join(warnings, ""))
		})
	}
}

func TestWriteInvisibleEdgeAlone(t *testing.T) {
	t.Parallel()
	g := &graph.Graph{}
	g.AddNode("A", "")
	g.AddEdge("A", "A", "").Line = graph.Invisible
	out, warnings := write(t, g)
	require.Equal(t, "graph TD;\n  A ~~~ A;\n", out)
	require.Empty(t, warnings)
}

func TestWriteRefuses(t *testing.T) {
	t.Parallel()
	invalid := &graph.Graph{}
	invalid.AddEdge("A", "B", "")
	var ds graph.Diagnostics
	var b bytes.Buffer
	require.ErrorAs(t, mermaid.Write(&b, invalid, mermaid.Options{}), &ds)
	require.ErrorContains(t, mermaid.Write(&b, &graph.Graph{Theme: "no such"}, mermaid.Options{}), "no such")
	require.Zero(t, b.Len())

	broken := errors.New("disk full")
	pr, pw := io.Pipe()
	require.NoError(t, pr.CloseWithError(broken))
	require.ErrorIs(t, mermaid.Write(pw, &graph.Graph{}, mermaid.Options{}), broken)
}

func TestWriteTheme(t *testing.T) {
	t.Parallel()
	g := &graph.Graph{}
	g.AddNode("A", "robot")
	var b bytes.Buffer
	require.NoError(t, mermaid.Write(&b, g, mermaid.Options{Theme: &theme.Theme{
		Palette: theme.Palette{Kinds: map[string]graph.Style{"robot": {Fill: "#000"}}},
		Shapes:  map[string]graph.Shape{"robot": graph.Hexagon},
	}}))
	require.Equal(t, "graph TD;\n  A{{A}};\n  style A fill:#000;\n", b.String())
}

func TestWriteIsRepeatable(t *testing.T) {
	t.Parallel()
	for seed := range uint64(50) {
		first, _ := write(t, graphtest.Random(seed))
		again, _ := write(t, graphtest.Random(seed))
		require.Equal(t, first, again)
	}
}
