package topology

import (
	"strings"

	"gopkg.in/yaml.v3"
)

// shorten gives a flow with arrows its shortest text. One that others may stand
// for, by an alias, keeps its own.
func shorten(e *entry) {
	t := e.value
	switch {
	case t.named:
	case t.kind == yaml.ScalarNode && !t.null:
		text, label := shortFlow(t.text)
		e.value = &tree{kind: yaml.ScalarNode, text: text}
		if label != "" {
			e.value = labelled(e.value, label, t.lines)
			lowerLine(e)
		}
	case t.kind == yaml.MappingNode:
		shortenKey(e)
	}
}

// labelled returns a flow as the key of its label.
func labelled(key *tree, label string, lines bool) *tree {
	value := &tree{kind: yaml.ScalarNode, text: label, lines: lines}
	return &tree{kind: yaml.MappingNode, entries: []*entry{{key: key, value: value}}}
}

// shortenKey does the same where the arrows are a key, the label in it behind it.
func shortenKey(e *entry) {
	t := e.value
	for _, p := range t.entries {
		if _, err := parseFlow(p.key.text); err != nil {
			continue
		}
		text, label := shortFlow(p.key.text)
		if label == "" || p.value.null {
			p.key = &tree{kind: yaml.ScalarNode, text: text}
		}
		if label != "" && p.value.null {
			p.value = &tree{kind: yaml.ScalarNode, text: label}
		}
		if len(t.entries) == 1 {
			t.braces = false
			alone(e)
			lowerLine(e)
		}
		return
	}
}

// lowerLine puts the comment behind a flow behind its label.
func lowerLine(e *entry) {
	if len(e.value.entries) == 1 && e.value.entries[0].line == "" {
		p := e.value.entries[0]
		p.line, p.col, e.line = e.line, e.col, ""
	}
}

// alone makes a flow that has no label, and nothing beside it, a text.
func alone(e *entry) {
	t := e.value
	p := t.entries[0]
	if !p.value.null || len(t.foot) > 0 || len(p.head) > 0 || p.line != "" && e.line != "" {
		return
	}
	e.value = p.key
	if p.line != "" {
		e.line, e.col = p.line, p.col
	}
}

// shortFlow returns the shortest text of a flow, and its label.
func shortFlow(text string) (short, label string) {
	c, err := parseFlow(text)
	if err != nil {
		return text, ""
	}
	var b strings.Builder
	for i, side := range c.sides {
		if i > 0 {
			b.WriteString(" " + c.arrows[i-1].sign() + " ")
		}
		b.WriteString(sideText(side))
	}
	return b.String(), c.label
}

// sideText returns one side of an arrow.
func sideText(side []word) string {
	words := make([]string, len(side))
	for i, w := range side {
		words[i] = flowWord(w.id)
	}
	if len(words) == 1 {
		return words[0]
	}
	return "[" + strings.Join(words, ", ") + "]"
}

// sign returns what an arrow is written as.
func (a arrow) sign() string {
	for _, sign := range []string{"->", "<-", "<->", "--", "..>", "<..", "<..>", "..", "==>", "<==", "<==>"} {
		if b, _ := arrowOf(sign); a == b {
			return sign
		}
	}
	return "=="
}
