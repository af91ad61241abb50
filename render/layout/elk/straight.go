package elk

import (
	"math"
	"slices"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

const (
	// jog is the longest step aside that is taken out of an edge, in px.
	jog = 8
	// portGap is the least distance between two ends on one side, in px.
	portGap = 8
	// cornerGap is the least distance of an end from a corner, in px.
	cornerGap = 4
)

// straighten takes small steps aside out of edges where they meet a node: ELK
// places ends and labels independently of each other, a few px apart. The end
// moves along the node's side if there is room.
func straighten(g *graph.Graph, l *layout.Layout) {
	s := &straightener{boxes: make(map[string]layout.Rect), ports: make(map[string][]port)}
	for i, gr := range g.Groups() {
		s.boxes[gr.ID] = l.Groups[i]
	}
	for i, n := range g.Nodes() {
		s.boxes[n.ID] = l.Nodes[i]
	}
	for i, e := range g.Edges() {
		s.ports[e.From] = append(s.ports[e.From], port{&l.Edges[i], false})
		s.ports[e.To] = append(s.ports[e.To], port{&l.Edges[i], true})
	}
	for i, e := range g.Edges() {
		if e.From == e.To {
			continue // the small step is the loop
		}
		r := &l.Edges[i]
		s.start(e.From, port{r, false})
		slices.Reverse(r.Points)
		s.start(e.To, port{r, false})
		slices.Reverse(r.Points)
	}
}

type straightener struct {
	boxes map[string]layout.Rect
	ports map[string][]port
}

// port is an end of a route.
type port struct {
	route *layout.Route
	last  bool
}

func (p port) at() layout.Point {
	if p.last {
		return p.route.Points[len(p.route.Points)-1]
	}
	return p.route.Points[0]
}

// start straightens the start of a route, which lies on the border of an
// element.
func (s *straightener) start(id string, at port) {
	p := at.route.Points
	if len(p) < 4 {
		return
	}
	dx, dy := p[2].X-p[1].X, p[2].Y-p[1].Y
	vertical := p[0].X == p[1].X && p[2].X == p[3].X && dy == 0
	level := p[0].Y == p[1].Y && p[2].Y == p[3].Y && dx == 0
	if !vertical && !level || math.Abs(dx)+math.Abs(dy) > jog {
		return
	}
	to := layout.Point{X: p[0].X + dx, Y: p[0].Y + dy}
	if s.free(id, at, to, vertical) {
		at.route.Points = slices.Delete(p, 1, 3)
		at.route.Points[0] = to
	}
}

// free reports whether an end may move to a place on the side it is at.
func (s *straightener) free(id string, moved port, to layout.Point, vertical bool) bool {
	box := s.boxes[id]
	if vertical && (to.X < box.X+cornerGap || to.X > box.Right()-cornerGap) {
		return false
	}
	if !vertical && (to.Y < box.Y+cornerGap || to.Y > box.Bottom()-cornerGap) {
		return false
	}
	for _, o := range s.ports[id] {
		if at := o.at(); o.route != moved.route && math.Abs(at.X-to.X) < portGap && math.Abs(at.Y-to.Y) < portGap {
			return false
		}
	}
	return true
}
