// Package source holds the text of an input for the readers of languages: its
// lines and places, and the problems found in it.
package source

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/topodraw/topodraw/graph"
)

// File is a text with what it takes to point into it. Lines end in \n, \r\n or
// \r. Its methods may not be called by several goroutines at a time.
type File struct {
	// Name is what positions call the file.
	Name string
	// Index is the place of the file among the inputs of one reading.
	Index int
	// Text is the text that offsets count the bytes of.
	Text string
	// Lines are the offsets at which lines begin.
	Lines []int
	// Shown returns a line as the user wrote it, where a reader has changed the
	// text; nil stands for no change.
	Shown func(line string) string

	// seen is where the last place was found: counting characters from the start
	// of a very long line each time would take quadratic time.
	seen struct{ line, col, offset int }
}

// New returns a file of a text in UTF-8.
func New(name string, index int, text string) *File {
	f := &File{Name: name, Index: index, Text: text, Lines: []int{0}}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				i++
			}
			fallthrough
		case '\n':
			f.Lines = append(f.Lines, i+1)
		}
	}
	return f
}

// Line returns a line without its break, counted from 1, and "" for a line that
// there is not.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.Lines) {
		return ""
	}
	end := len(f.Text)
	if n < len(f.Lines) {
		end = f.Lines[n]
	}
	line := strings.TrimRight(f.Text[f.Lines[n-1]:end], "\r\n")
	if f.Shown != nil {
		return f.Shown(line)
	}
	return line
}

// LineAt returns the number of the line that an offset is in, from 1.
func (f *File) LineAt(offset int) int {
	i, found := slices.BinarySearch(f.Lines, offset)
	if found {
		return i + 1
	}
	return i
}

// At returns the place of an offset.
func (f *File) At(offset int) Place {
	line := f.LineAt(offset)
	s := &f.seen
	if start := f.Lines[line-1]; s.line != line || offset-start < s.offset-offset {
		s.line, s.col, s.offset = line, 1, start
	}
	if offset < s.offset {
		s.col -= utf8.RuneCountInString(f.Text[offset:s.offset])
	} else {
		s.col += utf8.RuneCountInString(f.Text[s.offset:offset])
	}
	s.offset = offset
	return Place{f, line, s.col}
}

// Pos returns the place of an offset as the model keeps it.
func (f *File) Pos(offset int) graph.Pos { return f.At(offset).Pos() }

// Offset returns the offset of a place, or the end of its line if there are
// fewer characters.
func (f *File) Offset(p Place) int {
	s := &f.seen
	if s.line != p.Line || s.col > p.Col {
		s.line, s.col, s.offset = p.Line, 1, f.Lines[p.Line-1]
	}
	for s.col < p.Col && s.offset < len(f.Text) {
		_, size := utf8.DecodeRuneInString(f.Text[s.offset:])
		s.offset += size
		s.col++
	}
	return s.offset
}

// Place is a line and a column of a file, each from 1; columns count
// characters. The zero Place is nowhere.
type Place struct {
	File      *File
	Line, Col int
}

// Pos returns the place as the model keeps it.
func (p Place) Pos() graph.Pos {
	if p.File == nil {
		return graph.Pos{}
	}
	return graph.Pos{File: p.File.Name, Line: p.Line, Col: p.Col}
}

// String returns "file:line:col".
func (p Place) String() string { return p.Pos().String() }

func (p Place) fileIndex() int {
	if p.File == nil {
		return -1
	}
	return p.File.Index
}
