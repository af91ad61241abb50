package mermaid

import "strings"

// parser makes the syntax tree. After a mistake it goes on with the next line,
// so that all of them are found.
type parser struct {
	lex      *lexer
	tok      token
	maxDepth int
	depth    int
	tooDeep  bool
	in       *input

	// reread is where to go on after a bracket or a quote that is not closed, 0
	// for no such; rereads is how many bytes were read twice because of those.
	reread, rereads int
}

// note is a statement with where it is and how deep in subgraphs: the header, the
// head of a subgraph, what ends it, or any other.
type note struct {
	span
	s     statement
	depth int
}

func (p *parser) note(s statement, from, to int) {
	if p.in.notes != nil {
		*p.in.notes = append(*p.in.notes, note{span{from, to}, s, p.depth})
	}
}

func newParser(in *input, maxDepth int) *parser {
	p := &parser{lex: newLexer(in.text), maxDepth: maxDepth, in: in}
	p.next()
	return p
}

func (p *parser) next() { p.tok = p.lex.next() }

func (p *parser) is(k kind) bool { return p.tok.kind == k }

// accept takes a token of a kind, if that is the next one.
func (p *parser) accept(k kind) bool {
	if !p.is(k) {
		return false
	}
	p.next()
	return true
}

// expect takes a token of a kind, and complains if it is another.
func (p *parser) expect(k kind, what string) bool {
	if p.accept(k) {
		return true
	}
	return p.fail(what)
}

// flowchart reads the header and all statements.
func (p *parser) flowchart() (headerStatement, document) {
	for p.is(tSpace) || p.is(tNewline) {
		p.next()
	}
	var h headerStatement
	if p.header(&h) {
		return h, p.document()
	}
	p.recover()
	return h, p.document()
}

func (p *parser) header(h *headerStatement) bool {
	h.at = p.tok.start
	if !p.expect(tGraph, "graph or flowchart") {
		return false
	}
	if p.is(tNoDir) {
		p.note(*h, h.at, p.tok.start)
		p.next()
		return true
	}
	h.direction = p.tok.text
	if !p.expect(tDir, "a direction: TB, TD, BT, RL or LR") {
		return false
	}
	p.note(*h, h.at, p.tok.start)
	if p.accept(tSpace) {
		return p.expect(tNewline, "the end of the line")
	}
	return p.accept(tSemicolon) || p.expect(tNewline, "a semicolon or the end of the line")
}

// document reads statements up to the end of the text or of the subgraph at
// hand.
func (p *parser) document() document {
	var d document
	for {
		switch p.tok.kind {
		case tEOF:
			return d
		case tNewline, tSemicolon, tSpace:
			p.next()
			continue
		case tEnd:
			if p.depth > 0 {
				return d
			}
			p.in.problem(p.tok.start, "a node cannot have this id", `"end" without a subgraph`)
			p.next()
			continue
		}
		s, ok := p.statement()
		if s != nil {
			d = append(d, s)
		}
		if !ok {
			p.recover()
		}
		if p.tooDeep {
			return d
		}
	}
}

// statement reads one statement. What was read of one with a mistake is
// returned only if others are within.
func (p *parser) statement() (statement, bool) {
	switch p.tok.kind {
	case tSubgraph:
		return p.subgraph()
	case tDirection:
		s := directionStatement{p.tok.start, p.tok.text, p.lex.text[p.tok.start:p.tok.end]}
		p.note(s, p.tok.start, p.tok.end)
		p.next()
		return s, true
	case tAccTitle, tAccDescr, tAccBlock:
		return p.accessible(), true
	}
	from := p.begin()
	s, ok := p.simple()
	if !ok {
		return nil, false
	}
	p.note(s, from, p.tok.start)
	if !p.separator() {
		return nil, false
	}
	return s, true
}

// begin returns where the statement begins that the token at hand is the first
// of: the words before some are no tokens.
func (p *parser) begin() int {
	if n := len(p.lex.stack); n > 0 && (p.is(tClick) || p.is(tAccBlock)) {
		return p.lex.stack[n-1].by.from
	}
	return p.tok.start
}

func (p *parser) simple() (statement, bool) {
	switch p.tok.kind {
	case tStyle:
		return p.style()
	case tLinkStyle:
		return p.linkStyle()
	case tClassDef:
		return p.classDef()
	case tClass:
		return p.class()
	case tClick:
		return p.click()
	}
	return p.chain()
}

// separator ends a statement.
func (p *parser) separator() bool {
	if p.is(tEOF) || p.accept(tNewline) || p.accept(tSemicolon) {
		return true
	}
	return p.fail("the end of the statement")
}

func (p *parser) accessible() statement {
	s := accStatement{title: p.is(tAccTitle), block: p.is(tAccBlock)}
	from := p.begin()
	if !s.block {
		p.next()
	}
	s.value = trim(p.tok.text)
	at, end := p.tok.start, p.tok.end
	if s.block {
		end = min(end+len("}"), len(p.lex.text))
	}
	if s.block || p.is(tAccValue) {
		p.next()
	}
	if p.is(tUnclosed) {
		p.in.tell(at, "accDescr is not closed by a brace; Mermaid drops the rest of the text")
		s.value = ""
		p.recover()
	}
	p.note(s, from, end)
	return s
}

func (p *parser) subgraph() (statement, bool) {
	s := &subgraph{at: p.tok.start}
	start := p.in.place(s.at)
	p.next()
	if !p.subgraphHead(s) {
		s.lost = true
		p.recover()
	}
	if p.depth++; p.depth > p.maxDepth {
		p.in.problems.Add(start, "", "subgraphs are nested more than %d deep", p.maxDepth)
		p.tooDeep = true
		return nil, true
	}
	s.body = p.document()
	p.depth--
	if p.tooDeep {
		return nil, true
	}
	p.note(endStatement{}, p.tok.start, min(p.tok.start+len("end"), p.tok.end))
	if !p.accept(tEnd) {
		p.in.problems.Add(start, `write "end" on a line after its last statement`, "the subgraph is not closed")
	}
	return s, true
}

func (p *parser) subgraphHead(s *subgraph) bool {
	if !p.accept(tSpace) {
		return p.fail("a space and an id or a title")
	}
	var ok bool
	if s.id, ok = p.subgraphID(); !ok {
		return false
	}
	s.title = s.id
	if p.is(tOpen) && p.tok.text == "[" {
		p.next()
		if s.title, ok = p.text(); !ok || !p.closing("]") {
			return false
		}
		s.titled = true
	}
	p.note(s, s.at, p.tok.start)
	return p.separator()
}

// subgraphID reads the id of a subgraph, or the title of one that has no id:
// words with spaces, or a string.
func (p *parser) subgraphID() (textSyntax, bool) {
	t := textSyntax{at: p.tok.start}
	if p.is(tString) || p.is(tMarkdown) {
		if t.text = p.tok.text; p.is(tMarkdown) {
			t.format = markdownText
		}
		p.next()
	}
	var words strings.Builder // what is not a token, as the word click, is no part of it
	for ; inTitle(p.tok.kind); p.next() {
		words.WriteString(p.tok.text)
	}
	if t.text += words.String(); t.text == "" {
		return t, p.fail("an id or a title")
	}
	return t, true
}

func inTitle(k kind) bool {
	switch k {
	case tNumber, tWord, tSpace, tMinus, tAmpersand, tLetter, tColon, tStar, tHash, tStartLink,
		tStyle, tLinkStyle, tClassDef, tClass, tClick, tGraph, tDir, tSubgraph, tEnd, tDown, tUp:
		return true
	}
	return false
}
