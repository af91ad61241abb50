package cluster_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// read returns the cluster of some manifests, in which a line "---" stands
// between objects.
func read(t *testing.T, manifests string) *cluster.Cluster {
	t.Helper()
	set := manifest.Read([]manifest.Source{{Name: "t.yaml", Path: "t.yaml", Data: []byte(manifests)}}, manifest.Options{})
	require.Empty(t, set.Problems)
	return cluster.New(set.Objects, cluster.Options{})
}

const system = `
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: rest}, {name: grpc, port: 9000}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web, tier: front}}
    spec:
      initContainers:
      - {name: wait, image: busybox}
      - {name: mesh, image: mesh, restartPolicy: Always}
      containers:
      - {name: web, image: node, ports: [{name: rest, containerPort: 8080}, {containerPort: 9000}]}
---
apiVersion: v1
kind: Service
metadata: {name: db, namespace: data}
spec: {clusterIP: None, selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: pg, namespace: data}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: pg, image: postgres, ports: [{containerPort: 5432}, {name: metrics, containerPort: 9187}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: fixed, namespace: data}
spec: {clusterIP: 10.0.0.7, selector: {app: db}, ports: [{port: 1}]}
---
apiVersion: v1
kind: Namespace
metadata: {name: empty, labels: {team: a}}
`

func TestResolve(t *testing.T) {
	t.Parallel()
	c := read(t, system)
	for _, tt := range []struct{ host, from, want string }{
		{"web", "shop", "Service shop/web"},
		{"WEB.", "shop", "Service shop/web"},
		{"web", "data", "missing data/web"},
		{"web.shop", "data", "Service shop/web"},
		{"web.shop.svc", "data", "Service shop/web full"},
		{"web.shop.svc.cluster.local", "data", "Service shop/web full"},
		{"web.shop.svc.cluster.local.", "data", "Service shop/web full"},
		{"web.shop.svc.example.org", "data", "Service shop/web full"},
		{"mail.shop.svc.example.org", "data", "external"}, // of another cluster, as far as one can see
		{"mail.shop.svc.cluster.local", "data", "missing shop/mail full"},
		{"_http._tcp.web.shop.svc.cluster.local", "data", "Service shop/web full"},
		{"pg-0.db.data.svc.cluster.local", "shop", "Service data/db full pod pg-0"},
		{"pg-0.db.data", "shop", "Service data/db pod pg-0"},
		{"pg-0.db", "data", "Service data/db pod pg-0"},
		{"pg-x.db", "data", "missing db/pg-x"}, // no pod of a StatefulSet is called so
		{"pg-0.db", "shop", "missing db/pg-0"},
		{"10.0.0.7", "shop", "Service data/fixed"},
		{"10.0.0.8", "shop", "external"},
		{"::1", "shop", "external"},
		{"mail.shop", "data", "missing shop/mail"},
		{"mail.empty", "data", "missing empty/mail"},
		{"mail.monitoring", "data", "missing monitoring/mail"},
		{"mail.monitoring.svc", "data", "missing monitoring/mail full"},
		{"example.com", "shop", "external"},
		{"db.example.co.uk", "shop", "external"},
		{"printer.local", "shop", "external"},
		{"db.internal", "shop", "external"},
		{"a.b.c.d", "shop", "external"},
		{"kubernetes.default.svc", "shop", "external full"},
	} {
		t.Run(tt.host+" from "+tt.from, func(t *testing.T) {
			t.Parallel()
			lead := c.Resolve(tt.host, tt.from)
			got := "external"
			switch {
			case lead.Service != nil:
				got = lead.Service.String()
			case lead.Name != "":
				got = "missing " + lead.Namespace + "/" + lead.Name
			}
			require.Equal(t, lead.Service == nil && lead.Name == "", lead.External())
			if lead.Full {
				got += " full"
			}
			if lead.Pod != "" {
				got += " pod " + lead.Pod
			}
			require.Equal(t, tt.want, got)
		})
	}
}

