// Package layouttest holds what must be true of every layout, whatever engine
// it comes from.
package layouttest

import (
	"fmt"
	"math"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// slack allows for rounding, in px.
const slack = 0.75

// Problems returns everything that is wrong with a layout of a problem, a line
// each:
//
//   - a box that is not finite, not on the canvas or not of the size asked for;
//   - nodes or unrelated groups that overlap;
//   - a group that does not enclose its members and its title;
//   - an edge that does not start and end at the borders of its ends, or a
//     label that is missing.
func Problems(p *layout.Problem, l *layout.Layout) []string {
	c := &checker{p: p, l: l, canvas: layout.Rect{W: l.Size.W, H: l.Size.H}}
	if len(l.Nodes) != len(p.NodeSize) || len(l.Groups) != len(p.TitleSize) ||
		len(l.Titles) != len(p.TitleSize) || len(l.Edges) != len(p.LabelSize) {
		return []string{"the slices do not run parallel to the graph's"}
	}
	c.sizes()
	c.level(p.Graph.Tree(), c.canvas)
	for i, e := range p.Graph.Edges() {
		c.edge(i, e)
	}
	return c.out
}

type checker struct {
	p      *layout.Problem
	l      *layout.Layout
	canvas layout.Rect
	out    []string
}

func (c *checker) add(format string, args ...any) {
	c.out = append(c.out, fmt.Sprintf(format, args...))
}

func (c *checker) sizes() {
	for i, r := range c.l.Nodes {
		if s := c.p.NodeSize[i]; math.Abs(r.W-s.W) > slack || math.Abs(r.H-s.H) > slack {
			c.add("node %d has %v, not %v", i, r, s)
		}
	}
	for i, r := range c.l.Titles {
		if s := c.p.TitleSize[i]; r.W < s.W-slack || r.H < s.H-slack {
			c.add("title %d has %v, not %v", i, r, s)
		}
	}
}

// level checks that what is directly inside a box lies in it, and apart.
func (c *checker) level(lv *graph.Level, around layout.Rect) {
	type named struct {
		name string
		layout.Rect
	}
	var boxes []named
	for _, n := range lv.Nodes {
		boxes = append(boxes, named{"node " + n.ID, c.box(n.ID)})
	}
	if lv.Group != nil {
		boxes = append(boxes, named{"title of " + lv.Group.ID, c.l.Titles[c.groupAt(lv.Group)]})
	}
	for _, inner := range lv.Levels {
		r := c.box(inner.Group.ID)
		boxes = append(boxes, named{"group " + inner.Group.ID, r})
		c.level(inner, r)
	}
	for i, a := range boxes {
		if !finite(a.Rect) || !around.Inset(-slack).Contains(a.Rect) {
			c.add("%q at %v is not inside %v", a.name, a.Rect, around)
		}
		for _, b := range boxes[:i] {
			if a.Inset(slack).Overlaps(b.Inset(slack)) {
				c.add("%q at %v overlaps %q at %v", a.name, a.Rect, b.name, b.Rect)
			}
		}
	}
}

func (c *checker) edge(i int, e *graph.Edge) {
	r := c.l.Edges[i]
	if len(r.Points) < 2 || r.Curved && len(r.Points)%3 != 1 {
		c.add("edge %d has %d points", i, len(r.Points))
		return
	}
	for _, p := range r.Points {
		if math.IsNaN(p.X) || math.IsNaN(p.Y) || math.IsInf(p.X, 0) || math.IsInf(p.Y, 0) {
			c.add("edge %d goes through %v", i, p)
		}
	}
	if first := r.Points[0]; !onBorder(c.box(e.From), first) {
		c.add("edge %d starts at %v, not at the border of %q %v", i, first, e.From, c.box(e.From))
	}
	if last := r.Points[len(r.Points)-1]; !onBorder(c.box(e.To), last) {
		c.add("edge %d ends at %v, not at the border of %q %v", i, last, e.To, c.box(e.To))
	}
	s := c.p.LabelSize[i]
	if s.Empty() {
		return
	}
	if r.Label.W < s.W-slack || r.Label.H < s.H-slack || !c.canvas.Inset(-slack).Contains(r.Label) {
		c.add("the label of edge %d is at %v, its size is %v", i, r.Label, s)
	}
}

func (c *checker) box(id string) layout.Rect {
	for i, n := range c.p.Graph.Nodes() {
		if n.ID == id {
			return c.l.Nodes[i]
		}
	}
	return c.l.Groups[c.groupAt(c.p.Graph.Group(id))]
}

func (c *checker) groupAt(gr *graph.Group) int {
	for i, o := range c.p.Graph.Groups() {
		if o == gr {
			return i
		}
	}
	return -1
}

func onBorder(r layout.Rect, p layout.Point) bool {
	at := layout.Rect{X: p.X, Y: p.Y}
	return r.Inset(-1.5).Contains(at) && !r.Inset(1.5).Contains(at)
}

func finite(r layout.Rect) bool {
	sum := r.X + r.Y + r.W + r.H
	return !math.IsNaN(sum) && !math.IsInf(sum, 0)
}
