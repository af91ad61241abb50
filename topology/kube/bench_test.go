package kube_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube"
)

// BenchmarkSystem reads 4,998 manifests and draws their traffic: 1,666 workloads
// in twelve namespaces, each with a Service and configuration, that call each
// other by variables, arguments and files.
func BenchmarkSystem(b *testing.B) {
	const n = 1666
	sources := manySources(n)
	var size int64
	for _, s := range sources {
		size += int64(len(s.Data))
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		system, err := kube.ReadAll(kube.Options{}, sources...)
		require.NoError(b, err)
		g, err := system.Graph(kube.View{})
		require.NoError(b, err)
		require.Greater(b, len(g.Edges()), 3*n)
	}
}

// manySources returns the manifests of a number of workloads, one a source.
func manySources(n int) []kube.Source {
	var out []kube.Source
	for i := range n {
		to := func(step int) (name, namespace string) {
			return fmt.Sprint("svc-", (i*step+12)%n), fmt.Sprint("team-", (i*step+12)%n%12)
		}
		next, its := to(7)
		up, upIts := to(13)
		text := strings.NewReplacer(
			"NAME", fmt.Sprint("svc-", i), "SPACE", fmt.Sprint("team-", i%12), "CONF", fmt.Sprint("conf-", i),
			"NEXT", next+"."+its, "UP", up+"."+upIts, "SAME", fmt.Sprint("svc-", (i+12)%n),
		).Replace(oneOfMany)
		for j, text := range strings.Split(text, "---\n") {
			out = append(out, kube.Source{Name: fmt.Sprintf("f%04d-%d.yaml", i, j), Data: []byte(text)})
		}
	}
	return out
}

const oneOfMany = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: NAME
  namespace: SPACE
  labels: {app: NAME}
spec:
  replicas: 2
  selector: {matchLabels: {app: NAME}}
  template:
    metadata: {labels: {app: NAME, tier: backend}}
    spec:
      containers:
      - name: main
        image: example.org/main:1
        args: [--listen=:8080, "--upstream=http://UP:80/api"]
        env:
        - {name: NEXT_ADDR, value: "NEXT.svc.cluster.local:80"}
        envFrom:
        - configMapRef: {name: CONF}
        ports:
        - {name: http, containerPort: 8080}
---
apiVersion: v1
kind: Service
metadata: {name: NAME, namespace: SPACE}
spec:
  selector: {app: NAME}
  ports:
  - {name: http, port: 80, targetPort: http}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: CONF, namespace: SPACE}
data:
  CACHE_HOST: SAME
  config.yaml: |
    listen: 0.0.0.0:8080
    backend: {url: "http://SAME:80"}
`
