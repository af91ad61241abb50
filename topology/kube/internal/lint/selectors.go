package lint

import (
	"slices"

	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// selectors finds policies and budgets that are about no pods.
func (k *checker) selectors() {
	for _, p := range k.c.Policies {
		k.selectsNothing(CodePolicySelectsNothing, p.Object, &p.Spec.PodSelector, "spec", "podSelector")
	}
	for _, o := range k.c.Objects {
		if t, ok := o.Manifest.Typed.(*policyv1.PodDisruptionBudget); ok && t.Spec.Selector != nil {
			k.selectsNothing(CodePDBSelectsNothing, o, t.Spec.Selector, "spec", "selector")
		}
	}
}

// selectsNothing reports a selector of pods that selects none. An empty one is
// about all pods of its namespace, which may be made elsewhere.
func (k *checker) selectsNothing(code string, o *cluster.Object, s *metav1.LabelSelector, path ...any) {
	if len(s.MatchLabels)+len(s.MatchExpressions) == 0 || len(k.c.Matching(o.Namespace, s)) > 0 {
		return
	}
	if k.makers.ofPods(o.Namespace, wanted(s)) != nil {
		return
	}
	f := k.expressionsSelectNothing(o, s, path)
	if want := labelsOf(s); want != nil {
		if want = withoutControllers(want); len(want) == 0 || len(k.c.Selected(o.Namespace, want)) > 0 {
			return
		}
		f = k.nothingSelected(o, want, slices.Concat(path, []any{"matchLabels"}))
	}
	if !k.has[kindIn{anyWorkload, o.Namespace}] {
		f.Severity = Note
	}
	f.Code, f.Message = code, "the "+o.Kind+" selects no pods: "+f.Message
	k.report(f)
}

func (k *checker) expressionsSelectNothing(o *cluster.Object, s *metav1.LabelSelector, path []any) Finding {
	f := Finding{Object: o, Pos: o.At(path...), Message: "no workload of namespace " + plain(o.Namespace) + " matches its selector"}
	if operatorLabel(wanted(s)) != "" {
		f.Severity = Note
	}
	return f
}

// wanted returns the labels that a selector asks for, one value for each.
func wanted(s *metav1.LabelSelector) map[string]string {
	out := make(map[string]string)
	for _, e := range s.MatchExpressions {
		if e.Operator == metav1.LabelSelectorOpIn && len(e.Values) > 0 {
			out[e.Key] = e.Values[0]
		}
	}
	for key, value := range s.MatchLabels {
		out[key] = value
	}
	return out
}

// monitors finds monitors that collect nothing.
func (k *checker) monitors() {
	for _, m := range k.c.Monitors {
		if m.Kind == "PodMonitor" {
			k.podMonitor(m)
		} else {
			k.serviceMonitor(m)
		}
	}
}

// scope returns the namespaces that a monitor is about and the manifests have
// something of a kind in. It is not known where it is about others too.
func (k *checker) scope(m *cluster.Monitor, kind string) (namespaces []string, known bool) {
	s := m.Spec.NamespaceSelector
	switch {
	case s.Any:
		return nil, false
	case len(s.MatchNames) == 0:
		return []string{m.Namespace}, k.has[kindIn{kind, m.Namespace}]
	}
	for _, ns := range s.MatchNames {
		// What a cluster itself runs there is in no manifest.
		if !k.has[kindIn{kind, ns}] || ns == metav1.NamespaceSystem || ns == metav1.NamespaceDefault {
			return nil, false
		}
	}
	return s.MatchNames, true
}

func (k *checker) serviceMonitor(m *cluster.Monitor) {
	namespaces, known := k.scope(m, "Service")
	if !known {
		return
	}
	var selected []*cluster.Service
	for _, s := range k.c.Services {
		if slices.Contains(namespaces, s.Namespace) && cluster.Matches(&m.Spec.Selector, s.Manifest.Meta.Labels) {
			selected = append(selected, s)
		}
	}
	if len(selected) == 0 {
		k.monitorSelectsNothing(m, "Service", namespaces)
		return
	}
	var names []string
	for _, s := range selected {
		for _, p := range s.Spec.Ports {
			names = append(names, p.Name)
		}
	}
	k.monitorPorts(m, m.Spec.Endpoints, "endpoints", "Service", names)
}

func (k *checker) podMonitor(m *cluster.Monitor) {
	namespaces, known := k.scope(m, anyWorkload)
	if !known {
		return
	}
	var selected []*cluster.Workload
	for _, ns := range namespaces {
		selected = append(selected, k.c.Matching(ns, &m.Spec.Selector)...)
	}
	if len(selected) == 0 {
		k.monitorSelectsNothing(m, "workload", namespaces)
		return
	}
	if slices.ContainsFunc(selected, injected) {
		return
	}
	var names []string
	for _, p := range declaredPorts(selected) {
		names = append(names, p.Name)
	}
	k.monitorPorts(m, m.Spec.PodMetricsEndpoints, "podMetricsEndpoints", "pod", names)
}

func (k *checker) monitorSelectsNothing(m *cluster.Monitor, kind string, namespaces []string) {
	want := wanted(&m.Spec.Selector)
	for _, ns := range namespaces {
		if k.makers.ofPods(ns, want) != nil {
			return
		}
	}
	severity := Severity("")
	if operatorLabel(want) != "" {
		severity = Note
	}
	what := "no " + kind + " of namespace " + list(namespaces)
	f := Finding{
		Code: CodeMonitorSelectsNothing, Hint: k.monitorHint(m, namespaces), Severity: severity, Object: m.Object, Pos: m.At("spec", "selector"),
		Message: "the " + m.Kind + " selects nothing: " + what + " matches its selector",
	}
	if want := labelsOf(&m.Spec.Selector); want != nil {
		f.Pos = m.At("spec", "selector", "matchLabels")
		f.Message = "the " + m.Kind + " selects nothing: " + what + " has " + labels(want)
	}
	k.report(f)
}

// monitorHint says so if a ServiceMonitor has the labels that a Service selects
// pods by, in place of the Service's own.
func (k *checker) monitorHint(m *cluster.Monitor, namespaces []string) string {
	for _, s := range k.c.Services {
		if m.Kind == "ServiceMonitor" && len(s.Spec.Selector) > 0 && slices.Contains(namespaces, s.Namespace) &&
			cluster.Matches(&m.Spec.Selector, s.Spec.Selector) {
			return "the labels of a Service itself count, and not those it selects by: add them to " + ref(s.Ref)
		}
	}
	return ""
}

// monitorPorts finds endpoints of a monitor whose port nothing selected has.
func (k *checker) monitorPorts(m *cluster.Monitor, all []manifest.Scrape, key, kind string, names []string) {
	slices.Sort(names)
	names = slices.DeleteFunc(slices.Compact(names), func(name string) bool { return name == "" })
	for i, e := range all {
		if e.Port == "" || slices.Contains(names, e.Port) {
			continue
		}
		hint := didYouMean(nearest(e.Port, names))
		switch {
		case hint != "":
		case len(names) > 0:
			hint = "the ports are " + list(names)
		default:
			hint = "no port there has a name"
		}
		k.report(Finding{
			Code: CodeMonitorPortUnknown, Object: m.Object, Pos: m.At("spec", key, i, "port"),
			Message: "no " + kind + " that the " + m.Kind + " selects has a port with the name " + plain(e.Port),
			Hint:    hint,
		})
	}
}
