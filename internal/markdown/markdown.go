// Package markdown finds the fenced code blocks and the comments of a document:
// CommonMark 0.31, sections 4.5 and 4.6,
// https://spec.commonmark.org/0.31.2/#fenced-code-blocks.
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
	// Extent is where the block is, from the fence that opens it to the end of the
	// one that closes it, without the line break. It is empty where that is missing.
	Extent

	// lines are the lines of the document that the content is in.
	lines []line
}

// line is a line of the document with what was taken off it.
type line struct {
	number, prefix int
	source         string
	// start is the offset at which the line begins for its block.
	start int
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
	var fences []Fence
	for _, item := range scan(document, Syntax{}) {
		if f := item.Fence; f != nil && f.Language == language {
			fences = append(fences, *f)
		}
	}
	return fences
}

// scan returns the fenced code blocks and the comments of a document.
func scan(document []byte, syntax Syntax) []Item {
	root := goldmark.New().Parser().Parse(text.NewReader(document))
	c := &collector{document: document, syntax: syntax, starts: starts(document), opened: make(map[int]bool)}
	// The walk never fails, since the function does not.
	_ = ast.Walk(root, c.visit)
	for _, item := range c.items {
		if f := item.Fence; f != nil && c.opened[f.Line+len(f.lines)+1] {
			f.Extent = Extent{} // what looks like its end opens another
		}
	}
	return c.items
}

type collector struct {
	document []byte
	syntax   Syntax
	starts   []int
	heading  string
	items    []Item
	// opened are the lines that open a fenced code block.
	opened map[int]bool
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
		number, _ := c.lineAt(n.Pos())
		c.opened[number] = true
		if n.Info != nil {
			c.fence(n)
		}
	case *ast.HTMLBlock:
		c.html(n)
	case *ast.Paragraph, *ast.TextBlock:
		if c.syntax.MDX {
			c.comments(n, n.Lines().Sliced(0, n.Lines().Len()))
		}
	}
	return ast.WalkContinue, nil
}

func (c *collector) fence(n *ast.FencedCodeBlock) {
	f := Fence{Language: string(n.Language(c.document)), Heading: c.heading}
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
	f.Extent = c.fenceExtent(f.Line, n.Lines().Len())
	c.items = append(c.items, Item{Fence: &f, node: n})
}

// fenceExtent returns where a block with a number of lines in it is, if it has
// an end.
func (c *collector) fenceExtent(line, lines int) Extent {
	opening := c.source(line)
	signs := strings.IndexAny(opening, "`~")
	fence := opening[signs:]
	fence = fence[:len(fence)-len(strings.TrimLeft(fence, fence[:1]))]
	last := line + lines + 1
	if last > len(c.starts) {
		return Extent{}
	}
	// What CommonMark took off the line is no matter: no content is a closing fence.
	closing := strings.TrimRight(c.source(last), " \t")
	if !strings.HasSuffix(closing, fence) || strings.Trim(closing, " \t>"+fence[:1]) != "" {
		return Extent{}
	}
	return Extent{
		Start: c.starts[line-1] + signs, End: c.starts[last-1] + len(closing),
		Prefix: continued(opening[:signs]), Break: c.lineBreak(line),
	}
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
