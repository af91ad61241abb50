package view

import (
	"cmp"
	"slices"
	"strings"
)

// fold takes out what only leads on: Services, load balancers, Ingresses and
// the like. Each edge to one of them becomes edges to all that it leads to. One
// that leads to nothing stays, as the edges to it would be lost.
func (s *sketch) fold() {
	from, _ := s.ends()
	ends := make(map[*vertex]bool)
	for _, v := range s.vertices {
		if v.folds && !s.leadsOn(v, from, map[*vertex]bool{}) {
			ends[v] = true
		}
	}
	folded := func(v *vertex) bool { return v.folds && !ends[v] }
	var ways []edge
	for _, v := range s.sorted() {
		if folded(v) {
			continue
		}
		for _, e := range from[v] {
			if folded(e.to) {
				ways = append(ways, follow(*e, from, folded, []*vertex{e.to})...)
			}
			if len(ways) > MaxEdges {
				s.full = true
				return
			}
		}
	}
	s.drop(folded)
	for _, e := range ways {
		s.link(e)
	}
}

// leadsOn reports whether something that does not fold is behind a vertex.
func (s *sketch) leadsOn(v *vertex, from map[*vertex][]*edge, seen map[*vertex]bool) bool {
	seen[v] = true
	return slices.ContainsFunc(from[v], func(e *edge) bool {
		return !e.to.folds || !seen[e.to] && s.leadsOn(e.to, from, seen)
	})
}

// follow returns the ways on from the end of an edge, as edges from where it
// starts.
func follow(e edge, from map[*vertex][]*edge, folded func(*vertex) bool, via []*vertex) []edge {
	var out []edge
	for _, next := range from[e.to] {
		if slices.Contains(via, next.to) {
			continue // names that stand for each other
		}
		on := join(e, *next)
		if folded(next.to) {
			out = append(out, follow(on, from, folded, append(slices.Clone(via), next.to))...)
			continue
		}
		on.label = lines(on.label, viaText(via))
		out = append(out, on)
	}
	return out
}

// join returns two edges, one after the other, as one.
func join(a, b edge) edge {
	out := a
	out.to = b.to
	out.port = cmp.Or(a.port, b.port)
	if b.relation == relRoutes || b.relation == relCalls {
		out.label, out.port = cmp.Or(b.label, a.label), cmp.Or(b.port, a.port)
	}
	if b.confidence != "" {
		out.confidence = b.confidence
	}
	out.evidence = union(a.evidence, b.evidence)
	out.line = cmp.Or(a.line, b.line)
	out.denied = cmp.Or(a.denied, b.denied)
	return out
}

// viaText says what lets the user in. A Service between two workloads need not
// be told, as it is in the evidence.
func viaText(via []*vertex) string {
	var names []string
	for _, v := range via {
		if v.rank != rankEntry {
			continue
		}
		switch v.kind {
		case "load-balancer":
			names = append(names, "load balancer "+v.name)
		case "node":
			names = append(names, v.label)
		default:
			names = append(names, v.kindName()+" "+v.name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "via " + strings.Join(names, ", ")
}

func (v *vertex) kindName() string {
	kind, _ := v.attrs.Get("kubernetes.kind")
	return kind
}
