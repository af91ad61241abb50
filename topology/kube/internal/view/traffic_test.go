package view_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/traffic"
	"github.com/topodraw/topodraw/topology/kube/internal/view"
)

func TestEntries(t *testing.T) {
	t.Parallel()
	web := workload("Deployment", "web", "  replicas: 3", "ports: [{containerPort: 8080}]")
	for _, tt := range []struct {
		name, manifest string
		want           []string
	}{
		{"a load balancer", service("web", "type: LoadBalancer", "{port: 80, targetPort: 8080}"), []string{
			"User -> LoadBalancer/web requests 80 'HTTP :80'",
			"LoadBalancer/web -> Service/web exposes 80",
			"Service/web -> Deployment/web selects 80",
		}},
		{"several ports", service("web", "type: LoadBalancer", "{name: a, port: 5432}, {name: https-b, port: 9443}, {name: g, port: 9000, appProtocol: grpc}, {name: d, port: 53, protocol: UDP}"), []string{
			"User -> LoadBalancer/web requests 5432,9443,9000,53 'TCP 5432, HTTPS :9443, and 2 more'",
			"LoadBalancer/web -> Service/web exposes 5432,9443,9000,53",
			"Service/web -> Deployment/web selects 5432,9443,9000,53",
		}},
		{"node ports", service("web", "type: NodePort", "{name: http, port: 80, nodePort: 30007}, {name: db, port: 5432}"), []string{
			"User -> NodePort/web/30007 requests 30007 'HTTP'",
			"User -> NodePort/web/port-5432 requests 'TCP'",
			"NodePort/web/30007 -> Service/web exposes 80 ':80'",
			"NodePort/web/port-5432 -> Service/web exposes 5432 ':5432'",
			"Service/web -> Deployment/web selects 80,5432",
		}},
		{"neither", service("web", "", "{port: 80}"), []string{"Service/web -> Deployment/web selects 80"}},
		{"an Ingress", service("web", "", "{name: http, port: 80}") + `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop}
spec:
  ingressClassName: nginx
  tls: [{hosts: [b.example.com]}]
  defaultBackend: {service: {name: gone, port: {number: 1}}}
  rules:
  - host: b.example.com
    http:
      paths:
      - {path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}
      - {path: /api, pathType: Exact, backend: {service: {name: web, port: {name: http}}}}
  - host: a.example.com
    http: {paths: [{path: /x, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
`, []string{
			"User -> Ingress/shop requests 80,443 'HTTP, HTTPS'",
			"Ingress/shop -> missing/gone routes 1",
			"Ingress/shop -> Service/web routes 80 'a.example.com/x|b.example.com'",
			"Ingress/shop -> Service/web routes http 'b.example.com exactly /api'",
			"Service/web -> Deployment/web selects 80",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, tt.want, edges(draw(t, view.Options{}, web, tt.manifest)))
		})
	}
}

const gateway = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: main}
spec:
  gatewayClassName: edge
  listeners:
  - {name: web, port: 80, protocol: HTTP}
  - {name: alt, port: 8443, protocol: HTTPS}
  - {name: db, port: 5432, protocol: TCP}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: split}
spec:
  parentRefs: [{name: main}, {name: elsewhere}]
  hostnames: [a.example.com]
  rules:
  - backendRefs: [{name: old, port: 80, weight: 4}, {name: new, port: 80, weight: 1}]
  - matches: [{path: {value: /pay}}]
    backendRefs: [{name: pay, namespace: billing, port: 80}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: far, namespace: billing}
spec:
  parentRefs: [{name: main, namespace: default}]
  rules: [{backendRefs: [{name: pay, port: 80}]}]
