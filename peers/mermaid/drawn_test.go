//go:build peers

package mermaid_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// drawn returns what a graph shows that was read from Mermaid. What the model has
// no field for is in attributes named as Mermaid names it, after "mermaid.".
func drawn(g *graph.Graph) picture {
	p := make(picture)
	p.set(g.Direction.Code(), "direction")
	if title, ok := g.Attrs.Get("mermaid.title"); ok && title == g.Title {
		p.set(plain(title), "title")
	}
	p.set(plain(kept(g.Attrs, "accTitle")), "accTitle")
	p.set(plain(g.Description), "description")
	var order []string
	for _, n := range g.Nodes() {
		order = append(order, n.ID)
		p.node(n)
	}
	p.set(strings.Join(order, " "), "nodes")
	for _, gr := range g.Groups() {
		p.group(gr)
	}
	for i, e := range g.Edges() {
		p.edge(i, e, g.Attrs)
	}
	for _, c := range g.Classes() {
		p["class "+c.Name] = "defined"
		p.styles(asked(c.Style, rawStyle(g.Attrs, c.Name)), "class %s", c.Name)
	}
	return p
}

func (p picture) node(n *graph.Node) {
	name := "node " + n.ID
	p[name+" text"] = plain(n.FullText())
	p.set(drawnAs(n), "%s shape", name)
	p.set(n.Group, "%s group", name)
	p.set(classes(n.Classes), "%s classes", name)
	p.styles(asked(n.Style, kept(n.Attrs, "style")), "%s", name)
	p.set(link(or(n.Link, kept(n.Attrs, "link", "href"))), "%s link", name)
	p.set(plain(n.Tooltip), "%s tooltip", name)
	p.set(or(n.Icon, kept(n.Attrs, "icon")), "%s icon", name)
	if kept(n.Attrs, "click", "callback", "call") != "" {
		p[name+" callback"] = "true"
	}
	for _, key := range words("target", "img", "form", "pos", "constraint") {
		p.set(kept(n.Attrs, key), "%s %s", name, key)
	}
	for _, key := range words("w", "h") {
		if f, err := strconv.ParseFloat(kept(n.Attrs, key), 64); err == nil {
			p.set(strconv.FormatFloat(f, 'f', -1, 64), "%s %s", name, key)
		}
	}
}

func (p picture) group(gr *graph.Group) {
	name := "group " + gr.ID
	p[name+" text"] = plain(gr.Text())
	if gr.Direction != "" {
		p.set(gr.Direction.Code(), "%s direction", name)
	}
	p.set(gr.Parent, "%s group", name)
	p.set(classes(gr.Classes), "%s classes", name)
	p.styles(asked(gr.Style, kept(gr.Attrs, "style")), "%s", name)
	for _, a := range gr.Attrs {
		key, ours := strings.CutPrefix(a.Key, "mermaid.")
		if ours && !textual(key) {
			p.set(a.Value, "%s %s", name, key)
		}
	}
}

// textual reports whether a property of a group says how something is written or
// what is said elsewhere: Mermaid takes no label from the properties of a group.
func textual(key string) bool {
	return slices.Contains(words("label", "labelType", "title", "style", "target", "click"), key)
}

func (p picture) edge(i int, e *graph.Edge, defaults graph.Attrs) {
	name := fmt.Sprintf("edge %d", i)
	p[name] = e.From + " to " + e.To
	p.set(e.ID, "%s id", name)
	p.set(plain(e.Label), "%s text", name)
	p.set(string(e.LineOrSolid()), "%s line", name)
	if e.Line != graph.Invisible {
		head, tail := e.Ends()
		p.set(string(head), "%s head", name)
		p.set(string(tail), "%s tail", name)
	}
	p.set(or(kept(e.Attrs, "length"), "1"), "%s length", name)
	p.set(classes(e.Classes), "%s classes", name)
	styles := asked(graph.Style{}, kept(defaults, "linkStyle"))
	maps.Copy(styles, asked(e.Style, kept(e.Attrs, "style")))
	if styles["fill"] == "none" {
		delete(styles, "fill")
	}
	p.styles(styles, "%s", name)
	p.set(or(kept(e.Attrs, "curve", "interpolate"), kept(defaults, "curve", "interpolate")), "%s curve", name)
	for _, key := range words("animate", "animation", "step") {
		p.set(kept(e.Attrs, key), "%s %s", name, key)
	}
}

// kept returns the first attribute of Mermaid's that is set, by any of some names.
func kept(attrs graph.Attrs, names ...string) string {
	for _, name := range names {
		if value, ok := attrs.Get("mermaid." + name); ok {
			return value
		}
	}
	return ""
}

// rawStyle returns what a class declares beyond the model's properties, which an
// attribute of the graph keeps whose name ends in that of the class.
func rawStyle(attrs graph.Attrs, class string) string {
	for _, a := range attrs {
		if strings.HasPrefix(a.Key, "mermaid.") && strings.HasSuffix(a.Key, "."+class) {
			return a.Value
		}
	}
	return ""
}

// asked returns the declarations of a style and of the raw ones kept beside it.
func asked(s graph.Style, raw string) map[string]string {
	raw = strings.ReplaceAll(raw, `\,`, "\x00")
	declarations := strings.Split(raw, ",")
	for i, d := range declarations {
		declarations[i] = strings.ReplaceAll(d, "\x00", ",")
	}
	out := properties(declarations)
	maps.Copy(out, properties(css(s)))
	return out
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
