package topology_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/theme"
	"github.com/topodraw/topodraw/topology"
)

func TestExamplesAreTheFunctions(t *testing.T) {
	t.Parallel()
	functions := map[string]func() *graph.Graph{
		"loadbalancer": topology.LoadBalancer, "nodeport": topology.NodePort, "thanos": topology.ThanosProxy,
	}
	require.Len(t, topology.Examples(), len(functions))
	for _, name := range topology.Examples() {
		data, err := topology.Example(name)
		require.NoError(t, err)
		require.True(t, strings.HasSuffix(string(data), "\n") && !strings.HasSuffix(string(data), "\n\n"), name)
		require.Equal(t, functions[name](), source.WithoutPlaces(read(t, string(data))), name)
		require.NoError(t, functions[name]().Validate())
	}
	_, err := topology.Example("ingress")
	require.EqualError(t, err, `there is no example "ingress": the examples are loadbalancer, nodeport, thanos`)
}

// drawn returns nodes with their fills under the default theme, then edges.
func drawn(t *testing.T, g *graph.Graph) (nodes, flows []string) {
	t.Helper()
	look, err := theme.For(g, nil)
	require.NoError(t, err)
	styles := theme.NewResolver(g, look)
	for _, n := range g.Nodes() {
		nodes = append(nodes, n.ID+" "+styles.NodeText(n).Fill)
	}
	for _, e := range g.Edges() {
		flows = append(flows, e.From+" -> "+e.To+": "+e.Label)
	}
	return nodes, flows
}

func TestExamplesAreDocumented(t *testing.T) {
	t.Parallel()
	nodesAndPods := []string{"Node1 #9f9", "Node2 #9f9", "Pod1 #9ff", "Pod2 #9ff", "Pod3 #9ff", "Pod4 #9ff"}
	forward := []string{
		"Node1 -> Pod1: Forwards to", "Node1 -> Pod2: Forwards to", "Node2 -> Pod3: Forwards to", "Node2 -> Pod4: Forwards to",
	}

	nodes, flows := drawn(t, topology.LoadBalancer())
	require.Equal(t, append([]string{"User #f9f", "LoadBalancer #ff9"}, nodesAndPods...), nodes)
	require.Equal(t, append([]string{
		"User -> LoadBalancer: HTTP Request",
		"LoadBalancer -> Node1: Distributes Traffic", "LoadBalancer -> Node2: Distributes Traffic",
	}, forward...), flows)

	nodes, flows = drawn(t, topology.NodePort())
	require.Equal(t, append([]string{"User #f9f"}, nodesAndPods...), nodes)
	require.Equal(t, append([]string{
		"User -> Node1: HTTP Request to port 30007", "User -> Node2: HTTP Request to port 30007",
	}, forward...), flows)

	nodes, flows = drawn(t, topology.ThanosProxy())
	require.Equal(t, []string{
		"User #f9f", "Proxy #ff9", "ThanosFrontend #9f9", "ThanosQuery #9ff", "ThanosReceiver #9ff", "ThanosRuler #9ff",
	}, nodes)
	require.Equal(t, []string{
		"User -> Proxy: Query Request",
		"Proxy -> ThanosFrontend: Routes to",
		"ThanosFrontend -> ThanosQuery: Forwards to",
		"ThanosQuery -> ThanosReceiver: Fetches Data from",
		"ThanosQuery -> ThanosRuler: Fetches Data from",
		"ThanosReceiver -> ThanosQuery: Sends Data to",
		"ThanosRuler -> ThanosQuery: Sends Data to",
		"ThanosQuery -> ThanosFrontend: Sends Data to",
		"ThanosFrontend -> Proxy: Returns Response",
		"Proxy -> User: Returns Response",
	}, flows)
}

// The documents that the examples come from, where they are at hand.
func TestExamplesAreTheSeeds(t *testing.T) {
	t.Parallel()
	for file, g := range map[string]*graph.Graph{
		"loadbalancer.mmd": topology.LoadBalancer(), "thanos-proxy.mmd": topology.ThanosProxy(),
	} {
		want, err := os.ReadFile(filepath.Join("..", "..", "shared", "seed", file))
		if err != nil {
			t.Skip("no seed documents here")
		}
		nodes, flows := drawn(t, g)
		got := []string{"graph TD;"}
		for _, f := range flows {
			ends, label, _ := strings.Cut(f, ": ")
			from, to, _ := strings.Cut(ends, " -> ")
			got = append(got, "  "+from+" -->|"+label+"| "+to+";")
		}
		for _, n := range nodes {
			id, fill, _ := strings.Cut(n, " ")
			got = append(got, "  style "+id+" fill:"+fill+",stroke:#333,stroke-width:2px;")
		}
		require.Equal(t, string(want), strings.Join(got, "\n")+"\n", file)
	}
}
