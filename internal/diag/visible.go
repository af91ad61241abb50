package diag

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cell is a character as it is printed.
type cell struct {
	text string
	// width is the number of columns it takes: 0, 1 or 2. A tab, whose width is
	// the terminal's matter, counts as 1.
	width int
}

// cells returns the characters of a line in a visible form.
func cells(line string) []cell {
	out := make([]cell, 0, len(line))
	for _, c := range line {
		out = append(out, visible(c))
	}
	return out
}

// visible returns a character in a form that has no effect on a terminal:
// control characters as the pictures that Unicode has for them, and U+FFFD for
// other invisible ones, among them those that change the direction of text.
func visible(c rune) cell {
	switch {
	case c == '\t':
		return cell{"\t", 1}
	case c < ' ':
		return cell{string('\u2400' + c), 1}
	case c == 0x7F:
		return cell{"\u2421", 1}
	case c == '\u200C' || c == '\u200D' || unicode.In(c, unicode.Mn, unicode.Me):
		return cell{string(c), 0} // joiners, accents, variants of emoji
	case unicode.In(c, unicode.C, unicode.Zl, unicode.Zp) || c == utf8.RuneError:
		return cell{"\uFFFD", 1}
	case wide(c):
		return cell{string(c), 2}
	}
	return cell{string(c), 1}
}

// Visible returns a character as [Print] shows it, in a form that has no effect
// on a terminal: U+241B for an escape, U+FFFD for what changes the direction of
// text. A tab stays a tab.
func Visible(c rune) string { return visible(c).text }

// Text returns a text with each character as [Visible] has it, line breaks too: it is
// one line.
func Text(s string) string {
	var b strings.Builder
	for _, c := range s {
		b.WriteString(Visible(c))
	}
	return b.String()
}

// wide reports the characters that take two columns: the blocks that are wide
// as a whole in Unicode's EastAsianWidth.txt, and emoji.
func wide(c rune) bool {
	if c < 0x1100 {
		return false
	}
	for _, r := range [][2]rune{
		{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xA960, 0xA97F},
		{0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60},
		{0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF},
		{0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
	} {
		if c >= r[0] && c <= r[1] {
			return true
		}
	}
	return false
}

// oneLine returns a text in visible form with its line breaks and tabs as
// spaces.
func oneLine(s string) string {
	var b strings.Builder
	for _, c := range strings.TrimSpace(s) {
		switch c {
		case '\n', '\t':
			b.WriteByte(' ')
		default:
			b.WriteString(visible(c).text)
		}
	}
	return b.String()
}

// view is the part of a line that is printed.
type view struct {
	text string
	// indent leads to the spot below the text. It has the tabs of the text.
	indent string
}

// cut returns the part of a line around a spot, a number of characters from
// 0, that fits into a width. What is left out is shown as an ellipsis.
func cut(line []cell, spot, width int) view {
	spot = min(max(spot, 0), len(line))
	total := 0
	for _, c := range line {
		total += c.width
	}
	from, to := 0, len(line)
	if total > width {
		from, to = window(line, spot, width-2)
	}
	var v view
	if from > 0 {
		v.text, v.indent = "…", " "
	}
	var text, indent strings.Builder
	for i, c := range line[from:to] {
		text.WriteString(c.text)
		if from+i >= spot {
			continue
		}
		if c.text == "\t" {
			indent.WriteByte('\t')
		} else {
			indent.WriteString(strings.Repeat(" ", c.width))
		}
	}
	v.text += text.String()
	v.indent += indent.String()
	if to < len(line) {
		v.text += "…"
	}
	v.text = strings.TrimRight(v.text, " \t")
	return v
}

// window returns which characters fit into a width, about a third of it before
// the spot and, as far as the line has it, the rest behind.
func window(line []cell, spot, width int) (from, to int) {
	from, to = spot, spot
	used := 0
	grow := func(limit int, next func() (cell, bool), move func()) {
		for {
			c, ok := next()
			if !ok || used+c.width > limit {
				return
			}
			used += c.width
			move()
		}
	}
	before := func() (cell, bool) {
		if from == 0 {
			return cell{}, false
		}
		return line[from-1], true
	}
	behind := func() (cell, bool) {
		if to == len(line) {
			return cell{}, false
		}
		return line[to], true
	}
	grow(width/3, before, func() { from-- })
	grow(width, behind, func() { to++ })
	grow(width, before, func() { from-- })
	return from, to
}
