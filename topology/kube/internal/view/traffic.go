package view

import (
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/traffic"
)

// What an edge means, as its attribute "relation" says.
const (
	relRequests = "requests" // the user asks what lets him in
	relExposes  = "exposes"  // a load balancer or the nodes lead to a Service
	relRoutes   = "routes"   // an Ingress or a Gateway leads to a Service
	relSelects  = "selects"  // a Service leads to its pods
	relResolves = "resolves" // a Service stands for another name
	relForwards = "forwards" // a container hands on to another
	relCalls    = "calls"
	relScrapes  = "scrapes"
	relAllows   = "allows"
	relMounts   = "mounts"
	relUses     = "uses"
	relRunsAs   = "runs as"
	relScales   = "scales"
	relGuards   = "guards"
	relOwns     = "owns"
	relRuns     = "runs" // a node has a pod
)

// drawTraffic draws who comes in and who talks to whom.
func (s *sketch) drawTraffic() {
	for _, w := range s.c.Workloads {
		s.workload(w)
	}
	hops, endpoints := s.hops(), s.endpoints()
	called := s.called()
	for _, svc := range s.c.Services {
		if s.opts.View != Full && !called[svc] && spare(svc) {
			continue
		}
		s.entries(svc)
		s.backends(svc, hops)
		s.addresses(svc, endpoints)
		s.resolves(svc)
	}
	for _, d := range s.c.Doors {
		s.door(d)
	}
	for _, call := range s.t.Calls {
		s.call(call)
	}
	if s.opts.Scrapes || s.opts.View == Full {
		s.scrapes()
	}
}

// called returns the Services that something leads to by name.
func (s *sketch) called() map[*cluster.Service]bool {
	out := make(map[*cluster.Service]bool)
	for _, call := range s.t.Calls {
		if call.Confidence >= s.opts.MinConfidence {
			out[call.To.Service] = true
		}
	}
	for _, d := range s.c.Doors {
		for _, r := range d.Routes {
			out[r.Service] = true
		}
	}
	for _, svc := range s.c.Services {
		if svc.Spec.ExternalName != "" {
			out[s.c.Resolve(svc.Spec.ExternalName, svc.Namespace).Service] = true
		}
	}
	delete(out, nil)
	return out
}

// spare reports whether a Service that nobody calls says no more than others do:
// the headless one that gives the pods of a StatefulSet their names, beside one
// that leads to the same pods.
func spare(svc *cluster.Service) bool {
	return svc.Headless() && len(svc.Backends) > 0 && !slices.ContainsFunc(svc.Backends, func(w *cluster.Workload) bool {
		return w.Service != svc.Name || len(w.Services) < 2
	})
}

func (s *sketch) user() *vertex {
	return s.add(&vertex{id: userID, kind: "user", label: "User", rank: rankUser, outside: true})
}

func (s *sketch) workload(w *cluster.Workload) *vertex {
	v := s.add(s.object(w.Object, workloadKind(w.Kind), orderWorkload))
	if v.workload == nil {
		v.workload, v.subtitle = w, workloadSubtitle(w)
		v.labels = w.Manifest.Meta.Labels
		if v.labels[s.opts.GroupBy] == "" {
			v.labels = w.Labels
		}
		for _, c := range w.Containers() {
			v.images += c.Image + "\n"
		}
		v.family = family(w.Name)
	}
	return v
}

func workloadKind(kind string) string {
	switch kind {
	case "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Pod":
		return strings.ToLower(kind)
	}
	return "workload"
}

// object returns the vertex of an object, which is not in the picture yet.
func (s *sketch) object(o *cluster.Object, kind string, order int) *vertex {
	return &vertex{
		id: s.objectID(o), kind: kind, label: o.Name, subtitle: o.Kind, tooltip: o.String() + ", " + o.Source(),
		rank: rankObject, namespace: o.Namespace, name: o.Name, order: order,
		outside: o.Namespace == "", object: o, labels: o.Manifest.Meta.Labels, attrs: attrsOf(o),
	}
}

func attrsOf(o *cluster.Object) graph.Attrs {
	attrs := refAttrs(o.Ref)
	attrs.Set("source", o.Source())
	return attrs
}

func refAttrs(r cluster.Ref) graph.Attrs {
	attrs := graph.Attrs{{Key: "kubernetes.kind", Value: r.Kind}, {Key: "kubernetes.name", Value: r.Name}}
	if r.Namespace != "" {
		attrs.Set("kubernetes.namespace", r.Namespace)
	}
	return attrs
}

func (s *sketch) service(svc *cluster.Service) *vertex {
	v := s.add(s.object(svc.Object, "service", orderService))
	if !v.folds {
		v.subtitle, v.folds, v.family = serviceSubtitle(svc), true, family(svc.Name)
		if v.labels[s.opts.GroupBy] == "" {
			v.labels = common(svc.Backends)
		}
	}
	return v
}

// common returns the labels that the pods of all workloads have.
func common(all []*cluster.Workload) map[string]string {
	out := make(map[string]string)
	for i, w := range all {
		if i == 0 {
			for k, v := range w.Labels {
				out[k] = v
			}
		}
		for k, v := range out {
			if w.Labels[k] != v {
				delete(out, k)
			}
		}
	}
	return out
}

