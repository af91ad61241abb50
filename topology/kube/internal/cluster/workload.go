package cluster

import (
	"slices"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Workload is what makes pods: a Deployment, a StatefulSet, a DaemonSet, a Job, a
// CronJob, or a ReplicaSet, a ReplicationController or a Pod that nothing of these
// owns.
type Workload struct {
	*Object
	// Labels and Annotations are those of its pods.
	Labels, Annotations map[string]string
	// Spec is that of its pods, and SpecPath where that is in the object.
	Spec     *corev1.PodSpec
	SpecPath []any
	// Replicas is how many pods there are meant to be. For a DaemonSet it is -1:
	// one on each node.
	Replicas int
	// Selector is what the workload itself selects its pods by; it may be nil.
	Selector *metav1.LabelSelector
	// Service is the name of a StatefulSet's own; it may be empty.
	Service string
	// Services are those that select its pods.
	Services []*Service
	// Pods are those of the manifests that it made; a Pod is its own.
	Pods []*Object

	owner *metav1.OwnerReference
}

// podLabel is a label of a pod in a namespace.
type podLabel struct{ namespace, key, value string }

func (c *Cluster) addWorkloads() {
	c.workloads = make(map[Ref]*Workload)
	var all []*Workload
	for _, o := range c.Objects {
		if w := newWorkload(o); w != nil {
			all = append(all, w)
			c.workloads[w.Ref] = w
		}
	}
	for _, w := range all {
		c.place(w)
	}
	c.byPodLabel = make(map[podLabel][]*Workload)
	for _, w := range c.Workloads {
		for k, v := range w.Labels {
			at := podLabel{w.Namespace, k, v}
			c.byPodLabel[at] = append(c.byPodLabel[at], w)
		}
	}
}

// place puts a workload among those of the cluster, or with its owner if the
// manifests have that.
func (c *Cluster) place(w *Workload) {
	top := w
	for range len(c.workloads) { // owners could form a circle
		owner := c.owner(top)
		if owner == nil {
			break
		}
		top = owner
	}
	if w.Kind == "Pod" {
		top.Pods = append(top.Pods, w.Object)
	}
	switch {
	case top != w:
		c.workloads[w.Ref] = top
	case w.Kind == "ReplicaSet" && w.Replicas == 0 && w.owner != nil:
		delete(c.workloads, w.Ref) // an old revision of a Deployment
	default:
		c.Workloads = append(c.Workloads, w)
	}
}

func (c *Cluster) owner(w *Workload) *Workload {
	if w.owner == nil {
		return nil
	}
	o := c.byRef[Ref{w.owner.Kind, w.Namespace, w.owner.Name}]
	if o == nil {
		return nil
	}
	if owner := c.workloads[o.Ref]; owner != w {
		return owner
	}
	return nil
}

// Workload returns the workload with a name, or the one that owns what has the
// name; nil if there is none.
func (c *Cluster) Workload(ref Ref) *Workload { return c.workloads[ref] }

func newWorkload(o *Object) *Workload {
	w := &Workload{Object: o, Replicas: 1, owner: controllerOf(o.Manifest.Meta.OwnerReferences)}
	template := func(t *corev1.PodTemplateSpec, path ...any) {
		w.Labels, w.Annotations, w.Spec = t.Labels, t.Annotations, &t.Spec
		w.SpecPath = append(path, "template", "spec")
	}
	switch t := o.Manifest.Typed.(type) {
	case *appsv1.Deployment:
		template(&t.Spec.Template, "spec")
		w.Selector = t.Spec.Selector
		w.replicas(t.Spec.Replicas)
	case *appsv1.StatefulSet:
		template(&t.Spec.Template, "spec")
		w.Selector, w.Service = t.Spec.Selector, t.Spec.ServiceName
		w.replicas(t.Spec.Replicas)
	case *appsv1.DaemonSet:
		template(&t.Spec.Template, "spec")
		w.Selector, w.Replicas = t.Spec.Selector, -1
	case *appsv1.ReplicaSet:
		template(&t.Spec.Template, "spec")
		w.Selector = t.Spec.Selector
		w.replicas(t.Spec.Replicas)
	case *corev1.ReplicationController:
		if t.Spec.Template == nil {
			return nil
		}
		template(t.Spec.Template, "spec")
		w.Selector = &metav1.LabelSelector{MatchLabels: t.Spec.Selector}
		w.replicas(t.Spec.Replicas)
	case *batchv1.Job:
		template(&t.Spec.Template, "spec")
		w.replicas(t.Spec.Parallelism)
	case *batchv1.CronJob:
		template(&t.Spec.JobTemplate.Spec.Template, "spec", "jobTemplate", "spec")
		w.replicas(t.Spec.JobTemplate.Spec.Parallelism)
	case *corev1.Pod:
		w.Labels, w.Annotations, w.Spec, w.SpecPath = t.Labels, t.Annotations, &t.Spec, []any{"spec"}
	default:
		return nil
	}
	return w
}

func (w *Workload) replicas(n *int32) {
	if n != nil {
		w.Replicas = max(0, int(*n))
	}
}

func controllerOf(owners []metav1.OwnerReference) *metav1.OwnerReference {
	i := slices.IndexFunc(owners, func(o metav1.OwnerReference) bool { return o.Controller != nil && *o.Controller })
	if i < 0 {
		return nil
	}
	return &owners[i]
}

// Container is one of a workload's, with where it is in the object.
type Container struct {
	*corev1.Container
	Path []any
	// Init says that it runs to its end before the others start. One that is
	// restarted always is a sidecar, and runs beside them.
	Init bool
}

// Containers returns all containers, those that initialise the pod last: what
// runs for as long as the pod does comes first.
func (w *Workload) Containers() []Container {
	var out, initial []Container
	for i := range w.Spec.Containers {
		out = append(out, Container{Container: &w.Spec.Containers[i], Path: w.path("containers", i)})
	}
	for i := range w.Spec.InitContainers {
		c := Container{Container: &w.Spec.InitContainers[i], Path: w.path("initContainers", i)}
		if p := c.RestartPolicy; p != nil && *p == corev1.ContainerRestartPolicyAlways {
			out = append(out, c)
			continue
		}
		c.Init = true
		initial = append(initial, c)
	}
	return append(out, initial...)
}

func (w *Workload) path(steps ...any) []any { return slices.Concat(w.SpecPath, steps) }
