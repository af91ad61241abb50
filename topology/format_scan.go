package topology

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/internal/yamltext"
)

// span is a part of a text, from one offset to before another.
type span struct{ from, to int }

// comment is a comment with its sign, from there to the end of the line.
type comment struct {
	span
	text string
	// line is the line it is in, and col its column, both from 1.
	line, col int
	// own says that there is nothing before it on its line, and aligned that there
	// is more space than it takes.
	own, aligned bool
}

// scan knows where everything is in the text of a file: the parser tells where a
// value begins, but neither where it ends nor which comment is where.
type scan struct {
	*file
	docs []*yaml.Node
	// spans are where values are, with anchors and, of what is in brackets, with
	// these.
	spans map[*yaml.Node]span
	// open is where the text of a value begins: behind its anchor.
	open map[*yaml.Node]int
	// scalars are texts, which are skipped in the search for comments.
	scalars []span

	comments []comment
	// marks are where documents begin with "---", and directives those before.
	marks      []int
	directives []span
	// blocks are the lines of literal and folded texts, their header first and the
	// others without their indentation.
	blocks map[*yaml.Node][]string
	// next is the first comment that is at no place yet, and blank the last line
	// above which a blank one was seen.
	next, blank int
}

func newScan(f *file, docs []*yaml.Node) *scan {
	s := &scan{file: f, docs: docs, spans: make(map[*yaml.Node]span), open: make(map[*yaml.Node]int), blocks: make(map[*yaml.Node][]string)}
	end := 0
	for _, doc := range docs {
		end = s.walk(doc.Content[0], -1, end)
	}
	at := 0
	for _, v := range append(s.scalars, span{len(f.Text), len(f.Text)}) {
		s.gap(at, v.from)
		at = v.to
	}
	return s
}

// texts returns the comments in alphabetical order.
func (s *scan) texts() []string {
	var out []string
	for _, c := range s.comments {
		out = append(out, c.text)
	}
	slices.Sort(out)
	return out
}

// walk finds where a value is, the indentation around it being so many spaces and
// what is before it ending at an offset. It returns where the value ends.
func (s *scan) walk(n *yaml.Node, indent, before int) (end int) {
	from := s.Offset(s.place(n))
	open := s.skip(from)
	end = open
	switch {
	case n.Kind == yaml.AliasNode:
		end = open + len("*") + len(n.Value)
	case n.Kind == yaml.ScalarNode && n.Style == 0 && n.Value == "":
		from, open, end = s.nothing(n, from, before)
	case n.Kind == yaml.ScalarNode:
		end = s.scalar(n, open, indent)
	default:
		indent = s.indentOf(n, indent)
		for _, c := range n.Content {
			end = s.walk(c, indent, end)
		}
		if s.bracketed(n, open) {
			end = s.closing(n, max(end, open+1)) + 1
		}
	}
	s.spans[n] = span{from, end}
	s.open[n] = open
	return end
}

// nothing returns where a value is that is not written: at its anchor, or else
// directly behind what is before it. The parser puts it anywhere.
func (s *scan) nothing(n *yaml.Node, at, before int) (from, open, end int) {
	if n.Anchor == "" {
		return before, before, before
	}
	end = min(at+len("&")+len(n.Anchor), len(s.Text))
	return at, end, end
}

// skip returns where the text of a value begins, behind its anchor and what may
// follow on that: space and comments.
func (s *scan) skip(at int) int {
	for ; at < len(s.Text); at++ {
		switch s.Text[at] {
		case ' ', '\t', '\r', '\n':
		case '&', '!':
			for at+1 < len(s.Text) && strings.IndexByte(" \t\r\n,]}", s.Text[at+1]) < 0 {
				at++
			}
		case '#':
			at = s.lineEnd(s.LineAt(at)) - 1
		default:
			return at
		}
	}
	return at
}

