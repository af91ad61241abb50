// Package manifest reads Kubernetes manifests: YAML and JSON, one document or
// many, lists and single objects. What it reads is typed by k8s.io/api where
// that has a type, and every value still knows its place in the source.
package manifest

import (
	"strconv"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/topodraw/topodraw/graph"
)

// Source is one input.
type Source struct {
	// Name is what messages call it: the path as the user gave it.
	Name string
	// Path is what a drawing calls it: the path below the folder that the user
	// named, with slashes, or the last element of a file's path. It is the same
	// wherever the command is run.
	Path string
	Data []byte
}

// File is what objects know of their source.
type File struct{ Name, Path string }

func (f *File) source(line int) string { return f.Path + ":" + strconv.Itoa(line) }

// Object is one object of the Kubernetes API.
type Object struct {
	APIVersion, Kind string
	// Meta is the metadata. Where there is no name, it is generateName without
	// the dash that ends it.
	Meta metav1.ObjectMeta
	// Typed is the object as its type, a pointer. The types, by kind:
	//
	//   - Service, ConfigMap, Secret, ServiceAccount, PersistentVolumeClaim, Pod,
	//     Node, Namespace, Endpoints, ReplicationController: of core/v1;
	//   - Deployment, StatefulSet, DaemonSet, ReplicaSet: of apps/v1, whatever
	//     version the manifest is in;
	//   - Job, CronJob: of batch/v1; EndpointSlice: of discovery/v1;
	//   - Ingress, IngressClass, NetworkPolicy: of networking/v1, older versions
	//     converted;
	//   - HorizontalPodAutoscaler: of autoscaling/v2, with the target and the
	//     bounds alone for other versions; PodDisruptionBudget: of policy/v1;
	//   - Gateway, HTTPRoute, GRPCRoute, TLSRoute, TCPRoute, UDPRoute (all *Route),
	//     ReferenceGrant, ServiceMonitor, PodMonitor (both *Monitor): of this
	//     package.
	//
	// It is nil for every other kind, and for these kinds in a foreign group.
	// The Data of a Secret has what its StringData has, as in a cluster.
	Typed any

	file   *File
	places places
	// first is the line that the object begins in, "" for a Secret.
	first string
	// secret says that no message may show a value or a line of the object, and
	// unseen that none may show a line, since a Secret may be on it as well.
	secret, unseen bool
	// generated says that the name is that of metadata.generateName.
	generated bool
}

// Unseen reports whether no message may show a line of the object, since it is a
// Secret or may share the line with one.
func (o *Object) Unseen() bool { return o.unseen }

// group is the group of the object's API, "" for the core.
func (o *Object) group() string {
	group, _ := splitVersion(o.APIVersion)
	return group
}

// splitVersion takes an apiVersion apart.
func splitVersion(apiVersion string) (group, version string) {
	if i := strings.LastIndexByte(apiVersion, '/'); i >= 0 {
		return apiVersion[:i], apiVersion[i+1:]
	}
	return "", apiVersion
}

// Pos is where the object begins: its first key or, in a list, its item.
func (o *Object) Pos() graph.Pos { return o.At() }

// At returns the place of a value in the object, as messages name it: strings
// are the keys of mappings as the manifest spells them, ints the indexes of
// lists. An item of a list is at its first character, a scalar in a mapping at
// its own, and a mapping, a list or an empty value in a mapping at its key,
// since that is the line that names it. Where a step leads nowhere, it is the
// place of the value before it.
//
// The metadata.managedFields have no places, and large objects without a type
// none but those of their metadata and their uppermost keys.
func (o *Object) At(path ...any) graph.Pos {
	p, _ := o.places.find(path)
	return graph.Pos{File: o.file.Name, Line: int(p.line), Col: int(p.col)}
}

// Source returns the place of a value as a drawing names it: "path:line".
func (o *Object) Source(path ...any) string {
	return o.file.source(o.At(path...).Line)
}

// Path is the path of the object's file as a drawing names it.
func (o *Object) Path() string { return o.file.Path }
