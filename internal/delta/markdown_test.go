package delta_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	gtext "github.com/yuin/goldmark/text"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/delta"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/mermaid"
	"github.com/topodraw/topodraw/theme"
)

func base(t *testing.T) *theme.Theme {
	t.Helper()
	b, err := theme.Lookup("")
	require.NoError(t, err)
	return b
}

func options(t *testing.T) delta.MarkdownOptions {
	t.Helper()
	return delta.MarkdownOptions{Steps: delta.All, Base: base(t)}
}

func comment(t *testing.T, c *delta.Comparison, opts delta.MarkdownOptions) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, c.Markdown(&b, opts))
	out := b.String()
	require.LessOrEqual(t, len([]rune(out)), 65_536)
	require.True(t, strings.HasSuffix(out, "\n") && !strings.HasSuffix(out, "\n\n"))
	return out
}

// diagram returns the Mermaid diagram of a comment as it is read again, or nil.
func diagram(t *testing.T, out string) *graph.Graph {
	t.Helper()
	source := []byte(out)
	for n := goldmark.DefaultParser().Parse(gtext.NewReader(source)).FirstChild(); n != nil; n = n.NextSibling() {
		fence, ok := n.(*ast.FencedCodeBlock)
		if !ok {
			continue
		}
		require.Equal(t, "mermaid", string(fence.Language(source)))
		diagram := fence.Lines().Value(source)
		require.LessOrEqual(t, len([]rune(string(diagram))), 50_000)
		g, err := mermaid.Read(strings.NewReader(string(diagram)), "d", mermaid.ReadOptions{})
		require.NoError(t, err)
		require.LessOrEqual(t, len(g.Edges()), 500)
		return g
	}
	return nil
}

func TestMarkdown(t *testing.T) {
	t.Parallel()
	now := before()
	now.Node("DB").Label = "Postgres"
	now.AddNode("New `one`", "cache")
	now.Edges()[0].Label = "HTTP"
	out := comment(t, delta.Compare(before(), now, nil), options(t))
	head, rest, _ := strings.Cut(out, "```mermaid\n")
	require.Equal(t, "**Topology:** 1 node added, 1 node changed, 1 edge changed\n\n", head)
	_, list, _ := strings.Cut(rest, "```\n")
	require.Equal(t, "\n- changed node `DB`: `label` `\"Database\"` → `\"Postgres\"`\n"+
		"- added node ``\"New `one`\"`` (`cache`)\n"+
		"- changed edge `User -> Web` (`\"HTTP\"`): `label` `\"HTTPS\"` → `\"HTTP\"`\n", list)
	g := diagram(t, out)
	require.Len(t, g.Nodes(), 5+3, "with the legend")
	require.Equal(t, "~ Database → Postgres", g.Node("DB").Label)
	require.Equal(t, "~ HTTPS → HTTP", g.Edges()[0].Label)
}

func TestMarkdownOfNothing(t *testing.T) {
	t.Parallel()
	require.Equal(t, "**Topology:** no differences\n", comment(t, delta.Compare(before(), before(), nil), options(t)))
}

// Whatever texts hold, a comment has one paragraph, a diagram, and a list of plain
// words and code spans.
func TestMarkdownIsTame(t *testing.T) {
	t.Parallel()
	allowed := []ast.NodeKind{
		ast.KindDocument, ast.KindParagraph, ast.KindText, ast.KindEmphasis, ast.KindFencedCodeBlock, ast.KindList, ast.KindListItem,
		ast.KindTextBlock, ast.KindCodeSpan,
	}
	for seed := range uint64(80) {
		c := delta.Compare(graphtest.Random(seed), graphtest.Random(seed+1), nil)
		out := comment(t, c, options(t))
		diagram(t, out)
		source := []byte(out)
		items := 0
		err := ast.Walk(goldmark.DefaultParser().Parse(gtext.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			require.Contains(t, allowed, n.Kind(), "%s in %s", n.Kind(), out)
			if entering && n.Kind() == ast.KindListItem {
				items++
			}
			return ast.WalkContinue, nil
		})
		require.NoError(t, err)
		require.Equal(t, strings.Count(text(t, c), "\n  "), items, "a line of text is an item")
	}
}

// ring is a circle of nodes.
func ring(n int) *graph.Graph {
	g := graph.New("")
	for i := range n {
		g.AddNode(fmt.Sprint("n", i), "service")
		g.AddEdge(fmt.Sprint("n", i), fmt.Sprint("n", (i+1)%n), "")
	}
	return g
}

func TestMarkdownFitsItsLimits(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		edit func(g *graph.Graph)
		note string
		// nodes are those of the diagram without the legend.
		nodes int
		more  bool
	}{
		{"one changed", func(g *graph.Graph) { g.Node("n5").Label = "x" }, "this is what differs, and its neighbours._", 3, false},
		{"a hub changed", func(g *graph.Graph) {
			g.Node("n5").Label = "x"
			for i := range 700 {
				g.AddEdge("n5", fmt.Sprint("n", i), "").Line = graph.Invisible
			}
		}, "The difference is too large for a diagram.", 0, false},
		{"a few hubs changed", func(g *graph.Graph) {
			for i := range 20 {
				g.Node(fmt.Sprint("hub", i)).Label = "x"
			}
		}, "this is what differs._", 20, false},
		{"all changed", func(g *graph.Graph) {
			for _, n := range g.Nodes() {
				n.Tooltip = strings.Repeat("long ", 30)
			}
		}, "The difference is too large for a diagram.", 0, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			old, now := hubs(), hubs()
			tt.edit(now)
			out := comment(t, delta.Compare(old, now, nil), options(t))
			require.Contains(t, out, tt.note)
			if tt.nodes == 0 {
				require.NotContains(t, out, "```mermaid")
			} else {
				require.Len(t, diagram(t, out).Nodes(), tt.nodes+3)
			}
			require.Equal(t, tt.more, strings.Contains(out, " more\n"))
		})
	}
}

// hubs is a circle with nodes that lead to many of its nodes.
func hubs() *graph.Graph {
	g := ring(700)
	for h := range 20 {
		hub := g.AddNode(fmt.Sprint("hub", h), "queue")
		for i := range 40 {
			hub.To(g.Node(fmt.Sprint("n", 40+h*20+i)), "")
		}
	}
	return g
}

// The list says how many lines of it were cut off.
func TestMarkdownCountsWhatIsLeftOut(t *testing.T) {
	t.Parallel()
	now := ring(2_000)
	for _, n := range now.Nodes() {
		n.Tooltip = strings.Repeat("x", 60)
	}
	out := comment(t, delta.Compare(ring(2_000), now, nil), options(t))
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	shown := 0
	for _, line := range lines {
		if strings.HasPrefix(line, "- changed") {
			shown++
		}
	}
	require.Greater(t, shown, 400)
	require.Equal(t, fmt.Sprintf("- and %d more", 2_000-shown), lines[len(lines)-1])
}

func TestMarkdownOfSteps(t *testing.T) {
	t.Parallel()
	now := ring(20)
	now.Node("n5").Label = "x"
	opts := options(t)
	for steps, nodes := range map[int]int{0: 1, 1: 3, 2: 5, delta.All: 20} {
		opts.Steps = steps
		require.Len(t, diagram(t, comment(t, delta.Compare(ring(20), now, nil), opts)).Nodes(), nodes+3, steps)
	}
	opts.Direction = graph.Right
	require.Equal(t, graph.Right, diagram(t, comment(t, delta.Compare(ring(20), now, nil), opts)).Direction)
}
