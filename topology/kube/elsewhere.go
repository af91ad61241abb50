package kube

import "github.com/topodraw/topodraw/graph"

// Elsewhere returns a function that reports the ids that a graph of a system leaves
// out and a wider graph of the same system has, and says what stands for one: where the
// ways on from there end. In the view app, with traffic as the wider one, these are
// the workloads behind a Service.
func Elsewhere(g, wider *graph.Graph) func(id string) (stand []string, ok bool) {
	next := make(map[string][]string)
	for _, e := range wider.Edges() {
		next[e.From] = append(next[e.From], e.To)
	}
	return func(id string) ([]string, bool) {
		if g.Has(id) || !wider.Has(id) {
			return nil, false
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
		return out, true
	}
}
