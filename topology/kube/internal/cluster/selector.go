package cluster

import (
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Matches reports whether labels satisfy a selector: all of its labels and all
// of its expressions. The empty selector matches everything, nil nothing. An
// operator that there is not matches nothing. See
// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
func Matches(s *metav1.LabelSelector, labels map[string]string) bool {
	if s == nil || !hasLabels(labels, s.MatchLabels) {
		return false
	}
	return !slices.ContainsFunc(s.MatchExpressions, func(r metav1.LabelSelectorRequirement) bool { return !satisfies(labels, r) })
}

func satisfies(labels map[string]string, r metav1.LabelSelectorRequirement) bool {
	value, has := labels[r.Key]
	switch r.Operator {
	case metav1.LabelSelectorOpIn:
		return has && slices.Contains(r.Values, value)
	case metav1.LabelSelectorOpNotIn:
		return !has || !slices.Contains(r.Values, value)
	case metav1.LabelSelectorOpExists:
		return has
	case metav1.LabelSelectorOpDoesNotExist:
		return !has
	}
	return false
}

// Matching returns the workloads of a namespace whose pods a selector matches.
func (c *Cluster) Matching(namespace string, s *metav1.LabelSelector) []*Workload {
	var out []*Workload
	for _, w := range c.In(namespace) {
		if Matches(s, w.Labels) {
			out = append(out, w)
		}
	}
	return out
}

// In returns the workloads of a namespace.
func (c *Cluster) In(namespace string) []*Workload {
	from, _ := slices.BinarySearchFunc(c.Workloads, namespace, func(w *Workload, ns string) int {
		if w.Namespace < ns {
			return -1
		}
		return 1
	})
	to := from
	for to < len(c.Workloads) && c.Workloads[to].Namespace == namespace {
		to++
	}
	return c.Workloads[from:to]
}
