//go:build peers

package chromium_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render"
	"github.com/topodraw/topodraw/theme"
	"github.com/topodraw/topodraw/topology"
)

// scheme is what prefers-color-scheme tells a page, in Chromium's numbers.
type scheme int

const (
	dark scheme = iota
	light
)

// sample is a graph with its drawing in auto mode, and its theme.
type sample struct {
	graph *graph.Graph
	theme *theme.Theme
	auto  string
	size  image.Point
}

// samples returns the golden drawings, and a flow in each theme.
func samples(t *testing.T) []sample {
	t.Helper()
	var out []sample
	files, err := filepath.Glob("../../testdata/golden/*.svg")
	require.NoError(t, err)
	for _, f := range files {
		svg, err := os.ReadFile(f)
		require.NoError(t, err)
		out = append(out, newSample(t, read(t, strings.TrimSuffix(filepath.Base(f), ".svg")), "", string(svg)))
	}
	require.NotEmpty(t, out)
	for _, name := range theme.Names() {
		out = append(out, newSample(t, read(t, "thanos"), name, ""))
	}
	return out
}

// read returns the topology that a golden drawing is of.
func read(t *testing.T, name string) *graph.Graph {
	t.Helper()
	data, err := topology.Example(name)
	if err != nil {
		data, err = os.ReadFile("../../testdata/topology/" + name + ".yaml")
	}
	require.NoError(t, err)
	g, err := topology.Read(bytes.NewReader(data), name)
	require.NoError(t, err)
	return g
}

// newSample draws a graph unless it is drawn already.
func newSample(t *testing.T, g *graph.Graph, themeName, auto string) sample {
	t.Helper()
	if themeName != "" {
		g.Theme = themeName
	}
	th, err := theme.Lookup(g.Theme)
	require.NoError(t, err)
	d, err := render.Draw(context.Background(), g, render.Options{})
	require.NoError(t, err)
	if auto == "" {
		var b strings.Builder
		require.NoError(t, d.SVG(&b))
		auto = b.String()
	}
	size := d.Layout().Size
	return sample{g, th, auto, image.Pt(int(math.Ceil(size.W)), int(math.Ceil(size.H)))}
}

// in returns the drawing in another mode.
func (s sample) in(t *testing.T, m render.Mode) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, render.SVG(context.Background(), &b, s.graph, render.Options{Mode: m}))
	return b.String()
}

// strip is what each page begins with, black in the dark and white otherwise:
// it shows that Chromium does what it is asked.
const strip = `<!doctype html><meta charset="utf-8"><style>
body{margin:0;background:#888}#strip{height:10px;background:#fff}@media(prefers-color-scheme:dark){#strip{background:#000}}
img{position:absolute;left:0}</style><div id="strip"></div>
`

const stripHeight, scale = 10, 2

// screenshot shows SVG documents of the samples one below the other, as images,
// the way documents on the web embed them, and returns the pixels of each.
func screenshot(t *testing.T, all []sample, svgs []string, s scheme) []image.Image {
	t.Helper()
	var page strings.Builder
	page.WriteString(strip)
	y, width := stripHeight, 0
	var boxes []image.Rectangle
	for i, svg := range svgs {
		fmt.Fprintf(&page, "<img style=\"top:%dpx\" decoding=\"sync\" src=\"data:image/svg+xml;base64,%s\">\n",
			y, base64.StdEncoding.EncodeToString([]byte(svg)))
		size := all[i].size
		boxes = append(boxes, image.Rect(0, y*scale, size.X*scale, (y+size.Y)*scale))
		y, width = y+size.Y, max(width, size.X)
	}
	shot := shoot(t, page.String(), s, width, y)
	want := map[scheme]color.RGBA{dark: {A: 255}, light: {255, 255, 255, 255}}[s]
	require.Equal(t, want, rgba(shot, shot.Bounds().Min.Add(image.Pt(4, 4))), "Chromium prefers what it is told")
	out := make([]image.Image, len(boxes))
	for i, b := range boxes {
		out[i] = shot.(interface {
			SubImage(image.Rectangle) image.Image
		}).SubImage(b)
	}
	return out
}

