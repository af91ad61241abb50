package dot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/theme"
)

// lowerer makes a graph of the model from one of the language.
type lowerer struct {
	c    *cgraph
	g    *graph.Graph
	look *theme.Resolver // of the theme the text was written with, if it was
	warn func(at int, hint, message string)

	ids      used
	nodeID   map[*cnode]string
	groupOf  map[*csub]*graph.Group
	home     map[*cnode]*csub // the cluster that a node belongs to
	anchors  map[*cnode]*csub // hidden nodes that stand for empty groups
	clusters map[string]*csub // by name, the first of each
	within   map[*csub][]*csub
	members  map[*csub][]*cnode
	firsts   map[*csub]*cnode

	nodeDefaults, edgeDefaults defaults
	places                     []place
	budget                     int
	at                         int // of the element that is being lowered
}

// place is a position that is still to be found out. They are looked up in the
// order of the text, which takes linear time.
type place struct {
	at  int
	pos *graph.Pos
}

func lower(c *cgraph, file *source.File, maxAttrs int, warn func(at int, hint, message string)) (*graph.Graph, error) {
	l := &lowerer{
		c: c, g: graph.New(""), warn: warn, budget: maxAttrs,
		ids: make(used), nodeID: make(map[*cnode]string),
		groupOf: make(map[*csub]*graph.Group), home: make(map[*cnode]*csub),
		anchors: make(map[*cnode]*csub), clusters: make(map[string]*csub),
		within: make(map[*csub][]*csub), members: make(map[*csub][]*cnode), firsts: make(map[*csub]*cnode),
	}
	l.place(c.doc.at, &l.g.Pos)
	l.findHomes(c.root, c.root)
	l.findAnchors()
	l.classes()
	l.findTheme()
	l.name()
	l.nodeDefaults = commonDefaults(c.root.nodes.table, nodeTables(c), modelledOfNode)
	l.edgeDefaults = commonDefaults(c.root.edges.table, edgeTables(c), modelledOfEdge)
	l.graph()
	err := l.elements()
	slices.SortFunc(l.places, func(a, b place) int { return cmp.Compare(a.at, b.at) })
	for _, p := range l.places {
		*p.pos = file.Pos(p.at)
	}
	return l.g, err
}

func (l *lowerer) elements() error {
	for _, n := range l.c.nodes {
		l.nodeName(n)
	}
	l.groups(l.c.root, "")
	for _, n := range l.c.nodes {
		if _, hidden := l.anchors[n]; hidden {
			continue
		}
		if l.node(n); l.budget < 0 {
			return l.exhausted()
		}
	}
	l.subgraphs(l.c.root, &l.g.Attrs)
	for _, e := range l.c.edges {
		if l.edge(e); l.budget < 0 {
			return l.exhausted()
		}
	}
	return nil
}

func (l *lowerer) exhausted() error {
	return &limitError{l.at, "the defaults in force here give too many attributes"}
}

func (l *lowerer) place(at int, pos *graph.Pos) { l.places = append(l.places, place{at, pos}) }

// isCluster reports whether Graphviz draws a frame around a subgraph.
func isCluster(s *csub) bool {
	if clusterName(s.name) {
		return true
	}
	v, _ := s.attrs.table.get("cluster")
	return mapBool(v.value.text)
}

// findHomes gives each node the cluster that it belongs to: of several the
// first, and the innermost there.
func (l *lowerer) findHomes(s, cluster *csub) {
	for _, inner := range s.subs {
		if !isCluster(inner) {
			l.findHomes(inner, cluster)
			continue
		}
		if l.clusters[inner.name] == nil {
			l.clusters[inner.name] = inner
		}
		l.within[cluster] = append(l.within[cluster], inner)
		l.findHomes(inner, inner)
	}
	for _, n := range s.members {
		have := l.home[n]
		if have == nil && cluster != l.c.root {
			l.home[n] = cluster
		}
	}
}

// up returns the cluster around another, or nil.
func (l *lowerer) up(s *csub) *csub {
	for s = s.parent; s != nil && s != l.c.root; s = s.parent {
		if isCluster(s) {
			return s
		}
	}
	return nil
}

// contains reports whether a node belongs to a cluster or to one within.
func (l *lowerer) contains(cluster *csub, n *cnode) bool {
	for s := l.home[n]; s != nil; s = l.up(s) {
		if s == cluster {
			return true
		}
	}
	return false
}

// first returns the node of a cluster that Write would let an edge to it end at.
func (l *lowerer) first(cluster *csub) *cnode {
	if n, known := l.firsts[cluster]; known {
		return n
	}
	var found *cnode
	if own := l.members[cluster]; len(own) > 0 {
		found = own[0]
	}
	for _, inner := range l.within[cluster] {
		if found != nil {
			break
		}
		found = l.first(inner)
	}
	l.firsts[cluster] = found
	return found
}

// findAnchors finds the hidden nodes that Write puts into empty groups, and
// what belongs to each cluster.
func (l *lowerer) findAnchors() {
	for _, n := range l.c.nodes {
		if home := l.home[n]; home != nil {
			l.members[home] = append(l.members[home], n)
		}
	}
	for cluster, members := range l.members {
		if len(members) == 1 && len(l.within[cluster]) == 0 && isAnchor(members[0]) {
			l.anchors[members[0]] = cluster
		}
	}
	for _, e := range l.c.edges {
		for atHead, n := range map[bool]*cnode{false: e.tail, true: e.head} {
			if _, ok := l.anchors[n]; ok && l.clusterAt(e, atHead) == nil {
				delete(l.anchors, n) // it is a node that only looks like one
			}
		}
	}
}

func isAnchor(n *cnode) bool {
	if !strings.HasPrefix(n.name, "anchor_") || len(n.own.list) != 5 {
		return false
	}
	for key, want := range map[string]string{"label": "", "shape": "point", "style": "invis", "width": "0", "height": "0"} {
		if s, ok := n.own.get(key); !ok || s.value.text != want || s.value.html {
			return false
		}
	}
	return true
}

// unique returns an id that no node and no group has: the one that is wished
// for, or one with a number.
func (l *lowerer) unique(id string) string {
	if id == "" {
		id = "_"
	}
	return l.ids.unique(id)
}

// nodeName gives a node its id: its name, if that can be one.
func (l *lowerer) nodeName(n *cnode) {
	if _, hidden := l.anchors[n]; !hidden {
		l.nodeID[n] = l.unique(clean(n.name))
	}
}

func (l *lowerer) spend(n int) { l.budget -= n }

// leftOut tells what cannot be kept.
func (l *lowerer) leftOut(at int, hint, format string, args ...any) {
	l.warn(at, hint, fmt.Sprintf(format, args...))
}
