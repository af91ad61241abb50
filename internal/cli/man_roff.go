package cli

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// roff writes a manual page in the language of troff, with the macros of man(7).
type roff struct{ strings.Builder }

// request writes a line that begins with a request or a macro.
func (m *roff) request(name string, args ...string) {
	m.WriteString(name)
	for _, a := range args {
		m.WriteString(` "` + strings.ReplaceAll(roffText(a), `"`, `\(dq`) + `"`)
	}
	m.WriteByte('\n')
}

func (m *roff) section(title string) { m.request(".SH", title) }

// text writes lines that are filled.
func (m *roff) text(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		m.WriteString(roffLine(line) + "\n")
	}
}

// term writes a word with what it means.
func (m *roff) term(word, about string) {
	m.request(".TP")
	m.request(".B", word)
	m.text(about)
}

// code writes lines as they are.
func (m *roff) code(text string) {
	m.request(".PP")
	m.request(".RS", "4")
	m.request(".nf")
	m.text(unindented(strings.Trim(text, "\n")))
	m.request(".fi")
	m.request(".RE")
}

// paragraphs writes a text with empty lines between its paragraphs. Those that are
// indented are written as they are.
func (m *roff) paragraphs(text string) {
	for p := range strings.SplitSeq(strings.Trim(text, "\n"), "\n\n") {
		if strings.HasPrefix(p, " ") {
			m.code(p)
			continue
		}
		m.request(".PP")
		m.text(p)
	}
}

// unindented takes two spaces from the start of each line, as the help has them.
func unindented(text string) string {
	return strings.TrimPrefix(strings.ReplaceAll(text, "\n  ", "\n"), "  ")
}

// roffLine returns a line that begins with no request: a dot or an apostrophe
// there would be one.
func roffLine(line string) string {
	text := roffText(line)
	if strings.HasPrefix(line, ".") || strings.HasPrefix(line, "'") {
		return `\&` + text
	}
	return text
}

// roffText returns a text in which nothing has a meaning of its own. The quotes
// and dashes of code stay those of ASCII, and characters beyond it have their
// number, which needs no agreement on an encoding; see groff_char(7).
func roffText(text string) string {
	signs := map[rune]string{'\\': `\e`, '-': `\-`, '\'': `\(aq`, '`': `\(ga`, '^': `\(ha`, '~': `\(ti`}
	var b strings.Builder
	for _, c := range text {
		switch sign := signs[c]; {
		case sign != "":
			b.WriteString(sign)
		case c >= utf8.RuneSelf:
			fmt.Fprintf(&b, `\[u%04X]`, c)
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}
