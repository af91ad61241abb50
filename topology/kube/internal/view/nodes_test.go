package view_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/mermaid"
	"github.com/topodraw/topodraw/topology"
	"github.com/topodraw/topodraw/topology/kube/internal/view"
)

const (
	// root is the repository's, from here.
	root = "../../../.."

	seedService = `
apiVersion: v1
kind: Service
metadata:
  name: my-service
spec:
  type: %s
  selector:
    app: MyApp
  ports:
  - protocol: TCP
    port: 80
    targetPort: 8080
%s`
	seedDeployment = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: my-app
spec:
  replicas: 4
  selector:
    matchLabels:
      app: MyApp
  template:
    metadata:
      labels:
        app: MyApp
    spec:
      containers:
      - name: my-app
        image: my-app
        ports:
        - containerPort: 8080
`
)

func asMermaid(t *testing.T, opts view.Options, manifests ...string) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, mermaid.Write(&b, draw(t, opts, manifests...), mermaid.Options{}))
	return b.String()
}

func TestLoadBalancerDocument(t *testing.T) {
	t.Parallel()
	got := asMermaid(t, view.Options{View: "nodes", Nodes: 2}, fmt.Sprintf(seedService, "LoadBalancer", ""), seedDeployment)
	var b bytes.Buffer
	require.NoError(t, mermaid.Write(&b, topology.LoadBalancer(), mermaid.Options{}))
	require.Equal(t, b.String(), got)
	golden, err := os.ReadFile(filepath.Join(root, "testdata", "golden", "loadbalancer.mmd"))
	require.NoError(t, err)
	require.Equal(t, string(golden), got)
	seed, err := os.ReadFile(filepath.Join(root, "..", "shared", "seed", "loadbalancer.mmd"))
	if os.IsNotExist(err) {
		t.Skip("the document is not here")
	}
	require.NoError(t, err)
	require.Equal(t, string(seed), got)
}

func TestNodePortDocument(t *testing.T) {
	t.Parallel()
	svc := fmt.Sprintf(seedService, "NodePort", "    nodePort: 30007\n")
	g := draw(t, view.Options{View: "nodes"}, svc, seedDeployment)
	require.Equal(t, []string{
		"User user 'User' ''", "NodePort/my-service/30007 node 'node:30007' ''",
		"Pod1 pod 'Pod1' ''", "Pod2 pod 'Pod2' ''", "Pod3 pod 'Pod3' ''", "Pod4 pod 'Pod4' ''",
	}, nodes(g))
	require.Equal(t, []string{
		"User -> NodePort/my-service/30007 requests 30007 'HTTP Request to port 30007'",
		"NodePort/my-service/30007 -> Pod1 forwards 80 'Forwards to'",
		"NodePort/my-service/30007 -> Pod2 forwards 80 'Forwards to'",
		"NodePort/my-service/30007 -> Pod3 forwards 80 'Forwards to'",
		"NodePort/my-service/30007 -> Pod4 forwards 80 'Forwards to'",
	}, edges(g))
	golden, err := os.ReadFile(filepath.Join(root, "testdata", "golden", "nodeport.mmd"))
	require.NoError(t, err)
	require.Equal(t, string(golden), asMermaid(t, view.Options{View: "nodes", Nodes: 2}, svc, seedDeployment))
}

// flow returns the edges as ends and labels alone.
func flow(t *testing.T, opts view.Options, manifests ...string) []string {
	t.Helper()
	opts.View = "nodes"
	var out []string
	for _, e := range draw(t, opts, manifests...).Edges() {
		out = append(out, strings.TrimSpace(e.From+" -> "+e.To+" "+e.Label))
	}
	return out
}

func TestNodes(t *testing.T) {
	t.Parallel()
	web := service("web", "type: LoadBalancer", "{port: 443}")
	for _, tt := range []struct {
		name      string
		opts      view.Options
		manifests []string
		want      []string
	}{
		{"five pods on two nodes", view.Options{}, []string{web, workload("Deployment", "web", "  replicas: 5", "")}, []string{
			"User -> LoadBalancer HTTPS Request", "LoadBalancer -> Node1 Distributes Traffic", "LoadBalancer -> Node2 Distributes Traffic",
			"Node1 -> Pod1 Forwards to", "Node1 -> Pod2 Forwards to", "Node1 -> Pod3 Forwards to", "Node2 -> Pod4 Forwards to", "Node2 -> Pod5 Forwards to",
		}},
		{"nodes to spare", view.Options{Nodes: 3}, []string{web, workload("Deployment", "web", "", "")}, []string{
			"User -> LoadBalancer HTTPS Request", "LoadBalancer -> Node1 Distributes Traffic", "LoadBalancer -> Node2 Distributes Traffic",
			"LoadBalancer -> Node3 Distributes Traffic", "Node1 -> Pod1 Forwards to",
		}},
		{"only nodes that have the pods", view.Options{Nodes: 3},
			[]string{service("web", "type: LoadBalancer, externalTrafficPolicy: Local", "{port: 80}"), workload("Deployment", "web", "  replicas: 2", "")}, []string{
				"User -> LoadBalancer HTTP Request", "LoadBalancer -> Node1 Distributes Traffic", "LoadBalancer -> Node2 Distributes Traffic",
				"Node1 -> Pod1 Forwards to", "Node2 -> Pod2 Forwards to",
			}},
		{"a DaemonSet", view.Options{Nodes: 3}, []string{workload("DaemonSet", "agent", "", "")}, []string{
			"Node1 -> agent-1", "Node2 -> agent-2", "Node3 -> agent-3",
		}},
		{"nobody is let in", view.Options{}, []string{service("db", "", "{port: 1}"), workload("StatefulSet", "db", "  replicas: 2", "")}, []string{
			"Node1 -> db-1", "Node2 -> db-2",
		}},
		{"several load balancers", view.Options{Nodes: 1}, []string{
			web, workload("Deployment", "web", "", ""), service("shop/pay", "type: LoadBalancer", "{port: 5432}"), workload("Deployment", "shop/pay", "", ""),
		}, []string{
			"User -> LoadBalancer/web HTTPS Request", "User -> shop/LoadBalancer/pay TCP Request",
			"LoadBalancer/web -> Node1 Distributes Traffic", "shop/LoadBalancer/pay -> Node1 Distributes Traffic",
			"Node1 -> web-1 Forwards to", "Node1 -> shop/pay-1 Forwards to",
		}},
		{"of one name", view.Options{Nodes: 1}, []string{workload("Deployment", "web", "", ""), workload("StatefulSet", "web", "", "")}, []string{
			"Node1 -> Deployment/web-1", "Node1 -> StatefulSet/web-1",
		}},
		{"ports of the nodes, with a load balancer beside", view.Options{}, []string{
			web, workload("Deployment", "web", "  replicas: 2", ""), object("v1", "Service", "np", "spec: {type: NodePort, selector: {app: web}, ports: [{port: 81}]}"),
		}, []string{
			"User -> LoadBalancer HTTPS Request", "User -> Node1 TCP Request to a node port", "User -> Node2 TCP Request to a node port",
			"LoadBalancer -> Node1 Distributes Traffic", "LoadBalancer -> Node2 Distributes Traffic", "Node1 -> Pod1 Forwards to", "Node2 -> Pod2 Forwards to",
		}},
		{"an Ingress", view.Options{Nodes: 2}, []string{
			object("networking.k8s.io/v1", "Ingress", "in", "spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}"),
			service("web", "", "{port: 80}"), workload("Deployment", "web", "", ""),
		}, []string{"User -> Ingress/in HTTP Request", "Ingress/in -> Node1 Distributes Traffic", "Node1 -> Pod1 Forwards to"}},
		{"a namespace", view.Options{Nodes: 1, Namespaces: []string{"shop"}}, []string{
			web, workload("Deployment", "web", "", ""), service("shop/pay", "type: LoadBalancer", "{port: 80}"), workload("Deployment", "shop/pay", "", ""),
		}, []string{"User -> LoadBalancer HTTP Request", "LoadBalancer -> Node1 Distributes Traffic", "Node1 -> Pod1 Forwards to"}},
		{"a label", view.Options{Nodes: 1, Selector: "app=pay"}, []string{
			web, workload("Deployment", "web", "", ""), service("shop/pay", "type: LoadBalancer", "{port: 80}"), workload("Deployment", "shop/pay", "", ""),
		}, []string{"User -> LoadBalancer HTTP Request", "LoadBalancer -> Node1 Distributes Traffic", "Node1 -> Pod1 Forwards to"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, tt.want, flow(t, tt.opts, tt.manifests...))
		})
	}
}

const realPods = `
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Node, metadata: {name: worker-a}}
- {apiVersion: v1, kind: Node, metadata: {name: worker-b}}
- apiVersion: v1
  kind: Pod
  metadata: {name: web-x, labels: {app: web}, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, controller: true, uid: "1"}]}
  spec: {nodeName: worker-b, containers: [{name: main, image: main}]}
