package mermaid

import "strings"

func (p *parser) style() (statement, bool) {
	s := styleStatement{at: p.tok.start}
	p.next()
	if !p.expect(tSpace, "a space and the id of a node") {
		return nil, false
	}
	var ok bool
	if s.id, ok = p.id("the id of a node"); !ok {
		return nil, false
	}
	s.style, ok = p.styles()
	return s, ok
}

// styles reads a space and properties with commas between them.
func (p *parser) styles() ([]string, bool) {
	if !p.expect(tSpace, "a space and a style, such as fill:#f9f") {
		return nil, false
	}
	var out []string
	for {
		from, to := p.tok.start, p.tok.start
		for inStyle(p.tok.kind) {
			to = p.tok.end
			p.next()
		}
		if from == to {
			return nil, p.fail("a style, such as fill:#f9f")
		}
		out = append(out, p.lex.text[from:to])
		switch {
		case p.accept(tComma):
		case p.is(tOpen):
			p.in.problem(p.tok.start, "write a colour as #rrggbb or by its name", "Mermaid reads no brackets in a style")
			return nil, false
		default:
			return out, true
		}
	}
}

func inStyle(k kind) bool {
	switch k {
	case tNumber, tWord, tColon, tSpace, tHash, tStyle:
		return true
	}
	return false
}

func (p *parser) classDef() (statement, bool) {
	s := classDefStatement{at: p.tok.start}
	p.next()
	if !p.expect(tSpace, "a space and the name of a class") {
		return nil, false
	}
	var ok bool
	if s.names, ok = p.id("the name of a class"); !ok {
		return nil, false
	}
	s.style, ok = p.styles()
	return s, ok
}

func (p *parser) class() (statement, bool) {
	s := classStatement{at: p.tok.start}
	p.next()
	if !p.expect(tSpace, "a space and the ids of nodes") {
		return nil, false
	}
	var ok bool
	if s.ids, ok = p.id("the id of a node"); !ok || !p.expect(tSpace, "a space and the name of a class") {
		return nil, false
	}
	if s.class, ok = p.id("the name of a class"); ok && p.is(tSpace) && strings.HasSuffix(s.ids, ",") {
		p.in.problem(p.tok.start, "no space stands after the comma between ids", "expected the end of the statement, not a space")
		return nil, false
	}
	return s, ok
}

func (p *parser) linkStyle() (statement, bool) {
	s := linkStyleStatement{at: p.tok.start}
	p.next()
	if !p.expect(tSpace, `a space and the number of a link or "default"`) {
		return nil, false
	}
	if !p.accept(tDefault) && !p.linkNumbers(&s) {
		return nil, false
	}
	if !p.is(tSpace) {
		return nil, p.fail("a space and a style, such as stroke:#f00")
	}
	back := p.lex.pos
	space := p.tok
	p.next()
	if !p.accept(tInterpolate) {
		p.lex.restart(back)
		p.tok = space
		var ok bool
		s.style, ok = p.styles()
		return s, ok
	}
	var ok bool
	if !p.expect(tSpace, "a space and the name of a curve") {
		return nil, false
	}
	if s.interpolate, ok = p.alphaNum("the name of a curve"); !ok {
		return nil, false
	}
	if p.is(tSpace) {
		s.style, ok = p.styles()
	}
	return s, ok
}

func (p *parser) linkNumbers(s *linkStyleStatement) bool {
	for {
		s.links = append(s.links, linkIndex{p.tok.start, p.tok.text})
		if !p.expect(tNumber, `the number of a link or "default"`) {
			return false
		}
		if !p.accept(tComma) {
			return true
		}
	}
}

// alphaNum reads the name of a function or a curve.
func (p *parser) alphaNum(what string) (string, bool) {
	from, to := p.tok.start, p.tok.start
	for inID(p.tok.kind) && !p.is(tDefault) || p.is(tDir) {
		to = p.tok.end
		p.next()
	}
	if from == to {
		return "", p.fail(what)
	}
	return p.lex.text[from:to], true
}

// click reads what happens on a click: a link is opened or a function called.
func (p *parser) click() (statement, bool) {
	s := clickStatement{at: p.tok.start, ids: p.tok.text}
	p.next()
	switch p.tok.kind {
	case tCallbackName:
		s.value = p.tok.text
		p.next()
		if p.is(tCallbackArgs) {
			s.args = p.tok.text
			p.next()
		}
		ok := p.clickRest(&s)
		return s, ok
	case tHref:
		p.next()
		fallthrough
	case tString:
		s.link = true
		s.value = p.tok.text
		ok := p.expect(tString, "a link in quotes") && p.clickRest(&s)
		return s, ok
	}
	var ok bool
	s.value, ok = p.alphaNum("a link in quotes, href, call or the name of a function")
	ok = ok && p.clickRest(&s)
	return s, ok
}

// clickRest reads the tooltip and the target of a link.
func (p *parser) clickRest(s *clickStatement) bool {
	if !p.accept(tSpace) {
		return true
	}
	if p.is(tString) {
		s.tooltip, s.hasTooltip = p.tok.text, true
		p.next()
		if !s.link || !p.accept(tSpace) {
			return true
		}
	} else if !s.link {
		return p.fail("a tooltip in quotes")
	}
	s.target = p.tok.text
	return p.expect(tTarget, "a tooltip in quotes or _self, _blank, _parent or _top")
}
