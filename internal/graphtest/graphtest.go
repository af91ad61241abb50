// Package graphtest makes graphs for tests: hostile ones, that a writer must
// survive, from a seed, the same on every machine.
package graphtest

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// Texts returns labels that have broken some writer of some format.
func Texts() []string {
	return []string{
		`"`, `\"`, `""`, `say "hi"`, `'`, "`", "`tick", "``` fence", `&#34;`, `&quot;`, `&amp;`, `#quot;`, `#35;`, `#foo;`, `#123;`, `a # b`, `a;b;`, `;`,
		`direction TB`, `direction LR`, "x direction RL y", "direction  BT", `direction TD`, `style A fill:#fff;`, `classDef x fill:#f9f;`, `style`, `end`, `end node`, `subgraph x`, `%% comment`, `a%%b`, `%%{init: {}}%%`,
		`back\slash`, `a\nb`, `\`, `\\`, `\N`, `\G`, `\l`, `tail\`, "two\nlines", "three\n\nlines", "\nlead", "trail\n", `<br>`, `a<br/>b`, `<b>bold</b>`, `<script>alert(1)</script>`, `</text>`, `]]>`, `<!-- c -->`, `-->`, `--`, `a--b`, `A -->|x| B`,
		`(round)`, `[square]`, `{curly}`, `((c))`, `[[s]]`, `[/slash/]`, `/lead`, `\lead`, `|pipe|`, `@{ shape: rect }`, `@`, `:::cls`, `x:::y`, `<html>`, `>`, `<`, `a=b`, `$$x^2$$`, `**bold**`, `_it_`, `1. list`, `- item`, `# head`, `+ x`,
		` lead`, `trail `, `a  b`, ` `, "tab\tbed", `0`, `-1`, `1e5`, `null`, `true`, `~`, `%`, `%%`, `&`, `a & b`, `*`, `fa:fa-user`, `http://example.com`, `www.example.com`, `mailto:a@b.c`, `click`, `href`, `call`, `default`, `graph`, `flowchart`, `linkStyle`, `interpolate`, `strict`, `digraph`, `node`, `edge`,
		"Zürich – naïve", "emoji 🚀", "👩‍👩‍👧", "مرحبا بالعالم", "שלום עולם", "日本語テキスト", "a\u200bb", "\u202eabc", "é", "ﬂ°°1¶ß", "\u2028x", "\u00a0nbsp",
		"a very long label that goes on and on, so that it has to be wrapped somewhere or else makes a strip of the whole picture",
		"Pneumonoultramicroscopicsilicovolcanoconiosis" + strings.Repeat("x", 80),
	}
}

// IDs returns ids that some format cannot hold as they are.
func IDs() []string {
	ids := []string{
		"end", "End", "END", "graph", "flowchart", "style", "subgraph", "class", "classDef", "click", "call", "href", "interpolate", "linkStyle", "default", "_self", "_blank", "_parent", "_top",
		"end-x", "graph-x", "style-x", "class-x", "end.x", "a--b", "a-", "-a", "o", "x", "ox", "v", "a.b", "a_b", "a:b", "ns/pod", "a b", "a\tb", "1", "1a", "-1", "1.5", ".5", "strict", "node", "edge", "digraph", "cluster", "cluster_x", "direction", "TB", "LR", "default-x",
		"__proto__", "constructor", "toString", "hasOwnProperty", "node_1", "A1", "a1", "é", "ß",
	}
	return append(ids, Texts()...)
}

// Random returns a valid graph made from a seed: up to 14 nodes with nested
// groups, multi-edges, self loops and edges to groups, with hostile texts in
// every place that can hold one.
func Random(seed uint64) *graph.Graph {
	r := &maker{Rand: rand.New(rand.NewPCG(seed, 1)), g: graph.New("")}
	r.g.Title = r.maybe(r.line)
	r.g.Direction = pick(r, append(graph.Directions(), ""))
	r.g.AddClass("hot", graph.Style{Fill: "#c00", Color: "#fff"})
	r.g.AddClass("cold", graph.Style{Stroke: "navy", StrokeWidth: 3, Dash: "4 2"})
	r.addGroups(r.IntN(4))
	r.addNodes(1 + r.IntN(14))
	r.addEdges(r.IntN(20))
	return r.g
}

// LongLabel is the length in characters of the longest label that Random makes.
const LongLabel = 10_000

type maker struct {
	*rand.Rand
	g    *graph.Graph
	ends []string
}

