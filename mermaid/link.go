package mermaid

import "strings"

// escapeURL returns a link as it stands between quotes: what is neither
// reserved nor unreserved in RFC 3986 is percent-encoded, as entities are not
// decoded in a link. So are a semicolon where Mermaid would see an entity, and
// the word classDef, for which see [writer.line].
func escapeURL(link string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	hash := false
	for i := range len(link) {
		c := link[i]
		switch {
		case c == '%' && isEscape(link[i:]), inURL(c) && (c != ';' || !hash) && !strings.HasPrefix(link[i:], "classDef"):
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
		hash = hash || c == '#'
	}
	return b.String()
}

func inURL(c byte) bool {
	return isAlnum(c) || strings.IndexByte("-._~:/?#[]@!$&'()*+,;=", c) >= 0
}

// isEscape reports whether a text starts with a percent-encoded byte.
func isEscape(s string) bool {
	return len(s) >= 3 && s[0] == '%' && isHex(s[1]) && isHex(s[2])
}

func isHex(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// decodedByMermaid returns the first part of a link that means something else
// once Mermaid has decoded it, as it does where it is configured to be strict:
// an escaped character that is reserved when it stands for itself, or what
// looks like an entity of HTML. It is empty for a link that survives.
func decodedByMermaid(link string) string {
	if strings.Contains(link, "&#") {
		return "&#"
	}
	for i := range len(link) {
		if !isEscape(link[i:]) {
			continue
		}
		switch strings.ToUpper(link[i+1 : i+3]) {
		case "21", "23", "24", "25", "26", "27", "28", "29", "2A", "2B", "2C", "2F",
			"3A", "3B", "3D", "3F", "40", "5B", "5C", "5D":
			return link[i : i+3]
		}
	}
	return ""
}
