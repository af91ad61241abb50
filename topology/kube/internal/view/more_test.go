package view_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/view"
)

func TestRoutes(t *testing.T) {
	t.Parallel()
	g := draw(t, view.Options{}, `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: main}
spec: {gatewayClassName: edge, listeners: [{name: a, port: 8080, protocol: HTTP}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: r}
spec:
  parentRefs: [{name: main}]
  hostnames: [a.example.com, b.example.com]
  rules:
  - matches: [{method: GET, path: {value: /api}}]
    filters: [{type: RequestMirror, requestMirror: {backendRef: {name: copy, port: 80}}}]
    backendRefs: [{name: api, port: 80}]
  - backendRefs: [{group: example.com, kind: Bucket, name: files}, {group: example.com, kind: Bucket, name: gone}]
`, service("api", "", "{port: 80}"), service("copy", "", "{port: 80}"), object("example.com/v1", "Bucket", "files", ""))
	require.Equal(t, []string{
		"User -> Gateway/main requests 8080 'HTTP :8080'",
		"Gateway/main -> Service/api routes 80 'a.example.com GET /api|b.example.com GET /api'",
		"Gateway/main -> Service/copy routes 80 'a.example.com GET /api|b.example.com GET /api|mirrored' dotted",
		"Gateway/main -> Bucket.example.com/files routes 'a.example.com|b.example.com|50 %'",
		"Gateway/main -> missing/Bucket/gone routes 'a.example.com|b.example.com|50 %'",
	}, edges(g))
	require.Equal(t, "Bucket, missing", g.Node("missing/Bucket/gone").Subtitle)
	require.Equal(t, "route of a.example.com GET /api, b.example.com GET /api (0.yaml:16)", attr(g.Edges()[1].Attrs, "evidence"))
}

// Several hosts are told up to a number.
func TestManyHosts(t *testing.T) {
	t.Parallel()
	rules := ""
	for i := range 6 {
		rules += fmt.Sprintf("{host: h%d.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}, ", i)
	}
	g := draw(t, view.Options{}, service("web", "", "{port: 80}"), object("networking.k8s.io/v1", "Ingress", "in", "spec: {rules: ["+rules+"]}"))
	require.Contains(t, edges(g), "Ingress/in -> Service/web routes 80 'h0.example.com|h1.example.com|and 4 more'")
}

func TestDoorCalls(t *testing.T) {
	t.Parallel()
	ingress := `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: in
  annotations: {nginx.ingress.kubernetes.io/auth-url: "http://auth.default.svc.cluster.local:4180/check"}
spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}
`
	all := []string{ingress, service("web", "", "{port: 80}"), workload("Deployment", "web", "", ""), service("auth", "", "{port: 4180}"), workload("Deployment", "auth", "", "")}
	require.Contains(t, edges(draw(t, view.Options{}, all...)), "Ingress/in -> Service/auth calls 4180 ':4180'")
	require.Equal(t, []string{
		"User -> Deployment/auth requests 4180 ':4180|via Ingress in'",
		"User -> Deployment/web requests 80 'HTTP|via Ingress in'",
	}, edges(draw(t, view.Options{View: "app"}, all...)))
}

func TestWorkloadKinds(t *testing.T) {
	t.Parallel()
	pods := "spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: a}]}}}"
	g := draw(t, view.Options{},
		object("apps/v1", "ReplicaSet", "a", pods), object("apps/v1", "DaemonSet", "b", pods), object("batch/v1", "Job", "c", pods),
		object("batch/v1", "CronJob", "d", "spec: {schedule: '0 3 * * *', jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: a}]}}}}}"),
		object("v1", "Pod", "e", "spec: {containers: [{name: a, image: a}]}"), workload("Deployment", "f", "  replicas: 0", ""))
	require.Equal(t, []string{
		"ReplicaSet/a workload 'a' 'ReplicaSet'", "DaemonSet/b daemonset 'b' 'DaemonSet'", "Job/c job 'c' 'Job'",
		"CronJob/d cronjob 'd' 'CronJob'", "Pod/e pod 'e' 'Pod'", "Deployment/f deployment 'f' 'Deployment ×0'",
	}, nodes(g))
}

// What is a part of a shard is collapsed with it.
func TestCollapseParts(t *testing.T) {
	t.Parallel()
	var all []string
	for i := range 2 {
		name := fmt.Sprintf("db-%d", i)
		all = append(all, service(name, "type: LoadBalancer", "{port: 80, targetPort: 4180}"), object("apps/v1", "StatefulSet", name, fmt.Sprintf(`spec:
  replicas: %d
  selector: {matchLabels: {app: %[2]s}}
  template:
    metadata: {labels: {app: %[2]s}}
    spec:
      containers:
      - {name: db, image: db, ports: [{containerPort: 8081}]}
      - {name: proxy, image: proxy, args: ["--upstream=http://127.0.0.1:8081"], ports: [{containerPort: 4180}]}
  volumeClaimTemplates: [{metadata: {name: data}, spec: {}}]
`, i+1, name)))
	}
	g := draw(t, view.Options{View: "full", Collapse: true}, all...)
	require.Equal(t, []string{
		"User user 'User' ''",
		"LoadBalancer/db-N load-balancer 'LoadBalancer' 'db ×2'",
		"Service/db-N service 'db ×2' 'Service :80'",
		"StatefulSet/db-N/proxy sidecar 'proxy ×2' 'sidecar of db'",
		"StatefulSet/db-N statefulset 'db ×2' 'StatefulSet'",
		"StatefulSet/db-N/volumeClaimTemplates/data storage 'data ×2' 'PersistentVolumeClaim'",
	}, nodes(g))
	require.Equal(t, []string{
		"User -> LoadBalancer/db-N requests 80 'HTTP :80'",
		"LoadBalancer/db-N -> Service/db-N exposes 80",
		"Service/db-N -> StatefulSet/db-N/proxy selects 80",
		"StatefulSet/db-N/proxy -> StatefulSet/db-N forwards 8081 ':8081'",
		"StatefulSet/db-N -> StatefulSet/db-N/volumeClaimTemplates/data mounts",
	}, edges(g))
}

func TestDeniedOutside(t *testing.T) {
	t.Parallel()
	web := caller("web", `{name: A_URL, value: "https://a.example.org"}, {name: B_URL, value: "http://192.0.2.1:80"}, {name: C_URL, value: "http://198.51.100.1:80"}`)
	egress := func(rules string) string {
		return object("networking.k8s.io/v1", "NetworkPolicy", "out", "spec: {podSelector: {}, policyTypes: [Egress], egress: ["+rules+"]}")
	}
	const a, b, c = "Deployment/web -> external/a.example.org calls 443 ':443", "Deployment/web -> external/192.0.2.1 calls 80 ':80", "Deployment/web -> external/198.51.100.1 calls 80 ':80"
	const denied = "|denied by NetworkPolicy out' dashed denied"
	require.ElementsMatch(t, []string{a + denied, b + denied, c + denied}, edges(draw(t, view.Options{}, web, egress(""))))
	require.ElementsMatch(t, []string{a + "'", b + "'", c + denied}, edges(draw(t, view.Options{}, web, egress("{to: [{ipBlock: {cidr: 192.0.2.0/24}}]}"))),
		"the address of a name is not known")
}
