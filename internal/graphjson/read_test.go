package graphjson_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphjson"
)

func ExampleRead() {
	text := `{"nodes": [{"id": "web"}], "edges": [{"from": "web", "to": "wbe"}]}`
	_, err := graphjson.Read(strings.NewReader(text), "shop.json")
	fmt.Println(err)
	// Output: shop.json:1:47: edge "web" to "wbe": there is no node or group "wbe"
}

func TestReadPositions(t *testing.T) {
	t.Parallel()
	text := "\ufeff{\r\n \"classes\": {\"c\": {}},\n \"nodes\": [\n  {\"label\": \"é\", \"id\": \"a\"}],\n" +
		" \"groups\": [{\"id\":\"g\"}],\n \"edges\": [{\"to\": \"g\", \"from\": \"a\"}]}"
	g, err := graphjson.Read(strings.NewReader(text), "f")
	require.NoError(t, err)
	at := func(line, col int) graph.Pos { return graph.Pos{File: "f", Line: line, Col: col} }
	require.Equal(t, at(1, 1), g.Pos)
	require.Equal(t, at(2, 14), g.Class("c").Pos)
	require.Equal(t, at(4, 24), g.Node("a").Pos)
	require.Equal(t, at(5, 19), g.Group("g").Pos)
	require.Equal(t, at(6, 32), g.Edges()[0].Pos)
	require.NotNil(t, g.Node("a").To(g.Node("a"), ""), "a node knows its graph")
}

func TestReadText(t *testing.T) {
	t.Parallel()
	g, err := graphjson.Read(strings.NewReader(`{"title":"\"\\\/\n\t\u00e9\ud83d\ude80é🚀<&>","nodes":[]}`), "")
	require.NoError(t, err)
	require.Equal(t, "\"\\/\n\té🚀é🚀<&>", g.Title)
}

func TestReadIgnoresGeometry(t *testing.T) {
	t.Parallel()
	g, err := graphjson.Read(strings.NewReader(
		`{"size": [1, 2.5e3], "nodes": [{"id":"a","box":{"x":[1,[-2,true,null]]}}],
		"edges": [{"from":"a","to":"a","path":[[0,0],[1,1]],"labelBox":"\u0041"}],
		"groups":[{"id":"g","box":[]}]}`), "")
	require.NoError(t, err)
	require.Equal(t, 1, len(g.Nodes()))
	require.Equal(t, "a", g.Edges()[0].To)
}

