package render_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"log"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/render"
	"github.com/topodraw/topodraw/topology"
)

// A picture for a slide with a dark background, without one of its own.
func ExamplePNG() {
	g := graph.New("Shop")
	g.AddNode("User", "user").To(g.AddNode("Web", "service"), "HTTPS")

	var out bytes.Buffer
	err := render.PNG(context.Background(), &out, g, render.Options{
		Mode: render.Dark,
		PNG:  render.PNGOptions{Scale: 3, Background: "none"},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%q\n", out.Bytes()[:4])
	// Output: "\x89PNG"
}

// One layout gives pictures of several sizes.
func ExampleDrawing_PNG() {
	g := graph.New("Shop")
	g.AddNode("User", "user").To(g.AddNode("Web", "service"), "HTTPS")
	ctx := context.Background()
	d, err := render.Draw(ctx, g, render.Options{})
	if err != nil {
		log.Fatal(err)
	}
	width := d.Layout().Size.W
	for _, scale := range []float64{1, 2} {
		var out bytes.Buffer
		if err := d.PNG(ctx, &out, render.PNGOptions{Scale: scale}); err != nil {
			log.Fatal(err)
		}
		config, err := png.DecodeConfig(&out)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(float64(config.Width) == math.Ceil(width*scale))
	}
	// Output:
	// true
	// true
}

func pngOf(t testing.TB, g *graph.Graph, opt render.Options) image.Image {
	t.Helper()
	if opt.PNG.FontFolders == nil {
		opt.PNG.FontFolders = []string{}
	}
	var b bytes.Buffer
	require.NoError(t, render.PNG(context.Background(), &b, g, opt))
	img, err := png.Decode(&b)
	require.NoError(t, err)
	return img
}

func TestPNGModes(t *testing.T) {
	t.Parallel()
	corner := func(opt render.Options) color.Color {
		return color.NRGBAModel.Convert(pngOf(t, topology.LoadBalancer(), opt).At(0, 0))
	}
	require.Equal(t, color.NRGBA{255, 255, 255, 255}, corner(render.Options{}))
	require.Equal(t, color.NRGBA{255, 255, 255, 255}, corner(render.Options{Mode: render.Light}))
	require.Equal(t, color.NRGBA{0x0d, 0x11, 0x17, 255}, corner(render.Options{Mode: render.Dark}))
	require.Equal(t, color.NRGBA{}, corner(render.Options{PNG: render.PNGOptions{Background: "none"}}))
}

func TestPNGErrors(t *testing.T) {
	t.Parallel()
	write := func(opt render.PNGOptions) error {
		var b bytes.Buffer
		err := render.PNG(context.Background(), &b, topology.LoadBalancer(), render.Options{PNG: opt})
		require.Zero(t, b.Len())
		return err
	}
	require.ErrorIs(t, write(render.PNGOptions{Scale: 500}), render.ErrTooLarge)
	require.Error(t, write(render.PNGOptions{Scale: -1}))
	require.Error(t, write(render.PNGOptions{Background: "no colour"}))
	r, w := io.Pipe()
	require.NoError(t, r.Close())
	require.ErrorIs(t, render.PNG(context.Background(), w, topology.LoadBalancer(), render.Options{}), io.ErrClosedPipe)
}

// What graphs may hold can be drawn: nothing panics, and nothing is missing
// without a word.
func TestPNGOfHostileGraphs(t *testing.T) {
	t.Parallel()
	warned := 0
	for seed := range uint64(30) {
		d, err := render.Draw(context.Background(), graphtest.Random(seed), render.Options{Warn: func(graph.Diagnostic) { warned++ }})
		require.NoError(t, err)
		size := d.Layout().Size
		scale := min(1, 800/max(size.W, size.H))
		require.NoError(t, d.PNG(context.Background(), io.Discard, render.PNGOptions{Scale: scale, FontFolders: []string{}}), "seed %d", seed)
	}
	require.Positive(t, warned, "there is Japanese in some of them")
}

func TestPNGFromSeveralGoroutines(t *testing.T) {
	t.Parallel()
	d, err := render.Draw(context.Background(), topology.ThanosProxy(), render.Options{})
	require.NoError(t, err)
	opt := render.PNGOptions{FontFolders: []string{}}
	var want bytes.Buffer
	require.NoError(t, d.PNG(context.Background(), &want, opt))
	for i := range 4 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			var got bytes.Buffer
			require.NoError(t, d.PNG(context.Background(), &got, opt))
			require.True(t, bytes.Equal(want.Bytes(), got.Bytes()))
		})
	}
}

func TestSystemFontFolders(t *testing.T) {
	t.Parallel()
	require.NotEmpty(t, render.SystemFontFolders())
}
