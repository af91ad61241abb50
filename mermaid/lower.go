package mermaid

import (
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// lowering does what the statements say, in their order, to the same tables that
// Mermaid keeps: which node, edge or subgraph a statement is about depends on
// what was there before.
type lowering struct {
	in  *input
	opt ReadOptions
	g   *graph.Graph

	nodes  map[string]*node
	order  []*node
	edges  []*edge
	named  map[string]*edge  // by id, of those that have one
	ids    generated         // of the others
	groups map[string]*group // those that are closed
	opened int               // subgraphs so far
	closed int
	member map[string]*group // the first subgraph that lists an id
	tips   map[string]string // tooltips, by id

	classes      []*class
	classNamed   map[string]*class
	defaultStyle []string
	defaultCurve string
	shapes       shapeTable
	tooMany      bool
}

type node struct {
	id       string
	at       graph.Pos
	label    *textSyntax
	shape    string
	styles   []string
	classes  []string
	link     string
	linkAt   graph.Pos
	target   string
	callback string
	attrs    graph.Attrs
}

type edge struct {
	at         graph.Pos
	start, end string
	id         string
	label      *textSyntax
	kind       linkKind
	styles     []string
	classes    []string
	curve      string
	attrs      graph.Attrs
}

type group struct {
	id      string
	at      graph.Pos
	order   int
	title   textSyntax
	dir     string
	classes []string
	attrs   graph.Attrs
	parent  *group
}

type class struct {
	name   string
	at     graph.Pos
	styles []string
}

func newLowering(in *input, opt ReadOptions) *lowering {
	return &lowering{
		in: in, opt: opt, g: &graph.Graph{},
		nodes:      make(map[string]*node),
		named:      make(map[string]*edge),
		groups:     make(map[string]*group),
		member:     make(map[string]*group),
		tips:       make(map[string]string),
		classNamed: make(map[string]*class),
	}
}

// members are what a subgraph lists: ids, in the order Mermaid has them, and the
// last direction.
type members struct {
	list []mention
	dir  string
}

type mention struct {
	id string
	at graph.Pos
}

func (l *lowering) document(d document) members {
	var m members
	for _, s := range d {
		if l.tooMany {
			return m
		}
		switch s := s.(type) {
		case *chain:
			if mentions := l.chain(s); l.opened > l.closed {
				m.list = append(m.list, mentions...)
			}
		case *subgraph:
			m.list = append(m.list, l.subgraph(s))
		case directionStatement:
			l.direction(s)
			m.dir = s.code
		case accStatement:
			l.accessible(s)
		case styleStatement:
			l.style(s)
		case classDefStatement:
			l.classDef(s)
		case classStatement:
			l.setClass(s.ids, s.class, s.at)
		case linkStyleStatement:
			l.linkStyle(s)
		case clickStatement:
			l.click(s)
		}
	}
	return m
}

func (l *lowering) direction(s directionStatement) {
	line := strings.TrimRightFunc(s.line, func(c rune) bool { return c == ';' || isSpace(c) })
	if rest := strings.Fields(line); len(rest) != 2 || rest[0] != "direction" || rest[1] != s.code {
		l.in.tell(s.at, "Mermaid takes all of this line for the statement \"direction %s\"", s.code)
	} else if l.opened == l.closed {
		l.in.tell(s.at, "Mermaid ignores a direction outside of a subgraph; the header has that of the whole")
	}
}

func (l *lowering) accessible(s accStatement) {
	if s.title {
		l.g.Attrs.Set("mermaid.accTitle", decoded(s.value))
		return
	}
	l.g.Description = strings.Join(outdented(decoded(s.value)), "\n")
}

// outdented returns the lines of a text without white space before them and without
// blank ones, which Mermaid leaves out of a description.
func outdented(text string) []string {
	var lines []string
	for {
		line, rest, more := strings.Cut(text, "\n")
		lines = append(lines, line)
		if !more {
			return lines
		}
		text = strings.TrimLeftFunc(rest, isSpace)
	}
}

// chain adds nodes and edges, and returns what is mentioned in the order in which
// Mermaid lists it in a subgraph: the last list of nodes first.
func (l *lowering) chain(c *chain) []mention {
	n := 0
	for _, list := range c.nodes {
		n += len(list)
	}
	all := make([]mention, n)
	for i, list := range c.nodes {
		n -= len(list)
		for k, v := range list {
			all[n+k] = l.vertex(v)
		}
		if i > 0 {
			l.links(c.nodes[i-1], list, c.links[i-1])
		}
	}
	return all
}

func (l *lowering) vertex(v vertex) mention {
	at := l.in.pos(v.at)
	if e := l.edge(v.id); e == nil {
		l.shapeAndText(l.node(v.id, at), v)
	}
	if v.class != "" {
		l.setClass(v.id, v.class, v.at)
	}
	if v.data != nil {
		l.data(v)
	}
	return mention{v.id, at}
}

func (l *lowering) shapeAndText(n *node, v vertex) {
	if v.text == nil {
		return
	}
	n.label = v.text
	n.shape = v.shape
	if v.prop != "" {
		n.attrs.Set("mermaid.props", v.prop)
	}
	if l.groups[v.id] != nil {
		l.in.tell(v.at, "%q is a subgraph; Mermaid ignores the text and the shape", v.id)
	}
}

// node returns the node with an id, a new one if there is none.
func (l *lowering) node(id string, at graph.Pos) *node {
	if n := l.nodes[id]; n != nil {
		return n
	}
	n := &node{id: id, at: at}
	l.nodes[id] = n
	l.order = append(l.order, n)
	l.limit(at, len(l.order)+l.opened, l.opt.MaxNodes, "nodes and subgraphs")
	return n
}

func (l *lowering) limit(at graph.Pos, n, most int, what string) {
	if n > most && !l.tooMany {
		l.tooMany = true
		l.in.problems.Add(l.in.whereabouts(at), "", "there are more than %d %s", most, what)
	}
}

// links adds an edge for every pair. The id goes to the one that is made first
// from the last start.
func (l *lowering) links(from, to nodeList, s linkSyntax) {
	at := l.in.pos(s.at)
	kind := kindOf(s)
	if kind.mixed {
		l.in.tellAt(at, "the two halves of the link contradict each other; Mermaid draws an arrow")
	}
	for i, start := range from {
		for k, end := range to {
			e := &edge{at: at, start: start.id, end: end.id, label: s.text, kind: kind, curve: l.defaultCurve}
			// Mermaid compares the ids and not their places.
			last := start.id == from[len(from)-1].id
			first := end.id == to[0].id
			if s.id != "" && last && first && l.edge(s.id) == nil {
				e.id = s.id
				l.named[s.id] = e
			} else if s.id != "" && i == len(from)-1 && k == 0 {
				l.in.tellAt(at, "an edge has the id %q already; Mermaid ignores this one", s.id)
			}
			l.edges = append(l.edges, e)
			l.limit(at, len(l.edges), l.opt.MaxEdges, "edges")
			if l.tooMany {
				return
			}
		}
	}
}

// edge returns the edge with an id, or nil.
func (l *lowering) edge(id string) *edge {
	if e := l.named[id]; e != nil || !strings.HasPrefix(id, "L_") {
		return e
	}
	return l.ids.find(id, l.edges)
}

// subgraph adds a subgraph when its end is reached, as Mermaid does: what is
// inside has been added by then. It returns its mention.
func (l *lowering) subgraph(s *subgraph) mention {
	order := l.opened
	l.opened++
	at := l.in.pos(s.at)
	l.limit(at, len(l.order)+l.opened, l.opt.MaxNodes, "nodes and subgraphs")
	m := l.document(s.body)
	gr := &group{id: trim(s.id.text), at: at, order: order, title: s.title, dir: m.dir}
	if !s.titled && strings.ContainsFunc(s.id.text, isSpace) || gr.id == "" {
		gr.id = "subGraph" + itoa(l.closed)
	}
	l.closed++
	if first := l.groups[gr.id]; first != nil {
		l.in.tellAt(at, "there is a subgraph %q already; Mermaid makes one of both, with the title and direction of the first", gr.id)
		gr = first
	}
	l.groups[gr.id] = gr
	if outer := l.member[gr.id]; outer != nil && gr.parent == nil {
		l.enclose(gr, outer)
	}
	for _, inside := range m.list {
		if inside.id != gr.id {
			l.join(inside, gr)
		}
	}
	return mention{gr.id, at}
}

// join puts something into a subgraph, unless it is in one already.
func (l *lowering) join(m mention, gr *group) {
	if first := l.member[m.id]; first != nil {
		if first != gr && !within(first, gr) {
			l.in.tellAt(m.at, "%q is in the subgraph %q already, where Mermaid leaves it", m.id, first.id)
		}
		return
	}
	l.member[m.id] = gr
	if inner := l.groups[m.id]; inner != nil {
		l.enclose(inner, gr)
	}
}

// enclose puts a subgraph into another, unless that is inside the first.
func (l *lowering) enclose(inner, outer *group) {
	if within(outer, inner) {
		l.in.tellAt(outer.at, "the subgraphs %q and %q contain each other; the second stays outside", inner.id, outer.id)
		return
	}
	inner.parent = outer
}

// within reports whether a subgraph is another one or somewhere inside it.
func within(gr, outer *group) bool {
	for ; gr != nil; gr = gr.parent {
		if gr == outer {
			return true
		}
	}
	return false
}
