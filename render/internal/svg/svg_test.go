package svg

import (
	"encoding/xml"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/render/internal/scene"
	"github.com/topodraw/topodraw/render/layout"
)

func TestNum(t *testing.T) {
	t.Parallel()
	for v, want := range map[float64]string{
		0: "0", 1: "1", -0.001: "0", 1.005: "1", 1.006: "1.01", 12.5: "12.5", -3.14159: "-3.14", 1e6: "1000000",
	} {
		require.Equal(t, want, num(v))
	}
}

func TestEscapeIsUndoneByXML(t *testing.T) {
	t.Parallel()
	for _, text := range graphtest.Texts() {
		var e struct {
			A string `xml:"a,attr"`
			T string `xml:",chardata"`
		}
		doc := `<x a="` + escape(text) + `">` + escape(text) + `</x>`
		require.NoError(t, xml.Unmarshal([]byte(doc), &e), "%q", text)
		require.Equal(t, text, e.A)
		require.Equal(t, text, e.T)
	}
	require.Equal(t, "a\uFFFDb\uFFFD\uFFFD", escape("a\x00b\xff\uFFFE"))
}

func TestPathData(t *testing.T) {
	t.Parallel()
	p := func(x, y float64) layout.Point { return layout.Point{X: x, Y: y} }
	path := scene.Path{
		{Verb: scene.MoveTo, P: [3]layout.Point{p(1, 2)}},
		{Verb: scene.LineTo, P: [3]layout.Point{p(5, 2)}},
		{Verb: scene.LineTo, P: [3]layout.Point{p(5, 9.5)}},
		{Verb: scene.LineTo, P: [3]layout.Point{p(5, 9.501)}},
		{Verb: scene.LineTo, P: [3]layout.Point{p(7, 8)}},
		{Verb: scene.QuadTo, P: [3]layout.Point{p(8, 8), p(8, 9)}},
		{Verb: scene.CubicTo, P: [3]layout.Point{p(8, 10), p(9, 11), p(10, 11)}},
		{Verb: scene.ArcTo, P: [3]layout.Point{p(12, 11), p(12, 13)}},
		{Verb: scene.ArcTo, P: [3]layout.Point{p(12, 15), p(14, 15)}},
		{Verb: scene.Close},
	}
	require.Equal(t, "M1 2H5V9.5L7 8Q8 8 8 9C8 10 9 11 10 11A2 2 0 0 1 12 13A2 2 0 0 0 14 15Z", pathData(path))
}

func TestPaint(t *testing.T) {
	t.Parallel()
	for color, want := range map[string]string{
		"#f9f": ` fill="#f9f"`, "#12345678": ` fill="#123456" fill-opacity="0.47"`, "#f008": ` fill="#f00" fill-opacity="0.53"`,
		"navy": ` fill="navy"`, "": ` fill="none"`, "none": ` fill="none"`, "transparent": ` fill="none"`, `"><x>`: ` fill="none"`,
	} {
		var b strings.Builder
		require.NoError(t, Write(&b, &scene.Scene{Items: []scene.Item{{Prims: []scene.Prim{scene.Shape{Fill: scene.Paint{Light: color, Dark: color}}}}}}, Auto))
		require.Contains(t, b.String(), `<path d=""`+want+"/>", color)
		require.NotContains(t, b.String(), "<style>")
	}
}

func TestModes(t *testing.T) {
	t.Parallel()
	s := &scene.Scene{
		Background: scene.Paint{Light: "#fff", Dark: "#000"},
		Items: []scene.Item{{Prims: []scene.Prim{
			scene.Shape{Fill: scene.Paint{Light: "#fff", Dark: "#000"}, Stroke: scene.Paint{Light: "navy", Dark: "#abcdef80"}},
			scene.Text{Color: scene.Paint{Light: "#333", Dark: "#333"}, Lines: []string{"x"}},
		}}},
	}
	write := func(m Mode) string {
		var b strings.Builder
		require.NoError(t, Write(&b, s, m))
		return b.String()
	}
	auto := write(Auto)
	require.Regexp(t, `<style>@media\(prefers-color-scheme:dark\)\{#(td[0-9a-f]{8}) \.d0\{fill:#000\}#td[0-9a-f]{8} \.d1\{stroke:#abcdef;stroke-opacity:0\.5\}\}</style>`, auto)
	require.Contains(t, auto, `height="0" fill="#fff" class="d0"/>`)
	require.Contains(t, auto, `<path d="" fill="#fff" stroke="navy" class="d0 d1"`)
	require.Contains(t, auto, `fill="#333" x=`)
	require.Contains(t, write(Light), `<path d="" fill="#fff" stroke="navy" stroke-width`)
	require.Contains(t, write(Dark), `<path d="" fill="#000" stroke="#abcdef" stroke-opacity="0.5" stroke-width`)
	require.NotContains(t, write(Light)+write(Dark), "<style>")
}
