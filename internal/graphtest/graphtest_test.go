package graphtest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/graphtest"
)

func TestRandomIsValidAndRepeatable(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		g := graphtest.Random(seed)
		require.NoError(t, g.Validate(), "seed %d", seed)
		require.Equal(t, g, graphtest.Random(seed), "seed %d", seed)
	}
}
