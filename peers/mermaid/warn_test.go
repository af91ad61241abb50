//go:build peers

package mermaid_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// lost names texts of which Mermaid loses something without a word, or the model
// cannot hold something, and the line where that is.
func lost() map[string]int {
	return map[string]int{
		"a line with a direction in a label is lost":         3,
		"a line with a direction in an edge label is lost":   2,
		"a subgraph's direction from a label":                3,
		"direction outside of a subgraph":                    2,
		"click with a script is no link":                     3,
		"click on a node that is not there":                  3,
		"class of a node not there yet":                      3,
		"class of one that is not there":                     3,
		"a node belongs to the first subgraph that names it": 6,
		"unknown property":                                   2,
	}
}

// TestAgreeWarnings checks that what is lost is told with its line, and that
// texts with nothing to lose are read without a word.
func TestAgreeWarnings(t *testing.T) {
	t.Parallel()
	lines := lost()
	for _, s := range table(t) {
		r := read(s)
		line, loses := lines[s.name]
		switch {
		case loses:
			require.NoError(t, r.err, s.name)
			require.NotEmpty(t, r.warnings, s.name)
			require.Equal(t, line, r.warnings[0].Pos.Line, s.name)
			delete(lines, s.name)
		case slices.Contains(words("chains.txt", "documents.txt", "accessibility.txt", "nodes-brackets.txt"), s.file):
			require.Empty(t, r.warnings, s.name)
		}
	}
	require.Empty(t, lines, "not in the table")
}
