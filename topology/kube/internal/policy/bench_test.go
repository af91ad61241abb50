package policy_test

import (
	"fmt"
	"testing"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
	"github.com/topodraw/topodraw/topology/kube/internal/policy"
)

// city is a cluster of 1,600 workloads and 500 policies in a number of
// namespaces.
func city(b *testing.B, namespaces int) *cluster.Cluster {
	b.Helper()
	var objects []*manifest.Object
	for i := range namespaces {
		objects = append(objects, namespace(fmt.Sprintf("ns%d", i), fmt.Sprintf("team=t%d", i%7)))
	}
	for i := range 1600 {
		objects = append(objects, deployment(fmt.Sprintf("ns%d/w%d", i%namespaces, i), fmt.Sprintf("app=w%d tier=t%d", i, i%5), "http:8080"))
	}
	for i := range 500 {
		spec := fmt.Sprintf(`
podSelector: {matchExpressions: [{key: tier, operator: In, values: [t%d, t%d]}]}
policyTypes: [Ingress, Egress]
ingress:
- from: [{podSelector: {matchLabels: {tier: t%d}}}, {namespaceSelector: {matchLabels: {team: t%d}}}, {ipBlock: {cidr: 10.0.0.0/8}}]
  ports: [{port: http}, {port: 9000, endPort: 9100}]
egress: [{to: [{namespaceSelector: {}, podSelector: {matchLabels: {tier: t%d}}}], ports: [{port: 8080}]}]
`, i%5, (i+1)%5, i%3, i%7, i%4)
		objects = append(objects, networkPolicy(b, fmt.Sprintf("ns%d/p%d", i%namespaces, i), spec))
	}
	return cluster.New(objects, cluster.Options{})
}

// BenchmarkNetwork reads the policies and asks 5,000 times.
func BenchmarkNetwork(b *testing.B) {
	for _, namespaces := range []int{1, 40, 1600} {
		b.Run(fmt.Sprintf("namespaces=%d", namespaces), func(b *testing.B) {
			c := city(b, namespaces)
			for b.Loop() {
				n := policy.New(c)
				for i := range 5000 {
					from, to := c.Workloads[i%1600], c.Workloads[i*7%1600]
					n.Allows(policy.Peer{Workload: from}, policy.Peer{Workload: to}, "8080", "")
				}
			}
		})
	}
}

// BenchmarkRules lists all rules.
func BenchmarkRules(b *testing.B) {
	n := policy.New(city(b, 40))
	for b.Loop() {
		n.Rules()
	}
}
