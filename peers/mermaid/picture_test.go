//go:build peers

package mermaid_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// picture is what a flowchart shows, fact by fact: what is said of it, and what
// is the case. What is not said of a thing is not in the map.
type picture map[string]string

func (p picture) set(value, format string, args ...any) {
	if value != "" {
		p[fmt.Sprintf(format, args...)] = value
	}
}

// differ returns the facts in which two pictures differ, a line each.
func (p picture) differ(got picture) []string {
	facts := maps.Clone(p)
	maps.Copy(facts, got)
	var out []string
	for _, fact := range slices.Sorted(maps.Keys(facts)) {
		if p[fact] != got[fact] {
			out = append(out, fmt.Sprintf("%s: want %q, got %q", fact, p[fact], got[fact]))
		}
	}
	return out
}

// shownBy returns what Mermaid shows.
func shownBy(a answer) picture {
	p := make(picture)
	p.set(corner(a.Direction), "direction")
	p.set(plain(a.Title), "title")
	p.set(plain(a.AccTitle), "accTitle")
	p.set(plain(a.Description), "description")
	vertices := make(map[string]vertex)
	for _, v := range a.Vertices {
		vertices[v.ID] = v
	}
	groups := make(map[string]bool)
	parents := make(map[string]string)
	for _, s := range a.Subgraphs {
		groups[s.ID] = true
		for _, member := range s.Members {
			parents[member] = s.ID
		}
	}
	var order []string
	for _, v := range a.Vertices {
		if !groups[v.ID] {
			order = append(order, v.ID)
			p.vertex(v, parents[v.ID])
		}
	}
	p.set(strings.Join(order, " "), "nodes")
	for _, s := range a.Subgraphs {
		v, ok := vertices[s.ID]
		p.subgraph(s, v, ok, parents[s.ID])
	}
	for i, e := range a.Edges {
		p.link(i, e, a.DefaultStyle)
	}
	for name, styles := range a.Classes {
		p["class "+name] = "defined"
		p.styles(properties(styles), "class %s", name)
	}
	return p
}

func (p picture) vertex(v vertex, parent string) {
	name := "node " + v.ID
	p[name+" text"] = plain(v.Text)
	p.set(shortName(v.Shape), "%s shape", name)
	p.set(parent, "%s group", name)
	p.set(classes(v.Classes), "%s classes", name)
	p.styles(properties(v.Styles), "%s", name)
	p.set(link(v.Link), "%s link", name)
	p.set(plain(v.Tooltip), "%s tooltip", name)
	for key, value := range v.More {
		p.set(more(key, value), "%s %s", name, key)
	}
}

// subgraph notes a group. A vertex of the same name, which an edge to the group
// or its style makes, says what it looks like.
func (p picture) subgraph(s subgraph, v vertex, isVertex bool, parent string) {
	name := "group " + s.ID
	p[name+" text"] = plain(s.Title)
	p.set(corner(s.Dir), "%s direction", name)
	p.set(parent, "%s group", name)
	if isVertex {
		s.Classes = v.Classes
	}
	p.set(classes(s.Classes), "%s classes", name)
	p.styles(properties(v.Styles), "%s", name)
	for key, value := range s.More {
		if !textual(key) {
			p.set(value, "%s %s", name, key)
		}
	}
}

func (p picture) link(i int, e edge, defaults []string) {
	name := fmt.Sprintf("edge %d", i)
	p[name] = e.Start + " to " + e.End
	p.set(e.ID, "%s id", name)
	p.set(plain(e.Text), "%s text", name)
	p.set(stroke(e.Stroke), "%s line", name)
	if e.Stroke != "invisible" {
		tail, head := heads(e.Type)
		p.set(head, "%s head", name)
		p.set(tail, "%s tail", name)
	}
	p.set(strconv.Itoa(max(1, e.Length)), "%s length", name)
	p.set(classes(e.Classes), "%s classes", name)
	styles := properties(slices.Concat(defaults, e.Styles))
	if styles["fill"] == "none" {
		delete(styles, "fill") // put there by Mermaid itself
	}
	p.styles(styles, "%s", name)
	for key, value := range e.More {
		p.set(value, "%s %s", name, key)
	}
}

func (p picture) styles(styles map[string]string, format string, args ...any) {
	name := fmt.Sprintf(format, args...)
	for property, value := range styles {
		p[name+" style "+property] = value
	}
}

// heads returns what a type of edge has at its start and at its end. An edge
// whose two halves contradict each other, "INVALID", is drawn like any other.
func heads(kind string) (tail, head string) {
	kind, double := strings.CutPrefix(kind, "double_")
	signs := map[string]string{"arrow_open": "none", "arrow_circle": "circle", "arrow_cross": "cross"}
	head = signs[kind]
	if head == "" {
		head = "arrow"
	}
	if double {
		return head, head
	}
	return "none", head
}

func stroke(s string) string {
	if s == "normal" || s == "INVALID" {
		return "solid"
	}
	return s
}

// corner returns a direction as the model's Code does. BR is in the grammar, and
// the layout takes it for TB.
func corner(dir string) string {
	if dir == "TD" || dir == "BR" {
		return "TB"
	}
	return dir
}

// plain returns a text as HTML shows it: blanks are one blank.
func plain(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.Join(strings.Fields(line), " ")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// classes returns the names of classes, each where it counts: the last one wins.
func classes(names []string) string {
	var out []string
	for _, name := range names {
		if name != "clickable" && name != "default" {
			out = slices.DeleteFunc(out, func(s string) bool { return s == name })
			out = append(out, name)
		}
	}
	return strings.Join(out, " ")
}

func link(s string) string {
	if s == "about:blank" {
		return "" // what Mermaid makes of a link that could run code
	}
	return canonical(s)
}

// more returns a further property of a node. A size that is no number is none.
func more(key, value string) string {
	switch {
	case key == "callback" && strings.HasPrefix(value, "void"):
		return "" // what is written for a tooltip without a link
	case key == "callback":
		return "true"
	case value == "NaN":
		return ""
	}
	return asWritten(value)
}

// properties reads CSS declarations: of two for one property the later counts.
func properties(declarations []string) map[string]string {
	out := make(map[string]string)
	for _, d := range declarations {
		name, value, _ := strings.Cut(asWritten(d), ":")
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" {
			out[name] = cssValue(name, value)
		}
	}
	return out
}

// asWritten undoes what Mermaid does to "#333;", which is no colour any more.
func asWritten(s string) string {
	return strings.NewReplacer("ﬂ°°", "#", "ﬂ°", "#", "¶ß", ";").Replace(s)
}

func cssValue(property, value string) string {
	lengths := property == "stroke-width" || property == "stroke-dasharray"
	if property == "stroke-dasharray" {
		value = strings.ReplaceAll(value, ",", " ")
	}
	words := strings.Fields(strings.ToLower(value))
	for i, word := range words {
		if f, err := strconv.ParseFloat(strings.TrimSuffix(word, "px"), 64); lengths && err == nil {
			words[i] = strconv.FormatFloat(f, 'f', -1, 64)
		}
	}
	return strings.Join(words, " ")
}
