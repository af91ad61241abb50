package address

import "strings"

// maxDepth is how deep texts inside texts are read.
const maxDepth = 4

// value reads the whole value of one name.
func (f *finder) value(p place, text string) {
	text = strings.TrimSpace(unquote(strings.TrimSpace(text)))
	if f.values++; f.values > maxElements || text == "" || p.meaning == Other && isCredential(words(p.key)) || strings.Contains(text, "-----BEGIN ") || f.depth >= maxDepth {
		return
	}
	f.depth++
	defer func() { f.depth-- }()
	switch {
	case strings.ContainsRune(text, '\n'):
		f.file("", text, p)
	case strings.ContainsAny(text[:1], "[{") && !strings.HasPrefix(text, "{{") && f.tree(text, p):
	case f.dsn(p, text):
	case isOneURL(text):
		f.element(p, text, true)
	default:
		f.list(p, text)
	}
}

// unquote drops a pair of quotes around a text.
func unquote(text string) string {
	if n := len(text); n > 1 && (text[0] == '"' || text[0] == '\'') && text[n-1] == text[0] && strings.Count(text, text[:1]) == 2 {
		return text[1 : n-1]
	}
	return text
}

// isOneURL tells whether a text is one URL that may have commas in it.
func isOneURL(text string) bool {
	scheme, _, ok := strings.Cut(text, "://")
	return ok && strings.Count(text, "://") == 1 && strings.Trim(scheme, letters+"+-.:") == "" && !strings.ContainsAny(text, " \t")
}

// list reads the elements of a list that commas, semicolons or spaces divide.
func (f *finder) list(p place, text string) {
	fields := fieldsOf(text)
	if len(fields) == 0 || isSchedules(fields) || isUserAgent(fields[0]) {
		return
	}
	if p.meaning != Host && isProse(fields) {
		f.prose(p, fields)
		return
	}
	names := len(fields) == 1 || p.meaning != Neutral || strings.ContainsAny(text, ",;")
	flag := ""
	for _, field := range fields {
		switch {
		case strings.HasPrefix(field, "-") && !strings.Contains(field, "="):
			flag = field
		case flag != "":
			f.flagValue(p, flag, field)
			flag = ""
		default:
			f.field(p, field, names)
		}
	}
}

// flagValue reads the value of a flag inside a text. What the name of the text
// means says nothing about it.
func (f *finder) flagValue(p place, flag, value string) {
	inner := p.within(flag)
	if p.meaning == Host && MeaningOf(flag) == Neutral {
		inner.meaning = Neutral
	}
	if !isCredential(words(inner.key)) {
		f.field(inner, value, inner.meaning != Neutral)
	}
}

// fieldsOf divides a text at spaces, but not inside placeholders.
func fieldsOf(text string) []string {
	var fields []string
	s := spanOf(text)
	for at := 0; at < len(text); {
		n := len(s.outline) - at
		if i := strings.IndexAny(s.outline[at:], " \t\r"); i >= 0 {
			n = i
		}
		if n > 0 {
			fields = append(fields, text[at:at+n])
		}
		at += n + 1
	}
	return fields
}

// isUserAgent tells whether a word is a product with its version, as in the
// header of HTTP: "Mozilla/5.0".
func isUserAgent(word string) bool {
	name, version, ok := strings.Cut(word, "/")
	return ok && name != "" && version != "" && 'A' <= name[0] && name[0] <= 'Z' && strings.Trim(name, letters) == "" && isDigit(version[0])
}

// isSchedules tells whether fields are those of a cron schedule.
func isSchedules(fields []string) bool {
	if len(fields) < 5 {
		return false
	}
	for _, field := range fields[:5] {
		if strings.Trim(field, "*/,-0123456789") != "" {
			return false
		}
	}
	return true
}

// field reads what stands between spaces.
func (f *finder) field(p place, field string, names bool) {
	if isOneURL(field) {
		f.element(p, field, names)
		return
	}
	for part := range strings.FieldsFuncSeq(field, func(c rune) bool { return c == ',' || c == ';' }) {
		if key, value, ok := pair(part); ok {
			f.paired(p.within(key), value)
		} else {
			f.element(p, part, names)
		}
	}
}

// paired reads the value of a pair inside a list. Of a secret not even the
// look-alikes are told.
func (f *finder) paired(p place, value string) {
	if !isCredential(words(p.key)) {
		f.element(p, value, true)
	}
}

// pair divides "name=value", "--name=value" and "-Dname=value".
func pair(text string) (key, value string, ok bool) {
	key, value, ok = strings.Cut(text, "=")
	name := strings.Trim(key, `"'`)
	if !ok || value == "" || strings.Trim(name, "-_.") == "" || strings.Trim(name, letters+"-_.") != "" {
		return "", "", false
	}
	if rest, jvm := strings.CutPrefix(name, "-D"); jvm {
		name = rest
	}
	return name, value, true
}

// within is the place of a name inside the value of another. What says nothing
// by itself means what the value around it means.
func (p place) within(key string) place {
	inner := placeOf(key, p.line)
	switch {
	case p.key == "":
		return inner
	case p.meaning == Own, p.meaning == Other && isClosed(words(p.key)), inner.meaning == Neutral:
		return p
	}
	return inner
}

// isProse tells whether fields are words of a sentence.
func isProse(fields []string) bool {
	if len(fields) < 4 {
		return false
	}
	plain := 0
	for _, field := range fields {
		if strings.Trim(strings.TrimRight(field, ".,:;!?"), letters[:52]+"'’") == "" {
			plain++
		}
	}
	return 2*plain >= len(fields)
}

// prose refuses the URLs of a sentence.
func (f *finder) prose(p place, fields []string) {
	for _, field := range fields {
		if !strings.Contains(field, "://") {
			continue
		}
		from := len(f.candidates)
		f.element(place{key: p.key, line: p.line}, strings.Trim(field, "().,"), false)
		f.demote(from, reasonProse)
	}
}
