package dot_test

import (
	"fmt"
	"os"

	"github.com/topodraw/topodraw/dot"
	"github.com/topodraw/topodraw/graph"
)

// A topology becomes a digraph that any Graphviz draws.
func ExampleWrite() {
	g := graph.New("Shop")
	user := g.AddNode("User", "user")
	cluster := g.AddGroup("prod", "Production")
	web := cluster.AddNode("web-1", "pod")
	db := cluster.AddNode("DB", "database")
	db.Label = "Orders & stock"
	db.Shape = graph.Cylinder
	user.To(cluster, "HTTPS")
	web.To(db, "SQL").Line = graph.Dotted

	if err := dot.Write(os.Stdout, g, dot.Options{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// digraph Shop {
	//   compound=true;
	//   graph [style=filled, fillcolor="#f6f8fa", color="#8c959f", fontcolor="#333333", penwidth=0.75, fontname="Helvetica,Arial,sans-serif"];
	//   node [shape=box, style=filled, fillcolor="#ffffff", color="#333333", fontcolor="#333333", penwidth=1.5, fontname="Helvetica,Arial,sans-serif"];
	//   edge [color="#333333", fontcolor="#333333", penwidth=1.125, fontname="Helvetica,Arial,sans-serif"];
	//   User [kind=user, fillcolor="#ff99ff"];
	//   subgraph cluster_prod {
	//     graph [label="Production"];
	//     "web-1" [kind=pod, fillcolor="#99ffff"];
	//     DB [label="Orders & stock", kind=database, shape=cylinder, fillcolor="#99ffff"];
	//   }
	//   User -> "web-1" [label="HTTPS", lhead=cluster_prod];
	//   "web-1" -> DB [label="SQL", style=dotted];
	// }
}

// What DOT cannot hold is reported, and the rest is written.
func ExampleOptions_warn() {
	g := graph.New("")
	g.AddGroup("zone", "").Direction = graph.Right
	warn := func(d graph.Diagnostic) { fmt.Fprintln(os.Stderr, d.Message) }
	if err := dot.Write(os.Stdout, g, dot.Options{Warn: warn}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// digraph {
	//   graph [style=filled, fillcolor="#f6f8fa", color="#8c959f", fontcolor="#333333", penwidth=0.75, fontname="Helvetica,Arial,sans-serif"];
	//   subgraph cluster_zone {
	//     graph [label="zone", direction=right];
	//     anchor_zone [label="", shape=point, style=invis, width=0, height=0];
	//   }
	// }
}
