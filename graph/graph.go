// Package graph is the model that every reader fills and every writer reads:
// a topology of nodes, edges and nested groups, in the order they were added.
//
// The model says what a system is made of and who talks to whom. It knows
// nothing of looks beyond what a user asked for explicitly (a [Style]), nothing
// of any file format and nothing of geometry.
//
// Building never fails: nodes, edges and groups are added as they come, ends
// and parents may be named before they exist. [Graph.Validate] then reports
// every problem of the whole graph at once; writers call it before their first
// byte. A Graph may be read by several goroutines at a time, but not while one
// of them changes it.
package graph

// Graph is a topology: nodes and groups, which share one space of ids, and the
// edges between them. The zero Graph is empty and ready to use.
type Graph struct {
	// Title names the whole, as a document would: plain text, one line.
	Title string
	// Description says in a sentence or two what the picture shows, for
	// readers who cannot see it.
	Description string
	// Direction is where edges lead; empty means [Down].
	Direction Direction
	// Theme names the theme to draw with; empty leaves it to the caller.
	Theme string
	// Attrs holds free attributes of the graph itself.
	Attrs Attrs
	// Pos is where the graph was declared.
	Pos Pos

	nodes   []*Node
	edges   []*Edge
	groups  []*Group
	classes []*Class
	// First added wins; Validate reports the others.
	nodeByID    map[string]*Node
	groupByID   map[string]*Group
	classByName map[string]*Class
}

// New returns an empty graph with a title.
func New(title string) *Graph { return &Graph{Title: title} }

// AddNode adds a node of a kind at the top level and returns it, for its other
// fields to be set. A second node with the same id is kept too, so that
// [Graph.Validate] can name both; look-ups find the first. The empty id names
// nothing, since it stands for the top level.
func (g *Graph) AddNode(id, kind string) *Node {
	n := &Node{ID: id, Kind: kind, graph: g}
	g.nodes = append(g.nodes, n)
	if g.nodeByID == nil {
		g.nodeByID = make(map[string]*Node)
	}
	if _, taken := g.nodeByID[id]; !taken && id != "" {
		g.nodeByID[id] = n
	}
	return n
}

// AddGroup adds a group at the top level and returns it. An empty label shows
// the id. Duplicates are treated as in [Graph.AddNode].
func (g *Graph) AddGroup(id, label string) *Group {
	gr := &Group{ID: id, Label: label, graph: g}
	g.groups = append(g.groups, gr)
	if g.groupByID == nil {
		g.groupByID = make(map[string]*Group)
	}
	if _, taken := g.groupByID[id]; !taken && id != "" {
		g.groupByID[id] = gr
	}
	return gr
}

// AddEdge adds an edge between two nodes or groups, named by id, and returns
// it. The ends need not exist yet. Edges between the same ends are all kept.
func (g *Graph) AddEdge(from, to, label string) *Edge {
	e := &Edge{From: from, To: to, Label: label}
	g.edges = append(g.edges, e)
	return e
}

// AddClass adds a named style, for the Classes of nodes, edges and groups to
// refer to, and returns it. Duplicates are treated as in [Graph.AddNode].
func (g *Graph) AddClass(name string, s Style) *Class {
	c := &Class{Name: name, Style: s}
	g.classes = append(g.classes, c)
	if g.classByName == nil {
		g.classByName = make(map[string]*Class)
	}
	if _, taken := g.classByName[name]; !taken {
		g.classByName[name] = c
	}
	return c
}

// Nodes returns all nodes in the order they were added. The slice is the
// graph's own: it must not be changed, and is valid until the next AddNode.
func (g *Graph) Nodes() []*Node { return g.nodes }

// Edges returns all edges in the order they were added, under the same rule
// as [Graph.Nodes].
func (g *Graph) Edges() []*Edge { return g.edges }

// Groups returns all groups in the order they were added, under the same rule
// as [Graph.Nodes].
func (g *Graph) Groups() []*Group { return g.groups }

// Classes returns all named styles in the order they were added, under the
// same rule as [Graph.Nodes].
func (g *Graph) Classes() []*Class { return g.classes }

// Node returns the node with an id, or nil. It takes constant time.
func (g *Graph) Node(id string) *Node { return g.nodeByID[id] }

// Group returns the group with an id, or nil. It takes constant time.
func (g *Graph) Group(id string) *Group { return g.groupByID[id] }

// Class returns the class with a name, or nil. It takes constant time.
func (g *Graph) Class(name string) *Class { return g.classByName[name] }

// Has reports whether a node or a group has the id. It takes constant time.
func (g *Graph) Has(id string) bool {
	return g.nodeByID[id] != nil || g.groupByID[id] != nil
}
