package elk_test

import (
	"context"
	"fmt"
	"log"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
	"github.com/topodraw/topodraw/render/layout/elk"
)

// An engine takes sizes and gives places.
func ExampleEngine() {
	g := graph.New("")
	g.AddNode("a", "").To(g.AddNode("b", ""), "")

	l, err := elk.Engine{}.Layout(context.Background(), &layout.Problem{
		Graph:     g,
		Direction: graph.Right,
		NodeSize:  []layout.Size{{W: 60, H: 40}, {W: 60, H: 40}},
		LabelSize: []layout.Size{{}},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(l.Nodes[0], l.Nodes[1])
	fmt.Println(l.Edges[0].Points)
	// Output:
	// {8 8 60 40} {92 8 60 40}
	// [{68 28} {92 28}]
}
