package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/topodraw/topodraw/graph"
)

// Syntax is the kind of Markdown that a document is in. The zero Syntax is
// CommonMark.
type Syntax struct {
	// MDX says that comments are also written as expressions of JavaScript, as in
	// MDX 2 and later: {/* … */}; see https://mdxjs.com/docs/what-is-mdx/.
	MDX bool
}

// Extent is a part of a document.
type Extent struct {
	// Start and End are offsets in bytes.
	Start, End int
	// Prefix is what other lines of the same block begin with: indentation and the
	// signs of quotations.
	Prefix string
	// Break is the line break at the end of the first line, "\n" if there is none.
	Break string
}

// Item is a fenced code block or a comment: one of the two is there.
type Item struct {
	Fence   *Fence
	Comment *Comment

	node ast.Node
}

// Comment is a comment that begins a line, outside of code.
type Comment struct {
	// Text is what stands between the signs of a comment, without the indentation
	// of a list or the signs of a quotation.
	Text string
	// Expression says that it is an expression of MDX and no comment of HTML.
	Expression bool
	// Alone says that there is nothing behind it in its last line.
	Alone bool
	// Raw says that it stands in a block of HTML that goes on to the next blank
	// line.
	Raw bool
	// After is the fenced code block right before, or nil.
	After *Fence
	// Extent is all of the lines that the comment is in, with the last line break.
	Extent

	parent ast.Node
	// lines are those of Text.
	lines []line
}

// Place returns where an offset in Text is in the document, and the whole line
// there. The place has no file.
func (c *Comment) Place(offset int) (in graph.Pos, source string) {
	before := c.Text[:offset]
	l := c.lines[strings.Count(before, "\n")]
	col := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
	return graph.Pos{Line: l.number, Col: l.prefix + col + 1}, l.source
}

// Pos returns where the comment begins, and the whole line there. The place has
// no file.
func (c *Comment) Pos() (in graph.Pos, source string) {
	in, source = c.Place(0)
	in.Col -= utf8.RuneCountInString(c.opening())
	return in, source
}

// Inside reports whether two comments are in the same block: the same item of a
// list, the same quotation, or neither.
func (c *Comment) Inside(block *Comment) bool { return c.parent == block.parent }

func (c *Comment) opening() string {
	if c.Expression {
		return "{/*"
	}
	return "<!--"
}

func (c *Comment) closing() string {
	if c.Expression {
		return "*/}"
	}
	return "-->"
}

// Scan returns the fenced code blocks and the comments of a document in their
// order. What is before the text is passed over: a byte order mark, and a front
// matter between lines of --- or +++.
func Scan(document []byte, syntax Syntax) []Item {
	const mark = "\uFEFF"
	skipped := 0
	if bytes.HasPrefix(document, []byte(mark)) {
		skipped = len(mark)
	}
	items := scan(withoutFrontMatter(document[skipped:]), syntax)
	for i := range items {
		if e := items[i].extent(); *e != (Extent{}) {
			e.Start += skipped
			e.End += skipped
		}
	}
	link(items)
	return items
}

func (i *Item) extent() *Extent {
	if i.Fence != nil {
		return &i.Fence.Extent
	}
	return &i.Comment.Extent
}

// link tells comments of the fences right before them.
func link(items []Item) {
	fences := make(map[ast.Node]*Fence)
	for _, item := range items {
		if item.Fence != nil {
			fences[item.node] = item.Fence
			continue
		}
		if c := item.Comment; item.node.Lines().At(0).Start == c.lines[0].start {
			c.After = fences[item.node.PreviousSibling()]
		}
	}
}

// withoutFrontMatter returns a document with blanks for its front matter, so
// that all offsets stay.
func withoutFrontMatter(document []byte) []byte {
	first, rest, _ := bytes.Cut(document, []byte("\n"))
	fence := string(bytes.TrimRight(first, " \t\r"))
	if fence != "---" && fence != "+++" {
		return document
	}
	end := len(document) - len(rest)
	for line := range bytes.Lines(rest) {
		end += len(line)
		if text := string(bytes.TrimRight(line, " \t\r\n")); text == fence || fence == "---" && text == "..." {
			return append(blank(document[:end]), document[end:]...)
		}
	}
	return document
}

