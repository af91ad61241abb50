package policy_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
	"github.com/topodraw/topodraw/topology/kube/internal/policy"
)

// The text of the API reference, word for word and without any index, with the
// selectors of Kubernetes itself, says the same of policies of all kinds.
func TestAllowsAsTheReferenceSays(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 5))
		var specs []*networkingv1.NetworkPolicy
		objects := town()
		for i := range 1 + r.IntN(8) {
			p := &networkingv1.NetworkPolicy{Spec: randomSpec(r)}
			p.Namespace, p.Name = pick(r, "shop", "bank", "yard"), fmt.Sprint("p", i)
			specs = append(specs, p)
			objects = append(objects, &manifest.Object{Kind: "NetworkPolicy", Meta: p.ObjectMeta, Typed: p})
		}
		c := cluster.New(objects, cluster.Options{})
		n := policy.New(c)
		for _, from := range c.Workloads {
			for _, to := range c.Workloads {
				for _, port := range []int32{53, 3000, 5432, 8080} {
					o := oracle{t, c, specs, port, pick(r, corev1.ProtocolTCP, corev1.ProtocolUDP)}
					got := n.Allows(policy.Peer{Workload: from}, policy.Peer{Workload: to}, fmt.Sprint(port), string(o.protocol))
					require.Equal(t, o.allows(from, to), got.Allowed, "seed %d: %s to %s, port %d/%s", seed, from.Name, to.Name, port, o.protocol)
				}
			}
		}
	}
}

func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

func randomSpec(r *rand.Rand) networkingv1.NetworkPolicySpec {
	s := networkingv1.NetworkPolicySpec{PodSelector: *randomSelector(r, "app", "tier")}
	s.PolicyTypes = pick(r, nil, nil, []networkingv1.PolicyType{"Ingress"}, []networkingv1.PolicyType{"Egress"}, []networkingv1.PolicyType{"Egress", "Ingress"})
	for range r.IntN(3) {
		s.Ingress = append(s.Ingress, networkingv1.NetworkPolicyIngressRule{From: randomPeers(r), Ports: randomPorts(r)})
	}
	for range r.IntN(3) {
		s.Egress = append(s.Egress, networkingv1.NetworkPolicyEgressRule{To: randomPeers(r), Ports: randomPorts(r)})
	}
	return s
}

func randomSelector(r *rand.Rand, keys ...string) *metav1.LabelSelector {
	s := &metav1.LabelSelector{}
	values := []string{"web", "api", "db", "back", "front", "money", "sales", "bank", "yard"}
	if r.IntN(3) == 0 {
		s.MatchLabels = map[string]string{pick(r, keys...): pick(r, values...)}
	}
	if r.IntN(3) == 0 {
		e := metav1.LabelSelectorRequirement{Key: pick(r, keys...), Operator: pick(r, metav1.LabelSelectorOpIn, metav1.LabelSelectorOpNotIn, metav1.LabelSelectorOpExists, metav1.LabelSelectorOpDoesNotExist)}
		if strings.HasSuffix(string(e.Operator), "In") {
			e.Values = values[:1+r.IntN(len(values))]
		}
		s.MatchExpressions = append(s.MatchExpressions, e)
	}
	return s
}

func randomPeers(r *rand.Rand) []networkingv1.NetworkPolicyPeer {
	var out []networkingv1.NetworkPolicyPeer
	for range r.IntN(3) {
		var p networkingv1.NetworkPolicyPeer
		switch r.IntN(4) {
		case 0:
			p.IPBlock = &networkingv1.IPBlock{CIDR: "0.0.0.0/0"}
		case 1:
			p.PodSelector = randomSelector(r, "app", "tier")
		case 2:
			p.NamespaceSelector = randomSelector(r, "team", corev1.LabelMetadataName)
		default:
			p.PodSelector, p.NamespaceSelector = randomSelector(r, "app", "tier"), randomSelector(r, "team", corev1.LabelMetadataName)
		}
		out = append(out, p)
	}
	return out
}

