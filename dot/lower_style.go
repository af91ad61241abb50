package dot

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// modelledAlways reports what has a field in the model whatever its value is.
func modelledAlways(key string) bool {
	switch key {
	case "kind", "icon", "subtitle", "tooltip", "URL", "href", "class", "label", "style":
		return true
	}
	return false
}

// modelledOfNode reports the attributes of nodes that may go into the model,
// and therefore never are one default for all.
func modelledOfNode(key string) bool {
	switch key {
	case "shape", "fillcolor", "color", "fontcolor", "penwidth", "peripheries", "dash", "colorscheme":
		return true
	}
	return modelledAlways(key) || strings.HasPrefix(key, freePrefix)
}

// modelledOfEdge is the same for edges.
func modelledOfEdge(key string) bool {
	switch key {
	case "color", "fontcolor", "penwidth", "dir", "arrowhead", "arrowtail", "lhead", "ltail",
		"headgroup", "tailgroup", "id", "dash", "line", "colorscheme", "key":
		return true
	}
	return modelledAlways(key) || strings.HasPrefix(key, freePrefix)
}

// color takes a colour, unless the model does not have it.
func (v *view) color(key string) string {
	raw, ok := v.take(key)
	if !ok || raw.text == "" {
		return ""
	}
	scheme, _ := v.get("colorscheme")
	c, ok := modelColor(raw.text, scheme.value.text)
	if !ok {
		v.leave(key)
	}
	return c[:len(c)*btoi(ok)]
}

// width takes a width of lines, in px, unless the model cannot have it: it has
// neither none at all nor very wide ones.
func (v *view) width() float64 {
	raw, ok := v.take("penwidth")
	if !ok {
		return 0
	}
	pt, err := strconv.ParseFloat(strings.TrimSpace(raw.text), 64)
	px := math.Round(pt*96/72*1000) / 1000
	if err != nil || !(px > 0) || (graph.Style{StrokeWidth: px}).Problems() != nil {
		v.leave("penwidth")
		return 0
	}
	return px
}

// The patterns that Graphviz draws, in px.
const (
	dashedPattern = "5 2"
	dottedPattern = "1 5"
)

// styles takes the style, a list of words of which some have arguments.
func (v *view) styles() []string {
	raw, _ := v.take("style")
	var words []string
	depth, from := 0, 0
	for i := 0; i <= len(raw.text); i++ {
		if i < len(raw.text) {
			switch c := raw.text[i]; {
			case c == '(':
				depth++
				continue
			case c == ')':
				depth--
				continue
			case depth > 0 || c != ',' && c != ' ' && c != '\t' && c != '\n':
				continue
			}
		}
		if from < i {
			words = append(words, raw.text[from:i])
		}
		from = i + 1
	}
	return words
}

// cut takes a word out of a list and reports whether it was there.
func cut(words *[]string, word string) bool {
	i := slices.Index(*words, word)
	if i < 0 {
		return false
	}
	*words = slices.DeleteFunc(*words, func(w string) bool { return w == word })
	return true
}

// dash takes the pattern of a line: the one that Write gave beside the style,
// or that of the style.
func (v *view) dash(words *[]string) string {
	pattern := ""
	if cut(words, "dotted") {
		pattern = dottedPattern
	}
	if cut(words, "dashed") {
		pattern = dashedPattern
	}
	if told, ok := v.take("dash"); ok && pattern == dashedPattern && dashed(graph.Style{Dash: told.text}) {
		return told.text
	}
	return pattern
}

// keepStyles keeps the words of a style that the model has nothing for.
func keepStyles(words []string, free *graph.Attrs) {
	if len(words) > 0 {
		setFree(free, rawPrefix+"style", rawText(value{text: strings.Join(words, ",")}))
	}
}

// fill takes the colour inside a node, which has one only if it is filled: the
// colour to fill with, or that of its line, or a grey.
func (l *lowerer) fill(v *view, filled bool, outline ...string) string {
	if !filled {
		if s, ok := v.get("fillcolor"); ok && s.value.text != "" {
			v.take("fillcolor")
			l.leftOut(s.at, `add style=filled`, "a fillcolor has no effect without style=filled: it is left out")
		}
		return ""
	}
	for _, key := range append([]string{"fillcolor"}, outline...) {
		s, ok := v.get(key)
		if !ok || s.value.text == "" {
			continue
		}
		if key != "fillcolor" { // what it is for the line remains to be taken
			w := view{own: v.own, base: v.base}
			return w.color(key)
		}
		return v.color(key)
	}
	return "#d3d3d3"
}

// plainStyle takes out of a style what the theme gives anyway.
func plainStyle(st, theme graph.Style) graph.Style {
	drop := func(own *string, given string) {
		if *own != "" && color(*own) == color(given) {
			*own = ""
		}
	}
	drop(&st.Fill, theme.Fill)
	drop(&st.Stroke, theme.Stroke)
	if points(st.StrokeWidth) == points(theme.StrokeWidth) {
		st.StrokeWidth = 0
	}
	if st.Dash == theme.Dash {
		st.Dash = ""
	}
	return st
}
