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
