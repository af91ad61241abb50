package docs

import (
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/markdown"
)

// Word is a word of a marker: an option with its value, or a source.
type Word struct {
	// Name is that of an option; empty for a source.
	Name string
	// Value is the value of the option, or the path of the source.
	Value string
	// Pos is where the word begins, and Source the line there.
	Pos    graph.Pos
	Source string
}

// String returns the word as a marker has it.
func (w Word) String() string {
	value := w.Value
	switch {
	case value != "" && !strings.ContainsAny(value, blanks+`"'`) && (w.Name != "" || !isOption(value)):
	case strings.Contains(value, `"`):
		value = "'" + value + "'"
	default:
		value = `"` + value + `"`
	}
	if w.Name == "" {
		return value
	}
	return w.Name + "=" + value
}

// blanks are the characters between words.
const blanks = " \t\r\n"

// split takes a marker apart, from an offset on. Words stand between blanks; a
// part of a word in single or double quotes may have some in it.
func split(name string, c *markdown.Comment, at int) ([]Word, graph.Diagnostics) {
	var words []Word
	var problems graph.Diagnostics
	for {
		at += len(c.Text[at:]) - len(strings.TrimLeft(c.Text[at:], blanks))
		if at == len(c.Text) {
			return words, problems
		}
		w, length, closed := word(c.Text[at:])
		w.Pos, w.Source = c.Place(at)
		w.Pos.File = name
		if !closed {
			problems = append(problems, graph.Diagnostic{Pos: w.Pos, Source: w.Source, Message: "a quotation mark in this word has no other to end it"})
		}
		words = append(words, w)
		at += length
	}
}

// word reads the word that a text begins with. It returns its length in the text
// and whether all quotation marks in it are paired.
func word(text string) (w Word, length int, closed bool) {
	name, rest, _ := strings.Cut(text, "=")
	if isOption(text) {
		w.Name = name
	} else {
		rest = text
	}
	var value strings.Builder
	quote := byte(0)
	i := 0
	for ; i < len(rest); i++ {
		switch c := rest[i]; {
		case quote == 0 && strings.IndexByte(blanks, c) >= 0:
			w.Value = value.String()
			return w, len(text) - len(rest) + i, true
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote && quote != 0:
			quote = 0
		case c == '\n':
			value.WriteByte(' ') // a line break in quotation marks
		default:
			value.WriteByte(c)
		}
	}
	w.Value = value.String()
	return w, len(text), quote == 0
}

// isOption reports whether a text begins with the name of an option and an
// equals sign. A path that does so is written with "./" before it.
func isOption(text string) bool {
	name, _, found := strings.Cut(text, "=")
	foreign := func(c rune) bool { return c != '-' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') }
	return found && name != "" && !strings.ContainsFunc(name, foreign)
}

func number(n int) string { return strconv.Itoa(n) }
