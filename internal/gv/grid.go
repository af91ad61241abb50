package gv

import (
	"math"

	"github.com/topodraw/topodraw/render/layout"
)

// grid finds the boxes near a line. It divides the plane into square cells.
type grid struct {
	origin layout.Point
	cell   float64
	nx, ny int
	cells  [][]int
	seen   []int // by box: the last question it was an answer to
	asked  int
}

// newGrid returns a grid without boxes for an area in which about so many are
// expected.
func newGrid(area layout.Rect, expected int) *grid {
	const least, cellsPerBox = 48, 2
	area = area.Inset(-least)
	cell := max(least, math.Sqrt(area.W*area.H/float64(cellsPerBox*(expected+1))))
	g := &grid{origin: layout.Point{X: area.X, Y: area.Y}, cell: cell}
	g.nx, g.ny = int(area.W/cell)+1, int(area.H/cell)+1
	g.cells = make([][]int, g.nx*g.ny)
	return g
}

func (g *grid) column(x float64) int { return clampInt((x-g.origin.X)/g.cell, g.nx) }
func (g *grid) row(y float64) int    { return clampInt((y-g.origin.Y)/g.cell, g.ny) }

// clampInt returns the number of a cell. What is outside of the area counts to
// the cells at its border.
func clampInt(v float64, n int) int { return int(min(max(v, 0), float64(n-1))) }

// add adds a box, which gets the next number from 0.
func (g *grid) add(r layout.Rect) {
	id := len(g.seen)
	g.seen = append(g.seen, 0)
	for x := g.column(r.X); x <= g.column(r.Right()); x++ {
		for y := g.row(r.Y); y <= g.row(r.Bottom()); y++ {
			g.cells[y*g.nx+x] = append(g.cells[y*g.nx+x], id)
		}
	}
}

// near calls a function once for each box that may be nearer than a distance to
// a line, roughly in the order of the line, until it returns false at the end
// of a step of the line.
func (g *grid) near(a, b layout.Point, distance float64, each func(id int)) {
	g.asked++
	steps := int(max(math.Abs(b.X-a.X), math.Abs(b.Y-a.Y))/g.cell) + 1
	from := a
	for k := 1; k <= steps; k++ {
		to := lerp(a, b, float64(k)/float64(steps))
		g.in(span(from, to).Inset(-distance), each)
		from = to
	}
}

// in calls a function for each box that may meet another one and was not part
// of the answer yet.
func (g *grid) in(r layout.Rect, each func(id int)) {
	for y := g.row(r.Y); y <= g.row(r.Bottom()); y++ {
		for x := g.column(r.X); x <= g.column(r.Right()); x++ {
			for _, id := range g.cells[y*g.nx+x] {
				if g.seen[id] != g.asked {
					g.seen[id] = g.asked
					each(id)
				}
			}
		}
	}
}

// span is the box around a line.
func span(a, b layout.Point) layout.Rect {
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return layout.Rect{X: x, Y: y, W: math.Abs(a.X - b.X), H: math.Abs(a.Y - b.Y)}
}
