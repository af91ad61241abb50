package source

import "strings"

// UnixBreaks returns a text with \n for the line breaks \r\n and \r.
func UnixBreaks(text string) string {
	if strings.IndexByte(text, '\r') < 0 {
		return text
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
}
