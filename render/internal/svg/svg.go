// Package svg writes a scene as an SVG document: one element a line, no script,
// nothing that is loaded from elsewhere, and no style sheet but the colours for
// the dark.
package svg

import (
	"bufio"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/render/internal/font"
	"github.com/topodraw/topodraw/render/internal/scene"
)

// Write writes a scene. Its texts may hold anything that XML 1.0 can.
func Write(w io.Writer, s *scene.Scene, mode Mode) error {
	out := &writer{Writer: bufio.NewWriterSize(w, 1<<16), mode: mode, sheet: sheet{classes: make(map[string]string)}}
	out.collect(s)
	out.document(s)
	return out.Flush()
}

// writer collects the document. A bufio.Writer keeps its first error until
// Flush, so that nothing in between has to look at it.
type writer struct {
	*bufio.Writer
	mode  Mode
	sheet sheet
}

func (w *writer) put(parts ...string) {
	for _, p := range parts {
		_, _ = w.WriteString(p)
	}
}

// attr writes an attribute whose value may be any text.
func (w *writer) attr(name, value string) { w.put(" ", name, `="`, escape(value), `"`) }

func (w *writer) document(s *scene.Scene) {
	id := w.prefix(s)
	width, height := num(s.Size.W), num(s.Size.H)
	w.put(`<svg xmlns="http://www.w3.org/2000/svg" id="`, id, `" width="`, width, `" height="`, height,
		`" viewBox="0 0 `, width, ` `, height, `" role="`, role(s), `" aria-labelledby="`, id, `-title `, id, `-desc"`)
	w.attr("font-family", font.Family)
	w.put(` style="max-width:100%;height:auto">`, "\n")
	title := s.Title
	if title == "" {
		title = "Topology"
	}
	w.put(`<title id="`, id, `-title">`, escape(title), "</title>\n")
	w.put(`<desc id="`, id, `-desc">`, escape(s.Description), "</desc>\n")
	w.style(id)
	w.put(`<rect width="`, width, `" height="`, height, `"`)
	w.paints(s.Background, scene.Paint{})
	w.put("/>\n")
	for _, it := range s.Items {
		w.item(it)
	}
	w.put("</svg>\n")
}

// role returns the ARIA role of the document. An image is one thing to a screen
// reader, which reads its description; links in it could not be reached, so a
// drawing with links is a group.
func role(s *scene.Scene) string {
	if slices.ContainsFunc(s.Items, func(it scene.Item) bool { return it.Link != "" }) {
		return "group"
	}
	return "img"
}

// prefix makes the ids of one document different from those of others that
// share a page with it, the same topology in another theme or size included: it
// depends on what is drawn and on nothing else.
func (w *writer) prefix(s *scene.Scene) string {
	h := fnv.New32a()
	put := func(text string) { _, _ = h.Write(append([]byte(text), 0)) }
	put(s.Title)
	put(num(s.Size.W))
	put(num(s.Size.H))
	for _, declaration := range w.sheet.rules {
		put(declaration)
	}
	for _, it := range s.Items {
		for _, d := range it.Data {
			put(d.Value)
		}
	}
	return fmt.Sprintf("td%08x", h.Sum32())
}

func (w *writer) item(it scene.Item) {
	w.put(`<g class="`, string(it.Role), `"`)
	for _, d := range it.Data {
		w.attr("data-"+d.Name, d.Value)
	}
	w.put(">")
	if it.Tooltip != "" {
		w.put("<title>", escape(it.Tooltip), "</title>")
	}
	if it.Link != "" {
		w.put("<a")
		w.attr("href", it.Link)
		w.attr("aria-label", it.Name)
		w.put(">")
	}
	for _, p := range it.Prims {
		w.prim(p)
	}
	if it.Link != "" {
		w.put("</a>")
	}
	w.put("</g>\n")
}

func (w *writer) prim(p scene.Prim) {
	switch p := p.(type) {
	case scene.Shape:
		w.shape(p)
	case scene.Text:
		w.text(p)
	}
}

func (w *writer) shape(s scene.Shape) {
	w.put("\n", `<path d="`, pathData(s.Path), `"`)
	w.paints(s.Fill, s.Stroke)
	if s.Stroke != (scene.Paint{}) {
		if s.StrokeWidth != 1 {
			w.put(` stroke-width="`, num(s.StrokeWidth), `"`)
		}
		if s.Dash != "" {
			w.attr("stroke-dasharray", s.Dash)
		}
		if s.Round {
			w.put(` stroke-linecap="round" stroke-linejoin="round"`)
		}
	}
	w.put("/>")
}

func (w *writer) text(t scene.Text) {
	w.put("\n<text")
	if t.Centered {
		w.put(` text-anchor="middle"`)
	}
	w.put(` font-size="`, num(t.Size), `"`)
	if t.Bold {
		w.put(` font-weight="bold"`)
	}
	w.paints(t.Color, scene.Paint{})
	if keepsSpaces(t.Lines) {
		w.put(` xml:space="preserve"`)
	}
	if len(t.Lines) == 1 {
		w.put(` x="`, num(t.X), `" y="`, num(t.Y), `">`, escape(t.Lines[0]), "</text>")
		return
	}
	w.put(">")
	for i, line := range t.Lines {
		if strings.TrimSpace(line) != "" {
			w.put(`<tspan x="`, num(t.X), `" y="`, num(t.Y+float64(i)*t.LineHeight), `">`, escape(line), "</tspan>")
		}
	}
	w.put("</text>")
}

// keepsSpaces reports whether the lines have spaces that XML would fold.
func keepsSpaces(lines []string) bool {
	for _, l := range lines {
		if l != strings.TrimSpace(l) || strings.Contains(l, "  ") {
			return true
		}
	}
	return false
}
