package themefile_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/themefile"
	"github.com/topodraw/topodraw/theme"
)

func TestRead(t *testing.T) {
	t.Parallel()
	got, err := themefile.Read(strings.NewReader(`
base: modern
icons: false
background: "#fffdf5"
node: {stroke: "#444", stroke-width: 3px}
edge: {dash: 5 3}
group: {fill: none}
kinds:
  database: {fill: "#fde68a", shape: hexagon}
  robot: {fill: navy, color: white}
dark:
  background: black
  kinds:
    robot: {fill: teal}
`), "my.yaml")
	require.NoError(t, err)
	base, err := theme.Lookup("modern")
	require.NoError(t, err)
	require.Equal(t, "my.yaml", got.Name)
	require.False(t, got.Icons)
	require.Equal(t, "#fffdf5", got.Background)
	require.Equal(t, "#444", got.Node.Stroke)
	require.InDelta(t, 3, got.Node.StrokeWidth, 0)
	require.Equal(t, base.Node.Fill, got.Node.Fill, "what is not said stays")
	require.Equal(t, "5 3", got.Edge.Dash)
	require.Equal(t, "none", got.Group.Fill)
	require.Equal(t, graph.Style{Fill: "#fde68a", Stroke: base.Kinds["database"].Stroke}, got.Kinds["database"])
	require.Equal(t, graph.Hexagon, got.Shapes["database"])
	require.Equal(t, graph.Style{Fill: "navy", Color: "white"}, got.Kinds["robot"])
	require.Equal(t, "black", got.Dark.Background)
	require.Equal(t, graph.Style{Fill: "teal"}, got.Dark.Kinds["robot"])
	require.Equal(t, base.Dark.Node, got.Dark.Node)
}

func TestProblems(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file string
		want []string
	}{
		"empty":    {"", []string{`my.yaml: the theme is empty (give it kinds, or a background)`}},
		"list":     {"- a\n", []string{`my.yaml:1:1: a theme is a mapping, "key: value"`}},
		"no YAML":  {"a: b\n c: [\n", []string{`my.yaml:2: this is not YAML: mapping values are not allowed in this context`}},
		"base":     {"icons: true\nbase: drak\n", []string{`my.yaml:2:7: there is no theme "drak": the themes are documented, modern, monochrome, colorblind`}},
		"aliases":  {"node: &n {fill: red}\nedge: *n\n", []string{`my.yaml:2:1: a theme has no aliases (write the value out)`}},
		"unquoted": {"background: #fff\n", []string{`my.yaml:1:12: "" is not a colour: write #rgb, #rrggbb or a CSS colour name (put quotes around a colour: # begins a comment)`}},
		"all at once": {
			"colour: red\nicons: perhaps\nkinds:\n  user: {fill: rde, shape: squar, stroke-width: -1}\n  user: {}\ndark: {node: {dash: x}}\n",
			[]string{
				`my.yaml:1:1: a theme has no key "colour" (it is one of background, base, dark, edge, group, icons, kinds, node, text-on-kinds)`,
				`my.yaml:2:8: write true or false, not "perhaps"`,
				`my.yaml:4:16: "rde" is not a colour: write #rgb, #rrggbb or a CSS colour name`,
				`my.yaml:4:28: "squar" is not a shape (it is one of rectangle, rounded, stadium, circle, ellipse, diamond, hexagon, cylinder, cloud, parallelogram, trapezoid, subroutine, document, queue, person)`,
				`my.yaml:4:49: a stroke width is a number of px above 0, not "-1"`,
				`my.yaml:5:3: "user" is given twice`,
				`my.yaml:6:21: "x" is not a dash pattern: write lengths in px, such as "5 3"`,
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := themefile.Read(strings.NewReader(c.file), "my.yaml")
			require.Error(t, err)
			require.Equal(t, c.want, strings.Split(err.Error(), "\n"))
		})
	}
}

func TestSizeIsLimited(t *testing.T) {
	t.Parallel()
	_, err := themefile.Read(strings.NewReader(strings.Repeat("#", themefile.MaxSize+1)), "big.yaml")
	require.EqualError(t, err, "big.yaml: a theme has at most 1048576 bytes")
}
