package policy_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
	"github.com/topodraw/topodraw/topology/kube/internal/policy"
)

// town is the cluster that most tests are about. It has two namespaces with
// labels, one without a manifest, and one without pods.
func town(more ...*manifest.Object) []*manifest.Object {
	return append([]*manifest.Object{
		namespace("shop", "team=sales"),
		namespace("bank", "team=money"),
		namespace("empty", "team=money"),
		deployment("shop/web", "app=web tier=front", "http:8080", "admin:9000"),
		deployment("shop/api", "app=api tier=back", "http:3000", "grpc:3001"),
		deployment("shop/db", "app=db tier=back", "sql:5432", "dns:53/UDP", "dns-tcp:53", "assoc:5432/SCTP"),
		deployment("bank/web", "app=web", "http:8080"),
		deployment("bank/books", "app=books tier=back"),
		deployment("yard/crane", "app=crane", "http:8080"),
	}, more...)
}

func namespace(name, labels string) *manifest.Object {
	meta := metav1.ObjectMeta{Name: name, Labels: labelsOf(labels)}
	return &manifest.Object{Kind: "Namespace", Meta: meta, Typed: &corev1.Namespace{ObjectMeta: meta}}
}

// deployment has one container with ports such as "http:8080" and "dns:53/UDP".
func deployment(name, labels string, ports ...string) *manifest.Object {
	meta := metaOf(name)
	d := &appsv1.Deployment{ObjectMeta: meta}
	d.Spec.Template.Labels = labelsOf(labels)
	d.Spec.Template.Spec.Containers = []corev1.Container{{Name: "main"}}
	for _, p := range ports {
		name, rest, _ := strings.Cut(p, ":")
		number, protocol, _ := strings.Cut(rest, "/")
		n, err := strconv.ParseInt(number, 10, 32)
		if err != nil {
			panic(err)
		}
		c := &d.Spec.Template.Spec.Containers[0]
		c.Ports = append(c.Ports, corev1.ContainerPort{Name: name, ContainerPort: int32(n), Protocol: corev1.Protocol(protocol)})
	}
	return &manifest.Object{Kind: "Deployment", Meta: meta, Typed: d}
}

// scaled gives a deployment a number of replicas.
func scaled(o *manifest.Object, replicas int32) *manifest.Object {
	o.Typed.(*appsv1.Deployment).Spec.Replicas = &replicas
	return o
}

// onNode puts the pods of a deployment on their node's network.
func onNode(o *manifest.Object) *manifest.Object {
	o.Typed.(*appsv1.Deployment).Spec.Template.Spec.HostNetwork = true
	return o
}

// pod has the addresses that a running pod has.
func pod(name, labels string, hostNetwork bool, addrs ...string) *manifest.Object {
	meta := metaOf(name)
	meta.Labels = labelsOf(labels)
	p := &corev1.Pod{ObjectMeta: meta, Spec: corev1.PodSpec{HostNetwork: hostNetwork}}
	for i, a := range addrs {
		if i == 0 {
			p.Status.PodIP = a
		}
		p.Status.PodIPs = append(p.Status.PodIPs, corev1.PodIP{IP: a})
	}
	return &manifest.Object{Kind: "Pod", Meta: meta, Typed: p}
}

func metaOf(name string) metav1.ObjectMeta {
	ns, name, _ := strings.Cut(name, "/")
	return metav1.ObjectMeta{Namespace: ns, Name: name}
}

func labelsOf(s string) map[string]string {
	out := map[string]string{}
	for _, pair := range strings.Fields(s) {
		k, v, _ := strings.Cut(pair, "=")
		out[k] = v
	}
	return out
}

// networkPolicy has its spec as YAML.
func networkPolicy(t testing.TB, name, spec string) *manifest.Object {
	t.Helper()
	meta := metaOf(name)
	p := &networkingv1.NetworkPolicy{ObjectMeta: meta}
	var value any
	require.NoError(t, yaml.Unmarshal([]byte(spec), &value), "%s", spec)
	data, err := json.Marshal(value)
	require.NoError(t, err)
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	require.NoError(t, dec.Decode(&p.Spec), "%s", spec)
	return &manifest.Object{Kind: "NetworkPolicy", Meta: meta, Typed: p}
}

// read puts a cluster together, with policies by their names.
func read(t testing.TB, objects []*manifest.Object, policies map[string]string) *cluster.Cluster {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(policies)) {
		objects = append(objects, networkPolicy(t, name, policies[name]))
	}
	return cluster.New(objects, cluster.Options{})
}

