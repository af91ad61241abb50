package mermaid

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/topodraw/topodraw/internal/source"
)

// maxLine is how many characters a chain may have that was on several lines, for
// it to become one.
const maxLine = 100

// written returns an item in the best form that means the same.
func (d *parts) written(it item) string {
	raw := d.raw(it.span)
	if it.s == nil {
		if raw == "%%" { // by itself, that is the id of a node
			raw += " "
		}
		return raw
	}
	if it.remarks {
		return raw
	}
	for _, form := range d.forms(it, raw) {
		if d.stands(it.from, form) || means(form, it.s) {
			return form
		}
	}
	return raw
}

// stands reports whether the source has a text at an offset, up to the end of its
// line: then it is known what that means.
func (d *parts) stands(at int, text string) bool {
	rest, ok := strings.CutPrefix(d.file.Text[at:], text)
	return ok && (rest == "" || rest[0] == '\n')
}

// forms returns the ways to write a statement, the best first. Where a semicolon
// would be read as something else there is also one without.
func (d *parts) forms(it item, raw string) []string {
	var form string
	switch s := it.s.(type) {
	case endStatement:
		return nil
	case accStatement:
		return []string{accessible(raw, s, it.depth)}
	case headerStatement:
		form = strings.Join(strings.Fields(raw), " ")
		if s.direction == "" {
			return []string{form}
		}
	case directionStatement:
		words := strings.Fields(strings.TrimRight(raw, "; \t"))
		if !slices.Equal(words, []string{"direction", s.code}) {
			return nil // all else on the line is no statement, and may end in anything
		}
		form = "direction " + s.code
	case *subgraph:
		form = subgraphHead(raw, s)
	case *chain:
		form = d.chain(it, s)
	case linkStyleStatement:
		return []string{linkStyle(raw, s)}
	case styleStatement, classDefStatement:
		form = styled(raw, 2)
	default:
		form = squeezed(raw)
	}
	return []string{form + ";", form, raw + ";"}
}

// accessible writes the title or the description.
func accessible(raw string, s accStatement, depth int) string {
	if s.block {
		return description(raw, depth)
	}
	word, value, _ := strings.Cut(raw, ":")
	return trim(trim(word) + ": " + trim(value))
}

// description writes a description in braces, on one line or with a line for each
// of its own.
func description(raw string, depth int) string {
	word, value, _ := strings.Cut(raw, "{")
	value, closed := strings.CutSuffix(value, "}")
	if !closed {
		return raw
	}
	lines := outdented(trim(value))
	if len(lines) == 1 {
		return trim(word) + " { " + lines[0] + " }"
	}
	margin := "\n" + strings.Repeat("  ", min(depth, maxDepth))
	return trim(word) + " {" + margin + "  " + strings.Join(lines, margin+"  ") + margin + "}"
}

// subgraphHead writes the head of a subgraph, with no space between the id and the
// title in brackets.
func subgraphHead(raw string, s *subgraph) string {
	head := trim(strings.TrimPrefix(raw, "subgraph"))
	if id, title, ok := strings.Cut(head, "["); ok && s.titled && s.id.format == plainText {
		head = trim(id) + "[" + title
	}
	return "subgraph " + head
}

// linkStyle writes the style of links. That of all of them is kept by the model as
// it is written.
func linkStyle(raw string, s linkStyleStatement) string {
	words := 2
	if s.interpolate != "" {
		words = 4
	}
	if len(s.links) > 0 {
		return styled(raw, words)
	}
	head, properties := cutWords(raw, words)
	return trim(head + " " + properties)
}

// styled writes a statement of so many words and properties.
func styled(raw string, words int) string {
	head, properties := cutWords(raw, words)
	return trim(head + " " + strings.Join(trimmed(strings.Split(properties, ",")), ","))
}

