package dot

import (
	"cmp"
	"fmt"
	"slices"
)

// What a document means: the graph that Graphviz's library cgraph builds while
// it parses (lib/cgraph, grammar.y). Attributes are still those of the language.

// cgraph is a graph of nodes, edges and subgraphs with their attributes.
type cgraph struct {
	doc   document
	root  *csub
	nodes []*cnode
	edges []*cedge
}

// cnode is a node. Its attributes are its own over the defaults that held where
// it was first mentioned.
type cnode struct {
	name     string
	at       int
	index    int // in the order of creation
	own      table
	defaults *table
}

// cedge is an edge, under the same rule.
type cedge struct {
	tail, head *cnode
	at         int
	own        table
	defaults   *table
}

// csub is a subgraph, or the whole as the outermost one.
type csub struct {
	name     string
	named    bool
	at       int
	parent   *csub
	subs     []*csub
	byName   map[string]*csub
	members  []*cnode // mentioned in here and not deeper
	isMember map[*cnode]bool

	attrs        scope  // its own attributes, and what subgraphs within start with
	start        *table // what it started with itself
	nodes, edges scope  // the defaults for both
}

// limits bound what a text can multiply to.
type limits struct{ nodes, edges, work int }

// limitError says which limit was exceeded, and where.
type limitError struct {
	at      int
	message string
}

// Error returns the message.
func (e *limitError) Error() string { return e.message }

// evaluator builds the graph of a document.
type evaluator struct {
	g      *cgraph
	limits limits
	byName map[string]*cnode
	merged map[edgeKey]*cedge // edges that a later one is the same as
	warn   func(at int, hint, message string)
	work   int
}

// edgeKey is what makes two edges one: their ends in a strict graph, and their
// ends with an attribute named key in any.
type edgeKey struct {
	tail, head *cnode
	key        string
}

func evaluate(doc document, lim limits, warn func(at int, hint, message string)) (*cgraph, error) {
	root := &csub{at: doc.at}
	root.attrs.table, root.nodes.table, root.edges.table = &table{}, &table{}, &table{}
	ev := &evaluator{
		g: &cgraph{doc: doc, root: root}, limits: lim, warn: warn,
		byName: make(map[string]*cnode), merged: make(map[edgeKey]*cedge),
	}
	return ev.g, ev.body(root, doc.body)
}

func (ev *evaluator) body(sub *csub, body []statement) error {
	for i := range body {
		if err := ev.statement(sub, &body[i]); err != nil {
			return err
		}
	}
	return nil
}

func (ev *evaluator) statement(sub *csub, s *statement) error {
	var into *scope
	switch s.target {
	case graphAttrs:
		into = &sub.attrs
	case nodeAttrs:
		into = &sub.nodes
	case edgeAttrs:
		into = &sub.edges
	default:
		return ev.chain(sub, s)
	}
	for _, a := range s.attrs {
		if s.target == edgeAttrs && a.key == "key" {
			ev.warn(a.at, "", "a key names one edge: as a default it has no effect")
			continue
		}
		if err := ev.spend(into.set(setting(a)), a.at); err != nil {
			return err
		}
	}
	return nil
}

// spend counts steps that a text can multiply: copied defaults, and the nodes
// of subgraphs that are the ends of edges.
func (ev *evaluator) spend(steps, at int) error {
	if ev.work += steps; ev.work > ev.limits.work {
		return &limitError{at, "defaults and subgraphs multiply to too much here"}
	}
	return nil
}

func (ev *evaluator) chain(sub *csub, s *statement) error {
	var before []port
	for i := range s.ends {
		ends, err := ev.end(sub, &s.ends[i], len(s.ends) > 1)
		if err != nil {
			return err
		}
		if i > 0 {
			if err := ev.join(sub, before, ends, s, s.ends[i-1].at); err != nil {
				return err
			}
		}
		before = ends
	}
	if len(s.ends) == 1 {
		ev.single(s, before)
	}
	return nil
}

// port is a node with the place at it where an edge ends.
type port struct {
	node *cnode
	port string
}

// single gives a node, or several, its attributes.
func (ev *evaluator) single(s *statement, nodes []port) {
	if s.ends[0].sub != nil {
		if len(s.attrs) > 0 {
			ev.warn(s.attrs[0].at, "write them within its braces", "attributes behind a subgraph have no effect")
		}
		return
	}
	for _, n := range nodes {
		if n.port != "" {
			ev.warn(s.at, "", "a port has no effect where there is no edge")
		}
		for _, a := range s.attrs {
			n.node.own.set(setting(a))
		}
	}
}

// end returns the nodes at an end. Those of a subgraph are looked for only
// where there are edges.
func (ev *evaluator) end(sub *csub, e *end, edges bool) ([]port, error) {
	if e.sub != nil {
		inner, err := ev.subgraph(sub, e.sub)
		if err != nil || !edges {
			return nil, err
		}
		return ev.all(inner, e.at)
	}
	ends := make([]port, len(e.nodes))
	for i, m := range e.nodes {
		n, err := ev.node(sub, m.name, m.at)
		if err != nil {
			return nil, err
		}
		ends[i] = port{n, m.port}
	}
	return ends, nil
}

