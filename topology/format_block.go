package topology

import (
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/internal/yamltext"
)

// block keeps the lines of a literal or folded text and returns where it ends: at
// the first line that is not indented as its first (YAML 1.2.2, section 8.1).
func (s *scan) block(n *yaml.Node, at, indent int) (end int) {
	header := s.Text[at : at+len(s.Text[at:])-len(strings.TrimLeft(s.Text[at:], "|>+-0123456789"))]
	end = at + len(header)
	s.scalars = append(s.scalars, span{at, end})
	first := s.LineAt(at) + 1
	want := s.blockIndent(header, first, indent)
	lines := []string{""}
	kept := len(lines)
	for number := first; number <= len(s.Lines); number++ {
		line := s.Text[s.Lines[number-1]:s.lineEnd(number)]
		spaces := indentationOf(line)
		if spaces < want && spaces < len(line) {
			break
		}
		lines = append(lines, yamltext.Unveil(line[min(want, len(line)):]))
		broken := number < len(s.Lines) // not the end of the file
		if len(line) > want || strings.Contains(header, "+") && broken {
			kept, end = len(lines), s.lineEnd(number)
		}
	}
	if kept > 1 {
		s.scalars = append(s.scalars, span{s.Lines[first-1], end})
	}
	lines[0] = blockHeader(header, end < len(s.Text))
	s.blocks[n] = lines[:kept]
	return end
}

// blockHeader returns the header of a block text that is indented by one step. One
// that ends with the file, without a line break, has none in its value either.
func blockHeader(header string, broken bool) string {
	out := header[:1]
	if strings.ContainsAny(header, "123456789") {
		out += string(rune('0' + indentStep))
	}
	if !broken {
		return out + "-"
	}
	if i := strings.IndexAny(header, "+-"); i >= 0 {
		out += header[i : i+1]
	}
	return out
}

// blockIndent returns how many spaces the lines of a block text begin with: as
// many as the header says or, as libyaml has it, the most of its first line and the
// blank ones above.
func (s *scan) blockIndent(header string, first, indent int) int {
	if i := strings.IndexAny(header, "123456789"); i >= 0 {
		return max(indent, 0) + int(header[i]-'0')
	}
	want := max(indent+1, 1)
	for number := first; number <= len(s.Lines); number++ {
		line := s.Text[s.Lines[number-1]:s.lineEnd(number)]
		spaces := indentationOf(line)
		want = max(want, spaces)
		if spaces < len(line) {
			break
		}
	}
	return want
}

func indentationOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }
