package policy_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/policy"
)

// Policies that several tests use.
const (
	denyIngress = `{podSelector: {}, policyTypes: [Ingress]}`
	denyEgress  = `{podSelector: {}, policyTypes: [Egress]}`
	denyBoth    = `{podSelector: {}, policyTypes: [Ingress, Egress]}`
)

// The examples of
// https://kubernetes.io/docs/concepts/services-networking/network-policies/ and
// what its text says of them.
func TestAllows(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		policies map[string]string
		want     map[string]string
	}{
		{
			"no policy at all",
			nil,
			map[string]string{
				"shop/web > shop/db:5432": "allowed",
				"outside > shop/web":      "allowed",
				"shop/web > outside:443":  "allowed",
				"outside > outside":       "allowed",
			},
		},
		{
			"ingress is denied by default",
			map[string]string{"shop/deny": denyIngress},
			map[string]string{
				"shop/web > shop/db:5432": "ingress of the target: shop/deny",
				"outside > shop/web":      "ingress of the target: shop/deny",
				"shop/web > outside:443":  "allowed",
				"shop/web > bank/web":     "allowed",
				"bank/web > shop/web":     "ingress of the target: shop/deny",
			},
		},
		{
			"egress is denied by default",
			map[string]string{"shop/deny": denyEgress},
			map[string]string{
				"shop/web > shop/db:5432": "egress of the caller: shop/deny",
				"outside > shop/web":      "allowed",
				"shop/web > outside:443":  "egress of the caller: shop/deny",
				"shop/web > bank/web":     "egress of the caller: shop/deny",
				"bank/web > shop/web":     "allowed",
			},
		},
		{
			"both are denied by default",
			map[string]string{"shop/deny": denyBoth},
			map[string]string{
				"shop/web > shop/db:5432": "egress of the caller: shop/deny",
				"outside > shop/web":      "ingress of the target: shop/deny",
				"bank/web > bank/books":   "allowed",
			},
		},
		{
			"all ingress is allowed, whatever else denies it",
			map[string]string{"shop/deny": denyIngress, "shop/open": `{podSelector: {}, policyTypes: [Ingress], ingress: [{}]}`},
			map[string]string{
				"shop/web > shop/db:5432": "allowed by shop/open",
				"bank/web > shop/db:5432": "allowed by shop/open",
				"outside > shop/web":      "allowed by shop/open",
			},
		},
		{
			"all egress is allowed, whatever else denies it",
			map[string]string{"shop/deny": denyEgress, "shop/open": `{podSelector: {}, policyTypes: [Egress], egress: [{}]}`},
			map[string]string{
				"shop/web > shop/db:5432": "allowed by shop/open",
				"shop/web > outside":      "allowed by shop/open",
			},
		},
		{
			"a database with three kinds of callers and one block to call",
			map[string]string{"shop/db": `
podSelector: {matchLabels: {app: db}}
policyTypes: [Ingress, Egress]
ingress:
- from:
  - ipBlock: {cidr: 10.20.0.0/16, except: [10.20.7.0/24]}
  - namespaceSelector: {matchLabels: {team: money}}
  - podSelector: {matchLabels: {tier: front}}
  ports: [{protocol: TCP, port: 5432}]
egress:
- to: [{ipBlock: {cidr: 192.0.2.0/24}}, {ipBlock: {cidr: "fe80::/10"}}]
  ports: [{protocol: TCP, port: 8443}]
`},
			map[string]string{
				"10.20.0.1 > shop/db:5432":     "allowed by shop/db",
				"10.20.255.9 > shop/db:5432":   "allowed by shop/db",
				"10.20.7.9 > shop/db:5432":     "ingress of the target: shop/db",
				"10.21.0.1 > shop/db:5432":     "ingress of the target: shop/db",
				"10.20.0.1 > shop/db:5433":     "ingress of the target: shop/db",
				"outside > shop/db:5432":       "allowed by shop/db",
				"bank/books > shop/db:5432":    "allowed by shop/db",
				"bank/web > shop/db:5432":      "allowed by shop/db",
				"yard/crane > shop/db:5432":    "ingress of the target: shop/db",
				"shop/web > shop/db:5432":      "allowed by shop/db",
				"shop/web > shop/db:5432/UDP":  "ingress of the target: shop/db",
				"shop/api > shop/db:5432":      "ingress of the target: shop/db",
				"shop/db > 192.0.2.77:8443":    "allowed by shop/db",
				"shop/db > 192.0.2.77:443":     "egress of the caller: shop/db",
				"shop/db > 198.51.100.1:8443":  "egress of the caller: shop/db",
				"shop/db > outside:8443":       "allowed by shop/db",
				"shop/db > shop/web:8443":      "egress of the caller: shop/db",
				"shop/web > shop/api:3000":     "allowed",
				"::ffff:10.20.0.1 > shop/db":   "allowed by shop/db",
				"2001:db8::1 > shop/db:5432":   "ingress of the target: shop/db",
				"fe80::1%eth0 > shop/db:5432":  "ingress of the target: shop/db",
				"shop/db > fe80::1%eth0":       "allowed by shop/db",
				"shop/db > ::ffff:192.0.2.1":   "allowed by shop/db",
				"shop/web > shop/db:sql":       "allowed by shop/db",
				"shop/web > shop/db:dns-tcp":   "ingress of the target: shop/db",
				"shop/web > shop/db":           "allowed by shop/db",
				"shop/web > shop/db:/UDP":      "ingress of the target: shop/db",
				"bank/books > shop/db:unnamed": "allowed by shop/db",
			},
		},
		{
			"two selectors in one element have to match both",
			map[string]string{"shop/db": `
podSelector: {matchLabels: {app: db}}
ingress: [{from: [{namespaceSelector: {matchLabels: {team: money}}, podSelector: {matchLabels: {app: web}}}]}]
`},
			map[string]string{
				"bank/web > shop/db":   "allowed by shop/db",
				"bank/books > shop/db": "ingress of the target: shop/db",
				"shop/web > shop/db":   "ingress of the target: shop/db",
			},
		},
		{
			"of two elements one has to match",
			map[string]string{"shop/db": `
podSelector: {matchLabels: {app: db}}
ingress: [{from: [{namespaceSelector: {matchLabels: {team: money}}}, {podSelector: {matchLabels: {app: web}}}]}]
`},
			map[string]string{
				"bank/web > shop/db":   "allowed by shop/db",
				"bank/books > shop/db": "allowed by shop/db",
				"shop/web > shop/db":   "allowed by shop/db",
				"shop/api > shop/db":   "ingress of the target: shop/db",
				"yard/crane > shop/db": "ingress of the target: shop/db",
				"outside > shop/db":    "ingress of the target: shop/db",
			},
		},
		{
			"the empty podSelector is all pods of the policy's namespace",
			map[string]string{"shop/own": `{podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}`},
			map[string]string{
				"shop/web > shop/db": "allowed by shop/own",
				"bank/web > shop/db": "ingress of the target: shop/own",
				"outside > shop/db":  "ingress of the target: shop/own",
			},
		},
		{
			"the empty namespaceSelector is all pods, and nobody else",
			map[string]string{"shop/pods": `{podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]}`},
			map[string]string{
				"shop/web > shop/db":   "allowed by shop/pods",
				"yard/crane > shop/db": "allowed by shop/pods",
				"outside > shop/db":    "ingress of the target: shop/pods",
				"10.0.0.1 > shop/db":   "ingress of the target: shop/pods",
			},
		},
		{
			"a namespace by the label that has its name, with and without a manifest",
			map[string]string{"shop/names": `
podSelector: {}
ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [bank, yard]}]}}]}]
`},
			map[string]string{
				"bank/web > shop/db":   "allowed by shop/names",
				"yard/crane > shop/db": "allowed by shop/names",
				"shop/web > shop/db":   "ingress of the target: shop/names",
			},
		},
		{
			"namespaces by what they are not",
			map[string]string{"shop/not": `
podSelector: {}
ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: team, operator: NotIn, values: [money]}]}}]}]
`},
			map[string]string{
				"shop/web > shop/db":   "allowed by shop/not",
				"yard/crane > shop/db": "allowed by shop/not",
				"bank/web > shop/db":   "ingress of the target: shop/not",
			},
		},
		{
			"an empty list of callers is all",
			map[string]string{"shop/web": `{podSelector: {matchLabels: {app: web}}, ingress: [{from: [], ports: [{port: 8080}]}]}`},
			map[string]string{
				"outside > shop/web:8080":    "allowed by shop/web",
				"bank/books > shop/web:8080": "allowed by shop/web",
				"bank/books > shop/web:9000": "ingress of the target: shop/web",
			},
		},
		{
			"an element with nothing in it is nobody",
			map[string]string{"shop/web": `{podSelector: {}, ingress: [{from: [{}]}]}`},
			map[string]string{
				"outside > shop/web":  "ingress of the target: shop/web",
				"shop/api > shop/web": "ingress of the target: shop/web",
			},
		},
		{
			"policies add up",
			map[string]string{
				"shop/a": `{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]}`,
				"shop/b": `{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {tier: front}}}]}, {from: [{namespaceSelector: {}}], ports: [{port: 53}]}]}`,
				"shop/c": denyIngress,
			},
			map[string]string{
				"shop/web > shop/db":      "allowed by shop/a, shop/b",
				"shop/api > shop/db":      "allowed by shop/b",
				"shop/api > shop/db:53":   "allowed by shop/b",
				"shop/api > shop/db:5432": "ingress of the target: shop/a, shop/b, shop/c",
				"shop/web > shop/api":     "allowed by shop/a",
				"shop/db > shop/api":      "ingress of the target: shop/a, shop/c",
			},
		},
		{
			"both ends have to allow it",
			map[string]string{
				"bank/in":   `{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: sales}}}]}]}`,
				"shop/both": `{podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{to: [{namespaceSelector: {}, podSelector: {matchLabels: {app: web}}}]}]}`,
				"shop/deny": denyEgress,
			},
			map[string]string{
				"shop/web > bank/web":   "allowed by bank/in, shop/both",
				"shop/web > bank/books": "egress of the caller: shop/both, shop/deny",
				"shop/api > bank/web":   "egress of the caller: shop/deny",
				"yard/crane > bank/web": "ingress of the target: bank/in",
				"yard/crane > shop/web": "allowed by shop/both",
			},
		},
		{
			"one policy may allow both ends of it",
			map[string]string{"shop/own": `
podSelector: {}
ingress: [{from: [{podSelector: {}}]}]
egress: [{to: [{podSelector: {}}]}]
`},
			map[string]string{
				"shop/web > shop/api": "allowed by shop/own",
				"shop/web > outside":  "egress of the caller: shop/own",
				"outside > shop/web":  "ingress of the target: shop/own",
			},
		},
		{
			"a DNS server is a target like any other",
			map[string]string{"shop/deny": `{podSelector: {}, policyTypes: [Egress], egress: [{to: [{podSelector: {}}]}]}`},
			map[string]string{
				"shop/web > outside:53/UDP": "egress of the caller: shop/deny",
				"shop/web > shop/db:53/UDP": "allowed by shop/deny",
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := read(t, town(), tt.policies)
			n := policy.New(c)
			for connection, want := range tt.want {
				require.Equal(t, want, verdict(t, c, n, connection), connection)
			}
		})
	}
}

