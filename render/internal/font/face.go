// Package font measures text in Liberation Sans, whose widths are those of
// Helvetica and Arial: what a browser shows with any of the three fits into
// what is measured here.
package font

import (
	"fmt"
	"unicode"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Family is the CSS font family for text measured here.
const Family = "Liberation Sans,Arial,Helvetica,sans-serif"

// A Face measures text in one font. It caches what it has measured, so it
// belongs to one goroutine.
type Face struct {
	sf     *sfnt.Font
	buf    sfnt.Buffer
	widths map[rune]float64 // in em
}

// Regular returns a face for normal text.
func Regular() (*Face, error) { return newFace(liberationsansregular.TTF) }

// Bold returns a face for text with font-weight bold.
func Bold() (*Face, error) { return newFace(liberationsansbold.TTF) }

func newFace(ttf []byte) (*Face, error) {
	sf, err := sfnt.Parse(ttf)
	if err != nil {
		return nil, fmt.Errorf("the embedded font: %w", err)
	}
	return &Face{sf: sf, widths: make(map[rune]float64)}, nil
}

// Width returns the width of one line of text at a font size, both in px.
// Kerning is left out: it only ever makes text narrower. Characters that the
// font does not have are given what fonts that have them need at most.
func (f *Face) Width(text string, size float64) float64 {
	w := 0.0
	for _, r := range text {
		w += f.em(r)
	}
	return w * size
}

func (f *Face) em(r rune) float64 {
	w, ok := f.widths[r]
	if !ok {
		w = f.measure(r)
		f.widths[r] = w
	}
	return w
}

func (f *Face) measure(r rune) float64 {
	const unitsPerEm = 2048 // of all Liberation fonts
	gi, err := f.sf.GlyphIndex(&f.buf, r)
	if err != nil || gi == 0 {
		return fallback(r)
	}
	adv, err := f.sf.GlyphAdvance(&f.buf, gi, fixed.I(unitsPerEm), font.HintingNone)
	if err != nil {
		return fallback(r)
	}
	return float64(adv) / 64 / unitsPerEm
}

// fallback estimates the width, in em, of a character from another font.
func fallback(r rune) float64 {
	switch {
	case joins(r):
		return 0
	case r >= 0x1F000 && r <= 0x1FAFF, r >= 0x2600 && r <= 0x27BF:
		return 1.4 // emoji and symbols
	case unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Latin, unicode.Greek, unicode.Cyrillic):
		return 0.8
	}
	return 1.05 // ideographs, syllables and what a browser shows for no glyph
}

// joins reports the characters that take no room of their own: marks on the
// character before, joiners, variation selectors and other format characters.
func joins(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) }
