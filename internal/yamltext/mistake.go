package yamltext

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/topodraw/topodraw/internal/source"
)

// Mistake is one place at which a text is no YAML.
type Mistake struct {
	// At is the offset of the place.
	At            int
	Message, Hint string
	// Certain says that the cause is known, and not only where it hurts.
	Certain bool
}

// QuoteWhole is the hint where there is text after a closing quote or bracket.
const QuoteWhole = "put quotes around the whole"

// Explain finds out what is wrong with a text that [Parse] refused with an
// error. The lines of the file are those of the text, even if not all of their
// characters are; a text from [Veil] is quoted as it was before.
func Explain(f *source.File, text string, err error) Mistake {
	m := &mistake{file: f, text: text, err: err.Error()}
	m.locate()
	m.explain()
	return Mistake{m.at, m.message, m.hint, m.certain}
}

// mistake is a Mistake that is looked for. The parser says little about where
// and why, so both are looked for in the text.
type mistake struct {
	file *source.File
	text string
	// err is the parser's message, and line the line that it names or 1. Which
	// of several lines it names depends on the message.
	err  string
	line int
	// upto is where the parser gave up, white space before it left out, and
	// sketch the text up to there.
	upto   int
	sketch *sketch

	at            int
	message, hint string
	certain       bool
}

// byteReader hands out one byte at a time, so that its rest is what the parser
// has not seen.
type byteReader struct{ rest string }

func (b *byteReader) Read(p []byte) (int, error) {
	if b.rest == "" {
		return 0, io.EOF
	}
	p[0] = b.rest[0]
	b.rest = b.rest[1:]
	return 1, nil
}

func (m *mistake) locate() {
	b := &byteReader{m.text}
	_, _ = Parse(b) // fails as it did before
	m.upto = len(strings.TrimRight(m.text[:len(m.text)-len(b.rest)], " \t\r\n"))
	m.line = 1
	m.err = strings.TrimPrefix(m.err, "yaml: ")
	if number, message, ok := strings.Cut(strings.TrimPrefix(m.err, "line "), ": "); ok {
		if n, err := strconv.Atoi(number); err == nil {
			m.line, m.err = min(max(n, 1), len(m.file.Lines)), message
		}
	}
	m.sketch = newSketch(m.text, m.file.Lines, m.upto)
}

// explain finds the cause, and has at least a place and a message.
func (m *mistake) explain() {
	for _, c := range []struct {
		err     string
		explain func(*mistake) bool
	}{
		{"mapping values are not allowed", (*mistake).mappingValue},
		{"cannot start any token", (*mistake).badStart},
		{"found a tab character", (*mistake).tab},
		{"found unexpected", (*mistake).openQuote},
		{"did not find expected ','", (*mistake).flow},
		{"could not find expected ':'", (*mistake).noColon},
		{"unknown anchor", (*mistake).anchor},
		{"alphabetic or numeric", (*mistake).reference},
		{"block sequence entries", (*mistake).listOnLine},
		{"escape", (*mistake).escape},
		{"hexdecimal number", (*mistake).escape},
		{"comment or line break", (*mistake).blockSign},
		{"did not find expected", (*mistake).structure},
		{"exceeded max depth", (*mistake).depth},
	} {
		if strings.Contains(m.err, c.err) && c.explain(m) {
			m.certain = true
			return
		}
	}
	m.say(m.lastLine().first, "", "this is not YAML: "+m.err)
}

func (m *mistake) say(at int, hint, message string) bool {
	m.at, m.hint, m.message = at, hint, message
	return true
}

// lineNumbered returns a line of the sketch, or its last.
func (m *mistake) lineNumbered(n int) sketchLine {
	return m.sketch.lines[min(n, len(m.sketch.lines))-1]
}

// lastLine returns the last line up to where the parser gave up that has
// something on it.
func (m *mistake) lastLine() sketchLine {
	for _, l := range slices.Backward(m.sketch.lines) {
		if l.first < l.end {
			return l
		}
	}
	return m.sketch.lines[0]
}

const hexDigits = "0123456789abcdefABCDEF"

const quoteHint = "put quotes around the text"

