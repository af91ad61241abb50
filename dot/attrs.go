package dot

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/topodraw/topodraw/graph"
)

// attr is an attribute with its value as it is written, quotes included.
type attr struct{ key, value string }

type attrs []attr

// add appends an attribute whose value is a plain word or a number.
func (a *attrs) add(key, value string) { *a = append(*a, attr{key, value}) }

// text appends an attribute whose value is a text, unless it is empty.
func (a *attrs) text(key, value string) {
	if value != "" {
		a.add(key, quoteText(value))
	}
}

// label appends a label. Graphviz fails on lines wider than 65,535 points, so
// very long ones are set in a smaller type, down to the smallest there is.
func (a *attrs) label(label string) {
	const widest, regular, smallest = 10_000, 14, 1
	a.text("label", label)
	if n := longestLine(label); n*regular > widest {
		a.add("fontsize", strconv.Itoa(max(smallest, widest/n)))
	}
}

// longestLine returns the length of the longest line, in characters.
func longestLine(text string) int {
	longest := 0
	for line := range strings.SplitSeq(text, "\n") {
		longest = max(longest, utf8.RuneCountInString(line))
	}
	return longest
}

// word is text without quotes where the value is one word.
func (a *attrs) word(key, value string) {
	if isWord(value) {
		a.add(key, value)
		return
	}
	a.text(key, value)
}

// free appends free attributes, under keys that Graphviz does not have.
func (a *attrs) free(free graph.Attrs) {
	for _, f := range free {
		a.add(freeKey(f.Key), quoteText(f.Value))
	}
}

func freeKey(key string) string { return quoteText("attrs." + key) }

func (a attrs) get(key string) (value string, ok bool) {
	for _, at := range a {
		if at.key == key {
			return at.value, true
		}
	}
	return "", false
}

// without returns the attributes that say something else than the defaults.
func (a attrs) without(defaults attrs) attrs {
	var out attrs
	for _, at := range a {
		if v, ok := defaults.get(at.key); !ok || v != at.value {
			out = append(out, at)
		}
	}
	return out
}

// lacking returns the defaults that are not among the attributes, set to
// nothing.
func (a attrs) lacking(defaults attrs) attrs {
	var out attrs
	for _, d := range defaults {
		if _, ok := a.get(d.key); !ok && d.value != `""` {
			out = append(out, attr{d.key, `""`})
		}
	}
	return out
}

// String returns the list in brackets.
func (a attrs) String() string {
	pairs := make([]string, len(a))
	for i, at := range a {
		pairs[i] = at.key + "=" + at.value
	}
	return "[" + strings.Join(pairs, ", ") + "]"
}

// suffix returns the list as it follows a node or an edge: nothing if empty.
func (a attrs) suffix() string {
	if len(a) == 0 {
		return ";"
	}
	return " " + a.String() + ";"
}