// verdict returns what is said of a connection such as "shop/web > shop/db:5432",
// "outside > shop/db:53/UDP" and "shop/web > 10.0.0.1", as
// "allowed by NAME, NAME" or "SIDE: NAME, NAME".
func verdict(t testing.TB, c *cluster.Cluster, n *policy.Network, connection string) string {
	t.Helper()
	from, rest, ok := strings.Cut(connection, " > ")
	require.True(t, ok, connection)
	to, port := rest, ""
	if _, err := netip.ParseAddr(rest); err != nil { // colons are the address's own
		to, port, _ = strings.Cut(rest, ":")
	}
	port, protocol, _ := strings.Cut(port, "/")
	v := n.Allows(peer(t, c, from), peer(t, c, to), port, protocol)
	var names []string
	for _, p := range v.By {
		names = append(names, p.Namespace+"/"+p.Name)
	}
	by := strings.Join(names, ", ")
	switch {
	case !v.Allowed:
		return v.Side + ": " + by
	case by == "":
		return "allowed" + v.Side
	}
	return "allowed by " + by + v.Side
}

func peer(t testing.TB, c *cluster.Cluster, name string) policy.Peer {
	t.Helper()
	if name == "outside" {
		return policy.Peer{Outside: true}
	}
	if addr, err := netip.ParseAddr(name); err == nil {
		return policy.Peer{Outside: true, IP: addr}
	}
	return policy.Peer{Workload: workload(t, c, name)}
}

func workload(t testing.TB, c *cluster.Cluster, name string) *cluster.Workload {
	t.Helper()
	for _, w := range c.Workloads {
		if w.Namespace+"/"+w.Name == name {
			return w
		}
	}
	require.Fail(t, "no such workload", name)
	return nil
}

// isolated returns "ingress", "egress", "both" or "none".
func isolated(t testing.TB, c *cluster.Cluster, n *policy.Network, name string) string {
	t.Helper()
	ingress, egress := n.Isolated(workload(t, c, name))
	switch {
	case ingress && egress:
		return "both"
	case ingress:
		return "ingress"
	case egress:
		return "egress"
	}
	return "none"
}

func TestIsolated(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, spec string
		web, api   string
	}{
		{"nothing but a selector is ingress", `podSelector: {}`, "ingress", "ingress"},
		{"no selector is the empty one", `policyTypes: [Ingress]`, "ingress", "ingress"},
		{"an egress rule is egress too", `{podSelector: {}, egress: [{}]}`, "both", "both"},
		{"an empty list of egress rules is not", `{podSelector: {}, egress: []}`, "ingress", "ingress"},
		{"egress alone has to be asked for", `{podSelector: {}, policyTypes: [Egress]}`, "egress", "egress"},
		{"both without rules", `{podSelector: {}, policyTypes: [Egress, Ingress]}`, "both", "both"},
		{"rules for a type that is left out", `{podSelector: {}, policyTypes: [Ingress], egress: [{}]}`, "ingress", "ingress"},
		{"labels", `podSelector: {matchLabels: {app: web}}`, "ingress", "none"},
		{"labels, of which one differs", `podSelector: {matchLabels: {app: web, tier: back}}`, "none", "none"},
		{"in", `podSelector: {matchExpressions: [{key: app, operator: In, values: [api, db]}]}`, "none", "ingress"},
		{"not in", `podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [api, db]}]}`, "ingress", "none"},
		{"exists", `podSelector: {matchExpressions: [{key: tier, operator: Exists}]}`, "ingress", "ingress"},
		{"does not exist", `podSelector: {matchExpressions: [{key: tier, operator: DoesNotExist}]}`, "none", "none"},
		{"labels and expressions", `podSelector: {matchLabels: {tier: back}, matchExpressions: [{key: app, operator: NotIn, values: [api]}]}`, "none", "none"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := read(t, town(), map[string]string{"shop/p": tt.spec})
			n := policy.New(c)
			require.Equal(t, tt.web, isolated(t, c, n, "shop/web"))
			require.Equal(t, tt.api, isolated(t, c, n, "shop/api"))
			require.Equal(t, "none", isolated(t, c, n, "bank/web"), "a policy is for its own namespace")
		})
	}
}

func TestIsolatedElsewhere(t *testing.T) {
	t.Parallel()
	c := read(t, town(onNode(deployment("shop/agent", "app=agent"))), map[string]string{"shop/p": `podSelector: {}`})
	n := policy.New(c)
	require.Equal(t, "none", isolated(t, c, n, "shop/agent"), "pods on their node's network")
	ingress, egress := n.Isolated(nil)
	require.False(t, ingress || egress)
}
