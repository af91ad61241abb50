package manifest_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// definitions returns a CustomResourceDefinition of about so many lines, as
// operators have them: schemas with a description at each property.
func definitions(lines int) string {
	var b strings.Builder
	b.WriteString(`apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: things.example.com
spec:
  group: example.com
  names: {kind: Thing, plural: things}
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        type: object
        properties:
`)
	for i := range lines / 9 {
		fmt.Fprintf(&b, `          property%d:
            description: |-
              A property of the thing, and what it is good for: see the
              documentation of the thing.
            properties:
              inner:
                description: 'What is in it: one of "a" and "b".'
                type: string
            type: object
`, i)
	}
	return b.String()
}

// shop returns a Deployment with its Service and its ConfigMap.
func shop(i int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-%[1]d
  namespace: ns-%[2]d
  labels: &labels
    app.kubernetes.io/name: app-%[1]d
    app.kubernetes.io/part-of: shop
spec:
  replicas: 2
  selector:
    matchLabels: {app.kubernetes.io/name: app-%[1]d}
  template:
    metadata:
      labels: *labels
    spec:
      serviceAccountName: app-%[1]d
      containers:
      - name: main
        image: registry.example/app:1.0
        args: ["--listen=:8080", "--upstream=http://app-%[3]d:80"]
        ports:
        - name: http
          containerPort: 8080
        readinessProbe:
          httpGet: {path: /ready, port: http}
        resources:
          requests: {cpu: 100m, memory: 64Mi}
          limits: {cpu: "1", memory: 128Mi}
        env:
`, i, i%20, i+1)
	for k := range 25 {
		fmt.Fprintf(&b, "        - name: SERVICE_%d_ADDR\n          value: \"app-%d:80\"\n", k, i+k)
	}
	fmt.Fprintf(&b, `---
apiVersion: v1
kind: Service
metadata:
  name: app-%[1]d
  namespace: ns-%[2]d
spec:
  type: ClusterIP
  selector:
    app.kubernetes.io/name: app-%[1]d
  ports:
  - name: http
    port: 80
    targetPort: http
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: app-%[1]d
  namespace: ns-%[2]d
data:
  app.properties: |
`, i, i%20)
	for k := range 60 {
		fmt.Fprintf(&b, "    setting.%d=http://app-%d:80/path\n", k, i+k)
	}
	return b.String()
}

// shops returns files of three manifests each, in all so many.
func shops(manifests int) []manifest.Source {
	var sources []manifest.Source
	for i := range (manifests + 2) / 3 {
		name := fmt.Sprintf("app-%04d.yaml", i)
		sources = append(sources, manifest.Source{Name: name, Path: name, Data: []byte(shop(i))})
	}
	return sources
}

func BenchmarkRead(b *testing.B) {
	crd := definitions(34_000)
	for _, bench := range []struct {
		name    string
		sources []manifest.Source
	}{
		{"definition", []manifest.Source{{Name: "crd.yaml", Path: "crd.yaml", Data: []byte(crd)}}},
		{"manifests", shops(5_000)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			lines := 0
			for _, s := range bench.sources {
				lines += strings.Count(string(s.Data), "\n")
			}
			var set *manifest.Set
			b.ReportAllocs()
			for b.Loop() {
				set = manifest.Read(bench.sources, manifest.Options{})
			}
			require.Empty(b, set.Problems)
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.Sys)/(1<<20), "MB-sys")
			runtime.GC()
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.HeapAlloc)/(1<<20), "MB-kept")
			b.ReportMetric(float64(lines), "lines")
			runtime.KeepAlive(set)
		})
	}
}
