package render_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/internal/layouttest"
	"github.com/topodraw/topodraw/render"
	"github.com/topodraw/topodraw/render/layout"
	"github.com/topodraw/topodraw/render/layout/elk"
)

func svgOf(t testing.TB, g *graph.Graph) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, render.SVG(context.Background(), &b, g, render.Options{}))
	return b.String()
}

// element is any element of an SVG document.
type element struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Inner   []element  `xml:",any"`
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// find returns all elements below that have a name, in the document's order.
func (e element) find(name string) []element {
	var out []element
	for _, c := range e.Inner {
		if c.XMLName.Local == name {
			out = append(out, c)
		}
		out = append(out, c.find(name)...)
	}
	return out
}

func (e element) texts() string {
	s := e.Text
	for _, c := range e.Inner {
		if c.XMLName.Local != "title" {
			s += c.texts()
		}
	}
	return s
}

func parse(t testing.TB, svg string) element {
	t.Helper()
	var root element
	require.NoError(t, xml.Unmarshal([]byte(svg), &root))
	return root
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func TestSVGHoldsEveryText(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		g := graphtest.Random(seed)
		root := parse(t, svgOf(t, g))
		got := map[string][]element{}
		for _, e := range root.find("g") {
			got[e.attr("class")] = append(got[e.attr("class")], e)
		}
		require.Len(t, got["node"], len(g.Nodes()), "seed %d", seed)
		for i, n := range g.Nodes() {
			e := got["node"][i]
			require.Equal(t, n.ID, e.attr("data-id"), "seed %d", seed)
			require.Equal(t, n.Kind, e.attr("data-kind"), "seed %d", seed)
			require.Equal(t, squeeze(n.FullText()), squeeze(e.texts()), "seed %d", seed)
			if n.Link != "" {
				require.Equal(t, n.Link, e.find("a")[0].attr("href"), "seed %d", seed)
			}
			if n.Tooltip != "" {
				require.Equal(t, n.Tooltip, e.find("title")[0].Text, "seed %d", seed)
			}
		}
		edges := got["edge"]
		for _, e := range g.Edges() {
			if e.Line == graph.Invisible {
				continue
			}
			require.Equal(t, []string{e.From, e.To, squeeze(e.Label)},
				[]string{edges[0].attr("data-from"), edges[0].attr("data-to"), squeeze(edges[0].texts())}, "seed %d", seed)
			edges = edges[1:]
		}
		require.Empty(t, edges, "seed %d", seed)
		titles := map[string]string{}
		for _, e := range got["title"] {
			titles[e.attr("data-group")] = squeeze(e.texts())
		}
		for _, gr := range g.Groups() {
			require.Equal(t, squeeze(gr.Text()), titles[gr.ID], "seed %d", seed)
		}
	}
}

func TestSVGStructure(t *testing.T) {
	t.Parallel()
	g := graph.New("A & B")
	gr := g.AddGroup("zone", "Zone")
	a, b := gr.AddNode("a", "user"), g.AddNode("b", "pod")
	a.To(b, "calls").Tail = graph.ArrowNormal
	svg := svgOf(t, g)
	root := parse(t, svg)
	require.Equal(t, "img", root.attr("role"))
	require.Equal(t, "A & B", root.find("title")[0].Text)
	require.Equal(t, "2 nodes, 1 edge. a to b: calls.", root.find("desc")[0].Text)
	require.Equal(t, root.attr("aria-labelledby"), root.find("title")[0].attr("id")+" "+root.find("desc")[0].attr("id"))
	require.Contains(t, svg, `<g class="group" data-id="zone">`)
	require.Contains(t, svg, `<g class="node" data-id="a" data-kind="user">`)
	require.Contains(t, svg, `<g class="edge" data-from="a" data-to="b">`)
	require.Contains(t, svg, `fill="#f9f"`)
	require.NotContains(t, svg, "foreignObject")
	require.NotContains(t, svg, "<script")
	require.True(t, strings.HasSuffix(svg, "</svg>\n"))
	require.NotRegexp(t, regexp.MustCompile(`\d\.\d{3}`), svg, "at most two decimals")
	require.NotContains(t, svg, "NaN")
}

// A screen reader takes an image for one thing: with links in it, it is none.
func TestLinksCanBeReached(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	a, b := g.AddNode("a", ""), g.AddNode("b", "")
	a.Label, a.Link = "two\nlines", "https://example.com/?a=1&b=2"
	a.To(b, "").Link = "docs/a.md"
	root := parse(t, svgOf(t, g))
	require.Equal(t, "group", root.attr("role"))
	links := root.find("a")
	require.Len(t, links, 2)
	require.Equal(t, "docs/a.md", links[0].attr("href"))
	require.Equal(t, "two lines to b", links[0].attr("aria-label"))
	require.Equal(t, "two lines", links[1].attr("aria-label"))
}