func TestDomain(t *testing.T) {
	t.Parallel()
	set := manifest.Read([]manifest.Source{{Name: "t.yaml", Data: []byte(system)}}, manifest.Options{})
	c := cluster.New(set.Objects, cluster.Options{Domain: "k8s.Example.org."})
	require.NotNil(t, c.Resolve("web.shop.svc.k8s.example.org", "data").Service)
	require.NotNil(t, c.Resolve("web.shop.svc", "data").Service)
	require.Equal(t, "mail", c.Resolve("mail.shop.svc.k8s.example.org", "data").Name)
	require.True(t, c.Resolve("web.shop.svc.cluster.local", "data").External(), "of another cluster")
}

func TestPorts(t *testing.T) {
	t.Parallel()
	c := read(t, system)
	web, db := c.Service("shop", "web"), c.Service("data", "db")
	for _, tt := range []struct {
		s          *cluster.Service
		want       string
		number     int32
		target     int32
		targetName string
		ok         bool
	}{
		{web, "80", 80, 8080, "rest", true},
		{web, "http", 80, 8080, "rest", true},
		{web, "grpc", 9000, 9000, "", true},
		{web, "8080", 0, 0, "", false}, // the container's, which the Service does not have
		{web, "", 0, 0, "", false},
		{db, "5432", 5432, 5432, "", true},
		{db, "metrics", 9187, 9187, "metrics", true}, // headless: the pods themselves
		{db, "1", 0, 0, "", false},
	} {
		p, ok := tt.s.Port(tt.want)
		require.Equal(t, tt.ok, ok, tt.want)
		require.Equal(t, tt.number, p.Port, tt.want)
		if ok {
			number, name := tt.s.Target(p)
			require.Equal(t, tt.target, number, tt.want)
			require.Equal(t, tt.targetName, name, tt.want)
		}
	}
}

func TestWorkloads(t *testing.T) {
	t.Parallel()
	c := read(t, system)
	require.Len(t, c.Workloads, 2)
	pg, web := c.Workloads[0], c.Workloads[1]
	require.Equal(t, "StatefulSet data/pg", pg.String())
	require.Equal(t, 1, pg.Replicas)
	require.Equal(t, "db", pg.Service)
	require.Len(t, pg.Services, 2)
	require.Equal(t, 3, web.Replicas)
	require.Equal(t, []*cluster.Workload{web}, c.In("shop"))
	require.Empty(t, c.In("none"))
	var names []string
	for _, container := range web.Containers() {
		name := container.Name
		if container.Init {
			name += " init"
		}
		names = append(names, name)
	}
	// What runs as long as the pod comes first, sidecars among it.
	require.Equal(t, []string{"web", "mesh", "wait init"}, names)
}

