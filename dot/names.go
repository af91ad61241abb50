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
	nodesTaken, clustersTaken map[string]bool
}

// newNames gives every id that DOT can hold to its owner, and then makes names
// for the others, in the order of the graph.
func newNames(g *graph.Graph, warn func(graph.Pos, string)) names {
	n := names{
		nodes: make(map[string]string), nodesTaken: make(map[string]bool),
		clusters: make(map[string]string), clustersTaken: make(map[string]bool),
	}
	for _, node := range g.Nodes() {
		n.nodesTaken[node.ID] = true
	}
	for _, gr := range g.Groups() {
		n.clustersTaken[clusterPrefix+gr.ID] = true
	}
	for _, node := range g.Nodes() {
		n.nodes[node.ID] = claim("", node.ID, n.nodesTaken, node.Pos, warn)
	}
	for _, gr := range g.Groups() {
		n.clusters[gr.ID] = claim(clusterPrefix, gr.ID, n.clustersTaken, gr.Pos, warn)
	}
	return n
}

// clusterPrefix makes Graphviz draw a subgraph as a frame.
const clusterPrefix = "cluster_"

func claim(prefix, id string, taken map[string]bool, at graph.Pos, warn func(graph.Pos, string)) string {
	if nameable(prefix + id) {
		return prefix + id
	}
	name := unique(prefix+slug(id), taken)
	warn(at, fmt.Sprintf("DOT cannot hold the id %q: it is written as %q", id, name))
	return name
}

// newAnchor returns the name of the hidden node in an empty group.
func (n names) newAnchor(group string) string {
	if !holdable(group) {
		group = slug(group)
	}
	return unique("anchor_"+group, n.nodesTaken)
}

// unique returns the name, or the name with the first number behind it that
// makes it new, and takes it.
func unique(name string, taken map[string]bool) string {
	free := name
	for i := 2; taken[free]; i++ {
		free = name + "_" + strconv.Itoa(i)
	}
	taken[free] = true
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
