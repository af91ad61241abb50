package graphtest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/graphtest"
)

func TestFamiliesAreValidAndRepeatable(t *testing.T) {
	t.Parallel()
	for name, family := range graphtest.Families() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for seed := range uint64(40) {
				g := family(seed)
				require.NoError(t, g.Validate(), "seed %d", seed)
				require.Equal(t, g, family(seed), "seed %d", seed)
			}
		})
	}
}
