package theme

import "github.com/topodraw/topodraw/graph"

const documentedName = "documented"

// documented has the fills of hand-written Mermaid in documents: one colour
// for each role that a request passes through.
func documented() *Theme {
	t := &Theme{
		Name:       documentedName,
		Node:       graph.Style{Fill: "#fff", Stroke: "#333", StrokeWidth: 2},
		Kinds:      make(map[string]graph.Style),
		Group:      graph.Style{Fill: "#f6f8fa", Stroke: "#8c959f", Color: "#333", StrokeWidth: 1},
		Edge:       graph.Style{Stroke: "#333", Color: "#333", StrokeWidth: 1.5},
		Background: "#fff",
	}
	fills := []struct {
		fill  string
		kinds []string
	}{
		{"#f9f", []string{"user", "client", "browser", "mobile"}},
		{"#ff9", []string{"load-balancer", "proxy", "ingress", "gateway"}},
		{"#9f9", []string{"node", "frontend", "service"}},
		{"#9ff", []string{
			"pod", "query", "receiver", "ruler", "store", "compactor", "sidecar",
			"deployment", "statefulset", "daemonset", "job", "cronjob", "workload",
			"database", "cache", "queue", "storage", "worker",
		}},
	}
	for _, f := range fills {
		for _, k := range f.kinds {
			t.Kinds[k] = graph.Style{Fill: f.fill, Stroke: "#333", StrokeWidth: 2}
		}
	}
	return t
}
