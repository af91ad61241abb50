package dot

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// names are the names under which nodes and clusters are written. The two are
// told apart in DOT, so they are two spaces of names.
type names struct {
	nodes, clusters           map[string]string
	nodesTaken, clustersTaken used
}

// newNames gives every id that DOT can hold to its owner, and then makes names
// for the others, in the order of the graph.
func newNames(g *graph.Graph, warn func(graph.Pos, string)) names {
	n := names{
		nodes: make(map[string]string), nodesTaken: make(used),
		clusters: make(map[string]string), clustersTaken: make(used),
	}
	for _, node := range g.Nodes() {
		wish(node.ID, node.ID, node.Attrs, n.nodes, n.nodesTaken, func(string) bool { return true })
	}
	for _, gr := range g.Groups() {
		wish(gr.ID, clusterPrefix+gr.ID, gr.Attrs, n.clusters, n.clustersTaken, namesCluster(gr))
	}
	for _, node := range g.Nodes() {
		claim(node.ID, node.ID, n.nodes, n.nodesTaken, node.Pos, warn)
	}
	for _, gr := range g.Groups() {
		claim(gr.ID, clusterPrefix+gr.ID, n.clusters, n.clustersTaken, gr.Pos, warn)
	}
	return n
}

// namesCluster returns what says whether a name is that of a cluster.
func namesCluster(gr *graph.Group) func(string) bool {
	told, _ := rawOf(gr.Attrs, "cluster")
	return func(name string) bool { return clusterName(name) || mapBool(told.text) }
}

// clusterName reports whether a name is that of a cluster, in any case.
func clusterName(name string) bool {
	const prefix = "cluster"
	return len(name) >= len(prefix) && strings.EqualFold(name[:len(prefix)], prefix)
}

// wish gives an element the name it was read with, or that of its id, if DOT
// can hold it and no other has it.
func wish(id, name string, free graph.Attrs, names map[string]string, taken used, fits func(string) bool) {
	read, ok := free.Get(rawPrefix + "name")
	if ok && nameable(read) && fits(read) && !taken.has(read) {
		name = read
	}
	if nameable(name) && !taken.has(name) {
		names[id] = name
		taken.take(name)
	}
}

// clusterPrefix makes Graphviz draw a subgraph as a frame.
const clusterPrefix = "cluster_"

// claim gives an element that has no name one made from its id.
func claim(id, wished string, names map[string]string, taken used, at graph.Pos, warn func(graph.Pos, string)) {
	if _, named := names[id]; named {
		return
	}
	name := strings.TrimSuffix(wished, id) + slug(id)
	names[id] = taken.unique(name)
	warn(at, fmt.Sprintf("DOT cannot hold the id %q: it is written as %q", id, names[id]))
}

// newAnchor returns the name of the hidden node in an empty group.
func (n names) newAnchor(group string) string {
	return n.nodesTaken.unique("anchor_" + strings.TrimPrefix(n.clusters[group], clusterPrefix))
}

// used are the names that are taken, each with the last number that was tried
// behind it, so that many that clash take linear time.
type used map[string]int

func (u used) has(name string) bool { return u[name] > 0 }

func (u used) take(name string) { u[name] = max(u[name], 1) }

// unique returns the name, or the name with the first number behind it that
// makes it new, and takes it.
func (u used) unique(name string) string {
	free := name
	for u.has(free) {
		u[name]++
		free = name + "_" + strconv.Itoa(u[name])
	}
	u.take(free)
	return free
}

// slug makes a word from an id, and from nothing else, so that it stays the same
// when the graph around it changes.
func slug(id string) string {
	const longest = 40
	word := strings.Map(func(r rune) rune {
		if isWord("_" + string(r)) {
			return r
		}
		return '_'
	}, id)
	if len(word) > longest {
		word = word[:longest]
	}
	h := fnv.New32a()
	h.Write([]byte(id)) // never fails: see hash.Hash
	return strings.Trim(fmt.Sprintf("%s_%08x", strings.Trim(word, "_"), h.Sum32()), "_")
}
