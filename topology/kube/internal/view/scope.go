package view

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// scope is what of a cluster is drawn.
type scope struct {
	namespaces map[string]bool // none is all
	selector   *metav1.LabelSelector
}

func newScope(opts Options, selector *metav1.LabelSelector) scope {
	sc := scope{namespaces: make(map[string]bool), selector: selector}
	for _, name := range opts.Namespaces {
		sc.namespaces[name] = true
	}
	return sc
}

func (sc scope) namespace(name string) bool { return len(sc.namespaces) == 0 || sc.namespaces[name] }

func (sc scope) workload(w *cluster.Workload) bool {
	return sc.namespace(w.Namespace) && (sc.selector == nil ||
		cluster.Matches(sc.selector, w.Labels) || cluster.Matches(sc.selector, w.Manifest.Meta.Labels))
}

// restrict takes out what is not in the scope.
func (s *sketch) restrict(sc scope) {
	switch {
	case sc.selector != nil:
		keep := s.around(sc)
		s.drop(func(v *vertex) bool { return !keep[v] })
	case len(sc.namespaces) > 0:
		s.inside(sc)
	}
}

// inside keeps what is in the namespaces, and the edges that have an end there
// with their other ends.
func (s *sketch) inside(sc scope) {
	core := func(v *vertex) bool { return v.namespace != "" && sc.namespaces[v.namespace] }
	keep := make(map[*vertex]bool)
	for key, e := range s.edges {
		if core(e.from) || core(e.to) {
			keep[e.from], keep[e.to] = true, true
		} else {
			delete(s.edges, key)
		}
	}
	s.drop(func(v *vertex) bool { return !keep[v] && !core(v) })
}

// around returns the workloads that are chosen with the way that leads to them,
// who takes it, and what they call with all that is behind it.
func (s *sketch) around(sc scope) map[*vertex]bool {
	from, into := s.ends()
	keep := make(map[*vertex]bool)
	for _, v := range s.vertices {
		if v.workload != nil && sc.workload(v.workload) {
			keep[v] = true
		}
	}
	chosen := list(keep)
	behind := make(map[*vertex]bool)
	for _, v := range chosen {
		for _, e := range from[v] {
			behind[e.to] = true
		}
	}
	spread(behind, func(v *vertex) []*vertex { return heads(from[v]) })
	spread(keep, func(v *vertex) []*vertex { return tails(into[v]) })
	for _, v := range list(keep) {
		for _, e := range into[v] {
			keep[e.from] = true
		}
	}
	for v := range behind {
		keep[v] = true
	}
	return keep
}

func list(set map[*vertex]bool) []*vertex {
	var out []*vertex
	for v := range set {
		out = append(out, v)
	}
	return out
}

// spread adds what can be reached.
func spread(set map[*vertex]bool, next func(*vertex) []*vertex) {
	todo := list(set)
	for len(todo) > 0 {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, n := range next(v) {
			if !set[n] {
				set[n] = true
				todo = append(todo, n)
			}
		}
	}
}

// onTheWay reports whether an edge is a part of the way of one request.
func onTheWay(e *edge) bool {
	switch e.relation {
	case relRequests, relExposes, relRoutes, relSelects, relResolves, relForwards:
		return true
	}
	return e.from.hub || e.to.hub
}

func heads(edges []*edge) []*vertex {
	var out []*vertex
	for _, e := range edges {
		if onTheWay(e) {
			out = append(out, e.to)
		}
	}
	return out
}

func tails(edges []*edge) []*vertex {
	var out []*vertex
	for _, e := range edges {
		if onTheWay(e) {
			out = append(out, e.from)
		}
	}
	return out
}
