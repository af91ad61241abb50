//go:build peers

package dot_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/dot"
)

// TestFormatted has dot read the texts and what dot.Format makes of them: it writes
// the same of both, for all graphs in a text.
func TestFormatted(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "agree", "*.txt"))
	require.NoError(t, err)
	count := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		for part := range strings.SplitSeq("\n"+string(data), "\n=== ") {
			name, text, ok := strings.Cut(part, "\n")
			if _, err := dot.Read(strings.NewReader(text), "f", dot.ReadOptions{}); !ok || err != nil {
				continue
			}
			count++
			t.Run(filepath.Base(file)+": "+name, func(t *testing.T) {
				t.Parallel()
				out, err := dot.Format([]byte(text), "f")
				require.NoError(t, err)
				for _, format := range []string{"-Tcanon", "-Tdot_json"} {
					before, accepted := told(t, format, text)
					after, still := told(t, format, string(out))
					if accepted { // Graphviz 2.43 refuses a byte order mark
						require.True(t, still, string(out))
						require.Equal(t, before, after, "%s of\n%s\nand\n%s", format, text, out)
					}
				}
			})
		}
	}
	require.Greater(t, count, 250)
}

// told returns what dot writes of a text without laying it out, and whether it
// accepts it.
func told(t *testing.T, format, text string) (string, bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "dot", format)
	cmd.Stdin = strings.NewReader(text)
	var out bytes.Buffer
	cmd.Stdout = &out
	err := cmd.Run()
	return out.String(), err == nil
}