func TestReadProblems(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"nothing":        {"", []string{`f: there is nothing in the file (a graph without anything is {"nodes": []})`}},
		"blank":          {" \n ", []string{`f: there is nothing in the file (a graph without anything is {"nodes": []})`}},
		"a list":         {`[]`, []string{`f:1:1: expected an object, not a list`}},
		"no JSON":        {`hello`, []string{`f:1:1: "hello" is not a value of JSON`}},
		"unknown field":  {`{"nodes":[{"id":"a","lable":"x"}]}`, []string{`f:1:21: a node has no field "lable" (did you mean "label"?)`}},
		"unknown, far":   {`{"nodes":[],"xyzzy":1}`, []string{`f:1:13: a graph has no field "xyzzy"`}},
		"case matters":   {`{"Nodes":[]}`, []string{`f:1:2: a graph has no field "Nodes" (did you mean "nodes"?)`}},
		"field twice":    {"{\"title\":\"a\",\n\"title\":\"b\"}", []string{`f:2:1: the key "title" is here twice, first in line 1`}},
		"attr twice":     {`{"attrs":{"a":"1","a":"1"}}`, []string{`f:1:19: the key "a" is here twice, first in line 1`}},
		"class twice":    {`{"classes":{"a":{},"a":{}}}`, []string{`f:1:20: the key "a" is here twice, first in line 1`}},
		"id twice":       {"{\"nodes\":[{\"id\":\"a\"},\n{\"id\":\"a\"}]}", []string{`f:2:7: the id "a" is used twice, first at f:1:17`}},
		"shared id":      {`{"nodes":[{"id":"a"}],"groups":[{"id":"a"}]}`, []string{`f:1:39: the id "a" is used twice, first at f:1:17`}},
		"text is number": {`{"title":1}`, []string{`f:1:10: expected a text, not a number`}},
		"text is null":   {`{"title":null}`, []string{`f:1:10: expected a text, not null`}},
		"attr is bool":   {`{"attrs":{"a":true}}`, []string{`f:1:15: expected a text, not true`}},
		"list is object": {`{"nodes":{}}`, []string{`f:1:10: expected a list, not an object`}},
		"object is list": {`{"nodes":[[]]}`, []string{`f:1:11: expected an object, not a list`}},
		"number is text": {`{"classes":{"c":{"strokeWidth":"2"}}}`, []string{`f:1:32: expected a number, not a text`}},
		"huge number":    {`{"classes":{"c":{"strokeWidth":1e999}}}`, []string{`f:1:32: the number is too large`, `f:1:13: class "c": a stroke width is 0 to 100 px, not +Inf`}},
		"shape":          {`{"nodes":[{"id":"a","shape":"cluod"}]}`, []string{`f:1:29: "cluod" is not a shape (did you mean "cloud"?)`}},
		"direction":      {`{"direction":"sideways"}`, []string{`f:1:14: "sideways" is not a direction (one of down, up, right, left)`}},
		"colour":         {`{"nodes":[{"id":"a","style":{"fill":"rgb(1)"}}]}`, []string{`f:1:17: node "a": "rgb(1)" is not a colour: write #rgb, #rrggbb or a CSS colour name`}},
		"node, no id":    {`{"nodes":[{}, {"id":""}]}`, []string{`f:1:11: a node needs an "id"`, `f:1:15: a node needs an "id"`}},
		"group, no id":   {`{"groups":[{"label":"x"}]}`, []string{`f:1:12: a group needs an "id"`}},
		"edge, no ends":  {`{"edges":[{}]}`, []string{`f:1:11: an edge needs "from"`, `f:1:11: an edge needs "to"`}},
		"id is number":   {`{"nodes":[{"id":1}]}`, []string{`f:1:17: expected a text, not a number`}},
		"trailing":       {"{}\n{}", []string{`f:2:1: the graph ends before this`}},
		"NUL after":      {"{}\x00", []string{`f:1:3: the graph ends before this`}},
		"cut off":        {"{\"nodes\":[{\"id\":\"a\"},", []string{`f:1:22: expected a value, not the end of the file`}},
		"cut in object":  {`{"size":{`, []string{`f:1:10: expected a key in double quotes, not the end of the file`}},
		"cut in text":    {`{"title":"a`, []string{`f:1:10: the text that starts here has no end`}},
		"cut in escape":  {`{"title":"a\`, []string{`f:1:12: after a backslash comes one of "\/bfnrtu (a backslash itself is \\)`}},
		"no colon":       {`{"title" "a"}`, []string{`f:1:10: expected ":" after the key "title", not a text`}},
		"no comma":       {`{"a":1 "b":2}`, []string{`f:1:2: a graph has no field "a"`, `f:1:8: expected "," or "}", not a text`}},
		"comma too many": {`{"nodes":[],}`, []string{`f:1:12: JSON has no comma before '}'`}},
		"bare key":       {`{nodes:[]}`, []string{`f:1:2: expected a key in double quotes, not 'n'`}},
		"single quotes":  {`{"title":'a'}`, []string{`f:1:10: "'a'" is not a value of JSON`}},
		"bad number":     {`{"size":[01]}`, []string{`f:1:10: "01" is not a value of JSON`}},
		"NaN":            {`{"size":NaN}`, []string{`f:1:9: "NaN" is not a value of JSON`}},
		"bad escape":     {`{"title":"é\x"}`, []string{`f:1:12: after a backslash comes one of "\/bfnrtu (a backslash itself is \\)`}},
		"half a pair":    {`{"title":"\ud83dx"}`, []string{`f:1:11: \u takes four hexadecimal digits, and a character beyond U+FFFF takes two of them`}},
		"bad hex":        {`{"title":"\u12g4"}`, []string{`f:1:11: \u takes four hexadecimal digits, and a character beyond U+FFFF takes two of them`}},
		"line in text":   {"{\"title\":\"a\nb\"}", []string{`f:1:12: a text cannot hold the control character U+000A as it is (write \n for a line break)`}},
		"control":        {`{"title":"\u0007"}`, []string{`f:1:1: the title: a text has the control character U+0007`}},
		"not UTF-8":      {"{\"title\":\"\xff\"}", []string{`f:1:10: the text is not UTF-8`}},
		"too deep":       {`{"size":` + strings.Repeat("[", 200), []string{`f:1:108: this is nested more than 100 deep`}},
		"all at once": {
			"{\"title\": 5,\n\"nodes\": [{\"id\":\"a\",\"shap\":\"x\"}],\n\"edges\":[{\"from\":\"a\",\"to\":\"b\",\"line\":\"bold\"}]}",
			[]string{
				`f:1:11: expected a text, not a number`,
				`f:2:21: a node has no field "shap" (did you mean "shape"?)`,
				`f:3:18: edge "a" to "b": there is no node or group "b"`,
				`f:3:38: "bold" is not a line (one of solid, dashed, dotted, thick, invisible)`,
			},
		},
		"syntax hides the rest, not what was before": {
			"{\"nodes\": [{\"id\":1}],\n\"edges\":[{\"from\":\"a\" \"to\":\"b\"}]}",
			[]string{`f:1:18: expected a text, not a number`, `f:2:22: expected "," or "}", not a text`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := graphjson.Read(strings.NewReader(tt.text), "f")
			var ds graph.Diagnostics
			require.ErrorAs(t, err, &ds)
			got := make([]string, len(ds))
			for i, d := range ds {
				got[i] = d.Error()
			}
			require.ElementsMatch(t, tt.want, got)
			lines := strings.Split(tt.text, "\n")
			for _, d := range ds {
				if d.Pos.Line > 0 {
					require.Equal(t, lines[d.Pos.Line-1], d.Source)
				}
			}
		})
	}
}

