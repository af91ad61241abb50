// Package view draws what Kubernetes manifests describe: it turns a cluster and
// the traffic in it into a graph, in one of several views.
package view

import (
	"fmt"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/suggest"
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/traffic"
)

// The views.
const (
	// Traffic is the default: the user, what lets him in, Services, workloads
	// and what is outside of the cluster.
	Traffic = "traffic"
	// Nodes is the way of a request to the pods on each node.
	Nodes = "nodes"
	// App is the traffic between workloads; what is on its way is in the edges.
	App = "app"
	// Policy is what the NetworkPolicies allow.
	Policy = "policy"
	// Full is the traffic and all other objects.
	Full = "full"
)

// Names returns the names of the views, the default first.
func Names() []string { return []string{Traffic, Nodes, App, Policy, Full} }

// The values of Options.GroupBy that are no label's key.
const (
	ByNamespace = "namespace"
	ByNothing   = "none"
)

// MaxEdges is the number of edges up to which a view is drawn: where every Service
// selects every pod there are as many as both multiplied.
const MaxEdges = 100_000

// MaxNodes is the greatest number of nodes of the nodes view.
const MaxNodes = 1000

// Options say what is drawn. The zero Options is the default.
type Options struct {
	// View is one of [Names]; empty is [Traffic].
	View string
	// Nodes is the number of nodes in the nodes view; 0 takes those of the
	// manifests, or two where there are none.
	Nodes int
	// Namespaces are those that are drawn, with the direct other ends of edges
	// that lead out of them or into them; none is all.
	Namespaces []string
	// Selector is a label selector in kubectl's syntax. Only workloads of which
	// the pods' labels or their own match are drawn, with what leads to them and
	// from them.
	Selector string
	// GroupBy is [ByNamespace], which empty stands for, [ByNothing], or the key
	// of a label, whose values make groups. These are inside the groups of their
	// namespaces where there are several namespaces.
	GroupBy string
	// Scrapes asks for the edges of ServiceMonitors and PodMonitors, which the
	// full view always has.
	Scrapes bool
	// MinConfidence leaves out calls that are less sure.
	MinConfidence traffic.Confidence
	// Collapse makes shards and replicas one node: Services or workloads of one
	// namespace whose names differ in numbers alone and that are alike in kind,
	// images and neighbours.
	Collapse bool
}

// Graph draws a cluster. The same cluster gives the same graph, whatever the
// order of its manifests, and the graph is valid. It is an error if there is no
// such view, if the selector cannot be read, if nothing is in one of the
// namespaces, and if the number of nodes is negative or more than [MaxNodes].
func Graph(c *cluster.Cluster, t *traffic.Traffic, opts Options) (*graph.Graph, error) {
	if err := opts.check(c); err != nil {
		return nil, err
	}
	chosen, err := parseSelector(opts.Selector)
	if err != nil {
		return nil, err
	}
	s := newSketch(c, t, opts)
	scope := newScope(opts, chosen)
	switch opts.View {
	case Nodes:
		s.drawNodes(scope)
	case App:
		s.drawTraffic()
		s.fold()
		s.restrict(scope)
	case Policy:
		s.drawPolicies()
		s.restrict(scope)
	case Full:
		s.drawTraffic()
		s.drawRest()
		s.restrict(scope)
	default:
		s.drawTraffic()
		s.restrict(scope)
	}
	if s.full {
		return nil, fmt.Errorf("there are more than %d edges: no picture shows so many, so choose fewer manifests", MaxEdges)
	}
	if opts.Collapse && opts.View != Nodes {
		s.collapse()
	}
	return s.graph(), nil
}

func (opts Options) check(c *cluster.Cluster) error {
	if opts.View != "" && !slices.Contains(Names(), opts.View) {
		return fmt.Errorf("there is no view %q%s: the views are %s",
			opts.View, didYouMean(opts.View, Names()), strings.Join(Names(), ", "))
	}
	if opts.Nodes < 0 || opts.Nodes > MaxNodes {
		return fmt.Errorf("the number of nodes is %d: it has to be from 0 to %d", opts.Nodes, MaxNodes)
	}
	for _, name := range opts.Namespaces {
		if name == "" || !c.HasNamespace(name) {
			known := namespaces(c)
			hint := didYouMean(name, known)
			if hint == "" && len(known) > 0 && len(known) <= 10 {
				hint = ": there are " + strings.Join(known, ", ")
			}
			return fmt.Errorf("nothing is in the namespace %q%s", name, hint)
		}
	}
	return nil
}

func didYouMean(word string, known []string) string {
	if near := suggest.Nearest(word, known); near != "" {
		return fmt.Sprintf(" (did you mean %q?)", near)
	}
	return ""
}

// namespaces returns the names of all namespaces of a cluster.
func namespaces(c *cluster.Cluster) []string {
	var out []string
	for _, o := range c.Objects {
		if name := o.Namespace; name != "" {
			out = append(out, name)
		}
		if o.Kind == "Namespace" {
			out = append(out, o.Name)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
