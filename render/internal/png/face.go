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
// pointing up. It is empty if the glyph has none, or a damaged one.
func (f *face) outline(gid gofont.GID) []opentype.Segment {
	o, ok := f.outlines[gid]
	if !ok {
		o = f.readOutline(gid)
		f.outlines[gid] = o
	}
	return o
}

func (f *face) readOutline(gid gofont.GID) []opentype.Segment {
	var ok bool
	defer recovered(&ok)
	data, _ := f.GlyphDataOutline(gid)
	if !finite(data.Segments) {
		return nil
	}
	return data.Segments
}

// finite reports whether all coordinates of an outline are numbers that a
// raster takes: those of some formats are computed by programs in the font.
func finite(outline []opentype.Segment) bool {
	const most = 1 << 24 // units, far beyond any glyph
	for _, s := range outline {
		for _, p := range s.Args {
			if !(p.X >= -most && p.X <= most && p.Y >= -most && p.Y <= most) {
				return false
			}
		}
	}
	return true
}

// bitmap is the picture of a glyph that has one in colours, as a PNG file, and
// the box that it fills, in units of the font.
type bitmap struct {
	data []byte
	box  gofont.GlyphExtents
}

// bitmap returns the picture of a glyph, if it has one.
func (f *face) bitmap(gid gofont.GID) (b bitmap, ok bool) {
	if !f.system {
		return bitmap{}, false
	}
	defer recovered(&ok)
	data, ok := f.GlyphDataBitmap(gid)
	if !ok || data.Format != gofont.PNG {
		return bitmap{}, false
	}
	box, ok := f.GlyphExtents(gid)
	return bitmap{data.Data, box}, ok
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
