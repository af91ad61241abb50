package main

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/render/layout"
)

// outline returns the lines of an SVG shape; those of any other element are
// none.
func outline(e xml.StartElement) ([]polyline, error) {
	switch e.Name.Local {
	case "path":
		return readPath(attr(e, "d"))
	case "polygon", "polyline":
		return readPoints(attr(e, "points"))
	case "line":
		v, err := lengths(e, "x1", "y1", "x2", "y2")
		return []polyline{{{X: v[0], Y: v[1]}, {X: v[2], Y: v[3]}}}, err
	case "rect":
		v, err := lengths(e, "x", "y", "width", "height")
		return rectangle(layout.Rect{X: v[0], Y: v[1], W: v[2], H: v[3]}), err
	case "circle":
		v, err := lengths(e, "cx", "cy", "r")
		return ellipse(v[0], v[1], v[2], v[2]), err
	case "ellipse":
		v, err := lengths(e, "cx", "cy", "rx", "ry")
		return ellipse(v[0], v[1], v[2], v[3]), err
	}
	return nil, nil
}

// rectangle returns the corners; rounded ones are within.
func rectangle(r layout.Rect) []polyline {
	return []polyline{{{X: r.X, Y: r.Y}, {X: r.Right(), Y: r.Y}, {X: r.Right(), Y: r.Bottom()}, {X: r.X, Y: r.Bottom()}, {X: r.X, Y: r.Y}}}
}

func ellipse(cx, cy, rx, ry float64) []polyline {
	r := pathReader{}
	r.draw('M', []float64{cx - rx, cy})
	half := arc{rx: rx, ry: ry, sweep: true}
	r.arc(half, layout.Point{X: cx + rx, Y: cy})
	r.arc(half, layout.Point{X: cx - rx, Y: cy})
	return r.out
}

func readPoints(s string) ([]polyline, error) {
	v, err := (&scanner{s}).all()
	if err != nil {
		return nil, fmt.Errorf("points %.60q: %w", s, err)
	}
	var out polyline
	for i := 0; i+1 < len(v); i += 2 {
		out = append(out, layout.Point{X: v[i], Y: v[i+1]})
	}
	return []polyline{out}, nil
}

// lengths returns attributes in px, one for each name; what is absent is 0. A
// unit is refused, since none of the programs writes one in a shape.
func lengths(e xml.StartElement, names ...string) ([]float64, error) {
	out := make([]float64, len(names))
	for i, name := range names {
		s := strings.TrimSuffix(attr(e, name), "px")
		if s == "" {
			continue
		}
		var err error
		if out[i], err = strconv.ParseFloat(s, 64); err != nil {
			return out, fmt.Errorf("<%s %s=%q>: a length in px is expected", e.Name.Local, name, s)
		}
	}
	return out, nil
}

// attr returns the value of an attribute without a name space, or "".
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}
