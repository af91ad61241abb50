package graphtest

import (
	"fmt"
	"math/rand/v2"

	"github.com/topodraw/topodraw/graph"
)

// Services returns a random system of about as many nodes as asked for, and a
// tenth more edges, the same for the same number: services with their pods, in
// namespaces within zones, that call others declared after them, and a user.
func Services(nodes int) *graph.Graph {
	r := rand.New(rand.NewPCG(uint64(nodes), 3))
	g := graph.New(fmt.Sprintf("%d services", nodes))
	user := g.AddNode("user", "user")
	var services []*graph.Node
	for zone := 0; len(g.Nodes()) < nodes; zone++ {
		z := g.AddGroup(fmt.Sprintf("zone-%d", zone), "")
		for ns := 0; ns < 3 && len(g.Nodes()) < nodes; ns++ {
			space := z.AddGroup(fmt.Sprintf("ns-%d-%d", zone, ns), "")
			for i := 4 + r.IntN(5); i > 0 && len(g.Nodes()) < nodes; i-- {
				s := space.AddNode(fmt.Sprintf("svc-%d", len(g.Nodes())), "service")
				services = append(services, s)
				for range 1 + r.IntN(3) {
					s.To(space.AddNode(fmt.Sprintf("pod-%d", len(g.Nodes())), "pod"), "")
				}
			}
		}
		user.To(services[len(services)-1], "HTTPS")
	}
	for len(g.Edges()) < len(g.Nodes())*11/10 {
		from := r.IntN(len(services) - 1)
		reach := len(services) - 1 - from
		if r.IntN(5) > 0 { // most calls stay near
			reach = min(reach, 10)
		}
		services[from].To(services[from+1+r.IntN(reach)], "calls")
	}
	return g
}
