package graph

// Op says what became of an element.
type Op string

// What can become of an element. One that is Renamed may have changed as well.
const (
	Added   Op = "added"
	Removed Op = "removed"
	Changed Op = "changed"
	Renamed Op = "renamed"
)

// Delta is how one graph differs from another. The zero Delta is no difference.
type Delta struct {
	// Graph is what changed of the graph itself: title, description, direction,
	// theme, "attrs.KEY", and the styles of classes as "classes.NAME.FIELD".
	Graph []Change
	// Nodes, Groups and Edges are the elements that differ: first those of the old
	// graph in its order, then those that were added in the order of the new one.
	Nodes  []Difference[Node]
	Groups []Difference[Group]
	Edges  []Difference[Edge]
}

// IsZero reports whether there is no difference.
func (d Delta) IsZero() bool {
	return len(d.Graph)+len(d.Nodes)+len(d.Groups)+len(d.Edges) == 0
}

// Difference is an element that differs.
type Difference[T Node | Group | Edge] struct {
	Op Op
	// Old and New are the element as it was and as it is; Old is nil if it was
	// Added, New if it was Removed.
	Old, New *T
	// Changes are the fields that differ, in the order of the element's type and,
	// among attributes, of the elements; there are none of an element that was
	// Added or Removed.
	Changes []Change
}

// Change is a field with another value.
type Change struct {
	// Field is its name as in the JSON of graphs: "label", "style.fill",
	// "attrs.KEY".
	Field string
	// Old and New are its values as text. What is not there is empty.
	Old, New string
}

// DiffOptions say what counts as a difference. The zero DiffOptions is the
// default.
type DiffOptions struct {
	// IgnoreAttrs are keys of attributes that make no difference.
	IgnoreAttrs []string
}

// Diff returns how a graph differs from an older one, by identity and not by
// order: nodes and groups are the same by their ids. Edges are the same by
// their ids or else, if they do not both have one, by their ends; where several
// have the same ends, those that are equal belong together first, then those with
// the same label, with the same attributes, and then the rest in order.
//
// Where elements were declared (Pos) makes no difference, nor does whether a
// default is stated: an edge without a line is solid, a node without a label
// shows its id. An attribute that is not there is as one without a value.
//
// A node that was removed and one that was added are one that was renamed if they
// fit each other and no others: the kind, the group and all else that was set but
// the label are equal, and so are their neighbours, of which one at least was
// there before and is still; a node without such neighbours has to have kept its
// label. Where nothing fits in all, neighbours that were removed or added themselves
// do not count, if two others remain. The label and attributes that are the name in the id, which is what follows
// the last "/", may change with it, and so may the name in texts of the node's
// edges; that is no change then. Of nodes that hang together and were all renamed,
// those are found that are up to eight steps from what kept its name.
//
// Diff takes time in proportion to the graphs, apart from sorting. It works on
// invalid graphs as well: of several elements with one id the first belong
// together, then the second, and so on.
func Diff(old, new *Graph, opts DiffOptions) Delta {
	d := newDiffer(old, new, opts)
	return Delta{
		Graph:  d.graph(),
		Nodes:  collect(old.nodes, new.nodes, d.nodes, d.node, func(a, b *Node) bool { return a.ID != b.ID }),
		Groups: collect(old.groups, new.groups, d.groups, d.group, never[Group]),
		Edges:  collect(old.edges, new.edges, d.edges, d.edge, never[Edge]),
	}
}

func never[T any](_, _ *T) bool { return false }

// collect returns the elements that differ. Those that are one have their place
// in pairs, and compare tells what changed of them.
func collect[T Node | Group | Edge](old, new []*T, pairs map[*T]*T, compare func(a, b *T) []Change, renamed func(a, b *T) bool) []Difference[T] {
	var out []Difference[T]
	kept := make(map[*T]bool, len(pairs))
	for _, a := range old {
		b := pairs[a]
		if b == nil {
			out = append(out, Difference[T]{Op: Removed, Old: a})
			continue
		}
		kept[b] = true
		changes := compare(a, b)
		if renamed(a, b) {
			out = append(out, Difference[T]{Op: Renamed, Old: a, New: b, Changes: changes})
		} else if len(changes) > 0 {
			out = append(out, Difference[T]{Op: Changed, Old: a, New: b, Changes: changes})
		}
	}
	for _, b := range new {
		if !kept[b] {
			out = append(out, Difference[T]{Op: Added, New: b})
		}
	}
	return out
}
