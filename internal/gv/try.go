package gv

import (
	"cmp"
	"math"
	"slices"

	"github.com/topodraw/topodraw/render/layout"
)

// attempt is how a way is looked for. Shifts are parts of half the width of a
// box, from -1 to 1.
type attempt struct {
	// before and behind are the distances to the boxes that it leads around, in
	// px: to the left of them and above, and to the right and below.
	before, behind float64
	start, end     float64 // how far aside its ends are
	middle         float64 // how far aside it runs through its label
	soft           bool    // labels and frames may be crossed
}

// attempts returns so many things to try, the plainest first. The numbers are
// spread evenly, as multiples of irrational ones are, over more and more room.
func attempts(n int, widest float64, soft bool) []attempt {
	const usual, least, most = 8, 2.5, 0.85
	out := make([]attempt, n)
	for i := range out {
		k := float64(i)
		part := func(irrational float64) float64 {
			_, f := math.Modf(k * irrational)
			return f
		}
		room := min(0.05*k, most)
		out[i] = attempt{
			before: least + (widest-least)*part(math.Phi), soft: soft,
			start: (2*part(math.Sqrt2) - 1) * room, end: (2*part(math.E) - 1) * room,
			middle: (2*part(math.Pi) - 1) * room,
		}
		out[i].behind = out[i].before
		if i%3 == 1 {
			out[i].end = out[i].start
		}
		if i%2 == 1 { // a lane, that is the same on both sides of a passage
			out[i].behind = least + widest - out[i].before
		}
	}
	out[0].before, out[0].behind = usual, usual
	return out
}

// try looks for the way of an edge.
func (r *router) try(i int, a attempt) ([]layout.Point, bool) {
	r.finder.before, r.finder.behind, r.finder.soft = a.before, a.behind, a.soft
	from, to, label := r.from[i], r.to[i], r.labels[i]
	switch {
	case from == to:
		return r.loop(from, label, 10+4*a.start)
	case from.within(to):
		return r.outwards(from, label, to, a.start)
	case to.within(from):
		way, ok := r.outwards(to, label, from, a.start)
		return reversed(way), ok
	case label != nil:
		return r.over(from, label, to, a)
	}
	p, q := aims(from.rect, to.rect)
	shift := r.shiftOf(i)
	if before(to, from) {
		shift = -shift // the same side for those that lead back
	}
	p, q = plus(p, aside(from.rect, p, q, shift, a.start)), plus(q, aside(to.rect, p, q, shift, a.end))
	way, ok := r.leg(from, to, inBox(from.rect, p), inBox(to.rect, q))
	return cutBoth(way, from.rect, to.rect), ok
}

// shiftOf is how far aside of the middle an edge runs, because of those between
// the same ends.
func (r *router) shiftOf(i int) float64 {
	const usual = 12
	t := r.twins[i]
	width := math.Inf(1)
	for _, b := range []layout.Rect{r.from[i].rect, r.to[i].rect} {
		width = min(width, b.W, b.H)
	}
	step := min(usual, width/float64(t.of+1))
	return (float64(t.nth) - float64(t.of-1)/2) * step
}

// widest is the greatest distance that ways keep from boxes.
func (r *router) widest() float64 { return 12.5 + r.extra }

// leg is a way between two items, from a place to a place in them.
func (r *router) leg(a, b *item, from, to layout.Point) ([]layout.Point, bool) {
	r.open(a, b)
	return r.finder.way(from, to)
}

// over leads through the middle of a label.
func (r *router) over(from, label, to *item, a attempt) ([]layout.Point, bool) {
	c := label.rect.Center()
	p, q := aim(from.rect, c), aim(to.rect, c)
	const centered = 0.5 // a line near the border of its label is not on it
	c = plus(c, aside(label.rect, p, q, 0, a.middle*centered))
	p = inBox(from.rect, plus(p, aside(from.rect, p, c, 0, a.start)))
	q = inBox(to.rect, plus(q, aside(to.rect, c, q, 0, a.end)))
	first, ok := r.leg(from, label, p, c)
	second, also := r.leg(label, to, c, q)
	return cutBoth(join(first, second), from.rect, to.rect), ok && also
}

// loop leads from an item into a box beside it and back.
func (r *router) loop(it, box *item, half float64) ([]layout.Point, bool) {
	c := box.rect.Center()
	p := aim(it.rect, c)
	n := normal(p, c, min(half, it.rect.W/3, it.rect.H/3))
	far := n
	if k, of := slices.Index(it.loops, box), float64(len(it.loops)); box.rect.X > it.rect.Right() {
		// A slot of the right side for each of the loops.
		slot := it.rect.H / of
		p.Y = it.rect.Y + slot*(float64(k)+0.5)
		n = layout.Point{Y: -min(half, slot/4)}
		far = layout.Point{Y: -max(-n.Y, min(half, box.rect.H/3))}
	}
	there, ok := r.leg(it, box, plus(p, n), plus(c, far))
	back, also := r.leg(box, it, minus(c, far), minus(p, n))
	return cutBoth(join(there, back), it.rect, it.rect), ok && also
}

// outwards leads from an item to the frame of a group around it.
func (r *router) outwards(it, label, group *item, shift float64) ([]layout.Point, bool) {
	last := it
	var way []layout.Point
	ok := true
	if label != nil {
		c := label.rect.Center()
		way, ok = r.leg(it, label, aim(it.rect, c), c)
		last = label
	}
	r.open(last, last)
	c := last.rect.Center()
	exits := exits(group.rect, layout.Point{X: c.X + shift*last.rect.W/2, Y: c.Y + shift*last.rect.H/2})
	exit := exits[0]
	for _, e := range exits {
		if r.finder.hit(c, e) < 0 {
			exit = e
			break
		}
	}
	out, also := r.finder.way(c, exit)
	return cutStartLine(join(way, out), it.rect), ok && also
}

// exits returns the places of a box's border beside a place inside, the nearest
// first.
func exits(box layout.Rect, p layout.Point) []layout.Point {
	out := []layout.Point{{X: p.X, Y: box.Bottom()}, {X: box.X, Y: p.Y}, {X: box.Right(), Y: p.Y}, {X: p.X, Y: box.Y}}
	slices.SortStableFunc(out, func(a, b layout.Point) int { return cmp.Compare(distance(p, a), distance(p, b)) })
	return out
}

// join puts a way behind another one, which may be empty.
func join(a, b []layout.Point) []layout.Point {
	if len(a) > 0 && a[len(a)-1] == b[0] {
		b = b[1:]
	}
	return append(a, b...)
}
