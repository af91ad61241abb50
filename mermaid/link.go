package mermaid

import (
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// escapeURL returns a link as it stands between quotes: percent-encoded, as
// entities are not decoded in a link. So are a semicolon where Mermaid would see
// an entity, and the word classDef, for which see [writer.line].
func escapeURL(link string) string {
	link = strings.ReplaceAll(graph.EncodeLink(link), "classDef", "%63lassDef")
	if before, fragment, found := strings.Cut(link, "#"); found {
		return before + "#" + strings.ReplaceAll(fragment, ";", "%3B")
	}
	return link
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
		if link[i] != '%' || len(link) < i+3 {
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
