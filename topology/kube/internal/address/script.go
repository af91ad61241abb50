package address

import "strings"

// token is a word of a script, or a sign that ends a command.
type token struct {
	text string // without quotes
	line int
	end  bool     // of a command
	subs []substr // commands in $(…) and `…`
}

// output stands in a word for what a command in it writes.
const output = "$(command)"

// substr is a text inside a text.
type substr struct {
	text string
	line int
}

// lexer divides a script into tokens.
type lexer struct {
	text   string
	at     int
	line   int
	tokens []token
	docs   []heredoc
	read   int // of docs
}

// heredoc is a here-document that begins in the next line.
type heredoc struct {
	end, body string
	tabs      bool
	line      int
}

// lex divides a script into tokens and here-documents.
func lex(text string, line int) *lexer {
	l := &lexer{text: text, line: line}
	for l.at < len(l.text) {
		l.next()
	}
	return l
}

// next reads one token, comment or sign.
func (l *lexer) next() {
	switch c := l.text[l.at]; c {
	case '\n':
		l.sign(1)
		l.line++
		l.bodies()
	case ' ', '\t', '\r':
		l.at++
	case '#':
		l.at += lineEnd(l.text[l.at:])
	case ';', '&', '|', '(', ')':
		l.sign(1)
	case '<', '>':
		l.redirect()
	default:
		l.word()
	}
}

// sign ends a command.
func (l *lexer) sign(n int) {
	l.tokens = append(l.tokens, token{line: l.line, end: true})
	l.at += n
}

// redirect reads "<", ">", "<<END" and their like.
func (l *lexer) redirect() {
	rest := l.text[l.at:]
	if strings.HasPrefix(rest, "<<") && !strings.HasPrefix(rest, "<<<") {
		l.announce(strings.HasPrefix(rest, "<<-"))
		return
	}
	for l.at < len(l.text) && strings.IndexByte("<>&", l.text[l.at]) >= 0 {
		l.at++
	}
	l.tokens = append(l.tokens, token{text: ">", line: l.line})
}

// announce reads the beginning of a here-document: the word that ends it.
func (l *lexer) announce(tabs bool) {
	l.at += len("<<")
	if tabs {
		l.at++
	}
	l.skipBlank()
	l.word()
	last := len(l.tokens) - 1
	if end := l.tokens[last].text; end != "" {
		l.docs = append(l.docs, heredoc{end: end, tabs: tabs})
	}
	l.tokens = l.tokens[:last]
}

// skipBlank goes to the next word of the line.
func (l *lexer) skipBlank() {
	for l.at < len(l.text) && (l.text[l.at] == ' ' || l.text[l.at] == '\t') {
		l.at++
	}
}

// bodies reads the here-documents that were announced in the line before.
func (l *lexer) bodies() {
	for ; l.read < len(l.docs); l.read++ {
		doc := &l.docs[l.read]
		doc.line = l.line
		doc.body = l.body(doc)
	}
}

// body reads up to the line that ends a here-document.
func (l *lexer) body(doc *heredoc) string {
	start := l.at
	for l.at < len(l.text) {
		from := l.at
		n := lineEnd(l.text[from:])
		l.at = min(len(l.text), from+n+1)
		l.line++
		line := l.text[from : from+n]
		if doc.tabs {
			line = strings.TrimLeft(line, "\t")
		}
		if line == doc.end {
			return l.text[start:from]
		}
	}
	return l.text[start:]
}

// word reads one word with its quotes and substitutions.
func (l *lexer) word() {
	t := token{line: l.line}
	var b strings.Builder
	for l.at < len(l.text) && strings.IndexByte(" \t\r\n;&|()<>", l.text[l.at]) < 0 {
		switch c := l.text[l.at]; c {
		case '\\':
			l.escape(&b)
		case '\'':
			b.WriteString(l.until('\''))
		case '"':
			l.doubleQuoted(&b, &t)
		case '`':
			at := l.line
			t.subs = append(t.subs, substr{l.until('`'), at})
			b.WriteString(output)
		case '$':
			l.dollar(&b, &t)
		default:
			b.WriteByte(c)
			l.at++
		}
	}
	t.text = b.String()
	l.tokens = append(l.tokens, t)
}

// escape reads a backslash and what it escapes; a line that goes on is one.
func (l *lexer) escape(b *strings.Builder) {
	l.at++
	if l.at == len(l.text) {
		return
	}
	if l.text[l.at] == '\n' {
		l.line++
	} else {
		b.WriteByte(l.text[l.at])
	}
	l.at++
}

// until reads the text between two of the same sign.
func (l *lexer) until(sign byte) string {
	rest := l.text[l.at+1:]
	n := strings.IndexByte(rest, sign)
	if n < 0 {
		n = len(rest)
	}
	l.at = min(len(l.text), l.at+n+2)
	l.line += strings.Count(rest[:n], "\n")
	return rest[:n]
}

// doubleQuoted reads a text in double quotes.
func (l *lexer) doubleQuoted(b *strings.Builder, t *token) {
	for l.at++; l.at < len(l.text); {
		switch c := l.text[l.at]; c {
		case '"':
			l.at++
			return
		case '\\':
			l.escape(b)
		case '$':
			l.dollar(b, t)
		default:
			if c == '\n' {
				l.line++
			}
			b.WriteByte(c)
			l.at++
		}
	}
}

// dollar reads a reference to a variable, or a substitution of a command.
func (l *lexer) dollar(b *strings.Builder, t *token) {
	rest := l.text[l.at:]
	if !strings.HasPrefix(rest, "$(") {
		n := max(1, variable(rest))
		b.WriteString(rest[:n])
		l.at += n
		return
	}
	n := parenthesis(rest)
	inner := strings.TrimSuffix(rest[2:n], ")")
	t.subs = append(t.subs, substr{inner, l.line})
	b.WriteString(output)
	l.at += n
	l.line += strings.Count(rest[:n], "\n")
}

// parenthesis is the length of "$(…)" with what is nested in it.
func parenthesis(text string) int {
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(text)
}
