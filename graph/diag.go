package graph

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Pos is a place in a source. Line and Col count from 1, Col in characters
// (code points); 0 means unknown. The zero Pos is nowhere.
type Pos struct {
	File      string
	Line, Col int
}

// String returns "file:line:col", without the parts that are unknown.
func (p Pos) String() string {
	s := p.File
	if p.Line == 0 {
		return s
	}
	if s != "" {
		s += ":"
	}
	s += strconv.Itoa(p.Line)
	if p.Col > 0 {
		s += ":" + strconv.Itoa(p.Col)
	}
	return s
}

// Diagnostic is one problem of an input, where it is and what would help.
type Diagnostic struct {
	// Pos is the place; the zero Pos is the input as a whole.
	Pos Pos
	// Message says what is wrong, in one line.
	Message string
	// Hint says what may be meant; it may be empty.
	Hint string
	// Source is the line that Pos.Line names, without its line break, where the
	// reader still had it.
	Source string
}

// Error returns "file:line:col: message (hint)" in one line.
func (d Diagnostic) Error() string {
	var b strings.Builder
	if at := d.Pos.String(); at != "" {
		b.WriteString(at + ": ")
	}
	b.WriteString(d.Message)
	if d.Hint != "" {
		b.WriteString(" (" + d.Hint + ")")
	}
	return b.String()
}

// Diagnostics are all the problems of an input. As an error it is never empty:
// use [Diagnostics.Err] to return one.
type Diagnostics []Diagnostic

// Error returns one line for each problem.
func (ds Diagnostics) Error() string {
	lines := make([]string, len(ds))
	for i, d := range ds {
		lines[i] = d.Error()
	}
	return strings.Join(lines, "\n")
}

// Err returns the problems as an error, or nil if there are none.
func (ds Diagnostics) Err() error {
	if len(ds) == 0 {
		return nil
	}
	return ds
}

// Sort orders the problems by line and column within each file, the files in
// the order of their first problem.
func (ds Diagnostics) Sort() {
	order := make(map[string]int)
	for _, d := range ds {
		if _, seen := order[d.Pos.File]; !seen {
			order[d.Pos.File] = len(order)
		}
	}
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(order[a.Pos.File], order[b.Pos.File]),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Col, b.Pos.Col),
		)
	})
}
