package traffic

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// redactor takes passwords out of what is shown, but no references to them.
type redactor struct{ userInfo, source, keyed *regexp.Regexp }

func newRedactor() *redactor {
	return &redactor{
		userInfo: regexp.MustCompile(`(://[^\s:/@]*:)[^\s/@$][^\s/@]*@`),
		source:   regexp.MustCompile(`(^|[\s"'=])([\w.%+-]+:)([^\s/@$:,;"'()]+)@([\w(]+)`),
		keyed:    regexp.MustCompile(`(?i)((?:password|passwd|pwd|secret|token|api[_-]?key)["']?\s*[=:]\s*["']?)[^\s"'&;,$][^\s"'&;,]*`),
	}
}

// maxShown is how many bytes of a text are shown as evidence.
const maxShown = 200

// shown returns the first line of a text that a manifest has, without the
// passwords that are in it.
func (r *redactor) shown(text string) string {
	line, _, _ := strings.Cut(strings.TrimLeft(text, "\r\n"), "\n")
	line = strings.TrimRight(line[:min(len(line), 4*maxShown)], " \t\r")
	if strings.ContainsAny(line, "@=:") {
		line = r.userInfo.ReplaceAllString(line, "${1}***@")
		line = r.source.ReplaceAllStringFunc(line, r.withoutPassword)
		line = r.keyed.ReplaceAllString(line, "${1}***")
	}
	line = strings.ToValidUTF8(line, "")
	if len(line) <= maxShown {
		return line
	}
	end := maxShown
	for !utf8.RuneStart(line[end]) {
		end--
	}
	return line[:end] + "…"
}

// withoutPassword takes the password out of "user:password@host", as data source
// names without a scheme have it. The digest of an image is none.
func (r *redactor) withoutPassword(text string) string {
	m := r.source.FindStringSubmatch(text)
	if m[4] == "sha256" {
		return text
	}
	return m[1] + m[2] + "***@" + m[4]
}