// blank returns a text of blanks, with the line breaks of another.
func blank(text []byte) []byte {
	out := bytes.Repeat([]byte(" "), len(text))
	for i, b := range text {
		if b == '\n' {
			out[i] = b
		}
	}
	return out
}

// html finds the comments in a block of HTML. In the blocks of scripts, styles
// and preformatted text a comment is part of the text.
func (c *collector) html(n *ast.HTMLBlock) {
	lines := n.Lines().Sliced(0, n.Lines().Len())
	if n.HasClosure() {
		lines = append(lines, n.ClosureLine)
	}
	switch n.HTMLBlockType {
	case ast.HTMLBlockType2, ast.HTMLBlockType6, ast.HTMLBlockType7:
		c.comments(n, lines)
	}
}

// comments finds the comments at the starts of lines of a block.
func (c *collector) comments(n ast.Node, lines []text.Segment) {
	block, html := n.(*ast.HTMLBlock)
	for len(lines) > 0 {
		found, used := c.comment(n, lines)
		if found != nil && (html || found.Expression) {
			found.Raw = html && block.HTMLBlockType != ast.HTMLBlockType2
			c.items = append(c.items, Item{Comment: found, node: n})
		}
		lines = lines[used:]
	}
}

// comment reads the comment that begins the first of some lines, if there is
// one. It returns how many lines are to be passed over.
func (c *collector) comment(n ast.Node, lines []text.Segment) (*Comment, int) {
	out := &Comment{parent: n.Parent()}
	at := c.content(lines[0])
	rest := string(c.document[at:lines[0].Stop])
	out.Expression = c.syntax.MDX && strings.HasPrefix(rest, "{/*")
	if !strings.HasPrefix(rest, out.opening()) {
		return nil, c.open(lines)
	}
	rest = rest[len(out.opening()):]
	number, start := c.lineAt(lines[0].Start)
	out.Prefix = continued(string(c.document[start:at]))
	out.Start, out.Break = start, c.lineBreak(number)
	at += len(out.opening())
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			at = c.content(l)
			rest = string(c.document[at:l.Stop])
		}
		number, start = c.lineAt(l.Start)
		out.lines = append(out.lines, line{number: number, prefix: utf8.RuneCount(c.document[start:at]), source: c.source(number), start: l.Start})
		inner, behind, closed := strings.Cut(rest, out.closing())
		if closed {
			b.WriteString(inner)
			out.Text, out.Alone, out.End = b.String(), strings.TrimSpace(behind) == "", c.end(number)
			return out, i + 1
		}
		b.WriteString(strings.TrimRight(inner, "\r\n") + "\n")
	}
	return nil, len(lines)
}

// open returns how many lines there are up to the end of a comment that begins
// within the first of them, and 1 if none does or it ends there.
func (c *collector) open(lines []text.Segment) int {
	first := string(lines[0].Value(c.document))
	if i := strings.LastIndex(first, "<!--"); i < 0 || strings.Contains(first[i:], "-->") {
		return 1
	}
	for i, l := range lines[1:] {
		if bytes.Contains(l.Value(c.document), []byte("-->")) {
			return i + 2
		}
	}
	return len(lines)
}

// content returns the offset of the first character of a line that is no blank.
func (c *collector) content(l text.Segment) int {
	value := c.document[l.Start:l.Stop]
	return l.Start + len(value) - len(bytes.TrimLeft(value, " \t"))
}

// end returns the offset behind a line and its break.
func (c *collector) end(number int) int {
	if number < len(c.starts) {
		return c.starts[number]
	}
	return len(c.document)
}

// lineBreak returns the line break of a line.
func (c *collector) lineBreak(number int) string {
	if bytes.HasSuffix(c.document[:c.end(number)], []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

// continued returns what stands before the later lines of a block, given what
// stands before the first: blanks for the sign of a list's item.
func continued(prefix string) string {
	return strings.Map(func(c rune) rune {
		if c == '>' || c == '\t' {
			return c
		}
		return ' '
	}, prefix)
}
