package dot

import (
	"fmt"

	"github.com/topodraw/topodraw/internal/source"
)

// parser makes the syntax tree. It goes on behind an error at the next
// statement, so that as many as there are can be reported.
type parser struct {
	lexer
	tok      token
	doc      document
	depth    int
	maxDepth int
}

// syntaxError ends the reading of a statement or, if it is fatal, of the text.
type syntaxError struct{ fatal bool }

// Error says that the problem was reported where it was found.
func (syntaxError) Error() string { return "syntax error" }

// parse reads the first graph of a text, and looks through the others. It
// reports whether there is a graph at all.
func (p *parser) parse() (document, bool) {
	p.advance()
	if p.tok.kind == endOfText {
		if p.problems.None() {
			p.problems.Add(p.file.At(0), "a graph is written as in: digraph { a -> b }", "there is no graph")
		}
		return document{}, false
	}
	if p.graph() != nil {
		return p.doc, false
	}
	first := p.doc
	for p.tok.kind != endOfText {
		p.warn(p.tok.at, "put each graph in a file of its own", "this is a further graph: only the first is read")
		if p.graph() != nil {
			break
		}
	}
	return first, true
}

func (p *parser) advance() { p.tok = p.next() }

// fail reports what was expected instead of the token.
func (p *parser) fail(expected string) error { return p.failHint("", expected) }

func (p *parser) failHint(hint, expected string) error {
	if p.tok.kind == endOfText {
		if p.tok.text == "" { // else the end was reported as a string's
			p.problems.Add(p.file.At(p.tok.at), hint, "expected %s, but the file ends here", expected)
		}
		return syntaxError{fatal: true}
	}
	p.problems.Add(p.file.At(p.tok.at), hint, "expected %s instead of %s", expected, p.tok.describe())
	return syntaxError{}
}

func (t token) describe() string {
	switch t.kind {
	case keyword:
		return fmt.Sprintf("the keyword %q", t.text)
	case markup:
		return source.Quote("<" + t.text + ">")
	}
	return source.Quote(t.text)
}

// isKeyword reports whether the token is a keyword.
func (p *parser) isKeyword(text string) bool { return p.tok.kind == keyword && p.tok.text == text }

// accept goes past a character, if that is the token.
func (p *parser) accept(c rune) bool {
	if p.tok.kind != kind(c) {
		return false
	}
	p.advance()
	return true
}

func (p *parser) graph() error {
	p.doc = document{at: p.tok.at}
	if p.isKeyword("strict") {
		p.doc.strict = true
		p.advance()
	}
	if !p.isKeyword("graph") && !p.isKeyword("digraph") {
		return p.fail(`"graph" or "digraph"`)
	}
	p.doc.directed = p.tok.text == "digraph"
	p.advance()
	if p.isID() {
		p.doc.name = p.id()
	}
	body, err := p.body()
	p.doc.body = body
	return err
}

// body reads statements in braces. Only a fatal error is one of the body.
func (p *parser) body() ([]statement, error) {
	if p.tok.kind != '{' {
		return nil, p.fail(`"{"`)
	}
	if p.depth++; p.depth > p.maxDepth {
		p.problems.Add(p.file.At(p.tok.at), "", "subgraphs are nested more than %d deep", p.maxDepth)
		return nil, syntaxError{fatal: true}
	}
	p.advance()
	var list []statement
	for p.tok.kind != '}' {
		if p.tok.kind == endOfText {
			return nil, p.fail(`"}"`)
		}
		before := p.tok
		s, err := p.statement()
		if fatal(err) {
			return nil, err
		}
		if err != nil {
			p.recover(before)
			continue
		}
		list = append(list, s)
	}
	p.depth--
	p.advance()
	return list, nil
}

func fatal(err error) bool {
	s, ok := err.(syntaxError) //nolint:errorlint // the parser's own errors are never wrapped
	return ok && s.fatal
}

// recover goes on behind a semicolon, on the next line, or at a closing brace.
func (p *parser) recover(before token) {
	if p.tok.at == before.at {
		p.step()
	}
	line := p.file.LineAt(max(p.tok.at-1, 0))
	for p.tok.kind != endOfText && p.tok.kind != '}' && p.file.LineAt(p.tok.at) <= line {
		if p.accept(';') {
			return
		}
		p.advance()
	}
}

// step goes past the token, unless it closes the body.
func (p *parser) step() {
	if p.tok.kind != '}' {
		p.advance()
	}
}

func (p *parser) statement() (statement, error) {
	s := statement{at: p.tok.at}
	err := p.oneStatement(&s)
	if err == nil {
		p.accept(';')
	}
	return s, err
}

func (p *parser) oneStatement(s *statement) error {
	if p.tok.kind == keyword && p.tok.text != "subgraph" {
		return p.attributes(s)
	}
	if p.isID() {
		at := p.tok.at
		name := p.id()
		if p.tok.kind == '=' {
			s.target = graphAttrs
			return p.assign(s, name.text, at)
		}
		return p.chain(s, &mention{name: name.text, at: at})
	}
	return p.chain(s, nil)
}

