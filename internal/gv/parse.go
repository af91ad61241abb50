package gv

import (
	"fmt"
	"slices"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// Parse returns the layout of a problem from what Graphviz's format json0 says
// of its request. Everything is placed, whatever the engine leaves out: engines
// that know no groups get a frame around the members of each, and edges without
// a route are drawn straight. An answer that lacks a node, or lets nodes
// overlap, is an error.
func Parse(engine string, json0 []byte, p *layout.Problem) (*layout.Layout, error) {
	if err := CheckEngine(engine); err != nil {
		return nil, err
	}
	a, err := readAnswer(json0)
	if err != nil {
		return nil, err
	}
	s := &solver{p: p, plan: newPlan(p), answer: a, l: &layout.Layout{
		Nodes:  make([]layout.Rect, len(p.NodeSize)),
		Groups: make([]layout.Rect, len(p.TitleSize)),
		Titles: make([]layout.Rect, len(p.TitleSize)),
		Edges:  make([]layout.Route, len(p.LabelSize)),
	}}
	if err := s.boxes(engine); err != nil {
		return nil, err
	}
	for i, e := range p.Graph.Edges() {
		s.l.Edges[i] = s.edge(i, e)
	}
	toOrigin(s.l)
	return s.l, nil
}

type solver struct {
	p      *layout.Problem
	plan   *plan
	answer *answer
	l      *layout.Layout
}

// boxes places nodes, groups and titles.
func (s *solver) boxes(engine string) error {
	tree := s.p.Graph.Tree()
	if engine == "patchwork" {
		if err := s.stretch(tree); err != nil {
			return err
		}
	}
	for i, size := range s.p.NodeSize {
		b, ok := s.answer.boxes[nodeName(i)]
		if !ok {
			return fmt.Errorf("the answer of Graphviz lacks node %d", i)
		}
		s.l.Nodes[i] = centered(b.Center(), size)
	}
	if !knowsGroups(engine) {
		pushApart(s.l.Nodes)
	}
	if i, j, found := overlap(s.l.Nodes); found {
		nodes := s.p.Graph.Nodes()
		return fmt.Errorf("the engine %s puts %q and %q on top of each other: try another one", engine, nodes[i].ID, nodes[j].ID)
	}
	switch {
	case knowsGroups(engine):
		return s.clusters()
	case engine != "patchwork":
		s.frames(tree)
	}
	return nil
}

// clusters takes the frames that Graphviz gives.
func (s *solver) clusters() error {
	for i, title := range s.p.TitleSize {
		name := clusterName(i)
		b, ok := s.answer.boxes[name]
		if !ok {
			return fmt.Errorf("the answer of Graphviz lacks group %d", i)
		}
		s.l.Groups[i] = b
		at, ok := s.answer.titles[name]
		if !ok {
			at = layout.Point{X: b.Center().X, Y: b.Y + titleInset + title.H/2}
		}
		s.l.Titles[i] = centered(at, title)
	}
	return nil
}

// frames draws a frame around the members of every group, with room for the
// title above them, and returns the space that the level takes.
func (s *solver) frames(l *graph.Level) layout.Rect {
	var all layout.Rect
	for _, n := range l.Nodes {
		all = all.Union(s.l.Nodes[s.plan.nodeAt[n]])
	}
	for _, inner := range l.Levels {
		all = all.Union(s.frames(inner))
	}
	if l.Group == nil {
		return all
	}
	i := s.plan.groupAt[l.Group]
	if all.Empty() {
		all = s.answer.boxes[hiddenName(i)]
	}
	title := s.p.TitleSize[i]
	if short := title.W - all.W; short > 0 {
		all.X, all.W = all.X-short/2, all.W+short
	}
	all = all.Inset(-groupPadding)
	if more := title.H + 2*titleInset - groupPadding; more > 0 {
		all.Y, all.H = all.Y-more, all.H+more
	}
	s.l.Groups[i] = all
	s.l.Titles[i] = centered(layout.Point{X: all.Center().X, Y: all.Y + titleInset + title.H/2}, title)
	return all
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
