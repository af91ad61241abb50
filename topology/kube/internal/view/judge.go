package view

import (
	"net/netip"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/policy"
)

// judge says which traffic no NetworkPolicy allows.
type judge struct {
	network *policy.Network
	// open are the policies with a rule for someone whom the manifests do not
	// have, who may be the one that answers for an Ingress or a Gateway.
	open map[*cluster.Policy]bool
}

// newJudge returns nil where there is no policy.
func newJudge(c *cluster.Cluster) *judge {
	if len(c.Policies) == 0 {
		return nil
	}
	j := &judge{network: policy.New(c), open: make(map[*cluster.Policy]bool)}
	for _, r := range j.network.Rules() {
		if !r.Egress && slices.ContainsFunc(r.From, unknownPods) {
			j.open[r.Policy] = true
		}
	}
	return j
}

func unknownPods(e policy.End) bool { return e.Any || e.Namespace != "" || e.Selector != "" }

// toService says by which policies none of a Service's pods can be reached at a
// port; it is empty if one of them can, or if there are none.
func (j *judge) toService(from policy.Peer, s *cluster.Service, port string) string {
	if j == nil {
		return ""
	}
	return j.names(j.deny(from, s, port))
}

// fromDoor is toService for an Ingress or a Gateway. The pods that answer for it
// are seldom in the manifests, so that a policy that lets in someone who is not
// there may mean them.
func (j *judge) fromDoor(s *cluster.Service, port string) string {
	if j == nil {
		return ""
	}
	by := j.deny(policy.Peer{Outside: true}, s, port)
	if slices.ContainsFunc(by, func(p *cluster.Policy) bool { return j.open[p] }) {
		return ""
	}
	return j.names(by)
}

// toHost is toService for a host outside.
func (j *judge) toHost(from policy.Peer, host, port string) string {
	if j == nil {
		return ""
	}
	to := policy.Peer{Outside: true}
	if addr, err := netip.ParseAddr(host); err == nil {
		to.IP = addr
	}
	v := j.network.Allows(from, to, port, "")
	if v.Allowed {
		return ""
	}
	return j.names(v.By)
}

func (j *judge) deny(from policy.Peer, s *cluster.Service, port string) []*cluster.Policy {
	number, protocol := target(s, port)
	var by []*cluster.Policy
	for _, w := range s.Backends {
		v := j.network.Allows(from, policy.Peer{Workload: w}, number, protocol)
		if v.Allowed {
			return nil
		}
		for _, p := range v.By {
			if !slices.Contains(by, p) {
				by = append(by, p)
			}
		}
	}
	return by
}

// target returns the port of the pods that a port of a Service leads to, as
// policies name it. It is empty where it is not known.
func target(s *cluster.Service, port string) (number, protocol string) {
	p, ok := s.Port(port)
	if !ok {
		return "", string(corev1.ProtocolTCP)
	}
	n, name := s.Target(p)
	if n != 0 {
		return itoa(n), string(p.Protocol)
	}
	return name, string(p.Protocol)
}

func (j *judge) names(by []*cluster.Policy) string {
	var out []string
	for _, p := range by {
		out = append(out, p.Name)
	}
	slices.Sort(out)
	return strings.Join(slices.Compact(out), ", ")
}
