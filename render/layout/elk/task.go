package elk

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	elkgo "github.com/d2lang/elk-go"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// task is a problem in ELK's terms. Ids are made of indexes, so that no text
// of a user reaches the engine. Elements are counted: the nodes of the graph
// first, then its groups.
type task struct {
	p     *layout.Problem
	at    map[string]int
	links *connections
	fans  map[int]*fan
	// from holds the edges that start at each element.
	from  [][]int
	boxes []*elkgo.Node
	edges []*elkgo.Edge
	gaps  elkgo.LayoutOptions
}

func newTask(p *layout.Problem) *task {
	g := p.Graph
	n := len(g.Nodes()) + len(g.Groups())
	t := &task{
		p: p, at: index(g),
		from:  make([][]int, n),
		boxes: make([]*elkgo.Node, n),
		edges: make([]*elkgo.Edge, len(g.Edges())),
		gaps:  spacings(n),
	}
	t.links = newConnections(g, t.at)
	t.fans = fans(g, t.links, t.at)
	for i, e := range g.Edges() {
		t.from[t.at[e.From]] = append(t.from[t.at[e.From]], i)
	}
	return t
}

func index(g *graph.Graph) map[string]int {
	at := make(map[string]int, len(g.Nodes())+len(g.Groups()))
	for i, n := range g.Nodes() {
		at[n.ID] = i
	}
	for i, gr := range g.Groups() {
		at[gr.ID] = len(g.Nodes()) + i
	}
	return at
}

func (t *task) solve() (*layout.Layout, error) {
	a, err := t.area(t.links.inside[top], t.p.Direction)
	if err != nil {
		return nil, err
	}
	l := &layout.Layout{
		Size:   layout.Size{W: px(a.size.W + 2*canvasPadding), H: px(a.size.H + 2*canvasPadding)},
		Nodes:  make([]layout.Rect, len(t.p.NodeSize)),
		Groups: make([]layout.Rect, len(t.p.TitleSize)),
		Titles: make([]layout.Rect, len(t.p.TitleSize)),
		Edges:  make([]layout.Route, len(t.edges)),
	}
	if err := t.place(l, a, layout.Point{X: canvasPadding, Y: canvasPadding}); err != nil {
		return nil, err
	}
	straighten(t.p.Graph, l)
	placeTitles(t.p, l)
	return l, nil
}

// place writes where the content of an area is, which lies at a point.
func (t *task) place(l *layout.Layout, a *area, at layout.Point) error {
	for i, p := range a.parts {
		if err := t.placePart(l, p, offset(at.X+a.at[i].X, at.Y+a.at[i].Y)); err != nil {
			return err
		}
	}
	return nil
}

func (t *task) placePart(l *layout.Layout, p *part, o origin) error {
	for _, i := range p.elements {
		if g := i - len(l.Nodes); g >= 0 {
			l.Groups[g] = o.box(t.boxes[i])
		} else if t.fans[i] == nil {
			l.Nodes[i] = o.box(t.boxes[i])
		}
	}
	for _, i := range p.edges {
		if t.edges[i] == nil {
			continue // it belongs to a fan
		}
		route, err := o.route(t.edges[i])
		if err != nil {
			return fmt.Errorf("elk: edge %d: %w", i, err)
		}
		l.Edges[i] = route
	}
	for _, f := range p.fans {
		if err := o.fan(l, f); err != nil {
			return err
		}
	}
	for _, h := range p.areas {
		b := o.box(h.box)
		if err := t.place(l, h.area, layout.Point{X: b.X + h.in.X, Y: b.Y + h.in.Y}); err != nil {
			return err
		}
	}
	return nil
}

// origin is where the coordinates of a part start.
type origin layout.Point

func offset(x, y float64) origin { return origin{x, y} }

func (o origin) point(x, y float64) layout.Point { return layout.Point{X: px(o.X + x), Y: px(o.Y + y)} }

