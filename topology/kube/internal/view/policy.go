package view

import (
	"strings"

	"github.com/topodraw/topodraw/topology/kube/internal/policy"
)

// maxPairs is how many edges a rule may be. One for more pairs is a node that
// they all lead through.
const maxPairs = 12

// drawPolicies draws what the NetworkPolicies allow, and which workloads they
// isolate.
func (s *sketch) drawPolicies() {
	for _, w := range s.c.Workloads {
		v := s.workload(w)
		text := "not isolated"
		if s.policies != nil {
			text = isolation(s.policies.network.Isolated(w))
		}
		v.subtitle += ", " + text
		v.attrs.Set("policy", text)
	}
	if s.policies == nil {
		return
	}
	for _, r := range s.policies.network.Rules() {
		s.rule(r)
	}
}

func isolation(ingress, egress bool) string {
	switch {
	case ingress && egress:
		return "isolated"
	case ingress:
		return "ingress isolated"
	case egress:
		return "egress isolated"
	}
	return "not isolated"
}

func (s *sketch) rule(r policy.Rule) {
	side := "ingress"
	if r.Egress {
		side = "egress"
	}
	e := edge{relation: relAllows, policy: r.Policy.Name, port: strings.Join(r.Ports, ","),
		evidence: []string{cite(r.Policy.String()+" allows "+side, r.Policy.Source(r.Path...))}}
	label := make([]string, len(r.Ports))
	for i, p := range r.Ports {
		label[i] = colon(p)
	}
	e.label = few(label, 3, ", ")
	from, to := s.peers(r.From), s.peers(r.To)
	if len(from) > 1 && len(to) > 1 && len(from)*len(to) > maxPairs {
		hub := s.hub(r, side)
		s.pairs(edge{relation: relAllows, policy: e.policy, evidence: e.evidence}, from, []*vertex{hub})
		s.pairs(e, []*vertex{hub}, to)
		return
	}
	s.pairs(e, from, to)
}

// pairs draws an edge from each to each. That the pods of a workload may talk to
// each other is told only if they may to nobody else.
func (s *sketch) pairs(e edge, from, to []*vertex) {
	for _, e.from = range from {
		for _, e.to = range to {
			if e.from != e.to || len(from) == 1 && len(to) == 1 {
				s.link(e)
			}
		}
	}
}

func (s *sketch) hub(r policy.Rule, side string) *vertex {
	v := s.object(r.Policy.Object, "networkpolicy", orderOther)
	index := itoa(r.Path[len(r.Path)-1].(int))
	v.id, v.hub = s.id(r.Policy.Namespace, "NetworkPolicy", r.Policy.Name, side+"-"+index), true
	return s.add(v)
}

func (s *sketch) peers(list []policy.End) []*vertex {
	out := make([]*vertex, len(list))
	for i, e := range list {
		out[i] = s.peer(e)
	}
	return out
}

func (s *sketch) peer(e policy.End) *vertex {
	v := &vertex{rank: rankOutside, outside: true, dashed: true}
	switch {
	case e.Workload != nil:
		return s.workload(e.Workload)
	case e.Any:
		v.id, v.kind, v.label = anyID, "any", "anyone"
	case e.Namespace != "":
		v.id, v.kind, v.label, v.subtitle = "pods/"+e.Namespace, "pods", "pods of "+e.Namespace, "not in the manifests"
	case e.CIDR != "":
		v.id, v.kind, v.label = "cidr/"+strings.Join(append([]string{e.CIDR}, e.Except...), "/except/"), "cidr", e.CIDR
		if len(e.Except) > 0 {
			v.subtitle = "except " + few(e.Except, 3, ", ")
		}
	default:
		v.id, v.kind, v.label, v.subtitle = "pods/"+e.Selector, "pods", e.Selector, "not in the manifests"
	}
	v.name = v.label
	return s.add(v)
}