- apiVersion: v1
  kind: Pod
  metadata: {name: web-y, labels: {app: web}, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, controller: true, uid: "1"}]}
  spec: {containers: [{name: main, image: main}]}
`

func TestRealNodes(t *testing.T) {
	t.Parallel()
	all := []string{realPods, service("web", "type: LoadBalancer", "{port: 80}"), workload("Deployment", "web", "  replicas: 3", "")}
	require.Equal(t, []string{
		"User -> LoadBalancer HTTP Request", "LoadBalancer -> Node/worker-a Distributes Traffic", "LoadBalancer -> Node/worker-b Distributes Traffic",
		"Node/worker-b -> Pod/web-x Forwards to",
	}, flow(t, view.Options{}, all...))
	g := draw(t, view.Options{View: "nodes"}, all...)
	require.Equal(t, []string{"User", "LoadBalancer", "Node/worker-a", "Node/worker-b", "Pod/web-x", "Pod/web-y"}, ids(g), "one is not scheduled")
	require.Equal(t, "Pod", attr(g.Node("Pod/web-x").Attrs, "kubernetes.kind"))
	require.Equal(t, "0.yaml:6", attr(g.Node("Node/worker-b").Attrs, "source"))
	require.Equal(t, []string{
		"User -> LoadBalancer HTTP Request", "LoadBalancer -> Node1 Distributes Traffic", "Node1 -> Pod/web-x Forwards to", "Node1 -> Pod/web-y Forwards to",
	}, flow(t, view.Options{Nodes: 1}, all...), "asked for another number")
}

func TestManyPods(t *testing.T) {
	t.Parallel()
	g := draw(t, view.Options{View: "nodes"}, workload("Deployment", "web", "  replicas: 2147483647", ""), workload("Deployment", "api", "  replicas: 100", ""))
	require.Len(t, g.Nodes(), 2+100+100)
	require.Equal(t, "and 2147483548 more of web", g.Node("web-100").Label)
	require.Equal(t, "api 100", g.Node("api-100").Label)
}

// What is on a node does not depend on what else there is.
func TestPodsAreSpread(t *testing.T) {
	t.Parallel()
	var all []string
	for i := range 40 {
		all = append(all, workload("Deployment", fmt.Sprintf("w%d", i), "", ""))
	}
	on := make(map[string]int)
	for _, e := range draw(t, view.Options{View: "nodes", Nodes: 4}, all...).Edges() {
		on[e.From]++
	}
	require.Len(t, on, 4)
	for _, n := range on {
		require.Greater(t, n, 3)
	}
}
