package mermaid

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// label returns a text as the label of a node or an edge or as the title of a
// group: bare if that is surely safe, else quoted.
func label(text string) string {
	if bare(text) {
		return text
	}
	return quoted(text)
}

// bare reports whether a text can do without quotes: words of ASCII letters and
// digits with single spaces between them, none of them a keyword.
func bare(text string) bool {
	for word := range strings.SplitSeq(text, " ") {
		if word == "" || keyword(word) || strings.HasSuffix(word, "direction") {
			return false
		}
		for i := range len(word) {
			if !isAlnum(word[i]) {
				return false
			}
		}
	}
	return true
}

func quoted(text string) string {
	e := escaper{text: text, multiline: strings.Contains(text, "\n")}
	return `"` + e.escape() + `"`
}

// quotedTooltip returns the text of a tooltip. Mermaid puts it into the page as
// HTML when it is shown, after the entities of the document are decoded, so
// what has a meaning in HTML is escaped once more.
func quotedTooltip(text string) string {
	once := quoted(text)
	return strings.NewReplacer("#amp;", "#amp;amp;", "#lt;", "#amp;lt;", "#gt;", "#amp;gt;").Replace(once)
}

// escapeDescription returns the text of accDescr: a line without quotes, which
// is no HTML.
func escapeDescription(text string) string {
	e := escaper{text: text}
	return strings.NewReplacer("<br/>", "#10;", "style", "#115;tyle").Replace(e.escape())
}

// escaper writes a text so that Mermaid shows it as it is, whether the version
// at hand takes it for plain text, for Markdown or for HTML. An entity is not
// decoded before all of that is over.
//
// A text of several lines is the exception: the br elements make Mermaid decode
// early. Where it looks for something in what it then has, an empty element
// keeps the characters apart, and one holds a space at the start in its place.
type escaper struct {
	text      string
	multiline bool
	out       strings.Builder
	// number is set as long as the line has nothing but digits.
	number bool
}

func (e *escaper) escape() string {
	if e.multiline && strings.TrimLeft(e.text, " \t") != e.text {
		e.out.WriteString("<wbr/>")
	}
	start := true // of a line
	for i, r := range e.text {
		if start {
			e.number = true
		}
		e.character(i, r, start)
		e.number = e.number && isDigitRune(r)
		start = r == '\n'
	}
	return e.out.String()
}

func (e *escaper) character(i int, r rune, start bool) {
	rest := e.text[i+utf8.RuneLen(r):]
	switch {
	case r == '\n':
		e.out.WriteString("<br/>")
	case r == ' ' && e.plainSpace(i, rest, start):
		e.out.WriteByte(' ')
	case named(r) != "":
		e.out.WriteString(named(r))
	case e.special(i, r, rest, start):
		e.out.WriteString("#" + strconv.Itoa(int(r)) + ";")
		e.keepApart(r, rest)
	default:
		e.out.WriteRune(r)
	}
}

// plainSpace reports whether a space survives: one between two words, but not
// the one that would make "direction TB" of them, which Mermaid takes for a
// statement wherever it stands.
func (e *escaper) plainSpace(i int, rest string, start bool) bool {
	if start || rest == "" || rest[0] == '\n' || e.text[i-1] == ' ' {
		return false
	}
	return !strings.HasSuffix(e.text[:i], "direction") || len(rest) < 2 || !anyDirection(rest[:2])
}

// anyDirection reports what can follow the word direction in a statement.
func anyDirection(s string) bool {
	return s == "TB" || s == "TD" || s == "BT" || s == "LR" || s == "RL"
}

func named(r rune) string {
	switch r {
	case '"':
		return "#quot;"
	case '&':
		return "#amp;"
	case '<':
		return "#lt;"
	case '>':
		return "#gt;"
	}
	return ""
}

// special reports the characters that would be taken for something else.
func (e *escaper) special(i int, r rune, rest string, start bool) bool {
	before := byte(0)
	if i > 0 {
		before = e.text[i-1]
	}
	after := byte(0)
	if rest != "" {
		after = rest[0]
	}
	switch r {
	case '#', '\\', '`', '*', '~', '|', '[', '@', 'ﬂ', '¶', ' ', '\t':
		// Entities and what Mermaid makes of them inside, and Markdown.
		return true
	case 'c':
		return strings.HasPrefix(rest, "lassDef") // costs the line a semicolon
	case '%', '$':
		return before == byte(r) || after == byte(r) // comments, formulas
	case '_':
		return !isAlnum(before) || !isAlnum(after) // emphasis
	case '-', '+', '=':
		return start // lists, underlined headings
	case '.':
		return e.listNumber(after, start) || strings.HasSuffix(e.text[:i], "www")
	case ')':
		return e.listNumber(after, start)
	case ':':
		return strings.HasPrefix(rest, "//") || strings.HasPrefix(rest, "fa-") // links, icons
	}
	return !unicode.IsPrint(r)
}

// listNumber reports whether this ends the number of an item of a list.
func (e *escaper) listNumber(after byte, start bool) bool {
	return e.number && !start && (after == 0 || after == ' ' || after == '\t' || after == '\n')
}

// keepApart separates what Mermaid looks for after it decoded a text of several
// lines: \n is a line break, $$ a formula, fa:fa-x an icon, and ﬂ° with ¶ß is
// what it makes of entities itself.
func (e *escaper) keepApart(r rune, rest string) {
	after := func(s string) bool { return strings.HasPrefix(rest, s) }
	if e.multiline && (r == '\\' && after("n") || r == '$' && after("$") || r == ':' && after("fa-") ||
		r == 'ﬂ' && after("°") || r == '¶' && after("ß")) {
		e.out.WriteString("<wbr/>")
	}
}

func isDigitRune(r rune) bool { return '0' <= r && r <= '9' }
