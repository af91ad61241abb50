package scene

import "github.com/topodraw/topodraw/render/layout"

// Icons are drawn on a square of 16 by 16 px, as lines of 1.5 px in the colour
// of the text beside them, with at least 1 px of room around.
const (
	iconSize   = 16
	iconGap    = 7 // between an icon and the text
	iconStroke = 1.5
)

// icon returns the lines of an icon, or nil if there is none of the name. The
// names are those of [graph.Kinds].
func icon(name string) []Path {
	if parts, ok := clientIcon(name); ok {
		return parts
	}
	if parts, ok := networkIcon(name); ok {
		return parts
	}
	if parts, ok := workloadIcon(name); ok {
		return parts
	}
	if parts, ok := componentIcon(name); ok {
		return parts
	}
	parts, _ := dataIcon(name)
	return parts
}

func clientIcon(name string) ([]Path, bool) {
	switch name {
	case "user":
		var shoulders Path
		shoulders.move(2, 14)
		shoulders.cubic(2, 8.3, 14, 8.3, 14, 14)
		return []Path{dot(8, 4.8, 2.8), shoulders}, true
	case "client":
		return []Path{frame(1.5, 3, 13, 8.5), strokes(5.5, 14, 10.5, 14), strokes(8, 11.5, 8, 14)}, true
	case "browser":
		return []Path{frame(1.5, 2.5, 13, 11), strokes(1.5, 6, 14.5, 6), strokes(4, 4.3, 4.6, 4.3)}, true
	case "mobile":
		return []Path{frame(4, 1.5, 8, 13), strokes(7.2, 12, 8.8, 12)}, true
	}
	return nil, false
}

func networkIcon(name string) ([]Path, bool) {
	switch name {
	case "load-balancer":
		return []Path{
			dot(8, 3.2, 1.7), strokes(8, 4.9, 8, 11), strokes(3.2, 11, 3.2, 8, 12.8, 8, 12.8, 11),
			dot(3.2, 12.6, 1.6), dot(8, 12.6, 1.6), dot(12.8, 12.6, 1.6),
		}, true
	case "proxy":
		return []Path{
			strokes(2, 5, 14, 5), strokes(11, 2, 14, 5, 11, 8),
			strokes(14, 11, 2, 11), strokes(5, 8, 2, 11, 5, 14),
		}, true
	case "ingress":
		return []Path{strokes(8.5, 2, 14, 2, 14, 14, 8.5, 14), strokes(1.5, 8, 10, 8), strokes(7, 5, 10, 8, 7, 11)}, true
	case "gateway":
		var arch Path
		arch.move(3.5, 14)
		arch.line(3.5, 7)
		arch.arc(3.5, 7, 8, 2.5, false)
		arch.arc(8, 2.5, 12.5, 7, true)
		arch.line(12.5, 14)
		return []Path{arch, strokes(1.5, 14, 14.5, 14), strokes(8, 7, 8, 14)}, true
	case "service":
		return []Path{hexagonIcon(), dot(8, 8, 2)}, true
	case "frontend":
		return []Path{frame(1.5, 2.5, 13, 11), strokes(6, 2.5, 6, 13.5), strokes(8.5, 6, 12, 6), strokes(8.5, 9, 12, 9)}, true
	}
	return nil, false
}

func workloadIcon(name string) ([]Path, bool) {
	switch name {
	case "node":
		return []Path{
			frame(2, 2, 12, 5), frame(2, 9, 12, 5), strokes(4.6, 4.5, 5.2, 4.5), strokes(4.6, 11.5, 5.2, 11.5),
		}, true
	case "pod", "workload":
		return []Path{hexagonIcon(), strokes(2.4, 4.8, 8, 8, 13.6, 4.8), strokes(8, 8, 8, 14.4)}, true
	case "deployment":
		return []Path{sheet(5), strokes(1.8, 8, 8, 11.2, 14.2, 8), strokes(1.8, 11, 8, 14.2, 14.2, 11)}, true
	case "statefulset":
		return []Path{sheet(5), strokes(1.8, 5, 1.8, 10.8, 8, 14, 14.2, 10.8, 14.2, 5), strokes(8, 8.2, 8, 14)}, true
	case "daemonset":
		return []Path{
			frame(1.8, 1.8, 5, 5), frame(9.2, 1.8, 5, 5), frame(1.8, 9.2, 5, 5), frame(9.2, 9.2, 5, 5),
		}, true
	case "job":
		return []Path{dot(8, 8, 6.2), closed(6.4, 5.2, 11, 8, 6.4, 10.8)}, true
	case "cronjob":
		return []Path{dot(8, 8, 6.2), strokes(8, 4.2, 8, 8, 10.8, 9.6)}, true
	case "worker":
		return []Path{dot(8, 8, 2.2), cog()}, true
	}
	return nil, false
}

