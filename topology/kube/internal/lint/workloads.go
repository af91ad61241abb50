package lint

import (
	"cmp"
	"slices"
	"strings"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// workloads finds what keeps workloads from making pods that work.
func (k *checker) workloads() {
	for _, w := range k.c.Workloads {
		k.template(w)
		k.serviceName(w)
		for _, c := range w.Containers() {
			k.probes(w, c)
		}
	}
	for _, o := range k.c.Objects {
		if t, ok := o.Manifest.Typed.(*autoscalingv2.HorizontalPodAutoscaler); ok {
			k.scaleTarget(o, t)
		}
	}
}

// template finds selectors of workloads that their own pods do not match.
func (k *checker) template(w *cluster.Workload) {
	if w.Selector == nil || cluster.Matches(w.Selector, w.Labels) {
		return
	}
	f := Finding{Code: CodeSelectorNotInTemplate, Object: w.Object, Pos: w.At("spec", "selector", "matchExpressions")}
	f.Message = "the pods of " + ref(w.Ref) + " do not match its selector"
	labelsPath := []any{"spec", "selector", "matchLabels"}
	if w.Kind == "ReplicationController" {
		labelsPath = labelsPath[:2]
	}
	for _, key := range sortedKeys(w.Selector.MatchLabels) {
		want := w.Selector.MatchLabels[key]
		got, ok := w.Labels[key]
		if ok && got == want {
			continue
		}
		f.Pos = w.At(slices.Concat(labelsPath, []any{key})...)
		f.Message = "the pods of " + ref(w.Ref) + " do not have the label " + label(key, want) + " of its selector"
		f.Hint = "add it to spec.template.metadata.labels"
		if ok {
			f.Hint = "the template has " + label(key, got)
		}
		break
	}
	k.report(f)
}

func (k *checker) serviceName(w *cluster.Workload) {
	service := cluster.Ref{Kind: "Service", Namespace: w.Namespace, Name: w.Service}
	if w.Service == "" || k.c.Service(w.Namespace, w.Service) != nil {
		return
	}
	k.report(Finding{
		Code: CodeStatefulSetMissingService, Object: w.Object, Pos: w.At("spec", "serviceName"),
		Severity: k.unlessNone("Service", w.Namespace, Note),
		Message:  ref(service) + " does not exist, so the pods have no names of their own on the network",
		Hint:     cmp.Or(k.serviceHint(service), "add a headless Service of that name"),
	})
}

// probes finds ports of probes that the container does not name. Numbers need
// not be declared.
func (k *checker) probes(w *cluster.Workload, c cluster.Container) {
	for _, p := range []struct {
		key   string
		probe *corev1.Probe
	}{{"startupProbe", c.StartupProbe}, {"readinessProbe", c.ReadinessProbe}, {"livenessProbe", c.LivenessProbe}} {
		if p.probe == nil {
			continue
		}
		if get := p.probe.HTTPGet; get != nil {
			k.probe(w, c, get.Port, p.key, "httpGet", "port")
		}
		if socket := p.probe.TCPSocket; socket != nil {
			k.probe(w, c, socket.Port, p.key, "tcpSocket", "port")
		}
	}
}

func (k *checker) probe(w *cluster.Workload, c cluster.Container, port intstr.IntOrString, path ...any) {
	named := func(p corev1.ContainerPort) bool { return p.Name == port.StrVal }
	if port.Type != intstr.String || isNumber(port.StrVal) || slices.ContainsFunc(c.Ports, named) {
		return
	}
	k.report(Finding{
		Code: CodeProbePortUnknown, Object: w.Object, Pos: w.At(slices.Concat(c.Path, path)...),
		Message: "container " + plain(c.Name) + " has no port with the name " + plain(port.StrVal),
		Hint:    portHint(port.StrVal, c.Ports),
	})
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// scaleTarget finds autoscalers of workloads that are not there. Of a kind that
// is not one of Kubernetes' own nothing is known.
func (k *checker) scaleTarget(o *cluster.Object, t *autoscalingv2.HorizontalPodAutoscaler) {
	target := cluster.Ref{Kind: t.Spec.ScaleTargetRef.Kind, Namespace: o.Namespace, Name: t.Spec.ScaleTargetRef.Name}
	switch target.Kind {
	case "Deployment", "StatefulSet", "ReplicaSet", "ReplicationController":
	default:
		return
	}
	if k.c.Get(target) != nil || k.makers.of(o.Namespace, target.Name) != nil {
		return
	}
	hint := didYouMean(nearest(target.Name, k.namesOf(target.Kind, o.Namespace)))
	for _, w := range k.c.In(o.Namespace) {
		if w.Name == target.Name {
			hint = "there is " + ref(w.Ref)
		}
	}
	k.report(Finding{
		Code: CodeMissingScaleTarget, Object: o, Pos: o.At("spec", "scaleTargetRef", "name"),
		Severity: k.unlessNone(anyWorkload, o.Namespace, Warning),
		Message:  "there is no " + ref(target) + " to scale", Hint: hint,
	})
}

// labelsOf returns the labels of a selector that has nothing else, and nil for
// one that has expressions or nothing at all.
func labelsOf(s *metav1.LabelSelector) map[string]string {
	if s == nil || len(s.MatchExpressions) > 0 || len(s.MatchLabels) == 0 {
		return nil
	}
	return s.MatchLabels
}
