package topology

import (
	"slices"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
)

// OverOptions are how files are read over a graph. The zero value is the
// default.
type OverOptions struct {
	// Warn is told what the files name and the graph has not, or no more; nil
	// drops it.
	Warn func(graph.Diagnostic)
	// Derived reports the ids that only the graph can have: a node or a group of
	// such an id is not made by the files. Nil is none.
	Derived func(id string) bool
	// Elsewhere reports the ids that the graph leaves out although there is something
	// of that id, and what stands for it at the end that a flow leads to. Of those
	// nothing is told: elements that change them, flows that they send, and flows to
	// where nothing stands for them are left out. Nil is none.
	Elsewhere func(id string) (stand []string, ok bool)
	// Declared is told of every edge that the files add or change, and where; it
	// may be nil.
	Declared func(e *graph.Edge, at graph.Pos)
}

// ReadOver reads files as additions to a graph that was made of something else,
// and returns a new graph; the base stays as it is.
//
// Nodes and groups whose ids the base has are changed in what the files say of
// them, others are added. A flow between two ends that an edge of the base leads
// between changes the first such edge, and is a new edge otherwise. Title,
// description, direction, theme, classes and attributes of the files win.
//
// What a flow names and neither has is told to Warn, with the flow left out: the
// base may be derived from something that changes by itself. Everything else
// fails as [ReadAll] does.
func ReadOver(base *graph.Graph, opts OverOptions, sources ...Source) (*graph.Graph, error) {
	r := newReader()
	r.base, r.over = base, opts
	r.none = true // there may be nothing but a title
	for _, s := range sources {
		r.read(s)
	}
	r.resolve()
	if err := r.Sorted().Err(); err != nil {
		return nil, err
	}
	g := base.HideKinds() // a copy
	r.merge(g)
	return g, g.Validate()
}

// elsewhere reports an id that the base leaves out, and what stands for it.
func (r *reader) elsewhere(id string) (stand []string, ok bool) {
	if r.base == nil || r.over.Elsewhere == nil || r.base.Has(id) || r.named[id] != nil && !r.isDerived(id) {
		return nil, false
	}
	return r.over.Elsewhere(id)
}

// standing returns what the base has for the ids at the end of an edge: where it
// leads to, or where it begins.
func (r *reader) standing(ids []string, target bool) []string {
	if r.over.Elsewhere == nil {
		return ids
	}
	out := ids[:0:0]
	for _, id := range ids {
		stand, ok := r.elsewhere(id)
		switch {
		case !ok:
			out = append(out, id)
		case target:
			out = append(out, stand...)
		}
	}
	return out
}

// standingCount returns how many ids standing returns, without a list of those of a
// flow that may be too large.
func (r *reader) standingCount(s side, target bool) int {
	if r.over.Elsewhere == nil {
		return s.size
	}
	return len(r.standing(s.ids(), target))
}

func (r *reader) isDerived(id string) bool { return r.over.Derived != nil && r.over.Derived(id) }

// gone warns of an id that the base has no more.
func (r *reader) gone(at place, id string) {
	if r.over.Warn == nil || r.mayBeLost(id) {
		return
	}
	if r.known == nil { // once, as there may be many such ids
		r.known = slices.DeleteFunc(slices.Clone(r.ids), r.isDerived)
		for _, n := range r.base.Nodes() {
			r.known = append(r.known, n.ID)
		}
	}
	hint := r.didYouMean(id, r.known)
	if hint == "" && !r.isDerived(id) {
		hint = "declare it below \"nodes:\""
	}
	d := graph.Diagnostic{Pos: at.Pos(), Hint: hint, Message: source.Quote(id) + " is not in this view, or not there any more"}
	if at.File != nil {
		d.Source = at.File.Line(at.Line)
	}
	r.over.Warn(d)
}