func randomPorts(r *rand.Rand) []networkingv1.NetworkPolicyPort {
	var out []networkingv1.NetworkPolicyPort
	for range r.IntN(3) {
		var p networkingv1.NetworkPolicyPort
		if r.IntN(2) == 0 {
			protocol := pick(r, corev1.ProtocolTCP, corev1.ProtocolUDP)
			p.Protocol = &protocol
		}
		switch port := pick(r, intstr.FromInt32(0), intstr.FromInt32(53), intstr.FromInt32(3000), intstr.FromString("http"), intstr.FromString("dns")); {
		case port == intstr.FromInt32(0):
		case port == intstr.FromInt32(3000) && r.IntN(2) == 0:
			last := int32(6000)
			p.EndPort = &last
			fallthrough
		default:
			p.Port = &port
		}
		out = append(out, p)
	}
	return out
}

// oracle answers for one port by reading all policies again.
type oracle struct {
	t        *testing.T
	c        *cluster.Cluster
	policies []*networkingv1.NetworkPolicy
	port     int32
	protocol corev1.Protocol
}

func (o oracle) allows(from, to *cluster.Workload) bool {
	return from == to || o.half(from, to, to, "Egress") && o.half(to, from, to, "Ingress")
}

// half reports whether the policies of one end allow the other.
func (o oracle) half(end, other, target *cluster.Workload, direction networkingv1.PolicyType) bool {
	isolated := false
	for _, p := range o.policies {
		types := p.Spec.PolicyTypes
		if types == nil {
			if types = []networkingv1.PolicyType{"Ingress"}; p.Spec.Egress != nil {
				types = append(types, "Egress")
			}
		}
		if p.Namespace != end.Namespace || !o.selects(&p.Spec.PodSelector, end.Labels) || !slices.Contains(types, direction) {
			continue
		}
		isolated = true
		if direction == "Ingress" {
			for _, r := range p.Spec.Ingress {
				if o.peers(p, r.From, other) && o.ports(r.Ports, target) {
					return true
				}
			}
			continue
		}
		for _, r := range p.Spec.Egress {
			if o.peers(p, r.To, other) && o.ports(r.Ports, target) {
				return true
			}
		}
	}
	return !isolated
}

func (o oracle) selects(s *metav1.LabelSelector, of map[string]string) bool {
	selector, err := metav1.LabelSelectorAsSelector(s)
	require.NoError(o.t, err)
	return selector.Matches(labels.Set(of))
}

func (o oracle) peers(p *networkingv1.NetworkPolicy, peers []networkingv1.NetworkPolicyPeer, w *cluster.Workload) bool {
	for _, peer := range peers {
		pods := peer.PodSelector == nil || o.selects(peer.PodSelector, w.Labels)
		namespace := w.Namespace == p.Namespace
		if peer.NamespaceSelector != nil {
			namespace = o.selects(peer.NamespaceSelector, o.c.NamespaceLabels(w.Namespace))
		}
		if peer.IPBlock == nil && pods && namespace {
			return true
		}
	}
	return len(peers) == 0
}

func (o oracle) ports(ports []networkingv1.NetworkPolicyPort, target *cluster.Workload) bool {
	for _, p := range ports {
		protocol := corev1.ProtocolTCP
		if p.Protocol != nil {
			protocol = *p.Protocol
		}
		if protocol == o.protocol && o.number(p, target) {
			return true
		}
	}
	return len(ports) == 0
}

func (o oracle) number(p networkingv1.NetworkPolicyPort, target *cluster.Workload) bool {
	switch {
	case p.Port == nil:
		return true
	case p.EndPort != nil:
		return o.port >= p.Port.IntVal && o.port <= *p.EndPort
	case p.Port.Type == intstr.Int:
		return o.port == p.Port.IntVal
	}
	declared, ok := target.ContainerPort(p.Port.StrVal)
	if declared.Protocol == "" {
		declared.Protocol = corev1.ProtocolTCP
	}
	return ok && declared.ContainerPort == o.port && declared.Protocol == o.protocol
}
