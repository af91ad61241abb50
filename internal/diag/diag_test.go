package diag_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/diag"
)

func printed(t *testing.T, err error, opt diag.Options) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, diag.Print(&b, err, opt))
	return b.String()
}

func at(line, col int, source string) graph.Diagnostic {
	return graph.Diagnostic{Pos: graph.Pos{File: "f.yaml", Line: line, Col: col}, Message: "bad", Source: source}
}

func TestPrint(t *testing.T) {
	t.Parallel()
	unknown := graph.Diagnostic{
		Pos:     graph.Pos{File: "shop.yaml", Line: 7, Col: 14},
		Message: `unknown node "ThanosQeury"`,
		Hint:    "did you mean ThanosQuery?",
		Source:  "  - Proxy -> ThanosQeury: Routes to",
	}
	const shown = `shop.yaml:7:14: unknown node "ThanosQeury"
  7 |   - Proxy -> ThanosQeury: Routes to
    |              ^ did you mean ThanosQuery?
`
	noHint := at(12, 1, "x: y")
	const noHintShown = "f.yaml:12:1: bad\n  12 | x: y\n     | ^\n"
	for _, tt := range []struct {
		name string
		err  error
		want string
	}{
		{"none", nil, ""},
		{"plain", errors.New("no such file"), "no such file\n"},
		{"plain with line breaks", errors.New("one\ntwo\r\n\x1b[31mred"), "one two␍ ␛[31mred\n"},
		{"one", unknown, shown},
		{"several", graph.Diagnostics{unknown, noHint}, shown + noHintShown},
		{"wrapped", fmt.Errorf("reading: %w", graph.Diagnostics{unknown}), shown},
		{"joined", errors.Join(graph.Diagnostics{unknown}, errors.New("plain"), graph.Diagnostics{noHint}), shown + "plain\n" + noHintShown},
		{"two in a text", fmt.Errorf("%w while %w", errors.New("a"), errors.New("b")), "a while b\n"},
		{"no source", graph.Diagnostic{Pos: graph.Pos{File: "f", Line: 3}, Message: "bad", Hint: "try"}, "f:3: bad (try)\n"},
		{"nowhere", graph.Diagnostic{Message: "bad"}, "bad\n"},
		{"no column", graph.Diagnostic{Pos: graph.Pos{Line: 3}, Message: "bad", Hint: "try", Source: "abc"}, "3: bad\n  3 | abc\n    | try\n"},
		{"tab", at(1, 4, "\ta\tb"), "f.yaml:1:4: bad\n  1 | \ta\tb\n    | \t \t^\n"},
		{"wide", at(1, 4, "a日本x"), "f.yaml:1:4: bad\n  1 | a日本x\n    |      ^\n"},
		{"emoji", at(1, 3, "a🚀x"), "f.yaml:1:3: bad\n  1 | a🚀x\n    |    ^\n"},
		{"accent", at(1, 3, "e\u0301x"), "f.yaml:1:3: bad\n  1 | e\u0301x\n    |  ^\n"},
		{"behind the end", at(1, 9, "ab"), "f.yaml:1:9: bad\n  1 | ab\n    |   ^\n"},
		{"escape sequence", at(1, 5, "a\x1b[2Jb\x07"), "f.yaml:1:5: bad\n  1 | a␛[2Jb␇\n    |     ^\n"},
		{"C1 and bidi", at(1, 3, "\u009b\u202ex\x80"), "f.yaml:1:3: bad\n  1 | ��x�\n    |   ^\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, tt.want, printed(t, tt.err, diag.Options{}))
		})
	}
}

func TestPrintCutsLongLines(t *testing.T) {
	t.Parallel()
	line := strings.Repeat("a", 50) + "X" + strings.Repeat("b", 50)
	for _, tt := range []struct {
		col  int
		want string
	}{
		{51, "f.yaml:1:51: bad\n  1 | …aaaaaaXbbbbbbbbbbb…\n    |        ^\n"},
		{1, "f.yaml:1:1: bad\n  1 | aaaaaaaaaaaaaaaaaa…\n    | ^\n"},
		{101, "f.yaml:1:101: bad\n  1 | …bbbbbbbbbbbbbbbbbb\n    |                   ^\n"},
	} {
		require.Equal(t, tt.want, printed(t, at(1, tt.col, line), diag.Options{Width: 20}))
	}
	wide := strings.Repeat("日", 40)
	require.Equal(t, "f.yaml:1:21: bad\n  1 | …日日日日日日日日日…\n    |        ^\n", printed(t, at(1, 21, wide), diag.Options{Width: 20}))
	require.Equal(t, "f.yaml:1:1: bad\n  1 | "+strings.Repeat("a", 100)+"\n    | ^\n",
		printed(t, at(1, 1, strings.Repeat("a", 100)), diag.Options{}), "the default width is 100")
}

func TestPrintColor(t *testing.T) {
	t.Parallel()
	d := at(1, 2, "ab")
	d.Hint = "try"
	require.Equal(t, "\x1b[1mf.yaml:1:2:\x1b[0m \x1b[1;31mbad\x1b[0m\n"+
		"\x1b[2m  1 |\x1b[0m ab\n"+
		"\x1b[2m    |\x1b[0m  \x1b[1;31m^\x1b[0m \x1b[36mtry\x1b[0m\n", printed(t, d, diag.Options{Color: true}))
}

func TestPrintReturnsWriteErrors(t *testing.T) {
	t.Parallel()
	require.ErrorIs(t, diag.Print(failing{}, errors.New("x"), diag.Options{}), os.ErrClosed)
	require.NoError(t, diag.Print(failing{}, nil, diag.Options{}), "nothing to write")
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, os.ErrClosed }

// No text, wherever it stands, reaches the terminal as a control character.
func FuzzPrint(f *testing.F) {
	f.Add("f", "m", "h", "source", 3)
	f.Add("\x1b]0;x\x07", "\u009b31m", "\r\n", "\u202e\x00\xff", 2)
	f.Fuzz(func(t *testing.T, file, message, hint, source string, col int) {
		d := graph.Diagnostic{Pos: graph.Pos{File: file, Line: 1, Col: col}, Message: message, Hint: hint, Source: source}
		for _, r := range printed(t, d, diag.Options{Width: 30}) {
			require.False(t, unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r), "%q", r)
		}
	})
}

func Example() {
	err := graph.Diagnostics{{
		Pos:     graph.Pos{File: "shop.yaml", Line: 7, Col: 14},
		Message: `unknown node "ThanosQeury"`,
		Hint:    "did you mean ThanosQuery?",
		Source:  "  - Proxy -> ThanosQeury: Routes to",
	}}
	if err := diag.Print(os.Stdout, err, diag.Options{}); err != nil {
		panic(err)
	}
	// Output:
	// shop.yaml:7:14: unknown node "ThanosQeury"
	//   7 |   - Proxy -> ThanosQeury: Routes to
	//     |              ^ did you mean ThanosQuery?
}
