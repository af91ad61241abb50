package gv

import (
	"cmp"
	"slices"

	"github.com/topodraw/topodraw/render/layout"
)

// pairs calls a function for every two boxes that share more than a rounding
// error, until it returns false.
func pairs(boxes []layout.Rect, each func(i, j int) bool) {
	const slack = 0.25
	order := make([]int, len(boxes))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(boxes[a].X, boxes[b].X) })
	for k, i := range order {
		for _, j := range order[k+1:] {
			if boxes[j].X >= boxes[i].Right() {
				break
			}
			if boxes[i].Inset(slack).Overlaps(boxes[j].Inset(slack)) && !each(i, j) {
				return
			}
		}
	}
}

// overlap returns two boxes that overlap, if there are any.
func overlap(boxes []layout.Rect) (i, j int, found bool) {
	pairs(boxes, func(a, b int) bool {
		i, j, found = min(a, b), max(a, b), true
		return false
	})
	return i, j, found
}

// separate moves items that overlap, or are too near to each other, with some px
// more than usual.
func separate(part []*item, extra float64) {
	boxes := make([]layout.Rect, len(part))
	for i, it := range part {
		boxes[i] = it.room().Inset(-extra)
	}
	pushApart(boxes)
	for i, it := range part {
		was := it.room().Inset(-extra)
		it.move(boxes[i].X-was.X, boxes[i].Y-was.Y)
	}
}

// pushApart moves boxes that overlap away from each other, the shorter way. If
// that does not come to an end, because they push each other around in a
// circle, those further down make room.
func pushApart(boxes []layout.Rect) {
	const rounds = 200
	for range rounds {
		moved := false
		pairs(boxes, func(i, j int) bool {
			push(&boxes[i], &boxes[j])
			moved = true
			return true
		})
		if !moved {
			return
		}
	}
	moveDown(boxes)
}

// moveDown moves boxes down, from the uppermost to the lowest, until none
// overlaps one above.
func moveDown(boxes []layout.Rect) {
	order := make([]int, len(boxes))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(boxes[a].Y, boxes[b].Y) })
	for k, i := range order {
		for again := true; again; {
			again = false
			for _, j := range order[:k] {
				if boxes[i].Overlaps(boxes[j]) {
					boxes[i].Y, again = boxes[j].Bottom(), true
				}
			}
		}
	}
}

// push separates two boxes.
func push(a, b *layout.Rect) {
	const more = 0.1 // so that rounding does not keep them together
	if a.X > b.X {
		a, b = b, a
	}
	dx := a.Right() + more - b.X
	left, right := a, b
	if a.Y > b.Y {
		a, b = b, a
	}
	dy := a.Bottom() + more - b.Y
	if dy <= dx {
		a.Y, b.Y = a.Y-dy/2, b.Y+dy/2
		return
	}
	left.X, right.X = left.X-dx/2, right.X+dx/2
}
