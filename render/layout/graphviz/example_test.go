package graphviz_test

import (
	"context"
	"fmt"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
	"github.com/topodraw/topodraw/render/layout/graphviz"
)

// An engine places boxes; what a drawing makes of that is another matter.
func ExampleNew() {
	g := graph.New("")
	g.AddNode("web", "service").To(g.AddNode("db", "database"), "SQL")

	engine, err := graphviz.New("dot")
	if err != nil {
		fmt.Println(err)
		return
	}
	l, err := engine.Layout(context.Background(), &layout.Problem{
		Graph:     g,
		Direction: graph.Down,
		NodeSize:  []layout.Size{{W: 60, H: 30}, {W: 60, H: 30}},
		LabelSize: []layout.Size{{W: 30, H: 20}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	web, db := l.Nodes[0], l.Nodes[1]
	fmt.Println(web.Bottom() < db.Y, l.Edges[0].Label.W)
	// Output: true 30
}

// Text in the DOT language can be drawn as it is.
func ExampleRender() {
	out, err := graphviz.Render([]byte("digraph { a }"), "dot", "plain")
	fmt.Print(string(out), err)
	// Output:
	// graph 1 0.75 0.5
	// node a 0.375 0.25 0.75 0.5 a solid ellipse black lightgrey
	// stop
	// <nil>
}
