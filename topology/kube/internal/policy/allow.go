package policy

import (
	"net/netip"
	"slices"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// Peer is one side of a connection: a workload, or someone who is no pod. The
// zero Peer is someone outside, whose address is not known.
type Peer struct {
	Workload *cluster.Workload
	// Outside says that it is no pod: the user, a host on the internet. The
	// Workload is not looked at then.
	Outside bool
	// IP is the address of a peer outside, where that is known. The pods of a
	// workload have the addresses that the manifests give them.
	IP netip.Addr
}

// Sides of a connection, as [Verdict] names them.
const (
	EgressOfCaller  = "egress of the caller"
	IngressOfTarget = "ingress of the target"
)

// Verdict is whether a connection is allowed, and why.
type Verdict struct {
	Allowed bool
	// By are the policies that allow it, of both ends; none, if no policy isolates
	// either. If it is denied they are those that isolate the end at which it is.
	// They are in the cluster's order.
	By []*cluster.Policy
	// Side is the end at which it is denied: EgressOfCaller or IngressOfTarget. If
	// it is denied at both, it is the caller's, which comes first.
	Side string
}

// Allows says whether a connection is allowed. It needs both: one of the policies
// that isolate the caller's egress has to allow it, and one of those that isolate
// the target's ingress; an end that no policy isolates allows everything.
//
// The port is the number or the name of one of the target's, as its containers
// have it and not as a Service in front of them has it. If it is empty, or a name
// that the target does not declare, it is not known, and allowed if any is. The
// protocol is TCP, UDP or SCTP; empty is TCP.
//
// A pod always reaches itself: a workload of one pod is not denied its own. Where
// it has more, another of its pods is meant, which policies may deny.
func (n *Network) Allows(from, to Peer, port, protocol string) Verdict {
	caller, target := n.end(from), n.end(to)
	if caller == target && caller.single {
		return Verdict{Allowed: true}
	}
	d := target.destination(port, protocol)
	sent, ok := allowing(caller.egress, target, d)
	if !ok {
		return Verdict{By: policies(caller.egress), Side: EgressOfCaller}
	}
	received, ok := allowing(target.ingress, caller, d)
	if !ok {
		return Verdict{By: policies(target.ingress), Side: IngressOfTarget}
	}
	return Verdict{Allowed: true, By: union(sent, received)}
}

// end returns what rules ask of a peer.
func (n *Network) end(p Peer) *end {
	if e := n.ends[p.Workload]; e != nil && !p.Outside {
		return e
	}
	e := &end{index: -1, outside: true}
	if p.IP.IsValid() {
		e.addrs = []netip.Addr{p.IP.Unmap().WithZone("")}
	}
	return e
}

// allowing returns the policies that allow a connection between the pods that they
// isolate and a peer, and whether it is allowed: no policies isolate nothing.
func allowing(sides []*side, other *end, d destination) (by []*cluster.Policy, ok bool) {
	for _, s := range sides {
		if slices.ContainsFunc(s.rules, func(r rule) bool { return r.allows(other, d) }) {
			by = append(by, s.policy)
		}
	}
	return by, len(sides) == 0 || len(by) > 0
}

// allows reports whether a rule allows a connection with a peer: one of its peers
// and one of its ports have to.
func (r *rule) allows(other *end, d destination) bool {
	return (len(r.peers) == 0 || slices.ContainsFunc(r.peers, func(p peer) bool { return p.matches(other) })) &&
		(len(r.ports) == 0 || slices.ContainsFunc(r.ports, d.matches))
}

func policies(sides []*side) []*cluster.Policy {
	out := make([]*cluster.Policy, len(sides))
	for i, s := range sides {
		out[i] = s.policy
	}
	return out
}

// union returns the policies of two lists, each once, in the cluster's order.
func union(a, b []*cluster.Policy) []*cluster.Policy {
	switch {
	case len(a) == 0:
		return b
	case len(b) == 0:
		return a
	}
	out := slices.Concat(a, b)
	slices.SortStableFunc(out, func(p, q *cluster.Policy) int { return p.Compare(q.Ref) })
	return slices.Compact(out)
}
