package graphjson_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphjson"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/render/layout"
)

func ExampleWrite() {
	g := graph.New("Shop")
	g.AddNode("web", "service").To(g.AddNode("db", "database"), "reads & writes")
	if err := graphjson.Write(os.Stdout, g, nil); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {
	//   "title": "Shop",
	//   "nodes": [
	//     {
	//       "id": "web",
	//       "kind": "service"
	//     },
	//     {
	//       "id": "db",
	//       "kind": "database"
	//     }
	//   ],
	//   "edges": [
	//     {
	//       "from": "web",
	//       "to": "db",
	//       "label": "reads & writes"
	//     }
	//   ]
	// }
}

// full returns a graph in which every field of every element is set.
func full() *graph.Graph {
	g := graph.New("T")
	g.Description = "D"
	g.Direction = graph.Left
	g.Theme = "documented"
	g.Attrs = graph.Attrs{{Key: "z", Value: "1"}, {Key: "a", Value: ""}, {Key: "", Value: "<&>"}}
	style := graph.Style{Fill: "#fff", Stroke: "red", Color: "navy", StrokeWidth: 0.12345678901234568, Dash: "5 3"}
	g.AddClass("hot", style)
	g.AddClass("cold", graph.Style{})
	gr := g.AddGroup("g", "G")
	gr.Kind, gr.Direction, gr.Style, gr.Classes = "zone", graph.Up, style, []string{"hot"}
	gr.Link, gr.Tooltip, gr.Attrs = "g.html", "tg", graph.Attrs{{Key: "k", Value: "v"}}
	inner := gr.AddGroup("h", "H")
	inner.Kind, inner.Direction, inner.Style, inner.Classes = "zone", graph.Up, style, []string{"hot"}
	inner.Link, inner.Tooltip, inner.Attrs = "g.html", "tg", graph.Attrs{{Key: "k", Value: "v"}}
	n := inner.AddNode("n", "pod")
	n.Label, n.Shape, n.Style, n.Classes = "N\n\u2028\"", graph.Cloud, style, []string{"hot", "cold"}
	n.Subtitle = "sub"
	n.Link, n.Tooltip, n.Icon, n.Attrs = "https://example.com/?a=b&c", "t", "i", graph.Attrs{{Key: "k", Value: "v"}}
	e := n.To(inner, "L")
	e.ID, e.Line, e.Head, e.Tail, e.Style, e.Classes = "e", graph.Thick, graph.ArrowCross, graph.ArrowCircle, style, []string{"cold"}
	e.Link, e.Tooltip, e.Attrs = "x", "te", graph.Attrs{{Key: "k", Value: "v"}}
	return g
}

// TestFullIsFull fails when the model gets a field that full does not set.
func TestFullIsFull(t *testing.T) {
	t.Parallel()
	g := full()
	requireFull(t, *g)
	requireFull(t, *g.Nodes()[0])
	requireFull(t, *g.Edges()[0])
	requireFull(t, *g.Groups()[1])
	requireFull(t, *g.Classes()[0])
	requireFull(t, g.Classes()[0].Style)
}

func requireFull(t *testing.T, v any) {
	t.Helper()
	rv := reflect.ValueOf(v)
	for i := range rv.NumField() {
		f := rv.Type().Field(i)
		if f.IsExported() && f.Name != "Pos" {
			require.False(t, rv.Field(i).IsZero(), "%T.%s", v, f.Name)
		}
	}
}

func TestWriteAllFields(t *testing.T) {
	t.Parallel()
	want, err := os.ReadFile("testdata/full.json")
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, graphjson.Write(&b, full(), nil))
	require.Equal(t, string(want), b.String())
}

func TestRoundTrip(t *testing.T) {
	t.Parallel()
	graphs := []*graph.Graph{full(), graph.New(""), {Title: "only a title"}}
	for seed := range uint64(400) {
		graphs = append(graphs, graphtest.Random(seed))
	}
	for i, g := range graphs {
		var b, again bytes.Buffer
		require.NoError(t, graphjson.Write(&b, g, nil), i)
		requireJSON(t, b.Bytes())
		require.True(t, graphjson.Detect("-", b.Bytes()), i)
		back, err := graphjson.Read(&b, "x.json")
		require.NoError(t, err, i)
		require.Equal(t, bare(g), bare(back), i)
		require.NoError(t, graphjson.Write(&again, back, nil), i)
		b.Reset()
		require.NoError(t, graphjson.Write(&b, g, nil), i)
		require.Equal(t, b.String(), again.String(), i)
	}
}

// requireJSON checks the form that every output has.
func requireJSON(t *testing.T, text []byte) {
	t.Helper()
	require.True(t, json.Valid(text))
	require.True(t, bytes.HasSuffix(text, []byte("}\n")))
	require.False(t, bytes.HasSuffix(text, []byte("\n\n")))
}

