package graphjson

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/topodraw/topodraw/graph"
)

// maxDepth bounds the nesting of objects and lists. The format itself needs 5.
const maxDepth = 100

// scanner reads JSON as RFC 8259 defines it, and knows where it is. After an
// error of the syntax it is stopped, and reads nothing more.
type scanner struct {
	file string
	src  []byte
	off  int
	// stopped ends all reading.
	stopped bool
	depth   int
	// line is the line of off; col is the column of colOff, which lies on that
	// line, so that each byte is counted only once.
	line, col, colOff int
	// report takes what is wrong, and nothing more once stopped.
	report func(at graph.Pos, hint, format string, args ...any)
}

func newScanner(file string, src []byte) scanner {
	s := scanner{file: file, src: src, line: 1, col: 1}
	if bytes.HasPrefix(src, []byte("\ufeff")) {
		s.off, s.colOff = 3, 3
	}
	return s
}

// pos is where the scanner is now. It is asked from left to right only.
func (s *scanner) pos() graph.Pos {
	s.col += utf8.RuneCount(s.src[s.colOff:s.off])
	s.colOff = s.off
	return graph.Pos{File: s.file, Line: s.line, Col: s.col}
}

// next skips white space and returns where the next token starts.
func (s *scanner) next() graph.Pos {
	s.peek()
	return s.pos()
}

// peek skips white space and returns the byte after it, 0 at the end.
func (s *scanner) peek() byte {
	for ; s.off < len(s.src); s.off++ {
		switch s.src[s.off] {
		case ' ', '\t', '\r':
		case '\n':
			s.line++
			s.col, s.colOff = 1, s.off+1
		default:
			return s.src[s.off]
		}
	}
	return 0
}

// fail reports an error of the syntax at the current place and stops.
func (s *scanner) fail(hint, format string, args ...any) {
	s.report(s.pos(), hint, format, args...)
	s.stopped = true
}

// items reads what stands between two brackets, the first of which comes next,
// with a call for each item.
func (s *scanner) items(closing byte, item func()) {
	s.depth++
	if s.depth > maxDepth {
		s.fail("", "this is nested more than %d deep", maxDepth)
	}
	s.off++
	for first := true; !s.stopped; first = false {
		c := s.peek()
		if c == closing {
			s.off++
			s.depth--
			return
		}
		if !first && !s.comma(c, closing) {
			return
		}
		item()
	}
}

// comma reads the comma between two items.
func (s *scanner) comma(c, closing byte) bool {
	if c != ',' {
		s.fail("", "expected \",\" or \"%c\", not %s", closing, s.what())
		return false
	}
	at := s.pos()
	s.off++
	if s.peek() == closing {
		s.report(at, "", "JSON has no comma before %q", closing)
		s.stopped = true
	}
	return !s.stopped
}

// object reads an object, with a call for each key, which has to read the
// value. A key that was there before is reported and its value skipped.
func (s *scanner) object(field func(key string, at graph.Pos)) {
	seen := make(map[string]graph.Pos)
	s.items('}', func() {
		key, at := s.key()
		if s.stopped {
			return
		}
		if first, dup := seen[key]; dup {
			s.report(at, "", "the key %.40q is here twice, first in line %d", key, first.Line)
			s.skip()
			return
		}
		seen[key] = at
		field(key, at)
	})
}

// key reads a key and the colon after it.
func (s *scanner) key() (key string, at graph.Pos) {
	at = s.next()
	if s.peek() != '"' {
		s.fail("", "expected a key in double quotes, not %s", s.what())
		return "", at
	}
	key = s.str()
	if s.peek() != ':' {
		s.fail("", "expected \":\" after the key %.40q, not %s", key, s.what())
		return "", at
	}
	s.off++
	return key, at
}

// skip reads over a value.
func (s *scanner) skip() {
	switch s.peek() {
	case '{':
		s.items('}', func() {
			if s.key(); !s.stopped {
				s.skip()
			}
		})
	case '[':
		s.items(']', s.skip)
	case '"':
		s.str()
	default:
		s.literal()
	}
}

