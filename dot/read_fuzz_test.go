package dot_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/dot"
)

// agreed are the texts on which the real dot agrees: see peers/dot.
func agreed(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "peers", "dot", "testdata", "agree", "*.txt"))
	require.NoError(t, err)
	var texts []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		for part := range strings.SplitSeq("\n"+string(data), "\n=== ") {
			if _, text, ok := strings.Cut(part, "\n"); ok {
				texts = append(texts, text)
			}
		}
	}
	require.NotEmpty(t, texts)
	return texts
}

// check reads a text: what is accepted is valid, and writing it is stable.
func check(t *testing.T, text string) {
	t.Helper()
	first, second := writings(t, text)
	require.Equal(t, first, second)
}

// writings reads a text, which is an error or a valid graph, and what is written
// of that, which is read again. It returns what is written of both.
func writings(t *testing.T, text string) (first, second string) {
	t.Helper()
	g, err := dot.Read(strings.NewReader(text), "x.gv", dot.ReadOptions{MaxNodes: 5000, MaxEdges: 5000, MaxAttrs: 50_000})
	if err != nil {
		require.Nil(t, g)
		require.NotEmpty(t, err.Error())
		return "", ""
	}
	require.NoError(t, g.Validate())
	first = print(t, g)
	again, err := dot.Read(strings.NewReader(first), "y.gv", dot.ReadOptions{})
	require.NoError(t, err, first)
	return first, print(t, again)
}

func TestAgreedTexts(t *testing.T) {
	t.Parallel()
	for i, text := range agreed(t) {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			check(t, text)
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range agreed(f) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { writings(t, text) })
}

// FuzzReadStable is FuzzRead with the second writing the same as the first.
func FuzzReadStable(f *testing.F) {
	for _, text := range agreed(f) {
		f.Add(text)
	}
	f.Fuzz(check)
}
