package cluster

import (
	"slices"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// Service is a Service with what stands behind it.
type Service struct {
	*Object
	Spec *corev1.ServiceSpec
	// Backends are the workloads that it selects, or that its endpoints name.
	Backends []*Workload
	// Addresses are those of its endpoints that are no pod of the manifests.
	Addresses []string
}

func (c *Cluster) addServices() {
	c.services = make(map[Ref]*Service)
	c.byIP = make(map[string]*Service)
	for _, o := range c.Objects {
		t, ok := o.Manifest.Typed.(*corev1.Service)
		if !ok {
			continue
		}
		s := &Service{Object: o, Spec: &t.Spec, Backends: c.Selected(o.Namespace, t.Spec.Selector)}
		c.Services = append(c.Services, s)
		c.services[o.Ref] = s
		for _, ip := range append(slices.Clone(t.Spec.ClusterIPs), t.Spec.ClusterIP) {
			if ip != "" && ip != corev1.ClusterIPNone {
				c.byIP[ip] = s
			}
		}
	}
	for _, o := range c.Objects {
		c.addEndpoints(o)
	}
	for _, s := range c.Services {
		for _, w := range s.Backends {
			w.Services = append(w.Services, s)
		}
	}
}

// Selected returns the workloads of a namespace whose pods have all of some
// labels: none for no labels, as of a Service.
func (c *Cluster) Selected(namespace string, selector map[string]string) []*Workload {
	var fewest []*Workload
	first := true
	for k, v := range selector {
		at := c.byPodLabel[podLabel{namespace, k, v}]
		if first || len(at) < len(fewest) {
			first, fewest = false, at
		}
	}
	var out []*Workload
	for _, w := range fewest {
		if hasLabels(w.Labels, selector) {
			out = append(out, w)
		}
	}
	return out
}

func hasLabels(labels, want map[string]string) bool {
	for k, v := range want {
		if got, ok := labels[k]; !ok || got != v {
			return false
		}
	}
	return true
}

// addEndpoints gives a Service without a selector what its Endpoints or
// EndpointSlices name. Those of one with a selector say what is selected anyway.
func (c *Cluster) addEndpoints(o *Object) {
	var s *Service
	add := func(address string, ref *corev1.ObjectReference) {
		if ref != nil && ref.Kind == "Pod" {
			if w := c.workloads[Ref{"Pod", o.Namespace, ref.Name}]; w != nil {
				if !slices.Contains(s.Backends, w) {
					s.Backends = append(s.Backends, w)
				}
				return
			}
		}
		if !slices.Contains(s.Addresses, address) {
			s.Addresses = append(s.Addresses, address)
		}
	}
	switch t := o.Manifest.Typed.(type) {
	case *corev1.Endpoints: //nolint:staticcheck // deprecated, and still written
		if s = c.services[Ref{"Service", o.Namespace, o.Name}]; s == nil || len(s.Spec.Selector) > 0 {
			return
		}
		for _, subset := range t.Subsets {
			for _, a := range subset.Addresses {
				add(firstOf(a.IP, a.Hostname), a.TargetRef)
			}
		}
	case *discoveryv1.EndpointSlice:
		s = c.services[Ref{"Service", o.Namespace, o.Manifest.Meta.Labels[discoveryv1.LabelServiceName]}]
		if s == nil || len(s.Spec.Selector) > 0 {
			return
		}
		for _, e := range t.Endpoints {
			for _, a := range e.Addresses {
				add(a, e.TargetRef)
			}
		}
	}
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// Service returns the Service with a name, or nil.
func (c *Cluster) Service(namespace, name string) *Service {
	return c.services[Ref{"Service", namespace, name}]
}

// Headless reports whether the name of the Service stands for its pods
// themselves.
func (s *Service) Headless() bool { return s.Spec.ClusterIP == corev1.ClusterIPNone }

// Port returns the port of the Service with a number or a name. The zero port
// and false are for one that it does not have. A headless Service leads to the
// pods themselves, so that the ports of those count too.
func (s *Service) Port(want string) (corev1.ServicePort, bool) {
	for _, p := range s.Spec.Ports {
		if want == p.Name && want != "" || want == strconv.Itoa(int(p.Port)) {
			return p, true
		}
	}
	if !s.Headless() {
		return corev1.ServicePort{}, false
	}
	for _, w := range s.Backends {
		if p, ok := w.ContainerPort(want); ok {
			return corev1.ServicePort{Name: p.Name, Port: p.ContainerPort, Protocol: p.Protocol, TargetPort: intstr.FromInt32(p.ContainerPort)}, true
		}
	}
	return corev1.ServicePort{}, false
}

// Target returns the number of the pods' port that a port of a Service leads to,
// with its name in the pods; either may be missing. Without a targetPort it is
// the same as the Service's.
func (s *Service) Target(p corev1.ServicePort) (number int32, name string) {
	want := p.TargetPort.String()
	if p.TargetPort.Type == intstr.Int && p.TargetPort.IntVal == 0 {
		want = strconv.Itoa(int(p.Port))
	}
	for _, w := range s.Backends {
		if port, ok := w.ContainerPort(want); ok {
			return port.ContainerPort, port.Name
		}
	}
	if n, err := strconv.ParseInt(want, 10, 32); err == nil {
		return int32(n), ""
	}
	return 0, want
}

// ContainerPort returns the declared port of the workload's containers with a
// number or a name.
func (w *Workload) ContainerPort(want string) (corev1.ContainerPort, bool) {
	for _, c := range w.Containers() {
		for _, p := range c.Ports {
			if want == p.Name && want != "" || want == strconv.Itoa(int(p.ContainerPort)) {
				return p, true
			}
		}
	}
	return corev1.ContainerPort{}, false
}
