package font_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/render/internal/font"
)

func regular(t testing.TB) *font.Face {
	t.Helper()
	f, err := font.Regular()
	require.NoError(t, err)
	return f
}

// The widths of Helvetica in its AFM file, in thousandths of an em.
func TestWidthIsHelveticas(t *testing.T) {
	t.Parallel()
	f := regular(t)
	for text, thousandths := range map[string]float64{
		"": 0, "A": 667, "i": 222, "W": 944, " ": 278, "AW": 667 + 944, "é": 556, "0": 556,
	} {
		require.InDelta(t, thousandths/1000*14, f.Width(text, 14), 0.05, text)
	}
	b, err := font.Bold()
	require.NoError(t, err)
	require.InDelta(t, 7.22, b.Width("A", 10), 0.01)
}

func TestMarksTakeNoRoom(t *testing.T) {
	t.Parallel()
	f := regular(t)
	require.Equal(t, f.Width("a", 10), f.Width("a\u200d", 10))
	require.Equal(t, f.Width("日", 10), f.Width("日\u20dd", 10))
	require.Positive(t, f.Width("日", 10))
}

func TestWrap(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text  string
		width float64
		want  []string
	}{
		"short":          {"one line", 200, []string{"one line"}},
		"empty":          {"", 200, []string{""}},
		"own breaks":     {"a\n\nb\n", 200, []string{"a", "", "b", ""}},
		"inner spaces":   {"a  b", 200, []string{"a  b"}},
		"leading spaces": {"  a", 200, []string{"  a"}},
		"tab":            {"a\tb", 200, []string{"a    b"}},
		"balanced":       {"aaa bbb ccc ddd", 75, []string{"aaa bbb", "ccc ddd"}},
		"camel":          {"LoadBalancerController", 100, []string{"LoadBalancer", "Controller"}},
		"path":           {"registry/team/image", 90, []string{"registry/team/", "image"}},
		"too narrow":     {"abc", 1, []string{"a", "b", "c"}},
		"joined":         {"👩‍👩‍👧👩‍👩‍👧", 1, []string{"👩‍👩‍👧", "👩‍👩‍👧"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, regular(t).Wrap(c.text, 14, c.width))
		})
	}
}

func TestWrapKeepsTheTextAndTheWidth(t *testing.T) {
	t.Parallel()
	f := regular(t)
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	for _, text := range append(graphtest.Texts(), strings.Repeat("lorem ipsum ", 900)) {
		lines := f.Wrap(text, 14, 120)
		require.Equal(t, squeeze(text), squeeze(strings.Join(lines, "")), "%q", text)
		require.LessOrEqual(t, f.Widest(lines, 14), 120.01, "%q", text)
	}
}
