package mermaid

import "strings"

// quote enters a string, as a quote does almost everywhere.
func (l *lexer) quote() (token, bool) {
	if l.at("\"`") {
		return l.enter(l.pos+2, inMarkdown)
	}
	return l.enter(l.pos+1, inString)
}

func (l *lexer) inQuotes() (token, bool) {
	switch {
	case l.at("\"`"):
		return l.enter(l.pos+2, inMarkdown)
	case l.state() == inString && l.text[l.pos] != '"':
		return l.take(tString, l.until(l.pos, `"`)), true
	case l.state() == inString:
		return l.leave()
	case l.at("`\""):
		l.pos++
		return l.leave()
	case l.text[l.pos] == '"':
		return l.quote()
	}
	if end := l.until(l.pos, "`\""); end > l.pos {
		return l.take(tMarkdown, end), true
	}
	return l.bad()
}

// bracket is a bracket of a node, and what it opens; inStatement closes.
type bracket struct {
	text string
	in   state
}

// inText matches the text of a node or an edge.
func (l *lexer) inText() (token, bool) {
	switch c := l.text[l.pos]; c {
	case '"':
		return l.quote()
	case '(', ')', '[', ']', '{', '}':
		return l.bracketInText()
	case '|':
		return l.close(tPipe, 1)
	}
	if t, ok := l.invisible(l.spaces(l.pos)); ok {
		return t, true
	}
	return l.take(tText, l.until(l.pos, `[](){}|"`)), true
}

// bracketInText matches the longest bracket that Mermaid knows. Those that open
// make no sense within a text, and are for the parser to complain about.
func (l *lexer) bracketInText() (token, bool) {
	for _, b := range []bracket{
		{"(-", inEllipse},
		{"])", inStatement},
		{"([", inText},
		{"]]", inStatement},
		{"[[", inText},
		{")]", inStatement},
		{"[(", inText},
		{")))", inStatement},
		{"(((", inText},
		{"[/", inTrapezoid},
		{`[\`, inTrapezoid},
		{")", inStatement},
		{"(", inText},
		{"]", inStatement},
		{"[", inText},
		{"}", inStatement},
		{"{", inText},
	} {
		if !l.at(b.text) {
			continue
		}
		if b.in == inStatement {
			return l.close(tClose, len(b.text))
		}
		return l.open(tOpen, len(b.text), b.in)
	}
	return l.bad()
}

// opening matches a bracket that opens a text, in the other states.
func (l *lexer) opening() (token, bool) {
	for _, b := range []bracket{
		{"(-", inEllipse},
		{"([", inText},
		{"[[", inText},
		{"[(", inText},
		{"(((", inText},
		{"[/", inTrapezoid},
		{`[\`, inTrapezoid},
		{"(", inText},
		{"[", inText},
		{"{", inText},
	} {
		if l.at(b.text) {
			return l.open(tOpen, len(b.text), b.in)
		}
	}
	if l.at("|") {
		return l.open(tPipe, 1, inText)
	}
	return l.bad()
}

// inTrapezoid matches the text between slanted brackets. Slashes are a part of
// it where no bracket follows.
func (l *lexer) inTrapezoid() (token, bool) {
	switch c := l.text[l.pos]; {
	case c == '"':
		return l.quote()
	case l.byteAt(l.pos+1) == ']' && strings.IndexByte(`\(?=])`, c) >= 0:
		t, _ := l.close(tClose, 2)
		t.text = `\]` // the others are read alike
		return t, true
	case l.at("/]"):
		return l.close(tClose, 2)
	case c == '/' || c == '\\':
		return l.take(tText, l.pos+1), true
	}
	if t, ok := l.invisible(l.spaces(l.pos)); ok {
		return t, true
	}
	if end := l.until(l.pos, `\[](){}/`); end > l.pos {
		return l.take(tText, end), true
	}
	return l.opening()
}

// inEllipse matches the text between (- and -). It is the only one to end at
// what its brackets are made of.
func (l *lexer) inEllipse() (token, bool) {
	c := l.text[l.pos]
	switch {
	case c == '"':
		return l.quote()
	case l.endsEllipse(l.pos):
		t, _ := l.close(tClose, 2)
		t.text = "-)"
		return t, true
	}
	if t, ok := l.invisible(l.spaces(l.pos)); ok {
		return t, true
	}
	end := l.pos
	for end < len(l.text) && strings.IndexByte(`()[]{}"`, l.text[end]) < 0 && !l.endsEllipse(end) {
		end++
	}
	if end > l.pos {
		return l.take(tText, end), true
	}
	return l.opening()
}

func (l *lexer) endsEllipse(i int) bool {
	return l.byteAt(i+1) == ')' && strings.IndexByte("-/)", l.text[i]) >= 0
}

// inShapeData matches the YAML between @{ and }. Line breaks within its strings
// become those of HTML.
func (l *lexer) inShapeData() (token, bool) {
	if l.state() == inShapeString {
		if l.text[l.pos] == '"' {
			return l.close(tShapeData, 1)
		}
		t := l.take(tShapeData, l.until(l.pos, `"`))
		t.text = breakLines(t.text)
		return t, true
	}
	switch l.text[l.pos] {
	case '"':
		return l.open(tShapeData, 1, inShapeString)
	case '}':
		return l.leave()
	case '^':
		return l.bad()
	}
	return l.take(tShapeData, l.until(l.pos, `}^"`)), true
}

// breakLines writes every line break, with the white space after it, as <br/>.
func breakLines(text string) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(text, '\n')
		if i < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:i] + "<br/>")
		text = text[skipSpace(text, i):]
	}
}

// inClick matches the ids of a click statement, which end at a space.
func (l *lexer) inClick() (token, bool) {
	if l.text[l.pos] == '"' {
		return l.quote()
	}
	if n := spaceLen(l.text[l.pos:]); n > 0 {
		l.pos += n - 1
		return l.leave()
	}
	end := l.pos
	for end < len(l.text) && spaceLen(l.text[end:]) == 0 {
		end++
	}
	return l.take(tClick, end), true
}

// inCallback matches the name of a function, and what is between its brackets.
func (l *lexer) inCallback() (token, bool) {
	if l.state() == inCallbackArgs {
		if l.text[l.pos] == ')' {
			return l.leave()
		}
		return l.take(tCallbackArgs, l.until(l.pos, ")")), true
	}
	if l.text[l.pos] != '(' {
		return l.take(tCallbackName, l.until(l.pos, "(")), true
	}
	if end := l.spaces(l.pos + 1); l.byteAt(end) == ')' {
		l.pos = end
		return l.leave()
	}
	l.pop()
	return l.enter(l.pos+1, inCallbackArgs)
}
