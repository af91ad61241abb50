package view

import (
	corev1 "k8s.io/api/core/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/policy"
)

// entries draws what lets the user in to a Service.
func (s *sketch) entries(svc *cluster.Service) {
	v := s.service(svc)
	if svc.LoadBalanced() {
		s.loadBalancer(svc, v)
	}
	for i, p := range svc.NodePorts() {
		s.nodePort(svc, v, i, p)
	}
}

func (s *sketch) loadBalancer(svc *cluster.Service, to *vertex) {
	lb := s.add(s.entry(svc, "load-balancer", "LoadBalancer", svc.Name))
	lb.label, lb.subtitle = "LoadBalancer", svc.Name
	evidence := []string{cite("type LoadBalancer", svc.Source("spec", "type"))}
	var asked []string
	for _, p := range svc.Spec.Ports {
		asked = append(asked, portText(p))
	}
	s.link(edge{from: s.user(), to: lb, relation: relRequests, label: few(asked, 3, ", "), port: servicePorts(svc), evidence: evidence})
	s.link(edge{from: lb, to: to, relation: relExposes, port: servicePorts(svc), evidence: evidence, denied: s.deniedUser(svc)})
}

// deniedUser says by which policies the user reaches no port of a Service.
func (s *sketch) deniedUser(svc *cluster.Service) string {
	var by string
	for _, p := range svc.Spec.Ports {
		by = s.policies.toService(policy.Peer{Outside: true}, svc, itoa(p.Port))
		if by == "" {
			return ""
		}
	}
	return by
}

// portText returns a port as the user asks for it: "HTTP :80", "TCP 5432".
func portText(p corev1.ServicePort) string {
	switch asked := protocol(p); asked {
	case "TCP", "UDP", "SCTP":
		return asked + " " + itoa(p.Port)
	default:
		return asked + " :" + itoa(p.Port)
	}
}

// entry returns the vertex of what stands before a Service, outside of the
// cluster.
func (s *sketch) entry(svc *cluster.Service, kind string, id ...string) *vertex {
	v := s.object(svc.Object, kind, orderDoor)
	v.id, v.rank, v.outside, v.folds, v.family = s.id(svc.Namespace, id...), rankEntry, true, true, family(svc.Name)
	return v
}

// nodePort draws the port of every node that leads to the i-th port of a
// Service. Without a number it is given one when it is created.
func (s *sketch) nodePort(svc *cluster.Service, to *vertex, i int, p corev1.ServicePort) {
	node := s.portNode(svc, p)
	evidence := []string{cite("type NodePort", svc.Source("spec", "type"))}
	asked := edge{from: s.user(), to: node, relation: relRequests, label: protocol(p)}
	if p.NodePort != 0 {
		asked.port = itoa(p.NodePort)
		evidence[0] = cite("nodePort "+asked.port, svc.Source("spec", "ports", i, "nodePort"))
	}
	asked.evidence = evidence
	s.link(asked)
	e := edge{from: node, to: to, relation: relExposes, port: itoa(p.Port), evidence: evidence}
	if len(svc.Spec.Ports) > 1 {
		e.label = colon(e.port)
	}
	e.denied = s.policies.toService(policy.Peer{Outside: true}, svc, e.port)
	s.link(e)
}

// portNode returns the vertex of a port that every node answers on.
func (s *sketch) portNode(svc *cluster.Service, p corev1.ServicePort) *vertex {
	label, name := "node:"+itoa(p.NodePort), itoa(p.NodePort)
	if p.NodePort == 0 {
		label, name = "node port", "port-"+itoa(p.Port)
	}
	v := s.entry(svc, "node", "NodePort", svc.Name, name)
	v.label, v.subtitle, v.order, v.family = label, "", int(p.Port), ""
	return s.add(v)
}
