// Package cluster puts the objects of manifests together: who is in which
// namespace, what a selector selects, what a name on the cluster's network leads
// to, and through which doors traffic comes in.
package cluster

import (
	"cmp"
	"slices"
	"strings"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// Options are what manifests do not say themselves. The zero value is the
// default.
type Options struct {
	// Namespace is that of objects that name none; empty is "default".
	Namespace string
	// Domain is the cluster's own on its network. Empty is "cluster.local", and any
	// other where a Service of the manifests has the name before it.
	Domain string
}

// Ref names an object. Objects without a namespace of their own (Node,
// Namespace, IngressClass …) have none in their Ref.
type Ref struct{ Kind, Namespace, Name string }

// String returns the name as messages have it: "Service shop/web".
func (r Ref) String() string {
	if r.Namespace == "" {
		return r.Kind + " " + r.Name
	}
	return r.Kind + " " + r.Namespace + "/" + r.Name
}

// Compare orders references by namespace, kind and name.
func (r Ref) Compare(other Ref) int {
	return cmp.Or(cmp.Compare(r.Namespace, other.Namespace), cmp.Compare(r.Kind, other.Kind), cmp.Compare(r.Name, other.Name))
}

// Cluster is what a set of manifests describes. All its lists are in the order of
// their references, whatever the order of the manifests.
type Cluster struct {
	Options
	// Objects are all objects, also those of the other lists.
	Objects   []*Object
	Workloads []*Workload
	Services  []*Service
	// Doors are the Ingresses and Gateways.
	Doors    []*Door
	Policies []*Policy
	Monitors []*Monitor
	Nodes    []*Object

	byRef      map[Ref]*Object
	byPodLabel map[podLabel][]*Workload
	workloads  map[Ref]*Workload
	services   map[Ref]*Service
	byIP       map[string]*Service
	grants     []grant
	known      map[string]bool // namespaces that something is in
}

// Object is an object with its name. Its Namespace is filled in.
type Object struct {
	Ref
	// Manifest is the object as it was read.
	Manifest *manifest.Object
}

// At returns the place of a value, as [manifest.Object.At] does.
func (o *Object) At(path ...any) graph.Pos { return o.Manifest.At(path...) }

// Source returns the place of a value, as [manifest.Object.Source] does.
func (o *Object) Source(path ...any) string { return o.Manifest.Source(path...) }

// Policy is a NetworkPolicy.
type Policy struct {
	*Object
	Spec *networkingv1.NetworkPolicySpec
}

// Monitor is a ServiceMonitor or a PodMonitor.
type Monitor struct {
	*Object
	*manifest.Monitor
}

// New puts objects together.
func New(objects []*manifest.Object, opts Options) *Cluster {
	c := &Cluster{
		Options: Options{Namespace: cmp.Or(opts.Namespace, corev1.NamespaceDefault), Domain: strings.ToLower(strings.Trim(opts.Domain, "."))},
		byRef:   make(map[Ref]*Object, len(objects)),
		known:   make(map[string]bool),
	}
	for _, m := range objects {
		c.add(m)
	}
	slices.SortStableFunc(c.Objects, func(a, b *Object) int { return a.Compare(b.Ref) })
	c.addWorkloads()
	c.addServices()
	c.addGrants()
	c.addDoors()
	for _, o := range c.Objects {
		switch typed := o.Manifest.Typed.(type) {
		case *networkingv1.NetworkPolicy:
			c.Policies = append(c.Policies, &Policy{o, &typed.Spec})
		case *manifest.Monitor:
			c.Monitors = append(c.Monitors, &Monitor{o, typed})
		case *corev1.Node:
			c.Nodes = append(c.Nodes, o)
		}
	}
	return c
}

func (c *Cluster) add(m *manifest.Object) {
	o := &Object{Ref: Ref{m.Kind, m.Meta.Namespace, m.Meta.Name}, Manifest: m}
	switch {
	case clusterWide(m):
		o.Namespace = ""
	case o.Namespace == "":
		o.Namespace = c.Namespace
	}
	if m.Typed == nil && !clusterWide(m) {
		// A kind of somebody else's may have the name of one of the API's.
		if first, ok := c.byRef[o.Ref]; !ok || first.Manifest.Typed == nil {
			c.byRef[o.Ref] = o
		}
	} else {
		c.byRef[o.Ref] = o
	}
	c.known[o.Namespace] = true
	if ns, ok := m.Typed.(*corev1.Namespace); ok {
		c.known[ns.Name] = true
	}
	c.Objects = append(c.Objects, o)
}

// clusterWide reports the kinds that are in no namespace. Of a custom resource
// one cannot tell: it is in none if it names none.
func clusterWide(m *manifest.Object) bool {
	switch m.Kind {
	case "Namespace", "Node", "PersistentVolume", "StorageClass", "IngressClass", "GatewayClass", "PriorityClass",
		"RuntimeClass", "VolumeAttachment", "CSIDriver", "CSINode", "APIService", "ClusterRole", "ClusterRoleBinding",
		"CustomResourceDefinition", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration",
		"ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "CertificateSigningRequest", "PodSecurityPolicy":
		return true
	}
	return false
}

// Get returns the object with a name, or nil.
func (c *Cluster) Get(ref Ref) *Object { return c.byRef[ref] }

// ConfigMap returns a ConfigMap with its object, or nil.
func (c *Cluster) ConfigMap(namespace, name string) (*corev1.ConfigMap, *Object) {
	o := c.byRef[Ref{"ConfigMap", namespace, name}]
	if o == nil {
		return nil, nil
	}
	m, _ := o.Manifest.Typed.(*corev1.ConfigMap)
	return m, o
}

// Secret returns a Secret with its object, or nil.
func (c *Cluster) Secret(namespace, name string) (*corev1.Secret, *Object) {
	o := c.byRef[Ref{"Secret", namespace, name}]
	if o == nil {
		return nil, nil
	}
	s, _ := o.Manifest.Typed.(*corev1.Secret)
	return s, o
}

// HasNamespace reports whether anything says that there is a namespace.
func (c *Cluster) HasNamespace(name string) bool { return c.known[name] }

// NamespaceLabels returns the labels of a namespace: those of its manifest, and
// the one that every namespace has. See
// https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name
func (c *Cluster) NamespaceLabels(name string) map[string]string {
	labels := map[string]string{corev1.LabelMetadataName: name}
	if o := c.byRef[Ref{"Namespace", "", name}]; o != nil {
		for k, v := range o.Manifest.Meta.Labels {
			labels[k] = v
		}
	}
	return labels
}
