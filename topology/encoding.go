package topology

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

const utf8Hint = "save the file as UTF-8"

// decodeText returns the text of a source without its byte order mark. Bytes
// and characters that YAML cannot hold are reported and stand as U+FFFD in the
// text, so that the rest can be read; ok is false where that has no point.
func (r *reader) decodeText(index int, s Source) (f *file, ok bool) {
	text := string(s.Data[:min(len(s.Data), MaxFileSize)])
	utf16 := strings.HasPrefix(text, "\xFF\xFE") || strings.HasPrefix(text, "\xFE\xFF")
	if utf16 || len(s.Data) > MaxFileSize {
		f = newFile(index, s.Name, "")
		if utf16 {
			r.add(f.at(0), utf8Hint, "the file is in UTF-16")
		} else {
			r.add(f.at(0), "", "the file is larger than %d MiB", MaxFileSize>>20)
		}
		return f, false
	}
	text = strings.TrimPrefix(text, "\uFEFF")
	bad, messages := badCharacters(text)
	if len(bad) == 0 {
		return newFile(index, s.Name, text), true
	}
	f = newFile(index, s.Name, strings.Map(replaceBad, text))
	r.reportBad(f, bad, messages)
	return f, !strings.Contains(text, "\x00") && len(bad) <= MaxDiagnostics
}

// badCharacters returns which characters of a text YAML cannot hold, by number
// from 0, and what to say about each. A NUL byte is the last it looks at: what
// follows is no text.
func badCharacters(text string) (bad []int, messages []string) {
	number := 0
	for i, c := range text {
		message := ""
		switch {
		case c == 0:
			message = "a NUL byte: this is not a text file in UTF-8"
		case c == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD"):
			message = fmt.Sprintf("the byte 0x%02X is not UTF-8", text[i])
		case badRune(c):
			message = fmt.Sprintf("the character U+%04X cannot be in a topology", c)
		}
		if message != "" {
			bad = append(bad, number)
			messages = append(messages, message)
			if c == 0 || len(bad) > MaxDiagnostics {
				break
			}
		}
		number++
	}
	return bad, messages
}

func (r *reader) reportBad(f *file, bad []int, messages []string) {
	number, next := 0, 0
	for offset := range f.text {
		if next < len(bad) && bad[next] == number {
			hint := ""
			if strings.Contains(messages[next], "UTF-8") {
				hint = utf8Hint
			}
			r.add(f.at(offset), hint, "%s", messages[next])
			next++
		}
		number++
	}
}

// badRune reports the characters that YAML 1.2.2, section 5.1, does not let a
// text have as they are, and the noncharacters.
func badRune(c rune) bool {
	switch {
	case c == '\t', c == '\n', c == '\r', c == 0x85:
		return false
	case c < 0x20, c >= 0x7F && c < 0xA0, c == 0xFEFF:
		return true
	}
	return noncharacter(c)
}

func noncharacter(c rune) bool { return c&0xFFFE == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF }

func replaceBad(c rune) rune {
	if badRune(c) {
		return utf8.RuneError
	}
	return c
}
