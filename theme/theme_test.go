package theme_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/theme"
)

func lookup(t *testing.T, name string) *theme.Theme {
	t.Helper()
	th, err := theme.Lookup(name)
	require.NoError(t, err)
	return th
}

func TestDocumentedFills(t *testing.T) {
	t.Parallel()
	fills := map[string]string{
		"user": "#f9f", "client": "#f9f", "browser": "#f9f", "mobile": "#f9f",
		"load-balancer": "#ff9", "proxy": "#ff9", "ingress": "#ff9", "gateway": "#ff9",
		"node": "#9f9", "frontend": "#9f9", "service": "#9f9",
		"pod": "#9ff", "query": "#9ff", "receiver": "#9ff", "ruler": "#9ff", "store": "#9ff", "compactor": "#9ff", "sidecar": "#9ff",
		"deployment": "#9ff", "statefulset": "#9ff", "daemonset": "#9ff", "job": "#9ff", "cronjob": "#9ff", "workload": "#9ff",
		"database": "#9ff", "cache": "#9ff", "queue": "#9ff", "storage": "#9ff", "worker": "#9ff",
	}
	th := lookup(t, "documented")
	require.Len(t, th.Kinds, len(fills))
	for kind, fill := range fills {
		require.Equal(t, graph.Style{Fill: fill, Stroke: "#333", StrokeWidth: 2}, th.Kinds[kind], kind)
	}
}

func TestEveryKindHasAStyle(t *testing.T) {
	t.Parallel()
	for _, name := range theme.Names() {
		for _, kind := range graph.Kinds() {
			require.Contains(t, lookup(t, name).Kinds, kind, name)
		}
	}
}

func TestThemesAreDrawable(t *testing.T) {
	t.Parallel()
	for _, name := range theme.Names() {
		th := lookup(t, name)
		require.Equal(t, name, th.Name)
		require.NotEmpty(t, th.About)
		for _, p := range []theme.Palette{th.Palette, *th.Dark} {
			require.Len(t, p.Kinds, len(graph.Kinds()), name)
			for _, s := range append([]graph.Style{p.Node, p.Group, p.Edge, {Fill: p.Background}}, values(p.Kinds)...) {
				require.Empty(t, s.Problems(), name)
			}
		}
	}
}

func values(m map[string]graph.Style) []graph.Style {
	var out []graph.Style
	for _, s := range m {
		out = append(out, s)
	}
	return out
}

func TestLookup(t *testing.T) {
	t.Parallel()
	require.Equal(t, lookup(t, "documented"), lookup(t, ""), "the default")
	lookup(t, "").Kinds["user"] = graph.Style{Fill: "red"}
	require.Equal(t, "#f9f", lookup(t, "").Kinds["user"].Fill, "a theme is the caller's own")
	_, err := theme.Lookup("drak")
	require.EqualError(t, err, `there is no theme "drak": the themes are documented, modern, monochrome, colorblind`)
}

func TestFor(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	own := &theme.Theme{Name: "own"}
	got, err := theme.For(g, own)
	require.NoError(t, err)
	require.Same(t, own, got)
	got, err = theme.For(g, nil)
	require.NoError(t, err)
	require.Equal(t, "documented", got.Name)
	g.Theme = "x"
	_, err = theme.For(g, nil)
	require.Error(t, err)
}

