package png

import (
	"unicode"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/di"
	gofont "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
)

// run is a part of a line of text in one font, one script and one direction.
type run struct {
	text   []rune
	level  bidi.Level // of the bidirectional algorithm; odd is right to left
	script language.Script
	// face is nil if there is no font for the text.
	face *face
	// glyphs are in the order from left to right.
	glyphs []glyph
	// width is how far the pen moves, in em, and scale what the glyphs are
	// scaled by to get there.
	width, scale float64
}

// glyph is a glyph with its offset from the pen and how far the pen moves, in
// em. The y axis points up.
type glyph struct {
	id              gofont.GID
	dx, dy, advance float64
}

// printable replaces what SVG documents replace too, so that both formats show
// the same: control characters, and separators that do not break a line here.
func printable(line string) []rune {
	text := []rune(line)
	for i, r := range text {
		switch {
		case unicode.Is(unicode.Cc, r), r == 0xFFFE, r == 0xFFFF:
			text[i] = unicode.ReplacementChar
		case unicode.In(r, unicode.Zl, unicode.Zp):
			text[i] = ' '
		}
	}
	return text
}

// levels splits a line by direction. The line as a whole goes from left to
// right, as the text of an SVG document does.
func (t *texts) levels(text []rune) []run {
	if !mayBeRightToLeft(text) {
		return []run{{text: text}}
	}
	// A paragraph goes the way of its first strong character.
	const leftToRightMark = '\u200e'
	found := t.paragraph.Segment(append([]rune{leftToRightMark}, text...), bidi.LeftToRight)
	var out []run
	for i := range found.NumRuns() {
		r := found.Run(i)
		if part := text[max(r.Start-1, 0) : r.End-1]; len(part) > 0 {
			out = append(out, run{text: part, level: r.Level})
		}
	}
	return out
}

// mayBeRightToLeft reports whether there is a character of the Hebrew block or
// of one behind it; what is before goes from left to right.
func mayBeRightToLeft(text []rune) bool {
	for _, r := range text {
		if r >= 0x590 {
			return true
		}
	}
	return false
}

// split splits text of one direction by script and font.
func (t *texts) split(whole run, bold bool) ([]run, error) {
	var out []run
	begin := 0
	cur := run{level: whole.level, script: language.Common}
	for i, r := range whole.text {
		f, keep, err := t.faceFor(r, cur.face, bold, i == begin)
		if err != nil {
			return nil, err
		}
		script := language.LookupScript(r)
		same := keep || !script.Strong() || !cur.script.Strong() || script == cur.script
		if i > begin && (f != cur.face || !same) {
			cur.text = whole.text[begin:i]
			out = append(out, cur)
			begin, cur.script = i, language.Common
		}
		cur.face = f
		if !cur.script.Strong() {
			cur.script = script
		}
	}
	cur.text = whole.text[begin:]
	return append(out, cur), nil
}

// faceFor returns the font for a character that follows one in another font, or
// none. Characters that take no room of their own, and spaces, stay with what
// is before them.
func (t *texts) faceFor(r rune, before *face, bold, first bool) (f *face, keep bool, err error) {
	own, err := t.embeddedFace(bold)
	if err != nil {
		return nil, false, err
	}
	switch {
	case unicode.Is(unicode.Zs, r) && before == nil, !takesRoom(r) && first:
		return own, true, nil
	case !takesRoom(r):
		return before, true, nil
	case own.has(r):
		return own, false, nil
	}
	return t.system().face(r, bold), false, nil
}

// takesRoom reports whether a character is shown in a place of its own: it is no
// space, no mark on another and no format character.
func takesRoom(r rune) bool {
	return !unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Zs)
}

// visualOrder puts runs from left to right, as rule L2 of the bidirectional
// algorithm says (Unicode Standard Annex 9): from the highest level down to the
// lowest odd one, what is at a level or above is reversed.
func visualOrder(runs []run) {
	highest := bidi.Level(0)
	for _, r := range runs {
		highest = max(highest, r.level)
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(runs); {
			j := i
			for j < len(runs) && runs[j].level >= level {
				j++
			}
			for a, b := i, j-1; a < b; a, b = a+1, b-1 {
				runs[a], runs[b] = runs[b], runs[a]
			}
			i = j + 1
		}
	}
}

// shape finds the glyphs of a run, with ligatures, marks and kerning. It
// reports false if the font fails.
func (t *texts) shape(r *run) (ok bool) {
	defer recovered(&ok)
	in := shaping.Input{
		Text: r.text, RunEnd: len(r.text),
		Direction: di.DirectionLTR,
		Face:      r.face.Face,
		Size:      fixed.I(int(r.face.unitsPerEm)), // results in units of the font
		Script:    r.script,
		Language:  "en",
	}
	if !in.Script.Strong() {
		in.Script = language.Latin
	}
	if r.level%2 == 1 {
		in.Direction = di.DirectionRTL
	}
	em := 64 * r.face.unitsPerEm
	r.glyphs, r.width, r.scale = nil, 0, 1
	for _, g := range t.shaper.ShapeNoExtents(in).Glyphs {
		if g.GlyphID == 0 {
			continue // a mark or a format character that the font lacks
		}
		out := glyph{g.GlyphID, float64(g.XOffset) / em, float64(g.YOffset) / em, float64(g.Advance) / em}
		r.glyphs = append(r.glyphs, out)
		r.width += out.advance
	}
	return true
}

// recovered turns a panic into false: fonts of the system are files from
// anywhere, and a damaged one must cost no more than its own characters.
func recovered(ok *bool) {
	if recover() != nil {
		*ok = false
	}
}
