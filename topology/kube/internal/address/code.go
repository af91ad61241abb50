package address

import "strings"

// code reads a configuration that is a program, in Python, PHP or Ruby: its
// assignments and the members of its dictionaries, as far as they are literal.
// Nothing is computed.
func (f *finder) code(text string, outer place) {
	var block []setting
	n := outer.line
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		if line != "" && strings.IndexByte("})]", line[0]) >= 0 {
			f.settings(place{}, block)
			block = nil
		}
		if !isCodeComment(line) {
			block = f.codeLine(block, line, n)
		}
		if strings.HasSuffix(line, "{") || strings.HasSuffix(line, "(") {
			f.settings(place{}, block)
			block = nil
		}
		n++
	}
	f.settings(place{}, block)
}

// isCodeComment tells whether a line is a comment in one of the languages.
func isCodeComment(line string) bool {
	return isComment(line) || strings.HasPrefix(line, "*") || strings.HasPrefix(line, "/*")
}

// codeLine adds what a line sets to the block that it stands in. What is set to
// more than a literal is read for the addresses among the literals in it.
func (f *finder) codeLine(block []setting, line string, n int) []setting {
	key, value := codePair(line)
	literals := literalsOf(value)
	if key != "" && isLiteral(value) {
		text := strings.TrimRight(value, ",;) ")
		if len(literals) == 1 {
			text = literals[0]
		}
		return append(block, setting{key, text, n})
	}
	for _, text := range literals {
		if strings.Contains(text, ":") && !strings.ContainsAny(text, " {<%") {
			f.element(placeOf(key, n), text, false)
		}
	}
	return block
}

// codePair divides "key = value", "'key' => value", "key: value",
// "table['key'] = value" and "define('key', value)". Of any other line all is the
// value.
func codePair(line string) (key, value string) {
	line = strings.TrimSpace(strings.TrimPrefix(line, "$"))
	if isLiteral(line) {
		return "", line
	}
	if args, ok := strings.CutPrefix(line, "define("); ok {
		line = strings.Replace(strings.TrimSpace(args), ",", "=", 1)
	}
	before, after, ok := strings.Cut(line, "=")
	if name, member, colon := strings.Cut(line, ":"); colon && (!ok || len(name) < len(before)) {
		before, after, ok = name, member, true
	}
	if table, index, of := strings.Cut(before, "["); of && table != "" {
		before = strings.TrimRight(index, " ]")
	}
	key = strings.Trim(before, " \t\"'")
	if !ok || key == "" || strings.Trim(key, letters+"_-.") != "" {
		return "", line
	}
	return key, strings.TrimSpace(strings.TrimPrefix(after, ">"))
}

// isLiteral tells whether a value is one string or number and nothing else.
func isLiteral(value string) bool {
	value = strings.TrimRight(value, ",;) ")
	n := len(value)
	if n > 1 && (value[0] == '"' || value[0] == '\'') {
		return strings.IndexByte(value[1:], value[0]) == n-2
	}
	return allDigits(value)
}

// literalsOf are the strings of a line, without their quotes.
func literalsOf(line string) []string {
	var list []string
	for {
		start := strings.IndexAny(line, `"'`)
		if start < 0 {
			return list
		}
		text, rest, ok := strings.Cut(line[start+1:], line[start:start+1])
		if !ok {
			return list
		}
		list = append(list, text)
		line = rest
	}
}
