package delta

import (
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// name returns an id or another word, in quotes if it could be taken for something
// else. It has no effect on a terminal.
func name(id string) string {
	q := strconv.Quote(id)
	if id == "" || q[1:len(q)-1] == id && !strings.ContainsAny(id, " →:,;()") {
		return id
	}
	return q
}

// maxValue is the length in characters up to which a value is quoted whole, and
// around how many are left beside what differs.
const (
	maxValue = 80
	around   = 20
)

// quoted returns a value in quotes, on one line, cut where it is long.
func quoted(value string) string {
	r := []rune(value)
	if len(r) <= maxValue {
		return strconv.Quote(value)
	}
	return strconv.Quote(string(r[:maxValue])) + "…"
}

// both returns the two values of a change in quotes. Where they are long, what they
// begin and end with alike is left out.
func both(c graph.Change) (old, new string) {
	a, b := []rune(c.Old), []rune(c.New)
	if len(a) <= maxValue && len(b) <= maxValue {
		return quoted(c.Old), quoted(c.New)
	}
	start := 0
	for start < min(len(a), len(b)) && a[start] == b[start] {
		start++
	}
	end := 0
	for end < min(len(a), len(b))-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	start, end = max(0, start-around), max(0, end-around)
	return part(a, start, end), part(b, start, end)
}

// part quotes the middle of a text, without a number of characters at each end.
func part(text []rune, start, end int) string {
	out := quoted(string(text[start : len(text)-end]))
	if start > 0 {
		out = "…" + out
	}
	if end > 0 && !strings.HasSuffix(out, "…") {
		out += "…"
	}
	return out
}
