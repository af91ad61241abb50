package view

import (
	"slices"
	"strings"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// drawRest draws what is no traffic: configuration, storage, accounts, what
// scales and guards workloads, and the objects of kinds that nothing is known of.
func (s *sketch) drawRest() {
	routes := s.routeObjects()
	for _, o := range s.c.Objects {
		if !drawnElsewhere(o) && !routes[o] {
			s.other(o)
		}
	}
	for _, w := range s.c.Workloads {
		s.pod(w)
		s.claims(w)
	}
	for _, d := range s.c.Doors {
		s.doorParts(d)
	}
	for _, o := range s.c.Objects {
		s.relations(o)
	}
	s.owners()
}

// drawnElsewhere reports the kinds that the traffic has, as nodes or in edges,
// and those that are a frame.
func drawnElsewhere(o *cluster.Object) bool {
	switch o.Manifest.Typed.(type) {
	case *corev1.Service, *corev1.Pod, *corev1.Node, *corev1.Namespace, *corev1.ReplicationController,
		*discoveryv1.EndpointSlice, *appsv1.Deployment, *appsv1.StatefulSet, *appsv1.DaemonSet, *appsv1.ReplicaSet,
		*batchv1.Job, *batchv1.CronJob, *networkingv1.Ingress, *manifest.Gateway:
		return true
	}
	return o.Manifest.Typed != nil && (o.Kind == "Endpoints" || o.Kind == "ServiceAccount" && o.Name == "default")
}

// routeObjects returns the HTTPRoutes and the like that are edges.
func (s *sketch) routeObjects() map[*cluster.Object]bool {
	out := make(map[*cluster.Object]bool)
	for _, d := range s.c.Doors {
		for _, r := range d.Routes {
			out[r.Object] = true
		}
	}
	return out
}

// other returns the vertex of an object that takes no part in the traffic.
func (s *sketch) other(o *cluster.Object) *vertex {
	kind := strings.ToLower(o.Kind)
	if kind == "persistentvolumeclaim" || kind == "persistentvolume" {
		kind = "storage"
	}
	v := s.object(o, kind, orderOther)
	v.family = family(o.Name)
	if claim, ok := o.Manifest.Typed.(*corev1.PersistentVolumeClaim); ok {
		v.subtitle = claimSubtitle(&claim.Spec)
	}
	return s.add(v)
}

func claimSubtitle(c *corev1.PersistentVolumeClaimSpec) string {
	if size, ok := c.Resources.Requests[corev1.ResourceStorage]; ok {
		return "PersistentVolumeClaim " + size.String()
	}
	return "PersistentVolumeClaim"
}

// use draws an edge to an object, or to its place if it is missing and has to be
// there.
func (s *sketch) use(from *vertex, relation string, to cluster.Ref, optional *bool, evidence string) {
	if to.Name == "" {
		return
	}
	e := edge{from: from, relation: relation, evidence: []string{evidence}}
	if relation == relScales { // the others are told by the kind of what they lead to
		e.label = relation
	}
	switch o := s.c.Get(to); {
	case o != nil:
		e.to = s.other(o)
	case optional != nil && *optional:
		return
	default:
		e.to = s.missing(s.id(to.Namespace, "missing", to.Kind, to.Name), to)
		e.to.order = orderOther
	}
	s.link(e)
}

// pod draws what the pods of a workload use.
func (s *sketch) pod(w *cluster.Workload) {
	from := s.workload(w)
	ref := func(kind, name string) cluster.Ref {
		return cluster.Ref{Kind: kind, Namespace: w.Namespace, Name: name}
	}
	at := func(text string, path ...any) string { return cite(text, w.Source(slices.Concat(w.SpecPath, path)...)) }
	if name := w.Spec.ServiceAccountName; name != "default" {
		s.use(from, relRunsAs, ref("ServiceAccount", name), nil, at("serviceAccountName "+name, "serviceAccountName"))
	}
	for i, p := range w.Spec.ImagePullSecrets {
		s.use(from, relUses, ref("Secret", p.Name), nil, at("imagePullSecrets "+p.Name, "imagePullSecrets", i))
	}
	for i := range w.Spec.Volumes {
		v := &w.Spec.Volumes[i]
		evidence := at("volume "+v.Name, "volumes", i)
		for _, m := range mounted(v) {
			s.use(from, relMounts, ref(m.kind, m.name), m.optional, evidence)
		}
	}
	for _, c := range w.Containers() {
		for _, m := range environment(c) {
			s.use(from, relUses, ref(m.kind, m.name), m.optional, cite(m.text, w.Source(slices.Concat(c.Path, m.path)...)))
		}
	}
}

// mention is an object that a pod names.
type mention struct {
	kind, name string
	optional   *bool
	text       string
	path       []any
}

func mounted(v *corev1.Volume) []mention {
	var out []mention
	if m := v.ConfigMap; m != nil {
		out = append(out, mention{kind: "ConfigMap", name: m.Name, optional: m.Optional})
	}
	if m := v.Secret; m != nil {
		out = append(out, mention{kind: "Secret", name: m.SecretName, optional: m.Optional})
	}
	if m := v.PersistentVolumeClaim; m != nil {
		out = append(out, mention{kind: "PersistentVolumeClaim", name: m.ClaimName})
	}
	if v.Projected == nil {
		return out
	}
	for _, p := range v.Projected.Sources {
		if m := p.ConfigMap; m != nil {
			out = append(out, mention{kind: "ConfigMap", name: m.Name, optional: m.Optional})
		}
		if m := p.Secret; m != nil {
			out = append(out, mention{kind: "Secret", name: m.Name, optional: m.Optional})
		}
	}
	return out
}

func environment(c cluster.Container) []mention {
	var out []mention
	for i, e := range c.EnvFrom {
		if m := e.ConfigMapRef; m != nil {
			out = append(out, mention{"ConfigMap", m.Name, m.Optional, "envFrom " + m.Name, []any{"envFrom", i}})
		}
		if m := e.SecretRef; m != nil {
			out = append(out, mention{"Secret", m.Name, m.Optional, "envFrom " + m.Name, []any{"envFrom", i}})
		}
	}
	for i, e := range c.Env {
		if e.ValueFrom == nil {
			continue
		}
		if m := e.ValueFrom.ConfigMapKeyRef; m != nil {
			out = append(out, mention{"ConfigMap", m.Name, m.Optional, "env " + e.Name, []any{"env", i}})
		}
		if m := e.ValueFrom.SecretKeyRef; m != nil {
			out = append(out, mention{"Secret", m.Name, m.Optional, "env " + e.Name, []any{"env", i}})
		}
	}
	return out
}

// claims draws the storage that each pod of a StatefulSet gets for itself.
func (s *sketch) claims(w *cluster.Workload) {
	set, ok := w.Manifest.Typed.(*appsv1.StatefulSet)
	if !ok {
		return
	}
	for i, t := range set.Spec.VolumeClaimTemplates {
		v := s.object(w.Object, "storage", orderOther)
		v.id, v.label, v.subtitle = s.id(w.Namespace, w.Kind, w.Name, "volumeClaimTemplates", t.Name), t.Name, claimSubtitle(&t.Spec)
		v.family, v.images = family(w.Name), t.Name
		v = s.add(v)
		s.link(edge{from: s.workload(w), to: v, relation: relMounts,
			evidence: []string{cite("volumeClaimTemplates "+t.Name, w.Source("spec", "volumeClaimTemplates", i))}})
	}
}

// doorParts draws the class of an Ingress or a Gateway, and its certificates.
func (s *sketch) doorParts(d *cluster.Door) {
	if d.Object == nil {
		return
	}
	from := s.doorVertex(d)
	if o := s.c.Get(cluster.Ref{Kind: d.Kind + "Class", Name: d.Class}); o != nil {
		s.link(edge{from: from, to: s.other(o), relation: relUses, evidence: []string{cite("class "+d.Class, d.Object.Source())}})
	}
	in, ok := d.Object.Manifest.Typed.(*networkingv1.Ingress)
	if !ok {
		return
	}
	for i, t := range in.Spec.TLS {
		s.use(from, relUses, cluster.Ref{Kind: "Secret", Namespace: d.Namespace, Name: t.SecretName}, nil,
			cite("tls "+t.SecretName, d.Object.Source("spec", "tls", i)))
	}
}

// relations draws what an object scales or guards.
func (s *sketch) relations(o *cluster.Object) {
	switch t := o.Manifest.Typed.(type) {
	case *autoscalingv2.HorizontalPodAutoscaler:
		ref := cluster.Ref{Kind: t.Spec.ScaleTargetRef.Kind, Namespace: o.Namespace, Name: t.Spec.ScaleTargetRef.Name}
		evidence := cite("scaleTargetRef "+ref.Name, o.Source("spec", "scaleTargetRef"))
		if w := s.c.Workload(ref); w != nil {
			s.link(edge{from: s.other(o), to: s.workload(w), relation: relScales, label: relScales, evidence: []string{evidence}})
			return
		}
		s.use(s.other(o), relScales, ref, nil, evidence)
	case *policyv1.PodDisruptionBudget:
		s.guards(o, t.Spec.Selector, "selector")
	case *networkingv1.NetworkPolicy:
		s.guards(o, &t.Spec.PodSelector, "podSelector")
	}
}

func (s *sketch) guards(o *cluster.Object, selector *metav1.LabelSelector, key string) {
	for _, w := range s.c.Matching(o.Namespace, selector) {
		s.link(edge{from: s.other(o), to: s.workload(w), relation: relGuards, label: relGuards,
			evidence: []string{cite(key+" of "+o.Kind+" "+o.Name, o.Source("spec", key))}})
	}
}

// owners draws which objects of the picture were made for which.
func (s *sketch) owners() {
	for _, o := range s.c.Objects {
		to := s.vertices[s.objectID(o)]
		for _, r := range o.Manifest.Meta.OwnerReferences {
			owner := s.c.Get(cluster.Ref{Kind: r.Kind, Namespace: o.Namespace, Name: r.Name})
			if owner == nil || to == nil {
				continue
			}
			if from := s.vertices[s.objectID(owner)]; from != nil {
				s.link(edge{from: from, to: to, relation: relOwns, label: relOwns,
					evidence: []string{cite("ownerReferences "+r.Name, o.Source("metadata", "ownerReferences"))}})
			}
		}
	}
}