// trimmed returns properties without white space around them. Behind a backslash a
// comma does not end a property: a space there is a part of it.
func trimmed(properties []string) []string {
	out := make([]string, len(properties))
	for i, p := range properties {
		if i > 0 && strings.HasSuffix(properties[i-1], `\`) {
			out[i] = strings.TrimRightFunc(p, isSpace)
		} else {
			out[i] = trim(p)
		}
	}
	return out
}

// squeezed writes a statement with one space where there are several, but for those
// in quotes.
func squeezed(raw string) string {
	parts := strings.Split(raw, `"`)
	for i := 0; i < len(parts); i += 2 {
		words := strings.FieldsFunc("-"+parts[i]+"-", isSpace)
		parts[i] = strings.Join(words, " ")
		parts[i] = parts[i][1 : len(parts[i])-1]
	}
	return strings.Join(parts, `"`)
}

// cutWords cuts words off a text, and puts one space between them.
func cutWords(raw string, words int) (head, rest string) {
	var out []string
	rest = raw
	for range words {
		rest = trim(rest)
		n := strings.IndexFunc(rest, isSpace)
		if n < 0 {
			n = len(rest)
		}
		out = append(out, rest[:n])
		rest = rest[n:]
	}
	return strings.Join(out, " "), trim(rest)
}

// piece returns a part of the prepared text as it is in the source.
func (d *parts) piece(from, to int) string {
	to = from + len(strings.TrimRightFunc(d.text[from:to], isSpace))
	return source.UnixBreaks(d.file.Text[d.source(from):max(d.source(from), d.end(to))])
}

// chain writes nodes and links with spaces between them.
func (d *parts) chain(it item, c *chain) string {
	line := d.chainWith(c, func(int) string { return " " })
	if utf8.RuneCountInString(line)+2*min(it.depth, maxDepth) <= maxLine {
		return line
	}
	further := "\n" + strings.Repeat("  ", min(it.depth+1, maxDepth))
	return d.chainWith(c, func(at int) string {
		before := d.text[:at]
		if gap := before[len(strings.TrimRightFunc(before, isSpace)):]; strings.Contains(gap, "\n") {
			return further
		}
		return " "
	})
}

// chainWith writes a chain with what a function puts before an offset where a link
// or, after one, a node begins.
func (d *parts) chainWith(c *chain, space func(at int) string) string {
	var b strings.Builder
	for i, nodes := range c.nodes {
		if i > 0 {
			l := c.links[i-1]
			b.WriteString(space(l.at) + d.link(l, nodes[0].at) + space(nodes[0].at))
		}
		for j, v := range nodes {
			if j > 0 {
				b.WriteString(" & ")
			}
			b.WriteString(d.piece(v.at, v.end))
		}
	}
	return b.String()
}

// link writes a link, which ends where something else begins: with its text behind
// it, if the text needs no quotes there that it has not got.
func (d *parts) link(l linkSyntax, end int) string {
	id := d.piece(l.at, l.arrow)
	if l.text == nil {
		return id + l.end
	}
	text := trim(d.piece(l.inner.from, l.inner.to))
	if text == "" {
		text = " " // Mermaid has no empty text
	}
	arrow := l.end
	if l.start != "" {
		whole, ok := joinedLink(l)
		if !ok || strings.Contains(text, "\n") || l.text.format == plainText && strings.ContainsAny(text, `[](){}|"`) {
			return d.piece(l.at, end)
		}
		arrow = whole
	}
	return id + arrow + "|" + text + "|"
}

// joinedLink returns the two halves of a link as one, if it is the same link.
func joinedLink(l linkSyntax) (string, bool) {
	whole := l.end
	if l.start[0] != '-' && l.start[0] != '=' {
		whole = l.start[:1] + whole
	}
	if i := strings.IndexByte(whole, '.'); i >= 0 && (i == 0 || whole[i-1] != '-') {
		whole = whole[:i] + "-" + whole[i:]
	}
	return whole, kindOf(linkSyntax{end: whole}) == kindOf(l)
}
