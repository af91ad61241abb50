// Package suggest finds the word that was probably meant.
package suggest

import (
	"strings"
	"unicode/utf8"
)

// Nearest returns the known word that is nearest to a mistyped one, or "" if
// none is near: a third of the letters, and at least one, may be added, left
// out, replaced or swapped with their neighbour, but never all of them. Case
// does not count. Of words equally near the first wins.
func Nearest(word string, known []string) string {
	if word == "" || len(word) > maxLen {
		return ""
	}
	w := []rune(strings.ToLower(word))
	nearest, best := "", min(1+max(1, len(w)/3), len(w))
	for _, k := range known {
		off := utf8.RuneCountInString(k) - len(w)
		if k == word || len(k) > maxLen || max(off, -off) >= best {
			continue
		}
		if d := distance(w, []rune(strings.ToLower(k))); d < best {
			nearest, best = k, d
		}
	}
	return nearest
}

// maxLen is a length in bytes beyond which a word is no slip of the finger, and
// the time that a comparison takes is no longer small.
const maxLen = 100

// distance is the optimal string alignment distance: as Levenshtein's, with the
// swap of two neighbours as one step.
func distance(a, b []rune) int {
	// Rows of the usual table: the one before the last, the last, the current.
	prev2, prev, cur := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := range a {
		cur[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			cur[j+1] = min(prev[j+1]+1, cur[j]+1, prev[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				cur[j+1] = min(cur[j+1], prev2[j-1]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}
