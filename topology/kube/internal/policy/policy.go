// Package policy says what the NetworkPolicies of a cluster allow: which
// connections, and who may talk to whom.
//
// The rules are those of
// https://kubernetes.io/docs/concepts/services-networking/network-policies/ and
// of the API reference of NetworkPolicy in networking.k8s.io/v1. Where manifests
// do not tell all, or Kubernetes leaves it to the network plugin:
//
//   - A port that is not known is allowed where any is, and so is the address of
//     someone outside.
//   - A pod is in an ipBlock only if the manifests have its address, and that is
//     within. Blocks are for addresses outside of the cluster; some plugins never
//     let one stand for pods.
//   - Traffic from a node to the pods on it is always allowed by Kubernetes. Which
//     pods share a node is not known, so that this is left out.
//   - Pods on their node's network (hostNetwork) are not told from the node by
//     most plugins: no policy isolates them, no selector matches them, and blocks
//     are for them as for someone outside.
//
// Policies of other kinds, such as those of a mesh or of a plugin's own API, are
// not looked at.
package policy

import (
	"net/netip"
	"slices"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// Network is what the NetworkPolicies of a cluster allow. It does not change, and
// may be asked by several goroutines at once.
type Network struct {
	cluster    *cluster.Cluster
	namespaces []namespace
	ends       map[*cluster.Workload]*end
	sides      []*side
	// sets are those that were made while the policies are read.
	sets map[selection]set
}

// end is one end of a connection, with all that rules ask of it.
type end struct {
	// index is that of the workload in the cluster, -1 for what is no pod.
	index int
	// single says that there is no second pod of the workload.
	single bool
	// addrs are the addresses that are known. Outside says that one that is not
	// known may be any.
	addrs   []netip.Addr
	outside bool
	// ports are those that the containers declare.
	ports []corev1.ContainerPort
	// ingress and egress are the sides of policies that isolate the pods.
	ingress, egress []*side
}

// side is what a policy says of one direction. It isolates its pods in that
// direction, but for what a rule allows.
type side struct {
	policy *cluster.Policy
	egress bool
	pods   set
	rules  []rule
}

// rule is a rule of a side. No peers are all, and no ports are all.
type rule struct {
	peers []peer
	ports []networkingv1.NetworkPolicyPort
}

// New reads the policies of a cluster.
func New(c *cluster.Cluster) *Network {
	n := &Network{
		cluster:    c,
		namespaces: namespacesOf(c),
		ends:       make(map[*cluster.Workload]*end, len(c.Workloads)),
		sets:       make(map[selection]set),
	}
	for i, w := range c.Workloads {
		n.ends[w] = endOf(w, i)
	}
	for _, p := range c.Policies {
		n.add(p)
	}
	n.sets = nil
	return n
}

// endOf returns what rules ask of the workload with an index.
func endOf(w *cluster.Workload, index int) *end {
	e := &end{index: index, single: w.Replicas == 0 || w.Replicas == 1}
	if w.Spec.HostNetwork {
		e.index, e.outside = -1, true
	}
	for _, c := range w.Containers() {
		e.ports = append(e.ports, c.Ports...)
	}
	for _, o := range w.Pods {
		if pod, ok := o.Manifest.Typed.(*corev1.Pod); ok {
			e.addrs = append(e.addrs, addresses(&pod.Status)...)
		}
	}
	return e
}

// addresses returns those that a pod was given.
func addresses(s *corev1.PodStatus) []netip.Addr {
	var out []netip.Addr
	for _, ip := range append([]corev1.PodIP{{IP: s.PodIP}}, s.PodIPs...) {
		if addr, err := netip.ParseAddr(ip.IP); err == nil && !slices.Contains(out, addr.Unmap()) {
			out = append(out, addr.Unmap())
		}
	}
	return out
}

// add adds the sides of a policy.
func (n *Network) add(p *cluster.Policy) {
	pods := n.pods(p.Namespace, &p.Spec.PodSelector)
	ingress, egress := directions(p.Spec)
	if ingress {
		s := &side{policy: p, pods: pods}
		for _, r := range p.Spec.Ingress {
			s.rules = append(s.rules, n.rule(p, r.From, r.Ports))
		}
		n.addSide(s)
	}
	if egress {
		s := &side{policy: p, pods: pods, egress: true}
		for _, r := range p.Spec.Egress {
			s.rules = append(s.rules, n.rule(p, r.To, r.Ports))
		}
		n.addSide(s)
	}
}

// directions returns what a policy is about: what policyTypes says, or else
// ingress, and egress if it has rules for that. Rules for a direction that
// policyTypes leaves out have no effect.
func directions(s *networkingv1.NetworkPolicySpec) (ingress, egress bool) {
	if len(s.PolicyTypes) == 0 {
		return true, len(s.Egress) > 0
	}
	return slices.Contains(s.PolicyTypes, networkingv1.PolicyTypeIngress),
		slices.Contains(s.PolicyTypes, networkingv1.PolicyTypeEgress)
}

// addSide adds a side to the network, and to the pods that it isolates.
func (n *Network) addSide(s *side) {
	n.sides = append(n.sides, s)
	for _, w := range s.pods.of(n.cluster) {
		e := n.ends[w]
		if s.egress {
			e.egress = append(e.egress, s)
		} else {
			e.ingress = append(e.ingress, s)
		}
	}
}

func (n *Network) rule(p *cluster.Policy, peers []networkingv1.NetworkPolicyPeer, ports []networkingv1.NetworkPolicyPort) rule {
	r := rule{ports: ports}
	for i := range peers {
		r.peers = append(r.peers, n.peer(p, &peers[i]))
	}
	return r
}

// Isolated reports in which directions policies select the pods of a workload, so
// that only what one of them allows gets through. Pods on their node's network
// are not isolated.
func (n *Network) Isolated(w *cluster.Workload) (ingress, egress bool) {
	e := n.ends[w]
	return e != nil && len(e.ingress) > 0, e != nil && len(e.egress) > 0
}
