package topology_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology"
)

// lots returns n numbered copies of a format, joined.
func lots(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// What is too much is refused in a moment, and not after it was made. The time
// is generous, as what it guards against takes hours, or all memory.
func TestLimits(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, text, want string
	}{
		{"count", "nodes: {A: {count: 100001}}", "f:1:20: a count is a whole number from 1 to 100000, not the text \"100001\""},
		{"counts together", "nodes: {A: {count: 100000}, B: }", "f:1:29: this makes 100001 nodes, and a topology has at most 100000"},
		{"nodes", "nodes:\n" + lots(100_001, " A%d:\n"), "f:100002:2: this makes 100001 nodes, and a topology has at most 100000"},
		{"nodes from flows", "flows:\n" + lots(50_001, "- A%[1]d -> B%[1]d\n"), "f:50002:3: this makes 100001 nodes, and a topology has at most 100000"},
		{"chain of counts", "nodes: {A: {count: 10000}, B: {count: 10000}}\nflows:\n- A -> B", "f:3:3: this makes 1000000 edges, and a topology has at most 500000"},
		{"edges", "nodes: {A: {count: 1000}, B: {count: 500}}\nflows: [A -> B, A1 -> B1]", "f:2:17: this makes 500001 edges, and a topology has at most 500000"},
		{"list of counts", "nodes: {A: {count: 100000}}\nflows:\n- A -> [" + strings.Repeat("A,", 100_000) + "A]", "f:3:3: this makes 1000000 edges, and a topology has at most 500000"},
		{"spread lists of counts", "nodes: {A: {count: 100000}}\nflows:\n- {from: A, to: [A,A,A,A,A,A], spread: true}", "f:3:3: this makes 600000 edges, and a topology has at most 500000"},
		{"copies of attributes", "nodes: {A: {count: 700}}\nflows: [{from: A, to: A, attrs: {" + lots(20_000, "k%d: v,") + "}}]",
			"f:2:9: the copies that counts and flows make of texts and attributes take more than 256 MiB"},
		{"copies of an id", "nodes:\n ? " + strings.Repeat("x", 1<<20) + "\n : {count: 300}", "f:2:4: the copies that counts and flows make of texts and attributes take more than 256 MiB"},
		{"nested aliases", "flows:\n- A -> B\n- &a0 [x,x,x,x,x,x,x,x,x]\n" + func() string {
			var b strings.Builder
			for i := range 20 {
				fmt.Fprintf(&b, "- &a%d [%s]\n", i+1, strings.Repeat(fmt.Sprintf("*a%d,", i), 9))
			}
			return b.String()
		}(), "f:9:8: the aliases of this document stand for more than 1000000 values"},
		{"aliases of attributes", "nodes:\n A: {attrs: &a {" + lots(9_000, "k%d: v,") + "}}\n" + lots(1_000, " B%d: {attrs: *a}\n"),
			"f:58:15: the aliases of this document stand for more than 1000000 values"},
		{"nested groups", "flows: [A -> B]\ngroups:\n g0:\n" + func() string {
			var b strings.Builder
			for i := range 200 {
				fmt.Fprintf(&b, " g%d: {in: g%d}\n", i+1, i)
			}
			return b.String()
		}(), "f:103:13: groups are nested deeper than 100"},
		{"nested lists", strings.Repeat("[", 1<<20), "f:1:1: lists and mappings are nested too deep"},
		{"long chain", "nodes: {A: {count: 10}}\nflows:\n- A" + strings.Repeat(" -> A", 1<<17), "f:3:3: this makes 13107200 edges, and a topology has at most 500000"},
		{"long unknown id", "nodes: {A: }\nflows:\n- A -> " + strings.Repeat("é", 1<<20),
			"f:3:8: unknown node \"" + strings.Repeat("é", 60) + "\"… (declare it below \"nodes:\")"},
		{"blanks in an id", "nodes: {A: }\nflows:\n- A" + strings.Repeat(" ", 1<<20) + "B -> A", "f:3:3: unknown node \"A" + strings.Repeat(" ", 59) + "\"… (declare it below \"nodes:\")"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			got := problemsOf(t, topology.Source{Name: "f", Data: []byte(tt.text)})
			require.Less(t, time.Since(start), time.Minute)
			require.Contains(t, got, tt.want)
		})
	}
}

func TestManyProblems(t *testing.T) {
	t.Parallel()
	got := problemsOf(t, topology.Source{Name: "f", Data: []byte("nodes: {B: }\nflows:\n" + lots(1000, "- A%d -> B\n"))})
	require.Len(t, got, topology.MaxDiagnostics+1)
	require.Equal(t, "f:102:3: unknown node \"A99\" (declare it below \"nodes:\")", got[99])
	require.Equal(t, "f:103:3: and 900 more problems from here on", got[100])

	got = problemsOf(t, topology.Source{Name: "f", Data: []byte("nodes: {B: }\nflows: [" + lots(50_000, "A%d -> B,") + "]")})
	require.Len(t, got, topology.MaxDiagnostics+1)
	require.Contains(t, got[100], ": and 49900 more problems from here on")
}

func TestExactlyTheLimit(t *testing.T) {
	t.Parallel()
	g := read(t, "nodes: {A: {count: 1000}, B: {count: 500}}\nflows:\n- A -> B")
	require.Len(t, g.Edges(), topology.MaxEdges)
	require.Len(t, read(t, "nodes: {A: {count: 99999}, B: }").Nodes(), topology.MaxNodes)
}

func BenchmarkRead(b *testing.B) {
	nodes, flows := lots(10_000, "  N%d: {kind: pod, label: A pod}\n"), lots(10_000, "  - N%d -> N7: calls\n")
	text := []byte("nodes:\n" + nodes + "flows:\n" + flows + flows)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		_, err := topology.ReadAll(topology.Source{Name: "f", Data: text})
		require.NoError(b, err)
	}
}
