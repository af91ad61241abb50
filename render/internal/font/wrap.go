package font

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Wrap breaks a text into lines no wider than a width in px: at its own line
// breaks, between words, and inside words that are wider than a line, there
// rather after punctuation or before a capital than anywhere. A paragraph's
// lines come out about equally long. A width that not even one character fits
// in gives lines of one character.
func (f *Face) Wrap(text string, size, width float64) []string {
	var lines []string
	for para := range strings.SplitSeq(strings.ReplaceAll(text, "\t", "    "), "\n") {
		lines = append(lines, f.balance(para, size, width)...)
	}
	return lines
}

// Widest returns the width of the widest line, in px.
func (f *Face) Widest(lines []string, size float64) float64 {
	w := 0.0
	for _, l := range lines {
		w = max(w, f.Width(l, size))
	}
	return w
}

// balanceLines is the number of lines up to which a paragraph is balanced; a
// longer one looks even as it is.
const balanceLines = 8

// balance finds the narrowest width that needs no more lines.
func (f *Face) balance(para string, size, width float64) []string {
	best := f.fill(para, size, width)
	if len(best) < 2 || len(best) > balanceLines || f.breaksWord(para, size, width) {
		return best
	}
	lo, hi := width/2, width
	for range 7 {
		mid := (lo + hi) / 2
		lines := f.fill(para, size, mid)
		// A narrower line must not pay with a word broken that was whole.
		if len(lines) > len(best) || f.breaksWord(para, size, mid) {
			lo = mid
			continue
		}
		best, hi = lines, mid
	}
	return best
}

func (f *Face) breaksWord(para string, size, width float64) bool {
	for word := range strings.FieldsSeq(para) {
		if f.Width(word, size) > width {
			return true
		}
	}
	return false
}

// fill puts as many words into each line as fit. Spaces stay as they are
// inside a line and are dropped where it breaks.
func (f *Face) fill(para string, size, width float64) []string {
	var lines []string
	line, lineW := "", 0.0
	for rest := para; rest != ""; {
		word, space := nextWord(rest)
		rest = rest[len(word)+len(space):]
		wordW := f.Width(word, size)
		if line != "" && lineW+wordW > width {
			lines = append(lines, strings.TrimRight(line, " "))
			line, lineW = "", 0
		}
		for wordW > width {
			head := f.head(word, size, width)
			if head == word {
				break
			}
			lines = append(lines, head)
			word = word[len(head):]
			wordW -= f.Width(head, size)
		}
		line += word + space
		lineW += wordW + f.Width(space, size)
	}
	return append(lines, strings.TrimRight(line, " "))
}

// nextWord splits off the first word and the spaces behind it. Spaces at the
// very start are a word of their own.
func nextWord(s string) (word, space string) {
	end := strings.IndexByte(s, ' ')
	if end < 0 {
		return s, ""
	}
	word = s[:end]
	space = s[end:]
	space = space[:len(space)-len(strings.TrimLeft(space, " "))]
	return word, space
}

// head returns the part of a word that goes on the line: at least one
// character, at most the width, cut at the last good place in its second half.
func (f *Face) head(word string, size, width float64) string {
	var prev rune
	w, end, good := 0.0, 0, 0
	for i, r := range word {
		if i > 0 && canCut(prev, r) {
			end = i
			if goodCut(prev, r) {
				good = i
			}
		}
		w += f.em(r) * size
		if w > width && end > 0 {
			if good >= end/2 && good > 0 {
				return word[:good]
			}
			return word[:end]
		}
		prev = r
	}
	return word
}

// canCut reports whether a line may end between two characters without taking
// what a reader sees as one character apart.
func canCut(before, after rune) bool {
	const zeroWidthJoiner = 0x200D
	skin := after >= 0x1F3FB && after <= 0x1F3FF
	flags := before >= 0x1F1E6 && before <= 0x1F1FF && after >= 0x1F1E6 && after <= 0x1F1FF
	return !joins(after) && !unicode.Is(unicode.Mc, after) && before != zeroWidthJoiner && !skin && !flags
}

func goodCut(before, after rune) bool {
	return strings.ContainsRune("-_./:,;=?&@|+", before) ||
		unicode.IsLower(before) && unicode.IsUpper(after)
}

// Room returns the width to wrap a text at so that it makes a block rather
// than a strip: at least the given width, more for long texts, up to thrice.
func (f *Face) Room(text string, size, least float64) float64 {
	if utf8.RuneCountInString(text) < 60 {
		return least
	}
	const aspect, lineHeight = 4, 1.3
	area := f.Width(text, size) * size * lineHeight
	return min(max(least, math.Sqrt(area*aspect)), 3*least)
}
