package cli_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestHostileNamesOfViews(t *testing.T) {
	t.Parallel()
	const evil = "\x1b]0;x\a\x1b[31m\n"
	for _, flag := range []string{"--focus", "--group", "--collapse", "--hide-kind", "--depth", "--timeout"} {
		r := run(t, []string{"render", flag, evil}, web)
		require.Equal(t, 2, r.code, flag)
		require.Empty(t, r.stdout, flag)
		require.NotContains(t, r.stderr, "\x1b", flag)
		require.LessOrEqual(t, strings.Count(r.stderr, "\n"), 2, flag)
	}
}

// TestUnknownNameAmongMany checks that an error does not list a whole topology.
func TestUnknownNameAmongMany(t *testing.T) {
	t.Parallel()
	var file strings.Builder
	file.WriteString("groups:\n")
	for i := range 3_000 {
		_, _ = fmt.Fprintf(&file, "  group number %d:\n", i)
	}
	for _, flag := range []string{"--focus", "--group", "--collapse"} {
		r := run(t, []string{"render", flag, "none of these"}, file.String())
		require.Equal(t, 2, r.code)
		require.Less(t, len(r.stderr), 200)
		r = run(t, []string{"render", flag, "group nubmer 2999"}, file.String())
		require.Contains(t, r.stderr, `did you mean "group number`)
	}
}
