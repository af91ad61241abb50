package png

import "math"

// stroker turns lines into outlines: a quadrangle for each straight part, and
// what its ends and corners need. All of them turn the same way, so that a
// raster adds them up and nothing cancels out.
type stroker struct {
	raster *raster
	half   float64 // half of the line's width, in px
	round  bool    // round ends and corners, instead of straight and pointed ones
}

// miterLimit is how many half widths a corner may reach out before it is cut
// off, as SVG has it by default.
const miterLimit = 4

// stroke adds a polyline. A line without length has round ends or none.
func (s *stroker) stroke(line polyline) {
	p := distinct(line)
	if len(p) < 2 {
		if s.round && len(p) == 1 {
			s.fan(p[0], point{X: s.half}, point{X: -s.half}, point{Y: s.half})
			s.fan(p[0], point{X: -s.half}, point{X: s.half}, point{Y: -s.half})
		}
		return
	}
	parts := make([]part, 0, len(p))
	for i := range p[1:] {
		parts = append(parts, newPart(p[i], p[i+1]))
	}
	if line.closed {
		parts = append(parts, newPart(p[len(p)-1], p[0]))
		s.join(&parts[len(parts)-1], &parts[0])
	} else if s.round {
		first, last := parts[0], parts[len(parts)-1]
		s.cap(first.a, first.normal, -1)
		s.cap(last.b, last.normal, 1)
	}
	for i := range parts[1:] {
		s.join(&parts[i], &parts[i+1])
	}
	for _, q := range parts {
		s.piece(offset(q.a, q.start, s.half), offset(q.b, q.end, s.half),
			offset(q.b, q.end, -s.half), offset(q.a, q.start, -s.half))
	}
}

// distinct returns the points without those that are where their predecessor
// is.
func distinct(line polyline) []point {
	const same = 1e-4 // px, far below what a raster tells apart
	var out []point
	for _, p := range line.points {
		if len(out) == 0 || length(sub(p, out[len(out)-1])) > same {
			out = append(out, p)
		}
	}
	for line.closed && len(out) > 1 && length(sub(out[len(out)-1], out[0])) <= same {
		out = out[:len(out)-1]
	}
	return out
}

// part is a straight part of a line.
type part struct {
	a, b   point
	length float64
	normal point // of length 1, to the side that the corners are counted from
	// start and end lead from the ends to the sides there, in half widths: the
	// normal, or what a part shares with its neighbour at a slight corner.
	start, end point
}

func newPart(a, b point) part {
	d := sub(b, a)
	l := length(d)
	n := pt(-d.Y/l, d.X/l)
	return part{a: a, b: b, length: l, normal: n, start: n, end: n}
}

// join fills the corner between two parts. At a slight one, as between the
// lines that stand for a curve, both get a common edge.
func (s *stroker) join(in, out *part) {
	turn := dot(in.normal, out.normal) // the cosine of the angle
	if turn > -0.999 {
		bisector := pt((in.normal.X+out.normal.X)/(1+turn), (in.normal.Y+out.normal.Y)/(1+turn))
		// How far the common edge reaches along the parts.
		lean := float64(s.half * length(sub(bisector, in.normal)))
		const slight = 0.95
		switch {
		case turn > slight && 2*lean <= min(in.length, out.length):
			in.end, out.start = bisector, bisector
			return
		case !s.round && length(bisector) <= miterLimit:
			s.corner(in, out, bisector)
			return
		}
	}
	s.corner(in, out, point{})
}

// corner fills the outer side of a corner: up to the tip of a pointed one, by a
// fan, or with a straight cut if tip is zero.
func (s *stroker) corner(in, out *part, tip point) {
	side := s.half
	if cross(in.normal, out.normal) > 0 {
		side = -side
	}
	a, b := scaled(in.normal, side), scaled(out.normal, side)
	at := in.b
	switch {
	case s.round:
		s.fan(at, a, b, scaled(pt(in.normal.Y, -in.normal.X), s.half))
	case tip != point{}:
		s.piece(at, offset(at, a, 1), offset(at, tip, side), offset(at, b, 1))
	default:
		s.piece(at, offset(at, a, 1), offset(at, b, 1))
	}
}

func scaled(v point, by float64) point { return pt(v.X*by, v.Y*by) }

// cap adds a round end.
func (s *stroker) cap(at, normal point, direction float64) {
	n := scaled(normal, s.half)
	forward := pt(n.Y*direction, -n.X*direction)
	s.fan(at, n, forward, forward)
	s.fan(at, forward, scaled(n, -1), forward)
}

// fan adds the sector of a circle between two radii, of less than half a turn,
// or of half a turn by way of a third radius.
func (s *stroker) fan(at, a, b, way point) {
	middle := pt(a.X+b.X, a.Y+b.Y)
	l := length(middle)
	// The height of the arc over its chord.
	if s.half-float64(l/2) < tolerance {
		s.piece(at, offset(at, a, 1), offset(at, b, 1))
		return
	}
	if l > s.half*1e-6 {
		way = scaled(middle, s.half/l)
	}
	s.fan(at, a, way, way)
	s.fan(at, way, b, way)
}

// piece adds a convex polygon, turned the way all of them are.
func (s *stroker) piece(points ...point) {
	area := 0.0
	for i := 2; i < len(points); i++ {
		area += cross(sub(points[i-1], points[0]), sub(points[i], points[0]))
	}
	if area < 0 {
		for i, j := 0, len(points)-1; i < j; i, j = i+1, j-1 {
			points[i], points[j] = points[j], points[i]
		}
	}
	if math.Abs(area) > 0 {
		s.raster.polygon(points)
	}
}
