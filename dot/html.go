package dot

import (
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// htmlText returns the text of an HTML-like label, without its tags: a line for
// each row of a table, with bars between its cells. See
// https://graphviz.org/doc/info/shapes.html#html.
func htmlText(label string) string {
	var b strings.Builder
	for label != "" {
		text, rest, tagged := strings.Cut(label, "<")
		b.WriteString(strings.Map(printable, text))
		if !tagged {
			break
		}
		var tag string
		if strings.HasPrefix(rest, "!--") {
			_, label, _ = strings.Cut(rest, "-->")
			continue
		}
		tag, label = cutTag(rest)
		b.WriteString(between(tag))
	}
	return tidy(b.String())
}

// printable leaves out line breaks, as Graphviz does.
func printable(r rune) rune {
	if r < ' ' {
		return -1
	}
	return r
}

// cutTag cuts behind a tag, whose values may have angle brackets in quotes.
func cutTag(s string) (tag, rest string) {
	var quote byte
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// between is what a tag puts between the texts around it.
func between(tag string) string {
	name := strings.ToLower(strings.TrimRight(tag, "/ \t\r\n"))
	name, _, _ = strings.Cut(name, " ")
	switch name {
	case "br", "/tr", "tr", "hr", "/table", "table":
		return "\n"
	case "/td":
		return cellEnd
	}
	return ""
}

// cellEnd marks the end of a cell: a character that no text has.
const cellEnd = "\x1f"

// tidy takes out blank lines and empty cells, and decodes entities.
func tidy(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		var cells []string
		for cell := range strings.SplitSeq(line, cellEnd) {
			if cell = strings.TrimSpace(cell); cell != "" {
				cells = append(cells, clean(unentity(cell)))
			}
		}
		if cells != nil {
			lines = append(lines, strings.Join(cells, " | "))
		}
	}
	return strings.Join(lines, "\n")
}

// safeHTML reports whether an HTML-like label has no link that is not safe, and
// ends where its brackets say.
func safeHTML(label string) bool {
	depth := 0
	for i := range len(label) {
		switch label[i] {
		case '<':
			depth++
		case '>':
			depth--
		}
		if depth < 0 {
			return false
		}
	}
	if depth != 0 {
		return false
	}
	rest := label
	for {
		i := indexFold(rest, "href")
		if i < 0 {
			return true
		}
		rest = strings.TrimLeft(rest[i+len("href"):], " \t\r\n")
		link, ok := attribute(rest)
		if ok && !graph.SafeLink(link) {
			return false
		}
	}
}

// attribute returns the value of an attribute, as it follows its name.
func attribute(s string) (string, bool) {
	s, ok := strings.CutPrefix(s, "=")
	s = strings.TrimLeft(s, " \t\r\n")
	if !ok || s == "" || s[0] != '"' && s[0] != '\'' {
		return "", false
	}
	v, _, _ := strings.Cut(s[1:], s[:1])
	return unentity(v), true
}

// indexFold is strings.Index for a word in lower case, in any case.
func indexFold(s, lower string) int {
	for i := 0; i+len(lower) <= len(s); i++ {
		if strings.EqualFold(s[i:i+len(lower)], lower) {
			return i
		}
	}
	return -1
}
