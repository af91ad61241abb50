package png_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	ours "github.com/topodraw/topodraw/render/internal/png"
	"github.com/topodraw/topodraw/render/internal/scene"
	"github.com/topodraw/topodraw/render/layout"
)

func one(c string) scene.Paint { return scene.Paint{Light: c, Dark: c} }

// sized is a scene on white.
func sized(w, h float64, prims ...scene.Prim) *scene.Scene {
	return &scene.Scene{
		Size:       layout.Size{W: w, H: h},
		Background: scene.Paint{Light: "#fff", Dark: "#000"},
		Items:      []scene.Item{{Role: scene.NodeRole, Data: []scene.Datum{{Name: "id", Value: "n"}}, Prims: prims}},
	}
}

// polygon is a closed path through points given as x and y in turn.
func polygon(xy ...float64) scene.Path {
	p := line(xy...)
	return append(p, scene.Segment{Verb: scene.Close})
}

func line(xy ...float64) scene.Path {
	var p scene.Path
	for i := 0; i < len(xy); i += 2 {
		verb := scene.LineTo
		if i == 0 {
			verb = scene.MoveTo
		}
		p = append(p, scene.Segment{Verb: verb, P: [3]layout.Point{{X: xy[i], Y: xy[i+1]}}})
	}
	return p
}

// circle is drawn with the quarters that scenes have.
func circle(x, y, r float64) scene.Path {
	arc := func(cx, cy, ex, ey float64) scene.Segment {
		return scene.Segment{Verb: scene.ArcTo, P: [3]layout.Point{{X: cx, Y: cy}, {X: ex, Y: ey}}}
	}
	return append(line(x, y-r), arc(x+r, y-r, x+r, y), arc(x+r, y+r, x, y+r), arc(x-r, y+r, x-r, y), arc(x-r, y-r, x, y-r),
		scene.Segment{Verb: scene.Close})
}

func draw(t testing.TB, s *scene.Scene, opt ours.Options) image.Image {
	t.Helper()
	if opt.Scale == 0 {
		opt.Scale = 1
	}
	var b bytes.Buffer
	require.NoError(t, ours.Write(context.Background(), &b, s, opt))
	img, err := png.Decode(&b)
	require.NoError(t, err)
	return img
}

func at(img image.Image, x, y int) color.NRGBA {
	return color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
}

// rows shows which pixels are dark: '#' below a third, '.' above two thirds,
// '+' between, of the green channel.
func rows(img image.Image) []string {
	var out []string
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		row := ""
		for x := b.Min.X; x < b.Max.X; x++ {
			switch g := at(img, x, y).G; {
			case g < 85:
				row += "#"
			case g < 170:
				row += "+"
			default:
				row += "."
			}
		}
		out = append(out, row)
	}
	return out
}

// darkness is how many px a black shape on white covers.
func darkness(img image.Image) float64 {
	sum := 0.0
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			sum += float64(255-at(img, x, y).G) / 255
		}
	}
	return sum
}

