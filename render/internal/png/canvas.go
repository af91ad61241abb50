package png

import (
	"image"

	"github.com/topodraw/topodraw/graph"
)

// canvas is a picture in the making: pixels of 8-bit red, green, blue and
// opacity, the colours multiplied by the opacity.
type canvas struct {
	*image.RGBA
	raster raster
}

func newCanvas(width, height int, background graph.Color) *canvas {
	c := &canvas{RGBA: image.NewRGBA(image.Rect(0, 0, width, height))}
	in := inkOf(background)
	if in == (ink{}) {
		return c
	}
	row := c.Pix[:c.Stride]
	for i := 0; i < len(row); i += 4 {
		row[i], row[i+1], row[i+2], row[i+3] = uint8(in.r), uint8(in.g), uint8(in.b), uint8(in.a)
	}
	for y := 1; y < height; y++ {
		copy(c.Pix[y*c.Stride:], row)
	}
	return c
}

// ink is a colour multiplied by its opacity.
type ink struct{ r, g, b, a uint32 }

func inkOf(c graph.Color) ink {
	a := uint32(c.A)
	return ink{share(uint32(c.R), a), share(uint32(c.G), a), share(uint32(c.B), a), a}
}

// share returns v·a/255, rounded.
func share(v, a uint32) uint32 { return (v*a + 127) / 255 }

// fill lays a colour over the inside of what the raster holds.
func (c *canvas) fill(color graph.Color) {
	if color.A == 0 {
		return
	}
	in := inkOf(color)
	c.raster.spans(func(y, x0, x1 int, coverage uint32) {
		c.blend(y, x0, x1, in, coverage, share(in.a, coverage))
	})
}

// replace puts a colour where the inside of what the raster holds is, with
// nothing of what was there, even if the colour lets it through.
func (c *canvas) replace(color graph.Color) {
	in := inkOf(color)
	c.raster.spans(func(y, x0, x1 int, coverage uint32) {
		c.blend(y, x0, x1, in, coverage, coverage)
	})
}

// blend adds a share of an ink to a row of pixels, of which a share is taken
// away; both are of 255.
func (c *canvas) blend(y, x0, x1 int, in ink, add, remove uint32) {
	pix := c.Pix[y*c.Stride+4*x0 : y*c.Stride+4*x1]
	keep := 255 - remove
	r, g, b, a := in.r*add+127, in.g*add+127, in.b*add+127, in.a*add+127
	if keep == 0 {
		fillRow(pix, [4]uint8{uint8(r / 255), uint8(g / 255), uint8(b / 255), uint8(a / 255)})
		return
	}
	for i := 0; i+3 < len(pix); i += 4 {
		p := pix[i : i+4 : i+4]
		p[0] = uint8((r + uint32(p[0])*keep) / 255)
		p[1] = uint8((g + uint32(p[1])*keep) / 255)
		p[2] = uint8((b + uint32(p[2])*keep) / 255)
		p[3] = uint8((a + uint32(p[3])*keep) / 255)
	}
}

func fillRow(pix []uint8, px [4]uint8) {
	if len(pix) == 0 {
		return
	}
	copy(pix, px[:])
	for done := 4; done < len(pix); done *= 2 {
		copy(pix[done:], pix[:done])
	}
}

// clipTo returns the pixels that a box of points touches, within the picture.
func (c *canvas) clipTo(lo, hi point) image.Rectangle {
	return image.Rectangle{
		Min: image.Pt(clampPixel(lo.X)-1, clampPixel(lo.Y)-1),
		Max: image.Pt(clampPixel(hi.X)+2, clampPixel(hi.Y)+2),
	}.Intersect(c.Rect)
}

// clampPixel turns a coordinate into a whole number that is not far outside of
// the largest picture.
func clampPixel(v float64) int { return int(min(max(v, -2), MaxSide+2)) }
