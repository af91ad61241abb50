package view_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/view"
)

func TestPolicyView(t *testing.T) {
	t.Parallel()
	g := draw(t, view.Options{View: "policy"},
		workload("Deployment", "shop/web", "  replicas: 2", ""), workload("Deployment", "shop/api", "", ""), workload("StatefulSet", "data/db", "", ""),
		object("v1", "Namespace", "dns", ""),
		object("networking.k8s.io/v1", "NetworkPolicy", "data/db", `spec:
  podSelector: {}
  ingress:
  - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}, podSelector: {matchLabels: {app: api}}}]
    ports: [{port: 5432}]
  - from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]`),
		object("networking.k8s.io/v1", "NetworkPolicy", "shop/api", `spec:
  podSelector: {matchLabels: {app: api}}
  policyTypes: [Egress, Ingress]
  ingress: [{from: [{podSelector: {matchLabels: {app: gone}}}]}]
  egress:
  - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: dns}}}]
    ports: [{port: 53, protocol: UDP}]
  - {}`))
	require.Equal(t, []string{
		"data/StatefulSet/db statefulset 'db' 'StatefulSet, ingress isolated' in namespace/data",
		"shop/Deployment/api deployment 'api' 'Deployment, isolated' in namespace/shop",
		"shop/Deployment/web deployment 'web' 'Deployment ×2, not isolated' in namespace/shop",
		"cidr/10.0.0.0/8/except/10.1.0.0/16 cidr '10.0.0.0/8' 'except 10.1.0.0/16' dashed",
		"Any any 'anyone' '' dashed",
		"pods/app=gone in namespace shop pods 'app=gone in namespace shop' 'not in the manifests' dashed",
		"pods/dns pods 'pods of dns' 'not in the manifests' dashed",
	}, nodes(g))
	require.Equal(t, []string{
		"shop/Deployment/api -> data/StatefulSet/db allows 5432 ':5432'",
		"shop/Deployment/api -> Any allows",
		"shop/Deployment/api -> pods/dns allows UDP 53 'UDP 53'",
		"cidr/10.0.0.0/8/except/10.1.0.0/16 -> data/StatefulSet/db allows",
		"pods/app=gone in namespace shop -> shop/Deployment/api allows",
	}, edges(g))
	e := g.Edges()[0]
	require.Equal(t, "db", attr(e.Attrs, "policy"))
	require.Equal(t, "NetworkPolicy data/db allows ingress (4.yaml:7)", e.Tooltip)
}

// A rule for many pairs is drawn as a node, so that its edges are as many as its
// ends and not their product.
func TestPolicyHub(t *testing.T) {
	t.Parallel()
	var all []string
	for i := range 10 {
		all = append(all, workload("Deployment", fmt.Sprintf("w%d", i), "", ""))
	}
	policy := object("networking.k8s.io/v1", "NetworkPolicy", "inside", "spec: {podSelector: {}, ingress: [{from: [{podSelector: {}}], ports: [{port: 80}]}]}")
	g := draw(t, view.Options{View: "policy"}, append(all, policy)...)
	require.Len(t, g.Edges(), 20)
	require.Contains(t, edges(g), "Deployment/w3 -> NetworkPolicy/inside/ingress-0 allows")
	require.Contains(t, edges(g), "NetworkPolicy/inside/ingress-0 -> Deployment/w3 allows 80 ':80'")
	g = draw(t, view.Options{View: "policy"}, all[0], all[1], all[2], policy)
	require.Len(t, g.Edges(), 6, "each of three to the others")
	require.Len(t, draw(t, view.Options{View: "policy"}, all[0], policy).Edges(), 1, "to itself, if there is nobody else")
}

func TestNoPolicies(t *testing.T) {
	t.Parallel()
	require.Equal(t, []string{"Deployment/web deployment 'web' 'Deployment, not isolated'"},
		nodes(draw(t, view.Options{View: "policy"}, workload("Deployment", "web", "", ""))))
}