// bounds is the box of all pixels that are not white.
func bounds(img image.Image) image.Rectangle {
	var r image.Rectangle
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if at(img, x, y) != (color.NRGBA{255, 255, 255, 255}) {
				r = r.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return r
}

func TestSquare(t *testing.T) {
	t.Parallel()
	s := sized(14, 14, scene.Shape{Path: polygon(2, 2, 12, 2, 12, 12, 2, 12), Fill: one("#f00")})
	for _, scale := range []float64{1, 2, 3} {
		img := draw(t, s, ours.Options{Scale: scale})
		n := int(scale)
		require.Equal(t, image.Rect(0, 0, 14*n, 14*n), img.Bounds())
		for y := range 14 * n {
			for x := range 14 * n {
				want := color.NRGBA{255, 255, 255, 255}
				if x >= 2*n && x < 12*n && y >= 2*n && y < 12*n {
					want = color.NRGBA{255, 0, 0, 255}
				}
				require.Equal(t, want, at(img, x, y), "%d, %d", x, y)
			}
		}
	}
}

func TestCoverage(t *testing.T) {
	t.Parallel()
	// A quarter of a pixel, a half, three quarters, and a diagonal half.
	s := sized(4, 1,
		scene.Shape{Path: polygon(0, 0, 0.5, 0, 0.5, 0.5, 0, 0.5), Fill: one("#000")},
		scene.Shape{Path: polygon(1, 0.25, 2, 0.25, 2, 0.75, 1, 0.75), Fill: one("#000")},
		scene.Shape{Path: polygon(2.25, 0, 3, 0, 3, 1, 2.25, 1), Fill: one("#000")},
		scene.Shape{Path: polygon(3, 0, 4, 0, 3, 1), Fill: one("#000")},
	)
	img := draw(t, s, ours.Options{})
	for x, share := range []float64{0.25, 0.5, 0.75, 0.5} {
		require.InDelta(t, 255*(1-share), at(img, x, 0).R, 1, "%d", x)
	}
}

func TestAreas(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		shape scene.Shape
		want  float64
	}{
		"triangle":      {scene.Shape{Path: polygon(3.1, 5.7, 90.3, 31.4, 17.9, 88.8), Fill: one("#000")}, shoelace(3.1, 5.7, 90.3, 31.4, 17.9, 88.8)},
		"anticlockwise": {scene.Shape{Path: polygon(17.9, 88.8, 90.3, 31.4, 3.1, 5.7), Fill: one("#000")}, shoelace(3.1, 5.7, 90.3, 31.4, 17.9, 88.8)},
		"circle":        {scene.Shape{Path: circle(50, 50, 40.3), Fill: one("#000")}, math.Pi * 40.3 * 40.3},
		"ring":          {scene.Shape{Path: circle(50, 50, 40), Stroke: one("#000"), StrokeWidth: 3}, 2 * math.Pi * 40 * 3},
		"dot":           {scene.Shape{Path: line(50, 50, 50, 50), Stroke: one("#000"), StrokeWidth: 30, Round: true}, math.Pi * 15 * 15},
		"round line":    {scene.Shape{Path: line(20, 30, 80, 71.5), Stroke: one("#000"), StrokeWidth: 7, Round: true}, math.Hypot(60, 41.5)*7 + math.Pi*3.5*3.5},
		"line":          {scene.Shape{Path: line(20, 30, 80, 71.5), Stroke: one("#000"), StrokeWidth: 7}, math.Hypot(60, 41.5) * 7},
		"dashes":        {scene.Shape{Path: line(10, 50, 90, 50), Stroke: one("#000"), StrokeWidth: 2, Dash: "5 3"}, 10 * 5 * 2},
		"odd dashes":    {scene.Shape{Path: line(10, 50, 90, 50), Stroke: one("#000"), StrokeWidth: 2, Dash: "5,3,2"}, 2 * (5 + 2 + 3) * 2 * 80 / 40},
		"ring of dashes": {scene.Shape{Path: circle(50, 50, 20/math.Pi*5), Stroke: one("#000"), StrokeWidth: 4, Dash: "10 10"},
			10 * 10 * 4},
		"square": {scene.Shape{Path: polygon(20, 20, 80, 20, 80, 80, 20, 80), Stroke: one("#000"), StrokeWidth: 8}, 68*68 - 52*52},
		"round square": {scene.Shape{Path: polygon(20, 20, 80, 20, 80, 80, 20, 80), Stroke: one("#000"), StrokeWidth: 8, Round: true},
			68*68 - 52*52 - (8*8 - math.Pi*4*4)},
		"sharp":        {scene.Shape{Path: line(20, 50, 80, 50, 20, 50.001), Stroke: one("#000"), StrokeWidth: 8}, 60 * 8},
		"tight":        {scene.Shape{Path: circle(50, 50, 1), Stroke: one("#000"), StrokeWidth: 20}, math.Pi * 11 * 11},
		"beyond":       {scene.Shape{Path: polygon(-1e6, -1e6, 1e6, -1e6, 1e6, 1e6, -1e6, 1e6), Fill: one("#000")}, 100 * 100},
		"left of it":   {scene.Shape{Path: polygon(-50, 20, 10, 20, 10, 40, -50, 40), Fill: one("#000")}, 10 * 20},
		"crossing":     {scene.Shape{Path: polygon(-100, 50, 50, -100, 200, 50, 50, 200), Fill: one("#000")}, 100 * 100},
		"no paint":     {scene.Shape{Path: circle(50, 50, 20)}, 0},
		"zero width":   {scene.Shape{Path: circle(50, 50, 20), Stroke: one("#000")}, 0},
		"odd colour":   {scene.Shape{Path: circle(50, 50, 20), Fill: one("what?")}, 0},
		"not a number": {scene.Shape{Path: polygon(10, 10, math.NaN(), 20, 20, 20), Fill: one("#000")}, 0},
		"infinite":     {scene.Shape{Path: polygon(10, 10, math.Inf(1), 20, 20, 20), Fill: one("#000")}, 0},
		"endless dashes": {scene.Shape{Path: line(10, 50, 90, 50), Stroke: one("#000"), StrokeWidth: 2, Dash: "1e-9 1e-9"},
			80 * 2},
		"bad dashes": {scene.Shape{Path: line(10, 50, 90, 50), Stroke: one("#000"), StrokeWidth: 2, Dash: "-1 x"}, 80 * 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := darkness(draw(t, sized(100, 100, c.shape), ours.Options{}))
			require.InDelta(t, c.want, got, 0.003*c.want+0.2)
		})
	}
}

