package topology_test

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphjson"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/topology"
)

// written returns the file of a graph.
func written(t require.TestingT, g *graph.Graph) string {
	var b bytes.Buffer
	require.NoError(t, topology.Write(&b, g, topology.WriteOptions{}))
	return b.String()
}

// requireSame fails unless two graphs are equal in everything but positions.
func requireSame(t require.TestingT, want, got *graph.Graph, text string) {
	if reflect.DeepEqual(source.WithoutPlaces(want), source.WithoutPlaces(got)) {
		return
	}
	var a, b bytes.Buffer // easier to compare by eye
	require.NoError(t, graphjson.Write(&a, want, nil))
	require.NoError(t, graphjson.Write(&b, got, nil))
	require.Equal(t, a.String(), b.String(), text)
	require.Fail(t, "the graphs differ", text)
}

// requireRoundTrip fails unless the file of a graph gives the graph again, and
// that the same file.
func requireRoundTrip(t require.TestingT, g *graph.Graph) {
	text := written(t, g)
	require.True(t, strings.HasSuffix(text, "\n") && !strings.HasSuffix(text, "\n\n"), text)
	back, err := topology.Read(strings.NewReader(text), "t.yaml")
	require.NoError(t, err, text)
	requireSame(t, g, back, text)
	require.Equal(t, text, written(t, back))
}

func TestWriteRandom(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2000) {
		requireRoundTrip(t, graphtest.Random(seed))
	}
}

func TestWriteFamilies(t *testing.T) {
	t.Parallel()
	for name, family := range graphtest.Families() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for seed := range uint64(50) {
				requireRoundTrip(t, family(seed))
			}
		})
	}
}

// Every text that has broken a format is the same again, in every place for a
// text.
func TestWriteTexts(t *testing.T) {
	t.Parallel()
	for i, text := range hostileTexts() {
		g := graph.New(text)
		g.Description, g.Theme = text, text
		g.Attrs.Set(text, text)
		gr := g.AddGroup("g", text)
		gr.Kind, gr.Tooltip = text, text
		gr.Attrs.Set(text, text)
		only := g.AddGroup("only a label", text)
		n := gr.AddNode("n", text)
		n.Label, n.Subtitle, n.Tooltip, n.Icon = text, text, text, text
		n.Attrs.Set(text, text)
		e := n.To(only, text)
		e.ID, e.Tooltip = text, text
		e.Attrs.Set(text, text)
		n.To(n, text)
		n.To(gr, text).Line = graph.Dashed
		g.Attrs.Set("number", fmt.Sprint(i))
		requireRoundTrip(t, g)
	}
}

// The same holds of ids: of nodes that are declared and that are not, of groups,
// and in every place of a flow.
func TestWriteIDs(t *testing.T) {
	t.Parallel()
	for _, id := range append(hostileTexts(), graphtest.IDs()...) {
		if id == "" {
			continue
		}
		for _, kind := range []string{"", "pod"} {
			g := graph.New("")
			n, other := g.AddNode(id, kind), g.AddNode("other", "")
			n.To(other, "")
			other.To(n, "label")
			n.To(n, "")
			g.AddEdge("other", "other", "")
			other.To(n, "")
			n.To(other, "x").Line = graph.Invisible
			requireRoundTrip(t, g)
		}
		g := graph.New("")
		gr := g.AddGroup(id, "")
		gr.AddGroup("inner", "Inner").AddNode("n", "").To(gr, "")
		requireRoundTrip(t, g)
	}
}

