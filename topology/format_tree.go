package topology

import (
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/internal/yamltext"
)

// tree is a value with the comments in it.
type tree struct {
	kind   yaml.Kind
	anchor string
	// text is that of a scalar, or the name of an alias; null says that it is the
	// word for nothing.
	text string
	null bool
	// block are the lines of a literal or folded text, its header first.
	block []string
	// entries are those of a list or a mapping, and foot is what is below them.
	entries []*entry
	foot    []string
	// braces says that it is in brackets, and lines that it takes several lines.
	braces, lines bool
	// named says that there is an anchor or an alias in it, and commented that
	// there is a comment.
	named, commented bool
}

// entry is an item of a list or a pair of a mapping.
type entry struct {
	// head are the comments above; an empty one is a blank line.
	head []string
	// key is nil for an item.
	key   *tree
	value *tree
	// line is the comment behind it, and col the column that it should be in.
	line string
	col  int
}

// document is a document of a file with what is before it.
type document struct {
	head, directives []string
	marked           bool
	root             *tree
}

// documents returns the documents of the file.
func (s *scan) documents() []*document {
	var out []*document
	unmarked := len(s.docs) - len(s.marks)
	if len(s.docs) == 0 {
		return []*document{{root: &tree{kind: yaml.ScalarNode, null: true, foot: s.below(len(s.Text), 0)}}}
	}
	for i, n := range s.docs {
		d := &document{marked: i >= unmarked}
		start, end := 0, len(s.Text)
		if d.marked {
			start = s.marks[i-unmarked]
			d.head = s.above(start)
		}
		if i+1 < len(s.docs) {
			end = s.marks[i+1-unmarked]
		}
		for len(s.directives) > 0 && s.directives[0].from < start {
			d.directives = append(d.directives, strings.TrimSpace(s.Text[s.directives[0].from:s.directives[0].to]))
			s.directives = s.directives[1:]
		}
		root := n.Content[0]
		head := s.above(s.spans[root].from)
		d.root = s.tree(root, end, 0)
		if len(d.root.entries) > 0 {
			d.root.entries[0].head = append(head, d.root.entries[0].head...)
		} else {
			d.root.foot = append(head, d.root.foot...)
		}
		d.root.foot = append(d.root.foot, s.below(end, 0)...)
		out = append(out, d)
	}
	return out
}

// before takes the next comment, if it is before an offset.
func (s *scan) before(offset int) (c comment, ok bool) {
	if s.next < len(s.comments) && s.comments[s.next].from < offset {
		s.next++
		return s.comments[s.next-1], true
	}
	return c, false
}

// above takes the comments before an offset, with a blank line where there are
// some in the text, also before the offset.
func (s *scan) above(offset int) []string {
	var out []string
	for c, ok := s.before(offset); ok; c, ok = s.before(offset) {
		out = append(s.blankAbove(out, c.line), c.text)
	}
	if offset < len(s.Text) {
		out = s.blankAbove(out, s.LineAt(offset))
	}
	return out
}

// blankAbove adds a blank line if there is one above a line of the text.
func (s *scan) blankAbove(lines []string, number int) []string {
	if number < 2 || number <= s.blank || strings.TrimSpace(s.Text[s.Lines[number-2]:s.Lines[number-1]]) != "" {
		return lines
	}
	s.blank = number
	return append(lines, "")
}

// behind takes the comments up to a limit that are on the line of a value that
// ends at an offset. The last of them is behind the entry, the others above.
func (s *scan) behind(e *entry, end, limit int) {
	line := s.LineAt(max(end-1, 0))
	for s.next < len(s.comments) && s.comments[s.next].line == line && !s.comments[s.next].own {
		c, ok := s.before(limit)
		if !ok {
			return
		}
		e.setLine(c)
	}
}

func (e *entry) setLine(c comment) {
	e.raiseLine()
	e.line, e.col = c.text, 0
	if c.aligned {
		e.col = c.col
	}
}

// raiseLine puts the comment behind an entry above it.
func (e *entry) raiseLine() {
	if e.line != "" {
		e.head = append(e.head, e.line)
	}
	e.line = ""
}

// tree returns a value. What follows on it begins at limit; what it is the value
// of is in a column.
func (s *scan) tree(n *yaml.Node, limit, around int) *tree {
	v := s.spans[n]
	t := &tree{
		kind: n.Kind, anchor: n.Anchor, text: yamltext.Unveil(n.Value),
		null:  n.Kind == yaml.ScalarNode && n.Tag == "!!null",
		named: n.Anchor != "" || n.Kind == yaml.AliasNode,
		lines: s.LineAt(s.open[n]) < s.LineAt(max(v.to-1, 0)),
	}
	switch n.Kind {
	case yaml.ScalarNode:
		t.block = s.blocks[n]
	case yaml.MappingNode, yaml.SequenceNode:
		s.entries(t, n, limit, around)
	}
	return t
}

// entries reads the entries of a list or a mapping, and what is below them.
func (s *scan) entries(t *tree, n *yaml.Node, limit, around int) {
	first := s.next
	t.braces = n.Style&yaml.FlowStyle != 0
	bracketed := s.bracketed(n, s.open[n])
	if bracketed {
		limit = s.spans[n].to - 1
	}
	step := 1
	if n.Kind == yaml.MappingNode {
		step = 2
	}
	for i := 0; i < len(n.Content); i += step {
		next := limit
		if i+step < len(n.Content) {
			next = s.spans[n.Content[i+step]].from
		}
		e := s.entry(n.Content[i:i+step], next, s.column(n, around))
		if i == 0 {
			e.head = withoutBlanks(e.head)
		}
		t.entries = append(t.entries, e)
		t.named = t.named || e.value.named || e.key != nil && e.key.named
	}
	if bracketed {
		t.foot = s.below(limit, 0)
	} else if !t.braces {
		t.foot = s.below(limit, around)
	}
	t.commented = s.next > first
}

// column returns the column that the entries of a value begin in.
func (s *scan) column(n *yaml.Node, around int) int { return s.indentOf(n, around-1) + 1 }

// below takes the comments below the entries of a value that is in a column:
// those that are further to the right.
func (s *scan) below(limit, around int) []string {
	var out []string
	for s.next < len(s.comments) && s.comments[s.next].col > around {
		c, ok := s.before(limit)
		if !ok {
			break
		}
		out = append(s.blankAbove(out, c.line), c.text)
	}
	return out
}

// entry reads an item, or a key and its value.
func (s *scan) entry(nodes []*yaml.Node, limit, col int) *entry {
	e := &entry{head: s.above(s.spans[nodes[0]].from)}
	value := nodes[len(nodes)-1]
	if len(nodes) == 2 {
		e.key = s.tree(nodes[0], limit, col)
	}
	switch {
	case len(value.Content) == 0:
		s.inside(e, s.spans[value].to)
	case s.bracketed(value, s.open[value]):
		s.inside(e, s.open[value])
	}
	if len(nodes) == 2 && len(value.Content) > 0 {
		s.behind(e, s.spans[nodes[0]].to, s.spans[value.Content[0]].from)
	}
	e.value = s.tree(value, limit, col)
	s.behind(e, s.spans[value].to, limit)
	return e
}

// inside takes the comments up to an offset in the value of an entry, or before it:
// one on a line with something is behind the entry, the others are above it.
func (s *scan) inside(e *entry, end int) {
	for c, ok := s.before(end); ok; c, ok = s.before(end) {
		e.setLine(c)
		if c.own {
			e.raiseLine()
		}
	}
}

// withoutBlanks takes blank lines from the start.
func withoutBlanks(lines []string) []string {
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	return lines
}
