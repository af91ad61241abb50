package mermaid

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// plainMarkdown returns a text without the signs of emphasis, which is all that
// Mermaid draws of Markdown: lists, headings and the like stay as they are
// written. The rules are those of https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis
// for stars and underscores.
func plainMarkdown(text string) string {
	if !strings.ContainsAny(text, "*_\\`\n") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if isBlock(line) {
			return text
		}
		if i > 0 {
			lines[i] = strings.TrimLeft(line, " ")
		}
	}
	m := emphasis{text: strings.Join(lines, "\n")}
	m.scan()
	return m.plain()
}

// isBlock reports whether a line begins what Markdown does not take for a
// paragraph.
func isBlock(line string) bool {
	line = strings.TrimLeft(line, " ")
	marker := strings.TrimLeft(line, "0123456789")
	switch {
	case line == "":
		return false
	case strings.HasPrefix(line, "#"):
		hashes := strings.TrimLeft(line, "#")
		return len(line)-len(hashes) <= 6 && (hashes == "" || hashes[0] == ' ')
	case strings.IndexByte("-+*", line[0]) >= 0:
		return len(line) == 1 || line[1] == ' '
	case line[0] == '>', strings.HasPrefix(line, "```"):
		return true
	case len(marker) < len(line) && marker != "":
		return (marker[0] == '.' || marker[0] == ')') && (len(marker) == 1 || marker[1] == ' ')
	}
	return false
}

// emphasis finds the stars and underscores of a text that mean emphasis.
type emphasis struct {
	text string
	runs []delimiters
	cut  []span
}

// delimiters is a run of one sign that may open or close emphasis.
type delimiters struct {
	sign        byte
	from, to    int // what is left of it
	length      int // what there was
	open, close bool
}

func (m *emphasis) scan() {
	for i := 0; i < len(m.text); {
		switch c := m.text[i]; c {
		case '\\':
			if i+1 < len(m.text) && isPunctuation(rune(m.text[i+1])) {
				m.cut = append(m.cut, span{i, i + 1})
				i++
			}
		case '`':
			i = m.code(i)
			continue
		case '<':
			if _, n := tag(m.text[i:] + " "); n > 0 {
				i += min(n, len(m.text)-i)
				continue
			}
		case '*', '_':
			i = m.run(i)
			continue
		}
		i++
	}
	m.pair()
}

// code skips a span of code, which Mermaid shows with its backticks.
func (m *emphasis) code(i int) int {
	end := i
	for end < len(m.text) && m.text[end] == '`' {
		end++
	}
	if n := strings.Index(m.text[end:], m.text[i:end]); n >= 0 {
		return end + n + end - i
	}
	return end
}

func (m *emphasis) run(i int) int {
	end := i
	for end < len(m.text) && m.text[end] == m.text[i] {
		end++
	}
	before, _ := utf8.DecodeLastRuneInString(m.text[:i])
	after, _ := utf8.DecodeRuneInString(m.text[end:])
	left := flanks(before, after, i == 0, end == len(m.text))
	right := flanks(after, before, end == len(m.text), i == 0)
	d := delimiters{sign: m.text[i], from: i, to: end, length: end - i, open: left, close: right}
	if d.sign == '_' {
		d.open = left && (!right || isPunctuation(before))
		d.close = right && (!left || isPunctuation(after))
	}
	m.runs = append(m.runs, d)
	return end
}

// flanks reports whether a run stands before a word, given the characters on
// the other side and on this side of it.
func flanks(before, after rune, start, end bool) bool {
	if end || isSpace(after) {
		return false
	}
	return !isPunctuation(after) || start || isSpace(before) || isPunctuation(before)
}

func isPunctuation(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

// pair matches runs that close emphasis with the nearest that opens it. A run
// that found none to open for it is not looked at again, by sign and length, so
// that it takes linear time.
func (m *emphasis) pair() {
	var open []int
	for c := range m.runs {
		d := &m.runs[c]
		if d.close {
			open = m.match(d, open)
		}
		if d.open && d.to > d.from {
			open = append(open, c)
		}
	}
}

func (m *emphasis) match(d *delimiters, open []int) []int {
	for d.to > d.from {
		i := m.opener(d, open)
		if i < 0 {
			break
		}
		o := &m.runs[open[i]]
		n := 1
		if o.to-o.from >= 2 && d.to-d.from >= 2 {
			n = 2
		}
		m.cut = append(m.cut, span{o.to - n, o.to}, span{d.from, d.from + n})
		o.to -= n
		d.from += n
		open = open[:i+1]
		if o.to == o.from {
			open = open[:i]
		}
	}
	return open
}

// maxOpeners is how far back a run is looked for: more that are open at once
// are no text.
const maxOpeners = 64

func (m *emphasis) opener(d *delimiters, open []int) int {
	for i := len(open) - 1; i >= max(0, len(open)-maxOpeners); i-- {
		o := m.runs[open[i]]
		odd := (d.open || o.close) && (d.length+o.length)%3 == 0 && (d.length%3 != 0 || o.length%3 != 0)
		if o.sign == d.sign && !odd {
			return i
		}
	}
	return -1
}

func (m *emphasis) plain() string {
	gone := make([]bool, len(m.text))
	for _, c := range m.cut {
		for i := c.from; i < c.to; i++ {
			gone[i] = true
		}
	}
	var b strings.Builder
	for i := range len(m.text) {
		if !gone[i] {
			b.WriteByte(m.text[i])
		}
	}
	return b.String()
}
