package gv

import (
	"fmt"
	"slices"

	"github.com/topodraw/topodraw/render/layout"
)

// Parse returns the layout of a problem from what Graphviz's format json says
// of its request. Everything is placed, whatever the engine leaves out: groups
// get a frame around their members, what is too near to each other is moved
// apart, and edges are routed around what is in their way. The layered engine's
// own routes stay where nothing speaks against them. An answer that lacks a
// node or a group is an error.
//
// Looking for ways is limited in all: from some hundred edges on, some may lie on
// others, and of some thousand, the last ones may be straight lines across what
// is in between.
func Parse(engine string, answer []byte, p *layout.Problem) (*layout.Layout, error) {
	if err := CheckEngine(engine); err != nil {
		return nil, err
	}
	a, err := readAnswer(answer)
	if err != nil {
		return nil, err
	}
	s := &solver{p: p, plan: newPlan(p), answer: a, items: newItems(p), keepFrames: engine == "patchwork"}
	if err := s.place(engine); err != nil {
		return nil, err
	}
	l := s.layout()
	toOrigin(l)
	return l, nil
}

type solver struct {
	p      *layout.Problem
	plan   *plan
	answer *answer
	*items
	keepFrames bool    // frames are not smaller than the engine wants them
	extra      float64 // px that items keep free beside the usual
	tries      int     // ways of edges that may still be tried
	native     bool    // nothing was moved, so that Graphviz's routes hold
}

// place places nodes, groups, titles and labels.
func (s *solver) place(engine string) error {
	if levelwise(engine) {
		if err := s.complete(s.top); err != nil {
			return err
		}
		s.arrange(s.top)
		return nil
	}
	if engine == "patchwork" {
		if err := s.stretch(s.p.Graph.Tree()); err != nil {
			return err
		}
	}
	if err := s.asAnswered(); err != nil {
		return err
	}
	s.native = engine == "dot" && s.clear()
	if !s.native {
		s.loosen(s.top)
	}
	return nil
}

// complete checks that everything in a level has a place.
func (s *solver) complete(lv *level) error {
	for _, it := range lv.items {
		if _, ok := s.answer.boxes[it.name]; !ok && !it.isLabel() {
			return fmt.Errorf("the answer of Graphviz lacks %s", it.name)
		}
		if it.in == nil {
			continue
		}
		if err := s.complete(it.in); err != nil {
			return err
		}
	}
	return nil
}

// asAnswered places everything where Graphviz put it.
func (s *solver) asAnswered() error {
	for i, it := range s.nodes {
		b, ok := s.answer.boxes[it.name]
		if !ok {
			return fmt.Errorf("the answer of Graphviz lacks node %d", i)
		}
		it.center(b.Center())
	}
	for i, it := range s.groups {
		b, ok := s.answer.boxes[it.name]
		if !ok {
			return fmt.Errorf("the answer of Graphviz lacks group %d", i)
		}
		it.rect = b
		at, ok := s.answer.titles[it.name]
		if !ok {
			at = layout.Point{X: b.Center().X, Y: b.Y + titleInset + it.title.H/2}
		}
		it.title = centered(at, s.p.TitleSize[i])
	}
	for i, it := range s.labels {
		if it == nil {
			continue
		}
		if s.from[i] == s.to[i] {
			s.from[i].attach() // for now
		}
		if w := s.plan.ways[i]; w.kind == around {
			if _, ok := s.answer.boxes[w.head]; !ok {
				continue
			}
			it.center(s.answer.boxes[w.head].Center())
			it.placed = true
		} else if at, ok := s.answer.labels[i]; ok {
			it.center(at)
			it.placed = true
		}
	}
	return nil
}

// clear reports whether nodes, titles and labels are apart.
func (s *solver) clear() bool {
	boxes := make([]layout.Rect, 0, len(s.nodes)+len(s.groups)+len(s.labels))
	for _, it := range s.nodes {
		boxes = append(boxes, it.rect)
	}
	for _, it := range s.groups {
		boxes = append(boxes, it.title)
	}
	for i, it := range s.labels {
		if it != nil && it.placed && !s.p.LabelSize[i].Empty() {
			boxes = append(boxes, it.rect)
		}
	}
	_, _, found := overlap(boxes)
	return !found
}

// Limits of looking for routes that do not lie on each other.
const (
	maxRounds = 8
	maxTries  = 40_000
)

// layout routes the edges. Where they do not get by each other, everything is
// moved apart a little more, unless that was tried too often.
func (s *solver) layout() *layout.Layout {
	const step = 8
	s.tries = maxTries
	for round := 1; ; round++ {
		routes, apart := newRouter(s).routes()
		if apart || round == maxRounds || s.tries <= 0 {
			return s.result(routes)
		}
		s.native = false
		s.extra += step
		s.loosen(s.top)
	}
}

func (s *solver) result(routes []layout.Route) *layout.Layout {
	l := &layout.Layout{
		Nodes:  make([]layout.Rect, len(s.nodes)),
		Groups: make([]layout.Rect, len(s.groups)),
		Titles: make([]layout.Rect, len(s.groups)),
		Edges:  routes,
	}
	for i, it := range s.nodes {
		l.Nodes[i] = it.rect
	}
	for i, it := range s.groups {
		l.Groups[i], l.Titles[i] = it.rect, it.title
	}
	return l
}

// toOrigin moves everything so that it begins at the origin, behind the padding
// of the canvas, and sets the size.
func toOrigin(l *layout.Layout) {
	bounds := bounds{}
	for _, r := range slices.Concat(l.Nodes, l.Groups, l.Titles) {
		bounds.rect(r)
	}
	for _, e := range l.Edges {
		for _, p := range e.Points {
			bounds.point(p)
		}
		if !e.Label.Empty() {
			bounds.rect(e.Label)
		}
	}
	dx, dy := canvasPadding-bounds.min.X, canvasPadding-bounds.min.Y
	for _, rs := range [][]layout.Rect{l.Nodes, l.Groups, l.Titles} {
		for i := range rs {
			rs[i].X, rs[i].Y = rs[i].X+dx, rs[i].Y+dy
		}
	}
	for i := range l.Edges {
		e := &l.Edges[i]
		for j := range e.Points {
			e.Points[j].X, e.Points[j].Y = e.Points[j].X+dx, e.Points[j].Y+dy
		}
		if !e.Label.Empty() {
			e.Label.X, e.Label.Y = e.Label.X+dx, e.Label.Y+dy
		}
	}
	l.Size = layout.Size{
		W: bounds.max.X - bounds.min.X + 2*canvasPadding,
		H: bounds.max.Y - bounds.min.Y + 2*canvasPadding,
	}
}

// bounds is the space that points take. It begins empty.
type bounds struct {
	min, max layout.Point
	any      bool
}

func (b *bounds) point(p layout.Point) {
	if !b.any {
		*b = bounds{p, p, true}
		return
	}
	b.min = layout.Point{X: min(b.min.X, p.X), Y: min(b.min.Y, p.Y)}
	b.max = layout.Point{X: max(b.max.X, p.X), Y: max(b.max.Y, p.Y)}
}

func (b *bounds) rect(r layout.Rect) {
	b.point(layout.Point{X: r.X, Y: r.Y})
	b.point(layout.Point{X: r.Right(), Y: r.Bottom()})
}
