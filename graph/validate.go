package graph

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Validate reports every problem of the graph at once, as [Diagnostics], or nil
// if it can be written in every format:
//
//   - ids that are empty or used twice, among nodes and groups together;
//   - edges, nodes and groups that name an end or a group that does not exist,
//     and groups that contain themselves;
//   - directions, shapes, lines, arrows, colours, widths and dashes that are
//     none, and links that are not safe;
//   - text that is not UTF-8 or has noncharacters of Unicode, or control
//     characters other than line breaks and tabs, which no format can hold.
//
// It takes time in proportion to the graph.
func (g *Graph) Validate() error {
	v := &validator{g: g}
	v.graph()
	v.ids()
	for _, n := range g.nodes {
		v.node(n)
	}
	v.groups()
	for _, e := range g.edges {
		v.edge(e)
	}
	return v.ds.Err()
}

type validator struct {
	g  *Graph
	ds Diagnostics
}

func (v *validator) add(at Pos, format string, args ...any) {
	v.ds = append(v.ds, Diagnostic{Pos: at, Message: fmt.Sprintf(format, args...)})
}

func (v *validator) graph() {
	g := v.g
	v.text(g.Pos, "the title", g.Title)
	v.text(g.Pos, "the description", g.Description)
	v.text(g.Pos, "the theme", g.Theme)
	v.attrs(g.Pos, "the graph", g.Attrs)
	v.direction(g.Pos, "the graph", g.Direction)
	seen := make(map[string]bool)
	for _, c := range g.classes {
		who := "class " + strconv.Quote(c.Name)
		if c.Name == "" || strings.ContainsFunc(c.Name, unicode.IsSpace) {
			v.add(c.Pos, "%s: the name of a class is one word", who)
		}
		if seen[c.Name] {
			v.add(c.Pos, "%s is defined twice", who)
		}
		seen[c.Name] = true
		v.text(c.Pos, who, c.Name)
		v.style(c.Pos, who, c.Style)
	}
}

// ids checks the one space of names that nodes and groups share.
func (v *validator) ids() {
	first := make(map[string]Pos, len(v.g.nodes)+len(v.g.groups))
	check := func(what, id string, at Pos, indexed bool) {
		if id == "" {
			v.add(at, "a %s has no id", what)
			return
		}
		if prev, taken := first[id]; taken {
			where := ""
			if s := prev.String(); s != "" {
				where = ", first at " + s
			}
			v.add(at, "the id %q is used twice%s", id, where)
			return
		}
		first[id] = at
		if !indexed {
			v.add(at, "the id of %s %q was changed after it was added", what, id)
		}
	}
	for _, n := range v.g.nodes {
		check("node", n.ID, n.Pos, v.g.nodeByID[n.ID] == n)
	}
	for _, gr := range v.g.groups {
		check("group", gr.ID, gr.Pos, v.g.groupByID[gr.ID] == gr)
	}
}

func (v *validator) node(n *Node) {
	who := "node " + strconv.Quote(n.ID)
	v.text(n.Pos, who, n.ID, n.Kind, n.Label, n.Subtitle, n.Tooltip, n.Icon)
	v.common(n.Pos, who, n.Style, n.Classes, n.Link, n.Attrs)
	if !known(n.Shape, Shapes()) {
		v.add(n.Pos, "%s: %q is not a shape", who, n.Shape)
	}
	v.parent(n.Pos, who, n.Group)
}

func (v *validator) groups() {
	loose := v.g.looseGroups()
	for _, gr := range v.g.groups {
		who := "group " + strconv.Quote(gr.ID)
		v.text(gr.Pos, who, gr.ID, gr.Kind, gr.Label, gr.Tooltip)
		v.common(gr.Pos, who, gr.Style, gr.Classes, gr.Link, gr.Attrs)
		v.direction(gr.Pos, who, gr.Direction)
		v.parent(gr.Pos, who, gr.Parent)
		if loose[gr] {
			v.add(gr.Pos, "%s contains itself", who)
		}
	}
}

