package mermaid

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// item is what stands on lines of its own: the front matter, a directive, a
// comment, or a statement.
type item struct {
	// span is where it is in the source.
	span
	depth int
	// s is nil for what is no statement, and at where that is in the prepared text.
	s  statement
	at span
	// remarks says that there are comments or directives within.
	remarks bool
}

// list returns what a text is made of, in its order. What is within something else
// belongs to that.
func (d *parts) list() []item {
	var all []item
	for _, n := range *d.notes {
		text := strings.TrimRightFunc(d.text[n.from:n.to], isSpace)
		n.to = n.from + len(text)
		n.from = n.to - len(strings.TrimLeftFunc(text, isSpace))
		all = append(all, item{span: span{d.source(n.from), d.end(n.to)}, depth: n.depth + 1, s: n.s, at: n.span})
	}
	for _, s := range slices.Concat(d.places.directives, d.places.comments) {
		all = append(all, item{span: s})
	}
	if d.places.front.to > 0 {
		all = append(all, item{span: d.places.front})
	}
	slices.SortStableFunc(all, func(a, b item) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to)) })
	return nested(all)
}

// nested leaves out what is within another item, and finds out how deep comments
// and directives are.
func nested(all []item) []item {
	out := all[:0]
	depth := 0
	for _, it := range all {
		if n := len(out); n > 0 && it.from < out[n-1].to {
			out[n-1].remarks = true
			continue
		}
		if _, ok := it.s.(headerStatement); ok {
			it.depth = 0
		}
		if it.s == nil {
			it.depth = depth
		} else {
			depth = it.depth
		}
		if it.opens() {
			depth++
		}
		out = append(out, it)
	}
	return out
}

// opens reports whether a block begins behind an item.
func (it item) opens() bool {
	switch it.s.(type) {
	case headerStatement, *subgraph:
		return true
	}
	return false
}

func (it item) closes() bool {
	_, ok := it.s.(endStatement)
	return ok
}

// print writes all items, each as a function says. A text in which there is
// something else, which has no meaning, stays as it is.
func (d *parts) print(write func(*parts, item) string) []byte {
	var b bytes.Buffer
	end, top := 0, true
	for _, it := range d.items {
		gap := d.file.Text[end:it.from]
		if !blank(gap) {
			return d.plain()
		}
		if !top && !it.closes() && lineBreaks(gap) > 1 {
			b.WriteByte('\n')
		}
		if it.from > 0 || it.s != nil { // the front matter has its own indentation
			indent(&b, it.depth)
		}
		b.WriteString(write(d, it))
		b.WriteByte('\n')
		end, top = it.to, it.opens()
	}
	if !blank(d.file.Text[end:]) {
		return d.plain()
	}
	return b.Bytes()
}

// blank reports whether there is nothing between two statements.
func blank(gap string) bool {
	return strings.TrimFunc(gap, func(r rune) bool { return r == ';' || isSpace(r) }) == ""
}

func lineBreaks(s string) int {
	return strings.Count(s, "\n") + strings.Count(s, "\r") - strings.Count(s, "\r\n")
}

func indent(b *bytes.Buffer, depth int) {
	for range min(depth, maxDepth) {
		b.WriteString("  ")
	}
}
