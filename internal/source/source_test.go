package source_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
)

func TestPlaces(t *testing.T) {
	t.Parallel()
	f := source.New("f", 0, "ab\r\nç-\rd\n\nx")
	for _, tt := range []struct{ offset, line, col int }{
		{0, 1, 1}, {1, 1, 2}, {4, 2, 1}, {6, 2, 2}, {8, 3, 1}, {10, 4, 1}, {11, 5, 1}, {12, 5, 2},
		{6, 2, 2}, {4, 2, 1}, // back again
	} {
		at := f.At(tt.offset)
		require.Equal(t, source.Place{File: f, Line: tt.line, Col: tt.col}, at)
		require.Equal(t, tt.offset, f.Offset(at))
		require.Equal(t, graph.Pos{File: "f", Line: tt.line, Col: tt.col}, f.Pos(tt.offset))
	}
	require.Equal(t, []string{"", "ab", "ç-", "d", "", "x", ""},
		[]string{f.Line(0), f.Line(1), f.Line(2), f.Line(3), f.Line(4), f.Line(5), f.Line(6)})
}

// TestPlacesOfALine asks for places of one line to and fro.
func TestPlacesOfALine(t *testing.T) {
	t.Parallel()
	line := strings.Repeat("aé€𝒳", 50)
	f := source.New("f", 0, "first\n"+line+"\nlast")
	offsets := []int{0}
	for i := range line {
		offsets = append(offsets, i)
	}
	for i := range offsets {
		offset := offsets[i*61%len(offsets)]
		want := 1 + len([]rune(line[:offset]))
		require.Equal(t, source.Place{File: f, Line: 2, Col: want}, f.At(len("first\n")+offset))
	}
}

func TestDecode(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		data, text string
		ok         bool
		want       []string
	}{
		"plain":         {"a\n", "a\n", true, nil},
		"mark":          {"\uFEFFa", "a", true, nil},
		"UTF-16":        {"\xFF\xFEa\x00", "", false, []string{"f:1:1: the file is in UTF-16 (save the file as UTF-8)"}},
		"too large":     {strings.Repeat("x", 1<<20+1), "", false, []string{"f:1:1: the file is larger than 1 MiB"}},
		"NUL":           {"a\n\x00b", "a\n\uFFFDb", false, []string{"f:2:1: a NUL byte: this is not a text file in UTF-8 (save the file as UTF-8)"}},
		"bytes":         {"a\xE9b\xFFc", "a\uFFFDb\uFFFDc", true, []string{"f:1:2: the byte 0xE9 is not UTF-8 (save the file as UTF-8)", "f:1:4: the byte 0xFF is not UTF-8 (save the file as UTF-8)"}},
		"control":       {"a\x1Bb", "a\uFFFDb", true, []string{"f:1:2: the character U+001B cannot be in a topology"}},
		"a replacement": {"\uFFFD", "\uFFFD", true, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var p source.Problems
			f, ok := source.Decode("f", 0, []byte(tt.data), 1<<20, &p)
			require.Equal(t, tt.ok, ok)
			require.Equal(t, tt.text, f.Text)
			require.Equal(t, tt.want == nil, p.None())
			var got []string
			for _, d := range p.Sorted() {
				got = append(got, d.Error())
			}
			require.Equal(t, tt.want, got)
		})
	}
}

// Problems come in the order of their places, each once, and not all of very many.
func TestProblems(t *testing.T) {
	t.Parallel()
	var p source.Problems
	a, b := source.New("a", 0, "x\ny"), source.New("b", 1, strings.Repeat("\n", 300))
	for i := range 200 {
		p.Add(b.At(i), "", "problem")
	}
	p.Add(a.At(2), "a hint", "second %s", source.Quote("y"))
	p.Add(a.At(2), "a hint", "second %s", source.Quote("y"))
	p.Add(source.Place{}, "", "first")
	ds := p.Sorted()
	require.Len(t, ds, source.MaxProblems+1)
	require.Equal(t, "first", ds[0].Error())
	require.Equal(t, graph.Diagnostic{Pos: graph.Pos{File: "a", Line: 2, Col: 1}, Message: `second "y"`, Hint: "a hint", Source: "y"}, ds[1])
	require.Equal(t, "b:99:1: and 102 more problems from here on", ds[source.MaxProblems].Error())
}

func TestQuote(t *testing.T) {
	t.Parallel()
	require.Equal(t, `"a\nb"`, source.Quote("a\nb"))
	require.Equal(t, `"`+strings.Repeat("ä", source.MaxQuoted)+`"…`, source.Quote(strings.Repeat("ä", 61)))
	require.Equal(t, `"`+strings.Repeat("ä", source.MaxQuoted)+`"`, source.Quote(strings.Repeat("ä", 60)))
}
