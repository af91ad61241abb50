package topology

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/graph"
)

// file is the text of a source, with what it takes to point into it. Lines end
// in \n, \r\n or \r.
type file struct {
	name string
	// index is the place of the file among its sources.
	index int
	// text is what the YAML parser gets, see veil.
	text string
	// lines are the offsets at which lines begin.
	lines []int
	// seek is where the last offset was found, since counting characters from
	// the start of a very long line each time would take quadratic time.
	seek struct{ line, col, offset int }
	// cursor is the last character that within returned.
	cursor cursor
}

func newFile(index int, name, text string) *file {
	f := &file{name: name, index: index, text: veil(text), lines: []int{0}}
	for i := 0; i < len(f.text); i++ {
		switch f.text[i] {
		case '\r':
			if i+1 < len(f.text) && f.text[i+1] == '\n' {
				i++
			}
			fallthrough
		case '\n':
			f.lines = append(f.lines, i+1)
		}
	}
	return f
}

// YAML 1.1, which the parser follows, ends a line at three characters that are
// ordinary in YAML 1.2 and in editors. They are put behind noncharacters, which
// no text has (see badRune), while the parser looks at them.
const (
	nextLine, veiledNextLine           = "\u0085", "\U0001FFFE"
	lineSeparator, veiledLineSeparator = "\u2028", "\U0001FFFF"
	paraSeparator, veiledParaSeparator = "\u2029", "\U0002FFFE"
)

func veil(s string) string {
	if !strings.Contains(s, nextLine) && !strings.Contains(s, lineSeparator) && !strings.Contains(s, paraSeparator) {
		return s
	}
	return strings.NewReplacer(nextLine, veiledNextLine, lineSeparator, veiledLineSeparator,
		paraSeparator, veiledParaSeparator).Replace(s)
}

func unveil(s string) string {
	if !strings.Contains(s, "\U0001FFFE"[:3]) && !strings.Contains(s, "\U0002FFFE"[:3]) {
		return s
	}
	return strings.NewReplacer(veiledNextLine, nextLine, veiledLineSeparator, lineSeparator,
		veiledParaSeparator, paraSeparator).Replace(s)
}

// line returns a line without its break, counted from 1.
func (f *file) line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	end := len(f.text)
	if n < len(f.lines) {
		end = f.lines[n]
	}
	return strings.TrimRight(f.text[f.lines[n-1]:end], "\r\n")
}

// lineAt returns the number of the line that an offset is in, from 1.
func (f *file) lineAt(offset int) int {
	i, found := slices.BinarySearch(f.lines, offset)
	if found {
		return i + 1
	}
	return i
}

// at returns the place of an offset.
func (f *file) at(offset int) place {
	line := f.lineAt(offset)
	return place{f, line, 1 + utf8.RuneCountInString(f.text[f.lines[line-1]:offset])}
}

// offset returns the offset of a place, or the end of its line if there are
// fewer characters.
func (f *file) offset(p place) int {
	s := &f.seek
	if s.line != p.line || s.col > p.col {
		s.line, s.col, s.offset = p.line, 1, f.lines[p.line-1]
	}
	for s.col < p.col && s.offset < len(f.text) {
		_, size := utf8.DecodeRuneInString(f.text[s.offset:])
		s.offset += size
		s.col++
	}
	return s.offset
}

// place is a line and a column of a file, each from 1. The zero place is
// nowhere.
type place struct {
	file      *file
	line, col int
}

func (p place) pos() graph.Pos {
	if p.file == nil {
		return graph.Pos{}
	}
	return graph.Pos{File: p.file.name, Line: p.line, Col: p.col}
}

func (p place) fileIndex() int {
	if p.file == nil {
		return -1
	}
	return p.file.index
}

func (p place) String() string { return p.pos().String() }

// place returns where a YAML node begins. The parser may put an empty value
// behind the last line.
func (f *file) place(n *yaml.Node) place {
	if n.Line < 1 || n.Line > len(f.lines) {
		return f.at(len(f.text))
	}
	return place{f, n.Line, max(n.Column, 1)}
}

// cursor is a character of a scalar's value, and where it is in the text.
type cursor struct {
	node   *yaml.Node
	quote  byte
	index  int
	offset int
	at     place
}

// within returns the place of a character of a scalar's value, counted from 0.
// In a block scalar it is the place of the scalar. Going through a value from
// its start to its end takes linear time.
func (f *file) within(n *yaml.Node, index int) place {
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return f.place(n)
	}
	c := &f.cursor
	if c.node != n || c.index > index {
		*c = f.first(n)
	}
	from := c.offset
	for c.index < index && c.offset < len(f.text) {
		bytes, chars := written(f.text[c.offset:], c.quote, index-c.index)
		c.offset += bytes
		c.index += chars
	}
	if passed := f.text[from:c.offset]; strings.ContainsAny(passed, "\r\n") {
		c.at = f.at(c.offset)
	} else {
		c.at.col += utf8.RuneCountInString(passed)
	}
	return c.at
}

// first returns the first character of a scalar's value.
func (f *file) first(n *yaml.Node) cursor {
	c := cursor{node: n, at: f.place(n)}
	start := f.offset(c.at)
	c.offset = start + propertiesLen(f.text[start:])
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 && c.offset < len(f.text) {
		c.quote = f.text[c.offset]
		c.offset++
	}
	if c.offset > start {
		c.at = f.at(c.offset)
	}
	return c
}

// propertiesLen returns the length of an anchor and a tag before a value.
func propertiesLen(s string) int {
	rest := s
	for rest != "" && (rest[0] == '&' || rest[0] == '!') {
		rest = strings.TrimLeft(rest[wordLen(rest):], " \t\r\n")
	}
	return len(s) - len(rest)
}

func wordLen(s string) int {
	if i := strings.IndexAny(s, " \t\r\n"); i >= 0 {
		return i
	}
	return len(s)
}

// written returns how many bytes of YAML stand for the next character of a
// value or, of blanks, for the next few, up to a limit.
func written(s string, quote byte, limit int) (bytes, chars int) {
	blank := len(s) - len(strings.TrimLeft(s, " \t\r\n"))
	switch {
	case strings.ContainsAny(s[:blank], "\r\n"):
		return blank, 1 // a folded line break
	case blank > 0:
		return min(blank, limit), min(blank, limit)
	case quote == '\'' && strings.HasPrefix(s, "''"):
		return 2, 1
	case quote == '"' && s[0] == '\\':
		return min(escapeLen(s), len(s)), 1
	}
	_, size := utf8.DecodeRuneInString(s)
	return size, 1
}

func escapeLen(s string) int {
	if len(s) < 2 {
		return 1
	}
	switch s[1] {
	case 'x':
		return 4
	case 'u':
		return 6
	case 'U':
		return 10
	}
	return 2
}
