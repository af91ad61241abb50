package mermaid

import "strings"

// chain reads nodes and the links between them.
func (p *parser) chain() (statement, bool) {
	first, ok := p.nodeList()
	if !ok {
		return nil, false
	}
	c := &chain{nodes: []nodeList{first}}
	for p.is(tLink) || p.is(tStartLink) || p.is(tLinkID) {
		l, ok := p.link()
		if !ok {
			return nil, false
		}
		nodes, ok := p.nodeList()
		if !ok {
			return nil, false
		}
		c.links = append(c.links, l)
		c.nodes = append(c.nodes, nodes)
	}
	return c, true
}

// nodeList reads nodes with & between them, and the white space after them.
func (p *parser) nodeList() (nodeList, bool) {
	var list nodeList
	for {
		v, ok := p.vertex()
		if !ok {
			return nil, false
		}
		list = append(list, v)
		if !p.accept(tSpace) || !p.is(tAmpersand) {
			return list, true
		}
		p.next()
		if !p.expect(tSpace, "a space after &") {
			return nil, false
		}
	}
}

func (p *parser) vertex() (vertex, bool) {
	v := vertex{at: p.tok.start}
	var ok bool
	if v.id, ok = p.id("the id of a node"); !ok {
		return v, false
	}
	if (p.is(tOpen) || p.is(tTagEnd)) && !p.shape(&v) {
		return v, false
	}
	if p.accept(tClassMark) {
		if v.class, ok = p.id("the name of a class"); !ok {
			return v, false
		}
	}
	v.data, v.dataAt = p.shapeData()
	v.end = p.tok.start
	return v, true
}

// shapeData reads the YAML of a node or an edge.
func (p *parser) shapeData() (*shapeData, int) {
	if !p.is(tShapeData) {
		return nil, 0
	}
	at := p.tok.start
	text := p.tok.text
	var parts []string
	for p.next(); p.is(tShapeData); p.next() {
		parts = append(parts, p.tok.text)
	}
	return &shapeData{text + strings.Join(parts, "")}, at
}

// id reads an id. Its tokens stand side by side, so it is a part of the text.
func (p *parser) id(what string) (string, bool) {
	from, to := p.tok.start, p.tok.start
	for inID(p.tok.kind) {
		to = p.tok.end
		p.next()
	}
	if from == to {
		return "", p.fail(what)
	}
	return p.lex.text[from:to], true
}

func inID(k kind) bool {
	switch k {
	case tNumber, tWord, tDown, tMinus, tDefault, tComma, tColon, tAmpersand, tHash, tStar, tLetter:
		return true
	}
	return false
}

// brackets are what opens and closes a text, and the shape of both.
type brackets struct{ open, close, shape string }

func shapes() [15]brackets {
	return [...]brackets{
		{"[", "]", "square"},
		{"(", ")", "round"},
		{"([", "])", "stadium"},
		{"[[", "]]", "subroutine"},
		{"[(", ")]", "cylinder"},
		{"((", "))", "circle"},
		{"(((", ")))", "doublecircle"},
		{"(-", "-)", "ellipse"},
		{"{", "}", "diamond"},
		{"{{", "}}", "hexagon"},
		{">", "]", "odd"},
		{"[/", `\]`, "trapezoid"},
		{`[\`, "/]", "inv_trapezoid"},
		{"[/", "/]", "lean_right"},
		{`[\`, `\]`, "lean_left"},
	}
}

// shape reads the brackets of a node with the text in them. Circles and hexagons
// have brackets of two tokens.
func (p *parser) shape(v *vertex) bool {
	open := p.tok.text
	p.next()
	if open == "[|" {
		if !p.property(v) {
			return false
		}
		open = "["
	}
	double := p.is(tOpen) && p.tok.text == open && (open == "(" || open == "{")
	if double {
		p.next()
	}
	text, ok := p.text()
	if !ok {
		return false
	}
	v.text = &text
	closed := p.tok.text
	if double {
		open += open
	}
	for _, b := range shapes() {
		switch {
		case b.open != open || !p.is(tClose):
		case double && closed == b.close[:1]:
			v.shape = b.shape
			p.next()
			return p.closing(closed)
		case !double && closed == b.close:
			v.shape = b.shape
			p.next()
			return true
		}
	}
	return p.fail(`"` + closingOf(open) + `"`)
}

// property reads the property of a rectangle, up to the text.
func (p *parser) property(v *vertex) bool {
	from := p.tok.start
	if !p.expect(tWord, "the name of a property") || !p.expect(tColon, `":"`) {
		return false
	}
	to := p.tok.end
	if !p.expect(tWord, "the value of the property") {
		return false
	}
	v.prop = p.lex.text[from:to]
	return p.expect(tPipe, `"|"`)
}

func closingOf(open string) string {
	for _, b := range shapes() {
		if b.open == open {
			return b.close
		}
	}
	return "]"
}

func (p *parser) closing(bracket string) bool {
	if p.is(tClose) && p.tok.text == bracket {
		p.next()
		return true
	}
	return p.fail(`"` + bracket + `"`)
}

// text reads what is between brackets or pipes: a string or words.
func (p *parser) text() (textSyntax, bool) {
	return p.textOf(func(k kind) bool { return k == tText || k == tTagStart || k == tTagEnd || k == tLetter })
}

func (p *parser) textOf(plain func(kind) bool) (textSyntax, bool) {
	t := textSyntax{at: p.tok.start, text: p.tok.text}
	switch {
	case p.is(tString):
		t.format = quotedText
	case p.is(tMarkdown):
		t.format = markdownText
	case p.is(tClose), p.is(tPipe):
		p.in.problem(t.at, `write " " for an empty text`, "expected a text, not "+p.found())
		return t, false
	case !plain(p.tok.kind):
		return t, p.fail("a text")
	}
	var parts []string
	for p.next(); plain(p.tok.kind); p.next() {
		parts = append(parts, p.tok.text)
	}
	if len(parts) > 0 {
		t.text += strings.Join(parts, "")
	}
	return t, true
}

func (p *parser) link() (linkSyntax, bool) {
	l := linkSyntax{at: p.tok.start}
	if p.is(tLinkID) {
		l.id = p.tok.text
		p.next()
	}
	l.arrow = p.tok.start
	if p.is(tStartLink) {
		return p.linkWithText(l)
	}
	l.end = trim(p.tok.text)
	if !p.expect(tLink, "a link, such as -->") {
		return l, false
	}
	if p.is(tPipe) {
		l.inner.from = p.tok.end
		p.next()
		text, ok := p.text()
		l.inner.to = p.tok.start
		if !ok || !p.expect(tPipe, `"|"`) {
			return l, false
		}
		l.text = &text
		p.accept(tSpace)
	}
	return l, true
}

func (p *parser) linkWithText(l linkSyntax) (linkSyntax, bool) {
	l.start = trim(p.tok.text)
	l.inner.from = p.tok.end
	p.next()
	text, ok := p.textOf(func(k kind) bool { return k == tEdgeText || k == tLetter })
	if !ok {
		return l, false
	}
	l.text = &text
	l.inner.to = p.tok.start
	l.end = trim(p.tok.text)
	return l, p.expect(tLink, "the second half of the link, such as -->")
}
