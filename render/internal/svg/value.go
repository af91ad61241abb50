package svg

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/render/internal/scene"
	"github.com/topodraw/topodraw/render/layout"
)

// num writes a number with at most two decimals and no needless zeros.
func num(v float64) string {
	v = math.Round(v*100) / 100
	if v == 0 {
		v = 0 // not "-0"
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// pathData writes a path in SVG's path language, horizontal and vertical lines
// in their short form.
func pathData(p scene.Path) string {
	var b strings.Builder
	var at layout.Point
	put := func(verb byte, vs ...float64) {
		b.WriteByte(verb)
		for i, v := range vs {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(num(v))
		}
	}
	for _, s := range p {
		end := at
		switch s.Verb {
		case scene.MoveTo:
			end = s.P[0]
			put('M', end.X, end.Y)
		case scene.LineTo:
			end = s.P[0]
			line(put, at, end)
		case scene.QuadTo:
			end = s.P[1]
			put('Q', s.P[0].X, s.P[0].Y, end.X, end.Y)
		case scene.CubicTo:
			end = s.P[2]
			put('C', s.P[0].X, s.P[0].Y, s.P[1].X, s.P[1].Y, end.X, end.Y)
		case scene.ArcTo:
			end = s.P[1]
			put('A', math.Abs(end.X-at.X), math.Abs(end.Y-at.Y), 0, 0, sweep(at, s.P[0], end), end.X, end.Y)
		case scene.Close:
			put('Z')
		}
		at = end
	}
	return b.String()
}

func line(put func(byte, ...float64), from, to layout.Point) {
	level, upright := math.Round(from.Y*100) == math.Round(to.Y*100), math.Round(from.X*100) == math.Round(to.X*100)
	switch {
	case level && upright:
	case level:
		put('H', to.X)
	case upright:
		put('V', to.Y)
	default:
		put('L', to.X, to.Y)
	}
}

// sweep is SVG's sweep flag: 1 for an arc that turns clockwise on the screen.
func sweep(from, corner, to layout.Point) float64 {
	if (corner.X-from.X)*(to.Y-corner.Y)-(corner.Y-from.Y)*(to.X-corner.X) > 0 {
		return 1
	}
	return 0
}

// escape makes a text safe inside an element and inside an attribute in double
// quotes. Line breaks and tabs are written so that attributes keep them, and
// characters that XML cannot hold become U+FFFD.
func escape(s string) string {
	if strings.IndexFunc(s, special) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r == '\n' || r == '\t' || r == '\r':
			fmt.Fprintf(&b, "&#%d;", r)
		case special(r):
			b.WriteRune('\uFFFD')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func special(r rune) bool {
	return r < 0x20 || strings.ContainsRune(`&<>"`, r) || r == 0xFFFE || r == 0xFFFF || r == '\uFFFD'
}
