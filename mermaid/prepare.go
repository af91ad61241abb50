package mermaid

import (
	"slices"
	"sort"
	"strings"
)

// prepared is a text after some of it was cut out or replaced, that still knows
// where everything was before.
type prepared struct {
	text  string
	marks []mark // in the order of their offsets
}

// mark says that a text from an offset on was at another in the source.
type mark struct{ at, source int }

func newPrepared(text string) prepared {
	return prepared{text: text, marks: []mark{{0, 0}}}
}

// end returns where the text before an offset ended in the source. What was cut
// out behind it is not a part of that.
func (p prepared) end(at int) int {
	i := sort.Search(len(p.marks), func(i int) bool { return p.marks[i].at >= at }) - 1
	if i < 0 {
		return p.marks[0].source
	}
	end := p.marks[i].source + at - p.marks[i].at
	if i+1 < len(p.marks) { // what was put in may be longer than what it replaced
		end = min(end, p.marks[i+1].source)
	}
	return end
}

// source returns where an offset was in the source.
func (p prepared) source(at int) int {
	i := sort.Search(len(p.marks), func(i int) bool { return p.marks[i].at > at }) - 1
	return p.marks[i].source + at - p.marks[i].at
}

// edit replaces a span of a text.
type edit struct {
	span
	with string
}

// replace makes edits, which are in order and do not overlap.
func (p prepared) replace(edits []edit) prepared {
	if len(edits) == 0 {
		return p
	}
	var b strings.Builder
	b.Grow(len(p.text))
	out := prepared{}
	from, next := 0, 0
	keep := func(to int) {
		out.marks = append(out.marks, mark{b.Len(), p.source(from)})
		for ; next < len(p.marks) && p.marks[next].at < to; next++ {
			if m := p.marks[next]; m.at > from {
				out.marks = append(out.marks, mark{b.Len() + m.at - from, m.source})
			}
		}
		b.WriteString(p.text[from:to])
	}
	for _, e := range edits {
		keep(e.from)
		if e.with != "" {
			out.marks = append(out.marks, mark{b.Len(), p.source(e.from)})
			b.WriteString(e.with)
		}
		from = e.to
	}
	keep(len(p.text))
	out.text = b.String()
	// Of several marks at one place the last holds, as source looks for it.
	return out
}

// preamble is what stands before or between the statements.
type preamble struct {
	frontmatter string
	// yaml is where the frontmatter's text begins in the source.
	yaml       int
	directives []string
	// places, unless it is nil, gets where all that was cut out is in the source.
	places *places
}

// places are where the frontmatter, directives and comments of a text are.
type places struct {
	front                span
	directives, comments []span
}

// note notes where a part of a text is.
func (p prepared) note(to *[]span, from, end int) {
	*to = append(*to, span{p.source(from), p.end(end)})
}

// prepare does to a text what Mermaid does before it parses: line breaks become
// \n, the frontmatter, directives and comments go, and entities are written in
// a way that is no part of the language.
func prepare(text string) (prepared, preamble) {
	var pre preamble
	p := pre.take(text)
	return p, pre
}

// take prepares a text, and keeps what it takes out of it.
func (pre *preamble) take(text string) prepared {
	p := newPrepared(text).replace(carriageReturns(text))
	p.text = quoteAttributes(p.text)
	p = pre.takeFrontmatter(p)
	p = pre.takeDirectives(p)
	p = pre.takeComments(p)
	if n := skipSpace(p.text, 0); n > 0 {
		p = p.replace([]edit{{span: span{0, n}}})
	}
	p = p.replace(lostSemicolons(p.text, "style"))
	p = p.replace(lostSemicolons(p.text, "classDef"))
	p = p.replace(entities(p.text))
	p.text += "\n"
	return p.replace(afterBraces(p.text))
}

func carriageReturns(text string) []edit {
	var out []edit
	for i := 0; ; {
		n := strings.IndexByte(text[i:], '\r')
		if n < 0 {
			return out
		}
		i += n
		e := edit{span: span{i, i + 1}, with: "\n"}
		if strings.HasPrefix(text[i+1:], "\n") {
			e.with = ""
		}
		out = append(out, e)
		i++
	}
}

// quoteAttributes turns the quotes around the attributes of HTML into single
// ones, as double ones end a string.
func quoteAttributes(text string) string {
	if !strings.Contains(text, `="`) {
		return text
	}
	b := []byte(text)
	for i := 0; i < len(text); i++ {
		n := 0
		if text[i] == '<' {
			n = wordLen(text[i+1:])
		}
		if n == 0 {
			continue
		}
		end := strings.IndexByte(text[i:], '>')
		if end < 0 {
			break
		}
		quoteWithin(b[i+1+n : i+end])
		i += end
	}
	return string(b)
}

func quoteWithin(tag []byte) {
	for i := 0; i+1 < len(tag); i++ {
		if tag[i] != '=' || tag[i+1] != '"' {
			continue
		}
		end := slices.Index(tag[i+2:], '"')
		if end < 0 {
			return
		}
		tag[i+1], tag[i+2+end] = '\'', '\''
		i += 2 + end
	}
}

