package elk

import (
	"cmp"
	"slices"

	"github.com/topodraw/topodraw/render/layout"
)

// placeTitles puts the title of each group at the left of its upper border, or
// as near to there as no edge runs through it.
func placeTitles(p *layout.Problem, l *layout.Layout) {
	falls := verticals(l)
	for i, g := range l.Groups {
		s := p.TitleSize[i]
		t := layout.Rect{X: g.X + titleInset, Y: g.Y + titleInset, W: s.W, H: s.H}
		l.Titles[i] = dodge(t, g.Right()-titleInset, falls)
	}
}

// dodge moves a title to the right until nothing runs through it. It stays
// where it is if there is no such place in front of the limit.
func dodge(t layout.Rect, limit float64, falls []layout.Rect) layout.Rect {
	moved := t
	for _, f := range falls { // from left to right
		if f.Y < t.Bottom() && t.Y < f.Bottom() && f.X+titleGap > moved.X && f.X-titleGap < moved.Right() {
			moved.X = f.X + titleGap
		}
	}
	if moved.Right() > limit {
		return t
	}
	return moved
}

// verticals returns the upright pieces of all edges, from left to right.
func verticals(l *layout.Layout) []layout.Rect {
	var out []layout.Rect
	for _, e := range l.Edges {
		for i := 1; i < len(e.Points); i++ {
			a, b := e.Points[i-1], e.Points[i]
			if a.X == b.X {
				out = append(out, layout.Rect{X: a.X, Y: min(a.Y, b.Y), H: max(a.Y, b.Y) - min(a.Y, b.Y)})
			}
		}
	}
	slices.SortFunc(out, func(a, b layout.Rect) int { return cmp.Compare(a.X, b.X) })
	return out
}