func TestAllowsPort(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, ports string
		connections map[string]bool
	}{
		{"none are all", `[]`, map[string]bool{"5432": true, "53/UDP": true, "9/SCTP": true, "": true}},
		{"a number is TCP", `[{port: 5432}]`, map[string]bool{"5432": true, "5432/TCP": true, "5432/SCTP": false, "5433": false, "": true, "/UDP": false, "sql": true, "dns-tcp": false, "unknown": true}},
		{"UDP", `[{port: 53, protocol: UDP}]`, map[string]bool{"53": false, "53/UDP": true, "dns/UDP": true, "dns-tcp": false, "dns-tcp/UDP": true, "/UDP": true, "": false}},
		{"SCTP", `[{port: 5432, protocol: SCTP}]`, map[string]bool{"5432/SCTP": true, "5432": false, "assoc/SCTP": true}},
		{"a protocol alone", `[{protocol: UDP}]`, map[string]bool{"1/UDP": true, "": false, "5432": false, "/UDP": true}},
		{"an element with nothing in it is TCP", `[{}]`, map[string]bool{"1": true, "1/UDP": false}},
		{"a name", `[{port: sql}]`, map[string]bool{"5432": true, "sql": true, "53": false, "dns-tcp": false, "5432/UDP": false, "": true, "unknown": true}},
		{"a name of the other protocol", `[{port: dns}]`, map[string]bool{"53": false, "53/UDP": false, "dns/UDP": false, "": false}},
		{"a name with its protocol", `[{port: dns, protocol: UDP}]`, map[string]bool{"53/UDP": true, "dns/UDP": true, "53": false}},
		{"a name that is not declared", `[{port: nosuch}]`, map[string]bool{"5432": false, "": false, "nosuch": false, "sql": false}},
		{"a range", `[{port: 5000, endPort: 5432}]`, map[string]bool{"4999": false, "5000": true, "5200": true, "5432": true, "5433": false, "sql": true, "dns-tcp": false, "5200/UDP": false, "": true}},
		{"a range of one", `[{port: 5432, endPort: 5432}]`, map[string]bool{"5431": false, "5432": true, "5433": false}},
		{"a range of UDP", `[{port: 50, endPort: 60, protocol: UDP}]`, map[string]bool{"53/UDP": true, "dns/UDP": true, "53": false, "61/UDP": false}},
		{"one of several", `[{port: 1}, {port: sql}, {port: 53, protocol: UDP}]`, map[string]bool{"1": true, "5432": true, "53/UDP": true, "1/UDP": false, "2": false}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for direction, spec := range map[string]string{
				"ingress": `{podSelector: {matchLabels: {app: db}}, ingress: [{ports: ` + tt.ports + `}]}`,
				"egress":  `{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{ports: ` + tt.ports + `}]}`,
			} {
				c := read(t, town(), map[string]string{"shop/p": spec})
				n := policy.New(c)
				for port, want := range tt.connections {
					got := verdict(t, c, n, "shop/web > shop/db:"+port)
					require.Equal(t, want, got == "allowed by shop/p", "%s %q: %s", direction, port, got)
				}
			}
		})
	}
}