// attributes reads a statement of a target's attributes.
func (p *parser) attributes(s *statement) error {
	switch p.tok.text {
	case "graph":
		s.target = graphAttrs
	case "node":
		s.target = nodeAttrs
	case "edge":
		s.target = edgeAttrs
	default:
		return p.failHint(`a name like this needs quotes`, "a statement")
	}
	p.advance()
	if p.isID() { // a macro's name, which Graphviz reads and does not use
		p.warn(p.tok.at, "", "a name for attributes has no effect")
		p.id()
		if !p.accept('=') {
			return p.fail(`"="`)
		}
	}
	if p.tok.kind != '[' {
		return p.failHint("a node or an attribute of this name needs quotes", `"["`)
	}
	return p.lists(s)
}

// chain reads ends with edges between them; the first name is read already.
func (p *parser) chain(s *statement, first *mention) error {
	for {
		e, err := p.end(first)
		if err != nil {
			return err
		}
		first = nil
		s.ends = append(s.ends, e)
		if p.tok.kind != edgeop {
			return p.lists(s)
		}
		if directed := p.tok.text == "->"; directed != p.doc.directed {
			p.wrongEdge()
		}
		p.advance()
	}
}

func (p *parser) wrongEdge() {
	if p.doc.directed {
		p.problems.Add(p.file.At(p.tok.at), "for an edge without an arrow write -> with [dir=none]", `edges of a digraph are written "->", not "--"`)
	} else {
		p.problems.Add(p.file.At(p.tok.at), "to have arrows, begin the file with digraph", `edges of a graph are written "--", not "->"`)
	}
}

func (p *parser) end(first *mention) (end, error) {
	e := end{at: p.tok.at}
	if first == nil && (p.tok.kind == '{' || p.isKeyword("subgraph")) {
		sub, err := p.subgraph()
		e.sub = sub
		return e, err
	}
	if first != nil {
		e.at = first.at
	}
	for {
		m, err := p.mention(first)
		if err != nil {
			return e, err
		}
		first = nil
		e.nodes = append(e.nodes, m)
		if !p.accept(',') {
			return e, nil
		}
	}
}

// mention reads a node with its port and compass point, if there are any.
func (p *parser) mention(first *mention) (mention, error) {
	var m mention
	if first != nil {
		m = *first
	} else {
		if !p.isID() {
			return m, p.failHint(p.nameHint(), "a node or a subgraph")
		}
		m = mention{at: p.tok.at}
		m.name = p.id().text
	}
	for i := 0; i < 2 && p.accept(':'); i++ {
		if !p.isID() {
			return m, p.fail("a port")
		}
		if i > 0 {
			m.port += ":"
		}
		m.port += p.id().text
	}
	return m, nil
}

func (p *parser) nameHint() string {
	switch p.tok.kind {
	case keyword:
		return "as a name, a keyword needs quotes"
	case ';':
		return "a semicolon ends a statement, and there is none before this one"
	case '-', '.', '@', '/', '\\', '$', '%', '+', '*', '!', '?', '&', '(', ')', '\'', '|', '~', '^', '`':
		return "names with such characters need quotes"
	}
	return ""
}

func (p *parser) subgraph() (*subgraph, error) {
	sub := &subgraph{at: p.tok.at}
	if p.isKeyword("subgraph") {
		p.advance()
		if p.isID() {
			sub.at = p.tok.at
			sub.name, sub.named = p.id().text, true
		}
	}
	body, err := p.body()
	sub.body = body
	return sub, err
}

// lists reads any number of attribute lists.
func (p *parser) lists(s *statement) error {
	for p.accept('[') {
		for p.tok.kind != ']' {
			if !p.isID() {
				return p.failHint(p.nameHint(), `an attribute or "]"`)
			}
			at := p.tok.at
			if err := p.assign(s, p.id().text, at); err != nil {
				return err
			}
			if !p.accept(',') {
				p.accept(';')
			}
		}
		p.advance()
	}
	return nil
}

func (p *parser) assign(s *statement, key string, at int) error {
	if !p.accept('=') {
		return p.fail(fmt.Sprintf(`"=" and a value behind the attribute %s`, source.Quote(key)))
	}
	if !p.isID() {
		return p.failHint(p.nameHint(), "a value of the attribute "+source.Quote(key))
	}
	s.attrs = append(s.attrs, assignment{key, p.id(), at})
	return nil
}

func (p *parser) isID() bool {
	return p.tok.kind == word || p.tok.kind == quoted || p.tok.kind == markup
}

// id reads a name or a value. Strings with plus signs between them are one.
func (p *parser) id() value {
	v := value{p.tok.text, p.tok.kind == markup}
	joinable := p.tok.kind != word
	p.advance()
	if !joinable || p.tok.kind != '+' {
		return v
	}
	pieces := []byte(v.text)
	for p.tok.kind == '+' {
		plus := p.tok
		p.advance()
		if p.tok.kind != quoted && p.tok.kind != markup {
			p.problems.Add(p.file.At(plus.at), "", "expected a string in quotes behind \"+\"")
			break
		}
		pieces = append(pieces, p.tok.text...)
		p.advance()
	}
	return value{text: string(pieces)}
}
