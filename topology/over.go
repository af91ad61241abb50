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
	// Behind returns what stands in the graph for an end of a flow that it has not,
	// and nothing if it is not there at all; it may be nil.
	Behind func(id string) []string
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

// behind returns what the base has in the place of an end that it has not.
func (r *reader) behind(e end) []string {
	if r.over.Behind != nil {
		if ids := r.over.Behind(e.id); len(ids) > 0 {
			return ids
		}
	}
	r.gone(e.place(), e.id)
	return nil
}

// gone warns of an id that the base has no more.
func (r *reader) gone(at place, id string) {
	if r.over.Warn == nil || r.mayBeLost(id) {
		return
	}
	if r.known == nil { // once, as there may be many such ids
		r.known = slices.Clone(r.ids)
		for _, n := range r.base.Nodes() {
			r.known = append(r.known, n.ID)
		}
	}
	d := graph.Diagnostic{Pos: at.Pos(), Hint: r.didYouMean(id, r.known), Message: source.Quote(id) + " is not in this view, or not there any more"}
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
	if r.over.Derived == nil || !r.over.Derived(id) {
		return false
	}
	r.gone(r.named[id].at, id)
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