func TestReadLimits(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ text, want string }{
		"size": {`{"title":"` + strings.Repeat("x", graphjson.MaxSize) + `"}`, "f: the file is larger than 64 MiB"},
		"elements": {
			`{"classes":{` + manyClasses(graphjson.MaxElements/2) + `"last":{}},"groups":[` + strings.Repeat(`{"id":"a"},`, graphjson.MaxElements/2),
			"the graph has more than 1000000 elements",
		},
		"problems": {`{"nodes":[` + strings.Repeat("5,", 1_000_000), "there are more problems, these are the first 100"},
		"invalid":  {`{"nodes":[{"id":"a"}` + strings.Repeat(`,{"id":"a"}`, 1000) + `]}`, "there are more problems, these are the first 100"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			_, err := graphjson.Read(strings.NewReader(tt.text), "f")
			var ds graph.Diagnostics
			require.ErrorAs(t, err, &ds)
			require.LessOrEqual(t, len(ds), graphjson.MaxProblems+1)
			require.Contains(t, ds[len(ds)-1].Error(), tt.want)
			require.Less(t, time.Since(start), time.Minute)
		})
	}
}

func manyClasses(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `"%d":{},`, i)
	}
	return b.String()
}

func TestReadReturnsErrors(t *testing.T) {
	t.Parallel()
	gone := errors.New("the network is gone")
	_, err := graphjson.Read(iotest.ErrReader(gone), "f")
	require.ErrorIs(t, err, gone)
	require.NotErrorAs(t, err, new(graph.Diagnostics))
}

func TestDetect(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		`{"nodes":[]}`:                       true,
		" \n{\"title\":\"x\",\"edges\":{}}":  true,
		"\ufeff{\"nodes\" : [":               true,
		`{"title":"x","nodes":[{"id":1 oops`: true,
		`{"nodes":{"a":{}},"flows":[]}`:      false,
		`{"title":"nodes"}`:                  false,
		`{"attrs":{"edges":1}}`:              false,
		`{nodes: [a]}`:                       false,
		`["edges"]`:                          false,
		"nodes:\n  a:\n":                     false,
		"":                                   false,
		"edges":                              false,
	} {
		require.Equal(t, want, graphjson.Detect("x", []byte(text)), "%q", text)
	}
}

func TestDetectBroken(t *testing.T) {
	t.Parallel()
	broken := []byte(`{"title":"x" "nodes":[]}`)
	require.True(t, graphjson.Detect("dir/X.JSON", broken))
	require.False(t, graphjson.Detect("x.yaml", broken))
	require.False(t, graphjson.Detect("x.json", []byte(`{"nodes":{}}`)))
	require.False(t, graphjson.Detect("x.json", []byte("nodes: {}")))
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		`{"title":"x","classes":{"c":{"fill":"#fff","strokeWidth":2}},"nodes":[{"id":"a","classes":["c"],"attrs":{"k":"v"},"box":[1,2,3,4]}]}`,
		"{\"edges\":[{\"from\":\"a\",\"to\":\"b\"}],\r\n\"groups\":[{\"id\":\"\\ud83d\\ude80\"}]}", `{"a":[1,-2.5e3,true,null,"x"]}`, "\ufeff{}", `{"nodes":[{]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		graphjson.Detect("f.json", src)
		g, err := graphjson.Read(strings.NewReader(string(src)), "f")
		if err == nil {
			require.NoError(t, g.Validate())
			return
		}
		var ds graph.Diagnostics
		require.ErrorAs(t, err, &ds)
		lines := strings.Split(string(src), "\n")
		for _, d := range ds {
			require.LessOrEqual(t, d.Pos.Line, len(lines))
			if d.Pos.Line > 0 {
				require.LessOrEqual(t, d.Pos.Col, utf8.RuneCountInString(lines[d.Pos.Line-1])+1)
			}
		}
	})
}
