package gv

import (
	"cmp"
	"slices"

	"github.com/topodraw/topodraw/render/layout"
)

// pairs calls a function for every two boxes that share more than a rounding
// error, until it returns false.
func pairs(boxes []layout.Rect, each func(i, j int) bool) {
	const slack = 0.5
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

// pushApart moves boxes that overlap away from each other, the shorter way.
// Some engines leave a few that do, by a few px.
func pushApart(boxes []layout.Rect) {
	const rounds = 1000
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
}

// push separates two boxes, with a gap.
func push(a, b *layout.Rect) {
	const gap = 8
	if a.X > b.X {
		a, b = b, a
	}
	dx := a.Right() + gap - b.X
	if a.Y > b.Y {
		a, b = b, a
	}
	dy := a.Bottom() + gap - b.Y
	if dy <= dx {
		a.Y, b.Y = a.Y-dy/2, b.Y+dy/2
		return
	}
	if a.X > b.X {
		a, b = b, a
	}
	a.X, b.X = a.X-dx/2, b.X+dx/2
}
