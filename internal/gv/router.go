package gv

import (
	"math"

	"github.com/topodraw/topodraw/render/layout"
)

// router finds the ways of all edges, one after the other, around the boxes
// and beside each other.
type router struct {
	*solver
	finder *finder
	tracks *tracks
	blocks map[*item][]int // frames first, titles last
	twins  []twin
	// fans counts the edges that lead away from an item, and to it.
	fans map[*item][2]int
}

// twin is an edge's place among those without a label between the same ends.
type twin struct{ nth, of int }

func newRouter(s *solver) *router {
	area := layout.Rect{}
	for _, it := range s.top.items {
		area = area.Union(it.outer())
	}
	n := len(s.nodes) + 2*len(s.groups) + len(s.labels)
	r := &router{
		solver: s, blocks: make(map[*item][]int),
		finder: &finder{grid: newGrid(area, n), budget: cornersPerGraph},
		tracks: &tracks{grid: newGrid(area, 2*len(s.from)), of: make(map[int][]int)},
	}
	r.block(s.top)
	r.countTwins()
	return r
}

// block adds what is in a level to what edges lead around.
func (r *router) block(lv *level) {
	add := func(it *item, rect layout.Rect, hard bool) {
		r.blocks[it] = append(r.blocks[it], len(r.finder.blocks))
		r.finder.blocks = append(r.finder.blocks, block{Rect: rect, hard: hard})
		r.finder.grid.add(rect)
	}
	for _, it := range lv.items {
		add(it, it.rect, it.in == nil && it.name[0] == 'n')
		for _, l := range it.loops {
			add(l, l.rect, false)
		}
		if it.in != nil {
			add(it, it.title, false)
			r.block(it.in)
		}
	}
}

func (r *router) countTwins() {
	type ends [2]*item
	key := func(i int) ends {
		if before(r.to[i], r.from[i]) {
			return ends{r.to[i], r.from[i]}
		}
		return ends{r.from[i], r.to[i]}
	}
	count := make(map[ends]int)
	r.fans = make(map[*item][2]int)
	r.twins = make([]twin, len(r.from))
	for i := range r.from {
		if r.labels[i] == nil {
			r.twins[i].nth = count[key(i)]
			count[key(i)]++
		}
	}
	for i := range r.from {
		from := r.fans[r.from[i]]
		from[0]++
		r.fans[r.from[i]] = from
		to := r.fans[r.to[i]]
		to[1]++
		r.fans[r.to[i]] = to
		r.twins[i].of = count[key(i)]
	}
}

// shared returns for how many px a way lies on those of other edges. Many edges
// away from one end, or to one, may have a trunk in common.
func (r *router) shared(i int, way []layout.Point, gap float64) float64 {
	const many = 10
	return r.tracks.shared(way, gap, func(o int) bool {
		from, to := r.from[i] == r.from[o], r.to[i] == r.to[o]
		return o == i || from != to && (from && r.fans[r.from[i]][0] >= many || to && r.fans[r.to[i]][1] >= many)
	})
}

func before(a, b *item) bool { return a.name < b.name }

// open makes a new search, for a line between two items: what it begins and
// ends in is no obstacle, nor are the frames around.
func (r *router) open(a, b *item) {
	r.finder.number++
	for _, pair := range [][2]*item{{a, b}, {b, a}} {
		it, other := pair[0], pair[1]
		r.pass(it, !other.within(it))
		for up := it.up; up != nil; up = up.up {
			r.finder.blocks[r.blocks[up][0]].open = r.finder.number
		}
	}
}

// pass lets lines through an item, and through all that is in it.
func (r *router) pass(it *item, inside bool) {
	for k, id := range r.blocks[it] {
		if k == 0 || inside {
			r.finder.blocks[id].open = r.finder.number
		}
	}
	if it.in == nil || !inside {
		return
	}
	for _, inner := range it.in.items {
		r.pass(inner, true)
		for _, l := range inner.loops {
			r.pass(l, true)
		}
	}
}

// routes returns the routes of all edges. Those that lie on others are looked
// for again, when the others have a place.
func (r *router) routes() (out []layout.Route, apart bool) {
	const rounds = 4
	out = make([]layout.Route, len(r.from))
	for i := range out {
		out[i] = r.first(i)
	}
	for round := range rounds {
		if !r.improve(out, 60*(round+1)) {
			break
		}
	}
	apart = true
	for i := range out {
		apart = apart && r.shared(i, corners(out[i]), nearest) <= most
		if r.labels[i] != nil && !r.p.LabelSize[i].Empty() {
			out[i].Label = centered(r.labels[i].rect.Center(), r.p.LabelSize[i])
		}
	}
	return out, apart
}

// first returns Graphviz's route of an edge, or one of our own.
func (r *router) first(i int) layout.Route {
	if way, ok := r.own(i); ok {
		r.tracks.add(i, flatten(way))
		return layout.Route{Points: way, Curved: true}
	}
	way, _ := r.best(i, 4)
	r.tracks.add(i, way)
	return layout.Route{Points: way}
}

// improve looks for other ways, so many each, for edges that lie on others. It reports whether
// any changed.
func (r *router) improve(routes []layout.Route, tries int) bool {
	changed := false
	for i, have := range routes {
		now := corners(have)
		if r.tries <= 0 {
			return false
		}
		cost := r.shared(i, now, apart)
		if cost < enough {
			continue
		}
		r.tracks.remove(i)
		if way, c := r.best(i, tries); c < cost {
			now, routes[i].Points, routes[i].Curved = way, way, false
			changed = true
		}
		r.tracks.add(i, now)
	}
	return changed
}

// corners returns the corners of a route, of a curve those of short lines.
func corners(r layout.Route) []layout.Point {
	if r.Curved {
		return flatten(r.Points)
	}
	return r.Points
}

// most is for how many px an edge may be nearer than the nearest to others:
// where they cross at a flat angle, or begin together.
const most = 6

// enough is from how many px on other edges an edge is looked for again.
const enough = 3

// fewest is how many ways of an edge are tried in any case.
const fewest = 4

// best returns the best of so many ways of an edge, and for how many px it lies
// on others.
func (r *router) best(i, tries int) ([]layout.Point, float64) {
	tries = min(tries, max(r.tries, fewest))
	for _, soft := range []bool{false, true} {
		var best []layout.Point
		least := math.Inf(1)
		for _, a := range attempts(tries, r.widest(), soft) {
			r.tries--
			way, ok := r.try(i, a)
			if !ok {
				continue
			}
			if cost := r.shared(i, way, apart); cost < least {
				best, least = way, cost
			}
			if least < enough {
				break
			}
		}
		if best != nil {
			return best, least
		}
	}
	return straight(r.from[i].rect, r.to[i].rect), math.Inf(1)
}

// own returns Graphviz's route of an edge, if it holds.
func (r *router) own(i int) ([]layout.Point, bool) {
	way := r.answer.routes[i]
	if !r.native || len(way) == 0 || !r.p.LabelSize[i].Empty() && !r.labels[i].placed {
		return nil, false
	}
	way, ok := r.fit(way, r.from[i], r.to[i])
	if !ok {
		return nil, false
	}
	r.open(r.from[i], r.to[i])
	r.finder.before, r.finder.behind, r.finder.soft = 0, 0, true
	flat := flatten(way)
	for k := 1; k < len(flat); k++ {
		if r.finder.hit(flat[k-1], flat[k]) >= 0 {
			return nil, false
		}
	}
	return way, r.shared(i, flat, nearest) <= most
}
