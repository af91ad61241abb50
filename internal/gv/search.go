package gv

import (
	"container/heap"
	"math"

	"github.com/topodraw/topodraw/render/layout"
)

// block is a box that edges lead around.
type block struct {
	layout.Rect
	hard bool // a node: never to be run through
	open int  // the number of the search for which it is no obstacle
}

// finder finds ways around blocks.
type finder struct {
	blocks []block
	grid   *grid
	number int // of the search
	// before and behind are the distances to blocks, in px: to the left of them
	// and above, and to the right and below.
	before, behind float64
	soft           bool // only hard blocks count
	budget         int  // how many corners may still be looked at
}

// Limits of searches. Ways that are not found within are straight.
const (
	cornersPerWay   = 1_000
	cornersPerGraph = 250_000
	tries           = 48 // blocks looked at from one corner
)

// ends of a search, beside the corners of blocks.
const (
	start = -2
	goal  = -1
)

// corner is a place where a way may turn: a corner of a block, 4 × its number
// and which.
func (f *finder) corner(id int) layout.Point {
	r := f.grown(id / 4)
	switch id % 4 {
	case 0:
		return layout.Point{X: r.X, Y: r.Y}
	case 1:
		return layout.Point{X: r.Right(), Y: r.Y}
	case 2:
		return layout.Point{X: r.Right(), Y: r.Bottom()}
	}
	return layout.Point{X: r.X, Y: r.Bottom()}
}

// grown is a block with what is kept free around it.
func (f *finder) grown(id int) layout.Rect {
	r := f.blocks[id].Rect
	both := f.before + f.behind
	return layout.Rect{X: r.X - f.before, Y: r.Y - f.before, W: r.W + both, H: r.H + both}
}

// hit returns the first block that a line runs through, or -1.
func (f *finder) hit(a, b layout.Point) int {
	const touching = 0.25
	first, best := -1, math.Inf(1)
	f.grid.near(a, b, max(f.before, f.behind), func(id int) {
		k := &f.blocks[id]
		if k.open == f.number || f.soft && !k.hard {
			return
		}
		t, ok := enters(a, b, f.grown(id).Inset(touching))
		if ok && (t < best || t == best && id < first) {
			first, best = id, t
		}
	})
	return first
}

// enters returns where a line comes into a box, from 0 to 1, if a part of it is
// inside.
func enters(a, b layout.Point, r layout.Rect) (float64, bool) {
	t0, t1, ok := clip(a.X, b.X, r.X, r.Right(), 0, 1)
	if ok {
		t0, t1, ok = clip(a.Y, b.Y, r.Y, r.Bottom(), t0, t1)
	}
	return t0, ok && t0 < t1
}

// clip cuts the part of a line from t0 to t1 to where a coordinate, which goes
// from a to b, lies between two bounds.
func clip(a, b, lower, upper, t0, t1 float64) (from, to float64, ok bool) {
	if a == b {
		return t0, t1, a > lower && a < upper
	}
	u0, u1 := (lower-a)/(b-a), (upper-a)/(b-a)
	return max(t0, min(u0, u1)), min(t1, max(u0, u1)), true
}

// candidate is an end of a way that is being looked for.
type candidate struct {
	id    int
	guess float64
	order int
}

type queue []candidate

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	if q[i].guess != q[j].guess {
		return q[i].guess < q[j].guess
	}
	return q[i].order < q[j].order
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push implements [heap.Interface].
func (q *queue) Push(c any) { *q = append(*q, c.(candidate)) }

// Pop implements [heap.Interface].
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

// search is a single search, by A*. From each corner it looks towards the goal
// and, where a block is in the way, towards the corners of that.
type search struct {
	*finder
	from, to layout.Point
	cost     map[int]float64
	previous map[int]int
	done     map[int]bool
	queue    queue
}

// way returns a short way between two places that keeps the margin to all
// blocks, and false if there is none or the search took too long.
func (f *finder) way(from, to layout.Point) ([]layout.Point, bool) {
	if f.hit(from, to) < 0 {
		return []layout.Point{from, to}, true
	}
	s := &search{
		finder: f, from: from, to: to,
		cost: map[int]float64{start: 0}, previous: make(map[int]int), done: make(map[int]bool),
		queue: queue{{id: start}},
	}
	for looked := 0; len(s.queue) > 0 && looked < cornersPerWay && f.budget > 0; {
		at := heap.Pop(&s.queue).(candidate).id
		if s.done[at] {
			continue
		}
		if at == goal {
			return s.trace(), true
		}
		s.done[at] = true
		looked++
		f.budget--
		s.look(at)
	}
	return []layout.Point{from, to}, false
}

func (s *search) at(id int) layout.Point {
	switch id {
	case start:
		return s.from
	case goal:
		return s.to
	}
	return s.corner(id)
}

// look adds what can be seen from a corner.
func (s *search) look(at int) {
	here := s.at(at)
	work, known := []int{goal}, map[int]bool{goal: true, at: true}
	blocked := make(map[int]bool)
	for len(work) > 0 && len(blocked) < tries {
		id := work[0]
		work = work[1:]
		block := s.hit(here, s.at(id))
		if block < 0 {
			s.reach(at, id)
			continue
		}
		if blocked[block] {
			continue
		}
		blocked[block] = true
		for c := 4 * block; c < 4*block+4; c++ {
			if !known[c] {
				known[c] = true
				work = append(work, c)
			}
		}
	}
}

// reach notes that one corner is seen from another. A way with fewer bends is
// preferred to one that is a little shorter.
func (s *search) reach(from, id int) {
	const bend = 12
	if s.done[id] {
		return
	}
	cost := s.cost[from] + distance(s.at(from), s.at(id)) + bend
	if have, ok := s.cost[id]; ok && have <= cost {
		return
	}
	s.cost[id], s.previous[id] = cost, from
	heap.Push(&s.queue, candidate{id, cost + 1.1*distance(s.at(id), s.to), len(s.cost)})
}

func (s *search) trace() []layout.Point {
	out := []layout.Point{s.to}
	for id := s.previous[goal]; id != start; id = s.previous[id] {
		out = append(out, s.at(id))
	}
	return reversed(append(out, s.from))
}

func distance(a, b layout.Point) float64 { return math.Hypot(b.X-a.X, b.Y-a.Y) }
