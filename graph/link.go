package graph

import (
	"net/url"
	"strings"
)

// SafeLink reports whether a link may be written into a document: http, https,
// mailto, or relative to the document. Anything else, "javascript:" above all,
// would let a topology run code where its picture is shown. A relative link may
// not start with "//" or "\", which browsers take for another host.
func SafeLink(link string) bool {
	u, err := url.Parse(link)
	if err != nil || strings.ContainsAny(link, "\\\x00\t\n\r") || link != strings.TrimSpace(link) {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		return u.Host != ""
	case "mailto":
		return true
	case "":
		return link != "" && u.Host == "" && !strings.HasPrefix(link, "//")
	}
	return false
}

// EncodeLink percent-encodes what RFC 3986 does not let stand in a URL: blanks,
// quotes, angle brackets, everything beyond ASCII. What is encoded already stays
// as it is. A format that copies links into HTML or XML without escaping them,
// as some do, then has nothing to trip over.
func EncodeLink(link string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(link) {
		c := link[i]
		if c == '%' && isEscape(link[i:]) || inURL(c) {
			b.WriteByte(c)
			continue
		}
		b.Write([]byte{'%', hex[c>>4], hex[c&15]})
	}
	return b.String()
}

func inURL(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' ||
		strings.IndexByte("-._~:/?#[]@!$&'()*+,;=", c) >= 0
}

// isEscape reports whether a text starts with a percent-encoded byte.
func isEscape(s string) bool { return len(s) >= 3 && isHex(s[1]) && isHex(s[2]) }

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
