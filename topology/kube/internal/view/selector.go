package view

import (
	"fmt"
	"regexp"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// requirement is one term of a label selector.
type requirement = metav1.LabelSelectorRequirement

// parseSelector reads a label selector as kubectl takes it: terms with commas
// between them, each of them "key", "!key", "key=value", "key==value",
// "key!=value", "key in (a,b)" or "key notin (a,b)". An empty text is nil. See
// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
func parseSelector(text string) (*metav1.LabelSelector, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	s := &metav1.LabelSelector{}
	for _, term := range terms(text) {
		r, ok := parseTerm(strings.TrimSpace(term))
		if !ok {
			return nil, fmt.Errorf("the label selector %q cannot be read at %q: terms are key=value, key!=value, key in (a,b), key notin (a,b), key and !key, with commas between them", text, term)
		}
		s.MatchExpressions = append(s.MatchExpressions, r)
	}
	return s, nil
}

// terms splits a selector at the commas outside of parentheses.
func terms(text string) []string {
	var out []string
	depth, start := 0, 0
	for i := range len(text) {
		switch text[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 {
				out = append(out, text[start:i])
				start = i + 1
			}
		}
	}
	return append(out, text[start:])
}

func parseTerm(term string) (requirement, bool) {
	if key, ok := strings.CutPrefix(term, "!"); ok {
		return makeRequirement(key, metav1.LabelSelectorOpDoesNotExist)
	}
	for _, sign := range []string{"!=", "==", "="} {
		key, value, found := strings.Cut(term, sign)
		if !found {
			continue
		}
		if sign == "!=" {
			return makeRequirement(key, metav1.LabelSelectorOpNotIn, value)
		}
		return makeRequirement(key, metav1.LabelSelectorOpIn, value)
	}
	head, list, found := strings.Cut(term, "(")
	if !found {
		return makeRequirement(term, metav1.LabelSelectorOpExists)
	}
	list, closed := strings.CutSuffix(list, ")")
	words := strings.Fields(head)
	if !closed || len(words) != 2 {
		return requirement{}, false
	}
	switch words[1] {
	case "in":
		return makeRequirement(words[0], metav1.LabelSelectorOpIn, strings.Split(list, ",")...)
	case "notin":
		return makeRequirement(words[0], metav1.LabelSelectorOpNotIn, strings.Split(list, ",")...)
	}
	return requirement{}, false
}

// makeRequirement returns a term, and whether its key and its values can be
// those of labels.
func makeRequirement(key string, op metav1.LabelSelectorOperator, values ...string) (requirement, bool) {
	r := requirement{Key: strings.TrimSpace(key), Operator: op}
	ok := labelKey(r.Key)
	for _, v := range values {
		v = strings.TrimSpace(v)
		ok = ok && (v == "" || labelText(v))
		r.Values = append(r.Values, v)
	}
	return r, ok
}

// labelKey reports whether a text can be the key of a label: a name, after the
// name of a domain and a slash if there is one.
func labelKey(key string) bool {
	if domain, name, found := strings.Cut(key, "/"); found {
		return labelText(domain) && labelText(name)
	}
	return labelText(key)
}

func labelText(text string) bool {
	ok, err := regexp.MatchString(`^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$`, text)
	return ok && err == nil
}
