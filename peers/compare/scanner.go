package main

import (
	"errors"
	"strconv"
	"strings"
)

// scanner reads numbers as SVG writes them: with spaces, a comma, or nothing at
// all between them where a sign or a point begins the next.
type scanner struct{ rest string }

// space skips white space.
func (s *scanner) space() { s.rest = strings.TrimLeft(s.rest, " \t\r\n\f") }

// comma skips what may be between two numbers.
func (s *scanner) comma() {
	s.space()
	s.rest = strings.TrimPrefix(s.rest, ",")
	s.space()
}

// more skips what is before another number, and reports whether there is one.
func (s *scanner) more() bool {
	ahead := *s
	ahead.comma()
	if ahead.rest == "" || !strings.Contains("0123456789+-.", ahead.rest[:1]) {
		return false
	}
	*s = ahead
	return true
}

// arguments reads a number for each kind; an f is a flag.
func (s *scanner) arguments(kinds string) ([]float64, error) {
	out := make([]float64, 0, len(kinds))
	for i, k := range kinds {
		s.space()
		if i > 0 {
			s.comma()
		}
		read := s.number
		if k == 'f' {
			read = s.flag
		}
		v, err := read()
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// all reads numbers up to the end.
func (s *scanner) all() ([]float64, error) {
	var out []float64
	for s.space(); s.rest != ""; s.comma() {
		v, err := s.number()
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// flag reads one digit, which needs nothing between it and what follows.
func (s *scanner) flag() (float64, error) {
	if s.rest == "" || s.rest[0] != '0' && s.rest[0] != '1' {
		return 0, errors.New("0 or 1 is expected")
	}
	v := float64(s.rest[0] - '0')
	s.rest = s.rest[1:]
	return v, nil
}

func (s *scanner) number() (float64, error) {
	end := numberLength(s.rest)
	v, err := strconv.ParseFloat(s.rest[:end], 64)
	if err != nil {
		return 0, errors.New("a number is expected")
	}
	s.rest = s.rest[end:]
	return v, nil
}

// numberLength returns how much of a text the number at its beginning takes.
func numberLength(s string) int {
	i := signLength(s)
	i += digits(s[i:])
	if i < len(s) && s[i] == '.' {
		i += 1 + digits(s[i+1:])
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		exponent := i + 1 + signLength(s[i+1:])
		if n := digits(s[exponent:]); n > 0 {
			i = exponent + n
		}
	}
	return i
}

func signLength(s string) int {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		return 1
	}
	return 0
}

func digits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }
