package topology

import (
	"bytes"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/internal/yamltext"
)

const (
	// maxRepairs is how many YAML mistakes of one file are looked for, and
	// maxRepaired the size of a file in which more than one is: each costs
	// another pass over the file.
	maxRepairs  = 20
	maxRepaired = 256 << 10
)

// parse returns the YAML documents of a file. Where the text is no YAML, the
// mistake is reported, the lines of the item it is in are left out, and the rest
// is read for what else there is to report.
func (r *reader) parse(f *file) []*yaml.Node {
	text := f.Text
	for range maxRepairs {
		docs, err := yamltext.Parse(strings.NewReader(text))
		if err == nil {
			return docs
		}
		m := yamltext.Explain(f.File, text, err)
		if first := text == f.Text; first || m.Certain {
			r.Add(f.At(m.At), f.flowHint(m), "%s", m.Message)
		}
		from, to := f.itemAt(text, m.At)
		r.lost += text[from:to]
		if from == to || len(text) > maxRepaired {
			r.blind = true
			return docs
		}
		text = text[:from] + blank(text[from:to]) + text[to:]
	}
	r.blind = true
	return nil
}

// flowHint is the hint of a mistake, and more where it may be in a flow.
func (f *file) flowHint(m yamltext.Mistake) string {
	line := strings.TrimLeft(f.Line(f.LineAt(m.At)), " \t")
	if m.Hint == yamltext.QuoteWhole && strings.ContainsAny(strings.TrimPrefix(line, "- "), ">-=.") {
		return "put quotes around the whole flow, single ones around an id in double quotes"
	}
	return m.Hint
}

// blank keeps the line breaks of a text, and spaces for the rest.
func blank(s string) string {
	b := bytes.Repeat([]byte(" "), len(s))
	for i := range len(s) {
		if s[i] == '\n' || s[i] == '\r' {
			b[i] = s[i]
		}
	}
	return string(b)
}

// itemAt returns the lines of the item with a mistake: the line it is in, and
// those that are indented deeper. They are empty if there is nothing to leave
// out.
func (f *file) itemAt(text string, at int) (from, to int) {
	lines := f.Lines
	n := f.LineAt(min(at, max(len(text)-1, 0)))
	from, to = lines[n-1], len(text)
	indent := indentation(text[from:])
	for ; n < len(lines); n++ {
		next := text[lines[n]:]
		if blankLine := strings.TrimLeft(next, " \t") == "" || strings.IndexAny(strings.TrimLeft(next, " \t"), "\r\n") == 0; !blankLine && indentation(next) <= indent {
			to = lines[n]
			break
		}
	}
	if strings.TrimSpace(text[from:to]) == "" {
		return from, from
	}
	return from, to
}

func indentation(s string) int { return len(s) - len(strings.TrimLeft(s, " \t")) }
