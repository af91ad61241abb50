package kube_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube"
)

const shop = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {type: LoadBalancer, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: web
        ports: [{containerPort: 8080}]
        env:
        - {name: LISTEN, value: "0.0.0.0:8080"}
        - {name: REDIS_ADDR, value: "redis.data:6379"}
---
apiVersion: v1
kind: Service
metadata: {name: redis, namespace: data}
spec: {selector: {app: redis}, ports: [{port: 6379}]}
`

// doors has ways in of every kind, and network policies.
const doors = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: in}
spec:
  tls: [{hosts: [a.example.com]}]
  rules:
  - host: a.example.com
    http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: gate}
spec: {gatewayClassName: c, listeners: [{name: http, port: 80, protocol: HTTP}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: route}
spec:
  parentRefs: [{name: gate}]
  rules: [{backendRefs: [{name: web, port: 80, weight: 9}, {name: web, namespace: other, port: 80, weight: 1}]}]
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, selector: {app: web}, ports: [{port: 80, nodePort: 30007}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers:
  - {name: web, image: web, args: ["--peer=http://127.0.0.1:9090", "--db=db.example.com:5432"]}
  - {name: side, image: side, ports: [{containerPort: 9090}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny}
spec: {podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {matchLabels: {app: x}}}]}]}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: m}
spec: {selector: {matchLabels: {a: b}}, endpoints: [{port: http}]}
`

func read(t *testing.T, text string) *kube.System {
	t.Helper()
	system, err := kube.Read(strings.NewReader(text), "a.yaml", kube.Options{})
	require.NoError(t, err)
	return system
}

func picture(t *testing.T, s *kube.System, v kube.View) *graph.Graph {
	t.Helper()
	g, err := s.Graph(v)
	require.NoError(t, err)
	require.NoError(t, g.Validate())
	return g
}

func edge(t *testing.T, g *graph.Graph, from, to string) *graph.Edge {
	t.Helper()
	i := slices.IndexFunc(g.Edges(), func(e *graph.Edge) bool { return e.From == from && e.To == to })
	require.GreaterOrEqual(t, i, 0, "no edge from %s to %s in %v", from, to, g.Edges())
	return g.Edges()[i]
}

func attr(t *testing.T, attrs graph.Attrs, key string) string {
	t.Helper()
	value, ok := attrs.Get(key)
	require.True(t, ok, "no %s in %v", key, attrs)
	return value
}

func TestTraffic(t *testing.T) {
	t.Parallel()
	g := picture(t, read(t, shop), kube.View{})
	call := edge(t, g, "shop/Deployment/web", "data/Service/redis")
	require.Equal(t, "calls", attr(t, call.Attrs, "relation"))
	require.Equal(t, "certain", attr(t, call.Attrs, "confidence"))
	require.Equal(t, "env REDIS_ADDR=redis.data:6379 (a.yaml:20)", attr(t, call.Attrs, "evidence"))
	require.Equal(t, "6379", attr(t, call.Attrs, "port"))
	require.Equal(t, "requests", attr(t, edge(t, g, "User", "shop/LoadBalancer/web").Attrs, "relation"))
	n := g.Node("shop/Deployment/web")
	require.Equal(t, "Deployment", attr(t, n.Attrs, "kubernetes.kind"))
	require.Equal(t, "web", attr(t, n.Attrs, "kubernetes.name"))
	require.Equal(t, "shop", attr(t, n.Attrs, "kubernetes.namespace"))
	require.Equal(t, "a.yaml:6", attr(t, n.Attrs, "source"))
	require.Equal(t, graph.Pos{File: "a.yaml", Line: 6, Col: 1}, n.Pos)
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	got := read(t, shop).Refusals()
	require.Len(t, got, 1)
	require.NotEmpty(t, got[0].Reason)
	got[0].Reason = ""
	require.Equal(t, kube.Refusal{From: "shop/Deployment/web", Text: "env LISTEN=0.0.0.0:8080", Source: "a.yaml:19", What: "0.0.0.0:8080"}, got[0])
}

// TestOrder has the same pictures and findings of sources in any order.
func TestOrder(t *testing.T) {
	t.Parallel()
	sources := manySources(12)
	all := func() string {
		s, err := kube.ReadAll(kube.Options{}, sources...)
		require.NoError(t, err)
		out := fmt.Sprint(s.Lint(), s.Refusals())
		for _, name := range kube.Views() {
			out += drawn(t, s, kube.View{Name: name})
		}
		return out
	}
	want := all()
	slices.Reverse(sources)
	require.Equal(t, want, all())
	slices.SortStableFunc(sources, func(a, b kube.Source) int { return len(a.Data) - len(b.Data) })
	require.Equal(t, want, all())
	sources = append(sources, sources[3], sources[0]) // a file that is named twice
	require.Equal(t, want, all())
}

func TestReadErrors(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		text string
		want []string
	}{
		"all at once": {
			"apiVersion: v1\nkind: Service\nmetadata: {name: a\n---\n" + shop + "---\napiVersion: v1\nkind: Pod\nspec: {a: b: c}\n",
			[]string{"a.yaml:3:11", fmt.Sprintf("a.yaml:%d:12", 8+strings.Count(shop, "\n"))},
		},
		"a value of a wrong type": {"apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: high}]}\n", []string{"a.yaml:4:23"}},
		"no apiVersion":           {"kind: Service\nmetadata: {name: a}\n", []string{"a.yaml:1:1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, err := kube.Read(strings.NewReader(tt.text), "a.yaml", kube.Options{})
			var problems graph.Diagnostics
			require.ErrorAs(t, err, &problems)
			var at []string
			for _, d := range problems {
				at = append(at, d.Pos.String())
				require.NotEmpty(t, d.Source)
			}
			require.Equal(t, tt.want, at)
			require.NotNil(t, s) // what could be read
			picture(t, s, kube.View{})
		})
	}
	s, err := kube.Read(strings.NewReader("apiVersion: v1\nkind: Service\nmetadata: {name: [a}\n---\n"+shop), "a.yaml", kube.Options{})
	require.Error(t, err)
	require.NotNil(t, picture(t, s, kube.View{}).Node("data/Service/redis"))
}

func TestNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "---\n", "a: b\n", "[]", `{"apiVersion":"v1","kind":"List","items":[]}`} {
		_, err := kube.Read(strings.NewReader(text), "a.yaml", kube.Options{})
		require.ErrorContains(t, err, "no Kubernetes objects")
	}
	_, err := kube.Read(iotest.ErrReader(errors.New("boom")), "a.yaml", kube.Options{})
	require.EqualError(t, err, "reading a.yaml: boom")
	_, err = kube.Read(strings.NewReader(strings.Repeat(" ", kube.MaxFileSize+1)), "a.yaml", kube.Options{})
	require.ErrorAs(t, err, new(graph.Diagnostics))
}

func TestWarnings(t *testing.T) {
	t.Parallel()
	s := read(t, "a: b\n---\nc: d\n---\napiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {clusterIPP: None}\n")
	got := s.Warnings()
	require.Len(t, got, 2)
	require.Equal(t, "a.yaml:8:8", got[0].Pos.String())
	require.Contains(t, got[0].Message, "clusterIPP")
	require.Equal(t, "a.yaml:1:1", got[1].Pos.String())
	require.Contains(t, got[1].Message, "as are 1 more in this file")
}

func TestDetect(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		shop: true, doors: true,
		"# a comment\n\n---\nkind: Pod\napiVersion: v1\n":    true,
		`{"kind":"Pod","apiVersion":"v1"}`:                   true,
		"{kind: Pod, apiVersion: v1}":                        true,
		"\uFEFFapiVersion: v1\r\nkind: Pod\r\n":              true,
		"apiVersion: v1\rkind: Pod\r":                        true,
		"a: b\n---\napiVersion: v1\nkind: Pod\n":             true,
		"apiVersion: v1\nkind: Pod\nmetadata:\n\tname: x\n":  true, // what is broken too
		"kind: Secret\nstringData: {a: b}\n":                 true, // without an apiVersion
		"apiVersoin: v1\nkind: Service\nmetadata: {name: a}": true,
		"\xFF\xFEa\x00p\x00i\x00V\x00e\x00r\x00s\x00i\x00o\x00n\x00:\x00 \x00v\x001\x00\n\x00k\x00i\x00n\x00d\x00:\x00 \x00A\x00": true,

		"":                                false,
		"nodes: {kind: , apiVersion: }\n": false,
		"flows: [kind -> apiVersion]\n":   false,
		"apiVersion: v2\nname: chart\nversion: 1.0\n":   false,
		"kind: DaemonSet\nimage: {tag: 1}\n":            false,
		"a:\n  apiVersion: v1\n  kind: Pod\n":           false,
		`{"nodes":[{"apiVersion":1,"kind":"service"}]}`: false,
		"graph TD;\n  kind --> apiVersion;\n":           false,
	} {
		require.Equal(t, want, kube.Detect([]byte(text)), "%q", text)
	}
}

func TestViewErrors(t *testing.T) {
	t.Parallel()
	s := read(t, shop)
	for want, v := range map[string]kube.View{
		"flows": {Name: "flows"}, "shpo": {Namespaces: []string{"shpo"}}, "in (a": {Selector: "app in (a"},
		"1001": {Name: "nodes", Nodes: 1001}, "-1": {Name: "nodes", Nodes: -1}, "sure": {MinConfidence: "sure"},
	} {
		_, err := s.Graph(v)
		require.ErrorAs(t, err, new(kube.ViewError))
		require.ErrorContains(t, err, want)
	}
}

func TestConfidence(t *testing.T) {
	t.Parallel()
	s := read(t, strings.Replace(shop, "redis.data:6379", "redis.data", 1))
	require.Equal(t, "likely", attr(t, edge(t, picture(t, s, kube.View{MinConfidence: "likely"}), "shop/Deployment/web", "data/Service/redis").Attrs, "confidence"))
	for _, e := range picture(t, s, kube.View{MinConfidence: "certain"}).Edges() {
		require.NotEqual(t, "data/Service/redis", e.To)
	}
}

func TestIsID(t *testing.T) {
	t.Parallel()
	for _, g := range []string{shop, doors} {
		for _, n := range picture(t, read(t, g), kube.View{Name: "full"}).Nodes() {
			_, object := n.Attrs.Get("kubernetes.kind")
			if strings.Contains(n.ID, "missing/") {
				continue
			}
			require.Equal(t, object, kube.IsID(n.ID), n.ID)
		}
	}
	for _, id := range []string{"", "User", "web", "a/b", "/", "external/web", "a/b/C"} {
		require.False(t, kube.IsID(id), id)
	}
}
