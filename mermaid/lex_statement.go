package mermaid

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// header matches the direction after the word graph.
func (l *lexer) header() token {
	end := l.spaces(l.pos)
	if last := strings.LastIndexByte(l.text[l.pos:end], '\n'); last >= 0 {
		l.pop()
		return l.take(tNoDir, l.pos+last+1)
	}
	n := 0
	switch rest := l.text[end:]; {
	case rest == "":
	case strings.IndexByte("<>^", rest[0]) >= 0:
		n = 1
	case rest[0] == 'v' && wordLen(rest) == 1:
		n = 1
	case wordLen(rest) == 2 && headerCode(rest[:2]):
		n = 2
	}
	if n == 0 {
		to := min(end+max(1, wordLen(l.text[end:])), len(l.text))
		return token{kind: tBad, start: end, end: to, text: l.text[end:to]}
	}
	l.pop()
	t := l.take(tDir, end+n)
	t.text = l.text[end : end+n]
	return t
}

func headerCode(code string) bool {
	return anyDirection(code) || code == "BR"
}

// wordLen returns how many letters, digits and underscores of ASCII a text
// begins with.
func wordLen(text string) int {
	n := 0
	for n < len(text) && isWord(text[n]) {
		n++
	}
	return n
}

// statement matches what is outside of any text.
func (l *lexer) statement() (token, bool) {
	c := l.text[l.pos]
	if c == '_' || 'a' <= c && c <= 'z' {
		if t, found, ok := l.keyword(); found {
			return t, ok
		}
	}
	switch {
	case l.at("@{"):
		t, _ := l.open(tShapeData, 2, inShapeData)
		t.text = ""
		return t, true
	case c == '"':
		return l.quote()
	}
	if t, ok := l.direction(); ok {
		return t, true
	}
	if t, ok := l.linkID(); ok {
		return t, true
	}
	if isDigit(c) {
		end := l.pos
		for isDigit(l.byteAt(end)) {
			end++
		}
		return l.take(tNumber, end), true
	}
	if t, ok := l.sign(); ok {
		return t, true
	}
	if t, ok := l.link(); ok {
		return t, true
	}
	return l.rest()
}

// keyword matches the words that have a meaning where a token begins. found is
// false if there is none.
func (l *lexer) keyword() (t token, found, ok bool) {
	end := l.pos + wordLen(l.text[l.pos:])
	simple := func(k kind) (token, bool, bool) { return l.take(k, end), true, true }
	switch l.text[l.pos:end] {
	case "accTitle", "accDescr":
		return l.accessible(end)
	case "call", "click", "href":
		return l.clickWord(end)
	case "style":
		return simple(tStyle)
	case "default":
		return simple(tDefault)
	case "linkStyle":
		return simple(tLinkStyle)
	case "interpolate":
		return simple(tInterpolate)
	case "classDef":
		return simple(tClassDef)
	case "class":
		return simple(tClass)
	case "graph", "flowchart", "swimlane":
		return l.graphWord(end)
	case "subgraph":
		return simple(tSubgraph)
	case "end":
		end = l.spaces(end)
		return simple(tEnd)
	case "_self", "_blank", "_parent", "_top":
		return simple(tTarget)
	}
	return token{}, false, false
}

// accessible matches accTitle: and accDescr:, and accDescr { as well.
func (l *lexer) accessible(end int) (t token, found, ok bool) {
	k := tAccTitle
	if l.at("accDescr") {
		k = tAccDescr
	}
	sign := l.spaces(end)
	switch {
	case l.byteAt(sign) == ':':
		l.push(inAccValue, sign+1)
		return l.take(k, l.spaces(sign+1)), true, true
	case l.byteAt(sign) == '{' && k == tAccDescr:
		t, ok = l.enter(l.spaces(sign+1), inAccBlock)
		return t, true, ok
	}
	return token{}, false, false
}

// clickWord matches the words that are none without a space after them.
func (l *lexer) clickWord(end int) (t token, found, ok bool) {
	n := spaceLen(l.text[end:])
	if n == 0 {
		return token{}, false, false
	}
	switch {
	case l.at("href"):
		return l.take(tHref, end+n), true, true
	case l.at("click"):
		t, ok = l.enter(l.spaces(end), inClick)
	default:
		t, ok = l.enter(l.spaces(end), inCallbackName)
	}
	return t, true, ok
}

func (l *lexer) graphWord(end int) (t token, found, ok bool) {
	for _, long := range []string{"flowchart-elk", "swimlane-beta"} {
		if l.at(long) && wordLen(l.text[l.pos+len(long):]) == 0 {
			end = l.pos + len(long)
		}
	}
	if l.text[l.pos:end] == "swimlane" {
		return token{}, false, false
	}
	if !l.started {
		l.started = true
		l.push(inHeader, end)
	}
	return l.take(tGraph, end), true, true
}

