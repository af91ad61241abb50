package mermaid

import (
	"strings"

	"github.com/topodraw/topodraw/internal/source"
)

// quoteHint is for texts that are no labels without quotes.
const quoteHint = `put a text with brackets or quotes into quotes, and write a quote as #quot;`

// wordHint is for words that are no ids.
const wordHint = "the word has a meaning of its own; write it with a capital, or give the node another id"

// fail reports what was expected in place of the token at hand, or what is not
// closed before it if that began on an earlier line.
func (p *parser) fail(expected string) bool {
	if o, ok := p.lex.unclosed(p.tok); ok {
		p.failUnclosed(o)
		return false
	}
	p.in.problem(p.tok.start, p.hint(), "expected "+expected+", not "+p.found())
	return false
}

// failUnclosed reports what is not closed. The line after it is most likely the
// next statement.
func (p *parser) failUnclosed(o opened) {
	message, hint := o.name(p.lex.text)+" is not closed", ""
	switch by := p.lex.text[:o.by.to]; {
	case strings.HasSuffix(by, "->"):
		hint = arrowHint("-->")
	case strings.HasSuffix(by, "=>"):
		hint = arrowHint("==>")
	case isText(o.state) && !p.is(tUnclosed):
		hint = quoteHint
	case o.state == inClick:
		message, hint = `expected the ids of nodes, and what a click does, after "click"`, wordHint
	case o.state == inCallbackName:
		message = `expected a function with its brackets after "call"`
	}
	p.in.problem(o.by.from, hint, message)
	p.reread = nextLine(p.lex.text, o.by.from)
}

// name returns what a problem calls the beginning of a state.
func (o opened) name(text string) string {
	switch o.state {
	case inString, inShapeString:
		return "the quote"
	case inMarkdown:
		return "the Markdown text"
	case inEdgeText, inThickEdgeText, inDottedEdgeText:
		return "the link with a text"
	}
	return source.Quote(trim(text[o.by.from:o.by.to]))
}

// found names the token at hand.
func (p *parser) found() string {
	switch p.tok.kind {
	case tEOF, tUnclosed:
		return "the end of the text"
	case tNewline:
		return "the end of the line"
	case tSpace:
		return "a space"
	case tShapeData:
		return `"@{"`
	case tDirection:
		return "a direction statement"
	}
	text := p.entity()
	if text == "" {
		text = trim(p.lex.text[p.tok.start:p.tok.end])
	}
	if text == "" {
		return "a line break"
	}
	return source.Quote(withEntities(text))
}

// entity returns the entity that the token at hand begins, as it is in the
// prepared text.
func (p *parser) entity() string {
	text := p.lex.text[p.tok.start:]
	rest, ok := strings.CutPrefix(text, entityStart)
	if !ok {
		return ""
	}
	rest = strings.TrimPrefix(rest, strings.TrimPrefix(numericStart, entityStart))
	rest, ok = strings.CutPrefix(rest[wordLen(rest):], entityEnd)
	if !ok {
		return ""
	}
	return text[:len(text)-len(rest)]
}

// hint says what is behind common mistakes.
func (p *parser) hint() string {
	switch p.tok.kind {
	case tEnd, tGraph, tSubgraph, tStyle, tClass, tDefault, tLinkStyle, tClassDef, tInterpolate, tTarget:
		return wordHint
	case tDirection:
		return "Mermaid takes every line with these words for a direction statement"
	case tOpen, tClose, tBad, tText, tString:
		if isText(p.lex.state()) || p.lex.stringInText() {
			return quoteHint
		}
	}
	switch rest := p.lex.text[p.tok.start:]; {
	case p.entity() != "":
		return "Mermaid takes it for an entity, which stands only in a text; after a colour leave out the semicolon"
	case strings.HasPrefix(rest, "->"):
		return arrowHint("-->")
	case strings.HasPrefix(rest, "=>"):
		return arrowHint("==>")
	case strings.HasPrefix(rest, "%%"):
		return "a comment stands on a line of its own"
	}
	return ""
}

func arrowHint(arrow string) string { return "an arrow is written " + arrow }

// isText reports whether a state is that of a text between brackets.
func isText(s state) bool { return s == inText || s == inTrapezoid || s == inEllipse }

// maxReread is how much of a text may be read again after what is not closed,
// beyond its size: each time could go on to the end of the text.
const maxReread = 64 << 10

// recover goes on at the line after the mistake.
func (p *parser) recover() {
	back := p.reread
	p.reread = 0
	if again := p.lex.pos - back; back > 0 && p.rereads+again <= len(p.lex.text)+maxReread {
		p.rereads += again
		p.lex.rewind(back)
		p.next()
		return
	}
	if p.tok.kind == tNewline || p.tok.kind == tEOF {
		p.lex.restart(p.tok.start)
	} else {
		p.lex.restart(nextLine(p.lex.text, p.tok.start))
	}
	p.next()
}
