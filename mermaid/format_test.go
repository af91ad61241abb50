package mermaid_test

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

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/mermaid"
)

// formatted formats a text, and requires that it says the same and stays so.
func formatted(t *testing.T, text string) string {
	t.Helper()
	out, err := mermaid.Format([]byte(text), "f")
	require.NoError(t, err, "%q", text)
	require.Equal(t, graphOf(t, text), graphOf(t, string(out)), "%s\nof\n%s", out, text)
	again, err := mermaid.Format(out, "f")
	require.NoError(t, err, text)
	require.Equal(t, string(out), string(again), "a second time, of\n%q", text)
	require.True(t, strings.HasSuffix(string(out), "\n") && !strings.HasSuffix(string(out), "\n\n"), "%q", out)
	return string(out)
}

func graphOf(t *testing.T, text string) *graph.Graph {
	t.Helper()
	g, err := mermaid.Read(strings.NewReader(text), "f", mermaid.ReadOptions{})
	require.NoError(t, err, text)
	return source.WithoutPlaces(g)
}

// readable returns the texts of the tables that are flowcharts.
func readable(t testing.TB) (out []string) {
	t.Helper()
	for _, text := range append(texts(), compared(t)...) {
		if _, err := mermaid.Read(strings.NewReader(text), "f", mermaid.ReadOptions{}); err == nil {
			out = append(out, text)
		}
	}
	require.Greater(t, len(out), 700)
	return out
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

func TestFormatReadable(t *testing.T) {
	t.Parallel()
	for _, text := range readable(t) {
		formatted(t, text)
		if !strings.Contains(text, "\r") {
			require.Equal(t, formatted(t, text), formatted(t, strings.ReplaceAll(text, "\n", "\r\n")))
		}
	}
}

// What Write writes is in the one way.
func TestFormatWritten(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("..", "testdata", "golden", "*.mmd"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, string(data), formatted(t, string(data)))
	}
	for seed := range uint64(150) {
		text := rewritten(t, graphtest.Random(seed))
		require.Equal(t, text, formatted(t, text))
	}
	for _, text := range readable(t) {
		text = rewritten(t, graphOf(t, text))
		require.Equal(t, text, formatted(t, text))
	}
}

// No comment is lost, wherever it stands, and their order stays.
func TestFormatKeepsComments(t *testing.T) {
	t.Parallel()
	for i, text := range readable(t) {
		r := rand.New(rand.NewPCG(uint64(i), 1))
		for n := range 6 {
			text = commented(t, text, fmt.Sprintf("~%d~", n), r.IntN(strings.Count(text, "\n")+2), n%2 == 0)
		}
		require.Equal(t, marks(text), marks(formatted(t, text)), text)
	}
}

