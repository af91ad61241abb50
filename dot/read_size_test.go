package dot_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/dot"
	"github.com/topodraw/topodraw/graph"
)

// large is an ordinary text of about a number of lines.
func large(lines int) string {
	var b strings.Builder
	b.WriteString("digraph large {\n  node [shape=box, fontname=Helvetica];\n  edge [fontsize=10];\n")
	for i := range lines / 2 {
		if i%100 == 0 {
			if i > 0 {
				b.WriteString("  }\n")
			}
			fmt.Fprintf(&b, "  subgraph cluster_%d {\n    label=\"part %d\";\n", i, i)
		}
		fmt.Fprintf(&b, "    n%d [label=\"service %d\", color=\"#336699\", tooltip=\"a &amp; b\"];\n", i, i)
		fmt.Fprintf(&b, "    n%d -> n%d [label=\"calls\", style=dashed];\n", i, i/2)
	}
	b.WriteString("  }\n}\n")
	return b.String()
}

func BenchmarkRead(b *testing.B) {
	text := large(100_000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		_, err := dot.Read(strings.NewReader(text), "large.gv", dot.ReadOptions{})
		require.NoError(b, err)
	}
}

// hostile are texts that grow with a number and would take quadratic time or a
// deep stack if they were read carelessly.
func hostile() map[string]func(n int) string {
	return map[string]func(n int) string{
		"large":                 large,
		"one line of edges":     func(n int) string { return "digraph{" + strings.Repeat("a->b;", n) + "}" },
		"one chain":             func(n int) string { return "digraph{a" + strings.Repeat("->a", n) + "}" },
		"one list":              func(n int) string { return "digraph{a" + strings.Repeat(",a", n) + "}" },
		"outer and inner edges": func(n int) string { return "digraph{" + strings.Repeat("x->{a->b}", n) + "}" },
		"one long string":       func(n int) string { return `digraph{a[label="` + strings.Repeat("x &amp; ", n) + `"]}` },
		"one long name":         func(n int) string { return "digraph{" + strings.Repeat("ä", n) + "}" },
		"joined strings":        func(n int) string { return `digraph{a[label="x"` + strings.Repeat(`+"y"`, n) + `]}` },
		"ampersands":            func(n int) string { return `digraph{a[label="` + strings.Repeat("&", n) + `"]}` },
		"backslashes":           func(n int) string { return `digraph{a[label="` + strings.Repeat(`\l`, n) + `"]}` },
		"tags":                  func(n int) string { return "digraph{a[label=<" + strings.Repeat("<b>x</b>", n) + ">]}" },
		"fields":                func(n int) string { return `digraph{a[shape=record,label="` + strings.Repeat("{x|", n) + `"]}` },
		"attributes of a node":  func(n int) string { return "digraph{a[" + count("k%d=v ", n) + "]}" },
		"statements of a node":  func(n int) string { return "digraph{" + count("a[k%d=v]", n) + "}" },
		"attributes of all":     func(n int) string { return "digraph{" + count("k%d=v;", n) + "}" },
		"defaults":              func(n int) string { return "digraph{node[" + count("k%d=v ", n) + "]" + count("n%d;", n) + "}" },
		"changing defaults":     func(n int) string { return "digraph{" + count("node[k=%[1]d]n%[1]d;", n) + "}" },
		"unnamed subgraphs":     func(n int) string { return "digraph{" + strings.Repeat("{a}", n) + "}" },
		"ranks":                 func(n int) string { return "digraph{" + count("{rank=same;n%d}", n) + "}" },
		"clusters":              func(n int) string { return "digraph{" + count("subgraph cluster_%[1]d{n%[1]d}", n) + "}" },
		"one cluster":           func(n int) string { return "digraph{" + strings.Repeat("subgraph cluster_a{b}", n) + "}" },
		"one node in clusters":  func(n int) string { return "digraph{" + count("subgraph cluster_%d{a}", n) + "}" },
		"strict":                func(n int) string { return "strict graph{" + strings.Repeat("a--b--a;", n) + "}" },
		"comments":              func(n int) string { return "digraph{" + strings.Repeat("/**/#\n", n) + "}" },
		"warnings":              func(n int) string { return "digraph{" + strings.Repeat("a:b;", n) + "}" },
		"errors":                func(n int) string { return "digraph{" + strings.Repeat("a->;", n) + "}" },
		"errors of tokens":      func(n int) string { return "digraph{" + strings.Repeat("[", n) + "}" },
		"open braces":           func(n int) string { return "digraph" + strings.Repeat("{", n) },
		"graphs":                func(n int) string { return strings.Repeat("digraph{}", n) },
		"names that clash":      func(n int) string { return "digraph{" + strings.Repeat("\u0085", 1) + count("n%d;", n) + "}" },
	}
}

func count(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// What is allocated is a measure of work that does not depend on the machine:
// four times the text may not take much more than four times as much.
func TestWorkGrowsWithTheText(t *testing.T) { //nolint:paralleltest // what is counted is that of the whole process
	work := func(input string) float64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _ = dot.Read(strings.NewReader(input), "x.gv", dot.ReadOptions{Warn: func(graph.Diagnostic) {}})
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	const n = 3000
	for name, text := range hostile() {
		few, many := work(text(n)), work(text(4*n))
		require.Less(t, many, 6*few+1<<20, name)
		require.Less(t, many/float64(len(text(4*n))), 1200.0, "%s: bytes for a byte of the text", name)
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		text string
		opt  dot.ReadOptions
		want string
	}{
		"size":               {"digraph{" + strings.Repeat(" ", 2<<20) + "}", dot.ReadOptions{MaxSize: 1 << 20}, "x.gv:1:1: the file is larger than 1 MiB"},
		"depth":              {strings.Repeat("graph{{", 1) + "{a}}}", dot.ReadOptions{MaxDepth: 2}, "x.gv:1:8: subgraphs are nested more than 2 deep"},
		"depth by default":   {"graph" + strings.Repeat("{", 100_000), dot.ReadOptions{}, "x.gv:1:506: subgraphs are nested more than 500 deep"},
		"nodes":              {"graph{a b\nc d}", dot.ReadOptions{MaxNodes: 2}, "x.gv:2:1: there are more than 2 nodes"},
		"edges":              {"graph{{a b}--{c d}}", dot.ReadOptions{MaxEdges: 3}, "x.gv:1:7: there are more than 3 edges"},
		"edges of few words": {"graph{{" + count("a%d ", 2000) + "}--{" + count("b%d ", 2000) + "}}", dot.ReadOptions{}, "x.gv:1:7: there are more than 1000000 edges"},
		"attributes":         {"graph{" + count("{node[k%[1]d=v]", 400) + strings.Repeat("}", 400) + "}", dot.ReadOptions{MaxAttrs: 10_000}, "x.gv:1:1723: defaults and subgraphs multiply to too much here"},
		"lists for edges":    {"graph{{a b c}--{d e f}[" + count("k%d=v ", 50) + "]}", dot.ReadOptions{MaxAttrs: 300}, "x.gv:1:7: defaults and subgraphs multiply to too much here"},
		"inherited":          {"graph{{node[" + count("k%d=v ", 50) + "]" + count("n%d ", 50) + "}x}", dot.ReadOptions{MaxAttrs: 1000}, "x.gv:1:374: the defaults in force here give too many attributes"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g, err := dot.Read(strings.NewReader(tt.text), "x.gv", tt.opt)
			require.Nil(t, g)
			require.EqualError(t, err, tt.want)
		})
	}
}
