package elk

import (
	"math"
	"slices"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// comb is leaves in rows, with the routes to them: a trunk runs down the middle,
// branches off above each row, and drops onto each leaf through its label.
//
// It is worked out for edges that lead down from the root, and then turned.
type comb struct {
	size layout.Size
	// root is where the trunk enters the box.
	root   layout.Point
	nodes  []layout.Rect
	labels []layout.Rect
	// routes lead from the root to the leaves.
	routes [][]layout.Point

	// in says that the edges lead to the root.
	in                  bool
	horizontal, flipped bool
}

// newComb arranges leaves and the labels of their edges. in says that the edges
// lead from the leaves to the root.
func newComb(nodes, labels []layout.Size, d graph.Direction, in bool) comb {
	c := comb{in: in, horizontal: d.Horizontal(), flipped: (d == graph.Up || d == graph.Left) != in}
	ratio := aspectRatio
	if c.horizontal {
		nodes, labels = turned(nodes), turned(labels)
		ratio = 1 / aspectRatio
	}
	cell, drop := layout.Size{}, 0.0
	for i, n := range nodes {
		cell.W = max(cell.W, n.W, labels[i].W)
		cell.H = max(cell.H, n.H)
		drop = max(drop, labels[i].H)
	}
	if drop > 0 {
		drop += edgeGap // from the branch to the label
	}
	drop += arrowRoom + edgeGap
	c.arrange(nodes, labels, cell, drop, columns(len(nodes), cell, drop, ratio))
	c.turn()
	return c
}

func turned(sizes []layout.Size) []layout.Size {
	out := make([]layout.Size, len(sizes))
	for i, s := range sizes {
		out[i] = layout.Size{W: s.H, H: s.W}
	}
	return out
}

// columns returns an even number of columns, so that the trunk has the middle.
func columns(n int, cell layout.Size, drop, ratio float64) int {
	pitch := layout.Size{W: cell.W + nodeGap, H: cell.H + drop + edgeNodeGap}
	best, least := 2, math.Inf(1)
	for cols := 2; cols < n+2; cols += 2 {
		rows := (n + cols - 1) / cols
		s := layout.Size{W: float64(cols) * pitch.W, H: float64(rows) * pitch.H}
		if m := misfit(s, ratio); m < least {
			best, least = cols, m
		}
	}
	return best
}

func (c *comb) arrange(nodes, labels []layout.Size, cell layout.Size, drop float64, cols int) {
	pitch := layout.Size{W: cell.W + nodeGap, H: cell.H + drop + edgeNodeGap}
	c.size.W = float64(cols)*pitch.W - nodeGap
	c.root = layout.Point{X: c.size.W / 2}
	for i, n := range nodes {
		row, col := i/cols, i%cols
		if short := len(nodes) - row*cols; short < cols {
			col += (cols - short) / 2 // the last row is in the middle
		}
		if c.in {
			row = (len(nodes)-1)/cols - row // the first is the furthest from the root
		}
		branch := float64(row) * pitch.H
		x := float64(col)*pitch.W + cell.W/2
		leaf := layout.Rect{X: x - n.W/2, Y: branch + drop, W: n.W, H: n.H}
		label := layout.Rect{}
		if l := labels[i]; !l.Empty() {
			label = layout.Rect{X: x - l.W/2, Y: branch + edgeGap, W: l.W, H: l.H}
		}
		c.nodes, c.labels = append(c.nodes, leaf), append(c.labels, label)
		route := []layout.Point{c.root, {X: c.root.X, Y: branch}, {X: x, Y: branch}, {X: x, Y: leaf.Y}}
		if row == 0 {
			route = slices.Delete(route, 1, 2) // the branch is at the root
		}
		c.routes = append(c.routes, route)
		c.size.H = max(c.size.H, leaf.Bottom())
	}
}

// turn brings the comb into its direction.
func (c *comb) turn() {
	c.root = c.point(c.root)
	for i := range c.nodes {
		c.nodes[i], c.labels[i] = c.rect(c.nodes[i]), c.rect(c.labels[i])
		for j, p := range c.routes[i] {
			c.routes[i][j] = c.point(p)
		}
	}
	if c.horizontal {
		c.size = layout.Size{W: c.size.H, H: c.size.W}
	}
}

func (c *comb) point(p layout.Point) layout.Point {
	if c.flipped {
		p.Y = c.size.H - p.Y
	}
	if c.horizontal {
		p.X, p.Y = p.Y, p.X
	}
	return p
}

func (c *comb) rect(r layout.Rect) layout.Rect {
	if r.Empty() {
		return r
	}
	if c.flipped {
		r.Y = c.size.H - r.Bottom()
	}
	if c.horizontal {
		r = layout.Rect{X: r.Y, Y: r.X, W: r.H, H: r.W}
	}
	return r
}

// side is the side of the box that the trunk is at.
func (c *comb) side() string {
	switch {
	case c.horizontal && c.flipped:
		return "EAST"
	case c.horizontal:
		return "WEST"
	case c.flipped:
		return "SOUTH"
	}
	return "NORTH"
}
