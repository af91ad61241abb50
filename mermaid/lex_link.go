package mermaid

import "strings"

// link matches what joins two nodes, with the white space around it: a whole
// link, or the start of one whose text follows. It returns where it ends, and
// for a start what the text is within.
func (l *lexer) link() (t token, ok bool) {
	from := l.spaces(l.pos)
	switch l.byteAt(from) {
	case 'x', 'o', '<', '-', '=', '.', '~':
	default:
		return token{}, false
	}
	for _, k := range []state{inEdgeText, inThickEdgeText, inDottedEdgeText} {
		if end := l.wholeLink(from, k); end > 0 {
			l.pop()
			return l.takeFrom(tLink, from, end), true
		}
		if end := l.startOfLink(from, k); end > 0 {
			l.pos = from
			l.push(k, end)
			return l.takeFrom(tStartLink, from, end), true
		}
	}
	return l.invisible(from)
}

// invisible matches the link that shows nothing.
func (l *lexer) invisible(from int) (t token, ok bool) {
	if n := l.count(from, '~'); n >= 3 {
		return l.takeFrom(tLink, from, l.spaces(from+n)), true
	}
	return token{}, false
}

// takeFrom makes a token that begins behind white space.
func (l *lexer) takeFrom(k kind, from, end int) token {
	l.pos = from
	return l.take(k, end)
}

// wholeLink returns where a link of the kind that the text of an edge is within
// ends, 0 if there is none.
func (l *lexer) wholeLink(from int, k state) int {
	i := l.afterTail(from)
	if k == inDottedEdgeText {
		return l.dottedLink(i)
	}
	line := byte('-')
	if k == inThickEdgeText {
		line = '='
	}
	n := l.count(i, line)
	switch {
	case n >= 2 && isHead(l.byteAt(i+n)):
		n++
	case n < 3:
		return 0
	}
	return l.spaces(i + n)
}

func (l *lexer) dottedLink(i int) int {
	if l.byteAt(i) == '-' {
		i++
	}
	dots := l.count(i, '.')
	if i += dots; dots == 0 || l.byteAt(i) != '-' {
		return 0
	}
	if i++; isHead(l.byteAt(i)) {
		i++
	}
	return l.spaces(i)
}

func (l *lexer) startOfLink(from int, k state) int {
	sign := map[state]string{inEdgeText: "--", inThickEdgeText: "==", inDottedEdgeText: "-."}[k]
	if i := l.afterTail(from); strings.HasPrefix(l.text[i:], sign) {
		return l.spaces(i + len(sign))
	}
	return 0
}

// afterTail skips the sign at the start of a link.
func (l *lexer) afterTail(i int) int {
	if c := l.byteAt(i); c == 'x' || c == 'o' || c == '<' {
		return i + 1
	}
	return i
}

func isHead(c byte) bool { return c == 'x' || c == 'o' || c == '>' }

func (l *lexer) count(i int, c byte) int {
	n := 0
	for l.byteAt(i+n) == c {
		n++
	}
	return n
}

// inEdgeText matches the text between the two halves of a link, and the second
// half.
func (l *lexer) inEdgeText() (token, bool) {
	if end := l.endOfText(l.pos); end > l.pos {
		return l.take(tEdgeText, end), true
	}
	if l.text[l.pos] == '"' {
		return l.quote()
	}
	if end := l.wholeLink(l.spaces(l.pos), l.state()); end > 0 {
		l.pop()
		return l.takeFrom(tLink, l.spaces(l.pos), end), true
	}
	return l.bad()
}

// endOfText returns where the text of an edge ends: at a quote, at the second
// half of the link, or where what the line is made of stands for itself in a way
// that Mermaid cannot read.
func (l *lexer) endOfText(i int) int {
	k := l.state()
	for i < len(l.text) {
		size := max(1, spaceLen(l.text[i:]))
		switch c := l.text[i]; {
		case c == '"':
			return i
		case size > 1, spaceLen(l.text[i:]) > 0:
			if end := l.spaces(i); l.wholeLink(end, k) > 0 {
				return i
			} else {
				i = end
				continue
			}
		case c == 'x' || c == 'o' || c == '<' || c == '-' || c == '=' || c == '.':
			if l.wholeLink(i, k) > 0 || l.breaksText(i, k) {
				return i
			}
		}
		i += size
	}
	return i
}

func (l *lexer) breaksText(i int, k state) bool {
	switch k {
	case inThickEdgeText:
		return l.text[i] == '='
	case inDottedEdgeText:
		return l.text[i] == '.'
	}
	return strings.HasPrefix(l.text[i:], "--")
}
