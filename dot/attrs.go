package dot

import (
	"slices"
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

// title appends the label of a node or a group. That of one blank is the empty
// one of Graphviz, which shows nothing, as the model's empty one shows the id.
func (a *attrs) title(label string, free graph.Attrs, text func(value) string) {
	if _, raw := rawOf(free, "label"); !raw && label == blank {
		a.add("label", `""`)
		return
	}
	a.label(label, free, text)
}

// label appends a label, in its raw form if that reads as the same text.
func (a *attrs) label(label string, free graph.Attrs, text func(value) string) {
	raw, ok := rawOf(free, "label")
	written, holds := raw.source()
	switch {
	case ok && holds && text(raw) == label:
		a.add("label", written)
	default:
		a.text("label", label)
	}
	if size := smallType(label); size != "" {
		a.add("fontsize", size)
	}
}

// smallType returns the size of the type that a label needs, or nothing if the
// regular one will do: Graphviz fails on lines wider than 65,535 points, so very
// long ones are set smaller, down to the smallest there is.
func smallType(label string) string {
	const widest, regular, smallest = 10_000, 14, 1
	n := longestLine(label)
	if n*regular <= widest {
		return ""
	}
	return strconv.Itoa(max(smallest, widest/n))
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

// replace changes the value of an attribute, or appends it.
func (a *attrs) replace(key, value string) {
	for i := range *a {
		if (*a)[i].key == key {
			(*a)[i].value = value
			return
		}
	}
	a.add(key, value)
}

// freePrefix begins the attribute that a free attribute of the model is.
const freePrefix = "attrs."

func freeKey(key string) string { return quoteText(freePrefix + key) }

func (a attrs) get(key string) (value string, ok bool) {
	for _, at := range a {
		if at.key == key {
			return at.value, true
		}
	}
	return "", false
}

// first returns the attributes with one of them moved to the front.
func (a attrs) first(key string) attrs {
	for i, at := range a {
		if at.key == key {
			return slices.Concat(attrs{at}, a[:i], a[i+1:])
		}
	}
	return a
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
