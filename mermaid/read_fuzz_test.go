package mermaid_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/mermaid"
)

// FuzzRead reads anything: a graph is valid, and what is written of it is read as
// the same graph.
func FuzzRead(f *testing.F) {
	addTexts(f)
	f.Fuzz(func(t *testing.T, text string) { writings(t, text) })
}

// FuzzReadStable is FuzzRead with the second writing the same as the first.
func FuzzReadStable(f *testing.F) {
	addTexts(f)
	f.Fuzz(func(t *testing.T, text string) {
		first, second := writings(t, text)
		require.Equal(t, first, second, "%q", text)
	})
}

func addTexts(f *testing.F) {
	f.Helper()
	for _, text := range append(texts(), compared(f)...) {
		f.Add(text)
	}
	for _, text := range graphtest.Texts() {
		f.Add("graph TD\n" + text)
		f.Add("graph TD\nA[" + text + "] -- " + text + " --> B{{\"" + text + "\"}}\nsubgraph " + text + "\nend")
		f.Add("graph TD\nA@{ label: \"" + text + "\" }\nstyle A " + text + "\nclick A \"" + text + "\" \"" + text + "\"")
	}
}

// writings reads a text, and what is written of its graph, and returns what is
// written of both.
func writings(t *testing.T, text string) (string, string) {
	t.Helper()
	if len(text) > 10_000 {
		return "", ""
	}
	g, err := mermaid.Read(strings.NewReader(text), "f", mermaid.ReadOptions{})
	if err != nil {
		require.IsType(t, graph.Diagnostics{}, err)
		return "", ""
	}
	require.NoError(t, g.Validate())
	var first, second bytes.Buffer
	require.NoError(t, mermaid.Write(&first, g, mermaid.Options{}))
	again, err := mermaid.Read(bytes.NewReader(first.Bytes()), "f", mermaid.ReadOptions{})
	require.NoError(t, err, "%q\n%s", text, first.String())
	require.NoError(t, mermaid.Write(&second, again, mermaid.Options{}))
	requireAlike(t, g, again)
	return first.String(), second.String()
}

// compared returns the texts that peers/mermaid reads with Mermaid too.
func compared(f testing.TB) (texts []string) {
	f.Helper()
	files, err := filepath.Glob("../peers/mermaid/testdata/agree/*.txt")
	require.NoError(f, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		for _, part := range strings.Split("\n"+string(data), "\n=== ")[1:] {
			name, text, _ := strings.Cut(part, "\n")
			if strings.HasSuffix(name, " (escaped)") {
				text = unquoted(f, text)
			}
			texts = append(texts, text)
		}
	}
	return texts
}

// unquoted joins the Go strings of a text, one a line.
func unquoted(f testing.TB, lines string) string {
	f.Helper()
	var b strings.Builder
	for line := range strings.SplitSeq(strings.Trim(lines, "\n"), "\n") {
		s, err := strconv.Unquote(line)
		require.NoError(f, err)
		b.WriteString(s)
	}
	return b.String()
}

// requireAlike compares two graphs in what no writing may change: how many of
// everything there are, what they show, and how they hang together. Ids are
// compared by the place of what has them, as some have to be replaced.
func requireAlike(t *testing.T, want, got *graph.Graph) {
	t.Helper()
	require.Equal(t, want.Direction.OrDown(), got.Direction.OrDown())
	require.Len(t, got.Nodes(), len(want.Nodes()))
	require.Len(t, got.Groups(), len(want.Groups()))
	require.Len(t, got.Edges(), len(want.Edges()))
	shown := func(g *graph.Graph) (out []string) {
		for _, n := range g.Nodes() {
			out = append(out, n.FullText()+" "+string(n.Shape)+" "+n.Style.Fill)
		}
		slices.Sort(out)
		return out
	}
	require.Equal(t, shown(want), shown(got))
	for i, e := range want.Edges() {
		require.Equal(t, e.Label, got.Edges()[i].Label)
		require.Equal(t, e.Line, got.Edges()[i].Line)
		require.Equal(t, [2]graph.Arrow{e.Head, e.Tail}, [2]graph.Arrow{got.Edges()[i].Head, got.Edges()[i].Tail})
		require.Equal(t, e.Style, got.Edges()[i].Style)
	}
}