const owned = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: x}]}}}
---
apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: web-1, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: u, controller: true}]}
spec: {replicas: 1, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: x}]}}}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1-a, labels: {app: web}, ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-1, uid: u, controller: true}]}
spec: {nodeName: n1, containers: [{name: web, image: x}]}
---
apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: gone-1, ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: gone, uid: u, controller: true}]}
spec: {replicas: 0, selector: {matchLabels: {app: gone}}, template: {metadata: {labels: {app: gone}}, spec: {containers: [{name: gone, image: x}]}}}
---
apiVersion: v1
kind: Pod
metadata: {name: alone, labels: {app: alone}}
spec: {containers: [{name: alone, image: x}]}
---
apiVersion: v1
kind: Pod
metadata: {name: self, ownerReferences: [{apiVersion: v1, kind: Pod, name: self, uid: u, controller: true}]}
spec: {containers: [{name: self, image: x}]}
`

func TestOwners(t *testing.T) {
	t.Parallel()
	c := read(t, owned)
	var names []string
	for _, w := range c.Workloads {
		pods := ""
		for _, p := range w.Pods {
			pods += " " + p.Name
		}
		names = append(names, w.Kind+"/"+w.Name+":"+pods)
	}
	require.Equal(t, []string{"Deployment/web: web-1-a", "Pod/alone: alone", "Pod/self: self"}, names)
	require.Equal(t, c.Workloads[0], c.Workload(cluster.Ref{Kind: "Pod", Namespace: "default", Name: "web-1-a"}))
	require.Nil(t, c.Workload(cluster.Ref{Kind: "ReplicaSet", Namespace: "default", Name: "gone-1"}))
}

func TestMatches(t *testing.T) {
	t.Parallel()
	labels := map[string]string{"app": "web", "tier": "front"}
	in := func(op metav1.LabelSelectorOperator, key string, values ...string) *metav1.LabelSelector {
		return &metav1.LabelSelector{MatchExpressions: []metav1.LabelSelectorRequirement{{Key: key, Operator: op, Values: values}}}
	}
	require.False(t, cluster.Matches(nil, labels))
	require.True(t, cluster.Matches(&metav1.LabelSelector{}, labels))
	require.True(t, cluster.Matches(&metav1.LabelSelector{MatchLabels: map[string]string{"app": "web"}}, labels))
	require.False(t, cluster.Matches(&metav1.LabelSelector{MatchLabels: map[string]string{"app": "web", "x": "y"}}, labels))
	require.True(t, cluster.Matches(in("In", "app", "api", "web"), labels))
	require.False(t, cluster.Matches(in("In", "none", "web"), labels))
	require.True(t, cluster.Matches(in("NotIn", "none", "web"), labels))
	require.False(t, cluster.Matches(in("NotIn", "app", "web"), labels))
	require.True(t, cluster.Matches(in("Exists", "tier"), labels))
	require.False(t, cluster.Matches(in("DoesNotExist", "tier"), labels))
	require.False(t, cluster.Matches(in("Gt", "tier"), labels))
}

func TestSelected(t *testing.T) {
	t.Parallel()
	c := read(t, system)
	require.Len(t, c.Selected("shop", map[string]string{"app": "web", "tier": "front"}), 1)
	require.Empty(t, c.Selected("shop", map[string]string{"app": "web", "tier": "back"}))
	require.Empty(t, c.Selected("data", map[string]string{"app": "web"}), "selectors stay in their namespace")
	require.Empty(t, c.Selected("shop", nil), "no selector selects nothing")
	require.Equal(t, map[string]string{"kubernetes.io/metadata.name": "empty", "team": "a"}, c.NamespaceLabels("empty"))
}

func TestEndpoints(t *testing.T) {
	t.Parallel()
	c := read(t, `
apiVersion: v1
kind: Service
metadata: {name: ext}
spec: {ports: [{port: 5432}]}
---
apiVersion: v1
kind: Endpoints
metadata: {name: ext}
subsets: [{addresses: [{ip: 192.0.2.1}, {ip: 10.1.1.1, targetRef: {kind: Pod, name: p}}], ports: [{port: 5432}]}]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: ext-1, labels: {kubernetes.io/service-name: ext}}
addressType: IPv4
endpoints: [{addresses: [192.0.2.1, 192.0.2.2]}]
---
apiVersion: v1
kind: Pod
metadata: {name: p}
spec: {containers: [{name: p, image: x}]}
`)
	s := c.Service("default", "ext")
	require.Equal(t, []string{"192.0.2.1", "192.0.2.2"}, s.Addresses)
	require.Len(t, s.Backends, 1)
	require.Equal(t, corev1.ServiceType(""), s.Spec.Type)
}

// routes returns what leads from the doors, a line each.
func routes(c *cluster.Cluster) (out []string) {
	for _, d := range c.Doors {
		for _, r := range d.Routes {
			s := d.String() + " " + strings.Join(r.Hosts, ",") + r.Match + " -> " + r.Backend.String() + ":" + r.Port
			for _, fact := range []struct {
				is   bool
				word string
			}{{r.Service == nil, "missing"}, {r.TLS, "tls"}, {!r.Granted, "not granted"}, {!r.Attached, "not attached"}, {r.Mirror, "mirror"}} {
				if fact.is {
					s += " " + fact.word
				}
			}
			if r.Weight >= 0 {
				s += " " + string(rune('0'+r.Weight/10)) + "0%"
			}
			out = append(out, s)
		}
	}
	return out
}

func TestIngress(t *testing.T) {
	t.Parallel()
	c := read(t, `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: in}