func (r *reader) merge(g *graph.Graph) {
	overText(&g.Title, r.g.Title)
	overText(&g.Description, r.g.Description)
	overText(&g.Direction, r.g.Direction)
	overText(&g.Theme, r.g.Theme)
	overAttrs(&g.Attrs, r.g.Attrs)
	for _, c := range r.g.Classes() {
		if have := g.Class(c.Name); have != nil {
			have.Style = c.Style.Over(have.Style)
			continue
		}
		g.AddClass(c.Name, c.Style).Pos = c.Pos
	}
	for _, gr := range r.g.Groups() {
		r.mergeGroup(g, gr)
	}
	for _, n := range r.g.Nodes() {
		r.mergeNode(g, n)
	}
	first := make(map[[2]string]*graph.Edge)
	for _, e := range g.Edges() {
		if ends := [2]string{e.From, e.To}; first[ends] == nil {
			first[ends] = e
		}
	}
	for _, e := range r.g.Edges() {
		// An end may be a node that was not made.
		if g.Has(e.From) && g.Has(e.To) {
			r.mergeEdge(g, e, first)
		}
	}
}

// derived reports an id that the files may not declare, and warns of it.
func (r *reader) derived(id string) bool {
	if !r.isDerived(id) {
		return false
	}
	if _, ok := r.elsewhere(id); !ok {
		r.gone(r.named[id].at, id)
	}
	return true
}

func (r *reader) mergeGroup(g *graph.Graph, from *graph.Group) {
	to := g.Group(from.ID)
	if to == nil {
		if r.derived(from.ID) {
			return
		}
		to = g.AddGroup(from.ID, "")
		to.Pos = from.Pos
	}
	overText(&to.Kind, from.Kind)
	overText(&to.Label, from.Label)
	overText(&to.Parent, from.Parent)
	overText(&to.Direction, from.Direction)
	overText(&to.Link, from.Link)
	overText(&to.Tooltip, from.Tooltip)
	to.Style, to.Classes = from.Style.Over(to.Style), append(to.Classes, from.Classes...)
	overAttrs(&to.Attrs, from.Attrs)
}

func (r *reader) mergeNode(g *graph.Graph, from *graph.Node) {
	to := g.Node(from.ID)
	if to == nil {
		if r.derived(from.ID) {
			return
		}
		to = g.AddNode(from.ID, "")
		to.Pos = from.Pos
	}
	overText(&to.Kind, from.Kind)
	overText(&to.Label, from.Label)
	overText(&to.Subtitle, from.Subtitle)
	overText(&to.Group, from.Group)
	overText(&to.Shape, from.Shape)
	overText(&to.Link, from.Link)
	overText(&to.Tooltip, from.Tooltip)
	overText(&to.Icon, from.Icon)
	to.Style, to.Classes = from.Style.Over(to.Style), append(to.Classes, from.Classes...)
	overAttrs(&to.Attrs, from.Attrs)
}

// mergeEdge takes a flow for what is said of the first edge between its ends.
func (r *reader) mergeEdge(g *graph.Graph, from *graph.Edge, first map[[2]string]*graph.Edge) {
	ends := [2]string{from.From, from.To}
	to := first[ends]
	if to == nil {
		to = g.AddEdge(from.From, from.To, "")
		to.Pos = from.Pos
	}
	delete(first, ends) // a second flow is an edge of its own
	overText(&to.ID, from.ID)
	overText(&to.Label, from.Label)
	overText(&to.Line, from.Line)
	overText(&to.Head, from.Head)
	overText(&to.Tail, from.Tail)
	overText(&to.Link, from.Link)
	overText(&to.Tooltip, from.Tooltip)
	to.Style, to.Classes = from.Style.Over(to.Style), append(to.Classes, from.Classes...)
	overAttrs(&to.Attrs, from.Attrs)
	if r.over.Declared != nil {
		r.over.Declared(to, from.Pos)
	}
}

func overText[T ~string](to *T, from T) {
	if from != "" {
		*to = from
	}
}

func overAttrs(to *graph.Attrs, from graph.Attrs) {
	for _, a := range from {
		to.Set(a.Key, a.Value)
	}
}