// hostileTexts are what YAML, the flows or the labels could take for something
// else.
func hostileTexts() []string {
	texts := append(graphtest.Texts(),
		"", "a: b", "a:", ":a", "a #b", "a# b", "a:{b", "a: {b", "? a", "a? b", "a?", "- a", "-", "--- a", "...", "!a", "!!str", "&a", "*a", "|", ">", ">-", "@a", "`a", "%a", "{a", "}", "[a", "]", "a, b", "a,b", "a]b",
		"<<", "=", "Null", "NULL", "True", "yes", "No", "ON", "off", "y", "N", ".inf", "-.INF", ".NaN", "+1", "1_000", "0x1F", "0o17", "0b1", "017", "1.", ".5", ".", "1e-3", "12:30:45", "1:2", "2026-11-23", "2026-1-2 10:00:00 +01:00", "10.0.0.1", "10.0.0.1:80", "::1", "3 pods", "12ab",
		"external", "a -> b", "a->b", "->", "..", "==", "-->", "a --", "-- a", "a .. b", "a: -> b", "x ::", "[a] -> b", `"a"`, `a "b"`, `"`, `'a'`, "it's", `it's "so"`, `\"`, `a\"b`, `\\`, "a\\",
		"<br>", "<br/>", "<br />", "<br  / >", "a<br>b", `\<br>`, `\\<br>`, "<br", "<br <br>", "<br\n>", "<br /\n>", "<\nbr>", "a\\\n<br>", "a\\\nb", " <br> ", "a\n<br>\nb", "<BR>",
		"a\nb", "a\n", "\na", "\n", "\n\n", "a\n\nb", "a \nb", "a\n b", "  a\nb", "a\n\tb", "a\t\nb", "a\nb ", "a\n#b", "a\n--- b\nc", "a\n...\nb", "a: b\nc: d",
		" a", "a ", "  ", "a  b", "\t", "a\tb", "\u00a0", "a\u00a0", "\ufeff", "\ufeffa", "a\u2028b", "\u2029", "\ue000", "\u200d", "\ufffd", "\U0010FFFD", "é", "e\u0301",
	)
	long := strings.Repeat("a word and ", 30)
	return append(texts, long, long+"end", "a\n"+long+"end", long+"\n"+long+".", strings.Repeat("x", 300), strings.Repeat("x", 300)+" y", "x "+strings.Repeat("y", 300),
		strings.Repeat("x", 1100), strings.Repeat("x ", 700)+"x", strings.Repeat("\u00a0", 300), strings.Repeat(`"`, 600), strings.Repeat("a  b", 100), strings.Repeat("<br>", 100)+"x", strings.Repeat("日本 語", 200))
}

// What is empty and what is not there is the same to the model, and what is the
// default and said is not.
func TestWriteTellsTheDefaultFromTheEmpty(t *testing.T) {
	t.Parallel()
	for _, line := range append(graph.Lines(), "") {
		for _, head := range append(graph.Arrows(), "") {
			for _, tail := range append(graph.Arrows(), "") {
				g := graph.New("")
				e := g.AddNode("A", "").To(g.AddNode("B", ""), "l")
				e.Line, e.Head, e.Tail = line, head, tail
				requireRoundTrip(t, g)
			}
		}
	}
	for _, d := range append(graph.Directions(), "") {
		g := graph.New("")
		g.Direction = d
		g.AddGroup("g", "").Direction = d
		requireRoundTrip(t, g)
	}
	g := graph.New("")
	g.AddClass("a", graph.Style{})
	g.AddClass("b", graph.Style{StrokeWidth: 1e-7, Dash: " "})
	g.AddClass("c", graph.Style{StrokeWidth: 0.1 + 0.2, Dash: "5"})
	requireRoundTrip(t, g)
}

func TestWriteNothing(t *testing.T) {
	t.Parallel()
	require.Equal(t, "nodes: {}\n", written(t, new(graph.Graph)))
	requireRoundTrip(t, graph.New("Nothing yet"))
	g := graph.New("")
	g.AddGroup("empty", "")
	require.Equal(t, "groups:\n  empty:\n", written(t, g))
	requireRoundTrip(t, g)
}

func TestWriteInvalid(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	g.AddEdge("A", "B", "")
	var b bytes.Buffer
	var ds graph.Diagnostics
	require.ErrorAs(t, topology.Write(&b, g, topology.WriteOptions{}), &ds)
	require.Len(t, ds, 2)
	require.Zero(t, b.Len())
}

