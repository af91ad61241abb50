package mermaid_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/mermaid"
)

// loadBalancer is the flow of a LoadBalancer Service as a document has it.
const loadBalancer = `graph TD;
  User -->|HTTP Request| LoadBalancer;
  LoadBalancer -->|Distributes Traffic| Node1;
  LoadBalancer -->|Distributes Traffic| Node2;
  Node1 -->|Forwards to| Pod1;
  Node1 -->|Forwards to| Pod2;
  Node2 -->|Forwards to| Pod3;
  Node2 -->|Forwards to| Pod4;
  style User fill:#f9f,stroke:#333,stroke-width:2px;
  style LoadBalancer fill:#ff9,stroke:#333,stroke-width:2px;
  style Node1 fill:#9f9,stroke:#333,stroke-width:2px;
  style Node2 fill:#9f9,stroke:#333,stroke-width:2px;
  style Pod1 fill:#9ff,stroke:#333,stroke-width:2px;
  style Pod2 fill:#9ff,stroke:#333,stroke-width:2px;
  style Pod3 fill:#9ff,stroke:#333,stroke-width:2px;
  style Pod4 fill:#9ff,stroke:#333,stroke-width:2px;
`

// thanosProxy is the flow of a query through a proxy, with the way back.
const thanosProxy = `graph TD;
  User -->|Query Request| Proxy;
  Proxy -->|Routes to| ThanosFrontend;
  ThanosFrontend -->|Forwards to| ThanosQuery;
  ThanosQuery -->|Fetches Data from| ThanosReceiver;
  ThanosQuery -->|Fetches Data from| ThanosRuler;
  ThanosReceiver -->|Sends Data to| ThanosQuery;
  ThanosRuler -->|Sends Data to| ThanosQuery;
  ThanosQuery -->|Sends Data to| ThanosFrontend;
  ThanosFrontend -->|Returns Response| Proxy;
  Proxy -->|Returns Response| User;
  style User fill:#f9f,stroke:#333,stroke-width:2px;
  style Proxy fill:#ff9,stroke:#333,stroke-width:2px;
  style ThanosFrontend fill:#9f9,stroke:#333,stroke-width:2px;
  style ThanosQuery fill:#9ff,stroke:#333,stroke-width:2px;
  style ThanosReceiver fill:#9ff,stroke:#333,stroke-width:2px;
  style ThanosRuler fill:#9ff,stroke:#333,stroke-width:2px;
`

func loadBalancerGraph() *graph.Graph {
	g := graph.New("LoadBalancer Service")
	user := g.AddNode("User", "user")
	lb := g.AddNode("LoadBalancer", "load-balancer")
	node1, node2 := g.AddNode("Node1", "node"), g.AddNode("Node2", "node")
	user.To(lb, "HTTP Request")
	lb.To(node1, "Distributes Traffic")
	lb.To(node2, "Distributes Traffic")
	for _, pod := range []string{"Pod1", "Pod2"} {
		node1.To(g.AddNode(pod, "pod"), "Forwards to")
	}
	for _, pod := range []string{"Pod3", "Pod4"} {
		node2.To(g.AddNode(pod, "pod"), "Forwards to")
	}
	return g
}

func thanosProxyGraph() *graph.Graph {
	g := graph.New("Thanos behind a proxy")
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

func TestWriteSeedFlows(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		g    *graph.Graph
		want string
	}{
		{"load balancer", loadBalancerGraph(), loadBalancer},
		{"thanos proxy", thanosProxyGraph(), thanosProxy},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			out, warnings := write(t, tt.g)
			require.Equal(t, tt.want, out)
			require.Empty(t, warnings)
		})
	}
}

// write returns what Write writes, and the messages of its warnings.
func write(t *testing.T, g *graph.Graph) (out string, warnings []string) {
	t.Helper()
	var b bytes.Buffer
	err := mermaid.Write(&b, g, mermaid.Options{Warn: func(d graph.Diagnostic) {
		warnings = append(warnings, d.Message)
	}})
	require.NoError(t, err)
	return b.String(), warnings
}
