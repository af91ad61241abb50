package theme

import (
	"fmt"
	"math"

	"github.com/topodraw/topodraw/graph"
)

// The text colours to choose from: soft ones, and those of which one reaches a
// contrast of 4.5:1 on every opaque fill.
const (
	darkText  = "#000"
	softText  = "#333"
	lightText = "#fff"
)

// minContrast is what WCAG 2.2 asks of normal text, success criterion 1.4.3.
const minContrast = 4.5

// Readable returns a colour for text on a fill that lies on a background: the
// one given if its contrast there is at least 4.5:1, else what [TextOn] says.
func Readable(text, fill, background string) string {
	on := Over(fill, background)
	if c, err := Contrast(Over(text, on), on); text != "" && err == nil && c >= minContrast {
		return text
	}
	return TextOn(fill, background)
}

// TextOn returns a text colour that can be read on a fill: a dark grey if its
// contrast is at least 4.5:1, otherwise black or white, whichever has more. A
// fill that lets the background through is first laid over it. A colour that
// cannot be parsed counts as white.
func TextOn(fill, background string) string {
	on := over(parse(fill), over(parse(background), white()))
	if ratio(parse(softText), on) >= minContrast {
		return softText
	}
	if ratio(parse(darkText), on) >= ratio(white(), on) {
		return darkText
	}
	return lightText
}

// Contrast returns the contrast of two colours, 1 to 21, as WCAG 2.2 defines
// it. Opacity is ignored. Colours that [graph.ParseColor] refuses are an error.
func Contrast(a, b string) (float64, error) {
	ca, err := graph.ParseColor(a)
	if err != nil {
		return 0, err
	}
	cb, err := graph.ParseColor(b)
	if err != nil {
		return 0, err
	}
	return ratio(ca, cb), nil
}

// Over returns the opaque colour, as #rrggbb, that a colour has when it is laid
// over another. What is below everything is white, and so is a colour that
// cannot be parsed.
func Over(top, bottom string) string {
	c := over(parse(top), over(parse(bottom), white()))
	return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
}

func white() graph.Color { return graph.Color{R: 255, G: 255, B: 255, A: 255} }

func parse(s string) graph.Color {
	c, err := graph.ParseColor(s)
	if err != nil {
		return white()
	}
	return c
}

// over lays a colour over an opaque one.
func over(top, bottom graph.Color) graph.Color {
	mix := func(t, b uint8) uint8 {
		a := float64(top.A) / 255
		return uint8(math.Round(float64(t)*a + float64(b)*(1-a)))
	}
	return graph.Color{R: mix(top.R, bottom.R), G: mix(top.G, bottom.G), B: mix(top.B, bottom.B), A: 255}
}

func ratio(a, b graph.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(c graph.Color) float64 {
	lin := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(c.R) + 0.7152*lin(c.G) + 0.0722*lin(c.B)
}
