package topology

import (
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
)

// styleTable has the keys of a style.
func styleTable() table[graph.Style] {
	return table[graph.Style]{what: "a style", fields: []field[graph.Style]{
		{key: "fill", blank: hashColour, set: func(r *reader, s *graph.Style, v value) {
			styled(r, s, v, graph.Style{Fill: r.text(v)})
		}},
		{key: "stroke", blank: hashColour, set: func(r *reader, s *graph.Style, v value) {
			styled(r, s, v, graph.Style{Stroke: r.text(v)})
		}},
		{key: "color", blank: hashColour, set: func(r *reader, s *graph.Style, v value) {
			styled(r, s, v, graph.Style{Color: r.text(v)})
		}},
		{key: "stroke-width", set: func(r *reader, s *graph.Style, v value) {
			styled(r, s, v, graph.Style{StrokeWidth: r.strokeWidth(v)})
		}},
		{key: "dash", set: func(r *reader, s *graph.Style, v value) {
			styled(r, s, v, graph.Style{Dash: r.text(v)})
		}},
	}}
}

func (r *reader) style(v value) graph.Style {
	var s graph.Style
	decode(r, v, styleTable(), &s)
	return s
}

// styled adds one property to a style, or reports what is wrong with it.
func styled(r *reader, s *graph.Style, v value, property graph.Style) {
	if v.Kind != yaml.ScalarNode {
		return
	}
	for _, p := range property.Problems() {
		r.Add(v.place(), "", "%s", p)
		return
	}
	*s = property.Over(*s)
}

// hashColour reports a colour that YAML takes for a comment.
func hashColour(r *reader, _ *graph.Style, v value) {
	key := v.file.Offset(v.keyPlace())
	line, _, _ := strings.Cut(v.file.Text[key:], "\n")
	hash := strings.IndexByte(line, '#')
	if hash < 0 {
		return
	}
	digits := strings.IndexFunc(line[hash+1:]+" ", func(c rune) bool { return !hexDigit(c) })
	colour := line[hash : hash+1+digits]
	if _, err := graph.ParseColor(colour); err == nil {
		r.Add(v.file.At(key+hash), "put quotes around it: "+strconv.Quote(colour), "%s has no value: # begins a comment", source.Quote(v.name()))
	}
}

func hexDigit(c rune) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// strokeWidth returns a width in px, with or without the unit. What is none is
// reported, and 0.
func (r *reader) strokeWidth(v value) float64 {
	text := strings.TrimSuffix(r.text(v), "px")
	w, err := decimal(text)
	switch {
	case v.Kind != yaml.ScalarNode:
	case err != nil || w < 0:
		r.Add(v.place(), "", "%s is a width in px, not %s", source.Quote(v.name()), v.described())
	case w == 0:
		r.Add(v.place(), "\"stroke: none\" hides the outline", "a width is more than 0 px")
	default:
		return w
	}
	return 0
}

// decimal reads a number in decimal digits: what Go reads as such, without its
// hexadecimal numbers, underscores and infinities.
func decimal(text string) (float64, error) {
	if strings.ContainsFunc(text, func(c rune) bool { return !strings.ContainsRune("0123456789.eE+-", c) }) {
		return 0, strconv.ErrSyntax
	}
	return strconv.ParseFloat(text, 64)
}
