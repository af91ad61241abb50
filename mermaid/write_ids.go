package mermaid

import (
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// plainIDOf returns what can be the id of a node or a group. In a graph that came
// from Mermaid that is all that Mermaid reads as an id where it is going to stand,
// as those ids are known to other statements, to styles and to scripts of a page.
func plainIDOf(g *graph.Graph) func(string) bool {
	if !asWritten(g) {
		return plainID
	}
	return func(id string) bool {
		if plainID(id) {
			return true
		}
		if hasClassDef(id) {
			return false
		}
		if gr := g.Group(id); gr != nil {
			return holdsGroupID(id, len(gr.Classes) > 0)
		}
		n := g.Node(id)
		if n == nil {
			return false // a stand-in, which has to be plain
		}
		return holdsNodeID(id, len(n.Classes) > 0, n.Link != "" || n.Tooltip != "" || hasClick(n))
	}
}

func hasClick(n *graph.Node) bool {
	_, click := n.Attrs.Get("mermaid.click")
	_, href := n.Attrs.Get("mermaid.href")
	return click || href
}

// holdsNodeID reports whether Mermaid reads an id in every statement that names a
// node: as it is, with a text, in an edge, and in those of its looks.
func holdsNodeID(id string, classes, click bool) bool {
	text := "  " + id + ";\n  " + id + "[\"x\"];\n  " + id + " --> " + id + ";\n  style " + id + " fill:#fff;\n"
	if classes {
		text += "  class " + id + " c;\n"
	}
	if click {
		text += "  click " + id + " href \"x\";\n"
	}
	g := readBack(text)
	if g == nil || len(g.Nodes()) != 1 || len(g.Groups()) > 0 || len(g.Edges()) != 1 {
		return false
	}
	n := g.Nodes()[0]
	return n.ID == id && n.Label == "x" && n.Style.Fill == "#fff" && (len(n.Classes) == 1) == classes && (n.Link == "x") == click
}

func holdsGroupID(id string, classes bool) bool {
	text := "  subgraph " + id + ";\n  end\n  subgraph " + id + "[\"x\"];\n  end\n  " + id + " --> " + id + ";\n  style " + id + " fill:#fff;\n"
	if classes {
		text += "  class " + id + " c;\n"
	}
	g := readBack(text)
	if g == nil || len(g.Nodes()) > 0 || len(g.Groups()) != 1 || len(g.Edges()) != 1 {
		return false
	}
	gr := g.Groups()[0]
	return gr.ID == id && gr.Style.Fill == "#fff" && (len(gr.Classes) == 1) == classes
}

func holdsEdgeID(id string) bool {
	if hasClassDef(id) {
		return false
	}
	g := readBack("  A " + id + "@--> B;\n  class " + id + " c;\n  " + id + "@{ animate: true };\n")
	return g != nil && len(g.Nodes()) == 2 && len(g.Edges()) == 1 && g.Edges()[0].ID == id &&
		len(g.Edges()[0].Classes) == 1 && len(g.Edges()[0].Attrs) == 1
}

func holdsClass(name string) bool {
	g := readBack("  A;\n  classDef " + name + " fill:#fff;\n  class A " + name + ";\n")
	return g != nil && len(g.Nodes()) == 1 && len(g.Classes()) == 1 && g.Class(name) != nil &&
		len(g.Nodes()[0].Classes) == 1 && !strings.Contains(name, ",")
}
