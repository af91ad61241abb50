//go:build peers

package mermaid_test

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/theme"
)

// compare reports what Mermaid understood otherwise than a graph has it. What
// Mermaid calls a node is not known beforehand: the nodes are found by their
// order, which is that of the graph or that of its tree.
func compare(g *graph.Graph, a answer) []string {
	if a.Error != "" {
		return []string{a.Error}
	}
	var problems []string
	for _, order := range [][]*graph.Node{g.Nodes(), treeOrder(g.Tree())} {
		c := comparison{g: g, answer: a, names: make(map[string]string)}
		t, err := theme.For(g, nil)
		if err != nil {
			return []string{err.Error()}
		}
		c.styles = theme.NewResolver(g, t)
		c.all(order)
		if len(c.problems) == 0 {
			return nil
		}
		problems = c.problems
	}
	return problems
}

func treeOrder(l *graph.Level) []*graph.Node {
	out := slices.Clone(l.Nodes)
	for _, inside := range l.Levels {
		out = append(out, treeOrder(inside)...)
	}
	return out
}

// closing returns the groups in the order in which they end, as Mermaid lists
// them.
func closing(l *graph.Level) []*graph.Group {
	var out []*graph.Group
	for _, inside := range l.Levels {
		out = append(out, closing(inside)...)
		out = append(out, inside.Group)
	}
	return out
}

type comparison struct {
	g        *graph.Graph
	answer   answer
	styles   theme.Resolver
	names    map[string]string // Mermaid's name of each node and group
	problems []string
}

func (c *comparison) same(want, got any, format string, args ...any) {
	if w, g := fmt.Sprintf("%q", want), fmt.Sprintf("%q", got); w != g {
		c.problems = append(c.problems, fmt.Sprintf(format, args...)+": want "+clip(w)+", got "+clip(g))
	}
}

func clip(s string) string {
	const most = 300
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}

func (c *comparison) all(order []*graph.Node) {
	c.same(direction(c.g.Direction.OrDown()), c.answer.Direction, "direction")
	c.same(c.g.Description, c.answer.Description, "description")
	groups := closing(c.g.Tree())
	c.same(len(groups), len(c.answer.Subgraphs), "number of groups")
	isGroup := make(map[string]vertex)
	for _, s := range c.answer.Subgraphs {
		isGroup[s.ID] = vertex{}
	}
	var vertices []vertex
	for _, v := range c.answer.Vertices {
		if _, group := isGroup[v.ID]; group {
			isGroup[v.ID] = v
		} else {
			vertices = append(vertices, v)
		}
	}
	c.same(len(order), len(vertices), "number of nodes")
	c.same(len(c.g.Edges()), len(c.answer.Edges), "number of edges")
	if len(c.problems) > 0 {
		return
	}
	for i, gr := range groups {
		c.name(gr.ID, c.answer.Subgraphs[i].ID)
	}
	for i, n := range order {
		c.name(n.ID, vertices[i].ID)
	}
	for i, n := range order {
		c.node(n, vertices[i])
	}
	for i, gr := range groups {
		c.group(gr, c.answer.Subgraphs[i], isGroup[c.answer.Subgraphs[i].ID])
	}
	for i, e := range c.g.Edges() {
		c.edge(i, e, c.answer.Edges[i])
	}
}

// name notes what Mermaid calls something. Ids that are harmless beyond doubt
// must be themselves, and no two may be called the same.
func (c *comparison) name(id, got string) {
	for other, name := range c.names {
		if name == got {
			c.problems = append(c.problems, fmt.Sprintf("%q and %q are both %q", id, other, got))
		}
	}
	c.names[id] = got
	if len(id) > 1 && (id[0] == 'n' || id[0] == 'A') && strings.Trim(id[1:], "0123456789") == "" {
		c.same(id, got, "name")
	}
}

func (c *comparison) text(want, got, markdown, where string) {
	c.same(want, got, "text of %s", where)
	if !strings.Contains(want, "\n") {
		c.same(want, markdown, "text of %s as Markdown", where)
	}
}

func (c *comparison) node(n *graph.Node, got vertex) {
	where := fmt.Sprintf("node %q", n.ID)
	c.text(n.FullText(), got.Text, got.Markdown, where)
	shape := got.Shape
	if shape == "" {
		shape = "square"
	}
	c.same(shapeOf(c.styles.Shape(n)), shape, "shape of %s", where)
	c.same(canonical(n.Link), canonical(got.Link), "link of %s", where)
	c.same(n.Tooltip, got.Tooltip, "tooltip of %s", where)
	c.same(css(c.styles.NodeText(n)), got.Styles, "styles of %s", where)
	classes := slices.DeleteFunc(slices.Clone(got.Classes), func(s string) bool { return s == "clickable" })
	c.same(n.Classes, classes, "classes of %s", where)
}

