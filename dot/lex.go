package dot

import (
	"strings"

	"github.com/topodraw/topodraw/internal/source"
)

// kind tells tokens apart. A character that stands for itself is its own kind.
type kind rune

const (
	endOfText kind = -1 - iota
	word           // a name or a number
	quoted         // a string in double quotes
	markup         // a string in angle brackets
	keyword        // in lower case
	edgeop         // -> or --
)

// token is the smallest piece of a text with a meaning. Its text has no
// quotes, brackets or escaped line breaks any more.
type token struct {
	kind    kind
	text    string
	at, end int
}

// value is what an id of the language stands for: a text, or HTML.
type value struct {
	text string
	html bool
}

// lexer cuts a text into tokens as the scanner of Graphviz does (lib/cgraph,
// scan.l): everything beyond ASCII is a letter, a number sign begins a comment
// wherever it stands, and what begins like a number ends where the number does.
type lexer struct {
	file     *source.File
	pos      int
	problems *source.Problems
	warn     func(at int, hint, message string)
	// comments, unless it is nil, gets where the comments are.
	comments *[]span
}

// span is a part of a text, from one offset to before another.
type span struct{ from, to int }

func (l *lexer) next() token {
	l.skipBlanks()
	text, start := l.file.Text, l.pos
	if start >= len(text) {
		return token{kind: endOfText, at: len(text), end: len(text)}
	}
	switch c := text[start]; {
	case c == '"':
		return l.quoted()
	case c == '<':
		return l.html()
	case isLetter(c):
		return l.name()
	case strings.HasPrefix(text[start:], "->"), strings.HasPrefix(text[start:], "--"):
		l.pos += 2
		return token{edgeop, text[start:l.pos], start, l.pos}
	}
	if n := numberLength(text[start:]); n > 0 {
		return l.number(n)
	}
	l.pos++
	return token{kind(text[start]), text[start:l.pos], start, l.pos}
}

// skipBlanks goes on to the next token: past blanks, comments of all three
// kinds, and lines for the C preprocessor.
func (l *lexer) skipBlanks() {
	text := l.file.Text
	for l.pos < len(text) {
		switch c := text[l.pos]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			l.pos++
		case c == '#' || strings.HasPrefix(text[l.pos:], "//"):
			n := strings.IndexAny(text[l.pos:], "\r\n")
			if n < 0 {
				n = len(text) - l.pos
			}
			l.comment(n)
		case strings.HasPrefix(text[l.pos:], "/*"):
			n := strings.Index(text[l.pos+2:], "*/")
			if n < 0 {
				l.problems.Add(l.file.At(l.pos), "", "this comment has no end: */ is missing")
				l.pos = len(text)
				return
			}
			l.comment(n + 4)
		default:
			return
		}
	}
}

// comment goes past a comment of n bytes.
func (l *lexer) comment(n int) {
	if l.comments != nil {
		*l.comments = append(*l.comments, span{l.pos, l.pos + n})
	}
	l.pos += n
}

func isLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func (l *lexer) name() token {
	text, start := l.file.Text, l.pos
	for l.pos < len(text) && (isLetter(text[l.pos]) || isDigit(text[l.pos])) {
		l.pos++
	}
	name := text[start:l.pos]
	if isKeyword(name) {
		return token{keyword, strings.ToLower(name), start, l.pos}
	}
	return token{word, name, start, l.pos}
}

// isKeyword reports the words with a meaning of their own, in any case.
func isKeyword(name string) bool {
	if len(name) < len("node") || len(name) > len("subgraph") {
		return false
	}
	switch strings.ToLower(name) {
	case "node", "edge", "graph", "digraph", "subgraph", "strict":
		return true
	}
	return false
}

// numberLength returns the length of the number that a text begins with, or 0:
// an optional sign, digits, and a point before, within or behind them.
func numberLength(text string) int {
	i := 0
	if text[0] == '-' {
		i++
	}
	digits := i
	for i < len(text) && isDigit(text[i]) {
		i++
	}
	whole := i - digits
	if i < len(text) && text[i] == '.' {
		point := i
		for i++; i < len(text) && isDigit(text[i]); i++ {
		}
		if whole == 0 && i == point+1 {
			return 0
		}
		return i
	}
	if whole == 0 {
		return 0
	}
	return i
}

func (l *lexer) number(n int) token {
	text, start := l.file.Text, l.pos
	l.pos += n
	if l.pos < len(text) && (isLetter(text[l.pos]) || text[l.pos] == '.') {
		l.warn(start, "put the whole in quotes", "the number "+source.Quote(text[start:l.pos])+" ends here, and something else begins: these are two names")
	}
	return token{word, text[start:l.pos], start, l.pos}
}

// quoted reads a string: \" is a quote, a backslash before a line break joins
// the lines, and any other backslash stays, as do two.
func (l *lexer) quoted() token {
	text, start := l.file.Text, l.pos
	var b strings.Builder
	from := start + 1 // what is not in b yet
	for i := from; i < len(text); i++ {
		switch text[i] {
		case '"':
			l.pos = i + 1
			s := text[from:i]
			if b.Len() > 0 {
				b.WriteString(s)
				s = b.String()
			}
			return token{quoted, source.UnixBreaks(s), start, l.pos}
		case '\\':
			n := lineBreak(text[i+1:])
			switch {
			case n > 0:
				b.WriteString(text[from:i])
				from = i + 1 + n
				i = from - 1
			case strings.HasPrefix(text[i+1:], `"`):
				b.WriteString(text[from:i])
				from = i + 1
				i++
			case strings.HasPrefix(text[i+1:], `\`):
				i++
			}
		}
	}
	return l.unfinished(`"`, "this string has no end: a quote is missing")
}

// lineBreak returns the length of the line break that a text begins with.
func lineBreak(text string) int {
	switch {
	case strings.HasPrefix(text, "\n"):
		return 1
	case strings.HasPrefix(text, "\r\n"):
		return 2
	}
	return 0
}

// html reads a string in angle brackets, which may be nested.
func (l *lexer) html() token {
	text, start := l.file.Text, l.pos
	depth := 0
	for i := start; i < len(text); i++ {
		switch text[i] {
		case '<':
			depth++
		case '>':
			depth--
		}
		if depth == 0 {
			l.pos = i + 1
			return token{markup, source.UnixBreaks(text[start+1 : i]), start, l.pos}
		}
	}
	return l.unfinished("<", "this HTML has no end: > is missing")
}

// unfinished ends the text where a string begins that has no end.
func (l *lexer) unfinished(opening, message string) token {
	l.problems.Add(l.file.At(l.pos), "", "%s", message)
	start := l.pos
	l.pos = len(l.file.Text)
	return token{endOfText, opening, start, l.pos}
}