// literal reads a number, true, false or null and returns its text.
func (s *scanner) literal() string {
	end := s.off
	for end < len(s.src) && strings.IndexByte(" \t\r\n,:[]{}\"", s.src[end]) < 0 {
		end++
	}
	text := s.src[s.off:end]
	switch {
	case json.Valid(text):
		s.off = end
		return string(text)
	case len(text) == 0:
		s.fail("", "expected a value, not %s", s.what())
	default:
		s.fail("", "%.40q is not a value of JSON", text)
	}
	return ""
}

// what names the token that comes next, for a message.
func (s *scanner) what() string {
	switch c := s.peek(); {
	case s.off == len(s.src):
		return "the end of the file"
	case c == '{':
		return "an object"
	case c == '[':
		return "a list"
	case c == '"':
		return "a text"
	case c == '-' || c >= '0' && c <= '9':
		return "a number"
	}
	r, _ := utf8.DecodeRune(s.src[s.off:])
	for _, word := range []string{"true", "false", "null"} {
		if bytes.HasPrefix(s.src[s.off:], []byte(word)) {
			return word
		}
	}
	return strconv.QuoteRune(r)
}

// str reads a string, at whose quotation mark the scanner is.
func (s *scanner) str() string {
	at := s.pos()
	s.off++
	var out []byte
	for from := s.off; s.off < len(s.src) && !s.stopped; {
		switch c := s.src[s.off]; {
		case c == '"':
			out = append(out, s.src[from:s.off]...)
			s.off++
			return s.utf8(at, out)
		case c == '\\':
			out = append(out, s.src[from:s.off]...)
			out = utf8.AppendRune(out, s.escape())
			from = s.off
		case c < ' ':
			s.fail(`write \n for a line break`, "a text cannot hold the control character U+%04X as it is", c)
		default:
			s.off++
		}
	}
	s.report(at, "", "the text that starts here has no end")
	s.stopped = true
	return ""
}

// utf8 returns a text, or the empty one with an error if it is not UTF-8.
func (s *scanner) utf8(at graph.Pos, text []byte) string {
	if !utf8.Valid(text) {
		s.report(at, "", "the text is not UTF-8")
		return ""
	}
	return string(text)
}

// escape reads what starts with a backslash.
func (s *scanner) escape() rune {
	const letters, meant = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	if s.off+1 < len(s.src) {
		c := s.src[s.off+1]
		if c == 'u' {
			return s.unicode()
		}
		for i := range len(letters) {
			if letters[i] == c {
				s.off += 2
				return rune(meant[i])
			}
		}
	}
	s.fail(`a backslash itself is \\`, `after a backslash comes one of "\/bfnrtu`)
	return 0
}

// unicode reads \uXXXX, or two of them that make one character.
func (s *scanner) unicode() rune {
	r, ok := s.hex4(s.off)
	size := 6
	if ok && utf16.IsSurrogate(r) {
		low, _ := s.hex4(s.off + 6)
		r = utf16.DecodeRune(r, low)
		ok = r != utf8.RuneError
		size = 12
	}
	if !ok {
		s.fail("", `\u takes four hexadecimal digits, and a character beyond U+FFFF takes two of them`)
		return 0
	}
	s.off += size
	return r
}

// hex4 returns what \uXXXX at a place stands for.
func (s *scanner) hex4(at int) (rune, bool) {
	if at+6 > len(s.src) || s.src[at] != '\\' || s.src[at+1] != 'u' {
		return 0, false
	}
	v, err := strconv.ParseUint(string(s.src[at+2:at+6]), 16, 16)
	return rune(v), err == nil
}

func message(at graph.Pos, hint, format string, args ...any) graph.Diagnostic {
	return graph.Diagnostic{Pos: at, Hint: hint, Message: fmt.Sprintf(format, args...)}
}
