//go:build peers

package mermaid_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
)

// everything is a text with each thing that a picture tells.
const everything = `---
title: Shop
---
flowchart LR
  accTitle: The shop
  accDescr: How it is built
  web[[Web]]:::hot e1@<==>|calls| api
  api ~~~ db@{ shape: lin-cyl, label: "Orders" }
  api x-- stores ---x db
  e1@{ animate: true, curve: basis }
  subgraph zone [Inner zone]
    direction TB
    api
    subgraph deep
      db
    end
  end
  icon@{ icon: "fa:user", form: circle, pos: t, w: 60, h: 40 }
  img@{ img: "logo.png", constraint: "on" }
  deep@{ view: collapsed }
  classDef hot fill:#f00,rx:4
  style web stroke:#333,stroke-width:2px,opacity:0.5
  linkStyle 2 stroke:blue
  click web "https://example.com/" "Look" _blank
  click api call show()
`

// asRead returns the graph that everything is.
func asRead() *graph.Graph {
	g := graph.New("Shop")
	g.Description, g.Direction = "How it is built", graph.Right
	g.Attrs = graph.Attrs{{Key: "mermaid.title", Value: "Shop"}, {Key: "mermaid.accTitle", Value: "The shop"}, {Key: "mermaid.class.hot", Value: "rx:4"}}
	g.AddClass("hot", graph.Style{Fill: "#f00"})
	zone := g.AddGroup("zone", "Inner zone")
	zone.Direction = graph.Down
	deep := zone.AddGroup("deep", "")
	deep.Attrs.Set("mermaid.view", "collapsed")
	web := g.AddNode("web", "")
	web.Label, web.Shape, web.Classes = "Web", graph.Subroutine, []string{"hot"}
	web.Style = graph.Style{Stroke: "#333", StrokeWidth: 2}
	web.Link, web.Tooltip = "https://example.com/", "Look"
	web.Attrs = graph.Attrs{{Key: "mermaid.style", Value: "opacity:0.5"}, {Key: "mermaid.target", Value: "_blank"}}
	zone.AddNode("api", "").Attrs.Set("mermaid.click", "call show()")
	db := deep.AddNode("db", "")
	db.Label, db.Shape = "Orders", graph.Cylinder
	db.Attrs.Set("mermaid.shape", "lin-cyl")
	icon := g.AddNode("icon", "")
	icon.Label, icon.Icon = " ", "fa:user"
	icon.Attrs = graph.Attrs{{Key: "mermaid.form", Value: "circle"}, {Key: "mermaid.pos", Value: "t"}, {Key: "mermaid.w", Value: "60"}, {Key: "mermaid.h", Value: "40"}}
	img := g.AddNode("img", "")
	img.Label = " "
	img.Attrs = graph.Attrs{{Key: "mermaid.img", Value: "logo.png"}, {Key: "mermaid.constraint", Value: "on"}}
	calls := g.AddEdge("web", "api", "calls")
	calls.ID, calls.Line, calls.Tail = "e1", graph.Thick, graph.ArrowNormal
	calls.Attrs = graph.Attrs{{Key: "mermaid.animate", Value: "true"}, {Key: "mermaid.curve", Value: "basis"}}
	g.AddEdge("api", "db", "").Line = graph.Invisible
	stores := g.AddEdge("api", "db", "stores")
	stores.Head, stores.Tail = graph.ArrowCross, graph.ArrowCross
	stores.Style.Stroke = "blue"
	stores.Attrs.Set("mermaid.length", "2")
	return g
}

