package main

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// What each program writes, shortened: two nodes in a group, and an edge with a
// label.
const (
	likeOurs = `<svg viewBox="0 0 200 100" width="200" height="100">
<rect width="200" height="100"/>
<g class="group"><path d="M5 5H195V95H5Z"/></g>
<g class="edge"><path d="M30 50H150"/><path d="M160 50L150 45V55Z"/><path d="M80 40H120V60H80Z"/><text>calls</text></g>
<g class="node"><path d="M10 40H30V60H10Z"/><text>a</text></g>
<g class="node"><path d="M160 40H190V60H160Z"/><path d="M165 45H185" fill="none"/></g></svg>`

	likeGraphviz = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg width="200pt" height="100pt" viewBox="0.00 0.00 200.00 100.00" xmlns="http://www.w3.org/2000/svg">
<g id="graph0" class="graph" transform="scale(1 1) rotate(0) translate(0 100)">
<polygon points="0,0 0,-100 200,-100 200,0 0,0"/>
<g class="cluster"><polygon points="5,-5 5,-95 195,-95 195,-5 5,-5"/></g>
<g class="node"><title>a</title><g><a xlink:href="x" xmlns:xlink="y"><polygon points="30,-60 10,-60 10,-40 30,-40 30,-60"/></a></g></g>
<g class="node"><title>b</title><ellipse cx="175" cy="-50" rx="15" ry="10"/></g>
<g class="edge"><path d="M30,-50C70,-50 110,-50 150,-50"/><polygon points="150,-54 160,-50 150,-46 150,-54"/></g>
</g></svg>`

	likeMermaid = `<svg width="100%" viewBox="-10 -20 200 100" class="flowchart"><g>
<marker class="marker flowchart-v2"><path class="arrowMarkerPath" d="M 0 0 L 10 5 L 0 10 z"/></marker>
<g class="root" transform="translate(-10,-20)"><g class="clusters"><g class="cluster"><rect x="5" y="5" width="190" height="90"/></g></g>
<g class="edges edgePaths"><path class="edge-thickness-normal flowchart-link" d="M30,50L150,50"/></g>
<g class="edgeLabels"><g class="edgeLabel"><g class="label"><rect x="80" y="40" width="40" height="20"/></g></g></g>
<g class="nodes"><g class="node default" transform="translate(20, 50)"><rect class="basic label-container" x="-10" y="-10" width="20" height="20"/>
<g class="label"><rect/><foreignObject width="120" height="21"><p>a</p></foreignObject></g></g>
<g class="root" transform="translate(100,0)"><g class="node" transform="translate(75,50)"><g class="basic label-container"><path d="M-15-10h30v20h-30Z"/></g></g></g>
</g></g></g></svg>`
)

// likeD2 has a picture within the picture, as D2 writes it.
func likeD2() string {
	class := func(key string) string { return base64.URLEncoding.EncodeToString([]byte(key)) }
	return `<svg viewBox="0 0 200 100"><svg class="d2-1 d2-svg" width="200" height="100" viewBox="-101 -101 200 100">
<rect x="-101" y="-101" width="200" height="100"/><style><![CDATA[.a{b:c}]]></style>
<g class="` + class("g0") + `"><g class="shape"><rect x="-96" y="-96" width="190" height="90"/></g><text class="text">group</text></g>
<g class="` + class("g0.n1") + `"><g class="shape"><rect x="-91" y="-61" width="20" height="20"/></g></g>
<g class="` + class("g0.n2") + ` mine"><g class="shape"><rect x="59" y="-61" width="30" height="20"/></g></g>
<g class="` + class("g0.(n1 -&gt; n2)[0]") + `"><marker><polygon points="0,0 10,6 0,12" class="connection"/></marker>
<path d="M -71 -51 C -31 -51 9 -51 49 -51" class="connection"/><text>calls</text></g>
<mask><rect width="200" height="100"/></mask></svg></svg>`
}

func TestReadSVG(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		svg      string
		classify classifier
	}{
		"topodraw": {likeOurs, byClass},
		"Graphviz": {likeGraphviz, byClass},
		"Mermaid":  {likeMermaid, byClass},
		"D2":       {likeD2(), byD2Key()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, err := readSVG(strings.NewReader(c.svg), c.classify)
			require.NoError(t, err)
			require.Equal(t, layout.Size{W: 200, H: 100}, d.size)
			require.Len(t, d.nodes, 2)
			require.Len(t, d.edges, 1)
			p := measure(d)
			require.Zero(t, p.crossings)
			require.InDelta(t, (20*20+30*20)/20_000.0, p.cover, 1e-9)
			line := d.edges[0][0]
			require.InDelta(t, 120, line[len(line)-1].X-line[0].X, 1e-9)
		})
	}
}

// Where it stands in the picture counts: transforms of all around it, and the
// scale of a picture in the picture.
func TestReadSVGTransforms(t *testing.T) {
	t.Parallel()
	d, err := readSVG(strings.NewReader(`<svg viewBox="0 0 100 100"><g transform="translate(10,20)"><g transform="scale(2)">
<g class="node" transform="rotate(90)"><rect width="10" height="5"/></g></g></g>
<svg x="5" y="6" width="50" height="80" viewBox="100 100 100 100"><g class="node"><rect x="100" y="100" width="10px" height="20"/></g></svg></svg>`), byClass)
	require.NoError(t, err)
	require.Len(t, d.nodes, 2)
	for i, want := range []layout.Rect{{X: 0, Y: 20, W: 10, H: 20}, {X: 5, Y: 6, W: 5, H: 10}} {
		require.InDeltaSlice(t, []float64{want.X, want.Y, want.W, want.H},
			[]float64{d.nodes[i].X, d.nodes[i].Y, d.nodes[i].W, d.nodes[i].H}, 1e-9)
	}
}

func TestReadSVGRefuses(t *testing.T) {
	t.Parallel()
	for name, svg := range map[string]string{
		"nothing":              ``,
		"not XML":              `<svg viewBox="0 0 1 1">`,
		"no viewBox":           `<svg/>`,
		"a bad viewBox":        `<svg viewBox="0 0 1"/>`,
		"a node of text":       `<svg viewBox="0 0 9 9"><g class="node"><text>a</text></g></svg>`,
		"an edge of an arrow":  `<svg viewBox="0 0 9 9"><g class="edge"><text>a</text></g></svg>`,
		"an empty edge":        `<svg viewBox="0 0 9 9"><g class="edge"><path d=""/></g></svg>`,
		"a bad path":           `<svg viewBox="0 0 9 9"><g class="edge"><path d="M1"/></g></svg>`,
		"a bad transform":      `<svg viewBox="0 0 9 9"><g transform="jump(1)"/></svg>`,
		"a length in percents": `<svg viewBox="0 0 9 9"><g class="node"><rect width="100%" height="1"/></g></svg>`,
	} {
		_, err := readSVG(strings.NewReader(svg), byClass)
		require.Error(t, err, name)
	}
}

func TestReadTransform(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]layout.Point{ // where (1, 2) goes
		"":                              {X: 1, Y: 2},
		"translate(3)":                  {X: 4, Y: 2},
		"translate(3,-4)":               {X: 4, Y: -2},
		" translate ( 3 -4 ) ":          {X: 4, Y: -2},
		"scale(2)":                      {X: 2, Y: 4},
		"scale(2 3)":                    {X: 2, Y: 6},
		"rotate(90)":                    {X: -2, Y: 1},
		"rotate(90 1 1)":                {X: 0, Y: 1},
		"matrix(1 2 3 4 5 6)":           {X: 12, Y: 16},
		"skewX(45)":                     {X: 3, Y: 2},
		"skewY(45)":                     {X: 1, Y: 3},
		"translate(1,1),scale(2)":       {X: 3, Y: 5},
		"scale(2) translate(1,1)":       {X: 4, Y: 6},
		"scale(1 1) rotate(0) scale(1)": {X: 1, Y: 2},
	} {
		m, err := readTransform(s)
		require.NoError(t, err, s)
		got := m.apply(layout.Point{X: 1, Y: 2})
		require.InDelta(t, want.X, got.X, 1e-9, s)
		require.InDelta(t, want.Y, got.Y, 1e-9, s)
	}
	for _, s := range []string{"translate", "translate(1", "translate(1,2,3)", "turn(1)", "scale(x)", "scale()", "none"} {
		_, err := readTransform(s)
		require.Error(t, err, s)
	}
}

func TestWriteD2(t *testing.T) {
	t.Parallel()
	g := graph.New("system")
	g.Direction = graph.Right
	outer := g.AddGroup("label", "")
	inner := outer.AddGroup("Label", "in \"quotes\"")
	a, b := inner.AddNode("a", "pod"), g.AddNode("b", "")
	a.Label, a.Subtitle = `C:\${x}`, "second line"
	a.To(b, "calls $1")
	b.To(inner, "")
	var out strings.Builder
	require.NoError(t, writeD2(&out, g))
	require.Equal(t, `direction: right
n0: "b"
g1: "label" {
  g2: "in \"quotes\"" {
    n3: "C:\\\${x}\nsecond line"
  }
}
g1.g2.n3 -> n0: "calls \$1"
n0 -> g1.g2
`, out.String())
}