// commented puts a comment or a directive before a line of a text, unless it would
// be none there.
func commented(t *testing.T, text, mark string, line int, directive bool) string {
	t.Helper()
	lines := strings.Split(text, "\n")
	comment := " %% " + mark
	if directive {
		comment = "%%{wrap: '" + mark + "'}%%"
	}
	with := strings.Join(slices.Insert(lines, line%(len(lines)+1), comment), "\n")
	g, err := mermaid.Read(strings.NewReader(with), "f", mermaid.ReadOptions{})
	if err != nil || rewritten(t, g) != rewritten(t, graphOf(t, text)) {
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
	count := 0
	for _, text := range append(compared(t), "", "sequenceDiagram\nA->>B: x", "graph TD\nA -> B\nsubgraph x\nC[", "---\ntitle: x\n", "\xFF\xFE", "graph TD\n\x00") {
		_, want := mermaid.Read(strings.NewReader(text), "f", mermaid.ReadOptions{})
		if want == nil {
			continue
		}
		count++
		out, err := mermaid.Format([]byte(text), "f")
		require.Nil(t, out)
		require.Equal(t, want, err, text)
		var problems graph.Diagnostics
		require.True(t, errors.As(err, &problems))
	}
	require.Greater(t, count, 100)
	_, err := mermaid.Format([]byte("sequenceDiagram\n"), "f")
	require.ErrorContains(t, err, "f:1:1: this is a sequence diagram; only flowcharts can be read")
	_, err = mermaid.Format([]byte("graph TD\nA -> B\n  C --> end\n"), "f")
	require.ErrorContains(t, err, "f:2:3: ")
	require.ErrorContains(t, err, "f:3:9: ")
}

// Indentation has an end, and with it how much longer a text becomes.
func TestFormatDeep(t *testing.T) {
	t.Parallel()
	text := "graph TD\n" + strings.Repeat("subgraph a\n", 300) + "A\n" + strings.Repeat("end\n", 300)
	lines := strings.Split(formatted(t, text), "\n")
	require.Len(t, lines, 603)
	require.Equal(t, strings.Repeat("  ", 32)+"A;", lines[301])
}

// wide are hostile texts, and some that only a formatter can stumble over.
func wide(n int) map[string]string {
	repeat := func(s string) string { return strings.Repeat(s, n/len(s)) }
	all := hostile(n)
	all["a chain"] = "A" + repeat(" -- x --> B")
	all["a chain on lines"] = "A" + repeat("\n-- x --> B")
	all["texts of edges"] = repeat("A-- x -->B\n")
	all["a description"] = "accDescr {" + repeat("x\n ") + "}"
	all["descriptions"] = repeat("accDescr { x }\n")
	all["carriage returns"] = repeat("A\r\n\r\n")
	all["directives on lines"] = repeat("%%{wrap}%%\n")
	all["directives in a chain"] = "A" + repeat("%%{wrap}%% --> B")
	all["closed subgraphs"] = repeat("subgraph a\nend\n")
	all["a link with a long text"] = "A -- " + repeat("x ") + "--> B"
	return all
}

// Formatting takes memory in proportion to the text. No other test runs at the same
// time, as the memory of all of them is counted.
func TestFormatInProportion(t *testing.T) { //nolint:paralleltest // see above
	const n = 20_000
	allocated := func(text string) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _ = mermaid.Format([]byte("graph TD\n"+text), "")
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	twice := wide(2 * n)
	for name, text := range wide(n) {
		once := allocated(text)
		require.LessOrEqual(t, allocated(twice[name]), 3*once+1<<16, "bytes for %q", name)
	}
}

// Anything is formatted in a time that no test notices.
func TestFormatHostile(t *testing.T) {
	t.Parallel()
	for name, text := range wide(1 << 16) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text = "graph TD\n" + text
			if _, err := mermaid.Read(strings.NewReader(text), "", mermaid.ReadOptions{}); err == nil {
				_, err = mermaid.Format([]byte(text), "")
				require.NoError(t, err)
			}
		})
	}
}

// Whatever can be read can be formatted, keeps its meaning and its comments, and is
// then as it stays.
func FuzzFormat(f *testing.F) {
	for i, text := range append(texts(), compared(f)...) {
		f.Add(text, i%7, i%2 == 0)
	}
	for i, tt := range formatCases() {
		f.Add(tt.text, i%5, i%2 == 0)
	}
	f.Fuzz(func(t *testing.T, text string, line int, directive bool) {
		if len(text) > 10_000 || line < 0 || strings.Contains(text, "~") {
			return
		}
		if _, err := mermaid.Read(strings.NewReader(text), "f", mermaid.ReadOptions{}); err != nil {
			_, err = mermaid.Format([]byte(text), "f")
			require.IsType(t, graph.Diagnostics{}, err)
			return
		}
		text = commented(t, text, "~1~", line, directive)
		if _, err := mermaid.Format([]byte(text), "f"); err != nil {
			return // to refuse is allowed; what it does not refuse is in the tables
		}
		require.Equal(t, marks(text), marks(formatted(t, text)), "%q", text)
	})
}

func BenchmarkFormat(b *testing.B) {
	text := []byte(large(100_000))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := mermaid.Format(text, "large.mmd"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFormatHostile(b *testing.B) {
	all := wide(1 << 20)
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, _ = mermaid.Format([]byte("graph TD\n"+all[name]), "")
			}
		})
	}
}
