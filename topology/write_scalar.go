package topology

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// quoteBlock returns a text as it stands outside of brackets.
func quoteBlock(s string) string { return quoted(s, plainScalar(s)) }

// quoteFlow returns a text as it stands within brackets. The question mark is
// for libyaml and what was made of it, which end a text there.
func quoteFlow(s string) string {
	return quoted(s, !strings.ContainsAny(s, ",[]{}?") && plainScalar(s))
}

// quoted returns a text in the quotes that need fewer escapes, or in none.
func quoted(s string, plain bool) string {
	switch {
	case plain:
		return s
	case strings.ContainsAny(s, `"\`) && printable(s):
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range s {
		b.WriteString(escapeRune(c))
	}
	b.WriteByte('"')
	return b.String()
}

// escapeRune returns a character as it stands in double quotes (YAML 1.2.2,
// section 5.7).
func escapeRune(c rune) string {
	switch {
	case c == '"' || c == '\\':
		return `\` + string(c)
	case c == '\n':
		return `\n`
	case c == '\t':
		return `\t`
	case shown(c):
		return string(c)
	case c > 0xFFFF:
		return fmt.Sprintf(`\U%08X`, c)
	}
	return fmt.Sprintf(`\u%04X`, c)
}

// shown reports whether a character is written as it is: those that one sees,
// and the joiners, which words of some scripts and many emoji are made with.
// Invisible ones are escaped, to be seen.
func shown(c rune) bool {
	const nonJoiner, joiner = '\u200C', '\u200D'
	return unicode.IsPrint(c) || c == nonJoiner || c == joiner
}

func printable(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool { return !shown(c) }) < 0
}

// plainScalar reports whether a text can stand without quotes outside of
// brackets, and be a text and nothing else to YAML 1.1 and 1.2.
func plainScalar(s string) bool {
	if s == "" || strings.ContainsAny(s[:1], "-?:,[]{}#&*!|>'\"%@`+~ ") || strings.HasSuffix(s, " ") || strings.HasSuffix(s, ":") {
		return false
	}
	for _, sign := range []string{": ", ":{", " #"} { // ":{" is taken for a forgotten space
		if strings.Contains(s, sign) {
			return false
		}
	}
	return printable(s) && !reservedWord(s) && !numberLike(s)
}

// reservedWord reports the words that are no texts: those of YAML 1.1's null,
// bool, merge and value, and of its floats.
func reservedWord(s string) bool {
	if len(s) > 5 {
		return false
	}
	switch strings.ToLower(s) {
	case "null", "true", "false", "yes", "no", "on", "off", "y", "n", "<<", "=", ".inf", ".nan":
		return true
	}
	return false
}

// numberLike reports texts that YAML 1.1 or 1.2 may take for a number or a
// time. A sign before a number is quoted anyway.
func numberLike(s string) bool {
	if c := s[0]; c != '.' && (c < '0' || c > '9') || len(s) > 100 {
		return false
	}
	const digits = "0123456789"
	consistsOf := func(set string) bool { return strings.Trim(s, set) == "" }
	if strings.Contains(s, ":") && consistsOf(digits+":._") || len(s) > 4 && s[4] == '-' && consistsOf(digits+"-:.+TtZz ") {
		return true
	}
	number := strings.ReplaceAll(s, "_", "")
	_, notFloat := strconv.ParseFloat(number, 64)
	_, notInt := strconv.ParseInt(number, 0, 64)
	return notFloat == nil || notInt == nil || consistsOf(digits)
}

// escapeBreaks puts a backslash before each <br> that is meant as text.
func escapeBreaks(label string) string {
	var b strings.Builder
	for {
		before, tag, after := cutBreak(label)
		b.WriteString(before)
		if tag == "" {
			return b.String()
		}
		b.WriteString(`\` + tag)
		label = after
	}
}

// joinLines writes line breaks as <br>, unless the reader would take something
// beside one of them along: spaces, or a backslash before it.
func joinLines(label string) string {
	for _, taken := range []string{" \n", "\n ", "\\\n"} {
		if strings.Contains(label, taken) {
			return label
		}
	}
	return strings.ReplaceAll(label, "\n", "<br>")
}

// literal reports whether a text can be a literal block, and is seen in full
// there.
func literal(s string) bool {
	for i, line := range strings.Split(s, "\n") {
		if i == 0 && (line == "" || line[0] == ' ') || strings.HasSuffix(line, " ") || !printable(line) {
			return false
		}
	}
	return !strings.HasSuffix(s, "\n")
}

// foldable reports whether a text of one line can be a folded block.
func foldable(s string) bool {
	return strings.Contains(s, " ") && strings.Trim(s, " ") == s && printable(s)
}

// fold parts a text at single spaces, into lines up to a width where that can
// be.
func fold(s string, width int) []string {
	var lines []string
	for {
		at := foldAt(s, width)
		if at < 0 {
			return append(lines, s)
		}
		lines = append(lines, s[:at])
		s = s[at+1:]
	}
}

// foldAt returns the last single space of a text up to a width or else the
// first behind it; -1 if there is none, or the text is no longer than that.
func foldAt(s string, width int) int {
	last, chars := -1, 0
	for i, c := range s {
		if chars > width && last >= 0 {
			return last
		}
		if c == ' ' && i > 0 && i+1 < len(s) && s[i-1] != ' ' && s[i+1] != ' ' {
			last = i
		}
		chars++
	}
	if chars > width {
		return last
	}
	return -1
}