func (v *validator) edge(e *Edge) {
	who := fmt.Sprintf("edge %q to %q", e.From, e.To)
	v.text(e.Pos, who, e.ID, e.Label, e.Tooltip)
	v.common(e.Pos, who, e.Style, e.Classes, e.Link, e.Attrs)
	for _, end := range []string{e.From, e.To} {
		if !v.g.Has(end) {
			v.add(e.Pos, "%s: there is no node or group %q", who, end)
		}
		if e.From == e.To {
			break
		}
	}
	if !known(e.Line, Lines()) {
		v.add(e.Pos, "%s: %q is not a line", who, e.Line)
	}
	for _, a := range []Arrow{e.Head, e.Tail} {
		if !known(a, Arrows()) {
			v.add(e.Pos, "%s: %q is not an arrow", who, a)
		}
	}
}

func (v *validator) common(at Pos, who string, s Style, classes []string, link string, attrs Attrs) {
	v.style(at, who, s)
	v.text(at, who, classes...)
	v.text(at, who, link)
	v.attrs(at, who, attrs)
	for _, c := range classes {
		if c == "" || strings.ContainsFunc(c, unicode.IsSpace) {
			v.add(at, "%s: the name of a class is one word, not %q", who, c)
		}
	}
	if link != "" && !SafeLink(link) {
		v.add(at, "%s: the link %q is neither http, https, mailto nor relative", who, link)
	}
}

func (v *validator) parent(at Pos, who, id string) {
	if id != "" && v.g.Group(id) == nil {
		v.add(at, "%s: there is no group %q", who, id)
	}
}

func (v *validator) direction(at Pos, who string, d Direction) {
	if !known(d, Directions()) {
		v.add(at, "%s: %q is not a direction", who, d)
	}
}

// maxStrokeWidth is a bound beyond which a line is no line any more.
const maxStrokeWidth = 100

func (v *validator) style(at Pos, who string, s Style) {
	for _, p := range s.Problems() {
		v.add(at, "%s: %s", who, p)
	}
}

// Problems returns what is wrong with the style, a line each: colours, widths
// and dashes that cannot be drawn.
func (s Style) Problems() []string {
	var out []string
	for _, c := range []string{s.Fill, s.Stroke, s.Color} {
		if c == "" {
			continue
		}
		if _, err := ParseColor(c); err != nil {
			out = append(out, err.Error())
		}
	}
	if math.IsNaN(s.StrokeWidth) || s.StrokeWidth < 0 || s.StrokeWidth > maxStrokeWidth {
		out = append(out, fmt.Sprintf("a stroke width is 0 to %d px, not %v", maxStrokeWidth, s.StrokeWidth))
	}
	if _, err := ParseDash(s.Dash); err != nil {
		out = append(out, err.Error())
	}
	return out
}

// ParseDash reads the lengths of a [Style.Dash], in px: decimal numbers up to
// 1000 with blanks between them. No text is no dashes.
func ParseDash(dash string) ([]float64, error) {
	var out []float64
	for f := range strings.SplitSeq(dash, " ") {
		if f == "" {
			continue
		}
		n, err := strconv.ParseFloat(f, 64)
		if strings.Trim(f, "0123456789.") != "" || len(f) > 10 || err != nil || n > 1000 {
			return nil, fmt.Errorf("%q is not a dash pattern: write lengths in px, such as \"5 3\"", dash)
		}
		out = append(out, n)
	}
	return out, nil
}

func (v *validator) attrs(at Pos, who string, attrs Attrs) {
	seen := make(map[string]bool, len(attrs))
	for _, a := range attrs {
		v.text(at, who, a.Key, a.Value)
		if seen[a.Key] {
			v.add(at, "%s: the attribute %q is set twice", who, a.Key)
		}
		seen[a.Key] = true
	}
}

func (v *validator) text(at Pos, who string, texts ...string) {
	for _, t := range texts {
		if !utf8.ValidString(t) {
			v.add(at, "%s: %q is not UTF-8", who, t)
		} else if i := strings.IndexFunc(t, notText); i >= 0 {
			r, _ := utf8.DecodeRuneInString(t[i:])
			v.add(at, "%s: a text has the control character U+%04X", who, r)
		}
	}
}

// notText reports the characters that XML 1.0 cannot hold, the other control
// characters, which no format shows, and the noncharacters, which the readers
// refuse.
func notText(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF
}
