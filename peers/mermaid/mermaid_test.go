//go:build peers

package mermaid_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/mermaid"
)

// check has both Mermaids read the graphs, and compares.
func check(t *testing.T, names []string, graphs []*graph.Graph) {
	t.Helper()
	texts := make([]string, len(graphs))
	for i, g := range graphs {
		var b bytes.Buffer
		require.NoError(t, mermaid.Write(&b, g, mermaid.Options{}), names[i])
		texts[i] = b.String()
	}
	for _, version := range versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			for i, a := range ask(t, version, texts) {
				if problems := compare(graphs[i], a); len(problems) > 0 {
					t.Errorf("%s: %s\n%s", names[i], problems, clip(texts[i]))
				}
			}
		})
	}
}

func TestRandomGraphs(t *testing.T) {
	t.Parallel()
	var names []string
	var graphs []*graph.Graph
	for seed := range uint64(1000) {
		names = append(names, fmt.Sprintf("seed %d", seed))
		graphs = append(graphs, graphtest.Random(seed))
	}
	check(t, names, graphs)
}

func TestTexts(t *testing.T) {
	t.Parallel()
	var names []string
	var graphs []*graph.Graph
	for _, text := range texts() {
		names = append(names, fmt.Sprintf("%q", clip(text)))
		graphs = append(graphs, everywhere(text))
	}
	check(t, names, graphs)
}

// texts adds to the hostile texts what is hard for Mermaid above all.
func texts() []string {
	more := []string{
		"1) list", "12. twelfth", "1.", "a\n1. list", "a\n- item", "a\n===", "a\n---", "x\n    code", "    code",
		"a <br/> b", "a<br>b\nc", "line\n\\n not a break", "line\n$$x$$", "line\nfa:fa-user", "fa:fa-user", "fab:fa-github x",
		"a  \nb", "  both  ", "\t", "\n", " \n ", " a\nb", "\ta\n b", "\u00a0a\nb", "end\nend", "direction\nTB", "direction\tTB", "direction\u00a0LR", "redirection TB",
		"style x:#y;", "style :#1;\u2028;", "a style b:#c d;", "classDef a:#b;", "style classDef a:#b;c;", "classDef style a:#b;c;", "[a](http://b.c)", "![a](b)", "a@b.c", "x@{", "~~s~~", "|a|b|", "* * *", "_ _ _", "___", "__a__",
		"snake_case_word", "$5 and $6", "50%", "100%%", "it's", "v1.2.3", "#", "##", "#;", "#a", "a;", "&;", "ﬂ°", "¶ß", "\ufeffbom", "𝒳", "🇩🇪 flag", "a\u0301",
		"keyword end in a text", "lower case o and x", "10 requests", "v", "o", "x",
	}
	for _, word := range []string{"graph", "subgraph", "click", "call", "href", "interpolate", "default", "flowchart", "accTitle", "accDescr: x", "accDescr {"} {
		more = append(more, word, "a "+word, word+" b")
	}
	return append(graphtest.Texts(), more...)
}

// everywhere returns a graph with a text in every place that can hold one.
func everywhere(text string) *graph.Graph {
	g := graph.New(text)
	g.Description = text
	group := g.AddGroup("cluster1", text)
	last := g.AddNode("first", "")
	last.Label = text
	for i, shape := range graph.Shapes() {
		n := group.AddNode(fmt.Sprintf("n%d", i), "")
		n.Shape = shape
		n.Label = text
		n.Tooltip = text
		if i%2 == 0 {
			n.Link = "https://example.com/"
		}
		last.To(n, text).Line = graph.Lines()[i%4]
		last = n
	}
	return g
}

func TestIDs(t *testing.T) {
	t.Parallel()
	more := []string{
		"1end", "12style", "10", "1v", "v", "v.1", "v-1", "x-y", "o-o", "x.y", "a/b", "a-b-c", "a.b/c-d_e", "A.end", "a/style",
		"L_a_b_0", "L_n0_other_0", "e0", "e1", "direction", "redirection", "my-direction", "flowchart-elk", "swimlane-beta", "accTitle", "accDescr", "click-x", "call-x", "href/x",
		"my-style", "styles", "xclassDef", "n_1", "a_b", "a b", "a\u00a0b", "a  b", "id", "x_", "_", "__", "0", "00", "valueOf", "isPrototypeOf", "none", "root", "subGraph0", "default.x", "_top-x",
	}
	var names []string
	var graphs []*graph.Graph
	for _, id := range append(graphtest.IDs(), more...) {
		names = append(names, fmt.Sprintf("%q", clip(id)))
		graphs = append(graphs, named(id))
	}
	check(t, append(names, "all"), append(graphs, together(append(graphtest.IDs(), more...))))
}

// named returns a graph with an id in every place that names something.
func named(id string) *graph.Graph {
	g := graph.New("")
	g.AddClass("TBlue", graph.Style{Fill: "#00f"})
	g.AddEdge("n0", id, "")
	g.AddEdge(id, "other", "x").ID = id
	g.AddEdge(id, id, "").ID = "n0"
	g.AddEdge("other", "group "+id, "").Classes = []string{"TBlue"}
	g.AddNode("n0", "")
	n := g.AddNode(id, "user")
	n.Classes = []string{"TBlue"}
	n.Link = "https://example.com/"
	outer := g.AddGroup("group "+id, "")
	outer.Classes = []string{"TBlue"}
	outer.Style.Stroke = "red"
	outer.AddNode("other", "").Shape = graph.Cloud
	outer.AddGroup(id+".", id).AddNode(id+".in", "")
	return g
}

// together returns a graph with all the ids, where stand-ins meet.
func together(ids []string) *graph.Graph {
	g := graph.New("")
	seen := make(map[string]bool)
	for i, id := range ids {
		if !seen[id] {
			g.AddNode(id, "pod")
			g.AddEdge(id, ids[i/2], "")
		}
		seen[id] = true
	}
	return g
}

// TestGoldens has both Mermaids read the golden files of the repository.
func TestGoldens(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../testdata/golden/*.mmd")
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("there are no goldens in testdata/golden")
	}
	texts := make([]string, len(files))
	for i, f := range files {
		b, err := os.ReadFile(f)
		require.NoError(t, err)
		texts[i] = string(b)
	}
	for _, version := range versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			for i, a := range ask(t, version, texts) {
				require.Empty(t, a.Error, files[i])
				require.NotEmpty(t, a.Vertices, files[i])
			}
		})
	}
}
