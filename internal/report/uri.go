package report

import (
	"net/url"
	"path/filepath"
	"strings"
)

// fileURI returns the name of a file as a URI reference (RFC 3986): relative
// names stay relative, absolute ones get the scheme file (RFC 8089).
func fileURI(name string) string {
	volume := filepath.ToSlash(filepath.VolumeName(name))
	path := encodedPath(slashed(name[len(volume):]))
	switch {
	case !filepath.IsAbs(name):
		return path
	case strings.HasPrefix(volume, "//"):
		return "file:" + volume + path // a share of another machine
	case volume != "":
		return "file:///" + volume + path // a drive
	}
	return "file://" + path
}

// encodedPath returns a path in which each segment is encoded. A colon is too,
// since what stands before one in the first segment would be a scheme.
func encodedPath(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		segments[i] = strings.ReplaceAll(url.PathEscape(s), ":", "%3A")
	}
	return strings.Join(segments, "/")
}