func componentIcon(name string) ([]Path, bool) {
	switch name {
	case "query":
		return []Path{dot(6.8, 6.8, 4.6), strokes(10.2, 10.2, 14, 14)}, true
	case "receiver":
		return []Path{strokes(2, 9, 2, 14, 14, 14, 14, 9), strokes(8, 2, 8, 10), strokes(5, 7, 8, 10, 11, 7)}, true
	case "ruler":
		return []Path{
			frame(2.5, 1.5, 11, 13), strokes(5, 5.4, 6.1, 6.5, 8, 4.4), strokes(10, 5.5, 11, 5.5),
			strokes(5, 10.4, 6.1, 11.5, 8, 9.4), strokes(10, 10.5, 11, 10.5),
		}, true
	case "compactor":
		return []Path{
			strokes(1.8, 8, 14.2, 8), strokes(8, 1.2, 8, 5.4), strokes(5.6, 3.2, 8, 5.6, 10.4, 3.2),
			strokes(8, 14.8, 8, 10.6), strokes(5.6, 12.8, 8, 10.4, 10.4, 12.8),
		}, true
	case "sidecar":
		return []Path{frame(1.5, 3, 8, 10), frame(11, 7.5, 3.6, 5.5), strokes(9.5, 10.2, 11, 10.2)}, true
	}
	return nil, false
}

func dataIcon(name string) ([]Path, bool) {
	switch name {
	case "database", "store":
		parts := []Path{ellipse(layout.Rect{X: 2.5, Y: 1.5, W: 11, H: 4}), barrel(12.5)}
		if name == "store" {
			return parts, true
		}
		return append(parts, hoop(8)), true
	case "cache":
		return []Path{closed(9.2, 1.5, 3, 9.2, 7.4, 9.2, 6.8, 14.5, 13, 6.6, 8.6, 6.6)}, true
	case "queue":
		return []Path{frame(1.5, 4, 3.4, 8), frame(6.3, 4, 3.4, 8), frame(11.1, 4, 3.4, 8)}, true
	case "storage":
		return []Path{ellipse(layout.Rect{X: 1.8, Y: 2, W: 12.4, H: 3.6}), strokes(1.9, 4, 4, 14, 12, 14, 14.1, 4)}, true
	}
	return nil, false
}

func frame(x, y, w, h float64) Path { return roundRect(layout.Rect{X: x, Y: y, W: w, H: h}, 1.3) }

func dot(x, y, r float64) Path { return ellipse(layout.Rect{X: x, Y: y}.Inset(-r)) }

// strokes is a line through points given as x and y in turn.
func strokes(xy ...float64) Path {
	var p Path
	p.move(xy[0], xy[1])
	for i := 2; i < len(xy); i += 2 {
		p.line(xy[i], xy[i+1])
	}
	return p
}

func closed(xy ...float64) Path {
	p := strokes(xy...)
	p.close()
	return p
}

func hexagonIcon() Path {
	return closed(8, 1.6, 13.6, 4.8, 13.6, 11.2, 8, 14.4, 2.4, 11.2, 2.4, 4.8)
}

// sheet is a square seen from above its corner, its middle at y.
func sheet(y float64) Path { return closed(8, y-3.2, 14.2, y, 8, y+3.2, 1.8, y) }

func barrel(low float64) Path {
	var p Path
	p.move(2.5, 3.5)
	p.line(2.5, low)
	p.arc(2.5, low, 8, low+2, false)
	p.arc(8, low+2, 13.5, low, true)
	p.line(13.5, 3.5)
	return p
}

func hoop(y float64) Path {
	var p Path
	p.move(2.5, y)
	p.arc(2.5, y, 8, y+2, false)
	p.arc(8, y+2, 13.5, y, true)
	return p
}

// cog is the rim of a wheel with eight teeth, as spokes around a circle.
func cog() Path {
	p := dot(8, 8, 4.6)
	const in, out = 4.6, 6.6
	const half = 0.70710678 // of √2
	for _, d := range []point{{X: 1}, {Y: 1}, {X: half, Y: half}, {X: half, Y: -half}} {
		for _, sign := range []float64{1, -1} {
			p.move(8+sign*in*d.X, 8+sign*in*d.Y)
			p.line(8+sign*out*d.X, 8+sign*out*d.Y)
		}
	}
	return p
}

// moved returns a path shifted to another place.
func (p Path) moved(dx, dy float64) Path {
	out := make(Path, len(p))
	for i, s := range p {
		for j := range s.P {
			s.P[j].X += dx
			s.P[j].Y += dy
		}
		out[i] = s
	}
	return out
}