func (c *comparison) group(gr *graph.Group, got subgraph, asVertex vertex) {
	where := fmt.Sprintf("group %q", gr.ID)
	c.same(gr.Text(), got.Title, "title of %s", where)
	want := ""
	if gr.Direction != "" {
		want = direction(gr.Direction)
	}
	c.same(want, got.Dir, "direction of %s", where)
	var members []string
	for _, n := range c.g.Nodes() {
		if n.Group == gr.ID {
			members = append(members, c.names[n.ID])
		}
	}
	for _, inside := range c.g.Groups() {
		if inside.Parent == gr.ID {
			members = append(members, c.names[inside.ID])
		}
	}
	c.same(members, got.Members, "members of %s", where)
	c.same(css(c.styles.GroupText(gr)), asVertex.Styles, "styles of %s", where)
	c.same(gr.Classes, got.Classes, "classes of %s", where)
}

func (c *comparison) edge(i int, e *graph.Edge, got edge) {
	where := fmt.Sprintf("edge %d, %q to %q", i, e.From, e.To)
	want := expectEdge(e)
	c.same(c.names[want.from], got.Start, "start of %s", where)
	c.same(c.names[want.to], got.End, "end of %s", where)
	c.same(want.kind, got.Type, "arrows of %s", where)
	c.same(want.stroke, got.Stroke, "line of %s", where)
	c.same(1, got.Length, "length of %s", where)
	c.text(want.label, got.Text, got.Markdown, where)
	if e.Line == graph.Invisible {
		c.same([]string{}, got.Styles, "styles of %s", where)
		c.same([]string{}, got.Classes, "classes of %s", where)
		return
	}
	c.same(e.Classes, got.Classes, "classes of %s", where)
	s := c.styles.EdgeText(e)
	if e.Line == graph.Dashed && s.Dash == "" {
		s.Dash = "6 4"
	}
	fill := s.Fill
	s.Fill = ""
	styles := css(s)
	if fill != "" || len(styles) > 0 {
		styles = append(styles, "fill:none")
	}
	slices.Sort(styles)
	slices.Sort(got.Styles)
	c.same(styles, got.Styles, "styles of %s", where)
}

type expectedEdge struct{ from, to, label, kind, stroke string }

// expectEdge says how Mermaid is to understand an edge: as far as it can.
func expectEdge(e *graph.Edge) expectedEdge {
	x := expectedEdge{from: e.From, to: e.To, label: e.Label, stroke: "normal"}
	switch e.Line {
	case graph.Invisible:
		x.label, x.kind, x.stroke = "", "arrow_open", "invisible"
		return x
	case graph.Dotted, graph.Thick:
		x.stroke = string(e.Line)
	}
	signs := map[graph.Arrow]string{
		graph.ArrowNone: "open", graph.ArrowNormal: "point",
		graph.ArrowCircle: "circle", graph.ArrowCross: "cross",
	}
	head, tail := e.Ends()
	x.kind = "arrow_" + signs[head]
	switch {
	case head == graph.ArrowNone && tail != graph.ArrowNone:
		x.from, x.to, x.kind = e.To, e.From, "arrow_"+signs[tail]
	case head == tail && head != graph.ArrowNone:
		x.kind = "double_" + x.kind
	}
	return x
}

func direction(d graph.Direction) string {
	return map[graph.Direction]string{graph.Down: "TB", graph.Up: "BT", graph.Right: "LR", graph.Left: "RL"}[d]
}

// shapeOf returns what Mermaid calls a shape within.
func shapeOf(s graph.Shape) string {
	return map[graph.Shape]string{
		graph.Rectangle: "square", graph.Rounded: "round", graph.Stadium: "stadium",
		graph.Circle: "circle", graph.Ellipse: "stadium", graph.Diamond: "diamond",
		graph.Hexagon: "hexagon", graph.Cylinder: "cylinder", graph.Cloud: "cloud",
		graph.Parallelogram: "lean_right", graph.Trapezoid: "trapezoid",
		graph.Subroutine: "subroutine", graph.Document: "doc", graph.Queue: "h-cyl",
		graph.Person: "person",
	}[s]
}

func css(s graph.Style) []string {
	out := []string{}
	for _, p := range [][2]string{
		{"fill", s.Fill}, {"stroke", s.Stroke}, {"stroke-width", px(s.StrokeWidth)},
		{"color", s.Color}, {"stroke-dasharray", s.Dash},
	} {
		if p[1] != "" {
			out = append(out, p[0]+":"+p[1])
		}
	}
	return out
}

func px(f float64) string {
	if f == 0 {
		return ""
	}
	return strconv.FormatFloat(f, 'f', -1, 64) + "px"
}

// canonical makes two spellings of one link equal: what is percent-encoded is
// up to the reader.
func canonical(link string) string {
	if decoded, err := url.PathUnescape(link); err == nil {
		return decoded
	}
	return link
}