// direction matches a line in which a direction statement stands anywhere: all
// of the line is that statement then. The white space in it may be line breaks.
func (l *lexer) direction() (token, bool) {
	if l.pos >= l.lineEnd {
		l.findDirections()
	}
	for i, at := range l.directions {
		if at < l.pos {
			continue
		}
		end := l.until(l.spaces(at+len("direction")), "\n")
		t := l.take(tDirection, end)
		t.text = directionCodes[2*i : 2*i+2]
		return t, true
	}
	return token{}, false
}

// findDirections looks for the direction statements of the line at hand, which
// ends at any line break of JavaScript.
func (l *lexer) findDirections() {
	for i := range l.directions {
		l.directions[i] = -1
	}
	l.lineEnd = len(l.text)
	if i := strings.IndexAny(l.text[l.pos:], "\n\u2028\u2029"); i >= 0 {
		l.lineEnd = l.pos + i
	}
	l.lineEnd = max(l.lineEnd, l.pos+1)
	for from := l.pos; ; {
		i := strings.Index(l.text[from:l.lineEnd], "direction")
		if i < 0 {
			return
		}
		at := from + i
		from = at + len("direction")
		if code := l.spaces(from); code > from && code+2 <= len(l.text) {
			for k := range l.directions {
				if l.text[code:code+2] == directionCodes[2*k:2*k+2] {
					l.directions[k] = at
				}
			}
		}
	}
}

// linkID matches the id of an edge: all up to the last @ in a stretch without
// white space, quotes and brackets.
func (l *lexer) linkID() (token, bool) {
	if l.pos >= l.word.end {
		l.findRun()
	}
	if l.word.at > l.pos {
		t := l.take(tLinkID, l.word.at+1)
		t.text = strings.Replace(t.text, "@", "", 1) // the first, even if it is not the last
		return t, true
	}
	return token{}, false
}

func (l *lexer) findRun() {
	l.word = run{end: l.pos, at: -1}
	for i := l.pos; i < len(l.text); i++ {
		if strings.IndexByte(`"[](){}|`, l.text[i]) >= 0 || spaceLen(l.text[i:]) > 0 {
			break
		}
		if next := l.byteAt(i + 1); l.text[i] == '@' && next != '{' && next != '"' && next != 0 {
			l.word.at = i
		}
		l.word.end = i + 1
	}
}

func (l *lexer) sign() (token, bool) {
	var k kind
	switch l.text[l.pos] {
	case '#':
		k = tHash
	case ':':
		if l.at(":::") {
			return l.take(tClassMark, l.pos+3), true
		}
		k = tColon
	case '&':
		k = tAmpersand
	case ';':
		k = tSemicolon
	case ',':
		k = tComma
	case '*':
		k = tStar
	default:
		return token{}, false
	}
	return l.take(k, l.pos+1), true
}

// rest matches what no rule before has taken.
func (l *lexer) rest() (token, bool) {
	c := l.text[l.pos]
	switch {
	case strings.IndexByte("([{|", c) >= 0:
		if l.at("[|") {
			return l.take(tOpen, l.pos+2), true // a property follows, and then a pipe
		}
		return l.opening()
	case c == '>':
		return l.open(tTagEnd, 1, inText)
	case c == '<':
		return l.take(tTagStart, l.pos+1), true
	case c == '^':
		return l.take(tUp, l.pos+1), true
	case l.at(`\|`):
		return l.bad()
	case c == 'v' && wordLen(l.text[l.pos:]) == 1:
		return l.take(tDown, l.pos+1), true
	}
	if end := l.endOfWord(); end > l.pos {
		return l.take(tWord, end), true
	}
	return l.last()
}

func (l *lexer) last() (token, bool) {
	c := l.text[l.pos]
	switch {
	case c == '-':
		return l.take(tMinus, l.pos+1), true
	case c == '\n':
		return l.take(tNewline, l.pos+l.count(l.pos, '\n')), true
	case spaceLen(l.text[l.pos:]) > 0:
		end := l.pos
		for n := spaceLen(l.text[end:]); n > 0 && l.text[end] != '\n'; n = spaceLen(l.text[end:]) {
			end += n
		}
		return l.take(tSpace, end), true
	}
	if r, size := utf8.DecodeRuneInString(l.text[l.pos:]); c >= utf8.RuneSelf && r <= 0xFFFF && unicode.IsLetter(r) {
		return l.take(tLetter, l.pos+size), true
	}
	return l.bad()
}

// endOfWord returns where the letters, digits and signs end that an id can be
// made of. A hyphen is among them where it cannot begin a link.
func (l *lexer) endOfWord() int {
	i := l.pos
	for ; i < len(l.text); i++ {
		c := l.text[i]
		if isWord(c) || strings.IndexByte("!\"#$%&'*+.`?\\/", c) >= 0 {
			continue
		}
		if next := l.byteAt(i + 1); c != '-' || next == 0 || next == '>' || next == '-' || next == '.' {
			break
		}
	}
	return i
}
