package view

import (
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// The texts on the way of a request.
const (
	distributesTraffic = "Distributes Traffic"
	forwardsTo         = "Forwards to"
)

// machines is the nodes view while it is being drawn.
type machines struct {
	*sketch
	scope scope
	// workloads are those that are drawn, behind those that the user reaches.
	workloads []*cluster.Workload
	behind    map[*cluster.Workload]bool
	// nodes are empty where a port of every node stands for them. They are those
	// of the manifests if real is set.
	nodes []*vertex
	real  bool
	pods  map[*cluster.Workload][]pod
}

// drawNodes draws the way of a request to the pods on each node.
func (s *sketch) drawNodes(sc scope) {
	m := &machines{sketch: s, scope: sc, behind: make(map[*cluster.Workload]bool), pods: make(map[*cluster.Workload][]pod)}
	for _, w := range s.c.Workloads {
		if sc.workload(w) {
			m.workloads = append(m.workloads, w)
		}
	}
	var balancers, ports []*cluster.Service
	for _, svc := range s.c.Services {
		switch {
		case svc.LoadBalanced() && m.enters(svc.Namespace, svc.Backends):
			balancers = append(balancers, svc)
		case len(svc.NodePorts()) > 0 && m.enters(svc.Namespace, svc.Backends):
			ports = append(ports, svc)
		}
	}
	doors := slices.DeleteFunc(slices.Clone(s.c.Doors), func(d *cluster.Door) bool { return !m.enters(d.Namespace, doorBackends(d)) })
	m.addNodes(len(ports) > 0 && len(balancers)+len(doors) == 0)
	m.addPods()
	for _, svc := range balancers {
		m.balance(svc, len(balancers) == 1)
	}
	for _, svc := range ports {
		m.answer(svc)
	}
	for _, d := range doors {
		m.enter(d)
	}
	m.run()
}

// enters reports whether something that lets the user in is drawn, and notes
// whom he reaches by it.
func (m *machines) enters(namespace string, backends []*cluster.Workload) bool {
	drawn := m.scope.namespace(namespace) && m.scope.selector == nil
	for _, w := range backends {
		if m.scope.workload(w) {
			m.behind[w], drawn = true, true
		}
	}
	return drawn
}

// doorBackends returns the workloads that an Ingress or a Gateway leads to.
func doorBackends(d *cluster.Door) []*cluster.Workload {
	var out []*cluster.Workload
	for _, r := range d.Routes {
		if r.Service != nil && r.Attached && r.Granted {
			for _, w := range r.Service.Backends {
				if !slices.Contains(out, w) {
					out = append(out, w)
				}
			}
		}
	}
	return out
}

// addNodes adds the nodes that were asked for; or those of the manifests; or,
// unless a port of every node stands for them, two.
func (m *machines) addNodes(byPort bool) {
	names := m.nodeNames()
	m.real = m.opts.Nodes == 0 && len(names) > 0
	if m.real {
		for i, name := range names {
			m.nodes = append(m.nodes, m.realNode(name, i))
		}
		return
	}
	count := m.opts.Nodes
	if count == 0 && !byPort && len(m.workloads)+len(m.behind) > 0 {
		count = 2
	}
	for i := range count {
		m.nodes = append(m.nodes, m.add(&vertex{id: "Node" + itoa(i+1), kind: "node", label: "Node" + itoa(i+1), rank: rankNode, order: i}))
	}
}

// nodeNames returns the names of the nodes that the manifests know.
func (m *machines) nodeNames() []string {
	var out []string
	for _, o := range m.c.Nodes {
		out = append(out, o.Name)
	}
	for _, w := range m.workloads {
		for _, o := range w.Pods {
			if name := nodeOf(o); name != "" {
				out = append(out, name)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// nodeOf returns the name of the node that a pod is on; it is empty for one that
// is not scheduled.
func nodeOf(o *cluster.Object) string {
	if p, ok := o.Manifest.Typed.(*corev1.Pod); ok {
		return p.Spec.NodeName
	}
	return ""
}

func (m *machines) realNode(name string, i int) *vertex {
	ref := cluster.Ref{Kind: "Node", Name: name}
	v := &vertex{id: "Node/" + name, kind: "node", label: name, rank: rankNode, order: i, attrs: refAttrs(ref)}
	if o := m.c.Get(ref); o != nil {
		v.object, v.attrs, v.tooltip = o, attrsOf(o), o.String()+", "+o.Source()
	}
	return m.add(v)
}

// balance draws a load balancer, which sends to all nodes or, with the local
// policy, to those that have its pods. See
// https://kubernetes.io/docs/reference/networking/virtual-ips/#external-traffic-policy
func (m *machines) balance(svc *cluster.Service, only bool) {
	v := m.entry(svc, "load-balancer", "LoadBalancer", svc.Name)
	v.label, v.subtitle, v.tooltip = "LoadBalancer", svc.Name, ""
	if only {
		v.id, v.subtitle = "LoadBalancer", ""
	}
	v = m.add(v)
	evidence := []string{cite("type LoadBalancer", svc.Source("spec", "type"))}
	m.link(edge{from: m.user(), to: v, relation: relRequests, label: request(svc.Spec.Ports), port: servicePorts(svc), evidence: evidence, plain: true})
	local := svc.Spec.ExternalTrafficPolicy == corev1.ServiceExternalTrafficPolicyLocal
	for _, node := range m.nodesOf(svc.Backends, local) {
		m.link(edge{from: v, to: node, relation: relExposes, label: distributesTraffic, port: servicePorts(svc), evidence: evidence, plain: true})
	}
}

// request says what the user asks: "HTTP Request".
func request(ports []corev1.ServicePort) string {
	var spoken []string
	for _, p := range ports {
		spoken = union(spoken, []string{protocol(p)})
	}
	return strings.TrimSpace(strings.Join(spoken, "/") + " Request")
}

// nodesOf returns the nodes; if local is set only those that have pods of some
// workloads.
func (m *machines) nodesOf(workloads []*cluster.Workload, local bool) []*vertex {
	if !local {
		return m.nodes
	}
	has := make(map[int]bool)
	for _, w := range workloads {
		for _, p := range m.pods[w] {
			has[p.node] = true
		}
	}
	var out []*vertex
	for i, node := range m.nodes {
		if has[i] {
			out = append(out, node)
		}
	}
	return out
}

// answer draws the ports of a Service of type NodePort: every node answers on
// them or, if no nodes are drawn, one that stands for all.
func (m *machines) answer(svc *cluster.Service) {
	for i, p := range svc.NodePorts() {
		e := edge{from: m.user(), relation: relRequests, label: protocol(p) + " Request to a node port", plain: true,
			evidence: []string{cite("type NodePort", svc.Source("spec", "type"))}}
		if p.NodePort != 0 {
			e.port, e.label = itoa(p.NodePort), protocol(p)+" Request to port "+itoa(p.NodePort)
			e.evidence = []string{cite("nodePort "+e.port, svc.Source("spec", "ports", i, "nodePort"))}
		}
		local := svc.Spec.ExternalTrafficPolicy == corev1.ServiceExternalTrafficPolicyLocal
		for _, node := range m.nodesOf(svc.Backends, local) {
			e.to = node
			m.link(e)
		}
		if len(m.nodes) == 0 {
			e.to = m.portNode(svc, p)
			e.to.tooltip = ""
			m.link(e)
			m.forward(e.to, svc, p)
		}
	}
}

// forward leads a port of every node to all pods of a Service.
func (m *machines) forward(from *vertex, svc *cluster.Service, p corev1.ServicePort) {
	for _, w := range svc.Backends {
		for _, pod := range m.pods[w] {
			m.link(edge{from: from, to: pod.vertex, relation: relForwards, label: forwardsTo, port: itoa(p.Port), plain: true,
				evidence: []string{cite("selector "+selectorText(svc.Spec.Selector), svc.Source("spec", "selector"))}})
		}
	}
}

// enter draws an Ingress or a Gateway, which sends to the nodes that have the
// pods.
func (m *machines) enter(d *cluster.Door) {
	v := m.doorVertex(d)
	v.outside = true
	label := "Request"
	if ports := doorPorts(d); len(ports) > 0 {
		label = few(ports, 3, ", ") + " Request"
	}
	m.link(edge{from: m.user(), to: v, relation: relRequests, label: label, plain: true})
	backends := doorBackends(d)
	for _, node := range m.nodesOf(backends, true) {
		m.link(edge{from: v, to: node, relation: relRoutes, label: distributesTraffic, plain: true})
	}
	for _, w := range backends {
		for _, p := range m.pods[w] {
			if len(m.nodes) == 0 {
				m.link(edge{from: v, to: p.vertex, relation: relRoutes, label: forwardsTo, plain: true})
			}
		}
	}
}

// run puts the pods on the nodes. A line without an arrow says that the user does
// not get there.
func (m *machines) run() {
	for _, w := range m.workloads {
		for _, p := range m.pods[w] {
			if p.node < 0 {
				continue
			}
			e := edge{from: m.nodes[p.node], to: p.vertex, relation: relRuns, line: graph.Dotted, head: graph.ArrowNone, plain: true}
			if m.behind[w] {
				e.relation, e.label, e.line, e.head = relForwards, forwardsTo, "", ""
			}
			m.link(e)
		}
	}
}
