package lint

import (
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// use is a place where an object refers to another of its namespace.
type use struct {
	by *cluster.Object
	to cluster.Ref
	// key is that of a ConfigMap or a Secret, "" for all of it.
	key string
	// namePath and keyPath are where the two are.
	namePath, keyPath []any
	// what says what the object needs it for: "container web".
	what string
}

// wants is what uses have in common that have one cause.
type wants struct {
	to  cluster.Ref
	key string
}

// configuration finds what pods need besides images and is not there. What
// several objects need and is missing once is one finding.
func (k *checker) configuration() {
	var uses []use
	for _, w := range k.c.Workloads {
		uses = append(uses, usesOf(w)...)
	}
	for _, o := range k.c.Objects {
		if in, ok := o.Manifest.Typed.(*networkingv1.Ingress); ok {
			uses = append(uses, usesOfTLS(o, in)...)
		}
	}
	missing := make(map[wants][]use)
	for _, u := range uses {
		if k.made(u) {
			continue
		}
		code, cause := codeOf(u.to.Kind), wants{to: u.to}
		if k.c.Get(u.to) != nil {
			if u.key == "" || k.hasKey(u.to, u.key) {
				continue
			}
			code, cause.key = CodeMissingKey, u.key
		}
		if !k.silenced(code, u.by.Manifest) {
			missing[cause] = append(missing[cause], u)
		}
	}
	for cause, all := range missing {
		slices.SortStableFunc(all, func(a, b use) int { return comparePos(a.pos(cause), b.pos(cause)) })
		k.missing(cause, slices.CompactFunc(all, func(a, b use) bool { return a.pos(cause) == b.pos(cause) }))
	}
}

func codeOf(kind string) string {
	switch kind {
	case "ConfigMap":
		return CodeMissingConfigMap
	case "Secret":
		return CodeMissingSecret
	case "ServiceAccount":
		return CodeMissingServiceAccount
	}
	return CodeMissingPVC
}

// missing reports what is not there at the first place that needs it.
func (k *checker) missing(cause wants, all []use) {
	f := Finding{Object: all[0].by, Pos: all[0].pos(cause)}
	if cause.key != "" {
		f.Code, f.Message = CodeMissingKey, ref(cause.to)+" has no key "+plain(cause.key)
		f.Hint = k.keyHint(cause)
	} else {
		f.Code, f.Message = codeOf(cause.to.Kind), ref(cause.to)+" does not exist"
		f.Severity, f.Hint = k.absent(cause.to)
	}
	f.Message += ": " + ref(all[0].by.Ref) + " needs it for " + all[0].what
	for _, u := range all[1:] {
		f.Related = append(f.Related, Related{u.pos(cause), ref(u.by.Ref) + " needs it too, for " + u.what, u.by.Ref})
	}
	k.report(f)
}

// pos is the place of what is missing.
func (u use) pos(cause wants) graph.Pos {
	if cause.key != "" {
		return u.by.At(u.keyPath...)
	}
	return u.by.At(u.namePath...)
}

// absent says how bad it is that an object is missing, and what would help.
// Secrets are often kept out of version control, accounts and volumes with what
// else an administrator makes.
func (k *checker) absent(to cluster.Ref) (severity Severity, hint string) {
	least := Note
	if to.Kind == "ConfigMap" {
		least = Warning
	}
	severity = k.unlessNone(to.Kind, to.Namespace, least)
	if near := nearest(to.Name, k.namesOf(to.Kind, to.Namespace)); near != "" {
		return severity, didYouMean(near)
	}
	if generator := k.makers.generator; generator != nil && (to.Kind == "ConfigMap" || to.Kind == "Secret") {
		return Note, "a kustomization may make it: check what kustomize build gives"
	}
	if maker := k.makers.ofSecrets[to.Namespace]; maker != nil && to.Kind == "Secret" {
		return Note, ref(maker.Ref) + " or another of its kind may make it"
	}
	if ns := k.elsewhere(to.Kind, to.Namespace, to.Name); ns != "" {
		return severity, "namespace " + plain(ns) + " has a " + to.Kind + " of that name, and pods see those of their own namespace alone"
	}
	if severity == Note {
		return severity, "the manifests have no " + to.Kind + " of that namespace: check that it is made elsewhere"
	}
	return severity, "add it, or name one that there is"
}

// made reports whether something outside of the manifests makes what is used.
func (k *checker) made(u use) bool {
	switch u.to.Kind {
	case "ConfigMap":
		// Every namespace has these: the one of Kubernetes, the others of OpenShift
		// and Istio.
		if slices.Contains([]string{"kube-root-ca.crt", "openshift-service-ca.crt", "istio-ca-root-cert"}, u.to.Name) {
			return true
		}
	case "Secret":
		if tokenOf(u.to.Name) {
			return true
		}
	case "PersistentVolumeClaim":
		if k.claimOfStatefulSet(u.to) {
			return true
		}
	}
	return k.c.Get(u.to) == nil && k.makers.of(u.to.Namespace, u.to.Name) != nil
}

// tokenOf reports the names that the token of a ServiceAccount was given by
// clusters before 1.24: "default-token-x7k2p".
func tokenOf(name string) bool {
	i := strings.LastIndex(name, "-token-")
	return i > 0 && len(name)-i == len("-token-x7k2p")
}

// claimOfStatefulSet reports whether a claim is one that a StatefulSet makes: the
// template's name, the set's and a number.
func (k *checker) claimOfStatefulSet(claim cluster.Ref) bool {
	i := strings.LastIndexByte(claim.Name, '-')
	if i < 0 || !isNumber(claim.Name[i+1:]) {
		return false
	}
	return slices.ContainsFunc(k.c.In(claim.Namespace), func(w *cluster.Workload) bool {
		return w.Kind == "StatefulSet" && strings.HasSuffix(claim.Name[:i], "-"+w.Name)
	})
}

// hasKey reports whether a ConfigMap or a Secret has a key, or is given it by a
// controller.
func (k *checker) hasKey(to cluster.Ref, key string) bool {
	o := k.c.Get(to)
	if o == nil || filled(o) {
		return true
	}
	keys, known := keysIn(o)
	return !known || slices.Contains(keys, key)
}

// keysIn returns the keys of a ConfigMap or a Secret.
func keysIn(o *cluster.Object) (keys []string, known bool) {
	switch t := o.Manifest.Typed.(type) {
	case *corev1.ConfigMap:
		return append(sortedKeys(t.Data), sortedKeys(t.BinaryData)...), true
	case *corev1.Secret:
		return sortedKeys(t.Data), true // stringData is in it
	}
	return nil, false
}

// filled reports whether a controller adds keys to an object: a token's, or what
// an annotation or a label asks for.
func filled(o *cluster.Object) bool {
	if s, ok := o.Manifest.Typed.(*corev1.Secret); ok && s.Type == corev1.SecretTypeServiceAccountToken {
		return true
	}
	if keys, known := keysIn(o); known && len(keys) == 0 {
		return true // left empty to be filled in
	}
	for _, m := range []map[string]string{o.Manifest.Meta.Annotations, o.Manifest.Meta.Labels} {
		for key := range m {
			if strings.Contains(key, "inject") || strings.Contains(key, "reflector") || strings.Contains(key, "replicator") {
				return true
			}
		}
	}
	return false
}

func (k *checker) keyHint(cause wants) string {
	keys, _ := keysIn(k.c.Get(cause.to))
	if near := nearest(cause.key, keys); near != "" {
		return didYouMean(near)
	}
	shown := make([]string, len(keys))
	for i, key := range keys {
		shown[i] = plain(key)
	}
	return "it has " + list(shown)
}
