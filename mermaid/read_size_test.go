package mermaid_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/mermaid"
)

// hostile are texts of about n bytes that would take a careless reader more time
// or memory than their size.
func hostile(n int) map[string]string {
	repeat := func(s string) string { return strings.Repeat(s, n/len(s)) }
	return map[string]string{
		"one long id":         repeat("a"),
		"one long line":       repeat("A[x] --> B;"),
		"ampersands":          repeat("A & ") + "A",
		"many in one id":      repeat("&"),
		"subgraphs":           repeat("subgraph a;"),
		"subgraphs on lines":  repeat("subgraph a\n"),
		"open brackets":       "A" + repeat("["),
		"open parentheses":    "A" + repeat("("),
		"quotes":              repeat(`"`),
		"a string":            `A["` + repeat("x"),
		"blank lines":         repeat(" \n"),
		"blanks":              repeat(" "),
		"dashes":              "A " + repeat("-"),
		"dashes apart":        "A " + repeat("- "),
		"text of an edge":     "A -- " + repeat("x -y "),
		"dots":                "A " + repeat("."),
		"at signs":            repeat("@"),
		"at signs apart":      repeat("a@ "),
		"edge ids":            "A " + repeat("e@--> B "),
		"directions":          repeat("direction "),
		"directions on lines": repeat("direction\n"),
		"less-than signs":     repeat("<"),
		"tags":                `A["` + repeat("<a ") + `"]`,
		"tags with quotes":    `A["` + repeat(`<a b='`) + `"]`,
		"directives":          repeat("%%{"),
		"comments":            repeat("%% x\n"),
		"hashes":              "style A " + repeat("#a"),
		"colours":             repeat("style A x:#a;"),
		"semicolons":          repeat(";"),
		"entities":            `A["` + repeat("#35;") + `"]`,
		"stars":               "A[\"`" + repeat("*a ") + "`\"]",
		"stars and lines":     "A[\"`" + repeat("**a_") + "`\"]",
		"backticks":           "A[\"`x" + repeat("a\\`") + "`\"]",
		"braces":              repeat("}\n"),
		"icons":               `A["` + repeat("fa:fa-x") + `"]`,
		"classes":             "A" + repeat(":::x"),
		"class statement":     "class " + repeat("a,") + "b c",
		"metadata":            repeat("A@{ x: 1 }\n"),
		"data not closed":     repeat("A@{ x\n"),
		"Markdown not closed": repeat("A[\"`x\n"),
		"calls not closed":    repeat("click A call f(\n"),
		"braces not closed":   repeat("A{x\n"),
		"false entities":      repeat("A ﬂ°a\n"),
		"mistakes":            repeat("A -\n"),
		"mistakes in a line":  repeat("A - ;"),
		"frontmatter":         repeat("---\n"),
		"the same members":    "subgraph a;" + repeat("A;") + "end;subgraph b;" + repeat("A;") + "end",
		"generated ids":       "A-->B;" + repeat("L_A_B_0;A-->B;"),
		"click":               repeat("click A x;"),
	}
}

// Reading takes memory in proportion to the text, whatever is in it. No other
// test runs at the same time, as the memory of all of them is counted.
func TestReadInProportion(t *testing.T) { //nolint:paralleltest // see above
	const n = 20_000
	twice := hostile(2 * n)
	for name, text := range hostile(n) {
		once := allocated("graph TD\n" + text)
		require.LessOrEqual(t, allocated("graph TD\n"+twice[name]), 3*once+1<<16, "bytes for %q", name)
	}
}

func allocated(text string) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, _ = mermaid.Read(strings.NewReader(text), "", mermaid.ReadOptions{Warn: func(graph.Diagnostic) {}})
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// Anything is read in a time that no test notices: in a square of its size, half
// a megabyte would take minutes.
func TestReadHostile(t *testing.T) {
	t.Parallel()
	for name, text := range hostile(1 << 19) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, err := mermaid.Read(strings.NewReader("graph TD\n"+text), "", mermaid.ReadOptions{})
			if err == nil {
				require.NoError(t, g.Validate())
			}
		})
	}
}

// large is a flowchart of a number of lines.
func large(lines int) string {
	var b strings.Builder
	b.WriteString("graph TD\n")
	for i := 1; i < lines; i++ {
		switch i % 5 {
		case 0:
			fmt.Fprintf(&b, "  n%d[\"Node: number %d\"]\n", i, i)
		case 1:
			fmt.Fprintf(&b, "  n%d -->|calls| n%d\n", i-1, i/2)
		case 2:
			fmt.Fprintf(&b, "  n%d(round) -.-> n%d & n%d\n", i, i-1, i-2)
		case 3:
			fmt.Fprintf(&b, "  style n%d fill:#f9f,stroke-width:2px;\n", i-1)
		case 4:
			fmt.Fprintf(&b, "  n%d -- text --- n%d\n", i-2, i/3)
		}
	}
	return b.String()
}

func BenchmarkRead(b *testing.B) {
	text := large(100_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := mermaid.Read(strings.NewReader(text), "", mermaid.ReadOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadHostile(b *testing.B) {
	for name, text := range hostile(1 << 20) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = mermaid.Read(strings.NewReader("graph TD\n"+text), "", mermaid.ReadOptions{})
			}
		})
	}
}
