package source

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

const utf8Hint = "save the file as UTF-8"

// Decode returns the text of an input without its byte order mark. Bytes that
// are not UTF-8, and characters that no output format can hold, are added to
// the problems and stand as U+FFFD in the text, so that the rest can be read; ok
// is false where that has no point: the input is larger than a number of bytes,
// in UTF-16, or no text at all.
func Decode(name string, index int, data []byte, maxSize int, problems *Problems) (f *File, ok bool) {
	text := string(data[:min(len(data), maxSize)])
	utf16 := strings.HasPrefix(text, "\xFF\xFE") || strings.HasPrefix(text, "\xFE\xFF")
	if utf16 || len(data) > maxSize {
		f = New(name, index, "")
		if utf16 {
			problems.Add(f.At(0), utf8Hint, "the file is in UTF-16")
		} else {
			problems.Add(f.At(0), "", "the file is larger than %d MiB", maxSize>>20)
		}
		return f, false
	}
	text = strings.TrimPrefix(text, "\uFEFF")
	bad, messages := badCharacters(text)
	if len(bad) == 0 {
		return New(name, index, text), true
	}
	f = New(name, index, strings.Map(replaceBad, text))
	reportBad(f, bad, messages, problems)
	return f, !strings.Contains(text, "\x00") && len(bad) <= MaxProblems
}

// badCharacters returns which characters of a text are none, by number from 0,
// and what to say about each. A NUL byte is the last it looks at: what follows
// is no text.
func badCharacters(text string) (bad []int, messages []string) {
	number := 0
	for i, c := range text {
		message := ""
		switch {
		case c == 0:
			message = "a NUL byte: this is not a text file in UTF-8"
		case c == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD"):
			message = fmt.Sprintf("the byte 0x%02X is not UTF-8", text[i])
		case BadRune(c):
			message = fmt.Sprintf("the character U+%04X cannot be in a topology", c)
		}
		if message != "" {
			bad = append(bad, number)
			messages = append(messages, message)
			if c == 0 || len(bad) > MaxProblems {
				break
			}
		}
		number++
	}
	return bad, messages
}

func reportBad(f *File, bad []int, messages []string, problems *Problems) {
	number, next := 0, 0
	for offset := range f.Text {
		if next < len(bad) && bad[next] == number {
			hint := ""
			if strings.Contains(messages[next], "UTF-8") {
				hint = utf8Hint
			}
			problems.Add(f.At(offset), hint, "%s", messages[next])
			next++
		}
		number++
	}
}

// BadRune reports the characters that no text of a topology may have: those
// that YAML 1.2.2, section 5.1, and XML 1.0, section 2.2, have no place for, and
// the noncharacters.
func BadRune(c rune) bool {
	switch {
	case c == '\t', c == '\n', c == '\r', c == 0x85:
		return false
	case c < 0x20, c >= 0x7F && c < 0xA0, c == 0xFEFF:
		return true
	}
	return Noncharacter(c)
}

// Noncharacter reports the code points that Unicode keeps free of characters.
func Noncharacter(c rune) bool { return c&0xFFFE == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF }

func replaceBad(c rune) rune {
	if BadRune(c) {
		return utf8.RuneError
	}
	return c
}