spec:
  defaultBackend: {service: {name: web, port: {number: 80}}}
  tls: [{hosts: [a.example.com]}]
  rules:
  - host: a.example.com
    http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}, {path: /x, pathType: Exact, backend: {service: {name: gone, port: {number: 1}}}}]}
  - http: {paths: [{path: /y, pathType: Prefix, backend: {resource: {kind: Bucket, name: b}}}]}
---
apiVersion: extensions/v1beta1
kind: Ingress
metadata: {name: old, annotations: {kubernetes.io/ingress.class: nginx}}
spec: {backend: {serviceName: web, servicePort: 80}}
`)
	require.Equal(t, []string{
		"Ingress default/in  -> Service default/web:80",
		"Ingress default/in a.example.com -> Service default/web:http tls",
		"Ingress default/in a.example.comexactly /x -> Service default/gone:1 missing tls",
		"Ingress default/in /y -> Bucket default/b: missing",
		"Ingress default/old  -> Service default/web:80",
	}, routes(c))
	require.Equal(t, []int32{80, 443}, c.Doors[0].Ports)
	require.Equal(t, "nginx", c.Doors[1].Class)
}

const gateways = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: gw, namespace: infra}
spec:
  gatewayClassName: c
  listeners:
  - {name: own, port: 8080, protocol: HTTP}
  - {name: shops, port: 443, protocol: HTTPS, allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {shop: "yes"}}}}}
  - {name: tcp, port: 5432, protocol: TCP, allowedRoutes: {namespaces: {from: All}, kinds: [{kind: TCPRoute}]}}
---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {shop: "yes"}}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: db, namespace: data}
spec: {selector: {app: db}, ports: [{port: 5432}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: r, namespace: shop}
spec:
  parentRefs: [{name: gw, namespace: infra}]
  hostnames: [a.example.com]
  rules:
  - matches: [{method: GET, path: {type: Exact, value: /a}}, {path: {value: /b}}]
    backendRefs: [{name: web, port: 80, weight: 9}, {name: db, namespace: data, port: 5432}]
    filters: [{type: RequestMirror, requestMirror: {backendRef: {name: web, port: 80}}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: stranger, namespace: other}
spec: {parentRefs: [{name: gw, namespace: infra}], rules: [{backendRefs: [{name: x, port: 1}]}]}
---
apiVersion: gateway.networking.k8s.io/v1alpha2
kind: TCPRoute
metadata: {name: t, namespace: other}
spec: {parentRefs: [{name: gw, namespace: infra, sectionName: tcp}, {name: elsewhere}], rules: [{backendRefs: [{name: db, namespace: data, port: 5432}]}]}
---
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: g, namespace: data}
spec: {from: [{group: gateway.networking.k8s.io, kind: TCPRoute, namespace: other}], to: [{group: "", kind: Service, name: db}]}
`

func TestGateways(t *testing.T) {
	t.Parallel()
	c := read(t, gateways)
	require.Equal(t, []string{
		"Gateway infra/gw  -> Service other/x:1 missing not attached",
		"Gateway infra/gw  -> Service data/db:5432",
		"Gateway infra/gw a.example.comGET exactly /a, /b -> Service shop/web:80 tls 90%",
		"Gateway infra/gw a.example.comGET exactly /a, /b -> Service data/db:5432 tls not granted 10%",
		"Gateway infra/gw a.example.comGET exactly /a, /b -> Service shop/web:80 tls mirror",
		"Gateway other/elsewhere  -> Service data/db:5432",
	}, routes(c))
	require.Nil(t, c.Doors[1].Object)
	require.Equal(t, []int32{443, 5432, 8080}, c.Doors[0].Ports)
}
