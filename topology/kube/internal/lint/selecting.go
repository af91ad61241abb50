package lint

import (
	"slices"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// nothingSelected is the finding for labels that select no pods, without its
// code: how bad it is, why that is so, and what would help. The path is where
// the labels are in the object.
func (k *checker) nothingSelected(o *cluster.Object, want map[string]string, path []any) Finding {
	f := Finding{Object: o, Pos: o.At(path...), Severity: k.unlessNone(anyWorkload, o.Namespace, Warning)}
	missing := k.missingLabels(o.Namespace, want)
	if len(missing) == 0 {
		f.Message = "no workload of namespace " + plain(o.Namespace) + " has " + labels(want) + " together"
	} else {
		f.Pos = o.At(slices.Concat(path, []any{sortedKeys(missing)[0]})...)
		f.Message = "no workload of namespace " + plain(o.Namespace) + " has " + labels(missing)
	}
	if key := operatorLabel(want); key != "" {
		f.Severity = Note
		f.Hint = "an operator gives its pods the label " + plain(key) + ": is this one installed otherwise?"
		return f
	}
	f.Hint = k.labelHint(o, want, missing)
	return f
}

// missingLabels returns the labels that no workload of a namespace has.
func (k *checker) missingLabels(namespace string, want map[string]string) map[string]string {
	missing := make(map[string]string)
	for key, value := range want {
		if len(k.c.Selected(namespace, map[string]string{key: value})) == 0 {
			missing[key] = value
		}
	}
	return missing
}

// labelHint says how the labels of a selector and those of pods could be brought
// together.
func (k *checker) labelHint(o *cluster.Object, want, missing map[string]string) string {
	const general = "give the labels to the pods that are meant, or name those that they have"
	workloads := k.c.In(o.Namespace)
	if len(workloads) > maxKnown {
		return general
	}
	for _, w := range workloads {
		if own := w.Manifest.Meta.Labels; w.Kind != "Pod" && shared(own, want) == len(want) {
			return "the labels of " + ref(w.Ref) + " itself do not count: those of its pods are under spec.template.metadata.labels"
		}
	}
	for _, key := range sortedKeys(missing) {
		if near := nearest(missing[key], valuesOf(workloads, key)); near != "" {
			return didYouMean(key + "=" + near)
		}
	}
	if w := closest(workloads, want); w != nil {
		return ref(w.Ref) + differs(w, want)
	}
	if ns := k.selectedElsewhere(o.Namespace, want); ns != "" {
		return "namespace " + plain(ns) + " has such pods, and a selector selects those of its own namespace alone"
	}
	for _, key := range sortedKeys(missing) {
		if near := nearest(key, keysOf(workloads)); near != "" {
			return didYouMean(near)
		}
	}
	return general
}

// valuesOf returns the values that the pods of workloads have for a label.
func valuesOf(workloads []*cluster.Workload, key string) []string {
	var out []string
	for _, w := range workloads {
		if value, ok := w.Labels[key]; ok {
			out = append(out, value)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// keysOf returns the labels that the pods of workloads have.
func keysOf(workloads []*cluster.Workload) []string {
	keys := make(map[string]bool)
	for _, w := range workloads {
		for key := range w.Labels {
			keys[key] = true
		}
	}
	return sortedKeys(keys)
}

// closest returns the workload with the most of some labels, nil if none has
// any.
func closest(workloads []*cluster.Workload, want map[string]string) *cluster.Workload {
	var best *cluster.Workload
	most := 0
	for _, w := range workloads {
		if n := shared(w.Labels, want); n > most {
			best, most = w, n
		}
	}
	return best
}

// differs says which of some labels the pods of a workload do not have.
func differs(w *cluster.Workload, want map[string]string) string {
	for _, key := range sortedKeys(want) {
		value, ok := w.Labels[key]
		if ok && value != want[key] {
			return " has " + label(key, value)
		}
		if !ok {
			return " has the others, but no " + plain(key)
		}
	}
	return ""
}

// selectedElsewhere returns the first other namespace with pods that have some
// labels, or "".
func (k *checker) selectedElsewhere(namespace string, want map[string]string) string {
	for i, w := range k.c.Workloads {
		first := i == 0 || w.Namespace != k.c.Workloads[i-1].Namespace
		if first && w.Namespace != namespace && len(k.c.Selected(w.Namespace, want)) > 0 {
			return w.Namespace
		}
	}
	return ""
}
