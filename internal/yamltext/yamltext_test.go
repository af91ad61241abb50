package yamltext_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/internal/yamltext"
)

func TestParse(t *testing.T) {
	t.Parallel()
	docs, err := yamltext.Parse(strings.NewReader("a: 1\n---\n- b\n"))
	require.NoError(t, err)
	require.Len(t, docs, 2)
	require.Equal(t, 3, docs[1].Content[0].Line)

	docs, err = yamltext.Parse(strings.NewReader("a: 1\n---\nb: 'x\n"))
	require.Error(t, err)
	require.Len(t, docs, 1, "what comes before the mistake")
}

// TestVeil has a text with characters that the parser would count as line
// breaks.
func TestVeil(t *testing.T) {
	t.Parallel()
	const text = "a: \"x\u0085y\u2028z\u2029\"\nb: 1\n"
	veiled := yamltext.Veil(text)
	require.Equal(t, text, yamltext.Unveil(veiled))
	require.Equal(t, "plain", yamltext.Veil("plain"))
	require.Equal(t, "plain", yamltext.Unveil("plain"))

	docs, err := yamltext.Parse(strings.NewReader(veiled))
	require.NoError(t, err)
	root := docs[0].Content[0]
	require.Equal(t, "x\u0085y\u2028z\u2029", yamltext.Unveil(root.Content[1].Value))
	require.Equal(t, 2, root.Content[2].Line)
}

func TestExplain(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct{ at, message, hint string }{
		"a:\n\tb: 1\n":           {"2:1", "a tab in the indentation", "indent with spaces"},
		"a: b: c\n":              {"1:5", `a text with ": " in it needs quotes`, `put quotes around it: "b: c"`},
		"a: 'b\nc: d\n":          {"1:4", "the quote that begins here is not closed", ""},
		"a: [b\nc: d\n":          {"1:4", `the [ that begins here is not closed, or a "," is missing in it`, ""},
		"a: \"b\" c\n":           {"1:8", "there is text after a closing quote", yamltext.QuoteWhole},
		"a:\n    b: 1\n  c: 2\n": {"3:3", "this indentation is none of those above", ""},
		"a: \"\\q\"\n":           {"1:5", `\q is no escape in double quotes`, `write \\ for a backslash, or use single quotes`},
	} {
		_, err := yamltext.Parse(strings.NewReader(text))
		require.Error(t, err, text)
		f := source.New("", 0, text)
		m := yamltext.Explain(f, text, err)
		require.Equal(t, want.message, m.Message)
		require.Equal(t, want.hint, m.Hint)
		require.Equal(t, want.at, f.At(m.At).String())
		require.True(t, m.Certain)
	}
}
