// Package markdown finds the fenced code blocks of a document: CommonMark 0.31,
// section 4.5, https://spec.commonmark.org/0.31.2/#fenced-code-blocks.
package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/topodraw/topodraw/graph"
)

// Fence is a fenced code block.
type Fence struct {
	// Language is the first word of the info string.
	Language string
	// Heading is the text of the heading above, "" before the first.
	Heading string
	// Line is the number of the line that opens the fence, from 1.
	Line int
	// Text is what stands between the fences, without the indentation of a list
	// or the signs of a quotation.
	Text string

	// lines are the lines of the document that the content is in.
	lines []line
}

// line is a line of the document with what was taken off it.
type line struct {
	number, prefix int
	source         string
}

// Place returns where a place of the content is in the document, and the whole
// line there. A place behind the end is the end.
func (f *Fence) Place(at graph.Pos) (in graph.Pos, source string) {
	if len(f.lines) == 0 {
		return graph.Pos{File: at.File, Line: f.Line, Col: 1}, ""
	}
	if at.Line > len(f.lines) {
		last := f.lines[len(f.lines)-1]
		return graph.Pos{File: at.File, Line: last.number, Col: utf8.RuneCountInString(last.source) + 1}, last.source
	}
	l := f.lines[max(at.Line, 1)-1]
	return graph.Pos{File: at.File, Line: l.number, Col: max(at.Col, 1) + l.prefix}, l.source
}

// Fences returns the fenced code blocks of a document in a language, in their
// order, those in lists and quotations included. A block of which the end is
// missing reaches as far as CommonMark says.
func Fences(document []byte, language string) []Fence {
	root := goldmark.New().Parser().Parse(text.NewReader(document))
	c := &collector{document: document, language: language, starts: starts(document)}
	// The walk never fails, since the function does not.
	_ = ast.Walk(root, c.visit)
	return c.fences
}

type collector struct {
	document []byte
	language string
	starts   []int
	heading  string
	fences   []Fence
}

func (c *collector) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Heading:
		c.heading = plain(n, c.document)
		return ast.WalkSkipChildren, nil
	case *ast.FencedCodeBlock:
		if language := string(n.Language(c.document)); language == c.language {
			c.fence(n)
		}
	}
	return ast.WalkContinue, nil
}

func (c *collector) fence(n *ast.FencedCodeBlock) {
	f := Fence{Language: c.language, Heading: c.heading}
	f.Line, _ = c.lineAt(n.Info.Segment.Start)
	var content strings.Builder
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		content.Write(s.Value(c.document))
		number, start := c.lineAt(s.Start)
		f.lines = append(f.lines, line{
			number: number,
			// A tab can be taken off in part, and the rest stands as blanks.
			prefix: utf8.RuneCount(c.document[start:s.Start]) - s.Padding,
			source: c.source(number),
		})
	}
	f.Text = content.String()
	c.fences = append(c.fences, f)
}

// lineAt returns the number of the line that an offset is in, and its start.
func (c *collector) lineAt(offset int) (number, start int) {
	low, high := 0, len(c.starts)
	for high-low > 1 {
		if mid := (low + high) / 2; c.starts[mid] <= offset {
			low = mid
		} else {
			high = mid
		}
	}
	return low + 1, c.starts[low]
}

func (c *collector) source(number int) string {
	end := len(c.document)
	if number < len(c.starts) {
		end = c.starts[number]
	}
	return string(bytes.TrimRight(c.document[c.starts[number-1]:end], "\r\n"))
}

func starts(document []byte) []int {
	out := []int{0}
	for i, b := range document {
		if b == '\n' {
			out = append(out, i+1)
		}
	}
	return out
}

// plain returns the text of a heading without its markup.
func plain(n ast.Node, document []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			b.Write(t.Value(document))
			if t.SoftLineBreak() {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
