package png_test

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	ours "github.com/topodraw/topodraw/render/internal/png"
	"github.com/topodraw/topodraw/render/internal/scene"
	"github.com/topodraw/topodraw/render/layout"
)

var update = flag.Bool("update", false, "write the golden file instead of comparing") //nolint:gochecknoglobals // a flag of the test binary

// everything is a scene with a bit of all that there is to draw.
func everything() *scene.Scene {
	curve := append(line(15, 85), scene.Segment{Verb: scene.CubicTo, P: [3]layout.Point{{X: 40, Y: 30}, {X: 90, Y: 140}, {X: 120, Y: 75}}},
		scene.Segment{Verb: scene.QuadTo, P: [3]layout.Point{{X: 130, Y: 55}, {X: 145.5, Y: 85.25}}})
	return sized(160, 120,
		scene.Shape{Path: polygon(10, 10, 70, 12.5, 65, 50, 8, 44), Fill: one("#9ff"), Stroke: one("#333"), StrokeWidth: 2.5},
		scene.Shape{Path: circle(100, 32, 22.3), Fill: one("#f9f8"), Stroke: one("navy"), StrokeWidth: 1.5, Dash: "5 3"},
		scene.Shape{Path: curve, Stroke: one("#a00c"), StrokeWidth: 6, Round: true},
		scene.Shape{Path: line(10, 110, 40, 95, 50, 112, 150, 104), Stroke: one("#333"), StrokeWidth: 1.5, Dash: "4 2.7"},
		scene.Text{X: 38, Y: 27, Lines: []string{"Fig. AV", "שלום é"}, Size: 12, LineHeight: 16, Centered: true, Color: one("#333")},
		scene.Text{X: 84, Y: 36, Lines: []string{"Bold"}, Size: 13.5, LineHeight: 18, Bold: true, Color: one("#000b")},
		scene.Text{X: 130, Y: 50, Lines: []string{"日"}, Size: 14, LineHeight: 18, Color: one("#060")},
	)
}

// TestGolden holds the pixels, which are the same on every machine. After a
// change that is meant to change them:
//
//	go test ./render/internal/png -update
//
// and look at the file before it is committed.
func TestGolden(t *testing.T) {
	t.Parallel()
	const path = "testdata/everything.png"
	img := draw(t, everything(), ours.Options{Scale: 1.7})
	if *update {
		var b bytes.Buffer
		require.NoError(t, png.Encode(&b, img))
		require.NoError(t, os.WriteFile(path, b.Bytes(), 0o644))
		return
	}
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	want, err := png.Decode(bytes.NewReader(data))
	require.NoError(t, err)
	require.Equal(t, want.Bounds(), img.Bounds())
	differ := image.Rectangle{}
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if at(img, x, y) != at(want, x, y) {
				differ = differ.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	require.True(t, differ.Empty(), "pixels within %v differ", differ)
}
