package lint

import (
	"cmp"
	"slices"
	"strconv"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// doors finds Ingresses and routes that lead nowhere.
func (k *checker) doors() {
	for _, d := range k.c.Doors {
		for _, r := range d.Routes {
			if d.Kind == "Ingress" {
				k.ingressBackend(r)
			} else {
				k.routeBackend(r)
			}
		}
	}
	for _, o := range k.c.Objects {
		switch t := o.Manifest.Typed.(type) {
		case *networkingv1.Ingress:
			k.ingressClass(o, t)
		case *manifest.Route:
			k.parents(o, t)
		}
	}
}

// useAnnotation is the port of a backend that is no Service but described in an
// annotation. See
// https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
const useAnnotation = "use-annotation"

func (k *checker) ingressBackend(r *cluster.Route) {
	if r.Backend.Kind != "Service" || r.Port == useAnnotation {
		return
	}
	// The fields have other names in the older versions of Ingress.
	f := Finding{Code: CodeIngressMissingService, Object: r.Object, Message: "the Ingress leads to"}
	f.Pos = at(r.Object, r.Path, []any{"service", "name"}, []any{"serviceName"})
	if r.Service == nil {
		k.missingService(f, r.Backend)
		return
	}
	f.Code = CodeIngressMissingPort
	f.Pos = at(r.Object, r.Path, []any{"service", "port", "number"}, []any{"service", "port", "name"}, []any{"servicePort"})
	k.missingPort(f, r.Service, r.Port)
}

func (k *checker) routeBackend(r *cluster.Route) {
	if !r.Granted && k.holdsAny(r.Backend.Namespace) {
		k.report(Finding{
			Code: CodeCrossNamespaceWithoutGrant, Object: r.Object, Pos: at(r.Object, r.Path, []any{"namespace"}),
			Message: "no ReferenceGrant of namespace " + plain(r.Backend.Namespace) + " lets a " + r.Object.Kind +
				" of namespace " + plain(r.Object.Namespace) + " lead to " + ref(r.Backend),
			Hint: "add a ReferenceGrant to namespace " + plain(r.Backend.Namespace),
		})
	}
	if r.Backend.Kind != "Service" {
		return
	}
	f := Finding{Code: CodeRouteMissingService, Object: r.Object, Message: "the " + r.Object.Kind + " leads to"}
	f.Pos = at(r.Object, r.Path, []any{"name"})
	if r.Service == nil {
		k.missingService(f, r.Backend)
		return
	}
	f.Code, f.Pos = CodeRouteMissingPort, at(r.Object, r.Path, []any{"port"})
	k.missingPort(f, r.Service, r.Port)
}

// at returns the place of the value at the first of some paths below one that
// leads to a place of its own.
func at(o *cluster.Object, base []any, paths ...[]any) graph.Pos {
	for _, p := range paths {
		whole := slices.Concat(base, p)
		pos := o.At(whole...)
		if pos != o.At(base...) && pos != o.At(whole[:len(whole)-1]...) {
			return pos
		}
	}
	return o.At(base...)
}

// holdsAny reports whether the manifests have anything of a namespace that could
// be referred to.
func (k *checker) holdsAny(namespace string) bool {
	return k.has[kindIn{"Service", namespace}] || k.has[kindIn{anyWorkload, namespace}]
}

// missingService reports a reference to a Service that is not there, unless the
// manifests cannot know. The message of the finding says who refers to it.
func (k *checker) missingService(f Finding, service cluster.Ref) {
	own := service.Namespace == f.Object.Namespace
	if !own && !k.holdsAny(service.Namespace) || builtIn(service) || k.makers.of(service.Namespace, service.Name) != nil {
		return
	}
	f.Message += " " + ref(service) + ", which does not exist"
	f.Severity = k.unlessNone("Service", service.Namespace, Warning)
	f.Hint = cmp.Or(k.serviceHint(service), "add the Service, or name one that there is")
	k.report(f)
}

// serviceHint says which Service could be meant by a missing one.
func (k *checker) serviceHint(service cluster.Ref) string {
	if near := nearest(service.Name, k.namesOf("Service", service.Namespace)); near != "" {
		return didYouMean(near)
	}
	if ns := k.elsewhere("Service", service.Namespace, service.Name); ns != "" {
		return "namespace " + plain(ns) + " has a Service of that name"
	}
	for _, w := range k.c.In(service.Namespace) {
		if w.Name == service.Name {
			return ref(w.Ref) + " has " + serviceCount(w)
		}
	}
	return ""
}

func serviceCount(w *cluster.Workload) string {
	if len(w.Services) == 0 {
		return "no Service: add one"
	}
	return "the Service " + plain(w.Services[0].Name)
}

// missingPort reports a reference to a port that a Service does not have.
func (k *checker) missingPort(f Finding, s *cluster.Service, port string) {
	if port == "" || s.Spec.Type == corev1.ServiceTypeExternalName {
		return
	}
	if _, ok := s.Port(port); ok || k.mayListen(s) {
		return
	}
	f.Message += " port " + plain(port) + " of " + ref(s.Ref) + ", which it does not have"
	f.Hint = servicePortHint(s, port)
	k.report(f)
}

// mayListen reports whether a Service stands for pods of which nobody says what
// they listen on.
func (k *checker) mayListen(s *cluster.Service) bool {
	return s.Headless() && (len(s.Backends) == 0 || slices.ContainsFunc(s.Backends, declaresNothing))
}

// servicePortHint names the ports that a Service has.
func servicePortHint(s *cluster.Service, want string) string {
	var names, all []string
	for _, p := range s.Spec.Ports {
		number := strconv.Itoa(int(p.Port))
		if target := p.TargetPort.String(); target == want {
			return want + " is the targetPort of port " + number
		}
		if p.Name != "" {
			names = append(names, p.Name)
			number = plain(p.Name) + " (" + number + ")"
		}
		all = append(all, number)
	}
	if near := nearest(want, names); near != "" {
		return didYouMean(near)
	}
	if len(all) == 0 {
		return "the Service has no ports"
	}
	return "the Service has " + list(all)
}

func (k *checker) ingressClass(o *cluster.Object, in *networkingv1.Ingress) {
	class := in.Spec.IngressClassName
	names := k.namesOf("IngressClass", "")
	if class == nil || len(names) == 0 || slices.Contains(names, *class) {
		return
	}
	hint := didYouMean(nearest(*class, names))
	if hint == "" {
		hint = "there is " + list(names)
	}
	k.report(Finding{
		Code: CodeMissingIngressClass, Object: o, Pos: o.At("spec", "ingressClassName"),
		Message: "no IngressClass has the name " + plain(*class), Hint: hint,
	})
}

// parents finds Gateways of a route that are not there, or do not let it in.
func (k *checker) parents(o *cluster.Object, t *manifest.Route) {
	for i, p := range t.Spec.ParentRefs {
		if deref(p.Kind, "Gateway") != "Gateway" || deref(p.Group, gatewayGroup) != gatewayGroup {
			continue
		}
		gateway := cluster.Ref{Kind: "Gateway", Namespace: deref(p.Namespace, o.Namespace), Name: p.Name}
		there := k.c.Get(gateway)
		if there == nil {
			k.missingGateway(o, i, gateway)
			continue
		}
		if g, ok := there.Manifest.Typed.(*manifest.Gateway); ok && k.turnedAway(gateway, o) {
			k.report(k.notAttached(o, i, p, gateway, g))
		}
	}
}

const gatewayGroup = "gateway.networking.k8s.io"

func deref[T any](p *T, otherwise T) T {
	if p == nil {
		return otherwise
	}
	return *p
}

func (k *checker) missingGateway(o *cluster.Object, i int, gateway cluster.Ref) {
	names := k.namesOf("Gateway", gateway.Namespace)
	if len(names) == 0 {
		return
	}
	hint := didYouMean(nearest(gateway.Name, names))
	if hint == "" {
		hint = "the namespace has " + list(names)
	}
	k.report(Finding{
		Code: CodeMissingGateway, Object: o, Pos: o.At("spec", "parentRefs", i, "name"),
		Message: ref(gateway) + " does not exist", Hint: hint,
	})
}

// turnedAway reports whether a route has backends and no listener of a Gateway
// lets any of it in.
func (k *checker) turnedAway(gateway cluster.Ref, o *cluster.Object) bool {
	away := false
	for _, d := range k.c.Doors {
		if d.Ref != gateway {
			continue
		}
		for _, r := range d.Routes {
			if r.Object == o && r.Attached {
				return false
			}
			away = away || r.Object == o
		}
	}
	return away
}

// notAttached says why no listener of a Gateway lets a route in.
func (k *checker) notAttached(o *cluster.Object, i int, p manifest.ParentRef, gateway cluster.Ref, g *manifest.Gateway) Finding {
	f := Finding{Code: CodeRouteNotAttached, Object: o, Pos: o.At("spec", "parentRefs", i, "name")}
	var names, ports []string
	for _, l := range g.Spec.Listeners {
		names = append(names, l.Name)
		ports = append(ports, strconv.Itoa(int(l.Port)))
	}
	switch {
	case p.SectionName != nil && !slices.Contains(names, *p.SectionName):
		f.Pos = o.At("spec", "parentRefs", i, "sectionName")
		f.Message = ref(gateway) + " has no listener with the name " + plain(*p.SectionName)
		if f.Hint = didYouMean(nearest(*p.SectionName, names)); f.Hint == "" {
			f.Hint = "its listeners are " + list(names)
		}
	case p.Port != nil && !slices.Contains(ports, strconv.Itoa(int(*p.Port))):
		f.Pos = o.At("spec", "parentRefs", i, "port")
		f.Message = ref(gateway) + " does not listen on port " + strconv.Itoa(int(*p.Port))
		f.Hint = "it listens on " + list(ports)
	case o.Namespace != gateway.Namespace:
		f.Message = "no listener of " + ref(gateway) + " lets in routes of namespace " + plain(o.Namespace)
		f.Hint = "allow it in the listener, by allowedRoutes.namespaces"
	default:
		f.Message = "no listener of " + ref(gateway) + " lets in this " + o.Kind
		f.Hint = "see allowedRoutes.kinds and allowedRoutes.namespaces of its listeners"
	}
	if there := k.c.Get(gateway); there != nil {
		f.Related = []Related{{there.At("spec", "listeners"), "its listeners", gateway}}
	}
	return f
}
