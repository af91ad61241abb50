package lint_test

import (
	"fmt"
	"testing"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/lint"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
	"github.com/topodraw/topodraw/topology/kube/internal/traffic"
)

// BenchmarkCheck lints 5,000 manifests of which everything that could be missing
// is.
func BenchmarkCheck(b *testing.B) {
	const pair = `apiVersion: v1
kind: Service
metadata: {name: web-%[1]d, namespace: shop}
spec: {type: NodePort, selector: {app: other-%[1]d}, ports: [{port: 80, targetPort: http, nodePort: 30000}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-%[1]d, namespace: shop, labels: {app: web-%[1]d}}
spec:
  serviceAccountName: account-%[1]d
  containers: [{name: c, image: i, env: [{name: API_URL, value: "http://api-%[1]d:80"}], envFrom: [{configMapRef: {name: c-%[1]d}}]}]
---
`
	var text []byte
	for i := range 2500 {
		text = fmt.Appendf(text, pair, i)
	}
	set := manifest.Read([]manifest.Source{{Name: "in.yaml", Path: "in.yaml", Data: text}}, manifest.Options{})
	c := cluster.New(set.Objects, cluster.Options{})
	t := traffic.Find(c)
	b.ResetTimer()
	for b.Loop() {
		if len(lint.Check(c, t, set.Problems, lint.Options{})) < 10_000 {
			b.Fatal("too few findings")
		}
	}
}
