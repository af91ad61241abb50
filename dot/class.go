package dot

import (
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// formatStyle writes a style as CSS does, for an attribute that Graphviz does
// not look at.
func formatStyle(st graph.Style) string {
	var parts []string
	add := func(key, value string) {
		if value != "" {
			parts = append(parts, key+":"+value)
		}
	}
	add("fill", st.Fill)
	add("stroke", st.Stroke)
	add("color", st.Color)
	if st.StrokeWidth != 0 {
		add("stroke-width", strconv.FormatFloat(st.StrokeWidth, 'f', -1, 64))
	}
	add("stroke-dasharray", st.Dash)
	return strings.Join(parts, ";")
}

// parseStyle reads what formatStyle writes, and reports whether it is a style.
func parseStyle(text string) (graph.Style, bool) {
	var st graph.Style
	for part := range strings.SplitSeq(text, ";") {
		key, value, _ := strings.Cut(part, ":")
		switch key {
		case "":
		case "fill":
			st.Fill = value
		case "stroke":
			st.Stroke = value
		case "color":
			st.Color = value
		case "stroke-width":
			width, err := strconv.ParseFloat(value, 64)
			if err != nil {
				return st, false
			}
			st.StrokeWidth = width
		case "stroke-dasharray":
			st.Dash = value
		default:
			return st, false
		}
	}
	return st, st.Problems() == nil
}