`

func TestGateway(t *testing.T) {
	t.Parallel()
	g := draw(t, view.Options{}, gateway, service("old", "", "{port: 80}"), service("new", "", "{port: 80}"), service("billing/pay", "", "{port: 80}"))
	require.Equal(t, []string{
		"User -> Gateway/elsewhere requests",
		"User -> Gateway/main requests 80,5432,8443 'HTTP, TCP 5432, HTTPS :8443'",
		"Gateway/elsewhere -> billing/Service/pay routes 80 'a.example.com/pay|no ReferenceGrant' dashed",
		"Gateway/elsewhere -> Service/new routes 80 'a.example.com 20 %'",
		"Gateway/elsewhere -> Service/old routes 80 'a.example.com 80 %'",
		"Gateway/main -> billing/Service/pay routes 80 'a.example.com/pay|no ReferenceGrant' dashed",
		"Gateway/main -> billing/Service/pay routes 80 'not attached' dashed",
		"Gateway/main -> Service/new routes 80 'a.example.com 20 %'",
		"Gateway/main -> Service/old routes 80 'a.example.com 80 %'",
	}, edges(g))
	require.Equal(t, []string{
		"User user 'User' ''",
		"Gateway/elsewhere gateway 'elsewhere' 'Gateway, missing' dashed in namespace/default",
		"Gateway/main gateway 'main' 'Gateway edge' in namespace/default",
		"billing/Service/pay service 'pay' 'Service :80' in namespace/billing",
		"Service/new service 'new' 'Service :80' in namespace/default",
		"Service/old service 'old' 'Service :80' in namespace/default",
	}, nodes(g))
}

// caller is a workload whose variables have addresses.
func caller(name, env string) string {
	return workload("Deployment", name, "", "env: ["+env+"]")
}

func TestCalls(t *testing.T) {
	t.Parallel()
	g := draw(t, view.Options{},
		caller("shop/web", `{name: DB_URL, value: "postgres://db.data.svc:5432/shop"}, {name: CACHE_ADDR, value: "redis:6379"},
  {name: STATS_URL, value: "https://stats.example.org:8443/x"}, {name: MAIL_HOST, value: mail},
  {name: PAY_URL, valueFrom: {secretKeyRef: {name: pay, key: url}}}`),
		object("v1", "Secret", "shop/pay", `stringData: {url: "https://api.pay.example.com/v1"}`),
		service("data/db", "clusterIP: None", "{port: 5432}"),
		workload("StatefulSet", "data/db", "  serviceName: db", ""),
		object("v1", "Service", "shop/mail", "spec: {type: ExternalName, externalName: smtp.example.net}"),
	)
	require.Equal(t, []string{
		"data/Service/db -> data/StatefulSet/db selects 5432",
		"shop/Service/mail -> external/smtp.example.net resolves",
		"shop/Deployment/web -> data/Service/db calls 5432 ':5432'",
		"shop/Deployment/web -> shop/Service/mail calls",
		"shop/Deployment/web -> shop/missing/redis calls 6379 ':6379'",
		"shop/Deployment/web -> shop/external/secret/pay calls",
		"shop/Deployment/web -> external/stats.example.org calls 8443 ':8443'",
	}, edges(g))
	require.Equal(t, []string{
		"data/Service/db service 'db' 'headless :5432' in namespace/data",
		"data/StatefulSet/db statefulset 'db' 'StatefulSet' in namespace/data",
		"shop/Service/mail service 'mail' 'ExternalName' in namespace/shop",
		"shop/missing/redis missing 'redis' 'missing' dashed in namespace/shop",
		"shop/Deployment/web deployment 'web' 'Deployment' in namespace/shop",
		"shop/external/secret/pay external 'host in Secret pay' 'external' dashed",
		"external/smtp.example.net external 'smtp.example.net' 'external' dashed",
		"external/stats.example.org external 'stats.example.org' 'external' dashed",
	}, nodes(g))
	requireNowhere(t, g, "pay.example.com")
}

// requireNowhere holds that a text is in no part of a graph.
func requireNowhere(t *testing.T, g *graph.Graph, secret string) {
	t.Helper()
	for _, n := range g.Nodes() {
		require.NotContains(t, n.ID+n.Label+n.Subtitle+n.Tooltip, secret)
		for _, a := range n.Attrs {
			require.NotContains(t, a.Value, secret)
		}
	}
	for _, e := range g.Edges() {
		require.NotContains(t, e.Label+e.Tooltip, secret)
		for _, a := range e.Attrs {
			require.NotContains(t, a.Value, secret)
		}
	}
}

func TestAttributes(t *testing.T) {
	t.Parallel()
	g := draw(t, view.Options{},
		caller("shop/web", `{name: DB_ADDR, value: "db:5432"}`), service("shop/db", "", "{port: 5432}"), workload("Deployment", "shop/db", "", ""))
	n := g.Node("shop/Deployment/web")
	require.Equal(t, graph.Attrs{
		{Key: "kubernetes.kind", Value: "Deployment"}, {Key: "kubernetes.name", Value: "web"},
		{Key: "kubernetes.namespace", Value: "shop"}, {Key: "source", Value: "0.yaml:1"},
	}, n.Attrs)
	require.Equal(t, "Deployment shop/web, 0.yaml:1", n.Tooltip)
	require.Len(t, g.Edges(), 2)
	selects, calls := g.Edges()[0], g.Edges()[1]
	require.Equal(t, graph.Attrs{
		{Key: "relation", Value: "selects"}, {Key: "port", Value: "5432"}, {Key: "evidence", Value: "selector app=db (1.yaml:4)"},
	}, selects.Attrs)
	require.Equal(t, "selector app=db (1.yaml:4)", selects.Tooltip)
	require.Equal(t, graph.Attrs{
		{Key: "relation", Value: "calls"}, {Key: "port", Value: "5432"}, {Key: "targetPort", Value: "5432"}, {Key: "confidence", Value: "certain"},
		{Key: "evidence", Value: "env DB_ADDR=db:5432 (0.yaml:8)"},
	}, calls.Attrs)
	require.Equal(t, "env DB_ADDR=db:5432 (0.yaml:8)\ncertain", calls.Tooltip)
}

func TestConfidence(t *testing.T) {
	t.Parallel()
	c, _ := read(t, workload("Deployment", "web", "", ""), service("a", "", "{port: 1}"), service("b", "", "{port: 2}"), service("c", "", "{port: 3}"))
	web := c.Workloads[0]
	found := &traffic.Traffic{}
	for i, confidence := range []traffic.Confidence{traffic.Possible, traffic.Likely, traffic.Certain} {
		found.Calls = append(found.Calls, &traffic.Call{From: web, To: traffic.Target{Service: c.Services[i]}, Port: "http", Confidence: confidence,
			Evidence: []traffic.Evidence{{Text: "why", Source: "a:1"}}})
	}
	all := []string{
		"Deployment/web -> Service/a calls http 'http' dotted",
		"Deployment/web -> Service/b calls http 'http'",
		"Deployment/web -> Service/c calls http 'http'",
	}
	for least := range all {
		g, err := view.Graph(c, found, view.Options{MinConfidence: traffic.Confidence(least)})
		require.NoError(t, err)
		require.Equal(t, all[least:], edges(g))
		require.Equal(t, "why (a:1)", attr(g.Edges()[0].Attrs, "evidence"))
	}
}

func TestSidecar(t *testing.T) {
	t.Parallel()
	g := draw(t, view.Options{}, service("web", "", "{name: http, port: 80, targetPort: proxy}, {name: metrics, port: 9090, targetPort: 9100}"),
		object("apps/v1", "Deployment", "web", `spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: web, image: web, ports: [{containerPort: 8081}, {containerPort: 9100}]}
      - {name: oauth2-proxy, image: proxy, args: ["--upstream=http://127.0.0.1:8081"], ports: [{name: proxy, containerPort: 4180}]}
