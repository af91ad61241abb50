package png

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/adler32"
	"image"
	"image/png"
	"io"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/render/internal/scene"
	"github.com/topodraw/topodraw/render/layout"
)

// coverages rasterises a polygon within a clip.
func coverages(clip image.Rectangle, points []point) map[image.Point]uint32 {
	var r raster
	r.reset(clip)
	r.polygon(points)
	out := map[image.Point]uint32{}
	r.spans(func(y, x0, x1 int, c uint32) {
		for x := x0; x < x1; x++ {
			out[image.Pt(x, y)] = c
		}
	})
	return out
}

func randomPolygon(r *rand.Rand, size float64) []point {
	out := make([]point, 3+r.IntN(6))
	for i := range out {
		out[i] = pt((r.Float64()*3-1)*size, (r.Float64()*3-1)*size)
		if r.IntN(3) == 0 {
			out[i] = pt(math.Round(out[i].X), math.Round(out[i].Y))
		}
	}
	return out
}

// A part of a picture is what the whole has there, but for rounding where lines
// are cut.
func TestClip(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		p := randomPolygon(r, 40)
		part := image.Rect(r.IntN(30), r.IntN(30), 30+r.IntN(30), 30+r.IntN(30))
		whole := coverages(image.Rect(-50, -50, 90, 90), p)
		for at, c := range coverages(part, p) {
			require.True(t, at.In(part), "%v", at)
			require.InDelta(t, whole[at], c, 3, "%v of %v", at, p)
		}
	}
}

// It makes no difference when the cells of a pixel are added up.
func TestCompact(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 6))
	for range 50 {
		clip := image.Rect(0, 0, 60, 60)
		var one, other raster
		one.reset(clip)
		other.reset(clip)
		other.most = 20
		for range 30 {
			p := randomPolygon(r, 40)
			one.polygon(p)
			other.polygon(p)
		}
		var want, got []uint32
		one.spans(func(y, x0, x1 int, c uint32) { want = append(want, uint32(y), uint32(x0), uint32(x1), c) })
		other.spans(func(y, x0, x1 int, c uint32) { got = append(got, uint32(y), uint32(x0), uint32(x1), c) })
		require.Equal(t, want, got)
		require.Less(t, len(other.cells), len(one.cells))
	}
}

func TestAreaOfTriangles(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		p := randomPolygon(r, 40)[:3]
		want := math.Abs(cross(sub(p[1], p[0]), sub(p[2], p[0]))) / 2
		got := 0.0
		for _, c := range coverages(image.Rect(-50, -50, 90, 90), p) {
			got += float64(c) / 255
		}
		require.InDelta(t, want, got, 1.5, "%v", p)
	}
}

// Runs of level 1 go from right to left, and within them those of level 2 from
// left to right.
func TestVisualOrder(t *testing.T) {
	t.Parallel()
	for want, levels := range map[string][]bidi.Level{
		"": {}, "a": {1}, "abc": {0, 0, 0}, "cba": {1, 1, 1}, "adcbe": {0, 1, 2, 1, 0}, "cabd": {2, 2, 1, 0}, "cabdfe": {2, 2, 1, 0, 1, 1},
	} {
		runs := make([]run, len(levels))
		for i, l := range levels {
			runs[i] = run{level: l, text: []rune{rune('a' + i)}}
		}
		visualOrder(runs)
		got := ""
		for _, r := range runs {
			got += string(r.text)
		}
		require.Equal(t, want, got, "%v", levels)
	}
}

func TestLevels(t *testing.T) {
	t.Parallel()
	var x texts
	for line, want := range map[string][]string{
		"plain":        {"plain"},
		"שלום":         {"שלום"},
		"a שלום b":     {"a ", "שלום", " b"},
		"שלום a":       {"שלום", " a"}, // the line goes from left to right
		"שלום 12 עולם": {"עולם", " ", "12", " ", "שלום"},
		"\u202eabc":    {"\u202e", "abc"},
		"":             {""},
		"日本 العربية日本": {"日本 ", "العربية", "日本"},
	} {
		runs := x.levels([]rune(line))
		visualOrder(runs)
		got := []string{}
		for _, r := range runs {
			got = append(got, string(r.text))
		}
		require.Equal(t, joinSpaces(want), joinSpaces(got), "%q", line)
	}
}

// joinSpaces leaves open which run a space between two is in.
func joinSpaces(runs []string) (out []string) {
	for _, r := range runs {
		if r = string(bytes.TrimSpace([]byte(r))); r != "" {
			out = append(out, r)
		}
	}
	return out
}

func TestRightToLeftGlyphs(t *testing.T) {
	t.Parallel()
	x := newTexts(nil, nil)
	forth, err := x.line("אב", false)
	require.NoError(t, err)
	alef, err := x.line("א", false)
	require.NoError(t, err)
	require.Len(t, forth, 1)
	require.Equal(t, alef[0].glyphs[0].id, forth[0].glyphs[1].id, "the first letter is on the right")
	require.NotEqual(t, forth[0].glyphs[0].id, forth[0].glyphs[1].id)
}

