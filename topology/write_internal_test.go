package topology

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
)

// What is written is as the schema says.
func TestSchemaAgreesWithWrite(t *testing.T) {
	t.Parallel()
	s := schema(t)
	graphs := []*graph.Graph{new(graph.Graph), LoadBalancer(), graphtest.Services(50)}
	for seed := range uint64(60) {
		graphs = append(graphs, graphtest.Random(seed))
	}
	for _, family := range graphtest.Families() {
		graphs = append(graphs, family(1))
	}
	for i, g := range graphs {
		var b bytes.Buffer
		require.NoError(t, Write(&b, g, WriteOptions{}))
		require.NoError(t, evaluate(s, b.String()), "%d: %s", i, b.String())
	}
}

func TestScalars(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, block, flow string }{
		{"HTTP Request", `HTTP Request`, `HTTP Request`},
		{"", `""`, `""`},
		{"a, b", `a, b`, `"a, b"`},
		{"what?", `what?`, `"what?"`},
		{"a: b", `"a: b"`, `"a: b"`},
		{"a:b#c", `a:b#c`, `a:b#c`},
		{"#f9f", `"#f9f"`, `"#f9f"`},
		{"it's", `it's`, `it's`},
		{"'tis", `"'tis"`, `"'tis"`},
		{`"so" it's`, `'"so" it''s'`, `'"so" it''s'`},
		{`C:\x`, `C:\x`, `C:\x`},
		{`[C:\x`, `'[C:\x'`, `'[C:\x'`},
		{"a\n\"b\"\\", `"a\n\"b\"\\"`, `"a\n\"b\"\\"`},
		{"a\u00a0\ufeff\U000E0001", `"a\u00A0\uFEFF\U000E0001"`, `"a\u00A0\uFEFF\U000E0001"`},
		{"👩\u200d🚀", "👩\u200d🚀", "👩\u200d🚀"},
		{"Null", `"Null"`, `"Null"`}, {"nullable", `nullable`, `nullable`}, {"y", `"y"`, `"y"`}, {"~x", `"~x"`, `"~x"`},
		{"8080", `"8080"`, `"8080"`}, {"1e5", `"1e5"`, `"1e5"`}, {"0x1F", `"0x1F"`, `"0x1F"`}, {"1_000", `"1_000"`, `"1_000"`}, {"089", `"089"`, `"089"`},
		{"1:30", `"1:30"`, `"1:30"`}, {"2026-11-23", `"2026-11-23"`, `"2026-11-23"`}, {"-1", `"-1"`, `"-1"`}, {".5", `".5"`, `".5"`},
		{"10.0.0.1", `10.0.0.1`, `10.0.0.1`}, {"3 pods", `3 pods`, `3 pods`}, {"v1.2", `v1.2`, `v1.2`}, {"1.2.3", `1.2.3`, `1.2.3`},
	} {
		require.Equal(t, tt.block, quoteBlock(tt.text), tt.text)
		require.Equal(t, tt.flow, quoteFlow(tt.text), tt.text)
	}
}

// Without quotes a text is a text to the YAML library as well, and the same.
func TestPlainScalarsAreTexts(t *testing.T) {
	t.Parallel()
	texts := append(graphtest.IDs(), "12:30:45", "1:2.5", "0b1", "0o7", "0X1f", "1__0", "+.inf", ".INF", ".Nan", "-.inf", "2026-1-2", "2026-01-02T10:00:00Z", "0", "00", "1.", "1.e3", "5E-3", "<<", "=", "TRUE", "NO", "Off", "!x", "a:{b")
	for _, text := range texts {
		var inMap map[string]any
		require.NoError(t, yaml.Unmarshal([]byte("k: "+quoteBlock(text)), &inMap), text)
		require.Equal(t, map[string]any{"k": text}, inMap)
		require.NoError(t, yaml.Unmarshal([]byte("{"+quoteFlow(text)+": "+quoteFlow(text)+", z: "+quoteFlow(text)+"}"), &inMap), text)
		require.Equal(t, text, inMap[text])
	}
}

func TestFold(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"", []string{""}},
		{"aa bb cc", []string{"aa bb", "cc"}},
		{"aa bbb cc", []string{"aa", "bbb", "cc"}},
		{"aaaaaaaa b", []string{"aaaaaaaa", "b"}},
		{"aaaaaaaaa", []string{"aaaaaaaaa"}},
		{"a  b  c d", []string{"a  b  c", "d"}},
		{"ää öö üü", []string{"ää öö", "üü"}},
	} {
		require.Equal(t, tt.want, fold(tt.text, 5), tt.text)
	}
}

func TestLineBreaksInLabels(t *testing.T) {
	t.Parallel()
	for label, want := range map[string]string{
		"a\nb": "a<br>b", "\na\n\n": "<br>a<br><br>", "a \nb": "a \nb", "a\n b": "a\n b", "a\\\nb": "a\\\nb",
		"a<br>b": `a\<br>b`, `\<br / >`: `\\<br / >`, "<br\n<BR>": "<br<br><BR>", "x <br>\ny": `x \<br><br>y`,
	} {
		line := yamlText{text: label, label: true}.line()
		require.Equal(t, want, line)
		require.Equal(t, label, breakLines(line))
	}
}

// No line is longer than it has to be.
func TestWidth(t *testing.T) {
	t.Parallel()
	g := graphtest.Families()["hub"](0)
	var b bytes.Buffer
	require.NoError(t, Write(&b, g, WriteOptions{}))
	longest := 0
	for line := range strings.Lines(b.String()) {
		longest = max(longest, utf8.RuneCountInString(strings.TrimSuffix(line, "\n")))
	}
	require.LessOrEqual(t, longest, maxWidth)
	require.Greater(t, longest, maxWidth-5)
}
