package mermaid_test

import (
	"fmt"
	"os"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/mermaid"
)

func ExampleWrite() {
	g := graph.New("Shop")
	user := g.AddNode("User", "user")
	lb := g.AddNode("LoadBalancer", "load-balancer")
	user.To(lb, "HTTP Request")
	lb.To(g.AddNode("Web", "pod"), "Forwards to")

	if err := mermaid.Write(os.Stdout, g, mermaid.Options{}); err != nil {
		fmt.Println(err)
	}
	// Output:
	// graph TD;
	//   User -->|HTTP Request| LoadBalancer;
	//   LoadBalancer -->|Forwards to| Web;
	//   style User fill:#f9f,stroke:#333,stroke-width:2px;
	//   style LoadBalancer fill:#ff9,stroke:#333,stroke-width:2px;
	//   style Web fill:#9ff,stroke:#333,stroke-width:2px;
}

// Groups become subgraphs, and what Mermaid has no words for is told.
func ExampleWrite_warnings() {
	g := graph.New("Shop")
	g.Direction = graph.Right
	web := g.AddNode("web 1", "")
	zone := g.AddGroup("zone", "Zone A")
	db := zone.AddNode("db", "")
	db.Shape = graph.Cylinder
	db.Label = `The "real" one`
	db.Icon = "aws:rds"
	web.To(db, "SQL").Line = graph.Dotted

	err := mermaid.Write(os.Stdout, g, mermaid.Options{Warn: func(d graph.Diagnostic) {
		fmt.Println("warning:", d.Message)
	}})
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// warning: node "db": the icon "aws:rds" is left out
	// graph LR;
	//   web_1[web 1];
	//   subgraph zone[Zone A];
	//     db[("The #quot;real#quot; one")];
	//   end
	//   web_1 -.->|SQL| db;
}
