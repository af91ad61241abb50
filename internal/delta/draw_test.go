package delta_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/delta"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/render"
	"github.com/topodraw/topodraw/theme"
)

func drawing(t *testing.T, old, now *graph.Graph, steps int) *graph.Graph {
	t.Helper()
	g, err := delta.Compare(old, now, nil).Drawing(steps, base(t))
	require.NoError(t, err)
	require.NoError(t, g.Validate())
	return g
}

// drawn lists what a drawing shows, without the legend: kinds, labels and places of
// nodes, labels and lines of edges, labels of groups.
func drawn(g *graph.Graph) []string {
	var out []string
	for _, n := range g.Nodes() {
		if !strings.HasPrefix(n.ID, "legend") {
			out = append(out, strings.Join([]string{n.Kind, n.ID, n.Label, n.Group}, "|"))
		}
	}
	for _, e := range g.Edges() {
		if !strings.HasPrefix(e.From, "legend") {
			out = append(out, strings.Join([]string{string(e.Line), e.From, e.To, e.Label}, "|"))
		}
	}
	for _, gr := range g.Groups() {
		if gr.ID != "legend" {
			out = append(out, strings.Join([]string{"group", gr.ID, gr.Label, gr.Style.Dash}, "|"))
		}
	}
	return out
}

func TestDrawing(t *testing.T) {
	t.Parallel()
	old := before()
	old.AddGroup("attic", "Attic").AddNode("Box", "")
	g := drawing(t, old, after(), delta.All)
	require.Equal(t, []string{
		"same|User|User|", "removed|Web|− Web|", "added|Frontend|+ Frontend|", "changed|DB|~ Database → Postgres|data",
		"removed|Jobs|− Jobs|", "removed|Box|− Box|attic", "added|two words|+ two words|",
		"thick|User|Frontend|+ HTTPS", "thick|Frontend|DB|+ pgx", "thick|Frontend|two words|+",
		"dashed|User|Web|− HTTPS", "dashed|Web|DB|− SQL", "dashed|Web|Jobs|−",
		"group|data|+ Data|", "group|attic|− Attic|5 2",
	}, drawn(g))
	require.Equal(t, "Store", g.Title)
	require.Equal(t, "label: \"Database\" → \"Postgres\"\ngroup: \"\" → \"data\"", g.Node("DB").Tooltip)
	legend := []string{"+ added", "− removed", "~ changed"}
	for _, n := range g.Nodes() {
		if n.Group == "legend" {
			require.Equal(t, legend[0], n.Label)
			legend = legend[1:]
		}
	}
	require.Empty(t, legend)
}

func TestDrawingHasTheShapesOfATheme(t *testing.T) {
	t.Parallel()
	modern, err := theme.Lookup("modern")
	require.NoError(t, err)
	g, err := delta.Compare(before(), after(), nil).Drawing(delta.All, modern)
	require.NoError(t, err)
	require.Equal(t, graph.Cylinder, g.Node("DB").Shape)
	require.Equal(t, graph.Queue, g.Node("Jobs").Shape, "which is no more")
	require.Equal(t, graph.Rectangle, g.Node("legend added").Shape)
}

func TestDrawingOfARename(t *testing.T) {
	t.Parallel()
	renamed := graph.New("")
	for _, n := range before().Nodes() {
		id := strings.ReplaceAll(n.ID, "Web", "Frontend")
		renamed.AddNode(id, n.Kind).Label = n.Label
	}
	for _, e := range before().Edges() {
		renamed.AddEdge(strings.ReplaceAll(e.From, "Web", "Frontend"), strings.ReplaceAll(e.To, "Web", "Frontend"), e.Label)
	}
	renamed.Node("Jobs").Subtitle = "v2"
	got := drawn(drawing(t, before(), renamed, delta.All))
	require.Equal(t, []string{
		"same|User|User|", "changed|Frontend|~ Web → Frontend|", "same|DB|Database|", "changed|Jobs|~ Jobs|",
		"solid|User|Frontend|HTTPS", "solid|Frontend|DB|SQL", "solid|Frontend|Jobs|",
	}, got)
}

// What was a node and is a group, or the other way round, is drawn as both.
func TestDrawingOfAnIDThatIsSomethingElse(t *testing.T) {
	t.Parallel()
	old, now := before(), before()
	old.AddNode("x", "")
	old.AddNode("x (removed)", "")
	old.AddEdge("User", "x", "")
	now.AddGroup("x", "").AddNode("inner", "")
	now.AddEdge("User", "x", "")
	got := drawn(drawing(t, old, now, delta.All))
	require.Contains(t, got, "removed|x (removed) (removed)|− x|")
	require.Contains(t, got, "removed|x (removed)|− x (removed)|")
	require.Contains(t, got, "dashed|User|x (removed) (removed)|−")
	require.Contains(t, got, "thick|User|x|+")
}

