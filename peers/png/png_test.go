//go:build peers

// Package png compares our PNG pictures with what Chromium and librsvg make of
// our SVG documents.
package png_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/render"
	"github.com/topodraw/topodraw/topology"
)

// picture is a drawing in both formats.
type picture struct {
	name string
	svg  string
	// width and height are those of the SVG, in whole px.
	width, height int
	drawing       *render.Drawing
}

func (p picture) png(t *testing.T, scale float64) image.Image {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, p.drawing.PNG(context.Background(), &b, render.PNGOptions{Scale: scale, FontFolders: []string{}}))
	img, err := png.Decode(&b)
	require.NoError(t, err)
	return img
}

func newPicture(t *testing.T, name string, g *graph.Graph, mode render.Mode) picture {
	t.Helper()
	d, err := render.Draw(context.Background(), g, render.Options{Mode: mode})
	require.NoError(t, err)
	var svg strings.Builder
	require.NoError(t, d.SVG(&svg))
	size := d.Layout().Size
	return picture{name, svg.String(), int(math.Ceil(size.W)), int(math.Ceil(size.H)), d}
}

// pictures returns the drawings to compare: every topology that is locked as a
// golden file, one of all shapes, and random ones.
func pictures(t *testing.T) []picture {
	t.Helper()
	var out []picture
	add := func(name string, g *graph.Graph) {
		mode := render.Light
		if len(out)%2 == 1 {
			mode = render.Dark
		}
		if p := newPicture(t, name, g, mode); p.width <= 2500 && p.height <= 2500 {
			out = append(out, p)
		}
	}
	for _, name := range topology.Examples() {
		data, err := topology.Example(name)
		require.NoError(t, err)
		g, err := topology.Read(bytes.NewReader(data), name)
		require.NoError(t, err)
		add(name, g)
	}
	files, err := filepath.Glob("../../testdata/topology/*.yaml")
	require.NoError(t, err)
	for _, f := range files {
		data, err := os.ReadFile(f)
		require.NoError(t, err)
		g, err := topology.Read(bytes.NewReader(data), f)
		require.NoError(t, err)
		if latin(g) {
			add(filepath.Base(f), g)
		}
	}
	add("shapes", shapes())
	for seed, n := uint64(0), 0; n < 30; seed++ {
		if g := graphtest.Random(seed); latin(g) {
			before := len(out)
			add(fmt.Sprintf("seed %d", seed), g)
			n += len(out) - before
		}
	}
	return out
}

// shapes is a graph of every shape, line and arrow, with icons.
func shapes() *graph.Graph {
	g := graph.New("")
	var last *graph.Node
	for i, s := range graph.Shapes() {
		n := g.AddNode(string(s), graph.Kinds()[i%len(graph.Kinds())])
		n.Shape = s
		n.Icon = graph.Kinds()[i%len(graph.Kinds())]
		if last != nil {
			e := last.To(n, "to "+string(s))
			e.Line = graph.Lines()[i%len(graph.Lines())]
			e.Head = graph.Arrows()[i%len(graph.Arrows())]
		}
		if i%4 == 3 {
			n = nil
		}
		last = n
	}
	return g
}

// latin reports whether the embedded font has all that a graph shows.
func latin(g *graph.Graph) bool {
	var all strings.Builder
	for _, n := range g.Nodes() {
		all.WriteString(n.Text())
	}
	for _, e := range g.Edges() {
		all.WriteString(e.Label)
	}
	for _, gr := range g.Groups() {
		all.WriteString(gr.Text())
	}
	foreign := func(r rune) bool {
		return r < ' ' && r != '\n' && r != '\t' || r == 0xad || r >= 0x250 && (r < 0x2010 || r > 0x2026)
	}
	return !strings.ContainsFunc(all.String(), foreign)
}

// sheet is a page with pictures one below the other.
type sheet struct {
	html   strings.Builder
	names  []string
	boxes  []image.Rectangle // in px of the page
	bottom int
	width  int
}

// sheets puts pictures on as few pages as Chromium takes.
func sheets(all []picture, scale int) []*sheet {
	const most = 14_000 // px of a screenshot
	var out []*sheet
	for _, p := range all {
		if len(out) == 0 || (out[len(out)-1].bottom+p.height)*scale > most {
			s := &sheet{}
			s.html.WriteString(`<!doctype html><meta charset="utf-8"><style>body{margin:0}` +
				`div{position:absolute;left:0}svg{display:block;max-width:none!important}</style>`)
			out = append(out, s)
		}
		s := out[len(out)-1]
		fmt.Fprintf(&s.html, "<div style=\"top:%dpx\">%s</div>\n", s.bottom, p.svg)
		s.names = append(s.names, p.name)
		s.boxes = append(s.boxes, image.Rect(0, s.bottom, p.width, s.bottom+p.height))
		s.bottom += p.height
		s.width = max(s.width, p.width)
	}
	return out
}

// chromium takes screenshots of pictures.
func chromium(t *testing.T, all []picture, scale int) map[string]image.Image {
	t.Helper()
	out := map[string]image.Image{}
	for _, s := range sheets(all, scale) {
		dir := t.TempDir()
		page, shot := filepath.Join(dir, "page.html"), filepath.Join(dir, "shot.png")
		require.NoError(t, os.WriteFile(page, []byte(s.html.String()), 0o600))
		ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
		defer cancel()
		cmd := exec.CommandContext(ctx, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
			"--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
			"--user-data-dir="+t.TempDir(), fmt.Sprintf("--force-device-scale-factor=%d", scale),
			// The window has a frame of some px around the page.
			fmt.Sprintf("--window-size=%d,%d", max(s.width, 500)+50, s.bottom+200),
			"--screenshot="+shot, "file://"+page)
		said, err := cmd.CombinedOutput()
		require.NoError(t, err, string(said))
		img := readPNG(t, shot)
		for i, b := range s.boxes {
			out[s.names[i]] = crop(img, image.Rect(b.Min.X*scale, b.Min.Y*scale, b.Max.X*scale, b.Max.Y*scale))
		}
	}
	return out
}

