package view

import (
	"strconv"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/policy"
	"github.com/topodraw/topodraw/topology/kube/internal/traffic"
)

// call draws who talks to whom.
func (s *sketch) call(c *traffic.Call) {
	if c.Confidence < s.opts.MinConfidence {
		return
	}
	var from *vertex
	var peer policy.Peer
	switch {
	case c.From != nil:
		from, peer.Workload = s.workload(c.From), c.From
	case c.Door != nil:
		from, peer.Outside = s.doorVertex(c.Door), true
	default:
		return
	}
	e := edge{from: from, to: s.target(c.To, from.namespace), relation: relCalls, port: c.Port, label: colon(c.Port),
		confidence: c.Confidence.String(), evidence: citeAll(c.Evidence)}
	if c.Known {
		e.resolve(c)
	}
	if c.Confidence == traffic.Possible {
		e.line = graph.Dotted
	}
	switch {
	case c.To.Service != nil && c.Door != nil:
		e.denied = s.policies.fromDoor(c.To.Service, c.Port)
	case c.To.Service != nil:
		e.denied = s.policies.toService(peer, c.To.Service, c.Port)
	case c.To.Host != "" && c.To.Secret == "" && isNumber(c.Port):
		e.denied = s.policies.toHost(peer, c.To.Host, c.Port)
	}
	s.link(e)
}

// resolve says where the port of a Service leads.
func (e *edge) resolve(c *traffic.Call) {
	port, ok := c.To.Service.Port(c.Port)
	if !ok {
		return
	}
	number, name := c.To.Service.Target(port)
	e.portName, e.targetName = port.Name, name
	if number != 0 {
		e.target = itoa(number)
	}
}

func isNumber(text string) bool {
	_, err := strconv.Atoi(text)
	return err == nil
}
