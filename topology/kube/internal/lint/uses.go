package lint

import (
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// podUses collects what a workload's pods need.
type podUses struct {
	w   *cluster.Workload
	all []use
}

// usesOf returns what the pods of a workload need, without what is optional.
func usesOf(w *cluster.Workload) []use {
	u := podUses{w: w}
	for _, c := range w.Containers() {
		u.variables(c)
	}
	for i := range w.Spec.Volumes {
		u.volume(&w.Spec.Volumes[i], slices.Concat(w.SpecPath, []any{"volumes", i}))
	}
	u.account()
	return u.all
}

// add adds the use of an object; the path is where its name is.
func (u *podUses) add(kind, name, what string, path ...any) {
	if name != "" {
		u.all = append(u.all, use{
			by: u.w.Object, to: cluster.Ref{Kind: kind, Namespace: u.w.Namespace, Name: name},
			what: what, namePath: path,
		})
	}
}

// addKey adds the use of a key; the path is where the key and the name are.
func (u *podUses) addKey(kind, name, key, what string, path []any) {
	if name != "" {
		u.all = append(u.all, use{
			by: u.w.Object, to: cluster.Ref{Kind: kind, Namespace: u.w.Namespace, Name: name}, key: key,
			what: what, namePath: slices.Concat(path, []any{"name"}), keyPath: slices.Concat(path, []any{"key"}),
		})
	}
}

func (u *podUses) variables(c cluster.Container) {
	what := "container " + plain(c.Name)
	for i, from := range c.EnvFrom {
		path := slices.Concat(c.Path, []any{"envFrom", i})
		if r := from.ConfigMapRef; r != nil && needed(r.Optional) {
			u.add("ConfigMap", r.Name, what, slices.Concat(path, []any{"configMapRef", "name"})...)
		}
		if r := from.SecretRef; r != nil && needed(r.Optional) {
			u.add("Secret", r.Name, what, slices.Concat(path, []any{"secretRef", "name"})...)
		}
	}
	for i, v := range c.Env {
		if v.ValueFrom == nil {
			continue
		}
		path := slices.Concat(c.Path, []any{"env", i, "valueFrom"})
		what := "variable " + plain(v.Name)
		if r := v.ValueFrom.ConfigMapKeyRef; r != nil && needed(r.Optional) {
			u.addKey("ConfigMap", r.Name, r.Key, what, slices.Concat(path, []any{"configMapKeyRef"}))
		}
		if r := v.ValueFrom.SecretKeyRef; r != nil && needed(r.Optional) {
			u.addKey("Secret", r.Name, r.Key, what, slices.Concat(path, []any{"secretKeyRef"}))
		}
	}
}

func (u *podUses) volume(v *corev1.Volume, path []any) {
	what := "volume " + plain(v.Name)
	switch {
	case v.ConfigMap != nil:
		if needed(v.ConfigMap.Optional) {
			u.files("ConfigMap", v.ConfigMap.Name, v.ConfigMap.Items, what, slices.Concat(path, []any{"configMap"}), "name")
		}
	case v.Secret != nil:
		if needed(v.Secret.Optional) {
			u.files("Secret", v.Secret.SecretName, v.Secret.Items, what, slices.Concat(path, []any{"secret"}), "secretName")
		}
	case v.Projected != nil:
		for i, p := range v.Projected.Sources {
			at := slices.Concat(path, []any{"projected", "sources", i})
			if p.ConfigMap != nil && needed(p.ConfigMap.Optional) {
				u.files("ConfigMap", p.ConfigMap.Name, p.ConfigMap.Items, what, slices.Concat(at, []any{"configMap"}), "name")
			}
			if p.Secret != nil && needed(p.Secret.Optional) {
				u.files("Secret", p.Secret.Name, p.Secret.Items, what, slices.Concat(at, []any{"secret"}), "name")
			}
		}
	case v.PersistentVolumeClaim != nil:
		u.add("PersistentVolumeClaim", v.PersistentVolumeClaim.ClaimName, what,
			slices.Concat(path, []any{"persistentVolumeClaim", "claimName"})...)
	}
}

// files adds the use of an object, and of the keys of it that a volume names.
func (u *podUses) files(kind, name string, items []corev1.KeyToPath, what string, path []any, nameKey string) {
	at := slices.Concat(path, []any{nameKey})
	u.add(kind, name, what, at...)
	for i, item := range items {
		if name != "" {
			u.all = append(u.all, use{
				by: u.w.Object, to: cluster.Ref{Kind: kind, Namespace: u.w.Namespace, Name: name}, key: item.Key,
				what: what, namePath: at, keyPath: slices.Concat(path, []any{"items", i, "key"}),
			})
		}
	}
}

// account adds the use of the ServiceAccount. Every namespace has the one with
// the name "default".
func (u *podUses) account() {
	name, key := u.w.Spec.ServiceAccountName, "serviceAccountName"
	if name == "" {
		name, key = u.w.Spec.DeprecatedServiceAccount, "serviceAccount"
	}
	if name != "default" {
		u.add("ServiceAccount", name, "its pods", slices.Concat(u.w.SpecPath, []any{key})...)
	}
}

// needed reports whether a reference is not optional.
func needed(optional *bool) bool { return optional == nil || !*optional }

// usesOfTLS returns the Secrets with the certificates of an Ingress, unless an
// annotation asks for them to be made. See
// https://cert-manager.io/docs/usage/ingress/
func usesOfTLS(o *cluster.Object, in *networkingv1.Ingress) []use {
	for key := range in.Annotations {
		if strings.HasPrefix(key, "cert-manager.io/") || strings.HasPrefix(key, "certmanager.k8s.io/") || key == "kubernetes.io/tls-acme" {
			return nil
		}
	}
	var out []use
	for i, t := range in.Spec.TLS {
		if t.SecretName != "" {
			out = append(out, use{
				by: o, to: cluster.Ref{Kind: "Secret", Namespace: o.Namespace, Name: t.SecretName},
				what: "TLS", namePath: []any{"spec", "tls", i, "secretName"},
			})
		}
	}
	return out
}
