package docs

import (
	"bytes"
	"html"
	"strings"
)

// Content is what stands between two markers.
type Content struct {
	// Text is lines of Markdown, without the last line break.
	Text string
	// Apart asks for blank lines around it.
	Apart bool
}

// Fence returns a fenced code block. The fence is longer than what may look like
// one in the text.
func Fence(language, text string) *Content {
	fence := strings.Repeat("`", max(3, longestRun(text, '`')+1))
	text = strings.TrimRight(text, "\r\n")
	return &Content{Text: fence + language + "\n" + text + "\n" + fence}
}

// longestRun returns how often a byte stands in a row at most.
func longestRun(text string, of byte) int {
	longest, run := 0, 0
	for i := range len(text) {
		if text[i] != of {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// Image returns an image with an alternative text, as Markdown writes it. The
// path has slashes and is relative to the document.
func Image(alt, path string) *Content {
	return &Content{Text: "![" + escapeText(oneLine(alt)) + "](" + escapePath(path) + ")"}
}

// Picture returns an image that has a twin for dark surroundings; see
// https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#specifying-the-theme-an-image-is-shown-to.
// In an expression of MDX attributes have the names of React.
func Picture(alt, light, dark string, expression bool) *Content {
	srcset := "srcset"
	if expression {
		srcset = "srcSet"
	}
	alt = strings.ReplaceAll(html.EscapeString(oneLine(alt)), "{", "&#123;")
	return &Content{Apart: true, Text: "<picture>\n" +
		`  <source media="(prefers-color-scheme: dark)" ` + srcset + `="` + escapePath(dark) + "\" />\n" +
		`  <img alt="` + alt + `" src="` + escapePath(light) + "\" />\n" +
		"</picture>"}
}

// oneLine returns a text with single blanks for all that is space.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// escapeText escapes what Markdown, its common extensions and MDX read in a
// text; see https://spec.commonmark.org/0.31.2/#backslash-escapes.
func escapeText(text string) string {
	var b strings.Builder
	for i := range len(text) {
		if strings.IndexByte("\\`*_[]<>&!~|{}$", text[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// escapePath escapes what has a meaning in a URL, in Markdown or in HTML.
func escapePath(path string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(path) {
		c := path[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-._/", c) >= 0:
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', digits[c>>4], digits[c&15]})
		}
	}
	return b.String()
}

// write writes a content as it stands in the document. Blank lines that an old
// content has at its ends stay there, since formatters put them there.
func (p *Place) write(out *bytes.Buffer, c *Content, old string) {
	lines := strings.Split(normal(c.Text), "\n")
	first, last := p.edges(old)
	if c.Apart || p.raw || first {
		lines = append([]string{""}, lines...)
	}
	if c.Apart || p.raw || last {
		lines = append(lines, "")
	}
	if p.before == "" {
		for _, l := range lines {
			p.line(out, l)
			out.WriteString(p.eol)
		}
		return
	}
	out.WriteString(p.before)
	for _, l := range append(lines, p.behind) {
		out.WriteString(p.eol)
		p.line(out, l)
	}
}

// line writes a line with the prefix of its block, without blanks at its end.
func (p *Place) line(out *bytes.Buffer, text string) {
	if text == "" {
		out.WriteString(strings.TrimRight(p.prefix, " \t"))
		return
	}
	out.WriteString(p.prefix + text)
}

// edges reports whether the first and the last line of an old content are blank.
func (p *Place) edges(old string) (first, last bool) {
	if p.before != "" || old == "" {
		return false, false
	}
	lines := strings.Split(strings.TrimSuffix(normal(old), "\n"), "\n")
	return isBlank(lines[0]), isBlank(lines[len(lines)-1])
}

// isBlank reports a line with nothing but the signs of quotations.
func isBlank(line string) bool { return strings.Trim(line, " \t>") == "" }

// normal returns a text with \n for every line break.
func normal(text string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
}
