package gv

import (
	"fmt"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// cell is a part of the treemap that patchwork makes, and what it has to hold:
// a box, with room for frames and titles around.
type cell struct {
	layout.Rect
	need              layout.Size
	side, top, bottom float64
}

// stretch makes patchwork's treemap useful. Its cells have the areas that were
// asked for, but neither the sizes nor room for titles. The map as a whole is
// stretched, in both directions separately, until every cell holds its box, and
// the answer is changed to that.
func (s *solver) stretch(tree *graph.Level) error {
	cells := make(map[string]cell)
	if err := s.cells(tree, 0, 0, 0, cells); err != nil {
		return err
	}
	var sx, sy float64
	for _, c := range cells {
		sx = max(sx, (c.need.W+2*c.side)/c.W)
		sy = max(sy, (c.need.H+c.top+c.bottom)/c.H)
	}
	for name, c := range cells {
		s.answer.boxes[name] = layout.Rect{
			X: c.X*sx + c.side, Y: c.Y*sy + c.top,
			W: c.W*sx - 2*c.side, H: c.H*sy - c.top - c.bottom,
		}
	}
	return nil
}

// cells collects the cells of a level, which lies so far within the cells of
// the groups around.
func (s *solver) cells(l *graph.Level, side, top, bottom float64, into map[string]cell) error {
	const half = groupPadding / 2 // on both sides of the line between two cells
	side, top, bottom = side+half, top+half, bottom+half
	add := func(name string, need layout.Size) error {
		r := s.answer.boxes[name]
		if r.Empty() {
			return fmt.Errorf("the answer of Graphviz lacks %s", name)
		}
		into[name] = cell{r, need, side, top, bottom}
		return nil
	}
	for _, n := range l.Nodes {
		i := s.plan.nodeAt[n]
		if err := add(nodeName(i), s.p.NodeSize[i]); err != nil {
			return err
		}
	}
	for _, inner := range l.Levels {
		i := s.plan.groupAt[inner.Group]
		title := s.p.TitleSize[i]
		room := title.H + 2*titleInset
		if err := add(clusterName(i), layout.Size{W: title.W + 2*titleInset, H: room}); err != nil {
			return err
		}
		if err := s.cells(inner, side, top+room, bottom, into); err != nil {
			return err
		}
	}
	return nil
}
