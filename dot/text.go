package dot

import (
	"strings"
	"unicode"

	"github.com/topodraw/topodraw/internal/source"
)

// escapes are what the escapes of a text stand for: see
// https://graphviz.org/docs/attr-types/escString/.
type escapes struct {
	ofNode                               bool
	node, edge, tail, head, graph, label string
}

func (e *escapes) of(c byte) (string, bool) {
	switch c {
	case 'N':
		return e.node, e.ofNode
	case 'E':
		return e.edge, e.edge != ""
	case 'T':
		return e.tail, e.edge != ""
	case 'H':
		return e.head, e.edge != ""
	case 'G':
		return e.graph, true
	case 'L':
		return e.label, true
	}
	return "", false
}

// plain returns the text that an escString shows. Line breaks that set lines to
// the left or to the right are line breaks here, and none at the end, where
// they only say how to set the last line; exact then is false, since the value
// says more than the text.
func plain(value string, esc *escapes) (text string, exact bool) {
	if strings.IndexByte(value, '\\') < 0 {
		return clean(unentity(value)), true
	}
	text, exact = broken(esc.expand(value))
	return clean(unentity(text)), exact
}

// expand puts in the names that escapes stand for. Graphviz looks for other
// escapes afterwards, and finds those in the names as well.
func (e *escapes) expand(value string) string {
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		if value[i] != '\\' || i+1 == len(value) {
			b.WriteByte(value[i])
			continue
		}
		i++
		if name, ok := e.of(value[i]); ok {
			b.WriteString(name)
			continue
		}
		b.WriteString(value[i-1 : i+1])
	}
	return b.String()
}

// broken undoes the other escapes: line breaks of three kinds, and a backslash
// before any other character.
func broken(value string) (text string, exact bool) {
	var b strings.Builder
	exact = true
	for i := 0; i < len(value); i++ {
		if value[i] != '\\' || i+1 == len(value) {
			b.WriteByte(value[i])
			continue
		}
		i++
		switch c := value[i]; {
		case c == 'n':
			b.WriteByte('\n')
		case c != 'l' && c != 'r':
			b.WriteByte(c)
		default:
			exact = false
			if i+1 < len(value) {
				b.WriteByte('\n')
			}
		}
	}
	return b.String(), exact
}

// isText reports the characters that a text of the model may have.
func isText(r rune) bool {
	return r == '\n' || r == '\t' || !unicode.IsControl(r) && !source.Noncharacter(r)
}

// clean takes out what no text of the model may have: of that, only U+0085 gets
// past the check of the whole input, a line break.
func clean(text string) string {
	if strings.IndexFunc(text, func(r rune) bool { return !isText(r) }) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		if isText(r) {
			return r
		}
		return '\n'
	}, text)
}
