package render

import (
	"errors"
	"math"

	"github.com/topodraw/topodraw/render/layout"
)

// check refuses a layout that cannot be drawn: an engine may be anybody's.
func check(l *layout.Layout, p *layout.Problem) error {
	if len(l.Nodes) != len(p.NodeSize) || len(l.Groups) != len(p.TitleSize) ||
		len(l.Titles) != len(p.TitleSize) || len(l.Edges) != len(p.LabelSize) {
		return errors.New("layout: the engine has not placed everything")
	}
	v := []float64{l.Size.W, l.Size.H}
	for _, rects := range [][]layout.Rect{l.Nodes, l.Groups, l.Titles} {
		for _, r := range rects {
			v = append(v, r.X, r.Y, r.W, r.H)
		}
	}
	for _, e := range l.Edges {
		if len(e.Points) < 2 || e.Curved && len(e.Points)%3 != 1 {
			return errors.New("layout: the engine has not routed every edge")
		}
		v = append(v, e.Label.X, e.Label.Y, e.Label.W, e.Label.H)
		for _, p := range e.Points {
			v = append(v, p.X, p.Y)
		}
	}
	for _, f := range v {
		if math.IsNaN(f) || math.Abs(f) > farthest {
			return errors.New("layout: the engine placed something at no place")
		}
	}
	return nil
}

// farthest is a coordinate in px that no drawing reaches.
const farthest = 1e9
