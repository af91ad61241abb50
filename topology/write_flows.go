package topology

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/topodraw/topodraw/graph"
)

func (w *writer) flows() {
	edges := w.g.Edges()
	if len(edges) == 0 {
		return
	}
	w.line(0, "flows:")
	for len(edges) > 0 {
		edges = edges[w.flow(edges):]
	}
}

// flow writes the first of some edges, and those that join it in one flow, and
// returns how many that are.
func (w *writer) flow(edges []*graph.Edge) int {
	e := edges[0]
	text, n := arrowText(edges)
	if n == 0 || len(text) > maxKey/2 {
		w.flowItem(objectFields(e))
		return 1
	}
	extras := edgeExtras(e)
	if e.Label == "" && len(extras) == 0 {
		w.line(indentStep, "- "+quoteBlock(text))
		return n
	}
	var label yamlValue
	if e.Label != "" {
		label = yamlText{text: e.Label, label: true}
	}
	w.item(indentStep, append(yamlMap{{text, label}}, extras...))
	return n
}

// flowItem writes a flow in the object form, on one line if it fits.
func (w *writer) flowItem(fields yamlMap) {
	if line := fields.flow(); w.fits(indentStep+2, line) {
		w.line(indentStep, "- "+line)
		return
	}
	w.item(indentStep, fields)
}

// signOf returns the sign between the ends of an edge, and whether there is
// one.
func signOf(e *graph.Edge) (sign string, ok bool) {
	want := arrow{line: e.Line, head: e.Head, tail: e.Tail}
	for _, sign := range []string{"->", "..>", "==>", "<->", "<..>", "<==>", "--", "..", "=="} {
		if a, _ := arrowOf(sign); a == want {
			return sign, true
		}
	}
	return "", false
}

func objectFields(e *graph.Edge) yamlMap {
	var m yamlMap
	m.text("from", e.From)
	m.text("to", e.To)
	m.label(e.Label)
	m.text("line", string(e.Line))
	m.text("head", string(e.Head))
	m.text("tail", string(e.Tail))
	return append(m, edgeExtras(e)...)
}

// edgeExtras returns what may stand beside an arrow.
func edgeExtras(e *graph.Edge) yamlMap {
	var m yamlMap
	m.text("id", e.ID)
	m.style(e.Style)
	m.classes(e.Classes)
	m.text("link", e.Link)
	m.text("tooltip", e.Tooltip)
	m.attrs(e.Attrs)
	return m
}

// arrowText returns the text of a flow that begins with the first of some edges,
// and how many edges it stands for: none where there is no sign for the edge.
func arrowText(edges []*graph.Edge) (text string, n int) {
	e := edges[0]
	sign, ok := signOf(e)
	if !ok {
		return "", 0
	}
	text = flowWord(e.From) + " " + sign + " "
	room := maxWidth - indentStep - len("- ") - utf8.RuneCountInString(text)
	if e.Label != "" {
		room -= len(": ") + utf8.RuneCountInString(e.Label)
	}
	if ids := fan(edges, room); len(ids) > 1 {
		return text + "[" + strings.Join(ids, ", ") + "]", len(ids)
	}
	ids := steps(edges, sign, room)
	return text + strings.Join(ids, " "+sign+" "), len(ids)
}

// fan returns the ends of the edges that lead from one node to different ones
// and are alike otherwise, as far as there is room for them. The brackets take the room
// of the comma that the last one does not have.
func fan(edges []*graph.Edge, room int) []string {
	var ids, words []string
	for i, e := range edges {
		word := flowWord(e.To)
		room -= utf8.RuneCountInString(word) + len(", ")
		if i > 0 && (room < 0 || e.From != edges[0].From || !alike(e, edges[0]) || slices.Contains(ids, e.To)) {
			break
		}
		ids, words = append(ids, e.To), append(words, word)
	}
	return words
}

// steps returns the ends of the edges that form a chain: each leads on from the
// one before, to where the chain was not yet, and none of them has a label.
func steps(edges []*graph.Edge, sign string, room int) []string {
	ids := []string{edges[0].From, edges[0].To}
	words := []string{flowWord(edges[0].To)}
	room -= utf8.RuneCountInString(words[0])
	for i, e := range edges[1:] {
		last := edges[i]
		word := flowWord(e.To)
		room -= utf8.RuneCountInString(word) + len(sign) + 2
		if room < 0 || e.From != last.To || e.Label != "" || !alike(e, edges[0]) || slices.Contains(ids, e.To) || forks(edges[i+1:]) {
			break
		}
		ids, words = append(ids, e.To), append(words, word)
	}
	return words
}

// forks reports whether a list of ends begins here, which would be torn apart.
func forks(edges []*graph.Edge) bool {
	return len(edges) > 1 && edges[0].From == edges[1].From && alike(edges[0], edges[1])
}

// alike reports whether two edges differ in nothing but their ends, and have no
// ids: those of one flow would be numbered.
func alike(a, b *graph.Edge) bool {
	return a.Label == b.Label && a.Line == b.Line && a.Head == b.Head && a.Tail == b.Tail &&
		a.Style == b.Style && a.Link == b.Link && a.Tooltip == b.Tooltip && a.ID == "" && b.ID == "" &&
		slices.Equal(a.Classes, b.Classes) && slices.Equal(a.Attrs, b.Attrs)
}

// flowWord returns an id as it stands in a flow: in quotes where the text could
// be read as something else.
func flowWord(id string) string {
	if bareWord(id) {
		return id
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(id) + `"`
}

func bareWord(id string) bool {
	if strings.ContainsAny(id, "\t\n,[]\"") || strings.Contains(id, "->") {
		return false
	}
	for token := range strings.SplitSeq(id, " ") {
		if token == "" || strings.HasSuffix(token, ":") || isArrow(token) {
			return false
		}
	}
	return true
}
