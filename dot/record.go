package dot

import "strings"

// recordText returns the text that a record shows, a line for each field, and
// whether the label is one: see https://graphviz.org/doc/info/shapes.html#record.
func recordText(label string, esc *escapes) (string, bool) {
	r := record{esc: esc}
	for i := 0; i < len(label); i++ {
		n, ok := r.step(label[i:])
		if !ok {
			return "", false
		}
		i += n - 1
	}
	r.endField()
	return strings.Join(r.fields, "\n"), r.depth == 0 && !r.inPort
}

// record is a record label while it is read.
type record struct {
	esc    *escapes
	fields []string
	field  strings.Builder
	depth  int
	inPort bool
	closed bool // behind a closing brace only a bar may come
}

// step reads what a text begins with and returns how long that is.
func (r *record) step(text string) (length int, ok bool) {
	c := text[0]
	if r.inPort {
		r.inPort = c != '>'
		return 1, true
	}
	switch c {
	case '{':
		r.depth++
		return 1, !r.closed && strings.TrimSpace(r.field.String()) == ""
	case '}':
		r.endField()
		r.depth--
		r.closed = true
		return 1, r.depth >= 0
	case '|':
		r.endField()
		r.closed = false
		return 1, true
	case '<':
		r.inPort = true
		return 1, !r.closed
	case '>':
		return 1, false
	}
	if r.closed && c != ' ' && c != '\n' && c != '\t' {
		return 1, false
	}
	if c == '\\' && len(text) > 1 {
		r.escape(text[1])
		return 2, true
	}
	r.field.WriteByte(c)
	return 1, true
}

// escape keeps an escape for later, unless it protects a character of records.
func (r *record) escape(c byte) {
	if !strings.ContainsRune("{}|<> ", rune(c)) {
		r.field.WriteByte('\\')
	}
	r.field.WriteByte(c)
}

func (r *record) endField() {
	text, _ := plain(strings.TrimSpace(r.field.String()), r.esc)
	if text != "" {
		r.fields = append(r.fields, text)
	}
	r.field.Reset()
}