func (ev *evaluator) node(sub *csub, name string, at int) (*cnode, error) {
	n := ev.byName[name]
	if n == nil {
		if len(ev.g.nodes) == ev.limits.nodes {
			return nil, tooMany(at, "nodes", ev.limits.nodes)
		}
		n = &cnode{name: name, at: at, index: len(ev.g.nodes), defaults: sub.nodes.share()}
		ev.byName[name] = n
		ev.g.nodes = append(ev.g.nodes, n)
	}
	if sub.parent != nil && !sub.isMember[n] {
		if sub.isMember == nil {
			sub.isMember = make(map[*cnode]bool)
		}
		sub.isMember[n] = true
		sub.members = append(sub.members, n)
	}
	return n, nil
}

// subgraph evaluates a subgraph. A name that its parent has already opens the
// same one again.
func (ev *evaluator) subgraph(parent *csub, s *subgraph) (*csub, error) {
	sub := parent.byName[s.name]
	if sub == nil || !s.named {
		sub = &csub{name: s.name, named: s.named, at: s.at, parent: parent}
		parent.subs = append(parent.subs, sub)
		if s.named {
			if parent.byName == nil {
				parent.byName = make(map[string]*csub)
			}
			parent.byName[s.name] = sub
		}
		sub.start = parent.attrs.share()
		sub.attrs.table, sub.attrs.shared = sub.start, true
	}
	copied := sub.nodes.inherit(&parent.nodes) + sub.edges.inherit(&parent.edges)
	if err := ev.spend(copied, s.at); err != nil {
		return nil, err
	}
	return sub, ev.body(sub, s.body)
}

// all returns the nodes of a subgraph at any depth, in the order of creation.
func (ev *evaluator) all(sub *csub, at int) ([]port, error) {
	list, err := ev.gather(sub, nil, at)
	slices.SortFunc(list, func(a, b port) int { return cmp.Compare(a.node.index, b.node.index) })
	return slices.CompactFunc(list, func(a, b port) bool { return a.node == b.node }), err
}

func (ev *evaluator) gather(sub *csub, list []port, at int) ([]port, error) {
	if err := ev.spend(1+len(sub.members), at); err != nil {
		return nil, err
	}
	for _, n := range sub.members {
		list = append(list, port{node: n})
	}
	for _, inner := range sub.subs {
		var err error
		if list, err = ev.gather(inner, list, at); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// join makes the edges from each of some ends to each of others.
func (ev *evaluator) join(sub *csub, tails, heads []port, s *statement, at int) error {
	key := ""
	for _, a := range s.attrs {
		if a.key == "key" {
			key = a.value.text
		}
	}
	if err := ev.spend((len(tails)*len(heads)-1)*len(s.attrs), at); err != nil {
		return err
	}
	for _, t := range tails {
		for _, h := range heads {
			e, err := ev.edge(sub, edgeKey{t.node, h.node, key}, at)
			if err != nil {
				return err
			}
			ev.setPorts(e, t, h, at)
			for _, a := range s.attrs {
				e.own.set(setting(a))
			}
		}
	}
	return nil
}

// edge makes an edge, or finds the one that it is the same as.
func (ev *evaluator) edge(sub *csub, k edgeKey, at int) (*cedge, error) {
	strict := ev.g.doc.strict
	if strict {
		k.key = ""
	}
	tail, head := k.tail, k.head
	if !ev.g.doc.directed && k.tail.index > k.head.index {
		k.tail, k.head = k.head, k.tail
	}
	mergeable := strict || k.key != ""
	if mergeable && ev.merged[k] != nil {
		return ev.merged[k], nil
	}
	if len(ev.g.edges) == ev.limits.edges {
		return nil, tooMany(at, "edges", ev.limits.edges)
	}
	e := &cedge{tail: tail, head: head, at: at, defaults: sub.edges.share()}
	ev.g.edges = append(ev.g.edges, e)
	if mergeable {
		ev.merged[k] = e
	}
	return e, nil
}

// setPorts keeps the ports of an edge as Graphviz does: as attributes. An edge
// of an undirected graph may be there already, written the other way round.
func (ev *evaluator) setPorts(e *cedge, tail, head port, at int) {
	if e.tail != e.head && e.head == tail.node {
		tail, head = head, tail
	}
	if tail.port != "" {
		e.own.set(setting{"tailport", value{text: tail.port}, at})
	}
	if head.port != "" {
		e.own.set(setting{"headport", value{text: head.port}, at})
	}
}

func tooMany(at int, what string, limit int) error {
	return &limitError{at, fmt.Sprintf("there are more than %d %s", limit, what)}
}
