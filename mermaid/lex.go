package mermaid

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind is what a token is.
type kind uint8

// The tokens of a flowchart. A few stand for several words of the language:
// which one is the token's text.
const (
	tEOF kind = iota
	tBad
	tUnclosed // the end of the text within something that is not closed
	tNewline
	tSemicolon
	tSpace
	tGraph
	tDir   // the direction in the header
	tNoDir // a header without one
	tSubgraph
	tEnd
	tDirection // a direction statement, with all of its line
	tStyle
	tLinkStyle
	tClassDef
	tClass
	tClick
	tHref
	tCallbackName
	tCallbackArgs
	tTarget
	tDefault
	tInterpolate
	tAccTitle
	tAccDescr
	tAccValue
	tAccBlock // the value of accDescr { … }
	tNumber
	tWord
	tLetter // beyond ASCII
	tMinus
	tStar
	tComma
	tColon
	tAmpersand
	tHash
	tDown
	tUp
	tClassMark // :::
	tLink
	tStartLink
	tEdgeText
	tLinkID
	tPipe
	tShapeData
	tText
	tString
	tMarkdown
	tTagStart
	tTagEnd
	tOpen  // a bracket before a text
	tClose // a bracket after one
)

// token is one token. Its text is what it stands for; start and end are
// offsets in the text that was lexed.
type token struct {
	kind       kind
	start, end int
	text       string
}

// state is what the lexer is within. Mermaid's lexer keeps a stack of them:
// the same characters are different tokens in each.
type state uint8

const (
	inStatement state = iota
	inHeader
	inText
	inTrapezoid
	inEllipse
	inEdgeText
	inThickEdgeText
	inDottedEdgeText
	inString
	inMarkdown
	inShapeData
	inShapeString
	inClick
	inCallbackName
	inCallbackArgs
	inAccValue
	inAccBlock
)

// opened is a state with what began it.
type opened struct {
	state
	by span
}

// lexer takes a prepared text apart by the rules of Mermaid's lexer: within each
// state the first rule that matches decides, not the longest match. Whatever it
// looks ahead for is remembered, so that it takes linear time.
type lexer struct {
	text    string
	pos     int
	stack   []opened // empty is inStatement
	started bool     // the header was seen

	space   span // a run of white space that was looked at, or the rest of one
	word    run
	lineEnd int // the end of the line that directions holds for
	// directions are the last places on a line where "direction TB" and the like
	// stand, in the order in which Mermaid looks for them.
	directions [len(directionCodes) / 2]int
}

// span is a part of a text.
type span struct{ from, to int }

// run is a stretch without white space and brackets, and the last @ in it that
// can end the id of an edge, -1 if there is none.
type run struct{ end, at int }

// directionCodes are in the order of Mermaid's rules.
const directionCodes = "TBBTRLLRTD"

func newLexer(text string) *lexer {
	return &lexer{text: text, lineEnd: -1, word: run{end: -1}, space: span{-1, -1}}
}

// restart goes on at an offset with a new statement.
func (l *lexer) restart(pos int) {
	l.pos, l.stack = pos, l.stack[:0]
}

func (l *lexer) state() state {
	if len(l.stack) == 0 {
		return inStatement
	}
	return l.stack[len(l.stack)-1].state
}

// push enters a state, which the text up to an offset begins.
func (l *lexer) push(s state, end int) {
	l.stack = append(l.stack, opened{s, span{l.pos, end}})
}

// unclosed returns the innermost state that a token is within, and whether that
// began on an earlier line than what there is in the token.
func (l *lexer) unclosed(t token) (o opened, ok bool) {
	for i := len(l.stack) - 1; i >= 0; i-- {
		if o = l.stack[i]; o.by.from < t.start {
			end := min(skipSpace(l.text, t.start), t.end)
			return o, strings.Contains(l.text[o.by.from:end], "\n")
		}
	}
	return o, false
}

// stringInText reports whether a string stands in a text between brackets, where it
// makes sense only alone.
func (l *lexer) stringInText() bool {
	n := len(l.stack)
	return n > 1 && l.state() == inString && isText(l.stack[n-2].state)
}

// rewind goes on at an earlier offset with a new statement.
func (l *lexer) rewind(pos int) {
	l.restart(pos)
	l.lineEnd, l.word = -1, run{end: -1}
}