// backends leads a Service to the pods it selects, by way of the sidecars that
// listen for them.
func (s *sketch) backends(svc *cluster.Service, hops map[*cluster.Workload][]*traffic.Hop) {
	from := s.service(svc)
	evidence := cite("selector "+selectorText(svc.Spec.Selector), svc.Source("spec", "selector"))
	if len(svc.Spec.Selector) == 0 {
		evidence = cite("endpoints", svc.Source())
	}
	for _, w := range svc.Backends {
		direct := len(svc.Spec.Ports) == 0
		var ports []string
		for _, p := range svc.Spec.Ports {
			port := itoa(p.Port)
			if h := listener(hops[w], w, p); h != nil {
				side := s.sidecar(w, h)
				s.link(edge{from: from, to: side, relation: relSelects, port: port, evidence: []string{evidence}})
				continue
			}
			direct, ports = true, append(ports, port)
		}
		if direct {
			s.link(edge{from: from, to: s.workload(w), relation: relSelects, port: strings.Join(ports, ","), evidence: []string{evidence}})
		}
	}
}

// hops returns the hops by the workload that they are in.
func (s *sketch) hops() map[*cluster.Workload][]*traffic.Hop {
	out := make(map[*cluster.Workload][]*traffic.Hop)
	for _, h := range s.t.Hops {
		out[h.In] = append(out[h.In], h)
	}
	return out
}

// listener returns the hop that begins at the container that a port of a Service
// leads to, or nil.
func listener(hops []*traffic.Hop, w *cluster.Workload, p corev1.ServicePort) *traffic.Hop {
	if len(hops) == 0 {
		return nil
	}
	want := p.TargetPort.String()
	if want == "0" || want == "" {
		want = itoa(p.Port)
	}
	for _, c := range w.Containers() {
		for _, port := range c.Ports {
			if port.Name != want && itoa(port.ContainerPort) != want {
				continue
			}
			i := slices.IndexFunc(hops, func(h *traffic.Hop) bool { return h.From == c.Name })
			if i < 0 {
				return nil
			}
			return hops[i]
		}
	}
	return nil
}

// sidecar draws a container that hands on to the others of its pod.
func (s *sketch) sidecar(w *cluster.Workload, h *traffic.Hop) *vertex {
	to := s.workload(w)
	v := s.object(w.Object, "sidecar", orderSidecar)
	v.id, v.label, v.subtitle = s.id(w.Namespace, w.Kind, w.Name, h.From), h.From, "sidecar of "+w.Name
	v.workload, v.labels, v.folds = w, to.labels, true
	v.family, v.images = family(w.Name), h.From
	v.attrs.Set("kubernetes.container", h.From)
	v = s.add(v)
	s.link(edge{from: v, to: to, relation: relForwards, port: h.Port, label: colon(h.Port), evidence: citeAll(h.Evidence)})
	return v
}

// endpoints returns the objects that name the addresses of Services.
func (s *sketch) endpoints() map[cluster.Ref]*cluster.Object {
	out := make(map[cluster.Ref]*cluster.Object)
	for _, o := range s.c.Objects {
		ref := cluster.Ref{Kind: "Service", Namespace: o.Namespace, Name: o.Name}
		switch {
		case o.Manifest.Typed == nil:
			continue
		case o.Kind == "EndpointSlice":
			ref.Name = o.Manifest.Meta.Labels[discoveryv1.LabelServiceName]
		case o.Kind != "Endpoints":
			continue
		}
		if out[ref] == nil {
			out[ref] = o
		}
	}
	return out
}

// addresses leads a Service without a selector to what its endpoints name.
func (s *sketch) addresses(svc *cluster.Service, endpoints map[cluster.Ref]*cluster.Object) {
	o := endpoints[svc.Ref]
	for _, address := range svc.Addresses {
		evidence := "endpoint " + address
		if o != nil {
			evidence = cite(evidence, o.Source())
		}
		to := s.external("external/"+address, address)
		s.link(edge{from: s.service(svc), to: to, relation: relSelects, port: servicePorts(svc), evidence: []string{evidence}})
	}
}

// resolves leads a Service of type ExternalName to what it stands for.
func (s *sketch) resolves(svc *cluster.Service) {
	name := svc.Spec.ExternalName
	if svc.Spec.Type != corev1.ServiceTypeExternalName || name == "" {
		return
	}
	lead := s.c.Resolve(name, svc.Namespace)
	to := s.target(traffic.Target{Service: lead.Service, Namespace: lead.Namespace, Name: lead.Name, Host: strings.TrimSuffix(name, ".")}, svc.Namespace)
	s.link(edge{from: s.service(svc), to: to, relation: relResolves, port: servicePorts(svc),
		evidence: []string{cite("externalName "+name, svc.Source("spec", "externalName"))}})
}

// target returns the vertex of what is called from a namespace.
func (s *sketch) target(t traffic.Target, namespace string) *vertex {
	switch id := s.targetID(t, namespace); {
	case t.Service != nil:
		return s.service(t.Service)
	case t.Name != "":
		return s.missing(id, cluster.Ref{Kind: "Service", Namespace: t.Namespace, Name: t.Name})
	case t.Secret != "":
		return s.external(id, "host in Secret "+t.Secret)
	default:
		return s.external(id, t.Host)
	}
}

func (s *sketch) external(id, label string) *vertex {
	return s.add(&vertex{id: id, kind: "external", label: label, subtitle: "external", rank: rankOutside, name: label, outside: true, dashed: true})
}

// missing draws what should be there and is not.
func (s *sketch) missing(id string, ref cluster.Ref) *vertex {
	subtitle := "missing"
	if ref.Kind != "Service" {
		subtitle = ref.Kind + ", missing"
	}
	return s.add(&vertex{
		id: id, kind: "missing", label: ref.Name, subtitle: subtitle, tooltip: ref.String() + " is not in the manifests",
		rank: rankObject, namespace: ref.Namespace, name: ref.Name, order: orderService, dashed: true, attrs: refAttrs(ref),
	})
}
