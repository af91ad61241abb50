package png

import (
	"math"
	"strconv"
	"strings"
)

// maxDashes is the number of dashes that a line is cut into at most; one that
// would have more is drawn solid, as it would look.
const maxDashes = 1 << 15

// dashes reads the lengths of dashes and gaps, as SVG's stroke-dasharray has
// them: separated by spaces or commas, an odd number of them standing for twice
// as many. It returns nil for what is to be drawn solid.
func dashes(s string, scale float64) []float64 {
	var out []float64
	sum := 0.0
	for f := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' || r == ',' }) {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil || !(v >= 0) || math.IsInf(v, 0) {
			return nil
		}
		v = float64(v * scale)
		out = append(out, v)
		sum += v
	}
	if !(sum > 0) || math.IsInf(sum, 0) {
		return nil
	}
	if len(out)%2 == 1 {
		out = append(out, out...)
	}
	return out
}

// cutter cuts a line into dashes.
type cutter struct {
	pattern []float64
	at      int     // where in the pattern the line is
	left    float64 // what is left of that dash or gap
	out     []polyline
	cur     []point
}

// cut returns the dashes of a line, which begin at its start. Where a closed
// line ends within a dash, that goes on in the first one.
func cut(line polyline, pattern []float64) []polyline {
	points := line.points
	if line.closed {
		points = append(points[:len(points):len(points)], points[0])
	}
	total, sum := 0.0, 0.0
	for i := range points[1:] {
		total += length(sub(points[i+1], points[i]))
	}
	for _, d := range pattern {
		sum += d
	}
	if total/sum*float64(len(pattern)) > maxDashes {
		return []polyline{line}
	}
	c := cutter{pattern: pattern, left: pattern[0], cur: []point{points[0]}}
	for i := range points[1:] {
		c.line(points[i], points[i+1])
	}
	switch {
	case line.closed && len(c.out) == 0:
		return []polyline{line}
	case line.closed && len(c.cur) > 1:
		c.out[0].points = append(c.cur, c.out[0].points[1:]...)
		return c.out
	}
	c.end()
	return c.out
}

func (c *cutter) line(a, b point) {
	whole := length(sub(b, a))
	for done := 0.0; done < whole; {
		step := min(c.left, whole-done)
		done += step
		c.left -= step
		at := mix(a, b, done/whole)
		if c.at%2 == 0 {
			c.cur = append(c.cur, at)
		}
		if c.left <= 0 {
			c.next(at)
		}
	}
}

// next goes on to the next dash or gap that has a length.
func (c *cutter) next(at point) {
	c.end()
	for c.left <= 0 {
		c.at = (c.at + 1) % len(c.pattern)
		c.left = c.pattern[c.at]
		if c.at%2 == 0 && c.left <= 0 { // a dot, if ends are round
			c.out = append(c.out, polyline{points: []point{at}})
		}
	}
	if c.at%2 == 0 {
		c.cur = []point{at}
	}
}

func (c *cutter) end() {
	if len(c.cur) > 1 {
		c.out = append(c.out, polyline{points: c.cur})
	}
	c.cur = nil
}