func (l *lexer) pop() {
	if len(l.stack) > 0 {
		l.stack = l.stack[:len(l.stack)-1]
	}
}

// next returns the next token. After a text that fits no rule it is tBad, and
// the lexer stays where it is.
func (l *lexer) next() token {
	for {
		if l.pos >= len(l.text) {
			k := tEOF
			if len(l.stack) > 0 {
				k = tUnclosed
			}
			return token{kind: k, start: len(l.text), end: len(l.text)}
		}
		if t, ok := l.step(); ok {
			return t
		}
	}
}

// step takes one rule; ok is false if that made no token.
func (l *lexer) step() (t token, ok bool) {
	switch l.state() {
	case inHeader:
		return l.header(), true
	case inText:
		return l.inText()
	case inTrapezoid:
		return l.inTrapezoid()
	case inEllipse:
		return l.inEllipse()
	case inEdgeText, inThickEdgeText, inDottedEdgeText:
		return l.inEdgeText()
	case inString, inMarkdown:
		return l.inQuotes()
	case inShapeData, inShapeString:
		return l.inShapeData()
	case inClick:
		return l.inClick()
	case inCallbackName, inCallbackArgs:
		return l.inCallback()
	case inAccValue:
		l.pop()
		return l.take(tAccValue, l.until(l.pos, "\n")), true
	case inAccBlock:
		if l.text[l.pos] == '}' {
			return l.leave()
		}
		return l.take(tAccBlock, l.until(l.pos, "}")), true
	}
	return l.statement()
}

// take makes a token of the text up to an offset.
func (l *lexer) take(k kind, end int) token {
	t := token{kind: k, start: l.pos, end: end, text: l.text[l.pos:end]}
	l.pos = end
	return t
}

// open makes a token of n characters after which a state begins.
func (l *lexer) open(k kind, n int, s state) (token, bool) {
	l.push(s, l.pos+n)
	return l.take(k, l.pos+n), true
}

// close makes a token of n characters that end a state.
func (l *lexer) close(k kind, n int) (token, bool) {
	l.pop()
	return l.take(k, l.pos+n), true
}

// enter and leave skip what begins and ends a state without being a token.
func (l *lexer) enter(end int, s state) (token, bool) {
	l.push(s, end)
	l.pos = end
	return token{}, false
}

func (l *lexer) leave() (token, bool) {
	l.pop()
	l.pos++
	return token{}, false
}

// bad is the token of a character that fits no rule.
func (l *lexer) bad() (token, bool) {
	_, size := utf8.DecodeRuneInString(l.text[l.pos:])
	return token{kind: tBad, start: l.pos, end: l.pos + size, text: l.text[l.pos : l.pos+size]}, true
}

func (l *lexer) at(s string) bool { return strings.HasPrefix(l.text[l.pos:], s) }

// byteAt returns a byte of the text, and 0 beyond its end.
func (l *lexer) byteAt(i int) byte {
	if i < len(l.text) {
		return l.text[i]
	}
	return 0
}

// until returns the offset of the first of some characters, or the end.
func (l *lexer) until(from int, chars string) int {
	if i := strings.IndexAny(l.text[from:], chars); i >= 0 {
		return from + i
	}
	return len(l.text)
}

// spaces returns where the white space at an offset ends.
func (l *lexer) spaces(from int) int {
	if from >= len(l.text) || spaceLen(l.text[from:]) == 0 {
		return from
	}
	if from < l.space.from || from >= l.space.to {
		l.space = span{from, skipSpace(l.text, from)}
	}
	return l.space.to
}

func skipSpace(text string, i int) int {
	for n := spaceLen(text[i:]); n > 0; n = spaceLen(text[i:]) {
		i += n
	}
	return i
}

// spaceLen returns the length of the white space character, as \s of JavaScript
// has it, that a text begins with; 0 if it begins with none.
func spaceLen(text string) int {
	if text == "" {
		return 0
	}
	if c := text[0]; c < utf8.RuneSelf {
		if c == ' ' || '\t' <= c && c <= '\r' {
			return 1
		}
		return 0
	}
	r, size := utf8.DecodeRuneInString(text)
	if isSpace(r) {
		return size
	}
	return 0
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0xFEFF:
		return true
	case 0x85:
		return false
	}
	return unicode.IsSpace(r)
}

// trim returns a text without the white space around it.
func trim(text string) string { return strings.TrimFunc(text, isSpace) }