// librsvg has rsvg-convert draw an SVG document.
func librsvg(t *testing.T, p picture, scale int) image.Image {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, "in.svg"), filepath.Join(dir, "out.png")
	require.NoError(t, os.WriteFile(in, []byte(p.svg), 0o600))
	said, err := exec.Command("rsvg-convert", fmt.Sprintf("--zoom=%d", scale), "-o", out, in).CombinedOutput()
	require.NoError(t, err, string(said))
	return readPNG(t, out)
}

func readPNG(t *testing.T, file string) image.Image {
	t.Helper()
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	img, err := png.Decode(bytes.NewReader(data))
	require.NoError(t, err)
	return img
}

func crop(img image.Image, r image.Rectangle) image.Image {
	return img.(interface {
		SubImage(image.Rectangle) image.Image
	}).SubImage(r)
}

// difference is how far two pictures are from each other, in steps of 255.
type difference struct {
	// mean is that of all channels of all pixels.
	mean float64
	// blurred is what 999 of 1,000 places differ by at most when each is the mean
	// of the 8 by 8 px around it: lines and letters that lie elsewhere show, and
	// the edges' way of fading does not.
	blurred float64
}

// tile is the side of the squares that are compared as a whole, in px.
const tile = 8

// compare compares two pictures in whole tiles, so without the last px on the
// right and at the bottom: a document of 99.5 px does not fill its last one.
func compare(a, b image.Image) difference {
	size := a.Bounds().Size()
	var sum float64
	var blurs []float64
	for y := 0; y < min(size.Y, b.Bounds().Dy())-tile; y += tile {
		for x := 0; x < min(size.X, b.Bounds().Dx())-tile; x += tile {
			absolute, signed := compareTile(a, b, x, y)
			sum += absolute
			blurs = append(blurs, signed)
		}
	}
	slices.Sort(blurs)
	return difference{sum / float64(len(blurs)), blurs[len(blurs)*999/1000]}
}

// compareTile returns the mean of the differences in a tile, and the largest
// difference of a channel's mean.
func compareTile(a, b image.Image, x0, y0 int) (absolute, blurred float64) {
	var signed [3]float64
	for y := y0; y < y0+tile; y++ {
		for x := x0; x < x0+tile; x++ {
			va, vb := channels(a, x, y), channels(b, x, y)
			for c := range va {
				signed[c] += va[c] - vb[c]
				absolute += math.Abs(va[c] - vb[c])
			}
		}
	}
	for _, v := range signed {
		blurred = max(blurred, math.Abs(v)/(tile*tile))
	}
	return absolute / (3 * tile * tile), blurred
}

func channels(img image.Image, x, y int) [3]float64 {
	at := img.Bounds().Min
	r, g, b, _ := img.At(at.X+x, at.Y+y).RGBA()
	return [3]float64{float64(r >> 8), float64(g >> 8), float64(b >> 8)}
}

// TestPictures compares our pixels with Chromium's, and Chromium's with those of
// librsvg, which see the same SVG documents. What differs is how edges fade, how
// far dashes get along curves, and, at a scale of 1, where letters stand:
// Chromium puts baselines on whole px.
func TestPictures(t *testing.T) {
	t.Parallel()
	all := pictures(t)
	for _, c := range []struct {
		scale int
		// The largest difference of one picture, and the mean of all.
		most difference
		mean float64
	}{{1, difference{5, 24}, 1.5}, {2, difference{2.2, 30}, 0.8}, {3, difference{2, 30}, 0.8}} {
		shots := chromium(t, all, c.scale)
		sum := 0.0
		for _, p := range all {
			d := compare(shots[p.name], p.png(t, float64(c.scale)))
			near(t, fmt.Sprintf("%s at %d, PNG and Chromium", p.name, c.scale), d, c.most)
			sum += d.mean
			if c.scale == 2 {
				near(t, p.name+", librsvg and Chromium", compare(shots[p.name], librsvg(t, p, c.scale)), c.most)
			}
		}
		require.Less(t, sum/float64(len(all)), c.mean, "at %d", c.scale)
	}
}

func near(t *testing.T, what string, is, most difference) {
	t.Helper()
	t.Logf("%s: mean %.2f, blurred %.1f", what, is.mean, is.blurred)
	if is.mean > most.mean || is.blurred > most.blurred {
		t.Errorf("%s: %+v is more than %+v", what, is, most)
	}
}

// TestNoFusedArithmetic has the compiler make code for machines that can
// multiply and add with one rounding: if it does so anywhere in the rasteriser,
// pictures may differ from those of machines that cannot.
func TestNoFusedArithmetic(t *testing.T) {
	t.Parallel()
	cmd := exec.Command("go", "build", "-gcflags=-S", "github.com/topodraw/topodraw/render/internal/png")
	cmd.Env = append(os.Environ(), "GOARCH=arm64", "CGO_ENABLED=0")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%.2000s", out)
	require.Contains(t, string(out), "FMULD", "this is the code")
	// The instructions of arm64 that multiply and add.
	fused := regexp.MustCompile(`\bFN?M(ADD|SUB)[DS]\b`)
	for line := range strings.Lines(string(out)) {
		if fused.MatchString(line) {
			t.Error(line)
		}
	}
}
