package cli

import (
	"errors"
	"slices"

	"github.com/spf13/pflag"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/suggest"
)

// viewFlags are the flags for a part of a topology, as they were given.
type viewFlags struct {
	hide     []string
	collapse []string
	group    string
	focus    []string
	depth    int
	// given reports whether a flag is there, though its value may be empty.
	given func(flag string) bool
}

// everyGroup stands for all groups in --collapse.
const everyGroup = "*"

func (f *viewFlags) define(fs *pflag.FlagSet) {
	f.given = fs.Changed
	fs.StringArrayVar(&f.hide, "hide-kind", nil, "leave out nodes of a `KIND`; may be repeated")
	fs.StringArrayVar(&f.collapse, "collapse", nil, "make a `GROUP` one node, \"*\" for all; may be repeated")
	fs.StringVar(&f.group, "group", "", "show the inside of a `GROUP`, and who talks to it")
	fs.StringArrayVar(&f.focus, "focus", nil, "show what is around a `NODE` or a group; may be repeated")
	fs.IntVar(&f.depth, "depth", 1, "`STEPS` to go from what --focus names")
}

// check is for what needs no topology.
func (f *viewFlags) check() error {
	if f.depth < 0 {
		return usagef("--depth %d: a number of steps is 0 or more", f.depth)
	}
	if f.given("depth") && !f.given("focus") {
		return usagef("--depth says how far to go from what --focus names, and there is no --focus")
	}
	return nil
}

// view is a flag for a part of a graph.
type view struct {
	flag string
	of   func(g *graph.Graph) (*graph.Graph, error)
}

// views returns all of them, in the order in which they are applied: hidden
// hops lead nowhere, a group is entered when the others are collapsed already,
// and steps are those of the picture.
func (f *viewFlags) views() []view {
	return []view{
		{"hide-kind", f.hidden},
		{"collapse", f.collapsed},
		{"group", func(g *graph.Graph) (*graph.Graph, error) { return g.Inside(f.group) }},
		{"focus", func(g *graph.Graph) (*graph.Graph, error) { return g.Focus(f.focus, f.depth) }},
	}
}

// of returns the part of a graph that the flags ask for. A name that is not in
// the graph is an error of usage.
func (f *viewFlags) of(g *graph.Graph) (*graph.Graph, error) {
	var done []applied
	for _, v := range f.views() {
		if !f.given(v.flag) {
			continue
		}
		part, err := v.of(g)
		if err != nil {
			return nil, explainMissing(err, append(done, applied{v.flag, g}))
		}
		done = append(done, applied{v.flag, g})
		g = part
	}
	return g, nil
}

// applied is a view and the graph that it was applied to.
type applied struct {
	flag string
	to   *graph.Graph
}

// explainMissing says of a name that a view did not find what it is instead,
// which view before it took it out, or which name may be meant. The last of the
// views is the one that failed.
func explainMissing(err error, done []applied) error {
	var u *graph.UnknownError
	if !errors.As(err, &u) {
		return err
	}
	for i := len(done) - 1; i > 0; i-- {
		if before := done[i-1]; before.to.Group(u.ID) != nil || !u.Group && before.to.Has(u.ID) {
			what := "no"
			if u.Group {
				what = "no group"
			}
			return usagef("--%s: --%s leaves %s %q", done[len(done)-1].flag, before.flag, what, u.ID)
		}
	}
	switch g := done[0].to; {
	case !u.Group:
		return unknownName("node or group", u.ID, slices.Concat(ids(g.Nodes(), nodeID), ids(g.Groups(), groupID)))
	case g.Has(u.ID):
		return usagef("%q is a node, not a group", u.ID)
	default:
		return unknownName("group", u.ID, ids(g.Groups(), groupID))
	}
}

// unknownName is as unknown for names of which there may be many.
func unknownName(what, word string, known []string) error {
	if near := suggest.Nearest(word, known); near != "" {
		return usagef("there is no %s %q, did you mean %q?", what, word, near)
	}
	return usagef("there is no %s %q", what, word)
}

func nodeID(n *graph.Node) string    { return n.ID }
func groupID(gr *graph.Group) string { return gr.ID }

func ids[T any](from []T, id func(T) string) []string {
	out := make([]string, len(from))
	for i, e := range from {
		out[i] = id(e)
	}
	return out
}

// hidden is the view of --hide-kind. The kinds that every theme knows are never
// an error, so that one command serves many topologies.
func (f *viewFlags) hidden(g *graph.Graph) (*graph.Graph, error) {
	known := kindsOf(g)
	for _, k := range f.hide {
		if !slices.Contains(known, k) && !slices.Contains(graph.Kinds(), k) {
			return nil, unknownName("kind", k, slices.Concat(known, graph.Kinds()))
		}
	}
	return g.HideKinds(f.hide...), nil
}

// kindsOf returns the kinds of a graph's nodes in the order of the first of
// each.
func kindsOf(g *graph.Graph) []string {
	var out []string
	seen := make(map[string]bool)
	for _, n := range g.Nodes() {
		if !seen[n.Kind] {
			seen[n.Kind] = true
			out = append(out, n.Kind)
		}
	}
	return out
}

// collapsed is the view of --collapse.
func (f *viewFlags) collapsed(g *graph.Graph) (*graph.Graph, error) {
	var groups []string
	for _, name := range f.collapse {
		if name == everyGroup {
			named := f.focus
			if f.given("group") {
				named = append(slices.Clone(named), f.group)
			}
			groups = append(groups, groupsBeside(g, named)...)
			continue
		}
		groups = append(groups, name)
	}
	return g.Collapse(groups...)
}

// groupsBeside returns the outermost groups that neither are nor hold one of
// some nodes and groups, nor lie in one of them.
func groupsBeside(g *graph.Graph, named []string) []string {
	whole := make(map[string]bool, len(named))
	for _, id := range named {
		whole[id] = true
	}
	open := map[string]bool{"": true}
	for _, id := range named {
		around := ids(g.Around(id), groupID)
		if slices.ContainsFunc(around, func(id string) bool { return whole[id] }) {
			continue
		}
		for _, gr := range around {
			open[gr] = true
		}
	}
	var out []string
	for _, gr := range g.Groups() {
		if open[gr.Parent] && !open[gr.ID] && !whole[gr.ID] {
			out = append(out, gr.ID)
		}
	}
	return out
}
