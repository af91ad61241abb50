package mermaid

import (
	"html"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

func (l *lowering) style(s styleStatement) {
	if l.edge(s.id) != nil {
		l.in.tell(s.at, "%q is an edge; Mermaid ignores the style of an edge by its id", s.id)
		return
	}
	if l.nodes[s.id] == nil && l.groups[s.id] == nil && strings.Contains(s.id, ",") {
		l.in.tell(s.at, "Mermaid styles one node at a time; it makes a node %q of this", s.id)
	}
	n := l.node(s.id, l.in.pos(s.at))
	n.styles = append(n.styles, s.style...)
}

func (l *lowering) classDef(s classDefStatement) {
	style := strings.ReplaceAll(strings.Join(s.style, ","), `\,`, "\x00")
	declarations := strings.Split(style, ",")
	for i, d := range declarations {
		declarations[i] = strings.ReplaceAll(d, "\x00", ",")
	}
	for name := range strings.SplitSeq(s.names, ",") {
		c := l.classNamed[name]
		if name == "" {
			continue
		}
		if c == nil {
			c = &class{name: name, at: l.in.pos(s.at)}
			l.classNamed[name] = c
			l.classes = append(l.classes, c)
		}
		c.styles = append(c.styles, declarations...)
	}
}

// setClass gives a class to whatever has one of the ids by now.
func (l *lowering) setClass(ids, name string, at int) {
	for id := range strings.SplitSeq(ids, ",") {
		found := false
		if n := l.nodes[id]; n != nil {
			n.classes = append(n.classes, name)
			found = true
		}
		if e := l.edge(id); e != nil {
			e.classes = append(e.classes, name)
			found = true
		}
		if gr := l.groups[id]; gr != nil {
			gr.classes = append(gr.classes, name)
			found = true
		}
		if id == "" {
			l.in.tell(at, "an id is missing beside a comma")
		} else if !found {
			l.in.tell(at, "there is no %q yet to have the class %q; Mermaid ignores it", id, name)
		}
	}
}

// click gives nodes a link or a callback, and a tooltip.
func (l *lowering) click(s clickStatement) {
	for id := range strings.SplitSeq(s.ids, ",") {
		if s.hasTooltip {
			l.tips[id] = shownTooltip(s.tooltip)
		}
		n := l.nodes[id]
		switch {
		case isVoid(s) && s.hasTooltip:
		case n == nil && l.groups[id] != nil:
			l.in.tell(s.at, "%q is a subgraph; Mermaid ignores a click on it", id)
		case n == nil:
			l.in.tell(s.at, "there is no node %q yet to be clicked on; Mermaid ignores it", id)
		case s.link:
			n.link, n.target, n.linkAt = decoded(trim(s.value)), s.target, l.in.pos(s.at)
		default:
			n.callback = decoded("call " + s.value + "(" + s.args + ")")
		}
	}
}

// isVoid reports the callback that Write makes for a tooltip without a link.
func isVoid(s clickStatement) bool { return s.value == "void" && s.args == "" }

// shownTooltip returns what a tooltip shows, which is HTML once its entities are
// decoded.
func shownTooltip(text string) string {
	return textOnly(html.UnescapeString(withoutTags(decoded(withoutTags(text)))))
}

// readStyle reads declarations, of which the last for a property counts. What
// the model cannot hold is returned as it is written, with commas between.
func readStyle(declarations []string) (s graph.Style, raw string) {
	values := make(map[string]string, len(declarations))
	var order []string
	for _, d := range declarations {
		name, value, _ := strings.Cut(withEntities(d), ":")
		name, value = strings.ToLower(trim(name)), trim(value)
		if _, seen := values[name]; !seen && name != "" {
			order = append(order, name)
		}
		values[name] = value
	}
	var rest []string
	for _, name := range order {
		if !setProperty(&s, name, values[name]) {
			value := strings.ReplaceAll(values[name], ",", `\,`)
			rest = append(rest, name+":"+value)
		}
	}
	return s, textOnly(strings.Join(rest, ","))
}

// setProperty sets a property of the model, if it can have the value.
func setProperty(s *graph.Style, name, value string) bool {
	set := graph.Style{}
	switch name {
	case "fill":
		set.Fill = value
	case "stroke":
		set.Stroke = value
	case "color":
		set.Color = value
	case "stroke-width":
		f, err := strconv.ParseFloat(strings.TrimSuffix(value, "px"), 64)
		if err != nil {
			return false
		}
		set.StrokeWidth = f
	case "stroke-dasharray":
		set.Dash = strings.Join(strings.Fields(strings.NewReplacer(",", " ", "px", "").Replace(value)), " ")
	}
	if set.IsZero() || len(set.Problems()) > 0 {
		return false
	}
	*s = set.Over(*s)
	return true
}
