// Package kube reads Kubernetes manifests and finds out who talks to whom.
//
// A [System] is what a set of manifests describes. Its pictures are views: the
// traffic from the user to the workloads and between them, the nodes and pods,
// the workloads alone, what network policies allow, or everything there is.
//
// What is not written down is inferred: the calls of a workload from its
// command, arguments, variables and configuration. Every such edge has the
// evidence for it, with the place in the manifests, and how sure it is.
package kube

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
	"github.com/topodraw/topodraw/topology/kube/internal/traffic"
	"github.com/topodraw/topodraw/topology/kube/internal/view"
)

// MaxFileSize is the size in bytes up to which a source is read.
const MaxFileSize = manifest.DefaultMaxSize

// Source is one file of manifests.
type Source struct {
	// Name is what messages call the file: its path as the user gave it.
	Name string
	// Path is what evidence calls it: its path below what the user named, with
	// slashes, so that it is the same wherever that is. Empty is Name.
	Path string
	// Data is YAML or JSON, in UTF-8: one document or many.
	Data []byte
}

// Options are what manifests do not say themselves. The zero Options is the
// default.
type Options struct {
	// Namespace is that of objects that name none; empty is "default".
	Namespace string
	// Domain is the cluster's own on its network: names in that of another cluster
	// lead outside. Empty is "cluster.local", and any other where the manifests have
	// the Service.
	Domain string
}

// System is what manifests describe. Its methods may be called by several
// goroutines at a time.
type System struct {
	cluster *cluster.Cluster
	traffic *traffic.Traffic
	set     *manifest.Set
}

// Detect reports whether a text looks like manifests: a document in it has an
// apiVersion and a kind. It looks at the first 64 KiB.
func Detect(text []byte) bool { return manifest.Detect(text) }

// Read reads manifests from r, which positions call by a name. It fails as
// [ReadAll] does, and with the errors of r.
func Read(r io.Reader, name string, opts Options) (*System, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFileSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return ReadAll(opts, Source{Name: name, Data: data})
}

// ReadAll reads manifests that are one system together. Their order does not
// matter.
//
// All that cannot be read is returned at once, as [graph.Diagnostics], together
// with the system that the rest makes. What can be read and is wrong all the
// same is among the system's Warnings. Sources without any object are an error.
func ReadAll(opts Options, sources ...Source) (*System, error) {
	in := make([]manifest.Source, len(sources))
	for i, s := range sources {
		if in[i] = (manifest.Source{Name: s.Name, Path: s.Path, Data: s.Data}); s.Path == "" {
			in[i].Path = s.Name
		}
	}
	s := &System{set: manifest.Read(in, manifest.Options{})}
	s.cluster = cluster.New(s.set.Objects, cluster.Options{Namespace: opts.Namespace, Domain: opts.Domain})
	s.traffic = traffic.Find(s.cluster)
	problems := s.problems(manifest.Error)
	if len(problems) == 0 && len(s.set.Objects) == 0 {
		return s, errNothing
	}
	return s, problems.Err()
}

// errNothing is what sources without an object come to.
var errNothing = errors.New("there are no Kubernetes objects here: an object has an apiVersion and a kind")

func (s *System) problems(of manifest.Severity) graph.Diagnostics {
	var out graph.Diagnostics
	for _, p := range s.set.Problems {
		if p.Severity == of {
			out = append(out, p.Diagnostic)
		}
	}
	return out
}

// Warnings returns what is wrong in manifests that could be read, in the order of
// their places: fields that there are not, values of another type, objects that
// are there twice. After it comes, for each file, what is no object in it.
func (s *System) Warnings() []graph.Diagnostic {
	return append(s.problems(manifest.Warning), s.skipped()...)
}

// skipped returns one warning for each file that has more in it than objects.
func (s *System) skipped() []graph.Diagnostic {
	var out []graph.Diagnostic
	count := make(map[string]int)
	for _, pos := range s.set.Skipped {
		if count[pos.File]++; count[pos.File] == 1 {
			out = append(out, graph.Diagnostic{Pos: pos})
		}
	}
	for i := range out {
		out[i].Message = "this is no Kubernetes object, which has an apiVersion and a kind: it is left out"
		if more := count[out[i].Pos.File] - 1; more > 0 {
			out[i].Message += ", as are " + strconv.Itoa(more) + " more in this file"
		}
	}
	return out
}

// View is what a picture of a system shows. The zero View is the traffic.
type View struct {
	// Name is one of [Views]; empty is the first.
	Name string
	// Nodes is over how many nodes the nodes view spreads replicas; 0 is those of
	// the manifests, or two where there are none.
	Nodes int
	// Namespaces are those to show; none is all.
	Namespaces []string
	// Selector chooses workloads by their labels, in the syntax of kubectl:
	// "app=web,tier in (a,b),!canary". Empty is all.
	Selector string
	// GroupBy is "namespace", "none", or the key of a label; empty is "namespace".
	GroupBy string
	// Scrapes shows who takes metrics from what, as ServiceMonitors and PodMonitors
	// have it.
	Scrapes bool
	// MinConfidence is the least of [Confidences] that an inferred edge is shown
	// with; empty is the least of all.
	MinConfidence string
	// Merge makes one node of workloads that are shards or replicas of one shape.
	Merge bool
}

// Views returns the names of the views, the default first.
func Views() []string { return view.Names() }

// Confidences returns how sure an inferred edge can be, the least first:
// "possible" is from configuration that several workloads share, "likely" from a
// name under a key that means a host, "certain" from a host and a port that a
// Service has.
func Confidences() []string { return traffic.Confidences() }

// Graph draws a view of the system. What the view asks for and there is not, a
// namespace for example, is a [ViewError].
//
// Nodes have the attributes kubernetes.kind, kubernetes.name,
// kubernetes.namespace and source ("path:line"); edges have relation, port and
// evidence, and inferred ones a confidence.
func (s *System) Graph(v View) (*graph.Graph, error) {
	least, err := confidence(v.MinConfidence)
	if err != nil {
		return nil, err
	}
	g, err := view.Graph(s.cluster, s.traffic, view.Options{
		View: v.Name, Nodes: v.Nodes, Namespaces: v.Namespaces, Selector: v.Selector, GroupBy: v.GroupBy,
		Scrapes: v.Scrapes, MinConfidence: least, Collapse: v.Merge,
	})
	if err != nil {
		return nil, ViewError(err.Error())
	}
	return g, nil
}

// ViewError says that a view asks for what there is not.
type ViewError string

func (e ViewError) Error() string { return string(e) }

func confidence(name string) (traffic.Confidence, error) {
	for i, known := range traffic.Confidences() {
		if name == known || name == "" {
			return traffic.Confidence(i), nil
		}
	}
	return 0, ViewError(fmt.Sprintf("there is no confidence %q", name))
}

// Refusal is something in a manifest that looked like an address and was taken
// for none.
type Refusal struct {
	// From is the id that the workload has in graphs.
	From string
	// Text is what is written: "env LISTEN=0.0.0.0:80"; Source is where, as in the
	// evidence of edges.
	Text, Source string
	// What is the part of the text that looked like an address; it is empty where
	// that is in a Secret. Reason is why it is none.
	What, Reason string
}

// Refusals returns what was refused, in the order of the workloads.
func (s *System) Refusals() []Refusal {
	var out []Refusal
	for _, r := range s.traffic.Refusals {
		out = append(out, Refusal{From: view.ID(s.cluster, r.From.Object), Text: r.Text, Source: r.Source, What: r.What, Reason: r.Reason})
	}
	return out
}