`))
	require.Equal(t, []string{
		"Service/web -> Deployment/web/oauth2-proxy selects 80",
		"Service/web -> Deployment/web selects 9090",
		"Deployment/web/oauth2-proxy -> Deployment/web forwards 8081 ':8081'",
	}, edges(g))
	require.Contains(t, nodes(g), "Deployment/web/oauth2-proxy sidecar 'oauth2-proxy' 'sidecar of web'")
	require.Equal(t, []string{"Service/web -> Deployment/web selects 80,9090"},
		edges(draw(t, view.Options{}, service("web", "", "{port: 80, targetPort: 8081}, {port: 9090}"), workload("Deployment", "web", "", "ports: [{containerPort: 8081}]"))))
}

func TestEndpoints(t *testing.T) {
	t.Parallel()
	g := draw(t, view.Options{},
		object("v1", "Service", "db", "spec: {ports: [{port: 5432}]}"),
		object("v1", "Endpoints", "db", "subsets: [{addresses: [{ip: 192.0.2.7}]}]"),
		object("v1", "Service", "alias", "spec: {type: ExternalName, externalName: db.default.svc.cluster.local}"),
		object("v1", "Service", "lost", "spec: {type: ExternalName, externalName: gone.default.svc.cluster.local}"))
	require.Equal(t, []string{
		"Service/alias -> Service/db resolves",
		"Service/db -> external/192.0.2.7 selects 5432",
		"Service/lost -> missing/gone resolves",
	}, edges(g))
	require.Equal(t, "endpoint 192.0.2.7 (1.yaml:1)", attr(g.Edges()[1].Attrs, "evidence"))
}

func TestSpareServices(t *testing.T) {
	t.Parallel()
	set := workload("StatefulSet", "db", "  serviceName: pods", "")
	named := object("v1", "Service", "pods", "spec: {clusterIP: None, selector: {app: db}, ports: [{port: 5432}]}")
	require.Equal(t, []string{"StatefulSet/db", "Service/pods"}, ids(draw(t, view.Options{}, set, named)), "the only one")
	other := service("db", "", "{port: 5432}")
	require.Equal(t, []string{"Service/db", "StatefulSet/db"}, ids(draw(t, view.Options{}, set, named, other)))
	require.Contains(t, ids(draw(t, view.Options{View: "full"}, set, named, other)), "Service/pods")
	require.Contains(t, ids(draw(t, view.Options{}, set, named, other, caller("web", `{name: DB_ADDR, value: "pods:5432"}`))), "Service/pods", "called")
}

func TestDenied(t *testing.T) {
	t.Parallel()
	policy := func(name, spec string) string {
		return object("networking.k8s.io/v1", "NetworkPolicy", name, "spec: {podSelector: {matchLabels: {app: db}}"+spec+"}")
	}
	base := []string{
		caller("web", `{name: DB_ADDR, value: "db:5432"}`), workload("Deployment", "db", "", "ports: [{name: pg, containerPort: 5433}]"),
		service("db", "type: LoadBalancer", "{port: 5432, targetPort: pg}"),
	}
	call := "Deployment/web -> Service/db calls 5432 ':5432'"
	enter := "LoadBalancer/db -> Service/db exposes 5432"
	for _, tt := range []struct {
		name, policy, call, enter string
	}{
		{"nothing is allowed", policy("none", ""), "|denied by NetworkPolicy none' dashed denied", " 'denied by NetworkPolicy none' dashed denied"},
		{"the port of the pods counts", policy("some", ", ingress: [{ports: [{port: 5433}]}]"), "'", ""},
		{"and not that of the Service", policy("some", ", ingress: [{ports: [{port: 5432}]}]"), "|denied by NetworkPolicy some' dashed denied", " 'denied by NetworkPolicy some' dashed denied"},
		{"pods alone", policy("pods", ", ingress: [{from: [{podSelector: {}}]}]"), "'", " 'denied by NetworkPolicy pods' dashed denied"},
		{"both add up", policy("pods", ", ingress: [{from: [{podSelector: {}}]}]") + "---\n" + policy("all", ", ingress: [{}]"), "'", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			g := draw(t, view.Options{}, append([]string{tt.policy}, base...)...)
			got := edges(g)
			require.Contains(t, got, call[:len(call)-1]+tt.call)
			require.Contains(t, got, enter+tt.enter)
			for _, e := range g.Edges() {
				require.Equal(t, attr(e.Attrs, "policy") == "denied", e.Style == graph.Style{Stroke: "#e5484d"})
			}
		})
	}
}

// The pods behind an Ingress are seldom in the manifests.
func TestDeniedDoor(t *testing.T) {
	t.Parallel()
	ingress := object("networking.k8s.io/v1", "Ingress", "in", "spec: {defaultBackend: {service: {name: db, port: {number: 80}}}}")
	for rule, want := range map[string]string{
		"": "Ingress/in -> Service/db routes 80 'denied by NetworkPolicy p' dashed denied",
		", ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ingress-nginx}}}]}]": "Ingress/in -> Service/db routes 80",
		", ingress: [{from: [{podSelector: {matchLabels: {app: db}}}]}]":                                          "Ingress/in -> Service/db routes 80 'denied by NetworkPolicy p' dashed denied",
	} {
		g := draw(t, view.Options{}, ingress, service("db", "", "{port: 80}"), workload("Deployment", "db", "", ""),
			object("networking.k8s.io/v1", "NetworkPolicy", "p", "spec: {podSelector: {}"+rule+"}"))
		require.Contains(t, edges(g), want)
	}
}

func TestScrapes(t *testing.T) {
	t.Parallel()
	monitors := object("monitoring.coreos.com/v1", "ServiceMonitor", "web", `spec:
  selector: {matchLabels: {team: a}}
  endpoints: [{port: metrics}, {port: other}, {targetPort: 8080}]`) + "---\n" +
		object("monitoring.coreos.com/v1", "PodMonitor", "db", `spec:
  namespaceSelector: {any: true}
  selector: {matchLabels: {app: db}}
  podMetricsEndpoints: [{port: stats}]`)
	svc := `
apiVersion: v1
kind: Service
metadata: {name: web, labels: {team: a}}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}, {name: metrics, port: 9090}]}
`
	all := []string{monitors, svc, workload("Deployment", "web", "", ""), workload("Deployment", "data/db", "", "ports: [{name: stats, containerPort: 9187}]")}
	require.Equal(t, []string{
		"PodMonitor/db -> data/Deployment/db scrapes 9187 'scrapes :9187'",
		"Service/web -> Deployment/web selects 80,9090",
		"ServiceMonitor/web -> Service/web scrapes 80 'scrapes :80'",
		"ServiceMonitor/web -> Service/web scrapes 9090 'scrapes :9090'",
	}, edges(draw(t, view.Options{Scrapes: true}, all...)))
	require.Equal(t, []string{"Service/web -> Deployment/web selects 80,9090"}, edges(draw(t, view.Options{}, all...)))
}