// shoot has Chromium take a picture of a page.
func shoot(t *testing.T, page string, s scheme, width, height int) image.Image {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "page.html"), filepath.Join(dir, "shot.png")
	require.NoError(t, os.WriteFile(in, []byte(page), 0o600))
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
		"--user-data-dir="+t.TempDir(), fmt.Sprintf("--force-device-scale-factor=%d", scale),
		fmt.Sprintf("--blink-settings=preferredColorScheme=%d", s),
		// The window has a frame of some px around the page.
		fmt.Sprintf("--window-size=%d,%d", max(width, 500)+50, height+200),
		"--screenshot="+out, "file://"+in)
	said, err := cmd.CombinedOutput()
	require.NoError(t, err, string(said))
	data, err := os.ReadFile(out)
	require.NoError(t, err)
	img, err := png.Decode(bytes.NewReader(data))
	require.NoError(t, err)
	return img
}

func rgba(img image.Image, p image.Point) color.RGBA {
	return color.RGBAModel.Convert(img.At(p.X, p.Y)).(color.RGBA)
}

// parse reads #rgb or #rrggbb.
func parse(t *testing.T, hex string) color.RGBA {
	t.Helper()
	digits := strings.TrimPrefix(hex, "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	v, err := strconv.ParseUint(digits, 16, 24)
	require.NoError(t, err, hex)
	return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
}

// count says how many pixels have a colour.
func count(img image.Image, c color.RGBA) int {
	n := 0
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if rgba(img, image.Pt(x, y)) == c {
				n++
			}
		}
	}
	return n
}

// different says how many pixels of two pictures of one size differ.
func different(a, b image.Image) int {
	n := 0
	size, from, other := a.Bounds().Size(), a.Bounds().Min, b.Bounds().Min
	for y := range size.Y {
		for x := range size.X {
			if rgba(a, from.Add(image.Pt(x, y))) != rgba(b, other.Add(image.Pt(x, y))) {
				n++
			}
		}
	}
	return n
}

// TestColorSchemes holds the promise of auto mode: in dark surroundings a
// drawing has the pixels that it has in dark mode, and in light ones those of
// light mode; dark and light modes do not mind the surroundings.
func TestColorSchemes(t *testing.T) {
	t.Parallel()
	all := samples(t)
	var auto, darks, lights []string
	for _, s := range all {
		auto = append(auto, s.auto)
		darks = append(darks, s.in(t, render.Dark))
		lights = append(lights, s.in(t, render.Light))
	}
	for _, c := range []struct {
		name             string
		prefers, against scheme
		fixed            []string
		palette          func(*theme.Theme) theme.Palette
	}{
		{"dark", dark, light, darks, func(t *theme.Theme) theme.Palette { return *t.Dark }},
		{"light", light, dark, lights, func(t *theme.Theme) theme.Palette { return t.Palette }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			adapts := screenshot(t, all, auto, c.prefers)
			fixed := screenshot(t, all, c.fixed, c.against)
			for i, s := range all {
				what := fmt.Sprintf("%s, theme %q", s.graph.Title, s.theme.Name)
				require.Zero(t, different(adapts[i], fixed[i]), what)
				checkColors(t, what, adapts[i], c.palette(s.theme))
			}
		})
	}
}

// checkColors looks for what a palette promises of every drawing with edges
// that have labels: the canvas, the lines and the texts.
func checkColors(t *testing.T, what string, img image.Image, p theme.Palette) {
	t.Helper()
	require.Equal(t, parse(t, p.Background), rgba(img, img.Bounds().Min.Add(image.Pt(4, 4))), what)
	require.Greater(t, count(img, parse(t, p.Edge.Stroke)), 100, "lines of %s", what)
	require.Greater(t, count(img, parse(t, p.Edge.Color)), 100, "texts of %s", what)
}
