package mermaid

import "strings"

// takeFrontmatter cuts out the YAML between two lines of three hyphens at the
// start of the text.
func (pre *preamble) takeFrontmatter(p prepared) prepared {
	f, ok := findFrontmatter(p.text)
	if !ok {
		return p
	}
	pre.frontmatter = p.text[f.body.from:f.body.to]
	if f.indent != "" {
		pre.frontmatter = strings.TrimPrefix(strings.ReplaceAll("\n"+pre.frontmatter, "\n"+f.indent, "\n"), "\n")
	}
	pre.yaml = p.source(f.body.from)
	if pre.places != nil {
		pre.places.front = span{p.source(0), p.end(len(strings.TrimRightFunc(p.text[:f.end], isSpace)))}
	}
	return p.replace([]edit{{span: span{0, f.end}}})
}

type frontmatter struct {
	indent string
	body   span
	end    int
}

// findFrontmatter finds the frontmatter: the body begins after the last line
// break of the white space behind the opening hyphens that still has a closing
// line behind it, and ends at the first such line.
func findFrontmatter(text string) (frontmatter, bool) {
	start := 0
	for n := spaceLen(text); n > 0 && text[start] != '\n'; n = spaceLen(text[start:]) {
		start += n
	}
	f := frontmatter{indent: text[:start]}
	if !strings.HasPrefix(text[start:], "---") {
		return f, false
	}
	opened := start + len("---")
	space := text[opened:skipSpace(text, opened)]
	first, last := strings.IndexByte(space, '\n'), strings.LastIndexByte(space, '\n')
	if first < 0 {
		return f, false
	}
	closing := "\n" + f.indent + "---"
	from := opened + last + 1
	if to, end := closingLine(text, from, closing); to >= 0 {
		f.body, f.end = span{from, to}, end
		return f, true
	}
	from = opened + first + 1
	to, end := closingLine(text, from, closing)
	f.body, f.end = span{from, to}, end
	return f, to >= 0
}

// closingLine returns where the line break before a closing line is, and where
// the text behind it begins; to is -1 if there is none.
func closingLine(text string, from int, closing string) (to, end int) {
	for i := from; i <= len(text); {
		n := strings.Index(text[i:], closing)
		if n < 0 {
			break
		}
		i += n
		after := i + len(closing)
		if last := strings.LastIndexByte(text[after:skipSpace(text, after)], '\n'); last >= 0 {
			return i, after + last + 1
		}
		i++
	}
	return -1, 0
}
