package dot_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/dot"
	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/internal/source"
)

// formatted formats a text, and requires that it says the same and stays so.
func formatted(t *testing.T, text string) string {
	t.Helper()
	out, err := dot.Format([]byte(text), "f")
	require.NoError(t, err, text)
	require.Equal(t, unplaced(t, text), unplaced(t, string(out)), "%s\nof\n%s", out, text)
	again, err := dot.Format(out, "f")
	require.NoError(t, err, text)
	require.Equal(t, string(out), string(again), "a second time, of\n%s", text)
	require.True(t, strings.HasSuffix(string(out), "}\n") || strings.HasSuffix(string(out), "\n") && !strings.HasSuffix(string(out), "\n\n"), text)
	require.NotContains(t, string(out), "\n\n\n\n", text)
	return string(out)
}

// unplaced reads a text, and forgets where everything is.
func unplaced(t *testing.T, text string) *graph.Graph {
	t.Helper()
	g, err := dot.Read(strings.NewReader(text), "f", dot.ReadOptions{})
	require.NoError(t, err, text)
	return source.WithoutPlaces(g)
}

func TestFormat(t *testing.T) {
	t.Parallel()
	for _, tt := range formatCases() {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, tt.want, formatted(t, tt.text))
		})
	}
}

func TestFormatAgreedTexts(t *testing.T) {
	t.Parallel()
	count := 0
	for _, text := range agreed(t) {
		if _, err := dot.Read(strings.NewReader(text), "f", dot.ReadOptions{}); err == nil {
			count++
			formatted(t, text)
			if !strings.Contains(text, "\r") {
				formatted(t, strings.ReplaceAll(text, "\n", "\r\n"))
			}
		}
	}
	require.Greater(t, count, 250)
}

// What Write writes is in the one way.
func TestFormatWritten(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("..", "testdata", "golden", "*.dot"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, string(data), formatted(t, string(data)))
	}
	for seed := range uint64(150) {
		text := print(t, graphtest.Random(seed))
		require.Equal(t, text, formatted(t, text))
	}
	for _, text := range agreed(t) {
		if g, err := dot.Read(strings.NewReader(text), "f", dot.ReadOptions{}); err == nil {
			text = print(t, g)
			require.Equal(t, text, formatted(t, text))
		}
	}
}

// No comment is lost, wherever it stands, and their order stays.
func TestFormatKeepsComments(t *testing.T) {
	t.Parallel()
	for i, text := range agreed(t) {
		if _, err := dot.Read(strings.NewReader(text), "f", dot.ReadOptions{}); err != nil || len(text) > 3000 {
			continue
		}
		r := rand.New(rand.NewPCG(uint64(i), 1))
		for n := range 12 {
			text = commented(t, text, fmt.Sprintf("~%d~", n), r.IntN(len(text)+1), n%4)
		}
		require.Equal(t, marks(text), marks(formatted(t, text)), text)
	}
}

// commented puts a comment into a text, unless it would be none there.
func commented(t *testing.T, text, mark string, at, form int) string {
	t.Helper()
	with := text[:at] + []string{"/*" + mark + "*/", "//" + mark + "\n", "\n  #" + mark + "\n", "\n/*\n" + mark + "*/ "}[form] + text[at:]
	g, err := dot.Read(strings.NewReader(with), "f", dot.ReadOptions{})
	if err != nil || print(t, g) != print(t, unplaced(t, text)) {
		return text
	}
	return with
}

// marks returns the marks of comments in a text, in their order.
func marks(text string) (found []string) {
	for part := range strings.SplitSeq(text, "~") {
		if part != "" && strings.Trim(part, "0123456789") == "" {
			found = append(found, part)
		}
	}
	return found
}