// bare is everything that two graphs must have in common to be equal: their
// exported fields, but for positions, by value.
func bare(g *graph.Graph) []any {
	out := []any{g.Title, g.Description, g.Direction, g.Theme, attrs(g.Attrs)}
	for _, n := range g.Nodes() {
		out = append(out, n.ID, n.Kind, n.Label, n.Group, n.Shape, n.Style, words(n.Classes), n.Subtitle, n.Link, n.Tooltip, n.Icon, attrs(n.Attrs))
	}
	for _, e := range g.Edges() {
		out = append(out, e.ID, e.From, e.To, e.Label, e.Line, e.Head, e.Tail, e.Style, words(e.Classes), e.Link, e.Tooltip, attrs(e.Attrs))
	}
	for _, gr := range g.Groups() {
		out = append(out, gr.ID, gr.Kind, gr.Label, gr.Parent, gr.Direction, gr.Style, words(gr.Classes), gr.Link, gr.Tooltip, attrs(gr.Attrs))
	}
	for _, c := range g.Classes() {
		out = append(out, c.Name, c.Style)
	}
	return out
}

func attrs(a graph.Attrs) graph.Attrs { return append(graph.Attrs{}, a...) }
func words(w []string) []string       { return append([]string{}, w...) }

// sample is a graph of every geometry, with a layout for it.
func sample() (*graph.Graph, *layout.Layout) {
	g := graph.New("")
	zone := g.AddGroup("zone", "")
	a := zone.AddNode("a", "")
	b := g.AddNode("b", "")
	a.To(b, "calls")
	b.To(a, "")
	return g, &layout.Layout{
		Size:   layout.Size{W: 200, H: 100.456},
		Nodes:  []layout.Rect{{X: 10, Y: 20, W: 30.125, H: 40}, {X: -0.001, Y: 1e-9, W: 1.0 / 3, H: 0}},
		Groups: []layout.Rect{{X: 5, Y: 5, W: 50, H: 60}},
		Titles: []layout.Rect{{X: 6, Y: 6, W: 20, H: 10}},
		Edges: []layout.Route{
			{Points: []layout.Point{{X: 1, Y: 2}, {X: 3.999, Y: 4}}, Label: layout.Rect{X: 1, Y: 1, W: 2, H: 3}},
			{Points: []layout.Point{{X: 0, Y: 0}, {X: 0, Y: 0}, {X: 9, Y: 0}, {X: 9, Y: 0}}, Curved: true},
		},
	}
}

func TestWriteGeometry(t *testing.T) {
	t.Parallel()
	g, l := sample()
	var b bytes.Buffer
	require.NoError(t, graphjson.Write(&b, g, l))
	requireJSON(t, b.Bytes())
	require.Equal(t, `{
  "size": [200, 100.46],
  "nodes": [
    {
      "id": "a",
      "group": "zone",
      "box": [10, 20, 30.13, 40]
    },
    {
      "id": "b",
      "box": [0, 0, 0.33, 0]
    }
  ],
  "edges": [
    {
      "from": "a",
      "to": "b",
      "label": "calls",
      "path": [[1, 2], [4, 4]],
      "labelBox": [1, 1, 2, 3]
    },
    {
      "from": "b",
      "to": "a",
      "path": [[0, 0], [9, 0]]
    }
  ],
  "groups": [
    {
      "id": "zone",
      "box": [5, 5, 50, 60]
    }
  ]
}
`, straight(b.String()))
	back, err := graphjson.Read(&b, "x.json")
	require.NoError(t, err)
	require.Equal(t, bare(g), bare(back))
}

// straight leaves out what lies between the ends of the sample's curve, which
// is a straight line along y = 0.
func straight(s string) string {
	const start, end = `"path": [[0, 0], `, `[9, 0]]`
	i := strings.Index(s, start) + len(start)
	return s[:i] + s[i+strings.Index(s[i:], end):]
}

func TestWriteRefuses(t *testing.T) {
	t.Parallel()
	invalid := graph.New("")
	invalid.AddEdge("a", "b", "")
	g, good := sample()
	for name, tt := range map[string]struct {
		g    *graph.Graph
		mend func(*layout.Layout)
		want string
	}{
		"invalid graph": {invalid, func(*layout.Layout) {}, `there is no node or group "a"`},
		"other graph":   {graph.New(""), func(*layout.Layout) {}, "is not that of the graph"},
		"no path":       {g, func(l *layout.Layout) { l.Edges[0].Points = nil }, "which is no path"},
		"half a curve":  {g, func(l *layout.Layout) { l.Edges[0].Curved = true }, "which is no path"},
		"NaN":           {g, func(l *layout.Layout) { l.Nodes[1].X = math.NaN() }, "NaN"},
		"infinity":      {g, func(l *layout.Layout) { l.Edges[1].Points[2].Y = math.Inf(-1) }, "-Inf"},
		"wide label":    {g, func(l *layout.Layout) { l.Edges[1].Label.W = math.Inf(1) }, "+Inf"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, l := sample()
			tt.mend(l)
			var b bytes.Buffer
			require.ErrorContains(t, graphjson.Write(&b, tt.g, l), tt.want)
			require.Empty(t, b.String())
		})
	}
	require.NoError(t, graphjson.Write(io.Discard, g, good))
}

type broken struct{ err error }

func (b broken) Write([]byte) (int, error) { return 0, b.err }

func TestWriteReturnsErrors(t *testing.T) {
	t.Parallel()
	disk := errors.New("the disk is full")
	require.ErrorIs(t, graphjson.Write(broken{disk}, full(), nil), disk)
}