func (o origin) rect(r layout.Rect) layout.Rect {
	p := o.point(r.X, r.Y)
	return layout.Rect{X: p.X, Y: p.Y, W: px(r.W), H: px(r.H)}
}

func (o origin) box(n *elkgo.Node) layout.Rect {
	return o.rect(layout.Rect{X: elkgo.Number(n.X), Y: elkgo.Number(n.Y), W: elkgo.Number(n.Width), H: elkgo.Number(n.Height)})
}

func (o origin) route(e *elkgo.Edge) (layout.Route, error) {
	var r layout.Route
	if len(e.Sections) != 1 {
		return r, fmt.Errorf("has %d sections", len(e.Sections))
	}
	s := e.Sections[0]
	r.Points = append(r.Points, o.point(s.StartPoint.X, s.StartPoint.Y))
	for _, b := range s.BendPoints {
		r.Points = append(r.Points, o.point(b.X, b.Y))
	}
	r.Points = append(r.Points, o.point(s.EndPoint.X, s.EndPoint.Y))
	square(r.Points)
	if len(e.Labels) > 0 {
		l := e.Labels[0]
		r.Label = o.rect(layout.Rect{X: elkgo.Number(l.X), Y: elkgo.Number(l.Y), W: elkgo.Number(l.Width), H: elkgo.Number(l.Height)})
	}
	return r, nil
}

// fan writes where the leaves of a fan are, and their edges: each is the trunk
// and what it branches off to.
func (o origin) fan(l *layout.Layout, f *fan) error {
	trunk, err := o.route(f.trunk)
	if err != nil {
		return fmt.Errorf("elk: edge %d: %w", f.edges[0], err)
	}
	if f.in {
		slices.Reverse(trunk.Points)
	}
	b := o.box(f.box)
	inner := offset(b.X, b.Y)
	for i, e := range f.edges {
		l.Nodes[f.nodes[i]] = inner.rect(f.comb.nodes[i])
		r := layout.Route{Points: slices.Clone(trunk.Points)}
		for _, p := range f.comb.routes[i][1:] {
			r.Points = appendTurn(r.Points, inner.point(p.X, p.Y))
		}
		if f.in {
			slices.Reverse(r.Points)
		}
		if !f.comb.labels[i].Empty() {
			r.Label = inner.rect(f.comb.labels[i])
		}
		l.Edges[e] = r
	}
	return nil
}

// appendTurn appends a point to a route, in place of the last one if the route
// would go straight on there.
func appendTurn(route []layout.Point, p layout.Point) []layout.Point {
	if n := len(route); n > 1 {
		a, b := route[n-2], route[n-1]
		if a.X == b.X && b.X == p.X || a.Y == b.Y && b.Y == p.Y {
			route = route[:n-1]
		}
	}
	return append(route, p)
}

// square makes a route orthogonal again where rounding has moved one of two
// points by a hundredth.
func square(route []layout.Point) {
	const rounding = 0.015
	for i := 1; i < len(route); i++ {
		a, b := route[i-1], &route[i]
		if math.Abs(a.X-b.X) < rounding {
			b.X = a.X
		}
		if math.Abs(a.Y-b.Y) < rounding {
			b.Y = a.Y
		}
	}
}

// px rounds to a hundredth, so that what is on one line has one coordinate.
func px(v float64) float64 { return math.Round(v*100) / 100 }

func label(i int, s layout.Size) *elkgo.Label {
	return &elkgo.Label{
		ID:            elkgo.IDPtr(name("l", i)),
		Text:          elkgo.String("x"),
		Width:         elkgo.Float64(s.W),
		Height:        elkgo.Float64(s.H),
		LayoutOptions: elkgo.LayoutOptions{id + "elk.edgeLabels.inline": true},
	}
}

func box(prefix string, i int, s layout.Size) *elkgo.Node {
	return &elkgo.Node{ID: name(prefix, i), Width: elkgo.Float64(s.W), Height: elkgo.Float64(s.H)}
}

func name(prefix string, i int) elkgo.ID { return elkgo.StringID(prefix + strconv.Itoa(i)) }