func TestNodeStyles(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	g.AddClass("hot", graph.Style{Fill: "#c00", Stroke: "#900"})
	g.AddClass("dashed", graph.Style{Dash: "5 3"})
	plain, odd, user := g.AddNode("plain", ""), g.AddNode("odd", "odd"), g.AddNode("user", "user")
	classed, own := g.AddNode("classed", "user"), g.AddNode("own", "user")
	classed.Classes = []string{"hot", "dashed", "undefined"}
	own.Classes = []string{"hot"}
	own.Style = graph.Style{Fill: "#123456", Color: "yellow"}
	r := theme.NewResolver(g, lookup(t, ""))
	for _, tt := range []struct {
		n            *graph.Node
		drawn, texts graph.Style
	}{
		{plain, graph.Style{Fill: "#fff", Stroke: "#333", Color: "#333", StrokeWidth: 2}, graph.Style{}},
		{odd, graph.Style{Fill: "#fff", Stroke: "#333", Color: "#333", StrokeWidth: 2}, graph.Style{}},
		{user, graph.Style{Fill: "#f9f", Stroke: "#333", Color: "#333", StrokeWidth: 2}, graph.Style{Fill: "#f9f", Stroke: "#333", StrokeWidth: 2}},
		{
			classed,
			graph.Style{Fill: "#c00", Stroke: "#900", Color: "#fff", StrokeWidth: 2, Dash: "5 3"},
			graph.Style{Fill: "#c00", Stroke: "#900", Color: "#fff", StrokeWidth: 2, Dash: "5 3"},
		},
		{
			own,
			graph.Style{Fill: "#123456", Stroke: "#900", Color: "yellow", StrokeWidth: 2},
			graph.Style{Fill: "#123456", Stroke: "#900", Color: "yellow", StrokeWidth: 2},
		},
	} {
		require.Equal(t, tt.drawn, r.Node(tt.n), tt.n.ID)
		require.Equal(t, tt.texts, r.NodeText(tt.n), tt.n.ID)
	}
	stated := lookup(t, "")
	stated.TextOnKinds = true
	require.Equal(t, "#333", theme.NewResolver(g, stated).NodeText(user).Color)
	require.Empty(t, theme.NewResolver(g, stated).NodeText(plain))
}

func TestGroupAndEdgeStyles(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	g.AddClass("hot", graph.Style{Stroke: "#900"})
	group, filled := g.AddGroup("G", ""), g.AddGroup("H", "")
	group.Classes, filled.Style.Fill = []string{"hot"}, "#000"
	edge := g.AddEdge("G", "H", "")
	edge.Classes, edge.Style.Dash = []string{"hot"}, "1"
	r := theme.NewResolver(g, lookup(t, ""))
	require.Equal(t, graph.Style{Fill: "#f6f8fa", Stroke: "#900", Color: "#333", StrokeWidth: 1}, r.Group(group))
	require.Equal(t, graph.Style{Stroke: "#900"}, r.GroupText(group))
	require.Equal(t, graph.Style{Fill: "#000", Stroke: "#8c959f", Color: "#fff", StrokeWidth: 1}, r.Group(filled))
	require.Equal(t, graph.Style{Fill: "#000", Color: "#fff"}, r.GroupText(filled))
	require.Equal(t, graph.Style{Stroke: "#900", Color: "#333", StrokeWidth: 1.5, Dash: "1"}, r.Edge(edge))
	require.Equal(t, graph.Style{Stroke: "#900", Dash: "1"}, r.EdgeText(edge))
}

func TestShape(t *testing.T) {
	t.Parallel()
	th := lookup(t, "")
	th.Shapes = map[string]graph.Shape{"database": graph.Cylinder}
	g := graph.New("")
	r := theme.NewResolver(g, th)
	db := g.AddNode("db", "database")
	require.Equal(t, graph.Cylinder, r.Shape(db))
	db.Shape = graph.Cloud
	require.Equal(t, graph.Cloud, r.Shape(db))
	require.Equal(t, graph.Rectangle, r.Shape(g.AddNode("pod", "pod")))
}

func TestContrast(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		want float64
	}{
		{"#000", "#fff", 21}, {"#fff", "#fff", 1}, {"#777", "white", 4.48}, {"#767676", "#fff", 4.54}, {"red", "#fff", 4.0}, {"blue", "#fff", 8.59},
	} {
		got, err := theme.Contrast(tt.a, tt.b)
		require.NoError(t, err)
		require.InDelta(t, tt.want, got, 0.01, tt.a)
		back, err := theme.Contrast(tt.b, tt.a)
		require.NoError(t, err)
		require.InDelta(t, got, back, 0)
	}
	_, err := theme.Contrast("x", "#fff")
	require.Error(t, err)
	_, err = theme.Contrast("#fff", "x")
	require.Error(t, err)
}

func TestTextOn(t *testing.T) {
	t.Parallel()
	for fill, want := range map[string]string{
		"#f9f": "#333", "#ff9": "#333", "#9f9": "#333", "#9ff": "#333", "white": "#333",
		"black": "#fff", "navy": "#fff", "#c00": "#fff", "#888": "#000",
		"none": "#333", "#0000": "#333", "not a colour": "#333", "#00000080": "#000",
	} {
		require.Equal(t, want, theme.TextOn(fill, "#fff"), fill)
	}
	require.Equal(t, "#fff", theme.TextOn("none", "#000"), "the background shows through")
}

