package gv

import (
	"math"

	"github.com/topodraw/topodraw/render/layout"
)

// largestBox is the longest side, in px, that a box has in requests for single
// levels. A box that dwarfs the others would drive them all apart; what it
// lacks is made up for afterwards.
const largestBox = 600

// writeLevels asks for all levels at once, as parts that no edge joins. Labels
// are nodes between those that their edges join, unless they are left out: then
// they are seated between the ends afterwards.
func (r *request) writeLevels(its *items) {
	r.bare = r.bare || r.engine == "twopi" // whose circles labels would tear apart
	r.printf("strict graph {\noverlap=true\npack=8\nsplines=\"\"\n")
	r.printf("node [shape=box, fixedsize=true, label=\"\"]\n")
	r.levelItems(its.top)
	if r.engine == "fdp" && r.links > 0 {
		// Nodes repel each other as if this was the length of all edges.
		r.printf("K=%.6f\n", r.lengths/float64(r.links))
	}
	r.printf("}\n")
}

// levelItems writes a level and those within. It returns the size that its
// frame will have, roughly.
func (r *request) levelItems(lv *level) layout.Size {
	area := 0.0
	for _, it := range lv.items {
		if it.in != nil {
			s := r.levelItems(it.in)
			it.rect = sized(layout.Size{W: max(s.W, it.title.W) + 2*groupPadding, H: s.H + it.title.H + 2*groupPadding})
		}
		it.attach()
		room := it.room()
		area += room.W * room.H
		if it.isLabel() && r.bare {
			continue
		}
		r.box(it.name, layout.Size{W: min(room.W, largestBox), H: min(room.H, largestBox)})
	}
	for _, l := range lv.links {
		r.link(l[0], l[1], 0)
	}
	for _, it := range lv.items {
		switch a, b := it.ends[0], it.ends[1]; {
		case !it.isLabel():
		case !r.bare:
			r.link(a, it, 0)
			r.link(it, b, 0)
		default:
			r.link(a, b, 2*it.reach())
		}
	}
	const loose = 1.3
	side := math.Sqrt(area * loose)
	return layout.Size{W: side, H: side}
}

// link joins two items, of which one may be nil for the group around, with some
// px between them.
func (r *request) link(a, b *item, between float64) {
	if a == nil || b == nil {
		return
	}
	length := (a.reach() + between + b.reach()) / pointsPerInch
	r.links++
	r.lengths += length
	r.printf("%s -- %s [len=%.6f]\n", a.name, b.name, length)
}

// reach is how far a box reaches from its middle, on the average.
func (it *item) reach() float64 {
	room := it.room()
	return (min(room.W, largestBox) + min(room.H, largestBox)) / 4
}
