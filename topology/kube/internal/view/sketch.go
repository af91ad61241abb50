package view

import (
	"slices"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/traffic"
)

// sketch is a picture while it is being made: what is in it, in no order yet.
type sketch struct {
	c    *cluster.Cluster
	t    *traffic.Traffic
	opts Options

	vertices map[string]*vertex
	edges    map[edgeKey]*edge
	// policies judges traffic; it is nil where there is no NetworkPolicy.
	policies *judge
	// full says that there are more edges than a picture may have.
	full bool
}

func newSketch(c *cluster.Cluster, t *traffic.Traffic, opts Options) *sketch {
	return &sketch{
		c: c, t: t, opts: opts, policies: newJudge(c),
		vertices: make(map[string]*vertex), edges: make(map[edgeKey]*edge),
	}
}

// rank is where in the order of the nodes something stands.
type rank int

const (
	rankUser rank = iota
	rankEntry
	rankNode
	rankObject
	rankOutside
)

// What stands at one name, in this order.
const (
	orderDoor = iota
	orderService
	orderSidecar
	orderWorkload
	orderOther
)

// vertex is a node of the graph to be.
type vertex struct {
	id, kind, label, subtitle, tooltip string

	rank rank
	// namespace and name are what it is sorted by, and order at the same name.
	namespace, name string
	order           int
	// outside says that it is drawn outside of the groups.
	outside, dashed bool
	// object is what it stands for, or a part of; nil for what is in no manifest.
	object *cluster.Object
	// workload is set for a workload and its sidecars.
	workload *cluster.Workload
	// labels choose the group.
	labels map[string]string
	// hub says that edges go on through it.
	hub bool
	// folds says that the app view has it in its edges.
	folds bool
	// family is the name with its numbers taken out and images what runs in it,
	// where there may be more of the kind.
	family, images string
	attrs          graph.Attrs
}

// add returns the vertex with an id, or the new one if there is none yet.
func (s *sketch) add(v *vertex) *vertex {
	v.id = plain(v.id)
	if have := s.vertices[v.id]; have != nil {
		return have
	}
	s.vertices[v.id] = v
	return v
}

// edge is one of the graph to be.
type edge struct {
	from, to *vertex
	// relation says what the edge means, port which port it is about.
	relation, port string
	// portName is what the Service calls the port; target and targetName are the
	// port of the pods that it leads to.
	portName, target, targetName string
	label                        string
	// confidence is that of a call; empty for what the manifests say outright.
	confidence string
	// evidence is a line each.
	evidence []string
	line     graph.Line
	head     graph.Arrow
	// denied says which policies deny it; empty if it is allowed.
	denied string
	// policy is the name of the policy that it comes from.
	policy string
	// plain says that nothing is shown when pointing at it.
	plain bool
	// merged is how many edges it stands for, if these are more than one.
	merged int
}

type edgeKey struct{ from, to, relation, port, label string }

// link adds an edge, or its evidence to the same edge that there is already.
func (s *sketch) link(e edge) {
	key := edgeKey{e.from.id, e.to.id, e.relation, e.port, e.label}
	have := s.edges[key]
	if have == nil {
		if len(s.edges) >= MaxEdges {
			s.full = true
			return
		}
		s.edges[key] = &e
		return
	}
	have.evidence = union(have.evidence, e.evidence)
	if have.line == graph.Dotted && e.line != graph.Dotted {
		have.line, have.confidence = e.line, e.confidence
	}
	if e.denied == "" {
		have.denied = ""
	}
}

// union appends what is not in a list yet.
func union(list, more []string) []string {
	list = slices.Clone(list)
	for _, m := range more {
		if !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	return list
}

// drop takes out vertices, and the edges that end at them.
func (s *sketch) drop(gone func(*vertex) bool) {
	for key, e := range s.edges {
		if gone(e.from) || gone(e.to) {
			delete(s.edges, key)
		}
	}
	for id, v := range s.vertices {
		if gone(v) {
			delete(s.vertices, id)
		}
	}
}

// ends returns the edges by the vertex that they start at, and by the one that
// they end at, in order.
func (s *sketch) ends() (from, into map[*vertex][]*edge) {
	from, into = make(map[*vertex][]*edge), make(map[*vertex][]*edge)
	for _, e := range s.sortedEdges() {
		from[e.from] = append(from[e.from], e)
		into[e.to] = append(into[e.to], e)
	}
	return from, into
}
