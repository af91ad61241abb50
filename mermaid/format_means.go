package mermaid

import (
	"reflect"
	"strings"

	"github.com/topodraw/topodraw/internal/source"
)

// means reports whether a text, on lines of its own, is read as a statement. The
// syntax is compared: what it means may depend on other statements.
func means(text string, want statement) bool {
	if _, ok := want.(headerStatement); !ok {
		text = "graph TD\n" + text
	}
	if _, ok := want.(*subgraph); ok {
		text += "\nend"
	}
	in := &input{file: source.New("", 0, text)}
	in.places = new(places)
	in.prepared = in.take(text)
	if len(in.places.comments)+len(in.places.directives) > 0 || in.places.front.to > 0 {
		return false
	}
	head, doc := newParser(in, 1).flowchart()
	if !in.problems.None() {
		return false
	}
	if want, ok := want.(headerStatement); ok {
		return len(doc) == 0 && head.direction == want.direction
	}
	if len(doc) != 1 || !reflect.DeepEqual(unplaced(doc[0]), unplaced(want)) {
		return false
	}
	s, ok := doc[0].(*subgraph)
	return !ok || len(s.body) == 0
}

// unplaced returns a statement without places, and without what has no meaning: white
// space around texts, and how a link is written.
func unplaced(s statement) statement {
	switch s := s.(type) {
	case *chain:
		return unplacedChain(s)
	case *subgraph:
		return subgraph{id: *unplacedText(&s.id), title: *unplacedText(&s.title), titled: s.titled}
	case accStatement:
		s.value = strings.Join(outdented(s.value), "\n")
		return s
	case directionStatement:
		return directionStatement{code: s.code}
	case styleStatement:
		s.at, s.style = 0, trimmed(s.style)
		return s
	case classDefStatement:
		s.at, s.style = 0, trimmed(s.style)
		return s
	case classStatement:
		s.at = 0
		return s
	case linkStyleStatement:
		links := make([]linkIndex, len(s.links))
		for i, l := range s.links {
			links[i].number = l.number
		}
		if s.at, s.links = 0, links; len(links) > 0 {
			s.style = trimmed(s.style)
		}
		return s
	case clickStatement:
		s.at = 0
		return s
	}
	return s
}

type bareLink struct {
	id   string
	kind linkKind
	text *textSyntax
}

type plainChain struct {
	nodes []nodeList
	links []bareLink
}

func unplacedChain(c *chain) plainChain {
	var out plainChain
	for _, list := range c.nodes {
		nodes := make(nodeList, len(list))
		for i, v := range list {
			v.at, v.end, v.dataAt = 0, 0, 0
			v.text = unplacedText(v.text)
			nodes[i] = v
		}
		out.nodes = append(out.nodes, nodes)
	}
	for _, l := range c.links {
		out.links = append(out.links, bareLink{l.id, kindOf(l), unplacedText(l.text)})
	}
	return out
}

func unplacedText(t *textSyntax) *textSyntax {
	if t == nil {
		return nil
	}
	return &textSyntax{text: trim(t.text), format: t.format}
}
