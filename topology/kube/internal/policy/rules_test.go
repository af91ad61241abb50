package policy_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
	"github.com/topodraw/topodraw/topology/kube/internal/policy"
)

// lines writes rules as "POLICY PATH: FROM -> TO on PORTS".
func lines(rules []policy.Rule) []string {
	var out []string
	for _, r := range rules {
		var path []string
		for _, step := range r.Path {
			path = append(path, fmt.Sprint(step))
		}
		s := fmt.Sprintf("%s/%s %s: %s -> %s", r.Policy.Namespace, r.Policy.Name, strings.Join(path, "."), ends(r.From), ends(r.To))
		if len(r.Ports) > 0 {
			s += " on " + strings.Join(r.Ports, ", ")
		}
		if r.Egress != (r.Path[1] == "egress") {
			s += " (wrong direction)"
		}
		out = append(out, s)
	}
	return out
}

func ends(list []policy.End) string {
	if len(list) == 0 {
		return "nobody"
	}
	var out []string
	for _, e := range list {
		var parts []string
		if e.Workload != nil {
			parts = append(parts, e.Workload.Namespace+"/"+e.Workload.Name)
		}
		if e.Any {
			parts = append(parts, "any")
		}
		if e.Namespace != "" {
			parts = append(parts, "namespace:"+e.Namespace)
		}
		if e.CIDR != "" {
			parts = append(parts, e.CIDR)
		}
		if len(e.Except) > 0 {
			parts = append(parts, "except", strings.Join(e.Except, " "))
		}
		if e.Selector != "" {
			parts = append(parts, "<"+e.Selector+">")
		}
		out = append(out, strings.Join(parts, " "))
	}
	return strings.Join(out, " + ")
}

func TestRules(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, spec string
		want       []string
	}{
		{"who denies has none", denyBoth, nil},
		{"anyone", `{podSelector: {matchLabels: {app: db}}, ingress: [{}]}`, []string{
			"shop/p spec.ingress.0: any -> shop/db",
		}},
		{"an empty list of peers is anyone too", `{podSelector: {matchLabels: {app: db}}, ingress: [{from: [], ports: []}]}`, []string{
			"shop/p spec.ingress.0: any -> shop/db",
		}},
		{"an element with nothing in it is nobody", `{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{}]}]}`, []string{
			"shop/p spec.ingress.0: nobody -> shop/db",
		}},
		{"pods of the own namespace", `{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {}}]}]}`, []string{
			"shop/p spec.ingress.0: shop/api + shop/db + shop/web -> shop/db",
		}},
		{"several rules of both directions", `{podSelector: {matchLabels: {tier: back}}, egress: [{to: [{podSelector: {matchLabels: {app: web}}}]}], ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}, {}]}`, []string{
			"shop/p spec.ingress.0: shop/web -> shop/api + shop/db",
			"shop/p spec.ingress.1: any -> shop/api + shop/db",
			"shop/p spec.egress.0: shop/api + shop/db -> shop/web",
		}},
		{"a type that is left out", `{podSelector: {}, policyTypes: [Egress], ingress: [{}]}`, nil},
		{"ports", `{podSelector: {matchLabels: {app: db}}, ingress: [{ports: [{port: 80}, {port: http}, {port: 5432, endPort: 5440}, {port: 53, protocol: UDP}, {protocol: SCTP}, {}, {port: 7, endPort: 7}, {port: dns, protocol: UDP}, {port: 1, endPort: 2, protocol: UDP}]}]}`, []string{
			"shop/p spec.ingress.0: any -> shop/db on 80, http, 5432-5440, UDP 53, SCTP, TCP, 7, UDP dns, UDP 1-2",
		}},
		{"blocks", `{podSelector: {matchLabels: {app: db}}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.0.0/16]}}, {ipBlock: {cidr: "2001:db8::/64"}}]}]}`, []string{
			"shop/p spec.egress.0: shop/db -> 10.0.0.0/8 except 10.1.0.0/16 10.2.0.0/16 + 2001:db8::/64",
		}},
		{"both selectors", `{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: money}}, podSelector: {matchLabels: {app: web}}}]}]}`, []string{
			"shop/p spec.ingress.0: bank/web -> shop/db",
		}},
		{"each once, and a namespace without pods", `{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}, {namespaceSelector: {}}]}]}`, []string{
			"shop/p spec.ingress.0: shop/web + bank/books + bank/web + shop/api + shop/db + yard/crane + namespace:empty -> shop/db",
		}},
		{"a namespace that the manifests lack", `{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}]}]}`, []string{
			"shop/p spec.ingress.0: namespace:kube-system -> shop/db",
		}},
		{"several of them", `{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [metrics, bank, logs, metrics]}]}}]}]}`, []string{
			"shop/p spec.ingress.0: bank/books + bank/web + namespace:metrics + namespace:logs -> shop/db",
		}},
		{"a name and a label that it cannot be known to have", `{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: logs, team: ops}}}]}]}`, []string{
			"shop/p spec.ingress.0: <all pods in namespaces with kubernetes.io/metadata.name=logs,team=ops> -> shop/db",
		}},
		{"pods of such a namespace", `{podSelector: {matchLabels: {app: db}}, egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: {k8s-app: dns}}}]}]}`, []string{
			"shop/p spec.egress.0: shop/db -> <k8s-app=dns in namespace kube-system>",
		}},
		{"pods of any namespace", `{podSelector: {matchLabels: {app: db}}, egress: [{to: [{namespaceSelector: {}, podSelector: {matchLabels: {a: x, b: y}, matchExpressions: [{key: c, operator: Exists}]}}]}]}`, []string{
			"shop/p spec.egress.0: shop/db -> <a=x,b=y,c in all namespaces>",
		}},
		{"a selector in words", `{podSelector: {matchExpressions: [{key: a, operator: In, values: [x, y]}, {key: b, operator: NotIn, values: [z]}, {key: c, operator: DoesNotExist}, {key: d, operator: Exists}, {key: e, operator: Near}]}, ingress: [{}]}`, []string{
			"shop/p spec.ingress.0: any -> <a in (x, y),b notin (z),!c,d,e Near in namespace shop>",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := read(t, town(), map[string]string{"shop/p": tt.spec})
			require.Equal(t, tt.want, lines(policy.New(c).Rules()))
		})
	}
}

