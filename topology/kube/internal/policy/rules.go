package policy

import (
	"slices"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// Rule is one thing that a policy allows: who may talk to whom, on which ports.
type Rule struct {
	Policy *cluster.Policy
	// Path is where the rule is in the policy's object.
	Path []any
	// From and To are the ends. Those of the pods that the policy isolates are in
	// To, or in From for egress. Ends that the API refuses are left out, so that
	// an empty list is nobody.
	From, To []End
	// Ports are those of the target: "80", "http", "5432-5440", "UDP 53", "SCTP".
	// The protocol is that of TCP where none is named. None is all ports.
	Ports []string
	// Egress says that it is about what the pods of the policy may call, and not
	// about who may call them.
	Egress bool
}

// End is an end of a rule. One of its fields is set, and Except beside CIDR.
type End struct {
	Workload *cluster.Workload
	// Any is everyone, in the cluster or not.
	Any bool
	// Namespace stands for all pods of a namespace of which the manifests have
	// none.
	Namespace string
	// CIDR is a block of addresses, but for the blocks Except.
	CIDR   string
	Except []string
	// Selector says in words which pods are meant, where the manifests have none
	// of them: "app=db in namespace shop".
	Selector string
}

// Rules returns all that policies allow: by policy in the cluster's order, ingress
// before egress, then in the order of the manifest. A policy that allows nothing
// has no rules, and neither has the direction that its policyTypes leaves out.
func (n *Network) Rules() []Rule {
	var out []Rule
	for _, s := range n.sides {
		pods := n.isolated(s)
		for i, r := range s.rules {
			rule := Rule{Policy: s.policy, Path: []any{"spec", "ingress", i}, From: n.peers(s.policy, r), To: pods, Ports: portNames(r.ports)}
			if s.egress {
				rule.Path[1], rule.Egress = "egress", true
				rule.From, rule.To = rule.To, rule.From
			}
			out = append(out, rule)
		}
	}
	return out
}

// isolated returns the pods of a policy.
func (n *Network) isolated(s *side) []End {
	return n.inNamespace(s.policy.Namespace, s.pods, &s.policy.Spec.PodSelector)
}

// inNamespace returns the ends that a selector stands for in one namespace.
func (n *Network) inNamespace(namespace string, pods set, s *metav1.LabelSelector) []End {
	if found := pods.of(n.cluster); len(found) > 0 {
		return workloads(found)
	}
	if isEmpty(s) && !n.populated(namespace) {
		return []End{{Namespace: namespace}}
	}
	return []End{{Selector: describe(s) + " in namespace " + namespace}}
}

func workloads(list []*cluster.Workload) []End {
	out := make([]End, len(list))
	for i, w := range list {
		out[i].Workload = w
	}
	return out
}

// populated reports whether the manifests have pods of a namespace.
func (n *Network) populated(namespace string) bool { return len(n.cluster.In(namespace)) > 0 }

// peers returns the ends that the peers of a rule stand for, each once.
func (n *Network) peers(p *cluster.Policy, r rule) []End {
	if len(r.peers) == 0 {
		return []End{{Any: true}}
	}
	var out []End
	seen := newSet(n.cluster)
	for _, peer := range r.peers {
		for _, e := range n.peerEnds(p, peer) {
			if e.Workload != nil {
				i := n.ends[e.Workload].index
				if seen.has(i) {
					continue
				}
				seen.add(i)
			}
			out = append(out, e)
		}
	}
	return out
}

func (n *Network) peerEnds(p *cluster.Policy, of peer) []End {
	switch spec := of.spec; {
	case spec.IPBlock != nil:
		return []End{{CIDR: spec.IPBlock.CIDR, Except: spec.IPBlock.Except}}
	case spec.NamespaceSelector != nil:
		return n.inNamespaces(of)
	case spec.PodSelector != nil:
		return n.inNamespace(p.Namespace, of.pods, spec.PodSelector)
	}
	return nil
}

// inNamespaces returns the ends that a peer with a namespaceSelector stands for.
// Where it takes all pods of a namespace of which the manifests have none, the
// namespace stands for them.
func (n *Network) inNamespaces(of peer) []End {
	out := workloads(of.pods.of(n.cluster))
	pods := podSelector(of.spec)
	if isEmpty(pods) {
		for _, ns := range n.matchingNamespaces(of.spec.NamespaceSelector) {
			if !n.populated(ns) {
				out = append(out, End{Namespace: ns})
			}
		}
	}
	if len(out) == 0 {
		out = append(out, End{Selector: describe(pods) + " in " + describeNamespaces(of.spec.NamespaceSelector)})
	}
	return out
}

// matchingNamespaces returns the names of the namespaces that a selector matches:
// those that the manifests know, then those that it names itself.
func (n *Network) matchingNamespaces(s *metav1.LabelSelector) []string {
	var out []string
	for _, ns := range n.namespaces {
		if cluster.Matches(s, ns.labels) {
			out = append(out, ns.name)
		}
	}
	for _, name := range namesIn(s) {
		if !slices.Contains(out, name) && cluster.Matches(s, n.cluster.NamespaceLabels(name)) {
			out = append(out, name)
		}
	}
	return out
}

// namesIn returns the names of namespaces that a selector asks for, by the label
// that every namespace has its name in.
func namesIn(s *metav1.LabelSelector) []string {
	var out []string
	if name, ok := s.MatchLabels[corev1.LabelMetadataName]; ok {
		out = append(out, name)
	}
	for _, r := range s.MatchExpressions {
		if r.Key == corev1.LabelMetadataName && r.Operator == metav1.LabelSelectorOpIn {
			out = append(out, r.Values...)
		}
	}
	return out
}

// portNames returns the ports of a rule as a reader would write them.
func portNames(ports []networkingv1.NetworkPolicyPort) []string {
	var out []string
	for _, p := range ports {
		out = append(out, portName(p))
	}
	return out
}

func portName(p networkingv1.NetworkPolicyPort) string {
	protocol := string(protocolOf(p))
	if p.Port == nil {
		return protocol
	}
	name := p.Port.String()
	if first, last := span(p); p.Port.Type == intstr.Int && first != last {
		name += "-" + strconv.Itoa(int(last))
	}
	if protocol == string(corev1.ProtocolTCP) {
		return name
	}
	return protocol + " " + name
}
