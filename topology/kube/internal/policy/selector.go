package policy

import (
	"maps"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// isEmpty reports whether a selector matches everything.
func isEmpty(s *metav1.LabelSelector) bool {
	return len(s.MatchLabels) == 0 && len(s.MatchExpressions) == 0
}

// describe says which pods a selector is for: as kubectl's --selector has it.
func describe(s *metav1.LabelSelector) string {
	if isEmpty(s) {
		return "all pods"
	}
	return requirements(s)
}

// describeNamespaces says which namespaces a selector is for.
func describeNamespaces(s *metav1.LabelSelector) string {
	if isEmpty(s) {
		return "all namespaces"
	}
	if name, ok := s.MatchLabels[corev1.LabelMetadataName]; ok && len(s.MatchLabels)+len(s.MatchExpressions) == 1 {
		return "namespace " + name
	}
	return "namespaces with " + requirements(s)
}

// requirements writes a selector in the language of
// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#list-and-watch-filtering
// with its labels by key, then its expressions in the order of the manifest.
func requirements(s *metav1.LabelSelector) string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(s.MatchLabels)) {
		out = append(out, k+"="+s.MatchLabels[k])
	}
	for _, r := range s.MatchExpressions {
		out = append(out, requirement(r))
	}
	return strings.Join(out, ",")
}

func requirement(r metav1.LabelSelectorRequirement) string {
	switch r.Operator {
	case metav1.LabelSelectorOpExists:
		return r.Key
	case metav1.LabelSelectorOpDoesNotExist:
		return "!" + r.Key
	case metav1.LabelSelectorOpIn, metav1.LabelSelectorOpNotIn:
		return r.Key + " " + strings.ToLower(string(r.Operator)) + " (" + strings.Join(r.Values, ", ") + ")"
	}
	return r.Key + " " + string(r.Operator)
}