func TestRulesOfEmptyNamespace(t *testing.T) {
	t.Parallel()
	policies := map[string]string{
		"empty/p": `{podSelector: {}, ingress: [{from: [{podSelector: {}}, {podSelector: {matchLabels: {app: db}}}]}]}`,
		"hosts/p": `{podSelector: {}, ingress: [{}]}`,
	}
	c := read(t, town(onNode(deployment("hosts/agent", "app=agent"))), policies)
	require.Equal(t, []string{
		"empty/p spec.ingress.0: namespace:empty + <app=db in namespace empty> -> namespace:empty",
		"hosts/p spec.ingress.0: any -> <all pods in namespace hosts>",
	}, lines(policy.New(c).Rules()))
}

// The order of the manifests changes nothing, and neither does asking twice.
func TestRulesOrder(t *testing.T) {
	t.Parallel()
	objects := town(
		networkPolicy(t, "shop/b", `{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: money}}}]}]}`),
		networkPolicy(t, "shop/a", `{podSelector: {matchLabels: {tier: back}}, egress: [{}], ingress: [{}]}`),
		networkPolicy(t, "bank/c", `{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}`),
	)
	want := []string{
		"bank/c spec.ingress.0: bank/books + bank/web -> bank/books + bank/web",
		"shop/a spec.ingress.0: any -> shop/api + shop/db",
		"shop/a spec.egress.0: shop/api + shop/db -> any",
		"shop/b spec.ingress.0: bank/books + bank/web + namespace:empty -> shop/api + shop/db + shop/web",
	}
	forward := policy.New(cluster.New(objects, cluster.Options{}))
	require.Equal(t, want, lines(forward.Rules()))
	require.Equal(t, want, lines(forward.Rules()))
	slices.Reverse(objects)
	require.Equal(t, want, lines(policy.New(cluster.New(objects, cluster.Options{})).Rules()))
}

// The path of a rule leads to its place.
func TestRulesPath(t *testing.T) {
	t.Parallel()
	const text = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: shop}
spec:
  podSelector: {}
  ingress:
  - from:
    - podSelector: {}
  - ports:
    - port: 80
  egress:
  - {}
`
	set := manifest.Read([]manifest.Source{{Name: "p.yaml", Path: "p.yaml", Data: []byte(text)}}, manifest.Options{})
	require.Empty(t, set.Problems)
	var places []string
	for _, r := range policy.New(cluster.New(set.Objects, cluster.Options{})).Rules() {
		places = append(places, r.Policy.Source(r.Path...))
	}
	require.Equal(t, []string{"p.yaml:7", "p.yaml:9", "p.yaml:12"}, places)
}

// A cluster of more workloads than a word has bits.
func TestManyWorkloads(t *testing.T) {
	t.Parallel()
	var objects []*manifest.Object
	for i := range 200 {
		objects = append(objects, deployment(fmt.Sprintf("shop/w%03d", i), fmt.Sprintf("app=w%03d third=%d", i, i%3)))
	}
	c := read(t, objects, map[string]string{"shop/p": `{podSelector: {matchLabels: {third: "0"}}, ingress: [{from: [{podSelector: {matchLabels: {third: "2"}}}]}]}`})
	n := policy.New(c)
	for i, from := range c.Workloads {
		for j, to := range c.Workloads {
			want := j%3 != 0 || i%3 == 2 || i == j
			require.Equal(t, want, n.Allows(policy.Peer{Workload: from}, policy.Peer{Workload: to}, "", "").Allowed, "%d to %d", i, j)
		}
	}
	rules := n.Rules()
	require.Len(t, rules, 1)
	require.Len(t, rules[0].From, 66)
	require.Len(t, rules[0].To, 67)
}
