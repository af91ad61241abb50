package topology

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/topodraw/topodraw/internal/source"
)

// word is an id in the text of a flow, and where it begins there, in bytes.
type word struct {
	id string
	at int
}

// chain is the text of a flow: lists of ends, with an arrow between each two,
// and what follows after a colon.
type chain struct {
	sides  [][]word
	arrows []arrow
	// label is empty without one.
	label string
}

// flowError is what is wrong with the text of a flow, at a byte of it.
type flowError struct {
	at            int
	message, hint string
}

// flowParser reads the text of a flow.
type flowParser struct {
	text string
	at   int
	// arrows is the number of arrows so far.
	arrows int
}

func parseFlow(text string) (chain, *flowError) {
	var c chain
	p := &flowParser{text: text}
	for {
		side, err := p.side()
		if err != nil {
			return c, err
		}
		c.sides = append(c.sides, side)
		p.space()
		if p.rest() == "" || p.colon() {
			break
		}
		a, err := p.arrow()
		if err != nil {
			return c, err
		}
		c.arrows = append(c.arrows, a)
		p.arrows++
	}
	if p.colon() {
		c.label = strings.TrimSpace(p.rest()[1:])
	}
	if len(c.arrows) == 0 {
		return c, noArrow(text)
	}
	return c, nil
}

func noArrow(text string) *flowError {
	return &flowError{0, "this is no flow: there is no arrow in " + source.Quote(text), "write A -> B, with spaces around the arrow"}
}

func (p *flowParser) rest() string { return p.text[p.at:] }

// colon reports whether the label comes up: behind an arrow, a colon that ends a
// word, as between the key and the value of a mapping.
func (p *flowParser) colon() bool {
	rest := p.rest()
	return p.arrows > 0 && strings.HasPrefix(rest, ":") && (len(rest) == 1 || strings.ContainsAny(rest[1:2], " \t\r\n"))
}

func (p *flowParser) space() {
	p.at += len(p.rest()) - len(strings.TrimLeft(p.rest(), " \t\r\n"))
}

func (p *flowParser) fail(at int, hint, format string, args ...any) *flowError {
	return &flowError{at, fmt.Sprintf(format, args...), hint}
}

// side reads what is on one side of an arrow.
func (p *flowParser) side() ([]word, *flowError) {
	p.space()
	if !strings.HasPrefix(p.rest(), "[") {
		w, err := p.word(false)
		return []word{w}, err
	}
	open := p.at
	p.at++
	var list []word
	for {
		w, err := p.word(true)
		if err != nil {
			return nil, err
		}
		list = append(list, w)
		p.space()
		switch {
		case strings.HasPrefix(p.rest(), ","):
			p.at++
		case strings.HasPrefix(p.rest(), "]"):
			p.at++
			return list, p.boundary("]", false)
		default:
			return nil, p.fail(open, "", "the list that begins here is never closed")
		}
	}
}

// boundary checks that what was read last is not run together with something.
func (p *flowParser) boundary(last string, inList bool) *flowError {
	rest := p.rest()
	if rest == "" || p.colon() || strings.ContainsAny(rest[:1], " \t\r\n") || inList && strings.ContainsAny(rest[:1], ",]") {
		return nil
	}
	return p.fail(p.at, "put spaces around arrows, and quotes around the whole of an id", "there is text directly after %s", last)
}

// word reads an id, which may be in quotes.
func (p *flowParser) word(inList bool) (word, *flowError) {
	p.space()
	if strings.HasPrefix(p.rest(), `"`) {
		return p.quoted(inList)
	}
	w := word{at: p.at}
	end := p.at
	for p.rest() != "" && !p.colon() {
		if inList && strings.ContainsAny(p.text[p.at:p.at+1], ",]") {
			break
		}
		token := p.token(inList)
		if isArrow(token) {
			break
		}
		p.at += len(token)
		end = p.at
		p.space()
	}
	w.id = p.text[w.at:end]
	if w.id == "" {
		return w, p.missing(w.at, inList)
	}
	if i := strings.Index(w.id, "->"); i >= 0 {
		return w, p.fail(w.at+i, "put spaces around arrows, or quotes around the id", "the arrow has no space on each side")
	}
	return w, nil
}

func (p *flowParser) missing(at int, inList bool) *flowError {
	where := "between two arrows"
	switch {
	case inList:
		where = "at this place of the list"
	case p.rest() == "" && at == 0:
		return noArrow(p.text)
	case p.rest() == "":
		at = len(strings.TrimRight(p.text, " \t\r\n"))
		where = "after the arrow"
	case strings.TrimSpace(p.text[:at]) == "":
		where = "before the arrow"
	}
	return p.fail(at, "name a node or a group", "there is nothing %s", where)
}

// token returns what comes up to the next space or, in a list, its next part,
// and without the colon of a label.
func (p *flowParser) token(inList bool) string {
	ends := " \t\r\n"
	if inList {
		ends += ",]"
	}
	token := p.rest()
	if i := strings.IndexAny(token, ends); i >= 0 {
		token = token[:i]
	}
	if before, labelled := strings.CutSuffix(token, ":"); labelled && p.arrows > 0 && !inList && before != "" {
		return before
	}
	return token
}

// quoted reads an id in double quotes, in which \" and \\ are a quote and a
// backslash, and everything else is itself.
func (p *flowParser) quoted(inList bool) (word, *flowError) {
	w := word{at: p.at}
	var id strings.Builder
	for i := p.at + 1; i < len(p.text); i++ {
		c := p.text[i]
		if c == '"' {
			p.at = i + 1
			w.id = id.String()
			if w.id == "" {
				return w, p.fail(w.at, "", "an id is not empty")
			}
			return w, p.boundary("the closing quote", inList)
		}
		if c == '\\' && i+1 < len(p.text) && strings.ContainsAny(p.text[i+1:i+2], `"\`) {
			i++
			c = p.text[i]
		}
		id.WriteByte(c)
	}
	return w, p.fail(p.at, "", "the quote that begins here is never closed")
}

func isArrow(token string) bool {
	_, ours := arrowOf(token)
	_, foreign := foreignArrow(token)
	return ours || foreign
}

// arrow reads the sign between two ends.
func (p *flowParser) arrow() (arrow, *flowError) {
	token := p.token(false)
	if a, ok := arrowOf(token); ok {
		p.at += len(token)
		return a, nil
	}
	if write, ok := foreignArrow(token); ok {
		return arrow{}, p.fail(p.at, "write "+write, "%s is no arrow here", source.Quote(token))
	}
	return arrow{}, p.fail(p.at, "", "%s stands where an arrow is expected", source.Quote(token))
}

// characters returns the number of characters before a byte of a text.
func characters(text string, at int) int { return utf8.RuneCountInString(text[:min(at, len(text))]) }