func TestIDsDifferBetweenDocuments(t *testing.T) {
	t.Parallel()
	one, two := graph.New("same title"), graph.New("same title")
	one.AddNode("a", "")
	two.AddNode("b", "")
	require.NotEqual(t, parse(t, svgOf(t, one)).attr("aria-labelledby"), parse(t, svgOf(t, two)).attr("aria-labelledby"))
}

func TestSameBytesFromSeveralGoroutines(t *testing.T) {
	t.Parallel()
	g := graphtest.Random(7)
	want := svgOf(t, g)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			var b bytes.Buffer
			if err := render.SVG(context.Background(), &b, g, render.Options{}); err != nil || b.String() != want {
				t.Errorf("error %v, or other bytes", err)
			}
		})
	}
	wg.Wait()
}

func TestMeasuredSizesKeepTheInvariants(t *testing.T) {
	t.Parallel()
	for seed := range uint64(150) {
		var seen *layout.Problem
		_, err := render.Draw(context.Background(), graphtest.Random(seed), render.Options{
			Engine: engineFunc(func(ctx context.Context, p *layout.Problem) (*layout.Layout, error) {
				seen = p
				l, err := elk.Engine{}.Layout(ctx, p)
				if err == nil {
					require.Empty(t, layouttest.Problems(seen, l), "seed %d", seed)
				}
				return l, err
			}),
		})
		require.NoError(t, err, "seed %d", seed)
		require.NotNil(t, seen)
	}
}

type engineFunc func(context.Context, *layout.Problem) (*layout.Layout, error)

func (f engineFunc) Layout(ctx context.Context, p *layout.Problem) (*layout.Layout, error) {
	return f(ctx, p)
}

func TestNothingIsWrittenOnAnError(t *testing.T) {
	t.Parallel()
	invalid := graph.New("")
	invalid.AddNode("a", "")
	invalid.AddEdge("a", "missing", "")
	themeless := graph.New("")
	themeless.Theme = "nope"
	for _, g := range []*graph.Graph{invalid, themeless} {
		var b bytes.Buffer
		require.Error(t, render.SVG(context.Background(), &b, g, render.Options{}))
		require.Zero(t, b.Len())
	}
	broken := errors.New("engine broke")
	err := render.SVG(context.Background(), io.Discard, graph.New(""), render.Options{
		Engine: engineFunc(func(context.Context, *layout.Problem) (*layout.Layout, error) { return nil, broken }),
	})
	require.ErrorIs(t, err, broken)
}

func TestBadLayoutsAreRefused(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	g.AddNode("a", "").To(g.AddNode("b", ""), "")
	good := func() *layout.Layout {
		return &layout.Layout{
			Nodes: make([]layout.Rect, 2), Groups: []layout.Rect{}, Titles: []layout.Rect{},
			Edges: []layout.Route{{Points: make([]layout.Point, 2)}},
		}
	}
	for name, spoil := range map[string]func(*layout.Layout){
		"too few nodes": func(l *layout.Layout) { l.Nodes = l.Nodes[1:] },
		"no route":      func(l *layout.Layout) { l.Edges[0].Points = nil },
		"half a curve":  func(l *layout.Layout) { l.Edges[0] = layout.Route{Curved: true, Points: make([]layout.Point, 3)} },
		"NaN":           func(l *layout.Layout) { l.Nodes[0].X = math.NaN() },
		"infinity":      func(l *layout.Layout) { l.Edges[0].Points[1].Y = math.Inf(1) },
	} {
		l := good()
		spoil(l)
		_, err := render.Draw(context.Background(), g, render.Options{
			Engine: engineFunc(func(context.Context, *layout.Problem) (*layout.Layout, error) { return l, nil }),
		})
		require.ErrorContains(t, err, "layout: ", name)
	}
}

func TestWriteErrorsAreReturned(t *testing.T) {
	t.Parallel()
	r, w := io.Pipe()
	require.NoError(t, r.Close())
	require.ErrorIs(t, render.SVG(context.Background(), w, graphtest.Random(3), render.Options{}), io.ErrClosedPipe)
}

func TestEmptyGraph(t *testing.T) {
	t.Parallel()
	root := parse(t, svgOf(t, graph.New("")))
	require.Equal(t, "Topology", root.find("title")[0].Text)
}

func TestIgnoredDirectionIsTold(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	gr := g.AddGroup("g", "")
	gr.Direction = graph.Right
	g.AddNode("out", "").To(gr.AddNode("in", ""), "")
	var told []graph.Diagnostic
	_, err := render.Draw(context.Background(), g, render.Options{Warn: func(d graph.Diagnostic) { told = append(told, d) }})
	require.NoError(t, err)
	require.Len(t, told, 1)
	require.Contains(t, told[0].Message, `"g"`)
}

func TestEdgesBetweenAGroupAndItsContent(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	outer := g.AddGroup("outer", "")
	outer.Direction = graph.Left
	inner := outer.AddGroup("inner", "")
	n := inner.AddNode("n", "")
	outer.To(n, "down")
	n.To(outer, "up")
	inner.To(outer, "out")
	outer.To(outer, "self")
	require.Len(t, parse(t, svgOf(t, g)).find("text"), 7)
}
