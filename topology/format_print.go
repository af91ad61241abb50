package topology

import (
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// formatter writes values with their comments.
type formatter struct {
	printer
	// dash says that the next line is the first of an item.
	dash bool
	// kept says that blank lines would belong to the block text above.
	kept bool
}

// document writes a document, the first being number 0.
func (w *formatter) document(number int, d *document) {
	w.comments(0, d.head, number == 0)
	for i, line := range d.directives {
		if i == 0 && number > 0 {
			w.put(0, "...", &entry{})
		}
		w.put(0, line, &entry{})
	}
	d.root.normalize(rootValue)
	first := d.root.property()
	if len(d.root.entries) == 0 {
		first += w.inline(0, 0, d.root, rootValue, false)
	}
	if d.marked {
		first = "--- " + first
	}
	if first = strings.TrimSpace(first); first != "" {
		w.put(0, first, &entry{})
	}
	w.entries(0, d.root, rootValue)
}

// property returns the anchor of a value, with a space behind it.
func (t *tree) property() string {
	if t.anchor == "" {
		return ""
	}
	return "&" + t.anchor + " "
}

// normalize gives the keys in a value their order, and flows their text.
func (t *tree) normalize(kind valueKind) {
	kind.sort(t)
	for _, e := range t.entries {
		key := ""
		if e.key != nil {
			key = e.key.text
		} else if kind == flowsValue {
			shorten(e)
		}
		e.value.normalize(kind.child(key))
	}
}

// comments writes what is above or below entries.
func (w *formatter) comments(indent int, lines []string, first bool) {
	if first {
		lines = withoutBlanks(lines)
	}
	for _, text := range lines {
		switch {
		case text != "":
			w.put(indent, text, &entry{})
		case !w.kept:
			w.line(0, "")
		}
	}
}

// put writes lines, the first of them indented and with the comment that is
// behind an entry.
func (w *formatter) put(indent int, text string, e *entry) {
	first, rest, more := strings.Cut(text, "\n")
	if w.dash {
		indent, first = indent-indentStep, "- "+first
	}
	w.dash, w.kept = false, false
	first = strings.TrimRight(first, " ")
	if e.line != "" {
		width := indent + utf8.RuneCountInString(first)
		first += strings.Repeat(" ", max(1, e.col-1-width)) + e.line
	}
	w.line(indent, first)
	if more {
		w.line(0, rest)
	}
}

func (w *formatter) entries(indent int, t *tree, kind valueKind) {
	for i, e := range t.entries {
		if e.key == nil {
			w.item(indent, e, kind.child(""), i == 0)
		} else {
			w.keyValue(indent, e, kind, i == 0)
		}
	}
	w.comments(indent, t.foot, len(t.entries) == 0)
}

// item writes an item of a list. A mapping begins on the line of the dash, so
// that comments there are above it.
func (w *formatter) item(indent int, e *entry, kind valueKind, first bool) {
	if !w.block(indent+indentStep, e.value, kind) {
		w.comments(indent, e.head, first)
		w.dash = true
		w.put(indent+indentStep, e.value.property()+w.inline(indent, len("- "), e.value, kind, false), e)
		w.keep(e.value)
		return
	}
	e.raiseLine()
	inner := e.value.entries[0]
	w.comments(indent, append(e.head, withoutBlanks(inner.head)...), first)
	inner.head, w.dash = nil, true
	if e.value.anchor != "" {
		w.put(indent+indentStep, e.value.property(), &entry{})
	}
	w.entries(indent+indentStep, e.value, kind)
}

// keyValue writes a pair of a mapping.
func (w *formatter) keyValue(indent int, e *entry, kind valueKind, first bool) {
	w.comments(indent, e.head, first)
	key := e.key.keyText(quoteBlock)
	before := utf8.RuneCountInString(key) + 2
	if len(key) > maxKey {
		key, before = "? "+key+"\n"+strings.Repeat(" ", indent), 2
	}
	child := kind.child(e.key.text)
	text := key + ": " + e.value.property()
	if w.block(indent+before, e.value, child) {
		w.put(indent, text, e)
		w.entries(indent+indentStep, e.value, child)
		return
	}
	text += w.inline(indent, before, e.value, child, kind.word(e.key.text))
	w.put(indent, text, e)
	w.keep(e.value)
}

// keep notes that blank lines below a block text would be a part of it.
func (w *formatter) keep(t *tree) {
	w.kept = len(t.block) > 0 && strings.HasSuffix(t.block[0], "+")
}

// block reports whether the entries of a value stand on lines of their own, so
// many characters being before them if they do not.
func (w *formatter) block(before int, t *tree, kind valueKind) bool {
	return len(t.entries) > 0 && (kind.section() || !t.braces || t.commented ||
		t.lines && !w.fits(before, t.property()+t.flow(kind, false)))
}

// inline returns a value as it stands behind so many characters of a line with an
// indentation. A text may continue below.
func (w *formatter) inline(indent, before int, t *tree, kind valueKind, word bool) string {
	switch {
	case t.kind == yaml.MappingNode || t.kind == yaml.SequenceNode:
		return t.list(kind)
	case len(t.block) > 0:
		return t.block[0] + below(indent+indentStep, t.block[1:])
	case t.lines && t.kind == yaml.ScalarNode && !t.null && !word:
		return w.value(indent, before, yamlText{text: t.text})
	}
	return t.word(quoteBlock, word)
}

// word returns a text on one line, with quotes where they are needed.
func (t *tree) word(quote func(string) string, word bool) string {
	switch {
	case t.kind == yaml.AliasNode:
		return "*" + t.text
	case t.null || word:
		return t.text
	}
	return quote(t.text)
}

// keyText returns a key up to its colon.
func (t *tree) keyText(quote func(string) string) string {
	if t.kind == yaml.AliasNode {
		return "*" + t.text + " " // the colon would belong to its name
	}
	return t.property() + quote(t.text)
}

// flow returns a value on one line, as it stands within brackets.
func (t *tree) flow(kind valueKind, word bool) string {
	if t.kind == yaml.MappingNode || t.kind == yaml.SequenceNode {
		return t.property() + t.list(kind)
	}
	return t.property() + t.word(quoteFlow, word)
}

// list returns a list or a mapping in brackets.
func (t *tree) list(kind valueKind) string {
	items := make([]string, len(t.entries))
	for i, e := range t.entries {
		if e.key == nil {
			items[i] = e.value.flow(kind.child(""), false)
			continue
		}
		key := e.key.keyText(quoteFlow)
		if len(key) > maxKey {
			key = "? " + key + " "
		}
		items[i] = key + ": " + e.value.flow(kind.child(e.key.text), kind.word(e.key.text))
	}
	inner := strings.Join(items, ", ")
	if t.kind == yaml.SequenceNode {
		return "[" + inner + "]"
	}
	return "{" + inner + "}"
}
