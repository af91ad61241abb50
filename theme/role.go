package theme

import "github.com/topodraw/topodraw/graph"

// role is the part that a kind plays in a system. Kinds of one role look alike.
type role string

const (
	clients   role = "clients"
	entries   role = "entries"
	nodes     role = "nodes"
	workloads role = "workloads"
	data      role = "data"
)

// roleOf returns the role of each of [graph.Kinds].
func roleOf(kind string) role {
	switch kind {
	case "user", "client", "browser", "mobile":
		return clients
	case "load-balancer", "proxy", "ingress", "gateway":
		return entries
	case "node", "frontend", "service":
		return nodes
	case "database", "cache", "queue", "storage", "store":
		return data
	}
	return workloads
}

// byKind gives every kind the style of its role.
func byKind(style func(role) graph.Style) map[string]graph.Style {
	out := make(map[string]graph.Style)
	for _, kind := range graph.Kinds() {
		out[kind] = style(roleOf(kind))
	}
	return out
}