// FuzzReadWrite writes graphs that Mermaid can hold, and reads the same again.
func FuzzReadWrite(f *testing.F) {
	for seed := range uint64(200) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		g := reduced(graphtest.Random(seed))
		var b bytes.Buffer
		require.NoError(t, mermaid.Write(&b, g, mermaid.Options{}))
		again, err := mermaid.Read(bytes.NewReader(b.Bytes()), "f", mermaid.ReadOptions{})
		require.NoError(t, err, b.String())
		require.Equal(t, g, source.WithoutPlaces(again), b.String())
	})
}

// reduced returns a graph with what Mermaid can hold of another: ids of letters
// and digits, no kinds, subtitles, links of groups and edges or attributes, edges
// with the same sign at both ends or none at the start, nodes in the order in
// which they are declared.
func reduced(from *graph.Graph) *graph.Graph {
	g := &graph.Graph{Direction: from.Direction.OrDown()}
	g.Attrs.Set("mermaid.textColor", "page")
	names := map[string]string{"": ""}
	for i, gr := range from.Groups() {
		names[gr.ID] = "g" + string(rune('a'+i%26)) + strings.Repeat("x", i/26)
	}
	for i, n := range from.Nodes() {
		names[n.ID] = "n" + string(rune('a'+i%26)) + strings.Repeat("x", i/26)
	}
	var level func(l *graph.Level)
	level = func(l *graph.Level) {
		for _, n := range l.Nodes {
			reduceNode(g, n, names)
		}
		for _, inside := range l.Levels {
			reduceGroup(g, inside.Group, names)
			level(inside)
		}
	}
	level(from.Tree())
	for _, c := range from.Classes() {
		g.AddClass(c.Name, c.Style)
	}
	for _, e := range from.Edges() {
		reduceEdge(g, e, names)
	}
	return g
}

func reduceNode(g *graph.Graph, n *graph.Node, names map[string]string) {
	out := g.AddNode(names[n.ID], "")
	out.Label, out.Group, out.Shape = heldLabel(n.FullText(), n.ID), names[n.Group], n.Shape
	if out.Label == "" {
		out.Label = "x"
	}
	switch n.Shape {
	case graph.Rectangle, graph.Ellipse:
		out.Shape = ""
	}
	out.Style, out.Classes = n.Style, heldClasses(n.Classes)
	out.Link, out.Tooltip = heldLink(n.Link), heldLabel(n.Tooltip, "")
}

func reduceGroup(g *graph.Graph, gr *graph.Group, names map[string]string) {
	out := g.AddGroup(names[gr.ID], heldLabel(gr.Label, ""))
	out.Parent, out.Direction, out.Style, out.Classes = names[gr.Parent], gr.Direction, gr.Style, heldClasses(gr.Classes)
}

func reduceEdge(g *graph.Graph, e *graph.Edge, names map[string]string) {
	out := g.AddEdge(names[e.From], names[e.To], heldLabel(e.Label, ""))
	out.Line, out.Style, out.Classes = e.Line, e.Style, heldClasses(e.Classes)
	if len(out.Classes) > 0 {
		out.ID = "e" + string(rune('a'+len(g.Edges())))
	}
	if out.Line == graph.Solid {
		out.Line = ""
	}
	if out.Style.Fill == "none" {
		out.Style.Fill = ""
	}
	if out.Style.Dash == "6 4" || out.Line == graph.Dashed {
		out.Style.Dash = ""
	}
	head, tail := e.Ends()
	if head == graph.ArrowNone || tail != head {
		tail = graph.ArrowNone
	}
	if out.Head, out.Tail = head, tail; head == graph.ArrowNormal {
		out.Head = ""
	}
	if tail == graph.ArrowNone {
		out.Tail = ""
	}
	if e.Line == graph.Invisible {
		out.Head, out.Tail = "", ""
	}
}

// heldLabel returns a label, unless it is what is shown anyway.
func heldLabel(text, id string) string {
	if text == id {
		return ""
	}
	return text
}

// heldLink returns a link as Mermaid gets it.
func heldLink(link string) string { return graph.EncodeLink(link) }

func heldClasses(classes []string) []string { return slices.Clone(classes) }