// bracketed reports whether a list or a mapping has brackets: a pair in a list
// may be a mapping without.
func (s *scan) bracketed(n *yaml.Node, open int) bool {
	return n.Style&yaml.FlowStyle != 0 && open < len(s.Text) && strings.IndexByte("[{", s.Text[open]) >= 0
}

// closing returns the first bracket from an offset on that closes a value.
func (s *scan) closing(n *yaml.Node, at int) int {
	sign := byte(']')
	if n.Kind == yaml.MappingNode {
		sign = '}'
	}
	for ; at < len(s.Text)-1 && s.Text[at] != sign; at++ {
		if s.Text[at] == '#' {
			at = s.lineEnd(s.LineAt(at)) - 1
		}
	}
	return at
}

// indentOf returns how far a list or a mapping is indented. One in brackets is
// as what it is in.
func (s *scan) indentOf(n *yaml.Node, around int) int {
	if n.Style&yaml.FlowStyle != 0 || len(n.Content) == 0 {
		return around
	}
	if n.Anchor == "" {
		return n.Column - 1
	}
	line := s.Lines[max(n.Content[0].Line, 1)-1]
	return len(s.Text[line:]) - len(strings.TrimLeft(s.Text[line:], " "))
}

// scalar returns where a scalar ends that begins at an offset.
func (s *scan) scalar(n *yaml.Node, at, indent int) (end int) {
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return s.block(n, at, indent)
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		end = s.quoted(at)
	default:
		end = s.plain(n.Value, at)
	}
	s.scalars = append(s.scalars, span{at, end})
	return end
}

// quoted returns where a text in quotes ends.
func (s *scan) quoted(at int) int {
	quote := s.Text[at]
	for i := at + 1; i < len(s.Text); i++ {
		switch {
		case quote == '"' && s.Text[i] == '\\':
			i++
		case s.Text[i] != quote:
		case quote == '\'' && strings.HasPrefix(s.Text[i+1:], "'"):
			i++
		default:
			return i + 1
		}
	}
	return len(s.Text)
}

// plain returns where a text without quotes ends. White space alone may differ
// from its value.
func (s *scan) plain(value string, at int) int {
	for _, c := range value {
		if strings.ContainsRune(" \t\n", c) {
			continue
		}
		at += len(s.Text[at:]) - len(strings.TrimLeft(s.Text[at:], " \t\r\n"))
		at = min(at+utf8.RuneLen(c), len(s.Text))
	}
	return at
}

// lineEnd returns where a line ends, without its break.
func (s *scan) lineEnd(number int) int {
	start := s.Lines[number-1]
	end := len(s.Text)
	if number < len(s.Lines) {
		end = s.Lines[number]
	}
	return start + len(strings.TrimRight(s.Text[start:end], "\r\n"))
}

// gap looks at what is between two texts: comments and the marks of documents.
func (s *scan) gap(from, to int) {
	for at := from; at < to; at++ {
		start := at == 0 || s.Text[at-1] == '\n' || s.Text[at-1] == '\r'
		switch {
		case s.Text[at] == '#':
			at = s.comment(at)
		case start && strings.HasPrefix(s.Text[at:to], "---"):
			s.marks = append(s.marks, at)
			at += len("--")
		case start && s.Text[at] == '%':
			line := s.Text[at:s.lineEnd(s.LineAt(at))]
			name, _, _ := strings.Cut(line, "#")
			s.directives = append(s.directives, span{at, at + len(name)})
			at += len(name) - 1
		}
	}
}

func (s *scan) comment(at int) (end int) {
	line := s.LineAt(at)
	end = s.lineEnd(line)
	before := s.Text[s.Lines[line-1]:at]
	s.comments = append(s.comments, comment{
		span: span{at, end},
		text: yamltext.Unveil(strings.TrimRightFunc(s.Text[at:end], unicode.IsSpace)),
		line: line,
		col:  utf8.RuneCountInString(before) + 1,
		own:  strings.TrimSpace(before) == "",

		aligned: strings.HasSuffix(before, "  "),
	})
	return end
}
