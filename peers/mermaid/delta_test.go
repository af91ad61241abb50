//go:build peers

package mermaid_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/delta"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/theme"
)

// Mermaid reads the drawing of a difference, with its signs and its legend, as it
// was meant.
func TestDifferences(t *testing.T) {
	t.Parallel()
	base, err := theme.Lookup("")
	require.NoError(t, err)
	var names []string
	var graphs []*graph.Graph
	for seed := range uint64(60) {
		old := graphtest.Random(seed)
		for what, now := range map[string]*graph.Graph{"nothing": graph.New(""), "another": graphtest.Random(seed + 1), "a part": old.HideKinds("pod", "service")} {
			g, err := delta.Compare(old, now, nil).Drawing(delta.All, base)
			require.NoError(t, err)
			names, graphs = append(names, fmt.Sprintf("seed %d and %s", seed, what)), append(graphs, g)
		}
	}
	check(t, names, graphs)
}
