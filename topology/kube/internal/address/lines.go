package address

import "strings"

// lines reads a text of one setting a line: INI, TOML, properties, dotenv and
// the files of Redis and PostgreSQL. Settings of one section belong together.
func (f *finder) lines(text string, outer place) {
	var section []setting
	prefix := ""
	for n, line := range logicalLines(text) {
		line = strings.TrimSpace(line)
		if name, ok := sectionName(line); ok {
			f.settings(outer, section)
			section, prefix = nil, shortKey(name)
			continue
		}
		s, ok := httpdSetting(line)
		if !ok {
			s, ok = lineSetting(line)
		}
		if ok {
			if prefix != "" {
				s.key = prefix + "." + s.key
			}
			s.line = outer.line + n
			section = append(section, s)
		} else if line != "" && !isComment(line) {
			f.value(place{key: outer.key, meaning: outer.meaning, line: outer.line + n}, line)
		}
	}
	f.settings(outer, section)
}

// logicalLines gives the lines of a text, those that go on after a backslash or
// inside a TOML array as one, at the number of their first.
func logicalLines(text string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		var b strings.Builder
		number, first := 0, 0
		for line := range strings.SplitSeq(text, "\n") {
			line = strings.TrimSuffix(line, "\r")
			if b.Len() == 0 {
				first = number
			}
			number++
			if rest, ok := strings.CutSuffix(line, `\`); ok && !isComment(strings.TrimSpace(line)) {
				b.WriteString(rest + " ")
				continue
			}
			b.WriteString(line)
			if strings.HasSuffix(line, "[") || b.Len() > len(line) && strings.HasSuffix(strings.TrimSpace(line), ",") {
				b.WriteByte(' ')
				continue
			}
			if !yield(first, b.String()) {
				return
			}
			b.Reset()
		}
		if b.Len() > 0 {
			yield(first, b.String())
		}
	}
}

// isComment tells whether a line is a comment in one of the languages.
func isComment(line string) bool {
	return strings.HasPrefix(line, "#") || strings.HasPrefix(line, ";") || strings.HasPrefix(line, "//") || strings.HasPrefix(line, "!")
}

// httpdSetting reads what Apache's httpd passes requests to; what stands before
// the URL is a path (Apache Module mod_proxy).
func httpdSetting(line string) (setting, bool) {
	fields := strings.Fields(line)
	if len(fields) < 2 || fields[0] != "ProxyPass" && fields[0] != "ProxyPassMatch" && fields[0] != "BalancerMember" {
		return setting{}, false
	}
	for _, field := range fields[1:] {
		if field = strings.Trim(field, `"`); strings.Contains(field, "://") {
			return setting{key: "upstream", value: field}, true
		}
	}
	return setting{}, false
}

// sectionName is the name in "[section]" or "[[section]]". It is empty for
// "<section>" and "</section>", whose names say what is in them and no more.
func sectionName(line string) (string, bool) {
	if strings.HasPrefix(line, "<") && strings.HasSuffix(line, ">") {
		return "", true
	}
	if !strings.HasPrefix(line, "[") || !strings.HasSuffix(line, "]") {
		return "", false
	}
	name := strings.Trim(line, "[] \"'")
	return name, strings.Trim(name, letters+"-_.: \"") == ""
}

// lineSetting divides a line into key and value: at the first of "=", ":" and
// space after the key. The value has no comment any more.
func lineSetting(line string) (setting, bool) {
	if isComment(line) {
		return setting{}, false
	}
	line = strings.TrimPrefix(strings.TrimPrefix(line, "export "), "- ")
	bare := strings.TrimLeft(line, `"'`)
	end := strings.IndexAny(bare, "=: \t\"'")
	if end <= 0 || strings.Trim(bare[:end], letters+"-_./") != "" {
		return setting{}, false
	}
	rest := strings.TrimLeft(bare[end:], `"' `+"\t")
	if i := strings.IndexAny(rest, "=:"); i == 0 {
		if bare[end] == ':' && (strings.HasPrefix(rest, "://") || len(rest) > 1 && isDigit(rest[1])) {
			return setting{}, false
		}
		return setting{key: shortKey(bare[:end]), value: withoutComment(rest[1:])}, true
	}
	return directive(shortKey(bare[:end]), withoutComment(rest))
}

// withoutComment drops what follows " #" or " ;" outside quotes, the comma at the end of
// a line of JSON, and the quotes.
func withoutComment(value string) string {
	value = strings.TrimSpace(value)
	if value != "" && (value[0] == '"' || value[0] == '\'') {
		if i := strings.IndexByte(value[1:], value[0]); i >= 0 {
			return value[1 : i+1]
		}
	}
	for _, mark := range []string{" #", "\t#", " ;", " //"} {
		value, _, _ = strings.Cut(value, mark)
	}
	return strings.TrimRight(strings.TrimSpace(value), ",")
}

// directive reads a key and its arguments, as in redis.conf: "replicaof db 6379".
func directive(key, value string) (setting, bool) {
	fields := strings.Fields(value)
	if key == "sentinel" && len(fields) > 3 && fields[0] == "monitor" {
		key, fields = "sentinel.monitor.host", fields[2:4]
	}
	if MeaningOf(key) == Neutral {
		return setting{}, false
	}
	if len(fields) == 2 && allDigits(fields[1]) && isName(spanOf(fields[0])) {
		return setting{key: key, value: fields[0] + ":" + fields[1]}, true
	}
	return setting{key: key, value: value}, len(fields) > 0
}
