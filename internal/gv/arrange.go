package gv

import (
	"math"
	"slices"

	"github.com/topodraw/topodraw/render/layout"
)

// arrange places what is in a level, from the innermost levels outwards. Where
// a level is in parts that no edge joins, each is placed by itself.
func (s *solver) arrange(lv *level) {
	for _, it := range lv.items {
		if it.in != nil {
			s.arrange(it.in)
			s.frame(it)
		}
		it.attach()
		if b, ok := s.answer.boxes[it.name]; ok {
			it.center(b.Center())
			it.placed = true
		}
	}
	parts := lv.parts()
	boxes := make([]layout.Rect, len(parts))
	for i, part := range parts {
		spread(part)
		for _, it := range part {
			if !it.placed {
				seat(it, part)
			}
		}
		separate(part, s.extra)
		boxes[i] = extent(part)
	}
	for i, at := range pack(boxes) {
		for _, it := range parts[i] {
			it.move(at.X-boxes[i].X, at.Y-boxes[i].Y)
		}
	}
}

// loosen keeps items where the engine put them, as far as they are apart.
func (s *solver) loosen(lv *level) {
	for _, it := range lv.items {
		if it.in != nil {
			s.loosen(it.in)
			s.frame(it)
		}
		it.attach()
	}
	for _, it := range lv.items {
		if it.isLabel() && !it.placed {
			seat(it, lv.items)
		}
	}
	separate(lv.items, s.extra)
}

// seat puts a label between its ends: where nothing of the same level is, or
// else in the middle.
func seat(label *item, others []*item) {
	label.placed = true
	a, b := label.ends[0], label.ends[1]
	if a == nil {
		a = b
	}
	if b == nil || a == b {
		gap := a.margin() + label.margin() + 1
		label.center(layout.Point{X: a.outer().Right() + gap + label.rect.W/2, Y: a.rect.Center().Y})
		return
	}
	from, to := ray(a.rect, b.rect.Center()), ray(b.rect, a.rect.Center())
	for _, t := range []float64{0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8} {
		label.center(lerp(from, to, t))
		if free(label, others) {
			return
		}
	}
	label.center(lerp(from, to, 0.5))
}

// free reports whether a label has room where it is.
func free(label *item, others []*item) bool {
	for _, o := range others {
		if o != label && (o.placed || !o.isLabel()) && o.room().Overlaps(label.room()) {
			return false
		}
	}
	return true
}

// frame draws the frame of a group around its members, with room for the title
// above them.
func (s *solver) frame(it *item) {
	padding := groupPadding + s.extra
	all := it.title // at an odd place, but of the right size
	if len(it.in.items) > 0 {
		all = it.in.items[0].outer()
	}
	for _, inner := range it.in.items {
		all = hull(all, inner.outer())
	}
	if short := it.title.W + 2*titleInset - all.W - 2*padding; short > 0 {
		all.X, all.W = all.X-short/2, all.W+short
	}
	all = all.Inset(-padding)
	if len(it.in.items) == 0 {
		all = it.title.Inset(-padding)
	} else if more := it.title.H + 2*titleInset - padding; more > 0 {
		all.Y, all.H = all.Y-more, all.H+more
	}
	if s.keepFrames {
		all = hull(all, it.rect)
	}
	it.rect = all
	it.title = centered(layout.Point{X: all.Center().X, Y: all.Y + titleInset + it.title.H/2}, layout.Size{W: it.title.W, H: it.title.H})
}

// hull is the smallest box around two, which may be without an area.
func hull(a, b layout.Rect) layout.Rect {
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return layout.Rect{X: x, Y: y, W: max(a.Right(), b.Right()) - x, H: max(a.Bottom(), b.Bottom()) - y}
}

// extent returns the box around items and what they keep free.
func extent(part []*item) layout.Rect {
	all := part[0].room()
	for _, it := range part[1:] {
		all = hull(all, it.room())
	}
	return all
}