func TestDrawingLeavesTheIDsOfTheLegendFree(t *testing.T) {
	t.Parallel()
	now := before()
	now.AddNode("legend", "")
	now.AddNode("legend added", "")
	g := drawing(t, before(), now, delta.All)
	require.NotNil(t, g.Group("legend 2"))
	require.Equal(t, "+ added", g.Node("legend added 2").Label)
}

func TestDrawingOfSteps(t *testing.T) {
	t.Parallel()
	now := ring(12)
	now.AddEdge("n3", "n4", "more")
	now.Node("n9").Label = "x"
	ids := func(steps int) string {
		var out []string
		for _, n := range drawing(t, ring(12), now, steps).Nodes() {
			out = append(out, n.ID)
		}
		return strings.Join(out[:len(out)-3], " ")
	}
	require.Equal(t, "n3 n4 n9", ids(0))
	require.Equal(t, "n2 n3 n4 n5 n8 n9 n10", ids(1))
	require.Equal(t, "n0 n1 n2 n3 n4 n5 n6 n7 n8 n9 n10 n11", ids(delta.All))
}

// All of both graphs is in the drawing, which can be drawn, and what differs is as
// much as the text says.
func TestDrawingHasAll(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		old, now := graphtest.Random(seed), graphtest.Random(seed+1)
		g := drawing(t, old, now, delta.All)
		require.Len(t, g.Nodes(), 3+len(now.Nodes())+strings.Count(kinds(g), "removed")-1, seed)
		for _, n := range now.Nodes() {
			require.NotNil(t, g.Node(n.ID), n.ID)
		}
		for _, n := range old.Nodes() {
			renamed := !g.Has(n.ID) && strings.Contains(text(t, delta.Compare(old, now, nil)), "\n  → ")
			require.True(t, g.Has(n.ID) || renamed, n.ID)
		}
		_ = drawing(t, old, now, 1)
	}
}

func kinds(g *graph.Graph) string {
	var out []string
	for _, n := range g.Nodes() {
		out = append(out, n.Kind)
	}
	return strings.Join(out, " ")
}

func TestDrawingCanBeDrawn(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		g := drawing(t, graphtest.Random(seed), graphtest.Random(seed+1), delta.All)
		var b strings.Builder
		require.NoError(t, render.SVG(t.Context(), &b, g, render.Options{Theme: delta.Theme(base(t))}), seed)
	}
}

// Texts and lines can be read in light and in dark surroundings, with every theme.
func TestThemeHasContrast(t *testing.T) {
	t.Parallel()
	for _, name := range theme.Names() {
		looked, err := theme.Lookup(name)
		require.NoError(t, err)
		th := delta.Theme(looked)
		require.NoError(t, th.Validate())
		palettes := []theme.Palette{th.Palette}
		if th.Dark != nil {
			palettes = append(palettes, *th.Dark)
		}
		for _, p := range palettes {
			require.Len(t, p.Kinds, 4)
			for kind, s := range p.Kinds {
				require.GreaterOrEqual(t, contrast(t, s.Color, s.Fill), 7.0, "%s: text of %s", name, kind)
				require.GreaterOrEqual(t, contrast(t, s.Stroke, s.Fill), 3.0, "%s: border of %s", name, kind)
			}
			g := drawing(t, before(), after(), delta.All)
			for _, e := range g.Edges() {
				if e.Line != graph.Invisible {
					require.GreaterOrEqual(t, contrast(t, e.Style.Stroke, theme.Over(p.Background, "white")), 3.0, "%s: line %s on %s", name, e.Style.Stroke, p.Background)
				}
			}
		}
	}
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	c, err := theme.Contrast(a, b)
	require.NoError(t, err)
	return c
}

// Without colours, what was added, removed and changed has a border of its own.
func TestThemeTellsApartWithoutColours(t *testing.T) {
	t.Parallel()
	th := delta.Theme(base(t))
	var looks []string
	for _, kind := range []string{"added", "removed", "changed", "same"} {
		s := th.Kinds[kind]
		look := strings.Repeat("w", int(s.StrokeWidth)) + s.Dash
		require.False(t, slices.Contains(looks, look), kind)
		looks = append(looks, look)
	}
}
