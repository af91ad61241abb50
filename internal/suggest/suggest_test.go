package suggest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/suggest"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	known := []string{"mermaid", "dot", "svg", "json", "größe"}
	for word, want := range map[string]string{
		"mermaid":  "", // is known, so it is not what was meant instead
		"MERMAID":  "mermaid",
		"mermiad":  "mermaid", // swapped
		"mermai":   "mermaid",
		"mermaidd": "mermaid",
		"sgv":      "svg",
		"jsn":      "json",
		"grösse":   "größe",
		"d":        "",
		"png":      "", // two of three letters differ
		"":         "",
		"excel":    "",

		strings.Repeat("svg", 1000): "",
	} {
		require.Equal(t, want, suggest.Nearest(word, known), "%.20q", word)
	}
}

func ExampleNearest() {
	fmt.Println(suggest.Nearest("rihgt", []string{"up", "down", "left", "right"}))
	// Output: right
}
