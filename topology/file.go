package topology

import (
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/internal/yamltext"
)

// file is a source, with what it takes to point into its YAML.
type file struct {
	*source.File
	// cursor is the last character that within returned.
	cursor cursor
}

func newFile(f *source.File) *file {
	if text := yamltext.Veil(f.Text); text != f.Text {
		f = source.New(f.Name, f.Index, text)
		f.Shown = yamltext.Unveil
	}
	return &file{File: f}
}

type place = source.Place

// place returns where a YAML node begins. The parser may put an empty value
// behind the last line.
func (f *file) place(n *yaml.Node) place {
	if n.Line < 1 || n.Line > len(f.Lines) {
		return f.At(len(f.Text))
	}
	return place{File: f.File, Line: n.Line, Col: max(n.Column, 1)}
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
	for c.index < index && c.offset < len(f.Text) {
		bytes, chars := written(f.Text[c.offset:], c.quote, index-c.index)
		c.offset += bytes
		c.index += chars
	}
	if passed := f.Text[from:c.offset]; strings.ContainsAny(passed, "\r\n") {
		c.at = f.At(c.offset)
	} else {
		c.at.Col += utf8.RuneCountInString(passed)
	}
	return c.at
}

// first returns the first character of a scalar's value.
func (f *file) first(n *yaml.Node) cursor {
	c := cursor{node: n, at: f.place(n)}
	start := f.Offset(c.at)
	c.offset = start + propertiesLen(f.Text[start:])
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 && c.offset < len(f.Text) {
		c.quote = f.Text[c.offset]
		c.offset++
	}
	if c.offset > start {
		c.at = f.At(c.offset)
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
