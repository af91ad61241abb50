package graph_test

import (
	"fmt"

	"github.com/topodraw/topodraw/graph"
)

func ExampleDiff() {
	old := graph.New("")
	old.AddNode("web", "service").To(old.AddNode("db", "database"), "SQL")
	now := graph.New("")
	now.AddNode("frontend", "service").To(now.AddNode("db", "database"), "SQL over TLS")

	d := graph.Diff(old, now, graph.DiffOptions{})
	for _, n := range d.Nodes {
		fmt.Println(n.Op, n.Old.ID, n.New.ID)
	}
	for _, e := range d.Edges {
		fmt.Println(e.Op, e.New.From, e.New.To, e.Changes)
	}
	// Output:
	// renamed web frontend
	// changed frontend db [{label SQL SQL over TLS}]
}
