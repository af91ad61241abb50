package manifest

import (
	"reflect"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	extensionsv1beta1 "k8s.io/api/extensions/v1beta1"
	networkingv1 "k8s.io/api/networking/v1"
	networkingv1beta1 "k8s.io/api/networking/v1beta1"
	policyv1 "k8s.io/api/policy/v1"
)

// The groups of the API.
const (
	coreGroup       = ""
	apps            = "apps"
	autoscaling     = "autoscaling"
	batch           = "batch"
	discovery       = "discovery.k8s.io"
	extensions      = "extensions"
	gatewayAPI      = "gateway.networking.k8s.io"
	monitoring      = "monitoring.coreos.com"
	networking      = "networking.k8s.io"
	policy          = "policy"
	ingressKind     = "Ingress"
	scalerKind      = "HorizontalPodAutoscaler"
	firstBeta       = "v1beta1"
	networkPolicy   = "NetworkPolicy"
	deploymentKind  = "Deployment"
	daemonSetKind   = "DaemonSet"
	replicaSetKind  = "ReplicaSet"
	statefulSetKind = "StatefulSet"
)

// groupKind is a kind of object, whatever its version.
type groupKind struct{ group, kind string }

// kind is how a kind is decoded.
type kind struct {
	typ reflect.Type
	// version is the one that the type is of: objects of that version may have
	// no other fields. There is none for types that are only a part of the real
	// ones.
	version string
	// others are versions with a type of their own.
	others map[string]other
}

// other is the type of an old version, and how it becomes the new one.
type other struct {
	typ     reflect.Type
	strict  bool
	convert func(old any) any
}

// kinds returns the table of what has a type.
func kinds() map[groupKind]kind {
	t := make(map[groupKind]kind)
	add := func(typ reflect.Type, version string, keys ...groupKind) {
		for _, k := range keys {
			t[k] = kind{typ: typ, version: version}
		}
	}
	for _, typ := range coreTypes() {
		add(typ, "v1", groupKind{coreGroup, typ.Name()})
	}
	add(reflect.TypeFor[appsv1.Deployment](), "v1", groupKind{apps, deploymentKind})
	add(reflect.TypeFor[appsv1.StatefulSet](), "v1", groupKind{apps, statefulSetKind})
	add(reflect.TypeFor[appsv1.DaemonSet](), "v1", groupKind{apps, daemonSetKind})
	add(reflect.TypeFor[appsv1.ReplicaSet](), "v1", groupKind{apps, replicaSetKind})
	add(reflect.TypeFor[batchv1.Job](), "v1", groupKind{batch, "Job"})
	add(reflect.TypeFor[batchv1.CronJob](), "v1", groupKind{batch, "CronJob"})
	add(reflect.TypeFor[discoveryv1.EndpointSlice](), "v1", groupKind{discovery, "EndpointSlice"})
	add(reflect.TypeFor[networkingv1.IngressClass](), "v1", groupKind{networking, "IngressClass"})
	add(reflect.TypeFor[networkingv1.NetworkPolicy](), "v1", groupKind{networking, networkPolicy})
	add(reflect.TypeFor[policyv1.PodDisruptionBudget](), "v1", groupKind{policy, "PodDisruptionBudget"})
	add(reflect.TypeFor[Gateway](), "", groupKind{gatewayAPI, "Gateway"})
	for _, name := range []string{"HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"} {
		add(reflect.TypeFor[Route](), "", groupKind{gatewayAPI, name})
	}
	add(reflect.TypeFor[ReferenceGrant](), "", groupKind{gatewayAPI, "ReferenceGrant"})
	add(reflect.TypeFor[Monitor](), "", groupKind{monitoring, "ServiceMonitor"}, groupKind{monitoring, "PodMonitor"})
	t[groupKind{networking, ingressKind}] = ingress()
	t[groupKind{autoscaling, scalerKind}] = scaler()
	return t
}

func coreTypes() []reflect.Type {
	return []reflect.Type{
		reflect.TypeFor[corev1.Service](),
		reflect.TypeFor[corev1.ConfigMap](),
		reflect.TypeFor[corev1.Secret](),
		reflect.TypeFor[corev1.ServiceAccount](),
		reflect.TypeFor[corev1.PersistentVolumeClaim](),
		reflect.TypeFor[corev1.Pod](),
		reflect.TypeFor[corev1.Node](),
		reflect.TypeFor[corev1.Namespace](),
		reflect.TypeFor[corev1.Endpoints](), //nolint:staticcheck // deprecated, and in use
		reflect.TypeFor[corev1.ReplicationController](),
	}
}

func ingress() kind {
	return kind{typ: reflect.TypeFor[networkingv1.Ingress](), version: "v1", others: map[string]other{
		networking + "/" + firstBeta: {reflect.TypeFor[networkingv1beta1.Ingress](), true, fromNetworkingBeta},
		extensions + "/" + firstBeta: {reflect.TypeFor[extensionsv1beta1.Ingress](), true, fromExtensions},
	}}
}

// scaler decodes the versions before v2 by what all of them have in common.
func scaler() kind {
	old := other{reflect.TypeFor[oldScaler](), false, fromOldScaler}
	return kind{typ: reflect.TypeFor[autoscalingv2.HorizontalPodAutoscaler](), version: "v2", others: map[string]other{
		autoscaling + "/v1":      old,
		autoscaling + "/v2beta1": old,
		autoscaling + "/v2beta2": old,
	}}
}

// canonicalGroup returns the group that has a kind now, where it was in the
// group extensions before.
func canonicalGroup(group, kind string) string {
	if group != extensions {
		return group
	}
	switch kind {
	case deploymentKind, daemonSetKind, replicaSetKind:
		return apps
	case ingressKind, networkPolicy:
		return networking
	}
	return group
}

// known reports whether some group of the API has a kind with a type.
func (t *tables) known(name string) bool {
	for k := range t.kinds {
		if k.kind == name {
			return true
		}
	}
	return false
}
