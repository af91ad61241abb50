package elk

import (
	"math"
	"slices"

	"github.com/topodraw/topodraw/render/layout"
)

// pack puts boxes into rows, in their order, so that all of it comes close to
// the aspect ratio. It returns where each goes, and the size of the whole.
func pack(boxes []layout.Size, ratio float64) ([]layout.Point, layout.Size) {
	area, widest := 0.0, 0.0
	for _, b := range boxes {
		area += (b.W + partGap) * (b.H + partGap)
		widest = max(widest, b.W)
	}
	var best []layout.Point
	var size layout.Size
	// Rows are never filled to the end, so the width that is best is somewhat
	// above that of a rectangle of the same area.
	for width := math.Sqrt(area * ratio); ; width *= 1.06 {
		at, s := rows(boxes, max(width, widest))
		if best == nil || misfit(s, ratio) < misfit(size, ratio) {
			best, size = at, s
		}
		if width > 2*math.Sqrt(area*ratio) {
			return best, size
		}
	}
}

// misfit is the height, or the width made comparable to it, whichever is more:
// what a reader's screen would have to have.
func misfit(s layout.Size, ratio float64) float64 { return max(s.W/ratio, s.H) }

func rows(boxes []layout.Size, width float64) ([]layout.Point, layout.Size) {
	at := make([]layout.Point, len(boxes))
	var next layout.Point
	var size layout.Size
	for i, b := range boxes {
		if next.X > 0 && next.X+b.W > width {
			next = layout.Point{Y: size.H + partGap}
		}
		at[i] = next
		next.X += b.W + partGap
		size.W = max(size.W, at[i].X+b.W)
		size.H = max(size.H, at[i].Y+b.H)
	}
	return at, size
}

// evened returns boxes that are nearly of one size as if they were, so that they
// come into columns; others as they are.
func evened(boxes []layout.Size) []layout.Size {
	const nearly = 1.3
	least, cell := layout.Size{W: math.Inf(1), H: math.Inf(1)}, layout.Size{}
	for _, b := range boxes {
		least = layout.Size{W: min(least.W, b.W), H: min(least.H, b.H)}
		cell = layout.Size{W: max(cell.W, b.W), H: max(cell.H, b.H)}
	}
	if cell.W > nearly*least.W || cell.H > nearly*least.H {
		return boxes
	}
	return slices.Repeat([]layout.Size{cell}, len(boxes))
}
