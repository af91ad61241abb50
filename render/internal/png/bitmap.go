package png

import (
	"bytes"
	"image"
	"image/png"
	"math"

	"golang.org/x/image/draw"
)

// maxBitmap is the longest side of a glyph's picture that is looked at, in px.
const maxBitmap = 1024

// picture draws a glyph that is a picture, such as an emoji, where its font
// puts it. A picture that cannot be read is left out.
func (p *painter) picture(b bitmap, at point, unit float64) {
	config, err := png.DecodeConfig(bytes.NewReader(b.data))
	if err != nil || config.Width > maxBitmap || config.Height > maxBitmap {
		return
	}
	img, err := png.Decode(bytes.NewReader(b.data))
	if err != nil {
		return
	}
	left, top := at.X+float64(float64(b.box.XBearing)*unit), at.Y-float64(float64(b.box.YBearing)*unit)
	right, bottom := left+float64(float64(b.box.Width)*unit), top-float64(float64(b.box.Height)*unit)
	into := image.Rectangle{
		Min: image.Pt(clampPixel(math.Round(left)), clampPixel(math.Round(top))),
		Max: image.Pt(clampPixel(math.Round(right)), clampPixel(math.Round(bottom))),
	}
	draw.BiLinear.Scale(p.canvas.RGBA, into, img, img.Bounds(), draw.Over, nil)
}
