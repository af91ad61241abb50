package png_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/render/internal/font"
	ours "github.com/topodraw/topodraw/render/internal/png"
	"github.com/topodraw/topodraw/render/internal/scene"
)

func word(s string, size float64) scene.Text {
	return scene.Text{X: 20, Y: 100, Lines: []string{s}, Size: size, LineHeight: 1.3 * size, Color: one("#000")}
}

// The letters' places are those of Helvetica's AFM file: H is 722 thousandths of
// an em wide and 718 to 729 high.
func TestText(t *testing.T) {
	t.Parallel()
	img := draw(t, sized(300, 140, word("H", 100)), ours.Options{})
	single := bounds(img)
	require.InDelta(t, 100, single.Max.Y, 1, "stands on the baseline")
	require.InDelta(t, 100-69, single.Min.Y, 1.5)
	double := bounds(draw(t, sized(300, 140, word("HH", 100)), ours.Options{}))
	require.Equal(t, single.Min, double.Min)
	require.InDelta(t, 72.2, double.Max.X-single.Max.X, 1)

	bold := word("H", 100)
	bold.Bold = true
	require.Greater(t, darkness(draw(t, sized(300, 140, bold), ours.Options{})), 1.2*darkness(img))

	centred := word("HH", 100)
	centred.X, centred.Centered = 150, true
	b := bounds(draw(t, sized(300, 140, centred), ours.Options{}))
	require.InDelta(t, 150, float64(b.Min.X+b.Max.X)/2, 1)

	lines := word("H", 30)
	lines.Y, lines.Lines = 40, []string{"H", "", "H"}
	b = bounds(draw(t, sized(300, 140, lines), ours.Options{}))
	require.InDelta(t, 40+2*39, b.Max.Y, 1)
}

func TestKerning(t *testing.T) {
	t.Parallel()
	width := func(s string) int { return bounds(draw(t, sized(400, 140, word(s, 100)), ours.Options{})).Dx() }
	require.Less(t, width("AVAVA"), width("A")+267-20, "A and V are 667 thousandths wide")
}

// What is drawn lies where it was measured to be, at every scale.
func TestTextInItsBox(t *testing.T) {
	t.Parallel()
	f, err := font.Regular()
	require.NoError(t, err)
	for _, text := range []string{"ThanosFrontend", "Returns Response", "WAVE gjpqy ÄÖÜ", "1,000.25 €", "“quoted” – …", "Ελληνικά Кириллица", "שלום"} {
		for _, scale := range []float64{1, 1.5, 2, 3} {
			w := f.Width(text, 14)
			s := sized(w+20, 40, scene.Text{X: w/2 + 10, Y: 25, Lines: []string{text}, Size: 14, LineHeight: 18, Centered: true, Color: one("#000")})
			warned := false
			img := draw(t, s, ours.Options{Scale: scale, Warn: warnings(func(string) { warned = true })})
			require.False(t, warned, text)
			b := bounds(img)
			const slack = 1.5 // px of the picture; italics and serifs may lean out of their width
			require.GreaterOrEqual(t, float64(b.Min.X), 10*scale-slack, "%q at %v", text, scale)
			require.LessOrEqual(t, float64(b.Max.X), (w+10)*scale+slack, "%q at %v", text, scale)
			require.GreaterOrEqual(t, float64(b.Dx()), 0.85*w*scale, "%q at %v", text, scale)
			require.GreaterOrEqual(t, float64(b.Min.Y), (25-14)*scale)
			require.LessOrEqual(t, float64(b.Max.Y), (25+5)*scale)
		}
	}
}
