package report_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/report"
)

// Whatever texts hold, each stays in its place: JSON is valid and says the same,
// a finding is one workflow command, and no control character comes out.
func FuzzWrite(f *testing.F) {
	f.Add("K101", "error", "m", "h", "f.yaml", "source", "Service a/b", 3, 4)
	f.Add("K:,%", "note", "a\r\n::error::b", "%0A", "a,line=1::\x1b", "\x1b]0;x\x07", "\u009b31m", 0, -1)
	f.Add("\xff", "\"", "\u202e\u2028", "{0} [a](b)", "/a/../b\\c:d", "\U000E0041", "\x00", -5, 1<<40)
	f.Fuzz(func(t *testing.T, code, severity, message, hint, file, source, object string, line, col int) {
		pos := graph.Pos{File: file, Line: line, Col: col}
		r := report.Report{
			Version: object,
			Rules:   []report.Rule{{Code: code, Title: message, Help: hint, Severity: report.Severity(severity), URL: file}},
			Findings: []report.Finding{
				{
					Code: code, Severity: report.Severity(severity), Message: message, Hint: hint, Pos: pos, Source: source, Object: object,
					Related: []report.Related{{Pos: pos, Message: hint}},
				},
				{Code: message, Message: code, Pos: graph.Pos{File: object}},
			},
		}
		for _, format := range report.Formats() {
			text := written(t, format, r)
			require.Equal(t, text, written(t, format, r), "the same bytes")
			requireTame(t, text)
			switch format {
			case "json":
				requireMessage(t, text, message)
			case "sarif":
				require.True(t, json.Valid([]byte(text)))
			case "github":
				requireCommands(t, text, len(r.Findings))
			}
		}
	})
}

// requireTame holds that a text has no character that a terminal would obey, and
// ends in one newline.
func requireTame(t *testing.T, text string) {
	t.Helper()
	require.True(t, utf8.ValidString(text))
	for _, c := range text {
		require.False(t, unicode.IsControl(c) && c != '\n' && c != '\t' || unicode.Is(unicode.Bidi_Control, c), "%q in %q", c, text)
	}
	require.True(t, strings.HasSuffix(text, "\n") && !strings.HasSuffix(text, "\n\n"), "%q", text)
}

func requireMessage(t *testing.T, text, message string) {
	t.Helper()
	var got struct{ Findings []struct{ Message string } }
	require.NoError(t, json.Unmarshal([]byte(text), &got))
	require.Len(t, got.Findings, 2)
	require.Contains(t, []string{got.Findings[0].Message, got.Findings[1].Message}, string([]rune(message)))
}

func requireCommands(t *testing.T, text string, n int) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	require.Len(t, lines, n)
	for _, line := range lines {
		require.Regexp(t, `^::(error|warning|notice)( (file|line|col|title)=[^:,]+(,(line|col|title)=[^:,]+)*)?::`, line)
	}
}