func (m *mistake) mappingValue() bool {
	l := m.lineNumbered(m.line)
	if len(l.colons) > 1 {
		return m.colonInText(l, l.colons[0], l.colons[1])
	}
	return m.say(l.first, "check the indentation", "this line is indented below one that has a value already")
}

// colonInText explains a text that has a colon in it, after the one that ends
// its key. The two are the same where the first is not known.
func (m *mistake) colonInText(l sketchLine, key, second int) bool {
	hint := quoteHint
	end := l.end
	if l.comment >= 0 {
		end = l.comment
	}
	text := strings.TrimSpace(m.text[key+1 : end])
	if key != second && len(text) <= source.MaxQuoted && !strings.ContainsAny(text, "\"\\") {
		hint = "put quotes around it: \"" + Unveil(text) + "\""
	}
	return m.say(second, hint, "a text with \": \" in it needs quotes")
}

func (m *mistake) badStart() bool {
	l := m.lineNumbered(m.line)
	return m.tabIn(l) || m.begins(l, "@`%")
}

// begins explains a text on a line that begins with one of some characters.
func (m *mistake) begins(l sketchLine, chars string) bool {
	before := byte(' ')
	for i := l.first; i < l.end; i++ {
		if strings.IndexByte(" \t[{,", before) >= 0 && strings.IndexByte(chars, m.text[i]) >= 0 {
			return m.say(i, quoteHint, "a text cannot begin with "+m.text[i:i+1])
		}
		before = m.text[i]
	}
	return false
}

// tab looks for a tab from the line that the parser names to the one it gave
// up in: the first is where the text began that the tab interrupts.
func (m *mistake) tab() bool {
	return slices.ContainsFunc(m.sketch.lines[min(m.line, len(m.sketch.lines))-1:], m.tabIn)
}

func (m *mistake) tabIn(l sketchLine) bool {
	i := strings.IndexByte(m.text[l.start:l.first], '\t')
	return i >= 0 && m.say(l.start+i, "indent with spaces", "a tab in the indentation")
}

// openQuote explains a text in quotes that goes on to the end. The parser names
// the line it begins in, unless that is the first.
func (m *mistake) openQuote() bool {
	for _, l := range []sketchLine{m.lineNumbered(m.line), m.lineNumbered(1)} {
		if m.quoteIn(l) {
			return true
		}
	}
	return false
}

func (m *mistake) quoteIn(l sketchLine) bool {
	return l.quote >= 0 && m.say(l.quote, "", "the quote that begins here is not closed")
}

// flow explains a list or mapping in brackets that does not go on as it should.
func (m *mistake) flow() bool {
	last := m.file.LineAt(max(m.upto-1, 0))
	from := m.lastLine().first
	if open := m.sketch.open; len(open) > 0 {
		from = open[len(open)-1]
		if m.file.LineAt(open[0]) < last {
			from = open[0] // a bracket on an earlier line is the likelier one
		}
	}
	for _, l := range m.sketch.lines[m.file.LineAt(from)-1:] {
		switch {
		case l.inner >= 0:
			return m.colonInText(l, l.inner, l.inner)
		case l.comment >= 0 && l.comment+1 < l.end && strings.IndexByte(hexDigits, m.text[l.comment+1]) >= 0:
			return m.say(l.comment, "put quotes around a colour", "# begins a comment here")
		case l.nested >= 0:
			return m.say(l.nested, quoteHint, "within brackets, a text with "+m.text[l.nested:l.nested+1]+" in it needs quotes")
		case l.after >= 0:
			return m.follows(l)
		case l.quote >= 0:
			return m.quoteIn(l)
		}
	}
	if len(m.sketch.open) == 0 {
		return m.structure()
	}
	return m.say(from, "", "the "+m.text[from:from+1]+" that begins here is not closed, or a \",\" is missing in it")
}

func (m *mistake) noColon() bool {
	for _, n := range []int{m.line, m.line - 1} {
		l := m.lineNumbered(max(n, 1))
		if l.first < l.end && l.comment != l.first && len(l.colons) == 0 {
			word := strings.TrimSpace(m.text[l.first:l.end])
			return m.say(l.first, "write a colon after it", "there is no \":\" after "+source.Quote(Unveil(word)))
		}
	}
	return false
}

