package gv

import (
	"math"

	"github.com/topodraw/topodraw/render/layout"
)

// tracks are the lines of edges that are routed, so that others do not lie on
// them.
type tracks struct {
	grid  *grid
	lines [][2]layout.Point
	owner []int         // the edge of each line, or gone
	of    map[int][]int // the lines of each edge
}

// gone is the owner of lines that were removed.
const gone = -1

// parallelCounts is how much worse it is if lines are exactly parallel.
const parallelCounts = 4

// apart is the distance in px that lines beside each other should have, nearest
// that from which on they are seen to be two.
const (
	apart   = 2.5
	nearest = 1.7
)

// add adds the way of an edge.
func (t *tracks) add(edge int, way []layout.Point) {
	for i := 1; i < len(way); i++ {
		t.of[edge] = append(t.of[edge], len(t.lines))
		t.grid.add(span(way[i-1], way[i]).Inset(-apart))
		t.lines = append(t.lines, [2]layout.Point{way[i-1], way[i]})
		t.owner = append(t.owner, edge)
	}
}

// remove removes the way of an edge.
func (t *tracks) remove(edge int) {
	for _, id := range t.of[edge] {
		t.owner[id] = gone
	}
	delete(t.of, edge)
}

// shared returns for how many px a way lies on those of other edges, nearer than a
// gap, but for those that it may.
func (t *tracks) shared(way []layout.Point, gap float64, may func(edge int) bool) float64 {
	sum := 0.0
	for i := 1; i < len(way); i++ {
		a, b := way[i-1], way[i]
		t.grid.near(a, b, apart, func(id int) {
			if t.owner[id] == gone {
				return
			}
			if on := along(a, b, t.lines[id][0], t.lines[id][1], gap); on > 0 && !may(t.owner[id]) {
				sum += on
			}
		})
	}
	return sum
}

// along returns the length for which the line from a to b is too near to that
// from c to d, which is nearly parallel.
func along(a, b, c, d layout.Point, gap float64) float64 {
	const parallel = 0.12
	length, other := distance(a, b), distance(c, d)
	if length == 0 || other == 0 {
		return 0
	}
	ux, uy := (d.X-c.X)/other, (d.Y-c.Y)/other
	a0, a1 := (a.X-c.X)*ux+(a.Y-c.Y)*uy, (b.X-c.X)*ux+(b.Y-c.Y)*uy
	d0, d1 := (a.Y-c.Y)*ux-(a.X-c.X)*uy, (b.Y-c.Y)*ux-(b.X-c.X)*uy
	if math.Abs(d1-d0) > parallel*length {
		return 0
	}
	t0, t1, ok := clip(a0, a1, 0, other, 0, 1)
	if ok {
		t0, t1, ok = clip(d0, d1, -gap, gap, t0, t1)
	}
	if !ok {
		return 0
	}
	if d0 == d1 {
		length *= parallelCounts
	}
	return max(0, t1-t0) * length
}
