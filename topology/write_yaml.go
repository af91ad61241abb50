package topology

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

const (
	// maxWidth is how long lines are, in characters, if a text can be parted.
	maxWidth = 100
	// indentStep is how many spaces each level is moved to the right.
	indentStep = 2
	// maxKey is up to how many bytes a key may have its colon on the same line:
	// YAML 1.2.2, section 7.4.3, allows 1024 characters.
	maxKey = 1000
)

// yamlValue is a value of the file; nil is none.
type yamlValue interface {
	// flow returns the value on one line, as it stands within brackets.
	flow() string
}

// yamlWord is a number or a word of ours, which needs no quotes.
type yamlWord string

// yamlText is a user's text. A label has <br> for line breaks, see breakLines.
type yamlText struct {
	text  string
	label bool
}

// yamlList is a list of texts.
type yamlList []string

// yamlMap is a mapping in its order.
type yamlMap []yamlPair

type yamlPair struct {
	key   string
	value yamlValue
}

func (w yamlWord) flow() string { return string(w) }

func (t yamlText) flow() string { return quoteFlow(t.line()) }

// line returns the text with its breaks as <br>, if it is a label that can
// have them.
func (t yamlText) line() string {
	if t.label {
		return joinLines(escapeBreaks(t.text))
	}
	return t.text
}

func (l yamlList) flow() string {
	items := make([]string, len(l))
	for i, text := range l {
		items[i] = quoteFlow(text)
	}
	return "[" + strings.Join(items, ", ") + "]"
}

func (m yamlMap) flow() string {
	items := make([]string, len(m))
	for i, p := range m {
		key := quoteFlow(p.key)
		if len(key) > maxKey {
			key = "? " + key + " "
		}
		items[i] = key + ": " + p.value.flow()
	}
	return "{" + strings.Join(items, ", ") + "}"
}

// printer writes YAML in block style, line by line.
type printer struct{ bytes.Buffer }

func (p *printer) line(indent int, text string) {
	p.WriteString(strings.Repeat(" ", indent))
	p.WriteString(text)
	p.WriteByte('\n')
}

// fits reports whether a text ends within the width of a line that has so many
// characters before it.
func (p *printer) fits(before int, text string) bool {
	return len(text) <= maxWidth-before || len(text) <= 4*maxWidth && utf8.RuneCountInString(text) <= maxWidth-before
}

// item writes a mapping that is an item of a list, in block style.
func (p *printer) item(indent int, m yamlMap) {
	p.WriteString(strings.Repeat(" ", indent) + "- ")
	p.keyed(indent+2, m[0])
	for _, pair := range m[1:] {
		p.pair(indent+2, pair)
	}
}

// pair writes a pair of a mapping in block style.
func (p *printer) pair(indent int, pair yamlPair) {
	p.WriteString(strings.Repeat(" ", indent))
	p.keyed(indent, pair)
}

// keyed writes a pair whose line is begun already.
func (p *printer) keyed(indent int, pair yamlPair) {
	key := quoteBlock(pair.key)
	if len(key) > maxKey {
		p.line(0, "? "+key)
		p.WriteString(strings.Repeat(" ", indent))
		key = ""
	}
	m, isMap := pair.value.(yamlMap)
	switch {
	case pair.value == nil || isMap && len(m) == 0:
		p.line(0, key+":")
	case isMap && key != "" && !p.fits(indent+utf8.RuneCountInString(key)+2, m.flow()):
		p.line(0, key+":")
		for _, below := range m {
			p.pair(indent+indentStep, below)
		}
	default:
		p.line(0, key+": "+p.value(indent, utf8.RuneCountInString(key)+2, pair.value))
	}
}

// value returns a value as it stands behind so many characters of a line with an
// indentation. A text may continue below.
func (p *printer) value(indent, before int, v yamlValue) string {
	t, isText := v.(yamlText)
	if !isText {
		return v.flow()
	}
	line := t.line()
	short := p.fits(indent+before, line)
	switch {
	case strings.Contains(line, "\n") || t.label && !short && strings.Contains(t.text, "\n"):
		if t.label {
			line = escapeBreaks(t.text)
		}
		if literal(line) {
			return "|-" + below(indent+indentStep, strings.Split(line, "\n"))
		}
	case !short && foldable(line):
		return ">-" + below(indent+indentStep, fold(line, maxWidth-indent-indentStep))
	}
	return quoteBlock(t.line())
}

// below returns lines of a block scalar.
func below(indent int, lines []string) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteByte('\n')
		if l != "" {
			b.WriteString(strings.Repeat(" ", indent) + l)
		}
	}
	return b.String()
}