// Time grows with the size alone: quadratic time would not end here.
func TestWriteLargeTexts(t *testing.T) {
	t.Parallel()
	for _, part := range []string{"x", "ab ", "a  ", "<br", "<br ", "<br>", `\<br>`, "\n", "a\n", "a \n", `"`, `\`, "\u2028"} {
		text := strings.Repeat(part, 1<<17/len(part))
		g := graph.New("")
		g.Description = text
		n := g.AddNode("n", "")
		n.Label = text
		n.To(n, text)
		requireRoundTrip(t, g)
	}
}

// The same of many edges that join each other, or nearly.
func TestWriteManyEdges(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	for i := range 5_000 {
		g.AddNode(fmt.Sprint("n", i), "")
	}
	nodes := g.Nodes()
	for i := range nodes[1:] {
		nodes[0].To(nodes[i+1], "fan")
		nodes[i].To(nodes[i+1], "")
	}
	for i := range nodes[1:] {
		nodes[0].To(nodes[i+1], "")
	}
	for i := range nodes[1:] {
		nodes[i].To(nodes[i+1], "")
	}
	for range nodes {
		nodes[0].To(nodes[1], "").Line = graph.Thick
	}
	requireRoundTrip(t, g)
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestWriteReturnsWriteErrors(t *testing.T) {
	t.Parallel()
	require.EqualError(t, topology.Write(failing{}, topology.NodePort(), topology.WriteOptions{}), "full")
}

func TestWriteWarnsOfLimits(t *testing.T) {
	t.Parallel()
	var got []string
	opt := topology.WriteOptions{Warn: func(d graph.Diagnostic) { got = append(got, d.Error()) }}
	g := graph.New("")
	into := ""
	for i := range topology.MaxDepth + 1 {
		gr := g.AddGroup(fmt.Sprintf("g%d", i), "")
		gr.Parent, into = into, gr.ID
	}
	var b bytes.Buffer
	require.NoError(t, topology.Write(&b, g, opt))
	require.Equal(t, []string{"the file has groups that are nested 101 deep, and cannot be read back (a topology file is read up to 100)"}, got)
	_, err := topology.Read(&b, "t.yaml")
	require.ErrorContains(t, err, "nested deeper than 100")

	got = nil
	g = graph.New(strings.Repeat("x", topology.MaxFileSize))
	g.AddNode("n", "")
	require.NoError(t, topology.Write(&b, g, opt))
	require.Equal(t, []string{"the file has 16777238 bytes, and cannot be read back (a topology file is read up to 16777216)"}, got)

	got = nil
	require.NoError(t, topology.Write(&b, graphtest.Services(2000), opt))
	require.Empty(t, got)
}

// Whatever graph a text gives, its file gives the same graph.
func FuzzWrite(f *testing.F) {
	for _, name := range topology.Examples() {
		data, err := topology.Example(name)
		require.NoError(f, err)
		f.Add(uint64(0), string(data), "")
	}
	f.Add(uint64(1), everything, "x")
	for i, text := range hostileTexts() {
		f.Add(uint64(i), "flows: [A -> B]", text)
	}
	f.Fuzz(func(t *testing.T, seed uint64, file, text string) {
		if g, err := topology.Read(strings.NewReader(file), "f"); err == nil {
			requireRoundTrip(t, g)
		}
		g := graphtest.Random(seed)
		n, gr := g.AddNode("n"+text, ""), g.AddGroup("g"+text, text)
		n.Label, n.Tooltip = text, text
		n.To(gr, text)
		n.To(n, "")
		g.Description = text
		g.Attrs.Set(text, text)
		if g.Validate() == nil {
			requireRoundTrip(t, g)
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	g := graphtest.Services(10_000)
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		require.NoError(b, topology.Write(&out, g, topology.WriteOptions{}))
	}
	b.ReportMetric(float64(strings.Count(out.String(), "\n")), "lines")
}
