package view

import (
	"hash/fnv"
	"slices"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// maxPods is how many pods of a workload are drawn. The last of them stands for
// all that there are more.
const maxPods = 100

// pod is one in the picture, with the index of the node it is on, or -1.
type pod struct {
	*vertex
	node int
}

// addPods adds the pods of all workloads.
func (m *machines) addPods() {
	type name struct{ namespace, name string }
	same := make(map[name]int)
	for _, w := range m.workloads {
		same[name{w.Namespace, w.Name}]++
	}
	for _, w := range m.workloads {
		switch {
		case len(w.Pods) > 0:
			m.realPods(w)
		case m.behind[w] && len(m.behind) == 1:
			m.replicas(w, "", "Pod")
		case same[name{w.Namespace, w.Name}] > 1:
			m.replicas(w, w.Kind+" "+w.Name+" ", w.Kind, w.Name+"-")
		default:
			m.replicas(w, w.Name+" ", w.Name+"-")
		}
	}
}

// realPods adds those of the manifests: on the nodes that they name or, where
// these are not drawn, spread like others.
func (m *machines) realPods(w *cluster.Workload) {
	pods := w.Pods[:min(len(w.Pods), maxPods)]
	for i, o := range pods {
		v := m.object(o, "pod", i)
		v.outside, v.name, v.subtitle = true, w.Name, m.foreign(w)
		node := m.nodeFor(w, i, len(pods))
		if m.real {
			node = slices.IndexFunc(m.nodes, func(n *vertex) bool { return n.label == nodeOf(o) })
		}
		m.put(w, v, node, i, len(w.Pods))
	}
}

// replicas adds as many pods as there are meant to be, whose labels and ids are
// numbered: of a DaemonSet one for each node, or one if no nodes are drawn.
func (m *machines) replicas(w *cluster.Workload, label string, id ...string) {
	total := w.Replicas
	if total < 0 {
		total = max(1, len(m.nodes))
	}
	drawn := min(total, maxPods)
	if w.Replicas < 0 {
		drawn = total
	}
	for i := range drawn {
		v := m.object(w.Object, "pod", i)
		numbered := slices.Clone(id)
		numbered[len(id)-1] += itoa(i + 1)
		v.id, v.outside, v.subtitle, v.tooltip = m.id(w.Namespace, numbered...), true, m.foreign(w), ""
		v.label = label + itoa(i+1)
		if label == "" {
			v.id, v.label = numbered[0], numbered[0]
			if len(m.workloads) > 1 {
				v.subtitle = w.Name
			}
		}
		m.put(w, v, m.nodeFor(w, i, drawn), i, total)
	}
}

// foreign returns the namespace of a workload if it is not the default.
func (m *machines) foreign(w *cluster.Workload) string {
	if w.Namespace == m.c.Namespace || m.behind[w] && len(m.behind) == 1 {
		return ""
	}
	return w.Namespace
}

// put adds the i-th pod of so many.
func (m *machines) put(w *cluster.Workload, v *vertex, node, i, total int) {
	if i == maxPods-1 && total > maxPods && w.Replicas >= 0 {
		v.label = "and " + itoa(total-i) + " more of " + w.Name
	}
	m.pods[w] = append(m.pods[w], pod{m.add(v), node})
}

// nodeFor returns where the i-th of a workload's pods is, if each node has as
// many that follow each other, but for one more on the first ones; -1 without
// nodes. Of several workloads with fewer pods than there are nodes each begins at
// a node of its own, which depends on its name alone, so that the first nodes do
// not have them all.
func (m *machines) nodeFor(w *cluster.Workload, i, pods int) int {
	nodes := len(m.nodes)
	if nodes == 0 {
		return -1
	}
	if pods < nodes {
		if m.behind[w] && len(m.behind) == 1 {
			return i
		}
		h := fnv.New32a()
		h.Write([]byte(w.String()))
		return (int(h.Sum32()%uint32(nodes)) + i) % nodes
	}
	size, larger := pods/nodes, pods%nodes
	if first := larger * (size + 1); i >= first {
		return larger + (i-first)/size
	}
	return i / (size + 1)
}
