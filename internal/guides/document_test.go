package guides_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// root is that of the repository, and docs the folder of the guides.
const (
	root = "../.."
	docs = root + "/docs"
)

// guides are the documents in which every code block is run, written, or compared:
//
//   - one in the language console has commands, after a $, and what they print;
//   - one in the language sh has commands that succeed;
//   - one after the comment <!-- file NAME --> is a file that the reader writes;
//   - one after <!-- result NAME --> is what a file is then;
//   - one after <!-- elsewhere --> needs what is not here, such as the network or
//     another program: its commands of topodraw exist, with their flags;
//   - one after <!-- go --> is the body of a function in the tests.
//
// The blocks are taken in their order, in a folder of their own. What stands in code
// in a line of text has to exist as well.
func guides() []string {
	return []string{"start", "mermaid", "from-mermaid-cli", "from-diagrams", "from-kubediagrams"}
}

// part is a part of a document: a code block, a comment of one line, or a line of
// its text.
type part struct {
	// text is all of it, with the fences of a block.
	text string
	// block tells that this is a code block, which has a language and a body.
	block          bool
	language, body string
	// comment is what stands in a comment.
	comment string
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash(path))
	require.NoError(t, err)
	return string(text)
}

// parts cuts a document. Put together, their texts are the document again.
func parts(t *testing.T, document string) []part {
	t.Helper()
	var out []part
	open, fence := -1, ""
	for line := range strings.Lines(document) {
		switch marks := regexp.MustCompile("^(`{3,})(\\w*)\n$").FindStringSubmatch(line); {
		case open >= 0 && closes(line, fence):
			out[open].text += line
			open = -1
		case open >= 0:
			out[open].text += line
			out[open].body += line
		case marks != nil:
			open, fence = len(out), marks[1]
			out = append(out, part{text: line, block: true, language: marks[2]})
		default:
			out = append(out, part{text: line, comment: comment(line)})
		}
	}
	require.Negative(t, open, "a code block has no end")
	return out
}

// closes tells whether a line ends a code block, as CommonMark has it: with no
// fewer marks, and up to three blanks before them.
func closes(line, fence string) bool {
	marks := strings.TrimSpace(line)
	indent := len(line) - len(strings.TrimLeft(line, " "))
	return indent <= 3 && len(marks) >= len(fence) && strings.Trim(marks, "`") == ""
}

func comment(line string) string {
	inner, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "<!-- ")
	inner, ends := strings.CutSuffix(inner, " -->")
	if !ok || !ends {
		return ""
	}
	return inner
}

// with returns a block with another body.
func (p part) with(body string) part {
	first, rest, _ := strings.Cut(p.text, "\n")
	last := strings.TrimPrefix(rest, p.body)
	p.text, p.body = first+"\n"+body+last, body
	return p
}

func join(parts []part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.text)
	}
	return b.String()
}
