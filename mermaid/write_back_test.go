package mermaid_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
)

// What came from Mermaid is written back as long as Mermaid reads it as it is.
func TestWriteBack(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		build func(g *graph.Graph)
		want  string
		warn  []string
	}{
		{"rich label", func(g *graph.Graph) {
			n := g.AddNode("A", "")
			n.Label = "bold"
			n.Attrs.Set("mermaid.label", "`**bold**`")
		}, "graph TD;\n  A[\"`**bold**`\"];\n", nil},
		{"label that was changed", func(g *graph.Graph) {
			n := g.AddNode("A", "")
			n.Label = "thin"
			n.Attrs.Set("mermaid.label", "`**bold**`")
		}, "graph TD;\n  A[thin];\n", nil},
		{"label that breaks out", func(g *graph.Graph) {
			n := g.AddNode("A", "")
			n.Label = "x"
			n.Attrs.Set("mermaid.label", `x"]; B["y`)
		}, "graph TD;\n  A[x];\n", []string{`Mermaid cannot read "x\"]; B[\"y" as the value of the attribute "mermaid.label"; it is left out`}},
		{"style that breaks out", func(g *graph.Graph) {
			g.AddNode("A", "").Attrs.Set("mermaid.style", "rx:5\nB")
		}, "graph TD;\n  A;\n", []string{`Mermaid cannot read "rx:5\nB" as the value of the attribute "mermaid.style"; it is left out`}},
		{"callback that breaks out", func(g *graph.Graph) {
			g.AddNode("A", "").Attrs.Set("mermaid.click", "call f() \n B")
		}, "graph TD;\n  A;\n", []string{`Mermaid cannot read "call f() \n B" as the value of the attribute "mermaid.click"; it is left out`}},
		{"link that runs code", func(g *graph.Graph) {
			g.AddNode("A", "").Attrs.Set("mermaid.href", "javascript:alert(1)")
		}, "graph TD;\n  A;\n", []string{`Mermaid cannot read "javascript:alert(1)" as the value of the attribute "mermaid.href"; it is left out`}},
		{"data that breaks out", func(g *graph.Graph) {
			g.AddNode("A", "").Attrs.Set("mermaid.img", `x" }; B@{ a: "`)
		}, "graph TD;\n  A;\n", []string{`Mermaid cannot read "x\" }; B@{ a: \"" as the value of the attribute "mermaid.img"; it is left out`}},
		{"configuration", func(g *graph.Graph) {
			g.Title = "T: 1"
			g.Attrs = graph.Attrs{{Key: "mermaid.title", Value: "T: 1"}, {Key: "mermaid.config", Value: "theme: dark"}, {Key: "mermaid.init", Value: "%%{init: {}}%%"}}
		}, "---\ntitle: 'T: 1'\nconfig:\n    theme: dark\n---\n%%{init: {}}%%\ngraph TD;\n", nil},
		{"title that was changed", func(g *graph.Graph) {
			g.Title = "new"
			g.Attrs.Set("mermaid.title", "old")
		}, "graph TD;\n", nil},
		{"directive that breaks out", func(g *graph.Graph) {
			g.Attrs.Set("mermaid.init", "%%{init: {}}%%\ngraph\nB")
		}, "graph TD;\n", []string{`Mermaid cannot read "%%{init: {}}%%\ngraph\nB" as the value of the attribute "mermaid.init"; it is left out`}},
		{"the look of all edges", func(g *graph.Graph) {
			g.Attrs = graph.Attrs{{Key: "mermaid.linkStyle", Value: "stroke:red"}, {Key: "mermaid.curve", Value: "basis"}}
			a := g.AddNode("A", "")
			a.To(a, "").Style.Stroke = "red"
			a.To(a, "").Style = graph.Style{Stroke: "blue"}
		}, "graph TD;\n  A --> A;\n  A --> A;\n  linkStyle default interpolate basis stroke:red\n  linkStyle 1 stroke:blue\n", nil},
		{"the look of all edges but one", func(g *graph.Graph) {
			g.Attrs.Set("mermaid.linkStyle", "stroke:red")
			a := g.AddNode("A", "")
			a.To(a, "").Style.Stroke = "red"
			a.To(a, "")
		}, "graph TD;\n  A --> A;\n  A --> A;\n  linkStyle 0 stroke:red\n", nil},
		{"the class of all nodes", func(g *graph.Graph) {
			g.Attrs.Set("mermaid.textColor", "page")
			g.AddClass("default", graph.Style{Fill: "#fff"})
			g.AddNode("A", "").Classes = []string{"default"}
			g.AddNode("B", "").Classes = []string{"default", "x"}
		}, "graph TD;\n  A;\n  B;\n  classDef default fill:#fff;\n  class B x;\n", nil},
		{"a shape that was changed", func(g *graph.Graph) {
			n := g.AddNode("A", "")
			n.Shape = graph.Circle
			n.Attrs.Set("mermaid.shape", "tri")
		}, "graph TD;\n  A((A));\n", nil},
		{"an attribute of nothing here", func(g *graph.Graph) {
			g.AddNode("A", "").Attrs.Set("mermaid.curve", "basis")
		}, "graph TD;\n  A;\n", []string{`node "A": Mermaid has no free attributes; they are left out`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			g := &graph.Graph{}
			tt.build(g)
			out, warnings := write(t, g)
			require.Equal(t, tt.want, out)
			require.Equal(t, tt.warn, warnings)
		})
	}
}
