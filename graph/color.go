package graph

import (
	"fmt"
	"strconv"
	"strings"
)

// Color is a colour in sRGB with its opacity, 0 to 255 each.
type Color struct{ R, G, B, A uint8 }

// ParseColor reads a colour as every output format understands it: #rgb, #rgba,
// #rrggbb, #rrggbbaa, a CSS colour name in any case, "transparent" or "none".
// Functions such as rgb() and var() are refused: Mermaid cannot read them.
func ParseColor(s string) (Color, error) {
	if hex, ok := strings.CutPrefix(s, "#"); ok {
		return parseHex(s, hex)
	}
	name := strings.ToLower(s)
	if name == "transparent" || name == "none" {
		return Color{}, nil
	}
	if rgb, ok := cssColor(name); ok {
		return Color{uint8(rgb >> 16), uint8(rgb >> 8), uint8(rgb), 255}, nil
	}
	return Color{}, fmt.Errorf("%q is not a colour: write #rgb, #rrggbb or a CSS colour name", s)
}

func parseHex(s, hex string) (Color, error) {
	if len(hex) == 3 || len(hex) == 4 {
		var long strings.Builder
		for i := range len(hex) {
			long.WriteByte(hex[i])
			long.WriteByte(hex[i])
		}
		hex = long.String()
	}
	if len(hex) == 6 {
		hex += "ff"
	}
	v, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 8 {
		return Color{}, fmt.Errorf("%q is not a colour: # takes 3, 4, 6 or 8 hexadecimal digits", s)
	}
	return Color{uint8(v >> 24), uint8(v >> 16), uint8(v >> 8), uint8(v)}, nil
}
