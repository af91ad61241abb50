package lint

import (
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// services finds Services that lead nowhere, or to ports that are not there.
func (k *checker) services() {
	endpoints := k.endpoints()
	for _, s := range k.c.Services {
		k.servicePorts(s)
		if s.Spec.Type == corev1.ServiceTypeExternalName {
			continue
		}
		given, there := endpoints[s.Ref]
		switch {
		case len(s.Backends) > 0:
			k.noPods(s)
			k.targets(s)
		case given > 0 || builtIn(s.Ref):
		case len(s.Spec.Selector) > 0:
			k.serviceSelectsNothing(s)
		case there:
			k.noEndpoints(s)
		default:
			k.serviceNoSelector(s)
		}
	}
}

// endpoints counts the addresses that the manifests give for Services.
func (k *checker) endpoints() map[cluster.Ref]int {
	out := make(map[cluster.Ref]int)
	for _, o := range k.c.Objects {
		switch t := o.Manifest.Typed.(type) {
		case *corev1.Endpoints: //nolint:staticcheck // manifests still have them
			service := cluster.Ref{Kind: "Service", Namespace: o.Namespace, Name: o.Name}
			out[service] += 0
			for _, subset := range t.Subsets {
				out[service] += len(subset.Addresses) + len(subset.NotReadyAddresses)
			}
		case *discoveryv1.EndpointSlice:
			service := cluster.Ref{Kind: "Service", Namespace: o.Namespace, Name: o.Manifest.Meta.Labels[discoveryv1.LabelServiceName]}
			out[service] += len(t.Endpoints)
		}
	}
	return out
}

// builtIn reports the Services that clusters make by themselves.
func builtIn(service cluster.Ref) bool {
	switch service.Namespace {
	case corev1.NamespaceDefault:
		return service.Name == "kubernetes"
	case "kube-system":
		return service.Name == "kube-dns" || service.Name == "coredns" || service.Name == "kubelet"
	}
	return false
}

// fromOutside returns what of a Service is open to the outside, or "".
func fromOutside(s *cluster.Service) string {
	switch s.Spec.Type {
	case corev1.ServiceTypeLoadBalancer:
		return "load balancer"
	case corev1.ServiceTypeNodePort:
		return "node port"
	}
	return ""
}

func (k *checker) serviceSelectsNothing(s *cluster.Service) {
	want := withoutControllers(s.Spec.Selector)
	if len(want) == 0 || len(k.c.Selected(s.Namespace, want)) > 0 || k.makers.ofPods(s.Namespace, want) != nil {
		return
	}
	path := []any{"spec", "selector"}
	message := "the Service selects no pods"
	if outside := fromOutside(s); outside != "" {
		message += ", so its " + outside + " leads nowhere"
	}
	f := k.nothingSelected(s.Object, want, path)
	f.Code, f.Message = CodeServiceSelectsNothing, message+": "+f.Message
	k.report(f)
}

func (k *checker) serviceNoSelector(s *cluster.Service) {
	f := Finding{
		Code: CodeServiceNoSelector, Object: s.Object, Pos: s.At("spec", "selector"),
		Message: "the Service has no selector and no endpoints",
		Hint:    "name labels of its pods under selector",
	}
	if outside := fromOutside(s); outside != "" {
		f.Message += ", so its " + outside + " leads nowhere"
	}
	if s.Headless() {
		// It may be there for its name alone; what runs in the pods adds the rest.
		f.Severity = Note
	}
	if w := k.c.Workload(cluster.Ref{Kind: "Deployment", Namespace: s.Namespace, Name: s.Name}); w != nil && len(w.Labels) > 0 {
		f.Hint += ": " + ref(w.Ref) + " has " + labels(w.Labels)
	}
	k.report(f)
}

// noEndpoints finds Services open to the outside whose Endpoints have no
// addresses. Others may be filled in by what runs in the cluster.
func (k *checker) noEndpoints(s *cluster.Service) {
	outside := fromOutside(s)
	if outside == "" {
		return
	}
	k.report(Finding{
		Code: CodeLoadBalancerWithoutBackends, Object: s.Object, Pos: s.At("spec", "type"),
		Message: "the " + outside + " leads nowhere: the Service has no selector, and its endpoints have no addresses",
		Hint:    "give the Service a selector, or its endpoints an address",
	})
}

// noPods finds Services open to the outside whose workloads have no pods.
func (k *checker) noPods(s *cluster.Service) {
	outside := fromOutside(s)
	if outside == "" {
		return
	}
	var names []string
	for _, w := range s.Backends {
		if w.Replicas != 0 || k.scaled(w) {
			return
		}
		names = append(names, ref(w.Ref))
	}
	k.report(Finding{
		Code: CodeLoadBalancerWithoutBackends, Object: s.Object, Pos: s.At("spec", "type"),
		Message: "the " + outside + " leads nowhere: no pods are asked of " + list(names),
		Hint:    "set replicas to 1 or more",
	})
}

// scaled reports whether something else than its manifest decides how many pods
// a workload has.
func (k *checker) scaled(w *cluster.Workload) bool {
	return w.Kind == "Job" || w.Kind == "CronJob" ||
		len(k.objectsIn("HorizontalPodAutoscaler", w.Namespace)) > 0 || len(k.objectsIn("ScaledObject", w.Namespace)) > 0
}