// parts returns the items of a level by what hangs together, in their order.
func (lv *level) parts() [][]*item {
	root := make(map[*item]*item)
	var find func(it *item) *item
	find = func(it *item) *item {
		if r := root[it]; r != nil {
			root[it] = find(r)
			return root[it]
		}
		return it
	}
	join := func(a, b *item) {
		if a == nil || b == nil {
			return
		}
		if a, b := find(a), find(b); a != b {
			root[b] = a
		}
	}
	for _, l := range lv.links {
		join(l[0], l[1])
	}
	for _, it := range lv.items {
		join(it, it.ends[0])
		join(it, it.ends[1])
	}
	at := make(map[*item]int)
	var out [][]*item
	for _, it := range lv.items {
		r := find(it)
		i, known := at[r]
		if !known {
			i = len(out)
			at[r] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], it)
	}
	return out
}

// spread moves items away from each other, or towards each other, in
// proportion, until most of them have room. How many that are is chosen so that
// the drawing does not become much larger than it has to be.
func spread(part []*item) {
	var placed []*item
	for _, it := range part {
		if it.placed {
			placed = append(placed, it)
		}
	}
	best, least := 1.0, math.Inf(1)
	for _, f := range factors(placed) {
		boxes := make([]layout.Rect, len(placed))
		for i, it := range placed {
			boxes[i] = it.room()
			c := boxes[i].Center()
			boxes[i] = moved(boxes[i], c.X*(f-1), c.Y*(f-1))
		}
		pushApart(boxes)
		all := boxes[0]
		for _, b := range boxes[1:] {
			all = hull(all, b)
		}
		const worth = 0.8 // closer is better if it saves so much
		if area := all.W * all.H; area < worth*least {
			best, least = f, area
		}
	}
	for _, it := range placed {
		c := it.room().Center()
		it.move(c.X*(best-1), c.Y*(best-1))
	}
}

// factors returns by how much items may be spread, the greatest first: so that
// all of them have room, or so many.
func factors(part []*item) []float64 {
	if len(part) < 2 {
		return nil
	}
	need := make([]float64, len(part))
	for i, a := range part {
		for j, b := range part[:i] {
			f := factor(a.room(), b.room())
			need[i], need[j] = max(need[i], f), max(need[j], f)
		}
	}
	slices.Sort(need)
	const many = 400 // trying takes long
	quantiles := []float64{1, 0.8, 0.6, 0.4, 0.2}
	if len(part) > many {
		quantiles = []float64{0.8}
	}
	out := make([]float64, 0, len(quantiles))
	for _, q := range quantiles {
		out = append(out, need[int(q*float64(len(need)-1))])
	}
	return out
}

// factor returns how much farther two boxes have to be from each other, so that
// they just do not overlap.
func factor(a, b layout.Rect) float64 {
	p, q := a.Center(), b.Center()
	f := min((a.W+b.W)/2/math.Abs(p.X-q.X), (a.H+b.H)/2/math.Abs(p.Y-q.Y))
	if math.IsInf(f, 0) || math.IsNaN(f) || f > 100 {
		return 0
	}
	return f
}

// pack returns where boxes go: in rows, in their order, so that all of it is
// about 1.6 times as wide as high.
func pack(boxes []layout.Rect) []layout.Point {
	const ratio = 1.6
	area, widest := 0.0, 0.0
	for _, b := range boxes {
		area += b.W * b.H
		widest = max(widest, b.W)
	}
	// Rows are never filled to the end.
	width := max(widest, 1.15*math.Sqrt(area*ratio))
	at := make([]layout.Point, len(boxes))
	var next layout.Point
	height := 0.0
	for i, b := range boxes {
		if next.X > 0 && next.X+b.W > width {
			next = layout.Point{Y: next.Y + height}
			height = 0
		}
		at[i] = next
		next.X += b.W
		height = max(height, b.H)
	}
	return at
}