// takeDirectives cuts out every %%{ … }%%.
func (pre *preamble) takeDirectives(p prepared) prepared {
	var edits []edit
	for i := 0; ; {
		n := strings.Index(p.text[i:], "%%{")
		if n < 0 {
			return p.replace(edits)
		}
		i += n
		end := endOfDirective(p.text, i+len("%%{"))
		if end < 0 {
			i += 2
			continue
		}
		edits = append(edits, edit{span: span{i, end}})
		directive := trim(p.text[i:end])
		pre.directives = append(pre.directives, directive)
		if pre.places != nil {
			p.note(&pre.places.directives, i, i+len(directive))
		}
		i = end
	}
}

// endOfDirective returns where the directive ends whose name is at an offset, -1
// if there is none: after a second word, or at the end of the text if it is not
// closed.
func endOfDirective(text string, i int) int {
	i = skipSpace(text, i)
	n := wordLen(text[i:])
	if n == 0 {
		return -1
	}
	i += n
	if colon := skipSpace(text, i); strings.HasPrefix(text[colon:], ":") {
		i = colon + 1
	}
	i = skipSpace(text, i)
	if n = wordLen(text[i:]); n > 0 {
		i += n
	} else if end := strings.Index(text[i:], "}%%"); end >= 0 {
		i += end
	} else {
		return len(text)
	}
	i = skipSpace(text, i)
	if strings.HasPrefix(text[i:], "}%%") {
		i += len("}%%")
	}
	return i
}

func (pre *preamble) takeComments(p prepared) prepared {
	edits := comments(p.text)
	if pre.places != nil {
		for _, e := range edits {
			from := skipSpace(p.text, e.from)
			p.note(&pre.places.comments, from, from+len(strings.TrimRight(p.text[from:e.to], "\n")))
		}
	}
	return p.replace(edits)
}

// comments finds the lines that begin with %% and have anything behind it, with
// the white space and the empty lines before them.
func comments(text string) []edit {
	var out []edit
	for i := 0; i < len(text); {
		start := skipSpace(text, i)
		end := nextLine(text, start)
		rest := text[start:]
		if strings.HasPrefix(rest, "%%") && !strings.HasPrefix(rest, "%%{") && len(rest) > 2 && rest[2] != '\n' {
			out = append(out, edit{span: span{i, end}})
		}
		i = end
	}
	return out
}

// nextLine returns where the line after an offset begins.
func nextLine(text string, i int) int {
	if n := strings.IndexByte(text[i:], '\n'); n >= 0 {
		return i + n + 1
	}
	return len(text)
}

// lostSemicolons finds the last semicolon of every line that has a word, a
// colon and what looks like a colour in front of it. Mermaid drops it, as it
// would make an entity of the colour.
func lostSemicolons(text, word string) []edit {
	var out []edit
	for i := 0; ; {
		n := strings.Index(text[i:], word)
		if n < 0 {
			return out
		}
		i += n + len(word)
		end := len(text)
		if n := strings.IndexAny(text[i:], "\n\u2028\u2029"); n >= 0 {
			end = i + n
		}
		if last := strings.LastIndexByte(text[i:end], ';'); last >= 0 && colourBefore(text[i:i+last]) {
			out = append(out, edit{span: span{i + last, i + last + 1}})
		}
		i = end
	}
}

// colourBefore reports whether a text has a # after a colon without white space
// between them.
func colourBefore(text string) bool {
	colon := false
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == ':':
			colon = true
		case text[i] == '#' && colon:
			return true
		case spaceLen(text[i:]) > 0:
			colon = false
		}
	}
	return false
}

// What Mermaid writes for "#name;" and "#123;" until it draws.
const (
	entityStart  = "ﬂ°"
	numericStart = "ﬂ°°"
	entityEnd    = "¶ß"
)

func entities(text string) []edit {
	var out []edit
	for i := 0; ; {
		n := strings.IndexByte(text[i:], '#')
		if n < 0 {
			return out
		}
		i += n + 1
		end := i + wordLen(text[i:])
		if end == i || !strings.HasPrefix(text[end:], ";") {
			i = end
			continue
		}
		start := entityStart
		if strings.Trim(text[i:end], "0123456789") == "" {
			start = numericStart
		}
		out = append(out, edit{span{i - 1, i}, start}, edit{span{end, end + 1}, entityEnd})
		i = end + 1
	}
}

// afterBraces finds the white space between a closing brace and a line break.
func afterBraces(text string) []edit {
	var out []edit
	for i := 0; ; {
		n := strings.IndexByte(text[i:], '}')
		if n < 0 {
			return out
		}
		i += n + 1
		end := skipSpace(text, i)
		if last := strings.LastIndexByte(text[i:end], '\n'); last > 0 {
			out = append(out, edit{span: span{i, i + last}})
		}
		i = end
	}
}
