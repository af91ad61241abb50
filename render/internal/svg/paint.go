package svg

import (
	hexadecimal "encoding/hex"
	"fmt"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/internal/scene"
)

// Mode is what surroundings a document is for.
type Mode int

// The modes. A document in Auto mode has the colours of the light as attributes
// and those of the dark in a style sheet, which a viewer that knows
// prefers-color-scheme applies where it is dark.
const (
	Auto Mode = iota
	Light
	Dark
)

// sheet is the style sheet for the dark: the declarations that elements refer to
// by class, in the order of their first use.
type sheet struct {
	classes map[string]string
	rules   []string
}

// class returns the class for a declaration.
func (s *sheet) class(declaration string) string {
	c, ok := s.classes[declaration]
	if !ok {
		c = fmt.Sprintf("d%d", len(s.rules))
		s.classes[declaration] = c
		s.rules = append(s.rules, declaration)
	}
	return c
}

// style writes the sheet. Its rules hold inside the document with the id only,
// since a page may have several documents.
func (w *writer) style(id string) {
	if len(w.sheet.rules) == 0 {
		return
	}
	w.put("<style>@media(prefers-color-scheme:dark){")
	for _, declaration := range w.sheet.rules {
		w.put("#", id, " .", w.sheet.classes[declaration], "{", declaration, "}")
	}
	w.put("}</style>\n")
}

// collect finds the rules that the document needs, before it is written.
func (w *writer) collect(s *scene.Scene) {
	w.dark("fill", s.Background)
	for _, it := range s.Items {
		for _, p := range it.Prims {
			switch p := p.(type) {
			case scene.Shape:
				w.dark("fill", p.Fill)
				w.dark("stroke", p.Stroke)
			case scene.Text:
				w.dark("fill", p.Color)
			}
		}
	}
}

// dark returns the class that gives an element its colour in the dark, or ""
// where it is the same as in the light.
func (w *writer) dark(property string, p scene.Paint) string {
	if w.mode != Auto {
		return ""
	}
	light, dark := values(p.Light), values(p.Dark)
	if light == dark {
		return ""
	}
	declaration := property + ":" + dark.color
	if light.opacity != dark.opacity {
		declaration += ";" + property + "-opacity:" + dark.opacity
	}
	return w.sheet.class(declaration)
}

// paints writes the fill and, if it has one, the stroke of an element, with the
// classes for the dark.
func (w *writer) paints(fill, stroke scene.Paint) {
	w.paint("fill", fill)
	if stroke != (scene.Paint{}) {
		w.paint("stroke", stroke)
	}
	classes := strings.TrimSpace(w.dark("fill", fill) + " " + w.dark("stroke", stroke))
	if classes != "" {
		w.attr("class", classes)
	}
}

func (w *writer) paint(property string, p scene.Paint) {
	v := values(p.Light)
	if w.mode == Dark {
		v = values(p.Dark)
	}
	w.attr(property, v.color)
	if v.opacity != "1" {
		w.attr(property+"-opacity", v.opacity)
	}
}

// value is a colour as every reader of SVG knows it, which not all do the forms
// with four or eight digits: a name or hexadecimal digits, and the opacity.
type value struct{ color, opacity string }

func values(color string) value {
	c, err := graph.ParseColor(color)
	switch {
	case color == "" || err != nil || c.A == 0:
		return value{"none", "1"}
	case c.A == 255 && (!strings.HasPrefix(color, "#") || len(color) == 4):
		return value{color, "1"}
	}
	return value{hex(c), num(float64(c.A) / 255)}
}

// hex writes a colour without its opacity, in the short form if it has one.
func hex(c graph.Color) string {
	long := hexadecimal.EncodeToString([]byte{c.R, c.G, c.B})
	if long[0] == long[1] && long[2] == long[3] && long[4] == long[5] {
		return "#" + long[0:1] + long[2:3] + long[4:5]
	}
	return "#" + long
}
