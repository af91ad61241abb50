package dot

import (
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// An attribute of the language that the model has no field for is a free
// attribute of the model whose key has this prefix.
const rawPrefix = "dot."

// rawText is how a free attribute keeps a value: HTML in its angle brackets,
// and a text as it is, or in quotes where it could be taken for one of both.
func rawText(v value) string {
	switch {
	case v.html:
		return "<" + v.text + ">"
	case strings.HasPrefix(v.text, "<"), strings.HasPrefix(v.text, `"`):
		return `"` + v.text + `"`
	}
	return v.text
}

// rawValue undoes rawText.
func rawValue(s string) value {
	if n := len(s); n >= 2 {
		switch {
		case s[0] == '<' && s[n-1] == '>':
			return value{text: s[1 : n-1], html: true}
		case s[0] == '"' && s[n-1] == '"':
			return value{text: s[1 : n-1]}
		}
	}
	return value{text: s}
}

// source returns a value as it is written, and whether it can be.
func (v value) source() (string, bool) {
	if v.html {
		return "<" + v.text + ">", safeHTML(v.text)
	}
	return quoteWord(v.text), holdable(v.text)
}

// rawOf returns what a free attribute keeps of an attribute.
func rawOf(free graph.Attrs, key string) (value, bool) {
	s, ok := free.Get(rawPrefix + key)
	return rawValue(s), ok
}

// unsafeLink reports whether an attribute is a link that may not be written.
func unsafeLink(key string, v value) bool {
	key = strings.ToLower(key)
	if v.text == "" || !strings.HasSuffix(key, "url") && !strings.HasSuffix(key, "href") {
		return false
	}
	link, _ := plain(v.text, &escapes{})
	return !graph.SafeLink(link)
}

// mapBool reads a truth value as Graphviz does.
func mapBool(s string) bool {
	switch strings.ToLower(s) {
	case "true", "yes":
		return true
	}
	return s != "" && isDigit(s[0]) && strings.Trim(s, "0") != ""
}