// Texts with mistakes are errors, as Read has them.
func TestFormatMistakes(t *testing.T) {
	t.Parallel()
	for _, text := range append(agreed(t), "", "digraph {", "graph { a -> b\n c -> d }", "digraph { a } b", "digraph { \"x }", "digraph { a [b] /* }", "\xFF\xFE", "digraph { \x00 }") {
		_, want := dot.Read(strings.NewReader(text), "f", dot.ReadOptions{})
		if want == nil {
			continue
		}
		out, err := dot.Format([]byte(text), "f")
		require.Nil(t, out)
		require.Equal(t, want, err, text)
		var problems graph.Diagnostics
		require.True(t, errors.As(err, &problems))
	}
	_, err := dot.Format([]byte("digraph {\n  a -- b\n  c [d]\n}\n"), "f")
	require.ErrorContains(t, err, `f:2:5: edges of a digraph are written "->", not "--"`)
	require.ErrorContains(t, err, `f:3:7: expected "=" and a value behind the attribute "d" instead of "]"`)
}

// Indentation has an end, and with it how much longer a text becomes.
func TestFormatDeep(t *testing.T) {
	t.Parallel()
	text := "digraph " + strings.Repeat("{\n", 300) + "a" + strings.Repeat("}", 300)
	lines := strings.Split(formatted(t, text), "\n")
	require.Len(t, lines, 602)
	require.Equal(t, strings.Repeat("  ", 32)+"a;", lines[300])
}

// Formatting takes work in proportion to the text.
func TestFormatInProportion(t *testing.T) { //nolint:paralleltest // what is counted is that of the whole process
	work := func(input string) float64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _ = dot.Format([]byte(input), "f")
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	const n = 1000
	for name, text := range wide() {
		few, many := work(text(n)), work(text(4*n))
		require.Less(t, many, 6*few+1<<20, name)
	}
}

// wide are hostile texts, and some that only a formatter can stumble over.
func wide() map[string]func(n int) string {
	all := hostile()
	all["comments behind"] = func(n int) string { return "digraph{" + strings.Repeat("a//b\n", n) + "}" }
	all["lists of several lines"] = func(n int) string { return "digraph{a" + strings.Repeat("[b=c\n]", n) + "}" }
	all["long list of several lines"] = func(n int) string { return "digraph{a[" + strings.Repeat("b=c\n", n) + "]}" }
	all["blank lines"] = func(n int) string { return "digraph{" + strings.Repeat("\r\n", n) + "}" }
	all["nested on a line"] = func(n int) string {
		return "digraph" + strings.Repeat("{", 400) + strings.Repeat("a;", n) + strings.Repeat("}", 400)
	}
	all["nested before a cluster"] = func(n int) string {
		return "digraph" + strings.Repeat("{", 400) + strings.Repeat("a;", n) + "subgraph cluster{}" + strings.Repeat("}", 400)
	}
	return all
}

func TestFormatHostile(t *testing.T) {
	t.Parallel()
	for name, text := range wide() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := dot.Read(strings.NewReader(text(1500)), "f", dot.ReadOptions{}); err == nil {
				formatted(t, text(1500))
			}
		})
	}
}

// Whatever can be read can be formatted, keeps its meaning and its comments, and is
// then as it stays.
func FuzzFormat(f *testing.F) {
	for i, text := range agreed(f) {
		f.Add(text, i*7, i%4)
	}
	for i, tt := range formatCases() {
		f.Add(tt.text, i*11, i%4)
	}
	f.Fuzz(func(t *testing.T, text string, at, form int) {
		if len(text) > 10_000 || at < 0 || at > len(text) || form < 0 || form > 3 || strings.Contains(text, "~") {
			return
		}
		g, err := dot.Read(strings.NewReader(text), "f", dot.ReadOptions{MaxNodes: 5000, MaxEdges: 5000, MaxAttrs: 50_000})
		if err != nil {
			if _, err = dot.Format([]byte(text), "f"); err != nil {
				require.IsType(t, graph.Diagnostics{}, err)
			}
			return
		}
		require.NoError(t, g.Validate())
		text = commented(t, text, "~1~", at, form)
		if _, err := dot.Format([]byte(text), "f"); err != nil {
			return // to refuse is allowed; what it does not refuse is in the tables
		}
		require.Equal(t, marks(text), marks(formatted(t, text)), text)
	})
}

func BenchmarkFormat(b *testing.B) {
	text := []byte(large(100_000))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := dot.Format(text, "large.gv")
		require.NoError(b, err)
	}
}

func BenchmarkFormatHostile(b *testing.B) {
	all := wide()
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		text := []byte(all[name](200_000))
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, _ = dot.Format(text, "f")
			}
		})
	}
}