// A name is that of the target's port: the same rule lets different numbers
// through to different pods.
func TestAllowsPortNameOfEachTarget(t *testing.T) {
	t.Parallel()
	c := read(t, town(), map[string]string{"shop/p": `{podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: http}]}]}`})
	n := policy.New(c)
	for connection, want := range map[string]string{
		"shop/db > shop/web:8080":   "allowed by shop/p",
		"shop/db > shop/web:3000":   "egress of the caller: shop/p",
		"shop/db > shop/api:3000":   "allowed by shop/p",
		"shop/db > shop/api:8080":   "egress of the caller: shop/p",
		"shop/db > bank/web:http":   "allowed by shop/p",
		"shop/api > shop/db":        "egress of the caller: shop/p",
		"shop/db > outside:80":      "egress of the caller: shop/p",
		"shop/db > outside":         "egress of the caller: shop/p",
		"shop/db > bank/books:8080": "egress of the caller: shop/p",
	} {
		require.Equal(t, want, verdict(t, c, n, connection), connection)
	}
}

func TestAllowsSelf(t *testing.T) {
	t.Parallel()
	objects := town(
		scaled(deployment("shop/one", "app=one"), 1),
		scaled(deployment("shop/none", "app=none"), 0),
		scaled(deployment("shop/three", "app=three"), 3),
		pod("shop/lone", "app=lone", false),
	)
	c := read(t, objects, map[string]string{"shop/deny": denyBoth})
	n := policy.New(c)
	for connection, want := range map[string]string{
		"shop/web > shop/web":     "allowed",
		"shop/one > shop/one":     "allowed",
		"shop/none > shop/none":   "allowed",
		"shop/lone > shop/lone":   "allowed",
		"shop/three > shop/three": "egress of the caller: shop/deny",
		"shop/one > shop/lone":    "egress of the caller: shop/deny",
	} {
		require.Equal(t, want, verdict(t, c, n, connection), connection)
	}
}