// changes returns what could be read wrong, one thing at a time.
func changes() map[string]func(*graph.Graph) {
	return map[string]func(g *graph.Graph){
		"direction":        func(g *graph.Graph) { g.Direction = graph.Left },
		"title":            func(g *graph.Graph) { g.Title = "Shops" },
		"accTitle":         func(g *graph.Graph) { g.Attrs.Set("mermaid.accTitle", "") },
		"description":      func(g *graph.Graph) { g.Description = "" },
		"a node more":      func(g *graph.Graph) { g.AddNode("more", "") },
		"an edge more":     func(g *graph.Graph) { g.AddEdge("web", "db", "") },
		"a group more":     func(g *graph.Graph) { g.AddGroup("more", "") },
		"a class more":     func(g *graph.Graph) { g.AddClass("more", graph.Style{}) },
		"a node's text":    func(g *graph.Graph) { g.Node("web").Label = "web" },
		"an outline":       func(g *graph.Graph) { g.Node("web").Shape = graph.Rectangle },
		"Mermaid's shape":  func(g *graph.Graph) { g.Node("db").Attrs.Set("mermaid.shape", "cyl") },
		"both shapes":      func(g *graph.Graph) { g.Node("web").Attrs.Set("mermaid.shape", "cyl") },
		"a node's class":   func(g *graph.Graph) { g.Node("web").Classes = nil },
		"a node's colour":  func(g *graph.Graph) { g.Node("web").Style.Stroke = "#334" },
		"a width":          func(g *graph.Graph) { g.Node("web").Style.StrokeWidth = 3 },
		"a raw property":   func(g *graph.Graph) { g.Node("web").Attrs.Set("mermaid.style", "opacity:1") },
		"a link":           func(g *graph.Graph) { g.Node("web").Link = "" },
		"a tooltip":        func(g *graph.Graph) { g.Node("web").Tooltip = "" },
		"a target":         func(g *graph.Graph) { g.Node("web").Attrs.Set("mermaid.target", "_self") },
		"a callback":       func(g *graph.Graph) { g.Node("api").Attrs = nil },
		"a member":         func(g *graph.Graph) { g.Node("api").Group = "deep" },
		"an icon":          func(g *graph.Graph) { g.Node("icon").Icon = "" },
		"a size":           func(g *graph.Graph) { g.Node("icon").Attrs.Set("mermaid.w", "61") },
		"a form":           func(g *graph.Graph) { g.Node("icon").Attrs.Set("mermaid.form", "square") },
		"an image":         func(g *graph.Graph) { g.Node("img").Attrs = nil },
		"a group's title":  func(g *graph.Graph) { g.Group("zone").Label = "zone" },
		"inner direction":  func(g *graph.Graph) { g.Group("zone").Direction = graph.Up },
		"a parent":         func(g *graph.Graph) { g.Group("deep").Parent = "" },
		"a group's view":   func(g *graph.Graph) { g.Group("deep").Attrs = nil },
		"a group's colour": func(g *graph.Graph) { g.Group("zone").Style.Fill = "red" },
		"an edge's end":    func(g *graph.Graph) { g.Edges()[0].To = "db" },
		"an edge's id":     func(g *graph.Graph) { g.Edges()[0].ID = "" },
		"an edge's text":   func(g *graph.Graph) { g.Edges()[0].Label = "" },
		"a line":           func(g *graph.Graph) { g.Edges()[0].Line = graph.Solid },
		"a tail":           func(g *graph.Graph) { g.Edges()[0].Tail = "" },
		"a head":           func(g *graph.Graph) { g.Edges()[2].Head = "" },
		"a length":         func(g *graph.Graph) { g.Edges()[2].Attrs = nil },
		"an edge's colour": func(g *graph.Graph) { g.Edges()[2].Style.Stroke = "" },
		"a curve":          func(g *graph.Graph) { g.Edges()[0].Attrs.Set("mermaid.curve", "step") },
		"an animation":     func(g *graph.Graph) { g.Edges()[0].Attrs.Set("mermaid.animate", "false") },
		"a class's fill":   func(g *graph.Graph) { g.Class("hot").Style.Fill = "#f01" },
		"a class's rest":   func(g *graph.Graph) { g.Attrs.Set("mermaid.class.hot", "rx:5") },
	}
}

// TestJudge checks that the comparison finds a graph equal to what Mermaid
// understands, and each change of it not.
func TestJudge(t *testing.T) {
	t.Parallel()
	a := ask(t, "mermaid-12", []string{everything})[0]
	require.Empty(t, a.Error)
	want := shownBy(a)
	require.Empty(t, want.differ(drawn(asRead())))
	for name, change := range changes() {
		g := asRead()
		change(g)
		require.NotEmpty(t, want.differ(drawn(g)), name)
	}
}
