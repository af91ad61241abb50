package policy

import (
	"fmt"
	"maps"
	"math/bits"
	"net/netip"
	"slices"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// set is a set of the cluster's workloads, one bit for each.
type set []uint64

func newSet(c *cluster.Cluster) set { return make(set, (len(c.Workloads)+63)/64) }

func (s set) add(i int) { s[i/64] |= 1 << (i % 64) }

func (s set) has(i int) bool { return i >= 0 && len(s) > 0 && s[i/64]&(1<<(i%64)) != 0 }

// of returns the workloads of a set, in the cluster's order.
func (s set) of(c *cluster.Cluster) []*cluster.Workload {
	var out []*cluster.Workload
	for at, word := range s {
		for ; word != 0; word &= word - 1 {
			out = append(out, c.Workloads[at*64+bits.TrailingZeros64(word)])
		}
	}
	return out
}

// namespace is a namespace that the manifests know of.
type namespace struct {
	name   string
	labels map[string]string
}

// namespacesOf returns the namespaces that something is in or that have a
// manifest, by name.
func namespacesOf(c *cluster.Cluster) []namespace {
	names := make(map[string]bool)
	for _, o := range c.Objects {
		if _, ok := o.Manifest.Typed.(*corev1.Namespace); ok {
			names[o.Name] = true
		}
		names[o.Namespace] = true
	}
	delete(names, "") // that of objects which are in none
	var out []namespace
	for _, name := range slices.Sorted(maps.Keys(names)) {
		out = append(out, namespace{name, c.NamespaceLabels(name)})
	}
	return out
}

// selection is what a set was made by: the name of a namespace or a selector of
// namespaces, and a selector of pods. Policies repeat each other.
type selection struct{ namespace, namespaces, pods string }

// selectorKey tells selectors apart.
func selectorKey(s *metav1.LabelSelector) string {
	return fmt.Sprintf("%q %q", s.MatchLabels, s.MatchExpressions)
}

// once returns the set of a selection, made by a function if it is the first. It
// is not to be changed.
func (n *Network) once(key selection, fill func(set)) set {
	if out, ok := n.sets[key]; ok {
		return out
	}
	out := newSet(n.cluster)
	fill(out)
	n.sets[key] = out
	return out
}

// pods returns the workloads of a namespace whose pods a selector matches, but
// for those on their node's network.
func (n *Network) pods(namespace string, s *metav1.LabelSelector) set {
	key := selection{namespace: namespace, pods: selectorKey(s)}
	return n.once(key, func(to set) { n.addPods(to, namespace, s) })
}

// addPods adds what [Network.pods] returns to a set.
func (n *Network) addPods(to set, namespace string, s *metav1.LabelSelector) {
	for _, w := range n.selected(namespace, s) {
		if i := n.ends[w].index; i >= 0 {
			to.add(i)
		}
	}
}

// selected is [cluster.Cluster.Matching], by way of the cluster's index of labels
// where the selector has some.
func (n *Network) selected(namespace string, s *metav1.LabelSelector) []*cluster.Workload {
	if len(s.MatchLabels) == 0 {
		return n.cluster.Matching(namespace, s)
	}
	return slices.DeleteFunc(n.cluster.Selected(namespace, s.MatchLabels), func(w *cluster.Workload) bool {
		return !cluster.Matches(s, w.Labels)
	})
}

// peer is an element of a rule's "from" or "to": pods, or a block of addresses.
type peer struct {
	pods  set
	block *block
	spec  *networkingv1.NetworkPolicyPeer
}

// peer reads one of a policy's. A podSelector without a namespaceSelector is about
// the policy's own namespace, a namespaceSelector without a podSelector about all
// pods; both in one element have to match. An element that has nothing in it,
// which the API refuses, matches nothing.
func (n *Network) peer(p *cluster.Policy, spec *networkingv1.NetworkPolicyPeer) peer {
	out := peer{spec: spec}
	switch {
	case spec.IPBlock != nil:
		out.block = newBlock(spec.IPBlock)
	case spec.NamespaceSelector != nil:
		out.pods = n.podsIn(spec.NamespaceSelector, podSelector(spec))
	case spec.PodSelector != nil:
		out.pods = n.pods(p.Namespace, spec.PodSelector)
	}
	return out
}

// podSelector returns that of a peer; the one that matches everything where it
// has none.
func podSelector(spec *networkingv1.NetworkPolicyPeer) *metav1.LabelSelector {
	if spec.PodSelector == nil {
		return &metav1.LabelSelector{}
	}
	return spec.PodSelector
}

// podsIn returns the workloads of all namespaces that a selector matches.
func (n *Network) podsIn(namespaces, pods *metav1.LabelSelector) set {
	key := selection{namespaces: selectorKey(namespaces), pods: selectorKey(pods)}
	return n.once(key, func(to set) {
		for _, ns := range n.namespaces {
			if cluster.Matches(namespaces, ns.labels) {
				n.addPods(to, ns.name, pods)
			}
		}
	})
}

// matches reports whether an end is one of the peer's: one of its pods, or with an
// address in its block. A pod whose address is not known is in none, someone
// outside in any.
func (p *peer) matches(e *end) bool {
	if p.block == nil {
		return p.pods.has(e.index)
	}
	if len(e.addrs) == 0 {
		return e.outside && p.block.cidr.IsValid()
	}
	return slices.ContainsFunc(e.addrs, p.block.contains)
}

// block is an ipBlock. One with a cidr that is none has no addresses.
type block struct {
	cidr   netip.Prefix
	except []netip.Prefix
}

func newBlock(spec *networkingv1.IPBlock) *block {
	b := &block{}
	b.cidr, _ = netip.ParsePrefix(spec.CIDR)
	for _, s := range spec.Except {
		if p, err := netip.ParsePrefix(s); err == nil {
			b.except = append(b.except, p)
		}
	}
	return b
}

func (b *block) contains(addr netip.Addr) bool {
	return b.cidr.Contains(addr) && !slices.ContainsFunc(b.except, func(p netip.Prefix) bool { return p.Contains(addr) })
}