func TestAllowsAddressesOfPods(t *testing.T) {
	t.Parallel()
	objects := town(
		pod("bank/near", "app=near", false, "10.1.0.5", "fd00::5"),
		pod("bank/far", "app=far", false, "10.2.0.5"),
		pod("bank/bad", "app=bad", false, "not an address"),
		pod("bank/node", "app=node", true, "10.1.0.6"),
		pod("bank/other-node", "app=node", true, "10.2.0.6"),
		onNode(deployment("bank/agent", "app=agent")),
	)
	c := read(t, objects, map[string]string{
		"shop/in": `{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{ipBlock: {cidr: 10.1.0.0/16}}, {ipBlock: {cidr: "fd00::/64"}}]}]}`,
		"shop/ns": `{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{namespaceSelector: {}}]}]}`,
		"bank/no": denyBoth,
	})
	n := policy.New(c)
	for connection, want := range map[string]string{
		"shop/web > bank/near":       "ingress of the target: bank/no",
		"shop/web > bank/agent":      "allowed",
		"bank/agent > shop/db":       "allowed by shop/in",
		"bank/node > shop/db":        "allowed by shop/in",
		"bank/other-node > shop/db":  "ingress of the target: shop/in",
		"bank/agent > shop/api":      "ingress of the target: shop/ns",
		"shop/web > shop/db":         "ingress of the target: shop/in",
		"fd00::99 > shop/db":         "allowed by shop/in",
		"fd00:0:0:1::99 > shop/db":   "ingress of the target: shop/in",
		"shop/web > bank/other-node": "allowed",
	} {
		require.Equal(t, want, verdict(t, c, n, connection), connection)
	}

	c = read(t, objects, map[string]string{
		"shop/in": `{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{ipBlock: {cidr: 10.1.0.0/16}}]}]}`,
		"shop/v6": `{podSelector: {matchLabels: {app: api}}, ingress: [{from: [{ipBlock: {cidr: "fd00::/64"}}]}]}`,
	})
	n = policy.New(c)
	for connection, want := range map[string]string{
		"bank/near > shop/db":  "allowed by shop/in",
		"bank/far > shop/db":   "ingress of the target: shop/in",
		"bank/bad > shop/db":   "ingress of the target: shop/in",
		"bank/near > shop/api": "allowed by shop/v6",
		"bank/far > shop/api":  "ingress of the target: shop/v6",
	} {
		require.Equal(t, want, verdict(t, c, n, connection), connection)
	}
}

// A block that is none, which the API refuses, has no addresses.
func TestAllowsNoBlock(t *testing.T) {
	t.Parallel()
	c := read(t, town(), map[string]string{"shop/p": `{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: everywhere, except: [nowhere]}}]}]}`})
	n := policy.New(c)
	for _, from := range []string{"outside", "10.0.0.1", "bank/web"} {
		require.Equal(t, "ingress of the target: shop/p", verdict(t, c, n, from+" > shop/db"))
	}
}

// Who is no workload of the cluster is outside.
func TestAllowsZeroPeer(t *testing.T) {
	t.Parallel()
	c := read(t, town(), map[string]string{"shop/p": `{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}`})
	n := policy.New(c)
	db, web := workload(t, c, "shop/db"), workload(t, c, "shop/web")
	require.True(t, n.Allows(policy.Peer{}, policy.Peer{Workload: db}, "", "").Allowed)
	require.False(t, n.Allows(policy.Peer{Workload: web}, policy.Peer{Workload: db}, "", "").Allowed)
	require.True(t, n.Allows(policy.Peer{Workload: web, Outside: true}, policy.Peer{Workload: db}, "", "").Allowed)
}