func TestFinite(t *testing.T) {
	t.Parallel()
	outline := func(x, y float32) []opentype.Segment {
		return []opentype.Segment{{}, {Op: opentype.SegmentOpCubeTo, Args: [3]opentype.SegmentPoint{2: {X: x, Y: y}}}}
	}
	nan, inf := float32(math.NaN()), float32(math.Inf(-1))
	require.True(t, finite(outline(-2048, 2048)))
	for _, bad := range [][]opentype.Segment{outline(nan, 0), outline(0, nan), outline(inf, 0), outline(0, 1e30)} {
		require.False(t, finite(bad))
	}
}

func TestEncodeIsLossless(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 8))
	for _, c := range []struct {
		w, h   int
		opaque bool
	}{{1, 1, true}, {3, 2, false}, {500, 1200, true}, {500, 1200, false}, {16384, 20, true}} {
		img := image.NewRGBA(image.Rect(0, 0, c.w, c.h))
		for i := 0; i < len(img.Pix); i += 4 {
			if i >= 4*c.w && r.IntN(8) > 0 { // much is as above it
				copy(img.Pix[i:i+4], img.Pix[i-4*c.w:])
				continue
			}
			copy(img.Pix[i:], []byte{byte(r.IntN(256)), byte(r.IntN(256)), byte(r.IntN(256)), 255})
			if !c.opaque && r.IntN(2) == 0 {
				copy(img.Pix[i:], []byte{0, 0, 0, 0})
			}
		}
		var b bytes.Buffer
		require.NoError(t, encode(context.Background(), &b, img, 1))
		got, err := png.Decode(&b)
		require.NoError(t, err)
		for y := range c.h {
			for x := range c.w {
				wr, wg, wb, wa := img.At(x, y).RGBA()
				gr, gg, gb, ga := got.At(x, y).RGBA()
				if [4]uint32{wr, wg, wb, wa} != [4]uint32{gr, gg, gb, ga} {
					t.Fatalf("%d×%d: %d, %d differs", c.w, c.h, x, y)
				}
			}
		}
	}
}

func TestJoinAdler(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(9, 1))
	for range 60 {
		a, b := make([]byte, r.IntN(9000)), make([]byte, r.IntN(100_000))
		for _, s := range [][]byte{a, b} {
			for i := range s {
				s[i] = byte(r.Uint32() | 0xf0)
			}
		}
		want := adler32.Checksum(append(bytes.Clone(a), b...))
		require.Equal(t, want, joinAdler(adler32.Checksum(a), adler32.Checksum(b), len(b)))
	}
}

// FuzzWrite draws scenes of any numbers: it must end, and must not panic.
func FuzzWrite(f *testing.F) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 11))
		b := make([]byte, 400)
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		f.Add(b, "5 3", "text מ 日", 2.0)
	}
	f.Add([]byte{}, "0 0", "", math.NaN())
	f.Fuzz(func(t *testing.T, data []byte, dash, text string, scale float64) {
		s := &scene.Scene{Size: layout.Size{W: 200, H: 150}, Background: scene.Paint{Light: "#fff"}}
		if !(scale > 0 && scale < 20) {
			scale = 1
		}
		n := numbers(data)
		black := scene.Paint{Light: "#000"}
		shape := scene.Shape{Path: fuzzPath(n), Fill: black, Stroke: black, StrokeWidth: n(), Dash: dash, Round: len(data)%2 == 0}
		words := scene.Text{X: n(), Y: n(), Size: n(), LineHeight: n(), Lines: []string{text, text}, Color: black, Centered: len(data)%3 == 0}
		s.Items = []scene.Item{{Role: scene.NodeRole, Prims: []scene.Prim{shape, words}}}
		if err := Write(context.Background(), io.Discard, s, Options{Scale: scale}); err != nil {
			t.Fatal(err)
		}
	})
}

// numbers returns a source of numbers of all magnitudes, which ends in zeros.
func numbers(data []byte) func() float64 {
	return func() float64 {
		if len(data) < 9 {
			return 0
		}
		kind := data[0]
		v := binary.BigEndian.Uint64(data[1:])
		data = data[9:]
		switch kind % 4 {
		case 0:
			return math.Float64frombits(v)
		case 1:
			return float64(int16(v)) * 100
		}
		return float64(int32(v)) / (1 << 23)
	}
}

func fuzzPath(n func() float64) scene.Path {
	verbs := []scene.Verb{scene.MoveTo, scene.LineTo, scene.QuadTo, scene.CubicTo, scene.ArcTo, scene.Close}
	var p scene.Path
	for i := range 12 {
		verb := i * i
		if n() > 0 {
			verb++
		}
		s := scene.Segment{Verb: verbs[verb%len(verbs)]}
		for j := range s.P {
			s.P[j] = pt(n(), n())
		}
		p = append(p, s)
	}
	return p
}
