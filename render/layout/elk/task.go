package elk

import (
	"fmt"
	"math"
	"strconv"

	elkgo "github.com/d2lang/elk-go"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// task is a problem in ELK's terms. Ids are made of indexes, so that no text
// of a user reaches the engine.
type task struct {
	p      *layout.Problem
	root   *elkgo.Node
	nodes  []*elkgo.Node
	groups []*elkgo.Node
	edges  []*elkgo.Edge

	crossed map[*graph.Group]bool
	turned  map[*graph.Group]*elkgo.Node
}

func newTask(p *layout.Problem) *task {
	g := p.Graph
	t := &task{
		p:      p,
		nodes:  make([]*elkgo.Node, len(g.Nodes())),
		groups: make([]*elkgo.Node, len(g.Groups())),
		edges:  make([]*elkgo.Edge, len(g.Edges())),
		turned: make(map[*graph.Group]*elkgo.Node),
	}
	for i := range g.Nodes() {
		t.nodes[i] = box("n", i, p.NodeSize[i])
	}
	t.root = &elkgo.Node{ID: elkgo.StringID("root"), LayoutOptions: rootOptions(p)}
	t.crossed = g.Crossed()
	t.nest(g.Tree(), t.root, p.Direction, t.indexes())
	t.addEdges()
	return t
}

// indexes maps the elements of the graph to where they are in its slices.
func (t *task) indexes() map[any]int {
	g := t.p.Graph
	at := make(map[any]int, len(g.Nodes())+len(g.Groups()))
	for i, n := range g.Nodes() {
		at[n] = i
	}
	for i, gr := range g.Groups() {
		at[gr] = i
	}
	return at
}

// nest puts what is on a level into a box. A group with a direction of its own
// is laid out by itself, unless an edge crosses its border: ELK can turn only
// what it can take out of the whole.
func (t *task) nest(l *graph.Level, into *elkgo.Node, d graph.Direction, at map[any]int) {
	for _, n := range l.Nodes {
		into.Children = append(into.Children, t.nodes[at[n]])
	}
	for _, inner := range l.Levels {
		i := at[inner.Group]
		title := t.p.TitleSize[i]
		if own := inner.Group.Direction; t.turns(inner, d) {
			outside, inside := turnedGroup(i, title, own, len(t.nodes))
			t.groups[i], t.turned[inner.Group] = outside, inside
			t.nest(inner, inside, own, at)
		} else {
			t.groups[i] = group(i, title, d)
			t.nest(inner, t.groups[i], d, at)
		}
		into.Children = append(into.Children, t.groups[i])
	}
}

func (t *task) turns(l *graph.Level, around graph.Direction) bool {
	own := l.Group.Direction
	empty := len(l.Nodes)+len(l.Levels) == 0
	if own == "" || own == around || empty {
		return false
	}
	if t.crossed[l.Group] && t.p.Warn != nil {
		t.p.Warn(graph.Diagnostic{
			Pos:     l.Group.Pos,
			Message: fmt.Sprintf("the direction of group %q is ignored: an edge crosses its border", l.Group.ID),
			Hint:    "let the edge end at the group itself",
		})
	}
	return !t.crossed[l.Group]
}

// addEdges puts the edges where they are laid out: at the root, since with
// hierarchyHandling INCLUDE_CHILDREN they may end at any depth, or in the
// innermost group around them that is laid out by itself.
func (t *task) addEdges() {
	g := t.p.Graph
	ids := make(map[string]elkgo.ID, len(t.nodes)+len(t.groups))
	for i, gr := range g.Groups() {
		ids[gr.ID] = t.groups[i].ID
	}
	for i, n := range g.Nodes() {
		ids[n.ID] = t.nodes[i].ID
	}
	for i, e := range g.Edges() {
		t.edges[i] = &elkgo.Edge{
			ID:      name("e", i),
			Sources: []elkgo.ID{ids[e.From]},
			Targets: []elkgo.ID{ids[e.To]},
		}
		if s := t.p.LabelSize[i]; !s.Empty() {
			t.edges[i].Labels = []*elkgo.Label{label(i, s)}
		}
		home := t.home(e)
		home.Edges = append(home.Edges, t.edges[i])
	}
}

func (t *task) home(e *graph.Edge) *elkgo.Node {
	if len(t.turned) > 0 {
		for _, gr := range t.p.Graph.Around(e.From) {
			// Nothing crosses a turned group's border, so the other end, unless
			// it is the group itself, is inside as well.
			if box := t.turned[gr]; box != nil && e.To != gr.ID {
				return box
			}
		}
	}
	return t.root
}

func (t *task) result() (*layout.Layout, error) {
	l := &layout.Layout{
		Size:   layout.Size{W: px(elkgo.Number(t.root.Width)), H: px(elkgo.Number(t.root.Height))},
		Nodes:  rects(t.nodes),
		Groups: rects(t.groups),
		Titles: make([]layout.Rect, len(t.groups)),
		Edges:  make([]layout.Route, len(t.edges)),
	}
	for i, r := range l.Groups {
		s := t.p.TitleSize[i]
		l.Titles[i] = layout.Rect{X: r.X + titleInset, Y: r.Y + titleInset, W: s.W, H: s.H}
	}
	for i, e := range t.edges {
		route, err := routeOf(e)
		if err != nil {
			return nil, fmt.Errorf("elk: edge %d: %w", i, err)
		}
		l.Edges[i] = route
	}
	straighten(t.p.Graph, l)
	return l, nil
}

func routeOf(e *elkgo.Edge) (layout.Route, error) {
	var r layout.Route
	if len(e.Sections) != 1 {
		return r, fmt.Errorf("has %d sections", len(e.Sections))
	}
	s := e.Sections[0]
	r.Points = append(r.Points, place(*s.StartPoint))
	for _, b := range s.BendPoints {
		r.Points = append(r.Points, place(b))
	}
	r.Points = append(r.Points, place(*s.EndPoint))
	if len(e.Labels) > 0 {
		l := e.Labels[0]
		r.Label = rect(l.X, l.Y, l.Width, l.Height)
	}
	return r, nil
}

func rects(nodes []*elkgo.Node) []layout.Rect {
	out := make([]layout.Rect, len(nodes))
	for i, n := range nodes {
		out[i] = rect(n.X, n.Y, n.Width, n.Height)
	}
	return out
}

func rect(x, y, w, h *float64) layout.Rect {
	return layout.Rect{X: px(elkgo.Number(x)), Y: px(elkgo.Number(y)), W: px(elkgo.Number(w)), H: px(elkgo.Number(h))}
}

func place(p elkgo.Point) layout.Point { return layout.Point{X: px(p.X), Y: px(p.Y)} }

// px rounds to a hundredth, so that what is on one line has one coordinate.
func px(v float64) float64 { return math.Round(v*100) / 100 }

func label(i int, s layout.Size) *elkgo.Label {
	return &elkgo.Label{
		ID:            elkgo.IDPtr(name("l", i)),
		Text:          elkgo.String("x"),
		Width:         elkgo.Float64(s.W),
		Height:        elkgo.Float64(s.H),
		LayoutOptions: elkgo.LayoutOptions{"elk.edgeLabels.inline": true},
	}
}

func box(prefix string, i int, s layout.Size) *elkgo.Node {
	return &elkgo.Node{ID: name(prefix, i), Width: elkgo.Float64(s.W), Height: elkgo.Float64(s.H)}
}

func name(prefix string, i int) elkgo.ID { return elkgo.StringID(prefix + strconv.Itoa(i)) }
