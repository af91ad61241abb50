package png

import (
	"bytes"
	"fmt"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	gofont "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// face is a font to draw with.
type face struct {
	*gofont.Face
	unitsPerEm float64
	// system says that the font is not the embedded one.
	system bool
	// outlines are those of glyphs that were drawn before.
	outlines map[gofont.GID][]opentype.Segment
}

func newFace(f *gofont.Face, system bool) *face {
	return &face{Face: f, unitsPerEm: float64(f.Upem()), system: system, outlines: make(map[gofont.GID][]opentype.Segment)}
}

// embedded returns the face whose metrics texts are measured with.
func embedded(bold bool) (*face, error) {
	ttf := liberationsansregular.TTF
	if bold {
		ttf = liberationsansbold.TTF
	}
	f, err := gofont.ParseTTF(bytes.NewReader(ttf))
	if err != nil {
		return nil, fmt.Errorf("the embedded font: %w", err)
	}
	return newFace(f, false), nil
}

// has reports whether the font has a picture of a character, in a form that can
// be drawn.
func (f *face) has(r rune) bool {
	gid, ok := f.NominalGlyph(r)
	if !ok {
		return false
	}
	_, isBitmap := f.bitmap(gid)
	return isBitmap || len(f.outline(gid)) > 0
}

// outline returns the border of a glyph, in units of the font with the y axis
// pointing up. It is empty if the glyph has none.
func (f *face) outline(gid gofont.GID) []opentype.Segment {
	o, ok := f.outlines[gid]
	if !ok {
		data, _ := f.GlyphDataOutline(gid)
		o = data.Segments
		f.outlines[gid] = o
	}
	return o
}

// bitmap returns the picture of a glyph that has one in colours.
func (f *face) bitmap(gid gofont.GID) (gofont.GlyphBitmap, bool) {
	if !f.system {
		return gofont.GlyphBitmap{}, false
	}
	b, ok := f.GlyphDataBitmap(gid)
	return b, ok && b.Format == gofont.PNG
}

// trace puts a glyph into a raster: with its origin at a point, a unit of the
// font being as many px as given.
func (f *face) trace(r *raster, gid gofont.GID, at point, unit float64) {
	place := func(p opentype.SegmentPoint) point {
		return pt(at.X+float64(float64(p.X)*unit), at.Y-float64(float64(p.Y)*unit))
	}
	var start, pen point
	var curve []point
	for _, s := range f.outline(gid) {
		a, b, c := place(s.Args[0]), place(s.Args[1]), place(s.Args[2])
		curve = curve[:0]
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			r.line(pen, start)
			start, pen = a, a
		case opentype.SegmentOpLineTo:
			curve = append(curve, a)
		case opentype.SegmentOpQuadTo:
			curve = appendQuad(curve, 1, pen, a, b)
		case opentype.SegmentOpCubeTo:
			curve = appendCubic(curve, 1, pen, a, b, c)
		}
		for _, p := range curve {
			r.line(pen, p)
			pen = p
		}
	}
	r.line(pen, start)
}
