package manifest_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

func TestSyntax(t *testing.T) {
	t.Parallel()
	const helm = ` (this is a template: give topodraw what "helm template" prints)`
	for name, tt := range map[string]struct {
		text, want, source string
	}{
		"tab":      {"a:\n\tb: 1\n", "2:1: a tab in the indentation (indent with spaces)", "\tb: 1"},
		"quote":    {"a: 1\nb: \"x\nc: 2\n", "2:4: the quote that begins here is not closed", "b: \"x"},
		"colon":    {"a: b: c\n", `1:5: a text with ": " in it needs quotes (put quotes around it: "b: c")`, "a: b: c"},
		"template": {"a: 1\n{{- if .Values.x }}\nb: 2\n{{- end }}\n", "2:1: this is not YAML" + helm, "{{- if .Values.x }}"},
		"in text":  {"a: {{ .Values.a }}{{ .Values.b }}\n", "1:19: this is not YAML" + helm, "a: {{ .Values.a }}{{ .Values.b }}"},
		"alert":    {"a: '{{ $x }}'\nb: \"x\n", "2:4: the quote that begins here is not closed", "b: \"x"},
		"JSON":     {"{\"a\": 1,\n \"b\": [1 2}\n", "2:10: this is not JSON: invalid character '2' after array element", ` "b": [1 2}`},
		"anchor":   {"a: *b\n", "1:4: there is no anchor &b above (put quotes around a text that begins with *)", "a: *b"},
		"circle":   {"a: &a\n  b: *a\n", "2:6: the alias stands for a value that it is in itself", "  b: *a"},
		"UTF-8":    {"a: \"\xE9\"\n", "1:5: the byte 0xE9 is not UTF-8 (save the file as UTF-8)", "a: \"\uFFFD\""},
		"NUL":      {"a: \x00\n", "1:4: a NUL byte: this is not a text file in UTF-8 (save the file as UTF-8)", "a: \uFFFD"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const before = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n---\n"
			set := read(tt.text)
			require.Equal(t, []string{"syntax!: " + tt.want}, problems(set))
			require.Equal(t, tt.source, set.Problems[0].Source)
			require.Nil(t, set.Problems[0].Object)

			if name == "NUL" {
				return // not even a text
			}
			set = read(before + tt.text + "---\n" + strings.Replace(before, "name: a", "name: b", 1))
			require.Equal(t, []string{"Service /a f.yaml:1", "Service /b f.yaml:" + strconv.Itoa(6+strings.Count(tt.text, "\n"))}, outline(set))
			require.Len(t, set.Problems, 1)
			at, _, _ := strings.Cut(tt.want, ":")
			require.Equal(t, 4+int(at[0]-'0'), set.Problems[0].Pos.Line)
			require.Equal(t, tt.source, set.Problems[0].Source)
		})
	}
}

// TestLineBreaks has characters that YAML 1.1 breaks lines at and editors do
// not.
func TestLineBreaks(t *testing.T) {
	t.Parallel()
	set := read("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations: {x: \"1\u20282\u0085\"}\ndata:\n  b: \"c\"\n")
	require.Empty(t, problems(set))
	require.Equal(t, "1\u20282\u0085", set.Objects[0].Meta.Annotations["x"])
	require.Equal(t, 7, set.Objects[0].At("data", "b").Line)
}

