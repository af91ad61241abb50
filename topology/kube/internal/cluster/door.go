package cluster

import (
	"cmp"
	"slices"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// Door is where traffic comes into the cluster by a host and a path: an Ingress
// or a Gateway.
type Door struct {
	Ref
	// Object is nil for a Gateway that routes name and the manifests lack.
	Object *Object
	// Class is the name of the IngressClass or GatewayClass; it may be empty.
	Class string
	// Ports are the numbers of the ports it listens on, in order.
	Ports []int32
	// Routes lead on from it, in the order of the manifests.
	Routes []*Route
}

// Route leads from a door to a Service.
type Route struct {
	// Object is the Ingress itself, or the HTTPRoute and the like, and Path where
	// the backend is in it.
	Object *Object
	Path   []any
	// Hosts are the names that requests are for; none is any.
	Hosts []string
	// Match is what of a request is looked at besides: "/api", "GET /api",
	// "exactly /x"; empty is everything.
	Match string
	// TLS says that the door ends TLS for it.
	TLS bool
	// Backend is what it leads to, of any kind; Service is nil if that is no
	// Service of the manifests.
	Backend Ref
	Service *Service
	// Port is the number or the name of the Service's port; it may be empty.
	Port string
	// Weight is the share of the rule's traffic, in percent; -1 for all of it.
	Weight int
	// Granted is false where the backend is in another namespace that has no
	// ReferenceGrant for it. Attached is false where no listener of the Gateway
	// lets the route in.
	Granted, Attached bool
	// Mirror says that it gets copies of requests, whose answers are ignored.
	Mirror bool
}

func (c *Cluster) addDoors() {
	doors := make(map[Ref]*Door)
	door := func(ref Ref, o *Object) *Door {
		d := doors[ref]
		if d == nil {
			d = &Door{Ref: ref, Object: o}
			doors[ref] = d
			c.Doors = append(c.Doors, d)
		}
		return d
	}
	for _, o := range c.Objects {
		switch t := o.Manifest.Typed.(type) {
		case *networkingv1.Ingress:
			c.addIngress(door(o.Ref, o), t)
		case *manifest.Gateway:
			addGateway(door(o.Ref, o), t)
		}
	}
	for _, o := range c.Objects {
		t, ok := o.Manifest.Typed.(*manifest.Route)
		if !ok {
			continue
		}
		for _, p := range t.Spec.ParentRefs {
			if value(p.Kind, "Gateway") != "Gateway" || value(p.Group, gatewayGroup) != gatewayGroup {
				continue // of a mesh
			}
			ref := Ref{"Gateway", value(p.Namespace, o.Namespace), p.Name}
			d := door(ref, nil)
			c.addRoute(d, o, t, p)
		}
	}
	slices.SortStableFunc(c.Doors, func(a, b *Door) int { return a.Compare(b.Ref) })
}

func value[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}

// classAnnotation is what named the class before there was a field for it.
const classAnnotation = "kubernetes.io/ingress.class"

func (c *Cluster) addIngress(d *Door, in *networkingv1.Ingress) {
	d.Class = value(in.Spec.IngressClassName, in.Annotations[classAnnotation])
	d.Ports = []int32{80}
	if len(in.Spec.TLS) > 0 {
		d.Ports = append(d.Ports, 443)
	}
	if b := in.Spec.DefaultBackend; b != nil {
		c.addIngressBackend(d, b, Route{Path: []any{"spec", "defaultBackend"}})
	}
	for i, rule := range in.Spec.Rules {
		if rule.HTTP == nil {
			continue
		}
		for j, p := range rule.HTTP.Paths {
			r := Route{Path: []any{"spec", "rules", i, "http", "paths", j, "backend"}, Match: p.Path, TLS: hasTLS(in, rule.Host)}
			if p.PathType != nil && *p.PathType == networkingv1.PathTypeExact {
				r.Match = "exactly " + p.Path
			}
			if rule.Host != "" {
				r.Hosts = []string{rule.Host}
			}
			c.addIngressBackend(d, &p.Backend, r)
		}
	}
}

func hasTLS(in *networkingv1.Ingress, host string) bool {
	return slices.ContainsFunc(in.Spec.TLS, func(t networkingv1.IngressTLS) bool {
		return len(t.Hosts) == 0 || slices.Contains(t.Hosts, host)
	})
}

func (c *Cluster) addIngressBackend(d *Door, b *networkingv1.IngressBackend, r Route) {
	r.Object, r.Weight, r.Granted, r.Attached = d.Object, -1, true, true
	if r.Match == "/" {
		r.Match = ""
	}
	switch {
	case b.Service != nil:
		r.Backend = Ref{"Service", d.Namespace, b.Service.Name}
		r.Service = c.services[r.Backend]
		r.Port = b.Service.Port.Name
		if b.Service.Port.Number != 0 {
			r.Port = strconv.Itoa(int(b.Service.Port.Number))
		}
	case b.Resource != nil:
		r.Backend = Ref{b.Resource.Kind, d.Namespace, b.Resource.Name}
	default:
		return
	}
	d.Routes = append(d.Routes, &r)
}

func addGateway(d *Door, g *manifest.Gateway) {
	d.Class = g.Spec.GatewayClassName
	for _, l := range g.Spec.Listeners {
		if !slices.Contains(d.Ports, l.Port) {
			d.Ports = append(d.Ports, l.Port)
		}
	}
	slices.Sort(d.Ports)
}

func (c *Cluster) addRoute(d *Door, o *Object, t *manifest.Route, parent manifest.ParentRef) {
	base := Route{Object: o, Hosts: t.Spec.Hostnames}
	base.Attached, base.TLS = c.attach(d, o, parent)
	for i, rule := range t.Spec.Rules {
		r := base
		r.Match = matches(rule.Matches)
		total := 0
		for _, b := range rule.BackendRefs {
			total += int(value(b.Weight, 1))
		}
		for j, b := range rule.BackendRefs {
			r.Path, r.Weight = []any{"spec", "rules", i, "backendRefs", j}, -1
			if len(rule.BackendRefs) > 1 {
				r.Weight = 0
				if total > 0 {
					r.Weight = (int(value(b.Weight, 1))*100 + total/2) / total
				}
			}
			c.addBackend(d, b, r)
		}
		for j, f := range rule.Filters {
			if f.RequestMirror != nil {
				r.Path, r.Weight, r.Mirror = []any{"spec", "rules", i, "filters", j, "requestMirror", "backendRef"}, -1, true
				c.addBackend(d, f.RequestMirror.BackendRef, r)
			}
		}
	}
}

func (c *Cluster) addBackend(d *Door, b manifest.BackendRef, r Route) {
	r.Backend = Ref{value(b.Kind, "Service"), value(b.Namespace, r.Object.Namespace), b.Name}
	if value(b.Group, "") == "" {
		r.Service = c.services[r.Backend]
	}
	if b.Port != nil {
		r.Port = strconv.Itoa(int(*b.Port))
	}
	r.Granted = r.Backend.Namespace == r.Object.Namespace || c.granted(r.Object, r.Backend)
	d.Routes = append(d.Routes, &r)
}

// matches returns what the first of a rule's matches looks at, and that there
// are more.
func matches(all []manifest.RouteMatch) string {
	var out string
	for i, m := range all {
		s := ""
		if method, ok := m.Method.(string); ok {
			s = method
		}
		if p := m.Path; p != nil {
			path := value(p.Value, "/")
			switch value(p.Type, "PathPrefix") {
			case "Exact":
				path = "exactly " + path
			case "RegularExpression":
				path = "matching " + path
			}
			if path != "/" {
				s = join(s, path)
			}
		}
		if method, ok := m.Method.(map[string]any); ok {
			s = join(s, text(method["service"])+"/"+text(method["method"]))
		}
		if s == "" {
			return ""
		}
		if i > 0 {
			out += ", "
		}
		out += s
	}
	return out
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

func text(v any) string {
	s, _ := v.(string)
	return cmp.Or(s, "*")
}

// attach reports whether a listener of a Gateway lets a route in, and whether it
// ends TLS. A Gateway that the manifests lack is given the benefit of the doubt.
func (c *Cluster) attach(d *Door, o *Object, parent manifest.ParentRef) (attached, tls bool) {
	if d.Object == nil {
		return true, false
	}
	g, ok := d.Object.Manifest.Typed.(*manifest.Gateway)
	if !ok {
		return true, false
	}
	for _, l := range g.Spec.Listeners {
		if parent.SectionName != nil && *parent.SectionName != l.Name || parent.Port != nil && *parent.Port != l.Port {
			continue
		}
		if c.allows(d, l, o) {
			attached = true
			tls = tls || l.Protocol == "HTTPS" || l.Protocol == "TLS"
		}
	}
	return attached, tls
}

// allows reports whether a listener takes routes of the namespace of one: by
// default of its own.
func (c *Cluster) allows(d *Door, l manifest.Listener, o *Object) bool {
	from := "Same"
	var a *manifest.AllowedRoutes
	if a = l.AllowedRoutes; a != nil && a.Namespaces != nil {
		from = value(a.Namespaces.From, "Same")
	}
	if a != nil && len(a.Kinds) > 0 && !allowsKind(a, o.Kind) {
		return false
	}
	switch from {
	case "All":
		return true
	case "Selector":
		return Matches(a.Namespaces.Selector, c.NamespaceLabels(o.Namespace))
	}
	return o.Namespace == d.Namespace
}

func allowsKind(a *manifest.AllowedRoutes, kind string) bool {
	for _, k := range a.Kinds {
		if k.Kind == kind {
			return true
		}
	}
	return false
}

const gatewayGroup = "gateway.networking.k8s.io"

// grant lets objects of a kind and a namespace refer to those of another.
type grant struct {
	fromKind, fromNamespace string
	to                      Ref // an empty name is all
}

func (c *Cluster) addGrants() {
	for _, o := range c.Objects {
		t, ok := o.Manifest.Typed.(*manifest.ReferenceGrant)
		if !ok {
			continue
		}
		for _, from := range t.Spec.From {
			for _, to := range t.Spec.To {
				if from.Group == gatewayGroup {
					c.grants = append(c.grants, grant{from.Kind, from.Namespace, Ref{to.Kind, o.Namespace, value(to.Name, "")}})
				}
			}
		}
	}
}

// granted reports whether an object may refer to one of another namespace. See
// https://gateway-api.sigs.k8s.io/api-types/referencegrant/
func (c *Cluster) granted(o *Object, to Ref) bool {
	return slices.ContainsFunc(c.grants, func(g grant) bool {
		return g.fromKind == o.Kind && g.fromNamespace == o.Namespace && g.to.Kind == to.Kind &&
			g.to.Namespace == to.Namespace && (g.to.Name == "" || g.to.Name == to.Name)
	})
}

// LoadBalanced reports whether the Service is given a load balancer from outside.
func (s *Service) LoadBalanced() bool { return s.Spec.Type == corev1.ServiceTypeLoadBalancer }

// NodePorts returns the ports of a Service that every node of the cluster answers
// on by itself: those of a Service of type NodePort.
func (s *Service) NodePorts() []corev1.ServicePort {
	if s.Spec.Type != corev1.ServiceTypeNodePort {
		return nil
	}
	return s.Spec.Ports
}
