package topology

import (
	"slices"

	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/internal/suggest"
)

// maxHints bounds how often a hint is looked for: a file in which every name is
// unknown shall not take quadratic time.
const maxHints = MaxDiagnostics

// didYouMean returns a hint that names the candidate nearest to a word, the
// first of several, or no hint if none is near.
func (r *reader) didYouMean(word string, candidates []string) string {
	if r.hints++; r.hints > maxHints {
		return ""
	}
	if best := suggest.Nearest(word, candidates); best != "" {
		return "did you mean " + bare(best) + "?"
	}
	return ""
}

// bare returns a name as a hint shows it: in quotes only where it needs them.
func bare(name string) string {
	if slices.ContainsFunc([]rune(name), func(c rune) bool { return !plain(c) }) {
		return source.Quote(name)
	}
	return name
}

func plain(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.' || c == '/'
}