func TestLimits(t *testing.T) {
	t.Parallel()
	bomb := "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := range 9 {
		from, to := "a"+string(rune('0'+i)), "a"+string(rune('1'+i))
		bomb += to + ": &" + to + " [" + strings.Repeat("*"+from+", ", 9) + "*" + from + "]\n"
	}
	deep := "apiVersion: v1\nkind: X\nspec: " + strings.Repeat("[", 600) + strings.Repeat("]", 600) + "\n"
	deepJSON := `{"apiVersion": "v1", "kind": "X", "spec": ` + strings.Repeat("[", 600) + strings.Repeat("]", 600) + "}\n"
	for name, tt := range map[string]struct {
		text string
		opts manifest.Options
		want string
	}{
		"bomb":         {bomb, manifest.Options{}, "the aliases stand for more than 1000000 values"},
		"aliases":      {"a: &a [1, 2]\nb: *a\nc: *a\n", manifest.Options{MaxAliased: 5}, "the aliases stand for more than 5 values"},
		"depth":        {deep, manifest.Options{}, "lists and mappings are nested deeper than 500"},
		"depth, JSON":  {deepJSON, manifest.Options{}, "lists and mappings are nested deeper than 500"},
		"depth, alias": {"a: &a [[1]]\nb: &b [[*a]]\n", manifest.Options{MaxDepth: 4}, "lists and mappings are nested deeper than 4"},
		"size":         {strings.Repeat("#", 3<<20), manifest.Options{MaxSize: 2 << 20}, "the file is larger than 2 MiB"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			set := manifest.Read([]manifest.Source{{Name: "f", Path: "f", Data: []byte(tt.text)}}, tt.opts)
			require.Empty(t, set.Objects)
			require.Len(t, set.Problems, 1)
			require.Equal(t, tt.want, set.Problems[0].Message)
			require.Equal(t, manifest.Error, set.Problems[0].Severity)
		})
	}
	require.Empty(t, manifest.Read([]manifest.Source{{Data: []byte("a: &a [1, 2]\nb: *a\n")}}, manifest.Options{MaxAliased: 3}).Problems)
}

func TestManyProblems(t *testing.T) {
	t.Parallel()
	text := "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n"
	for i := range 250 {
		text += "  odd" + strings.Repeat("x", i) + ": 1\n"
	}
	set := read(text + "  type: {}\n")
	require.Len(t, set.Problems, 101)
	last := set.Problems[100]
	require.Equal(t, "and 151 more problems in this document", last.Message)
	require.Equal(t, 105, last.Pos.Line)
	require.Equal(t, manifest.Error, last.Severity, "one of them is")
}

func TestDetect(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("- apiVersion: v1\n  kind: Pod\n", 5000)
	for text, want := range map[string]bool{
		"":                                                    false,
		"apiVersion: v1\nkind: Service\n":                     true,
		"kind: Service\r\napiVersion: v1\r\n":                 true,
		"\uFEFFapiVersion: v1\nkind: Service":                 true,
		"'apiVersion': v1\n\"kind\": Service\n":               true,
		"# x\n%YAML 1.1\n---\napiVersion: v1\nkind: X\n":      true,
		"  apiVersion: v1\n  kind: X\n":                       true,
		"a: 1\n---\napiVersion: v1\nkind: X\n":                true,
		"apiVersion: v1\n---\nkind: X\n":                      false,
		"apiVersion: v2\nname: chart\n":                       false,
		"nodes:\n  apiVersion: a\n  kind: b\n":                false,
		"title: x\nflows:\n- A -> B\n":                        false,
		"flowchart TB\n  A --> B\n":                           false,
		"digraph { a -> b }":                                  false,
		`{"kind": "Pod", "apiVersion": "v1"}`:                 true,
		"{kind: Pod, apiVersion: v1}":                         true,
		"---\n{\n\t\"kind\": \"Pod\", \"apiVersion\": \"v1\"": true,
		`{"nodes": [{"kind": "Pod", "apiVersion": "v1"}]}`:    false,
		`{"x": "\"kind\":", "apiVersion": "v1"}`:              false,
		"apiVersion: v1\nitems:\n" + long + "kind: List\n":    true,
		"version: v1\nitems:\n" + long:                        false,
		"apiVersion: v1\nitems:\n- kind: Pod\n":               false,
	} {
		require.Equal(t, want, manifest.Detect([]byte(text)), "%.60q", text)
	}
}
