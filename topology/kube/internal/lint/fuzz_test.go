package lint_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/lint"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// FuzzCheck holds what is true of all findings: each has a rule, a place in the
// input, and one line to say.
func FuzzCheck(f *testing.F) {
	for _, s := range files(f, "testdata", "*.yaml") {
		f.Add(s.Data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		rules := lint.Codes()
		lines := strings.Count(strings.ReplaceAll(string(data), "\r", "\n"), "\n") + 1
		for _, found := range check(lint.Options{}, manifest.Source{Name: "in.yaml", Path: "in.yaml", Data: data}) {
			require.Contains(t, rules, found.Code)
			require.LessOrEqual(t, found.Pos.Line, lines)
			require.NotEmpty(t, found.Message)
			if found.Code == lint.CodeSyntax {
				continue // the words of package manifest
			}
			for _, text := range []string{found.Message, found.Hint} {
				require.False(t, strings.ContainsFunc(text, unicode.IsControl), "%q", text)
			}
		}
	})
}
