package graph_test

import (
	"fmt"

	"github.com/topodraw/topodraw/graph"
)

// A graph is written down as one would draw it: who is there, then who talks
// to whom.
func Example() {
	g := graph.New("Shop")
	user := g.AddNode("User", "user")
	lb := g.AddNode("LoadBalancer", "load-balancer")
	cluster := g.AddGroup("cluster", "Kubernetes")
	web := cluster.AddNode("Web", "pod")
	db := cluster.AddNode("DB", "database")
	db.Shape = graph.Cylinder

	user.To(lb, "HTTP Request")
	lb.To(web, "Forwards to")
	web.To(db, "SQL").Line = graph.Dotted

	for _, e := range g.Edges() {
		fmt.Printf("%s -> %s: %s\n", e.From, e.To, e.Label)
	}
	fmt.Println(g.Validate())
	// Output:
	// User -> LoadBalancer: HTTP Request
	// LoadBalancer -> Web: Forwards to
	// Web -> DB: SQL
	// <nil>
}
