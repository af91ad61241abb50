package roundtrip_test

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// table returns the texts of a language's table of agreement, by their names: in
// each file, every text begins behind a line "=== name". If the name ends in
// "(escaped)", the lines of the text are Go strings, to be joined.
func table(t *testing.T, language string) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "..", "peers", language, "testdata", "agree", "*.txt"))
	require.NoError(t, err)
	out := make(map[string]string)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		for part := range strings.SplitSeq("\n"+string(data), "\n=== ") {
			name, text, _ := strings.Cut(part, "\n")
			if strings.HasSuffix(name, "(escaped)") {
				text = joined(t, text)
			}
			if strings.TrimSpace(text) != "" {
				out[filepath.Base(path)+": "+name] = text
			}
		}
	}
	return out
}

func joined(t *testing.T, lines string) string {
	t.Helper()
	var b strings.Builder
	for line := range strings.Lines(strings.TrimSpace(lines)) {
		part, err := strconv.Unquote(strings.TrimSpace(line))
		require.NoError(t, err, line)
		b.WriteString(part)
	}
	return b.String()
}

// eachAccepted calls a function with the texts of a table that are accepted.
func eachAccepted(t *testing.T, f format, language string, check func(t *testing.T, text string)) {
	t.Helper()
	accepted := 0
	for name, text := range table(t, language) {
		if _, err := f.read(strings.NewReader(text), name); err != nil {
			continue
		}
		accepted++
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, text)
		})
	}
	require.Greater(t, accepted, 100)
}

func TestMermaidTableThroughYAML(t *testing.T) {
	t.Parallel()
	eachAccepted(t, mermaidFormat(), "mermaid", func(t *testing.T, text string) {
		requireThrough(t, mermaidFormat(), yamlFormat(), text)
	})
}

func TestMermaidTableThroughDOT(t *testing.T) {
	t.Parallel()
	eachAccepted(t, mermaidFormat(), "mermaid", func(t *testing.T, text string) {
		g := mermaidFormat().graph(t, text)
		if slices.ContainsFunc(ids(g), func(id string) bool { return strings.HasPrefix(id, "%") }) {
			return // Graphviz keeps such names for itself
		}
		back := dotFormat().through(t, g)
		require.Equal(t, look(t, g), look(t, back), dotFormat().text(t, g))
		again := mermaidFormat().through(t, back)
		require.Equal(t, look(t, mermaidFormat().through(t, g)), look(t, again), mermaidFormat().text(t, back))
	})
}

func TestDOTTableThroughYAML(t *testing.T) {
	t.Parallel()
	eachAccepted(t, dotFormat(), "dot", func(t *testing.T, text string) {
		requireThrough(t, dotFormat(), yamlFormat(), text)
	})
}
