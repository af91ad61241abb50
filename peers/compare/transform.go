package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/topodraw/topodraw/render/layout"
)

// matrix is an affine transformation: x' = ax + cy + e, y' = bx + dy + f.
type matrix struct{ a, b, c, d, e, f float64 }

func identity() matrix { return matrix{a: 1, d: 1} }

func translation(x, y float64) matrix { return matrix{1, 0, 0, 1, x, y} }

// times returns what does n first and then m.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

func (m matrix) apply(p layout.Point) layout.Point {
	return layout.Point{X: m.a*p.X + m.c*p.Y + m.e, Y: m.b*p.X + m.d*p.Y + m.f}
}

// readTransform reads the value of a transform attribute, a list of functions.
func readTransform(s string) (matrix, error) {
	m := identity()
	for rest := strings.Trim(s, " \t\r\n,"); rest != ""; rest = strings.TrimLeft(rest, " \t\r\n,") {
		name, after, opened := strings.Cut(rest, "(")
		inside, next, closed := strings.Cut(after, ")")
		if !opened || !closed {
			return m, fmt.Errorf("%q is no transform", s)
		}
		args, err := (&scanner{inside}).all()
		if err != nil {
			return m, fmt.Errorf("transform %q: %w", s, err)
		}
		step, ok := transform(strings.TrimSpace(name), args)
		if !ok {
			return m, fmt.Errorf("%q is no transform", s)
		}
		m, rest = m.times(step), next
	}
	return m, nil
}

// transform returns what a function with arguments does, where there is one.
func transform(name string, a []float64) (matrix, bool) {
	switch call := fmt.Sprintf("%s/%d", name, len(a)); call {
	case "matrix/6":
		return matrix{a[0], a[1], a[2], a[3], a[4], a[5]}, true
	case "translate/1":
		return translation(a[0], 0), true
	case "translate/2":
		return translation(a[0], a[1]), true
	case "scale/1":
		return matrix{a: a[0], d: a[0]}, true
	case "scale/2":
		return matrix{a: a[0], d: a[1]}, true
	case "rotate/1":
		return rotation(a[0]), true
	case "rotate/3":
		return translation(a[1], a[2]).times(rotation(a[0])).times(translation(-a[1], -a[2])), true
	case "skewX/1":
		return matrix{a: 1, c: math.Tan(radians(a[0])), d: 1}, true
	case "skewY/1":
		return matrix{a: 1, b: math.Tan(radians(a[0])), d: 1}, true
	}
	return matrix{}, false
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }

func rotation(degrees float64) matrix {
	sin, cos := math.Sincos(radians(degrees))
	return matrix{cos, sin, -sin, cos, 0, 0}
}
