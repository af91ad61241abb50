//go:build peers

package mermaid_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// sample is one text of testdata/agree.
type sample struct{ file, name, text string }

// refused reports whether the sample stands among the texts that are no
// flowcharts: in a file whose name starts with "refused".
func (s sample) refused() bool { return strings.HasPrefix(s.file, "refused") }

// table returns the texts of testdata/agree. A file holds several, each under a
// line "=== name" and without the blank lines around it. What cannot be seen, such
// as a tab or a carriage return, is written under "=== name (escaped)" as Go
// strings, one a line, which are joined.
func table(t *testing.T) []sample {
	t.Helper()
	files, err := filepath.Glob("testdata/agree/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	var all []sample
	named := make(map[string]bool)
	for _, path := range files {
		b, err := os.ReadFile(path)
		require.NoError(t, err)
		for _, s := range split(t, filepath.Base(path), string(b)) {
			require.False(t, named[s.name], "%s: %q is there twice", path, s.name)
			named[s.name] = true
			all = append(all, s)
		}
	}
	return all
}

func split(t *testing.T, file, content string) []sample {
	t.Helper()
	var samples []sample
	for _, part := range strings.Split("\n"+content, "\n=== ")[1:] {
		name, text, _ := strings.Cut(part, "\n")
		text = strings.Trim(text, "\n")
		if plain, escaped := strings.CutSuffix(name, " (escaped)"); escaped {
			name, text = plain, unquote(t, name, text)
		}
		samples = append(samples, sample{file: file, name: name, text: text})
	}
	return samples
}

func unquote(t *testing.T, name, lines string) string {
	t.Helper()
	var b strings.Builder
	for line := range strings.SplitSeq(lines, "\n") {
		s, err := strconv.Unquote(line)
		require.NoError(t, err, "%s: %s", name, line)
		b.WriteString(s)
	}
	return b.String()
}

// TestTable checks the table itself: Mermaid refuses the texts of the files
// named refused, and no others, and each text is there once.
func TestTable(t *testing.T) {
	t.Parallel()
	samples := table(t)
	seen := make(map[string]string)
	texts := make([]string, len(samples))
	refused := 0
	for i, s := range samples {
		require.Empty(t, seen[s.text], "%s has the text of", s.name)
		seen[s.text] = s.name
		texts[i] = s.text
		if s.refused() {
			refused++
		}
	}
	for i, a := range ask(t, "mermaid-12", texts) {
		if refused := a.Error != ""; refused != samples[i].refused() {
			t.Errorf("%s: %s: %q", samples[i].file, samples[i].name, a.Error)
		}
	}
	require.GreaterOrEqual(t, len(samples), 420)
	require.GreaterOrEqual(t, refused, 80)
}
