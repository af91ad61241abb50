package topology

import (
	"slices"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/internal/source"
)

// expand adds the edges of a flow. Ends that are unknown are reported, each at
// its place, and left out.
func (r *reader) expand(d *flowDecl) {
	sides := make([]side, len(d.sides))
	for i, ends := range d.sides {
		sides[i] = r.side(ends)
	}
	total := 0
	for i, a := range d.arrows {
		total += edgeCount(r.standingCount(sides[i], a.back), r.standingCount(sides[i+1], !a.back), d.spread)
	}
	if !r.room(&r.edges, total, MaxEdges, "edges", d.at) ||
		!r.copies(total, len(d.ID)+sharedSize(d.Classes, d.Attrs), d.at) {
		return
	}
	number := 0
	for i, a := range d.arrows {
		from, to := r.standing(sides[i].ids(), a.back), r.standing(sides[i+1].ids(), !a.back)
		if a.back {
			from, to = to, from
		}
		for _, pair := range pairUp(from, to, d.spread) {
			number++
			e := r.g.AddEdge(pair[0], pair[1], d.Label)
			e.ID = numbered(d.ID, number, total)
			e.Line, e.Head, e.Tail = a.line, a.head, a.tail
			e.Style, e.Link, e.Tooltip, e.Pos = d.Style, d.Link, d.Tooltip, d.at.Pos()
			e.Classes, e.Attrs = slices.Clone(d.Classes), slices.Clone(d.Attrs)
		}
	}
}

// numbered returns the id of one edge of several, or of the only one.
func numbered(id string, number, total int) string {
	if id == "" || total == 1 {
		return id
	}
	return id + strconv.Itoa(number)
}

// side is what one side of an arrow means: for each end its nodes or group.
type side struct {
	lists [][]string
	size  int
}

func (s side) ids() []string { return slices.Concat(s.lists...) }

func (r *reader) side(ends []end) side {
	var s side
	for _, e := range ends {
		ids := r.mean(e)
		s.lists = append(s.lists, ids)
		s.size += len(ids)
	}
	return s
}

// mean returns the nodes or the group that an end means. Where the topology
// declares no nodes, an unknown one is made.
func (r *reader) mean(e end) []string {
	if n := r.named[e.id]; n != nil {
		return n.ids
	}
	if r.base != nil && r.base.Has(e.id) {
		return []string{e.id}
	}
	if r.base != nil {
		if _, ok := r.elsewhere(e.id); ok {
			return []string{e.id}
		}
		r.gone(e.place(), e.id)
		return nil
	}
	if r.declared {
		r.unknownEnd(e)
		return nil
	}
	at := e.place()
	if !r.declare(isNode, e.id, at, "") || !r.room(&r.nodes, 1, MaxNodes, "nodes", at) {
		return nil
	}
	r.g.AddNode(e.id, "").Pos = at.Pos()
	return []string{e.id}
}

func (r *reader) unknownEnd(e end) {
	if r.mayBeLost(e.id) {
		return
	}
	var hint string
	if before, _, found := strings.Cut(e.id, ":"); found && r.named[before] != nil {
		hint = "a label needs a space after the colon"
	} else {
		hint = r.didYouMean(e.id, r.ids)
	}
	if hint == "" {
		hint = "declare it below \"nodes:\""
	}
	r.Add(e.place(), hint, "unknown node %s", source.Quote(e.id))
}

// edgeCount returns how many edges lead from so many ends to so many, or a
// number that is too many anyway.
func edgeCount(from, to int, spread bool) int {
	if from == 0 || to == 0 {
		return 0
	}
	if spread {
		return min(max(from, to), 2*MaxEdges)
	}
	if from > 2*MaxEdges/to {
		return 2 * MaxEdges
	}
	return from * to
}

// pairUp returns the two ends of each edge: all of one side with all of the
// other or, if they are spread, every end of the larger side once.
func pairUp(from, to []string, spread bool) [][2]string {
	var out [][2]string
	if !spread {
		for _, f := range from {
			for _, t := range to {
				out = append(out, [2]string{f, t})
			}
		}
		return out
	}
	if len(from) <= len(to) {
		for i, f := range from {
			for _, t := range block(to, i, len(from)) {
				out = append(out, [2]string{f, t})
			}
		}
		return out
	}
	for i, t := range to {
		for _, f := range block(from, i, len(to)) {
			out = append(out, [2]string{f, t})
		}
	}
	return out
}

// block returns the i-th of n contiguous parts of a list, whose sizes differ by
// one at most, the larger ones first.
func block(list []string, i, n int) []string {
	size, longer := len(list)/n, len(list)%n
	start := func(i int) int { return i*size + min(i, longer) }
	return list[start(i):start(i+1)]
}
