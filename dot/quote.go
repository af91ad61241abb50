package dot

import (
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// The language has four kinds of ids (https://graphviz.org/doc/info/lang.html),
// of which two are used here: words, and strings in double quotes. In a string
// \" is a quote and a backslash before a line break joins the lines; any other
// backslash stands for itself, and two stay two. Values of most attributes are
// escStrings on top of that (https://graphviz.org/docs/attr-types/escString/):
// there a backslash begins an escape, and \\ is a backslash.

// holdable reports whether a string in quotes can mean exactly s: it cannot
// where a single backslash would have to stand before a quote, a line break or
// the end.
func holdable(s string) bool {
	odd := false
	for i := range len(s) {
		switch s[i] {
		case '\\':
			odd = !odd
		case '"', '\n':
			if odd {
				return false
			}
		default:
			odd = false
		}
	}
	return !odd
}

// nameable reports whether s can be the name of a node, a cluster or a graph.
// Names that begin with a percent sign are Graphviz's own: it shows others. What
// looks like an entity goes into the titles of its SVG as it is, which is then
// no XML any more.
func nameable(s string) bool {
	return holdable(s) && !strings.HasPrefix(s, "%") && !hasEntity(s)
}

func hasEntity(s string) bool {
	for i := range len(s) {
		if s[i] == '&' && beginsEntity(s[i:]) {
			return true
		}
	}
	return false
}

// quoteID writes a holdable name: of a node, a cluster or a graph.
func quoteID(name string) string {
	if isWord(name) {
		return name
	}
	return inQuotes(strings.ReplaceAll(name, `"`, `\"`))
}

// quoteWord writes a name in quotes, unless it is a word or a whole number.
func quoteWord(name string) string {
	if n := len(name); n > 0 && n < 10 && strings.Trim(name, "0123456789") == "" {
		return name
	}
	return quoteID(name)
}

// quoteText writes any text as an escString.
func quoteText(text string) string { return inQuotes(escapeText(text, false)) }

// quoteURL writes a link. Graphviz copies links into attributes of XML, up to
// version 2 without escaping quotes or angle brackets, and in all versions not
// every ampersand: so the former are percent-encoded, and the latter entities.
func quoteURL(link string) string { return inQuotes(escapeText(encodedLink(link), true)) }

func encodedLink(link string) string {
	return strings.ReplaceAll(graph.EncodeLink(link), "'", "%27")
}

// longestString is how much of a string is written on one line, in bytes: the
// scanner of Graphviz gives up at 16 KiB.
const longestString = 8000

// inQuotes puts quotes around what is already escaped. A long string goes on
// behind joined line breaks, where neither a character nor an escape is torn
// apart. (Graphviz 2.43 can crash on long strings that are joined with "+".)
func inQuotes(escaped string) string {
	if len(escaped) <= longestString {
		return `"` + escaped + `"`
	}
	var b strings.Builder
	b.WriteByte('"')
	length, backslash := 0, false
	for _, r := range escaped {
		if length >= longestString && !backslash {
			b.WriteString("\\\n")
			length = 0
		}
		backslash = r == '\\' && !backslash
		n, _ := b.WriteRune(r) // never fails
		length += n
	}
	b.WriteByte('"')
	return b.String()
}

// escapeText escapes for an escString in quotes, and keeps Graphviz from
// decoding what looks like an entity of HTML, as it does in texts
// (https://graphviz.org/doc/info/lang.html#html): such an ampersand is written
// as an entity itself, or every ampersand is.
func escapeText(text string, everyAmpersand bool) string {
	if !strings.ContainsAny(text, "\\\"\n&") {
		return text
	}
	var b strings.Builder
	for i := range len(text) {
		switch c := text[i]; {
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\\' || c == '"':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '&' && (everyAmpersand || beginsEntity(text[i:])):
			b.WriteString("&amp;")
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// beginsEntity reports whether a text begins with what looks like an entity:
// an ampersand, letters, digits or a number sign, and a semicolon.
func beginsEntity(text string) bool {
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == ';':
			return i > 1
		case c == '#' && i == 1, c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
		default:
			return false
		}
	}
	return false
}

// isWord reports whether s can be written without quotes: letters, digits and
// underscores, not beginning with a digit, and no keyword in any case.
func isWord(s string) bool {
	switch strings.ToLower(s) {
	case "", "node", "edge", "graph", "digraph", "subgraph", "strict":
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_':
		case c >= '0' && c <= '9' && i > 0:
		default:
			return false
		}
	}
	return true
}
