package topology // the tables of the reader cannot be seen from outside

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// Format knows a place for every key that the reader knows.
func TestFormatKnowsAllKeys(t *testing.T) {
	t.Parallel()
	require.ElementsMatch(t, keys(nodeTable()), nodeValue.order())
	require.ElementsMatch(t, keys(groupTable()), groupValue.order())
	require.ElementsMatch(t, keys(flowTable()), flowValue.order())
	require.ElementsMatch(t, keys(styleTable()), styleValue.order())
}
