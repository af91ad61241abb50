package topology_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/topology"
)

// formatted formats a file that has nothing wrong, and fails unless it means the
// same, stays the same the next time, and has one line break at its end.
func formatted(t require.TestingT, text string) string {
	before, err := topology.ReadAll(topology.Source{Name: "f", Data: []byte(text)})
	require.NoError(t, err, text)
	out, err := topology.Format([]byte(text), "f")
	require.NoError(t, err, text)
	after, err := topology.ReadAll(topology.Source{Name: "f", Data: out})
	require.NoError(t, err, string(out))
	requireSame(t, before, after, string(out))
	again, err := topology.Format(out, "f")
	require.NoError(t, err, string(out))
	require.Equal(t, string(out), string(again), text)
	require.True(t, strings.HasSuffix(string(out), "\n") && !strings.Contains(string(out), "\r"), text)
	return string(out)
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

// What Write writes is in the one way already.
func TestFormatWritten(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		text := written(t, graphtest.Random(seed))
		require.Equal(t, text, formatted(t, text))
	}
	for name, family := range graphtest.Families() {
		for seed := range uint64(3) {
			text := written(t, family(seed))
			require.Equal(t, text, formatted(t, text), name)
		}
	}
}

// files returns the topology files of the repository.
func files(t testing.TB) []string {
	var out []string
	for _, pattern := range []string{"../testdata/topology/*.yaml", "examples/*.yaml", "testdata/*.yaml", "../docs/gallery/*.yaml"} {
		paths, err := filepath.Glob(pattern)
		require.NoError(t, err)
		for _, path := range paths {
			data, err := os.ReadFile(path)
			require.NoError(t, err)
			out = append(out, string(data))
		}
	}
	require.Greater(t, len(out), 8)
	return append(out, everything)
}

func TestFormatFiles(t *testing.T) {
	t.Parallel()
	for _, text := range files(t) {
		formatted(t, text)
		crlf := strings.ReplaceAll(text, "\n", "\r\n")
		require.Equal(t, formatted(t, text), formatted(t, crlf))
	}
}

// The ready-made topologies are in the one way.
func TestFormatExamples(t *testing.T) {
	t.Parallel()
	for _, name := range topology.Examples() {
		data, err := topology.Example(name)
		require.NoError(t, err)
		require.Equal(t, string(data), formatted(t, string(data)))
	}
}

// commented puts a comment into a file, at the end of a line or on a line of its
// own. It returns false where that changes the meaning: it is no comment then.
func commented(text, comment string, line, indent int, own bool) (string, bool) {
	lines := strings.Split(text, "\n")
	line %= len(lines)
	if own {
		lines = slices.Insert(lines, line, strings.Repeat(" ", indent)+comment)
	} else {
		lines[line] += strings.Repeat(" ", 1+indent) + comment
	}
	before, err := topology.ReadAll(topology.Source{Name: "f", Data: []byte(text)})
	if err != nil {
		return text, false
	}
	out := strings.Join(lines, "\n")
	after, err := topology.ReadAll(topology.Source{Name: "f", Data: []byte(out)})
	if err != nil || !same(before, after) {
		return text, false
	}
	return out, true
}

func same(a, b *graph.Graph) bool {
	return reflect.DeepEqual(source.WithoutPlaces(a), source.WithoutPlaces(b))
}

// No comment is lost, wherever it stands.
func TestFormatKeepsComments(t *testing.T) {
	t.Parallel()
	texts := append(files(t), oddFiles()...)
	for seed := range uint64(8) {
		texts = append(texts, written(t, graphtest.Random(seed)))
	}
	for i, text := range texts {
		if len(text) > 6_000 {
			continue
		}
		r := rand.New(rand.NewPCG(uint64(i), 7))
		var comments []string
		for n := range 25 {
			comment := fmt.Sprintf("#%d-%d:", i, n)
			with, ok := commented(text, comment, r.IntN(strings.Count(text, "\n")+1), r.IntN(7), n%2 == 0)
			if ok {
				text = with
				comments = append(comments, comment)
			}
		}
		require.NotEmpty(t, comments, text)
		out := formatted(t, text)
		for _, c := range comments {
			require.Equal(t, 1, strings.Count(out, c), "%s in\n%s\nof\n%s", c, out, text)
		}
	}
}

// A file with mistakes is an error with their places.
func TestFormatMistakes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, want string }{
		{"nodes: {A: {kindd: x}}\n", "f:1:13: a node has no key \"kindd\""},
		{"nodes:\n  A: {label: a: b}\n", "f:2:15: a text with \": \" in it needs quotes"},
		{"flows:\n  - A > B\n  - C -> D\n", "f:2:7: \">\" is no arrow here"},
		{"title: a\n---\ntitle: b\nnodes: {A: }\n", "f:3:1: \"title\" is given twice, first at f:1:1"},
		{"a: \xff", "f:1:4: the byte 0xFF is not UTF-8"},
		{"- A -> B\n", "f:1:1: a topology is a mapping"},
	} {
		out, err := topology.Format([]byte(tt.text), "f")
		var ds graph.Diagnostics
		require.ErrorAs(t, err, &ds, tt.text)
		require.Contains(t, err.Error(), tt.want)
		require.Nil(t, out)
	}
}

// What another file may declare is no mistake.
func TestFormatPart(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"nodes: {A: {in: elsewhere, class: hot}}\nclasses: {cold: }\nflows: [A -> B]\n": "nodes:\n  A: {in: elsewhere, class: hot}\nclasses:\n  cold:\nflows:\n  - A -> B\n",
		"classes: {a: {fill: red}}": "classes:\n  a: {fill: red}\n",
		"# nothing yet\n":           "# nothing yet\n",
		"":                          "",
	} {
		out, err := topology.Format([]byte(text), "f")
		require.NoError(t, err, text)
		require.Equal(t, want, string(out))
	}
}

// Whatever is no mistake can be formatted, keeps its meaning and its comments, and
// is then as it stays.
func FuzzFormat(f *testing.F) {
	for _, text := range append(files(f), oddFiles()...) {
		f.Add(text, 3, 2, true)
		f.Add(text, 8, 0, false)
	}
	for _, tt := range formatCases() {
		f.Add(tt.text, 2, 4, true)
	}
	f.Fuzz(func(t *testing.T, text string, line, indent int, own bool) {
		if len(text) > 10_000 || line < 0 || indent < 0 || indent > 20 || strings.Contains(text, "#~") {
			return
		}
		if _, err := topology.ReadAll(topology.Source{Name: "f", Data: []byte(text)}); err != nil {
			var ds graph.Diagnostics
			if _, err := topology.Format([]byte(text), "f"); err != nil {
				require.ErrorAs(t, err, &ds)
			}
			return
		}
		with, ok := commented(text, "#~", line, indent, own)
		require.Equal(t, ok, strings.Contains(formatted(t, with), "#~"), with)
	})
}
