package topology_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology"
)

// Whatever the bytes are, Read returns a graph that can be written, or
// problems each of which is in the file.
func FuzzRead(f *testing.F) {
	for _, name := range topology.Examples() {
		data, err := topology.Example(name)
		require.NoError(f, err)
		f.Add(data)
	}
	for _, s := range []string{
		everything, "", "flows:\n- A -> B: a: b\n", "nodes:\n\tA:\n", "title: \"x\nflows: [A -> [B, C]]", "a: &a [*a]",
		"flows:\n- '[A, \"B\"] -> C'\n- {from: A, to: [B], spread: true}\n", "groups: {a: {in: a}}\r\n---\r\nnodes: {a: }\r\n",
		"\uFEFFtitle: \u2028\rflows: [\"\\u0041\\x42 -> \\U0000263A\"]", "title: \xff\x00", "? [a]\n: {b}\n", "nodes: {A: {style: {fill: #f9f}}}",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		g, err := topology.ReadAll(topology.Source{Name: "f", Data: data})
		if err == nil {
			require.NoError(t, g.Validate())
			return
		}
		var ds graph.Diagnostics
		require.ErrorAs(t, err, &ds)
		lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(data)), "\n")
		for _, d := range ds {
			require.Equal(t, "f", d.Pos.File, d)
			require.True(t, d.Pos.Line >= 1 && d.Pos.Line <= len(lines), d)
			require.True(t, d.Pos.Col >= 1 && d.Pos.Col <= len([]rune(lines[d.Pos.Line-1]))+1, d)
			require.NotEmpty(t, d.Message)
			require.NotContains(t, d.Message+d.Hint, "\n")
		}
	})
}
