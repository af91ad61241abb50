package topology

import (
	"embed"
	"fmt"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

//go:embed examples/*.yaml schema.json
var files embed.FS

// Examples returns the names of the ready-made topologies.
func Examples() []string { return []string{"loadbalancer", "nodeport", "thanos"} }

// Example returns the file of a ready-made topology. It gives the graph of
// [LoadBalancer], [NodePort] or [ThanosProxy]. Any other name is an error that
// lists those of [Examples].
func Example(name string) ([]byte, error) {
	for _, n := range Examples() {
		if n == name {
			return files.ReadFile("examples/" + name + ".yaml")
		}
	}
	return nil, fmt.Errorf("there is no example %q: the examples are %s", name, strings.Join(Examples(), ", "))
}

// Schema returns the JSON Schema of the file, with which editors complete and
// check it. It is draft-07, since that is the newest draft that the YAML
// language server of most editors reads in full ("Supports JSON Schema 7 and
// below", says its README). What a schema cannot say, such as which ids a flow
// may name, is left to [Read].
func Schema() []byte {
	data, err := files.ReadFile("schema.json")
	if err != nil {
		panic(err) // it is part of the program
	}
	return data
}

// LoadBalancer returns the way of a request through a Kubernetes Service of
// the type LoadBalancer: by way of a load balancer to two nodes, and from there
// to two pods each.
func LoadBalancer() *graph.Graph {
	g := graph.New("LoadBalancer Service")
	g.Direction = graph.Down
	user := g.AddNode("User", "user")
	lb := g.AddNode("LoadBalancer", "load-balancer")
	nodes, pods := nodesAndPods(g)
	user.To(lb, "HTTP Request")
	for _, n := range nodes {
		lb.To(n, "Distributes Traffic")
	}
	forward(nodes, pods)
	return g
}

// NodePort returns the way of a request through a Kubernetes Service of the
// type NodePort: to the same port of either of two nodes, and from there to two
// pods each.
func NodePort() *graph.Graph {
	g := graph.New("NodePort Service")
	g.Direction = graph.Down
	user := g.AddNode("User", "user")
	nodes, pods := nodesAndPods(g)
	for _, n := range nodes {
		user.To(n, "HTTP Request to port 30007")
	}
	forward(nodes, pods)
	return g
}

func nodesAndPods(g *graph.Graph) (nodes, pods []*graph.Node) {
	for i := range 2 {
		nodes = append(nodes, g.AddNode("Node"+strconv.Itoa(i+1), "node"))
	}
	for i := range 4 {
		pods = append(pods, g.AddNode("Pod"+strconv.Itoa(i+1), "pod"))
	}
	return nodes, pods
}

func forward(nodes, pods []*graph.Node) {
	for i, p := range pods {
		nodes[i/2].To(p, "Forwards to")
	}
}

// ThanosProxy returns the way of a query from a user through a proxy to the
// components of Thanos, and of the responses back.
func ThanosProxy() *graph.Graph {
	g := graph.New("Thanos Communication via Proxy")
	g.Direction = graph.Down
	user := g.AddNode("User", "user")
	proxy := g.AddNode("Proxy", "proxy")
	frontend := g.AddNode("ThanosFrontend", "frontend")
	query := g.AddNode("ThanosQuery", "query")
	receiver := g.AddNode("ThanosReceiver", "receiver")
	ruler := g.AddNode("ThanosRuler", "ruler")

	user.To(proxy, "Query Request")
	proxy.To(frontend, "Routes to")
	frontend.To(query, "Forwards to")
	query.To(receiver, "Fetches Data from")
	query.To(ruler, "Fetches Data from")
	receiver.To(query, "Sends Data to")
	ruler.To(query, "Sends Data to")
	query.To(frontend, "Sends Data to")
	frontend.To(proxy, "Returns Response")
	proxy.To(user, "Returns Response")
	return g
}
