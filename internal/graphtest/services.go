package graphtest

import (
	"fmt"
	"math/rand/v2"

	"github.com/topodraw/topodraw/graph"
)

// Services returns a random system of about as many nodes as asked for, the
// same for the same number: services with their pods, in namespaces within
// zones, that call each other, and a user.
func Services(nodes int) *graph.Graph {
	r := rand.New(rand.NewPCG(uint64(nodes), 3))
	g := graph.New(fmt.Sprintf("%d services", nodes))
	user := g.AddNode("user", "user")
	var services []*graph.Node
	for zone := 0; len(g.Nodes()) < nodes; zone++ {
		z := g.AddGroup(fmt.Sprintf("zone-%d", zone), "")
		for ns := 0; ns < 3 && len(g.Nodes()) < nodes; ns++ {
			space := z.AddGroup(fmt.Sprintf("ns-%d-%d", zone, ns), "")
			for range 4 + r.IntN(5) {
				services = append(services, addService(r, g, space, services))
			}
		}
		user.To(services[len(services)-1], "HTTPS")
	}
	return g
}

// addService adds a service with its pods, some of which call other services.
func addService(r *rand.Rand, g *graph.Graph, space *graph.Group, others []*graph.Node) *graph.Node {
	s := space.AddNode(fmt.Sprintf("svc-%d", len(g.Nodes())), "service")
	for range 1 + r.IntN(3) {
		p := space.AddNode(fmt.Sprintf("pod-%d", len(g.Nodes())), "pod")
		s.To(p, "")
		if len(others) > 0 && r.IntN(4) == 0 {
			// Mostly neighbours, as in real systems.
			near := max(0, len(others)-12)
			p.To(others[near+r.IntN(len(others)-near)], "calls")
		}
	}
	return s
}