func shoelace(ax, ay, bx, by, cx, cy float64) float64 {
	return math.Abs((bx-ax)*(cy-ay)-(cx-ax)*(by-ay)) / 2
}

func TestCornersAndDashes(t *testing.T) {
	t.Parallel()
	stroke := scene.Shape{Path: polygon(2, 2, 7, 2, 7, 6, 2, 6), Stroke: one("#000"), StrokeWidth: 2}
	require.Equal(t, []string{
		".........",
		".#######.",
		".#######.",
		".##...##.",
		".##...##.",
		".#######.",
		".#######.",
		".........",
	}, rows(draw(t, sized(9, 8, stroke), ours.Options{})))
	stroke.Path, stroke.Dash = line(1, 1, 15, 1), "3 2"
	require.Equal(t, []string{".###..###..###.."}, rows(draw(t, sized(16, 1, stroke), ours.Options{})))
	// The line's end is in a dash, as its start is: they are one corner.
	stroke.Path, stroke.Dash = polygon(2, 2, 7, 2, 7, 6, 2, 6), "4 1 8 2 100 1"
	img := draw(t, sized(9, 8, stroke), ours.Options{})
	require.Equal(t, ".#", rows(img)[1][:2])
}

func TestPaintInBothModes(t *testing.T) {
	t.Parallel()
	s := sized(2, 1, scene.Shape{Path: polygon(0, 0, 1, 0, 1, 1, 0, 1), Fill: scene.Paint{Light: "navy", Dark: "#abc"}})
	light, dark := draw(t, s, ours.Options{}), draw(t, s, ours.Options{Dark: true})
	require.Equal(t, color.NRGBA{0, 0, 128, 255}, at(light, 0, 0))
	require.Equal(t, color.NRGBA{255, 255, 255, 255}, at(light, 1, 0))
	require.Equal(t, color.NRGBA{0xaa, 0xbb, 0xcc, 255}, at(dark, 0, 0))
	require.Equal(t, color.NRGBA{0, 0, 0, 255}, at(dark, 1, 0))
}

func TestOpacity(t *testing.T) {
	t.Parallel()
	half := scene.Shape{Path: polygon(0, 0, 1, 0, 1, 1, 0, 1), Fill: one("#ff000080")}
	overWhite := draw(t, sized(2, 1, half), ours.Options{})
	require.Equal(t, color.NRGBA{255, 127, 127, 255}, at(overWhite, 0, 0))
	for _, background := range []string{"none", "transparent", "#fff0"} {
		img := draw(t, sized(2, 1, half), ours.Options{Background: background})
		require.Equal(t, color.NRGBA{255, 0, 0, 128}, at(img, 0, 0), background)
		require.Equal(t, color.NRGBA{}, at(img, 1, 0), background)
	}
	require.Equal(t, color.NRGBA{0, 128, 0, 255}, at(draw(t, sized(2, 1, half), ours.Options{Background: "Green"}), 1, 0))
	err := ours.Write(context.Background(), io.Discard, sized(2, 1), ours.Options{Scale: 1, Background: "gren"})
	require.ErrorContains(t, err, `background: "gren" is not a colour`)
}

// A label's ground hides the line behind it, also where nothing else is.
func TestGroundOfLabels(t *testing.T) {
	t.Parallel()
	s := sized(3, 1)
	s.Items = []scene.Item{
		{Role: scene.EdgeRole, Prims: []scene.Prim{
			scene.Shape{Path: line(0, 0.5, 3, 0.5), Stroke: one("#00f"), StrokeWidth: 1},
			scene.Shape{Path: polygon(1, 0, 2, 0, 2, 1, 1, 1), Fill: s.Background},
		}},
		{Role: scene.NodeRole, Prims: []scene.Prim{scene.Shape{Path: polygon(2, 0, 3, 0, 3, 1, 2, 1), Fill: s.Background}}},
	}
	blue, white := color.NRGBA{0, 0, 255, 255}, color.NRGBA{255, 255, 255, 255}
	for background, middle := range map[string]color.NRGBA{"": white, "none": {}, "#f00": {255, 0, 0, 255}, "#ff000080": {255, 0, 0, 128}} {
		img := draw(t, s, ours.Options{Background: background})
		require.Equal(t, []color.NRGBA{blue, middle, white}, []color.NRGBA{at(img, 0, 0), at(img, 1, 0), at(img, 2, 0)}, background)
	}
}