func (r *maker) addGroups(n int) {
	for range n {
		gr := r.g.AddGroup(r.id(), r.maybe(r.text))
		if have := r.g.Groups(); len(have) > 1 && r.IntN(2) == 0 {
			gr.Parent = have[r.IntN(len(have)-1)].ID
		}
		gr.Direction = pick(r, append(graph.Directions(), "", "", ""))
		gr.Style = r.style()
		gr.Classes = r.classes()
		gr.Link = r.link()
		gr.Tooltip = r.maybe(r.text)
	}
}

func (r *maker) addNodes(n int) {
	for range n {
		node := r.g.AddNode(r.id(), pick(r, append(graph.Kinds(), "", "odd kind")))
		node.Label = r.maybe(r.text)
		if gs := r.g.Groups(); len(gs) > 0 && r.IntN(2) == 0 {
			node.Group = gs[r.IntN(len(gs))].ID
		}
		node.Shape = pick(r, append(graph.Shapes(), "", ""))
		node.Style = r.style()
		node.Classes = r.classes()
		node.Link = r.link()
		node.Tooltip = r.maybe(r.text)
		if i := len(r.ends); i%3 == 0 {
			node.Subtitle = Texts()[i%len(Texts())]
		}
		if r.IntN(4) == 0 {
			node.Attrs.Set(r.line(), r.text())
		}
	}
}

func (r *maker) addEdges(n int) {
	for range n {
		from, to := pick(r, r.ends), pick(r, r.ends)
		if from != to && (r.inside(from, to) || r.inside(to, from)) {
			continue // an edge between a group and its own content has no picture
		}
		e := r.g.AddEdge(from, to, r.maybe(r.text))
		e.Line = pick(r, append(graph.Lines(), "", ""))
		e.Head = pick(r, append(graph.Arrows(), "", ""))
		e.Tail = pick(r, append(graph.Arrows(), "", "", ""))
		e.Style = r.style()
		e.Classes = r.classes()
		e.Link = r.link()
		e.Tooltip = r.maybe(r.text)
	}
}

// inside reports whether a node or group lies somewhere within a group.
func (r *maker) inside(id, group string) bool {
	up := ""
	if n := r.g.Node(id); n != nil {
		up = n.Group
	} else if gr := r.g.Group(id); gr != nil {
		up = gr.Parent
	}
	return up != "" && (up == group || r.inside(up, group))
}

func (r *maker) id() string {
	id := pick(r, IDs())
	if r.IntN(2) == 0 {
		id = fmt.Sprintf("n%d", len(r.ends))
	}
	for r.g.Has(id) {
		id += pick(r, []string{"x", "-", "2", "\""})
	}
	r.ends = append(r.ends, id)
	return id
}

func (r *maker) text() string {
	switch r.IntN(60) {
	case 0:
		long := strings.Repeat(pick(r, Texts())+" ", LongLabel)
		return string([]rune(long)[:LongLabel])
	case 1, 2, 3, 4, 5:
		return pick(r, Texts()) + pick(r, Texts())
	}
	return pick(r, Texts())
}

func (r *maker) line() string { return strings.ReplaceAll(r.text(), "\n", " ") }

func (r *maker) maybe(text func() string) string {
	if r.IntN(3) == 0 {
		return ""
	}
	return text()
}

func (r *maker) style() graph.Style {
	if r.IntN(3) > 0 {
		return graph.Style{}
	}
	return graph.Style{
		Fill:        pick(r, []string{"", "#fcc", "lightblue", "#12345678", "none"}),
		Stroke:      pick(r, []string{"", "#900", "Navy"}),
		Color:       pick(r, []string{"", "#123456"}),
		StrokeWidth: pick(r, []float64{0, 1, 2.5}),
		Dash:        pick(r, []string{"", "5 3"}),
	}
}

func (r *maker) classes() []string {
	return pick(r, [][]string{nil, nil, nil, {"hot"}, {"cold"}, {"hot", "cold"}, {"undefined"}})
}

func (r *maker) link() string {
	return pick(r, []string{
		"", "", "", "https://example.com/a?b=c&d=%22e%22#f", "docs/runbook.md", "mailto:ops@example.com",
		"https://example.com/direction TB", "https://example.com/\"quoted\"", "https://example.com/it's(1)",
	})
}

func pick[T any](r *maker, from []T) T { return from[r.IntN(len(from))] }
