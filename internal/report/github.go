package report

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/internal/diag"
)

// writeGitHub writes a workflow command for each finding, which GitHub Actions
// shows beside the line; see
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
// Hint and related places are part of its message.
func writeGitHub(b *bytes.Buffer, r Report, _ TextOptions) error {
	for _, f := range r.Findings {
		lines := []string{f.whole()}
		for _, rel := range f.Related {
			lines = append(lines, rel.line())
		}
		b.WriteString("::" + f.command())
		sep := " "
		for _, p := range f.properties() {
			if p.value != "" {
				b.WriteString(sep + p.name + "=" + escaped(p.value, ":,"))
				sep = ","
			}
		}
		b.WriteString("::" + escaped(strings.Join(lines, "\n"), "") + "\n")
	}
	return nil
}

// command returns GitHub's word for a severity.
func (f Finding) command() string {
	if f.Severity == Note {
		return "notice"
	}
	return string(f.Severity)
}

type property struct{ name, value string }

func (f Finding) properties() []property {
	return []property{
		{"file", slashed(f.Pos.File)},
		{"line", number(f.Pos.Line)},
		{"col", number(f.Pos.Col)},
		{"title", f.Code},
	}
}

// number returns a line or column, or nothing if it is not known.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// escaped returns a text as a workflow command holds it: percent signs and line
// breaks in hexadecimal, as well as all of some more characters, and nothing in
// it that the terminal of a log would obey.
func escaped(s, more string) string {
	var b strings.Builder
	for _, c := range s {
		switch {
		case c == '%' || c == '\r' || c == '\n' || strings.ContainsRune(more, c):
			fmt.Fprintf(&b, "%%%02X", c)
		case c == '\t':
			b.WriteByte(' ')
		default:
			b.WriteString(diag.Visible(c))
		}
	}
	return b.String()
}