func TestSize(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		w, h, scale float64
		want        image.Point
	}{
		{100, 50, 1, image.Pt(100, 50)}, {100.2, 50, 2, image.Pt(201, 100)}, {100, 50, 1.1, image.Pt(110, 55)},
		{100, 50, 0.001, image.Pt(1, 1)}, {0, 0, 2, image.Pt(1, 1)}, {16384, 1, 1, image.Pt(16384, 1)},
	} {
		require.Equal(t, c.want, draw(t, sized(c.w, c.h), ours.Options{Scale: c.scale}).Bounds().Size(), "%v", c)
	}
}

func TestTooLarge(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		w, h, scale float64
		want        string
	}{
		{10000, 100, 2, "20000×200 px at a scale of 2, where 16384 px a side and 512 MiB of pixels are the most; a scale of 1.63 fits"},
		{100, 10000, 2, "a scale of 1.63 fits"},
		{16000, 16000, 1, "a scale of 0.72 fits"},
		{1e7, 1, 1, "no scale fits"},
		{math.Inf(1), 1, 1, "no scale fits"},
	} {
		var b bytes.Buffer
		err := ours.Write(context.Background(), &b, sized(c.w, c.h), ours.Options{Scale: c.scale})
		require.ErrorIs(t, err, ours.ErrTooLarge)
		require.ErrorContains(t, err, c.want)
		require.Zero(t, b.Len())
	}
	require.NoError(t, ours.Write(context.Background(), io.Discard, sized(10000, 100), ours.Options{Scale: 1.63}))
	for _, scale := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		err := ours.Write(context.Background(), io.Discard, sized(1, 1), ours.Options{Scale: scale})
		require.ErrorContains(t, err, "it has to be a positive number")
	}
	require.Error(t, ours.Write(context.Background(), io.Discard, sized(math.NaN(), 1), ours.Options{Scale: 1}))
}

func TestRefusalAllocatesNoPicture(t *testing.T) {
	t.Parallel()
	r := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_ = ours.Write(context.Background(), io.Discard, sized(1e5, 1e5), ours.Options{Scale: 1})
		}
	})
	require.Less(t, r.AllocedBytesPerOp(), int64(10_000))
}

func TestContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var b bytes.Buffer
	require.ErrorIs(t, ours.Write(ctx, &b, sized(1, 1), ours.Options{Scale: 1}), context.Canceled)
	require.Zero(t, b.Len())
}

func TestWriteErrors(t *testing.T) {
	t.Parallel()
	s := sized(1500, 1000, scene.Shape{Path: circle(500, 500, 400), Fill: one("#123456")})
	var whole bytes.Buffer
	require.NoError(t, ours.Write(context.Background(), &whole, s, ours.Options{Scale: 1}))
	for _, n := range []int{0, 8, 20, 60, 500, whole.Len() - 1} {
		err := ours.Write(context.Background(), &full{left: n}, s, ours.Options{Scale: 1})
		require.ErrorIs(t, err, io.ErrShortWrite, "after %d bytes", n)
	}
}

// full is a disk with room for some bytes.
type full struct{ left int }

func (f *full) Write(b []byte) (int, error) {
	if len(b) > f.left {
		return f.left, io.ErrShortWrite
	}
	f.left -= len(b)
	return len(b), nil
}

func TestDensity(t *testing.T) {
	t.Parallel()
	for scale, perMetre := range map[float64]uint32{1: 3780, 2: 7559, 0.5: 1890} {
		var b bytes.Buffer
		require.NoError(t, ours.Write(context.Background(), &b, sized(4, 4), ours.Options{Scale: scale}))
		_, chunk, found := bytes.Cut(b.Bytes(), []byte("pHYs"))
		require.True(t, found)
		require.Equal(t, perMetre, binary.BigEndian.Uint32(chunk))
		require.Equal(t, perMetre, binary.BigEndian.Uint32(chunk[4:]))
		require.Equal(t, byte(1), chunk[8])
	}
}

func TestSameBytes(t *testing.T) {
	t.Parallel()
	s := sized(1000, 900, scene.Shape{Path: circle(500, 500, 400), Fill: one("#123456"), Stroke: one("#0008"), StrokeWidth: 9, Dash: "7 5"},
		word("the same bytes each time", 60))
	var want bytes.Buffer
	require.NoError(t, ours.Write(context.Background(), &want, s, ours.Options{Scale: 1.3}))
	for i := range 4 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			var got bytes.Buffer
			require.NoError(t, ours.Write(context.Background(), &got, s, ours.Options{Scale: 1.3}))
			require.True(t, bytes.Equal(want.Bytes(), got.Bytes()))
		})
	}
}
