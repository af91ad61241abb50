package address

import "strings"

// hole stands in a span for every byte of a placeholder.
const hole = '\x01'

// span is a piece of text together with its outline, in which the bytes of
// placeholders are holes, so that a colon in {{ .Port }} divides nothing. Both
// have the same length.
type span struct{ raw, outline string }

// spanOf finds the placeholders of a text: {{…}}, ${…}, $(…), $NAME, <…>, {…}.
func spanOf(text string) span {
	out := []byte(text)
	for i := 0; i < len(text); {
		n := placeholder(text[i:])
		for j := range n {
			out[i+j] = hole
		}
		i += max(1, n)
	}
	return span{text, string(out)}
}

// maxPlaceholder is a length beyond which brackets hold no name.
const maxPlaceholder = 80

// placeholder is the length of the placeholder that text begins with, or 0.
func placeholder(text string) int {
	switch text[0] {
	case '{':
		if strings.HasPrefix(text, "{{") {
			return closed(text, "}}")
		}
		return closed(text, "}")
	case '<':
		return closed(text, ">")
	case '$':
		return variable(text)
	case '%':
		if strings.HasPrefix(text, "%(") {
			return closed(text, ")s")
		}
	}
	return 0
}

// variable is the length of ${…}, $(…), $NAME or $1.
func variable(text string) int {
	switch {
	case len(text) < 2:
		return 0
	case text[1] == '{':
		return closed(text, "}")
	case text[1] == '(':
		return closed(text, ")")
	}
	n := 1
	for n < len(text) && isWordByte(text[n]) {
		n++
	}
	if n == 1 {
		return 0
	}
	return n
}

// closed is the length up to and with the closing bracket, if what is between
// can be a name or an expression.
func closed(text, end string) int {
	inner, _, ok := strings.Cut(text[:min(len(text), maxPlaceholder)], end)
	if !ok || strings.ContainsAny(inner, "@:,;\n\x01") || strings.Trim(inner, "<{$(%") == "" {
		return 0
	}
	return len(inner) + len(end)
}

// isWordByte tells whether a byte can stand in the name of a variable.
func isWordByte(c byte) bool {
	return c == '_' || isAlnum(c)
}

// isAlnum tells whether a byte is an ASCII letter or digit.
func isAlnum(c byte) bool {
	return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// isDigit tells whether a byte is an ASCII digit.
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// allDigits tells whether a text is a number without sign.
func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// from is the span after the first n bytes.
func (s span) from(n int) span { return span{s.raw[n:], s.outline[n:]} }

// to is the span of the first n bytes.
func (s span) to(n int) span { return span{s.raw[:n], s.outline[:n]} }

// cut splits around the first separator.
func (s span) cut(sep string) (span, span, bool) {
	i := strings.Index(s.outline, sep)
	if i < 0 {
		return s, span{}, false
	}
	return s.to(i), s.from(i + len(sep)), true
}

// cutAny splits before the first of several bytes.
func (s span) cutAny(bytes string) (span, span) {
	i := strings.IndexAny(s.outline, bytes)
	if i < 0 {
		return s, span{}
	}
	return s.to(i), s.from(i)
}

// open tells whether a part of the text is still to be filled in.
func (s span) open() bool {
	return strings.IndexByte(s.outline, hole) >= 0 || isStandIn(s.raw)
}

// blank tells whether nothing but placeholders is left.
func (s span) blank() bool {
	return s.outline != "" && strings.Trim(s.outline, "\x01") == ""
}

// isStandIn tells whether a text is a word that asks to be replaced.
func isStandIn(text string) bool {
	t := strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(text))
	for _, word := range []string{"changeme", "replaceme", "fixme", "placeholder", "yourhost", "yourserver", "yourdomain"} {
		if strings.Contains(t, word) {
			return true
		}
	}
	return false
}

// lower is the text in lower case, but for its placeholders.
func (s span) lower() string {
	out := []byte(s.raw)
	for i := range out {
		if s.outline[i] != hole && 'A' <= out[i] && out[i] <= 'Z' {
			out[i] |= 0x20
		}
	}
	return string(out)
}

// withDefaults replaces references by the defaults they carry: ${HOST:-db} and
// Spring's ${HOST:db} become db.
func withDefaults(text string) string {
	if !strings.Contains(text, "${") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "${")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		n := defaultOf(&b, rest)
		text = rest[n:]
	}
}

// defaultOf writes the default of the reference that follows "${", or the
// reference as it is, and tells how much was read.
func defaultOf(b *strings.Builder, rest string) int {
	inner, _, ok := strings.Cut(rest[:min(len(rest), maxPlaceholder)], "}")
	name, value, has := strings.Cut(inner, ":")
	value = strings.TrimPrefix(value, "-")
	if !ok || !has || value == "" || isProvider(name) || strings.ContainsAny(value, "?+={") || strings.TrimLeft(name, ".-_"+letters) != "" {
		b.WriteString("${")
		return 0
	}
	b.WriteString(value)
	return len(inner) + 1
}

// isProvider knows what OpenTelemetry's collector takes references from:
// ${env:HOST} has no default.
func isProvider(name string) bool { return name == "env" || name == "file" || name == "yaml" }

// letters are the ASCII letters and digits.
const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