// cssNames are all names of CSS Color Module Level 4, section 6.1.
const cssNames = `aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey
darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray darkslategrey
darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite
gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon
lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue
lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue mediumorchid
mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin
navajowhite navy oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff
peru pink plum powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver
skyblue slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen`

// Text can be read on every fill: all CSS names, greys, and a cube of colours.
func TestTextOnHasContrast(t *testing.T) {
	t.Parallel()
	fills := strings.Fields(cssNames)
	require.Len(t, fills, 148)
	for v := range 256 {
		fills = append(fills, fmt.Sprintf("#%02x%02x%02x", v, v, v))
	}
	for v := range 16 * 16 * 16 {
		fills = append(fills, fmt.Sprintf("#%03x", v))
	}
	for _, fill := range fills {
		c, err := theme.Contrast(theme.TextOn(fill, "#fff"), fill)
		require.NoError(t, err)
		require.GreaterOrEqual(t, c, 4.5, fill)
	}
}

// contrast is what WCAG 2.2 asks of normal text.
const contrast = 4.5

// Every text of every theme can be read, in light and in dark, whatever fill a
// user gives; and every line can be seen, for which WCAG 2.2 asks 3:1 (1.4.11).
func TestEveryThemeCanBeRead(t *testing.T) {
	t.Parallel()
	fills := []string{"", "#f00", "#777", "#808080", "navy", "#ffffff80", "none", "yellow", "#000"}
	for _, name := range theme.Names() {
		g := graph.New("")
		for _, kind := range append(graph.Kinds(), "") {
			for _, fill := range fills {
				n := g.AddNode(kind+fill, kind)
				n.Style = graph.Style{Fill: fill, Color: "#888"}
			}
		}
		group, edge := g.AddGroup("g", ""), g.AddEdge("g", "g", "")
		light := theme.NewResolver(g, lookup(t, name))
		for _, r := range []theme.Resolver{light, light.Dark()} {
			canvas := r.Background()
			for _, n := range g.Nodes() {
				s := r.Node(n)
				requireContrast(t, contrast, s.Color, theme.Over(s.Fill, canvas), name+" "+n.ID)
			}
			requireContrast(t, contrast, r.Group(group).Color, theme.Over(r.Group(group).Fill, canvas), name+" title")
			requireContrast(t, contrast, r.Edge(edge).Color, canvas, name+" label")
			requireContrast(t, 3, r.Edge(edge).Stroke, canvas, name+" line")
		}
	}
}

func requireContrast(t *testing.T, least float64, a, b, what string) {
	t.Helper()
	c, err := theme.Contrast(a, b)
	require.NoError(t, err)
	require.GreaterOrEqual(t, c, least, "%s: %s on %s", what, a, b)
}

func TestIcon(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	n, own := g.AddNode("n", "pod"), g.AddNode("own", "pod")
	own.Icon = "user"
	documented, modern := theme.NewResolver(g, lookup(t, "")), theme.NewResolver(g, lookup(t, "modern"))
	require.Empty(t, documented.Icon(n))
	require.Equal(t, "user", documented.Icon(own))
	require.Equal(t, "pod", modern.Icon(n))
	require.Equal(t, "user", modern.Icon(own))
}

func TestValidate(t *testing.T) {
	t.Parallel()
	for _, name := range theme.Names() {
		require.NoError(t, lookup(t, name).Validate())
	}
	th := lookup(t, "modern")
	th.Kinds["user"] = graph.Style{Fill: "red;\n  click A href \"javascript:alert(1)\""}
	th.Dark.Edge.Dash = "x"
	th.Shapes["user"] = "blob"
	err := th.Validate()
	require.ErrorContains(t, err, `theme "modern": kind "user": "red;`)
	require.ErrorContains(t, err, `theme "modern": edge: "x" is not a dash pattern`)
	require.ErrorContains(t, err, `theme "modern": kind "user": "blob" is not a shape`)
	_, err = theme.For(graph.New(""), th)
	require.Error(t, err)
}
