package dot

import (
	"strings"

	"github.com/topodraw/topodraw/graph"
)

func (l *lowerer) node(cn *cnode) {
	id := l.nodeID[cn]
	n := l.g.AddNode(id, "")
	l.at = cn.at
	l.place(cn.at, &n.Pos)
	if home := l.groupOf[l.home[cn]]; home != nil {
		n.Group = home.ID
	}
	if id != cn.name {
		l.leftOut(cn.at, "", "%q cannot be the id of a node here: it is read as %q", short(cn.name), short(id))
		n.Attrs.Set(rawPrefix+"name", clean(cn.name))
	}
	v := &view{own: &cn.own, base: cn.defaults, esc: escapes{ofNode: true, node: cn.name, graph: l.c.doc.name.text}}
	n.Kind, n.Icon, n.Tooltip, n.Link, n.Classes = v.text("kind"), v.text("icon"), v.text("tooltip"), l.link(v), v.classes()
	words := v.styles()
	l.nodeLabel(n, v)
	l.nodeLooks(n, v, words)
	l.nodeSize(n, v)
	v.takeFont(l.nodeDefaults)
	l.keep(v, l.nodeDefaults, &n.Attrs, namesOfNode)
}

// nodeLabel takes the label, and the subtitle that is its last line.
func (l *lowerer) nodeLabel(n *graph.Node, v *view) {
	shape, _ := v.get("shape")
	raw, set := v.take("label")
	subtitle := v.text("subtitle")
	if !set || raw.text == `\N` && !raw.html {
		raw = value{text: `\N`}
	}
	v.esc.label = raw.text
	text, exact := labelText(raw, isRecord(shape.value.text), &v.esc)
	byDefault := raw.text == `\N` && !raw.html && text == n.ID && !strings.ContainsAny(text, recordSigns)
	if !exact && !byDefault || raw.text == blank {
		l.keepLabel(raw, v, &n.Attrs)
	}
	if above, ok := strings.CutSuffix(text, "\n"+subtitle); ok && subtitle != "" {
		text, n.Subtitle = above, subtitle
	} else if subtitle != "" {
		s, _ := v.get("subtitle")
		l.leftOut(s.at, "make it the last line of the label", "the subtitle is not in the label: it is left out")
	}
	if text != n.ID {
		n.Label = text
	}
}

// keepLabel keeps a label that says more than its text.
func (l *lowerer) keepLabel(raw value, v *view, free *graph.Attrs) {
	if raw.html && !safeHTML(raw.text) {
		s, _ := v.get("label")
		l.leftOut(s.at, "", "the label has a link that is not safe: only its text is kept")
		return
	}
	raw.text = clean(raw.text)
	setFree(free, rawPrefix+"label", rawText(raw))
}

// recordSigns are the characters that mean something in the label of a record.
const recordSigns = `{}|<>\` + "\n"

// blank is the label that shows nothing, which the model cannot tell from none.
const blank = " "

// labelText returns the text that a label shows, and whether it says all that
// the label does.
func labelText(raw value, record bool, esc *escapes) (text string, exact bool) {
	ok := false
	switch {
	case raw.html:
		text, exact = htmlText(raw.text), false
	case record:
		if text, ok = recordText(raw.text, esc); ok {
			exact = text == raw.text
			break
		}
		fallthrough
	default:
		text, exact = plain(raw.text, esc)
	}
	if text == "" {
		text = blank
	}
	return text, exact
}

func isRecord(shape string) bool { return shape == "record" || shape == "Mrecord" }

func (l *lowerer) nodeLooks(n *graph.Node, v *view, words []string) {
	rounded := cut(&words, "rounded")
	filled := cut(&words, "filled")
	cut(&words, "solid")
	raw, _ := v.take("shape")
	framed, _ := v.get("peripheries")
	n.Shape = modelShape(raw.text, rounded, framed.value.text == "2")
	switch {
	case n.Shape == graph.Subroutine:
		v.take("peripheries")
	case n.Shape != graph.Rounded && rounded:
		words = append(words, "rounded")
	}
	if raw.text != "" && shapeOf(n.Shape).name != raw.text && !sameShape(raw.text) {
		setFree(&n.Attrs, rawPrefix+"shape", rawText(value{text: raw.text}))
	}
	n.Style = graph.Style{Fill: l.fill(v, filled, "color"), Dash: v.dash(&words)}
	if s, ok := v.get("fillcolor"); filled && n.Style.Fill == "" && (!ok || s.value.text == "") {
		s, _ := v.get("color") // the model does not have this colour
		setFree(&n.Attrs, rawPrefix+"fillcolor", rawText(s.value))
	}
	n.Style.Stroke, n.Style.Color, n.Style.StrokeWidth = v.color("color"), v.color("fontcolor"), v.width()
	keepStyles(words, &n.Attrs)
	if l.look != nil {
		l.forgetTheme(n)
	}
}

// forgetTheme takes out of a node what its theme gives to all of its kind.
func (l *lowerer) forgetTheme(n *graph.Node) {
	bare := &graph.Node{Kind: n.Kind, Classes: n.Classes}
	if raw, _ := rawOf(n.Attrs, "shape"); raw.text == "" && n.Shape == l.look.Shape(bare) {
		n.Shape = ""
	}
	n.Style = plainStyle(n.Style, l.look.Node(bare))
	bare.Style.Fill = n.Style.Fill
	if n.Style.Color != "" && color(n.Style.Color) == color(nodeColors(l.look, l.g, bare).Color) {
		n.Style.Color = ""
	}
}

// modelShape returns the outline of a shape of Graphviz, or none where the
// model has nothing that comes close. No shape is the theme's, which Write
// states as a box.
func modelShape(name string, rounded, framed bool) graph.Shape {
	switch name {
	case "", "box", "rect", "rectangle", "square":
		switch {
		case rounded:
			return graph.Rounded
		case framed && name != "square":
			return graph.Subroutine
		case name == "":
			return ""
		}
		return graph.Rectangle
	case "record", "Msquare", "component", "tab", "folder", "box3d":
		return graph.Rectangle
	case "Mrecord":
		return graph.Rounded
	case "doublecircle", "point", "Mcircle":
		return graph.Circle
	case "Mdiamond":
		return graph.Diamond
	case "invtrapezium":
		return graph.Trapezoid
	}
	for _, s := range graph.Shapes() {
		if sh := shapeOf(s); sh.name == name && !sh.rounded && !sh.framed {
			return s
		}
	}
	return ""
}

// sameShape reports other names of the box.
func sameShape(name string) bool { return name == "rect" || name == "rectangle" }

// nodeSize takes what Write adds to nodes that Graphviz would fail at.
func (l *lowerer) nodeSize(n *graph.Node, v *view) {
	text := n.FullText()
	v.takeIf("fontsize", smallType(text))
	if n.Shape == graph.Circle && longestLine(text) > longestInCircle {
		v.takeIf("fixedsize", "shape")
		v.takeIf("width", "2")
	}
}

// takeIf takes an attribute of the element itself, if it has that value.
func (v *view) takeIf(key, want string) {
	if s, ok := v.own.get(key); ok && want != "" && s.value.text == want {
		v.take(key)
	}
}
