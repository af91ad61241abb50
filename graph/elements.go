package graph

// End is what an edge can start or end at: a [*Node] or a [*Group].
type End interface{ endID() string }

// Node is a component of the topology.
type Node struct {
	// ID names the node within its graph. It is set by AddNode; changing it
	// afterwards breaks look-ups, which Validate reports.
	ID string
	// Kind says what the node is ("load-balancer", "pod"), which a theme turns
	// into looks. Any text is a kind; see [Kinds] for those with a meaning here.
	Kind string
	// Label is the text shown; empty shows the ID. A "\n" breaks the line.
	Label string
	// Subtitle is a second, smaller line below the label: a port, a version, a
	// kind. It may be empty.
	Subtitle string
	// Group is the id of the group around the node; empty is the top level.
	Group string
	// Shape is the outline; empty leaves it to the theme.
	Shape Shape
	// Style is what was asked for explicitly. It wins over Classes and Kind.
	Style Style
	// Classes name styles of the graph; a later class wins over an earlier.
	Classes []string
	// Link is opened by a click; see [SafeLink] for what is allowed.
	Link string
	// Tooltip is shown when pointing at the node.
	Tooltip string
	// Icon names a picture to show beside the label.
	Icon string
	// Attrs holds free attributes.
	Attrs Attrs
	// Pos is where the node was declared.
	Pos Pos

	graph *Graph
}

// Text returns what the node shows: its Label, or its ID where that is empty.
func (n *Node) Text() string { return orID(n.Label, n.ID) }

// FullText returns all the text that the node shows: Text, and the Subtitle on
// a line of its own.
func (n *Node) FullText() string {
	if n.Subtitle == "" {
		return n.Text()
	}
	return n.Text() + "\n" + n.Subtitle
}

// To adds an edge to another node or group of the same graph and returns it.
func (n *Node) To(to End, label string) *Edge {
	return n.graph.AddEdge(n.ID, to.endID(), label)
}

func (n *Node) endID() string { return n.ID }

// Group is a frame around nodes and other groups: a namespace, a zone, a
// cluster.
type Group struct {
	// ID names the group among all nodes and groups, under the rule of Node.ID.
	ID string
	// Kind says what the group is ("namespace", "cluster").
	Kind string
	// Label is the group's title; empty shows the ID.
	Label string
	// Parent is the id of the group around this one; empty is the top level.
	Parent string
	// Direction is where edges lead inside; empty takes it from outside.
	Direction Direction
	// Style is what was asked for explicitly. It wins over Classes and Kind.
	Style Style
	// Classes name styles of the graph; a later class wins over an earlier.
	Classes []string
	// Link is opened by a click on the title; see [SafeLink].
	Link string
	// Tooltip is shown when pointing at the group.
	Tooltip string
	// Attrs holds free attributes.
	Attrs Attrs
	// Pos is where the group was declared.
	Pos Pos

	graph *Graph
}

// Text returns the title shown: the Label, or the ID where that is empty.
func (gr *Group) Text() string { return orID(gr.Label, gr.ID) }

// AddNode adds a node inside the group, as [Graph.AddNode] does at the top.
func (gr *Group) AddNode(id, kind string) *Node {
	n := gr.graph.AddNode(id, kind)
	n.Group = gr.ID
	return n
}

// AddGroup adds a group inside the group, as [Graph.AddGroup] does at the top.
func (gr *Group) AddGroup(id, label string) *Group {
	child := gr.graph.AddGroup(id, label)
	child.Parent = gr.ID
	return child
}

// To adds an edge to a node or another group of the same graph.
func (gr *Group) To(to End, label string) *Edge {
	return gr.graph.AddEdge(gr.ID, to.endID(), label)
}

func (gr *Group) endID() string { return gr.ID }

// Edge leads from one node or group to another, or back to the same one.
type Edge struct {
	// ID names the edge where it has to be told from others; it may be empty.
	ID string
	// From and To are the ids of nodes or groups.
	From, To string
	// Label is the text on the edge; empty shows none. A "\n" breaks the line.
	Label string
	// Line is how the edge is drawn; empty is [Solid].
	Line Line
	// Head is the sign at To; empty is [ArrowNormal].
	Head Arrow
	// Tail is the sign at From; empty is [ArrowNone].
	Tail Arrow
	// Style is what was asked for explicitly: Stroke, StrokeWidth and Dash of
	// the line, Color of the label. It wins over Classes.
	Style Style
	// Classes name styles of the graph; a later class wins over an earlier.
	Classes []string
	// Link is opened by a click on the label; see [SafeLink].
	Link string
	// Tooltip is shown when pointing at the edge.
	Tooltip string
	// Attrs holds free attributes.
	Attrs Attrs
	// Pos is where the edge was declared.
	Pos Pos
}

// Ends returns the signs drawn at To and at From, never empty: the defaults
// are an arrow at To and nothing at From.
func (e *Edge) Ends() (head, tail Arrow) {
	head, tail = e.Head, e.Tail
	if head == "" {
		head = ArrowNormal
	}
	if tail == "" {
		tail = ArrowNone
	}
	return head, tail
}

// LineOrSolid returns Line, with the default filled in.
func (e *Edge) LineOrSolid() Line {
	if e.Line == "" {
		return Solid
	}
	return e.Line
}

func orID(label, id string) string {
	if label != "" {
		return label
	}
	return id
}
