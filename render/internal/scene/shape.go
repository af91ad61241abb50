package scene

import (
	"math"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// outline is how a shape of node is built around its text.
type outline struct {
	// size returns the box that the shape needs around a text.
	size func(text layout.Size) layout.Size
	// path returns the border in a box, where edges end.
	path func(r layout.Rect) Path
	// inner returns lines inside the border; nil has none.
	inner func(r layout.Rect) Path
	// text returns the middle of the text; nil is the middle of the box.
	text func(r layout.Rect) point
}

// Room between a text and the border, in px.
const (
	padX, padY = 16, 11
	minNodeW   = 64
	capSize    = 9  // height of a cylinder's lid, width of a queue's end
	headSize   = 26 // diameter of a person's head
	waveSize   = 8  // height of a document's wave
	barInset   = 8  // distance of a subroutine's bars from its sides
)

func padded(s layout.Size, w, h float64) layout.Size {
	return layout.Size{W: max(s.W+2*padX+w, minNodeW), H: s.H + 2*padY + h}
}

func grown(w, h float64) func(layout.Size) layout.Size {
	return func(s layout.Size) layout.Size { return padded(s, w, h) }
}

func rounded(radius float64) func(layout.Rect) Path {
	return func(r layout.Rect) Path { return roundRect(r, radius) }
}

func shifted(dx, dy float64) func(layout.Rect) point {
	return func(r layout.Rect) point { c := r.Center(); return pt(c.X+dx, c.Y+dy) }
}

func outlineOf(s graph.Shape) outline {
	switch s {
	case graph.Rounded:
		return outline{size: grown(0, 0), path: rounded(10)}
	case graph.Stadium:
		return outline{size: stadiumSize, path: rounded(math.Inf(1))}
	case graph.Circle:
		return outline{size: circleSize, path: ellipse}
	case graph.Ellipse:
		return outline{size: ellipseSize, path: ellipse}
	case graph.Diamond:
		return outline{size: diamondSize, path: diamond}
	case graph.Hexagon:
		return outline{size: slantedSize(0.25), path: hexagon}
	case graph.Cylinder:
		return outline{size: grown(0, 2*capSize), path: cylinder, inner: cylinderLid, text: shifted(0, capSize*0.75)}
	case graph.Cloud:
		return outline{size: cloudSize, path: cloud}
	case graph.Parallelogram:
		return outline{size: slantedSize(0.3), path: parallelogram}
	case graph.Trapezoid:
		return outline{size: slantedSize(0.3), path: trapezoid}
	case graph.Subroutine:
		return outline{size: grown(2*barInset, 0), path: rounded(2), inner: bars}
	case graph.Document:
		return outline{size: grown(0, waveSize), path: document, text: shifted(0, -waveSize/2)}
	case graph.Queue:
		return outline{size: grown(2*capSize, 0), path: queue, inner: queueEnd, text: shifted(-capSize*0.5, 0)}
	case graph.Person:
		return outline{size: grown(0, headSize), path: person, text: shifted(0, headSize/2)}
	}
	return outline{size: grown(0, 0), path: rounded(3)}
}

// stadiumSize leaves the corners of a text as much room at the round ends as
// the lines of a box have.
func stadiumSize(s layout.Size) layout.Size {
	radius := s.H/2 + padY
	return padded(s, 2*(radius-math.Sqrt(radius*radius-s.H*s.H/4)), 0)
}

func circleSize(s layout.Size) layout.Size {
	d := max(math.Hypot(s.W, s.H)+padY, minNodeW*0.75)
	return layout.Size{W: d, H: d}
}

func ellipseSize(s layout.Size) layout.Size {
	return layout.Size{W: max(s.W*math.Sqrt2+padX, minNodeW), H: s.H*math.Sqrt2 + padY + padY/2}
}

// diamondSize makes the text's box touch the sides: a w by h box fits into a
// W by H diamond if w/W + h/H ≤ 1.
func diamondSize(s layout.Size) layout.Size {
	const tall = 2.5
	w, h := s.W+padX/2, s.H+padY/2
	return layout.Size{W: max(w/(1-1/tall), minNodeW), H: h * tall}
}

// slant is how far a slanted side leans, for the share of the height that it
// leans by.
func slant(r layout.Rect, share float64) float64 { return min(r.H*share, r.W/4) }

func slantedSize(share float64) func(layout.Size) layout.Size {
	return func(s layout.Size) layout.Size {
		h := s.H + 2*padY
		return layout.Size{W: max(s.W+padX+2*h*share, minNodeW, 4*h*share), H: h}
	}
}

func diamond(r layout.Rect) Path {
	c := r.Center()
	return polygon(pt(c.X, r.Y), pt(r.Right(), c.Y), pt(c.X, r.Bottom()), pt(r.X, c.Y))
}

func hexagon(r layout.Rect) Path {
	d, c := slant(r, 0.25), r.Center()
	return polygon(pt(r.X+d, r.Y), pt(r.Right()-d, r.Y), pt(r.Right(), c.Y),
		pt(r.Right()-d, r.Bottom()), pt(r.X+d, r.Bottom()), pt(r.X, c.Y))
}

func parallelogram(r layout.Rect) Path {
	d := slant(r, 0.3)
	return polygon(pt(r.X+d, r.Y), pt(r.Right(), r.Y), pt(r.Right()-d, r.Bottom()), pt(r.X, r.Bottom()))
}

func trapezoid(r layout.Rect) Path {
	d := slant(r, 0.3)
	return polygon(pt(r.X+d, r.Y), pt(r.Right()-d, r.Y), pt(r.Right(), r.Bottom()), pt(r.X, r.Bottom()))
}

func cylinder(r layout.Rect) Path {
	c := r.Center()
	top, low := r.Y+capSize, r.Bottom()-capSize
	var p Path
	p.move(r.X, top)
	p.arc(r.X, top, c.X, r.Y, false)
	p.arc(c.X, r.Y, r.Right(), top, true)
	p.line(r.Right(), low)
	p.arc(r.Right(), low, c.X, r.Bottom(), false)
	p.arc(c.X, r.Bottom(), r.X, low, true)
	p.close()
	return p
}

func cylinderLid(r layout.Rect) Path {
	c := r.Center()
	var p Path
	p.move(r.X, r.Y+capSize)
	p.arc(r.X, r.Y+capSize, c.X, r.Y+2*capSize, false)
	p.arc(c.X, r.Y+2*capSize, r.Right(), r.Y+capSize, true)
	return p
}

// queue is a cylinder that lies on its side.
func queue(r layout.Rect) Path {
	c := r.Center()
	left, right := r.X+capSize, r.Right()-capSize
	var p Path
	p.move(left, r.Y)
	p.line(right, r.Y)
	p.arc(right, r.Y, r.Right(), c.Y, true)
	p.arc(r.Right(), c.Y, right, r.Bottom(), false)
	p.line(left, r.Bottom())
	p.arc(left, r.Bottom(), r.X, c.Y, true)
	p.arc(r.X, c.Y, left, r.Y, false)
	p.close()
	return p
}

func queueEnd(r layout.Rect) Path {
	c, right := r.Center(), r.Right()-capSize
	var p Path
	p.move(right, r.Y)
	p.arc(right, r.Y, right-capSize, c.Y, true)
	p.arc(right-capSize, c.Y, right, r.Bottom(), false)
	return p
}

func bars(r layout.Rect) Path {
	var p Path
	p.move(r.X+barInset, r.Y)
	p.line(r.X+barInset, r.Bottom())
	p.move(r.Right()-barInset, r.Y)
	p.line(r.Right()-barInset, r.Bottom())
	return p
}

func document(r layout.Rect) Path {
	c, low := r.Center(), r.Bottom()-waveSize/2
	var p Path
	p.move(r.X, r.Y)
	p.line(r.Right(), r.Y)
	p.line(r.Right(), low)
	p.quad(r.X+r.W*0.75, low-waveSize, c.X, low)
	p.quad(r.X+r.W*0.25, low+waveSize, r.X, low)
	p.close()
	return p
}

// person is a round head that sinks a little into square shoulders, drawn as
// one border.
func person(r layout.Rect) Path {
	const radius, depth = headSize / 2.0, 5.0
	c, shoulder := r.Center(), r.Y+headSize-depth
	eyes := r.Y + radius // where the head is widest
	neck := math.Sqrt(radius*radius - (radius-depth)*(radius-depth))
	// The control point where the head's tangents at the neck and at its widest
	// meet, half of the angle between them up.
	jaw := eyes + radius*math.Tan(math.Asin((radius-depth)/radius)/2)
	round := min(12, (r.W-2*radius)/2, (r.Bottom()-shoulder)/2)
	var p Path
	p.move(c.X-neck, shoulder)
	p.quad(c.X-radius, jaw, c.X-radius, eyes)
	p.arc(c.X-radius, eyes, c.X, r.Y, false)
	p.arc(c.X, r.Y, c.X+radius, eyes, true)
	p.quad(c.X+radius, jaw, c.X+neck, shoulder)
	p.line(r.Right()-round, shoulder)
	p.arc(r.Right()-round, shoulder, r.Right(), shoulder+round, true)
	p.line(r.Right(), r.Bottom()-round)
	p.arc(r.Right(), r.Bottom()-round, r.Right()-round, r.Bottom(), false)
	p.line(r.X+round, r.Bottom())
	p.arc(r.X+round, r.Bottom(), r.X, r.Bottom()-round, true)
	p.line(r.X, shoulder+round)
	p.arc(r.X, shoulder+round, r.X+round, shoulder, false)
	p.close()
	return p
}

func cloudSize(s layout.Size) layout.Size {
	return layout.Size{W: max(s.W*1.6+2*padX, 1.4*minNodeW), H: s.H*1.8 + 2*padY}
}

// cloud is six bulges, in shares of the box. The curves' outermost points lie
// on the box's sides.
func cloud(r layout.Rect) Path {
	x := func(t float64) float64 { return r.X + t*r.W }
	y := func(t float64) float64 { return r.Y + t*r.H }
	var p Path
	p.move(x(0.15), y(0.42))
	p.cubic(x(0.12), y(0.12), x(0.30), y(0.06), x(0.38), y(0.16))
	p.cubic(x(0.46), y(-0.05), x(0.72), y(-0.05), x(0.77), y(0.22))
	p.cubic(x(0.93), y(0.16), x(1.0), y(0.36), x(0.92), y(0.50))
	p.cubic(x(1.03), y(0.66), x(0.97), y(0.93), x(0.78), y(0.87))
	p.cubic(x(0.70), y(1.04), x(0.46), y(1.04), x(0.40), y(0.91))
	p.cubic(x(0.28), y(1.02), x(0.10), y(0.97), x(0.12), y(0.78))
	p.cubic(x(-0.03), y(0.72), x(-0.03), y(0.46), x(0.15), y(0.42))
	p.close()
	return p
}
