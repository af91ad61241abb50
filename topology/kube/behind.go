package kube

import "github.com/topodraw/topodraw/graph"

// Behind returns a function that says what stands in a graph of a system for an id
// that it leaves out and a wider graph of the same system has: where the ways on from
// there end. In the view app, with traffic as the wider one, these are the workloads
// behind a Service. The function returns nil for an id that neither graph has.
func Behind(g, wider *graph.Graph) func(id string) []string {
	next := make(map[string][]string)
	for _, e := range wider.Edges() {
		next[e.From] = append(next[e.From], e.To)
	}
	return func(id string) []string {
		if !wider.Has(id) {
			return nil
		}
		var out []string
		seen := map[string]bool{id: true}
		for todo := []string{id}; len(todo) > 0; todo = todo[1:] {
			for _, to := range next[todo[0]] {
				switch {
				case seen[to]:
				case g.Has(to):
					out = append(out, to)
				default:
					todo = append(todo, to)
				}
				seen[to] = true
			}
		}
		return out
	}
}