func (m *mistake) anchor() bool {
	_, name, _ := strings.Cut(m.err, "'")
	name, _, _ = strings.Cut(name, "'")
	i := strings.LastIndex(m.text[:m.upto], "*"+name)
	return i >= 0 && m.say(i, "put quotes around a text that begins with *", "there is no anchor &"+Unveil(name)+" above")
}

// reference explains a * or & that begins no name.
func (m *mistake) reference() bool { return m.begins(m.lastLine(), "*&") }

func (m *mistake) listOnLine() bool {
	l := m.lineNumbered(m.line)
	i := strings.Index(m.text[l.first:l.end], ": -")
	return i >= 0 && m.say(l.first+i+2, "begin the list on the next line, or put quotes around a text",
		"a list cannot begin on the line of its key")
}

func (m *mistake) escape() bool {
	i := strings.LastIndexByte(m.text[:m.upto], '\\')
	for i >= 0 && strings.HasPrefix(strings.TrimPrefix(m.text[i+1:], "\r"), "\n") {
		i = strings.LastIndexByte(m.text[:i], '\\') // that one joins two lines
	}
	if i < 0 {
		return false
	}
	escape := `\`
	if c, size := utf8.DecodeRuneInString(m.text[i+1:]); unicode.IsPrint(c) {
		escape = m.text[i : i+1+size]
	}
	return m.say(i, `write \\ for a backslash, or use single quotes`, escape+" is no escape in double quotes")
}

func (m *mistake) blockSign() bool {
	for _, l := range []sketchLine{m.lastLine(), m.lineNumbered(m.line)} {
		for _, sign := range []string{": >", ": |", "- >", "- |"} {
			if i := strings.Index(m.text[l.first:l.end], sign); i >= 0 {
				return m.say(l.first+i+2, quoteHint, "a text cannot begin with "+sign[2:])
			}
		}
	}
	return false
}

func (m *mistake) depth() bool {
	return m.say(m.lastLine().first, "", "lists and mappings are nested too deep")
}

// structure explains a line that does not go on with what is above it. The
// parser has read up to two lines more than that.
func (m *mistake) structure() bool {
	var near []sketchLine
	for _, l := range slices.Backward(m.sketch.lines) {
		if l.first < l.end && len(near) < 3 {
			near = append(near, l)
		}
	}
	for _, l := range slices.Backward(near) {
		if l.after >= 0 {
			return m.follows(l)
		}
	}
	if i := m.sketch.misaligned(); i >= 0 && m.sketch.lines[i].start >= near[len(near)-1].start {
		return m.say(m.sketch.lines[i].first, "", "this indentation is none of those above")
	}
	for _, l := range slices.Backward(m.sketch.lines) {
		if m.quoteIn(l) {
			return true
		}
	}
	return m.mixed(near[0])
}

// follows explains what comes directly after a text in quotes or a list.
func (m *mistake) follows(l sketchLine) bool {
	what := "a closing quote"
	if before := strings.TrimRight(m.text[l.start:l.after], " \t"); strings.HasSuffix(before, "]") || strings.HasSuffix(before, "}") {
		what = "a closing bracket"
	}
	hint := QuoteWhole
	if strings.IndexByte("]}", m.text[l.after]) >= 0 {
		hint = "there is a bracket too many"
	}
	return m.say(l.after, hint, "there is text after "+what)
}

// mixed explains list items among keys, and keys among list items.
func (m *mistake) mixed(l sketchLine) bool {
	dash := strings.HasPrefix(m.text[l.first:l.end], "-")
	switch {
	case dash && strings.Contains(m.err, "expected key"):
		return m.say(l.first, "", "a list item stands where a key is expected")
	case !dash && strings.Contains(m.err, "'-' indicator"):
		return m.say(l.first, "", "\"- \" is expected here, as on the lines above")
	}
	char, _ := utf8.DecodeLastRuneInString(m.text[:m.upto])
	if strings.Contains(m.err, "node content") {
		return m.say(m.upto-utf8.RuneLen(char), quoteHint, source.Quote(string(char))+" stands where a value is expected")
	}
	return false
}
