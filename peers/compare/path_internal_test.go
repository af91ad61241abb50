package main

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/render/layout"
)

// poly returns a polyline of pairs of coordinates.
func poly(xy ...float64) polyline {
	var out polyline
	for i := 0; i < len(xy); i += 2 {
		out = append(out, layout.Point{X: xy[i], Y: xy[i+1]})
	}
	return out
}

func TestReadPathOfLines(t *testing.T) {
	t.Parallel()
	for d, want := range map[string][]polyline{
		"":                            nil,
		"M1 2":                        {poly(1, 2)},
		"M1,2L3,4":                    {poly(1, 2, 3, 4)},
		" M 1 , 2\n L 3\t4 ":          {poly(1, 2, 3, 4)},
		"M1 2 3 4 5 6":                {poly(1, 2, 3, 4, 5, 6)},
		"m1 2 3 4 5 6":                {poly(1, 2, 4, 6, 9, 12)},
		"M1 2,3 4":                    {poly(1, 2, 3, 4)},
		"M1 2l3 4-1-1":                {poly(1, 2, 4, 6, 3, 5)},
		"M1.5.5-.5-1e1":               {poly(1.5, 0.5, -0.5, -10)},
		"M1E2 2e-1 +3 4":              {poly(100, 0.2, 3, 4)},
		"M1 2H5V6h-1v-1":              {poly(1, 2, 5, 2, 5, 6, 4, 6, 4, 5)},
		"M1 2H3 4":                    {poly(1, 2, 3, 2, 4, 2)},
		"M0 0L4 0L4 4Z":               {poly(0, 0, 4, 0, 4, 4, 0, 0)},
		"M0 0L1 0M5 5L6 5":            {poly(0, 0, 1, 0), poly(5, 5, 6, 5)},
		"M1 1L2 1zl0 5":               {poly(1, 1, 2, 1, 1, 1), poly(1, 1, 1, 6)},
		"m1 1l1 0zm2 2l1 0":           {poly(1, 1, 2, 1, 1, 1), poly(3, 3, 4, 3)},
		"M0 0A0 5 0 0 1 7 7":          {poly(0, 0, 7, 7)},
		"M3 3A5 5 0 0 1 3 3":          {poly(3, 3, 3, 3)},
		"M 10 20 L 1e1 30.000000 Z z": {poly(10, 20, 10, 30, 10, 20), poly(10, 20, 10, 20)},
	} {
		got, err := readPath(d)
		require.NoError(t, err, d)
		require.Equal(t, want, got, d)
	}
}

func TestReadPathRefuses(t *testing.T) {
	t.Parallel()
	for _, d := range []string{
		"L1 2", "Z", "1 2", "M", "M1", "M1 2L", "M1 2L3", "M1 2 3", "M1 2X", "M1 2,", "M,1 2", "M1,,2",
		"M1 2Z3", "M1 2C1 2 3 4 5", "M. 2", "M1e999 2", "M1 2A1 1 0 2 0 3 3", "M1 2 NaN 3", "M1 2 inf 3", "M1 2é",
	} {
		_, err := readPath(d)
		require.Error(t, err, d)
	}
}

// A curve begins and ends where it says, and its middle is known.
func TestReadPathOfCurves(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		d           string
		end, middle layout.Point
		// from is where the last curve begins in the polyline.
		from int
	}{
		{"M0 0C0 8 8 8 8 0", layout.Point{X: 8}, layout.Point{X: 4, Y: 6}, 0},
		{"M1 1c0 8 8 8 8 0", layout.Point{X: 9, Y: 1}, layout.Point{X: 5, Y: 7}, 0},
		{"M0 0Q4 8 8 0", layout.Point{X: 8}, layout.Point{X: 4, Y: 4}, 0},
		{"M1 1q4 8 8 0", layout.Point{X: 9, Y: 1}, layout.Point{X: 5, Y: 5}, 0},
		// S and T go on with the control point on the other side.
		{"M0 0C0 8 8 8 8 0S16-8 16 0", layout.Point{X: 16}, layout.Point{X: 12, Y: -6}, steps},
		{"M0 0C0 8 8 8 8 0s8-8 8 0", layout.Point{X: 16}, layout.Point{X: 12, Y: -6}, steps},
		{"M0 0Q4 8 8 0T16 0", layout.Point{X: 16}, layout.Point{X: 12, Y: -4}, steps},
		{"M0 0Q4 8 8 0t8 0", layout.Point{X: 16}, layout.Point{X: 12, Y: -4}, steps},
		{"M0 0Q4 8 8 0 12-8 16 0", layout.Point{X: 16}, layout.Point{X: 12, Y: -4}, steps},
		// After another command, or another kind of curve, it is the current point.
		{"M0 0L8 0S16 8 16 0", layout.Point{X: 16}, layout.Point{X: 12, Y: 3}, 1},
		{"M0 0L8 0T16 0", layout.Point{X: 16}, layout.Point{X: 10}, 1},
		{"M0 0Q4 8 8 0S16 8 16 0", layout.Point{X: 16}, layout.Point{X: 12, Y: 3}, steps},
	} {
		got, err := readPath(c.d)
		require.NoError(t, err, c.d)
		require.Len(t, got, 1, c.d)
		require.Len(t, got[0], c.from+steps+1, c.d)
		require.Equal(t, c.end, got[0][c.from+steps], c.d)
		require.InDelta(t, c.middle.X, got[0][c.from+steps/2].X, 1e-9, c.d)
		require.InDelta(t, c.middle.Y, got[0][c.from+steps/2].Y, 1e-9, c.d)
	}
}

// Every point of an arc is as far from the centre as the radius says.
func TestReadPathOfArcs(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		d              string
		center, middle layout.Point
		radius         float64
	}{
		// From (1, 0) to (0, 1): the short way and the long, both ways round.
		{"M1 0A1 1 0 0 1 0 1", layout.Point{}, layout.Point{X: math.Sqrt2 / 2, Y: math.Sqrt2 / 2}, 1},
		{"M1 0A1 1 0 1 0 0 1", layout.Point{}, layout.Point{X: -math.Sqrt2 / 2, Y: -math.Sqrt2 / 2}, 1},
		{"M1 0A1 1 0 0 0 0 1", layout.Point{X: 1, Y: 1}, layout.Point{X: 1 - math.Sqrt2/2, Y: 1 - math.Sqrt2/2}, 1},
		{"M1 0A1 1 0 1 1 0 1", layout.Point{X: 1, Y: 1}, layout.Point{X: 1 + math.Sqrt2/2, Y: 1 + math.Sqrt2/2}, 1},
		// Flags without anything around them, and relative ends.
		{"M1 0a1 1 0 01-1 1", layout.Point{}, layout.Point{X: math.Sqrt2 / 2, Y: math.Sqrt2 / 2}, 1},
		{"M1 0a-1-1 0 0 1-1 1", layout.Point{}, layout.Point{X: math.Sqrt2 / 2, Y: math.Sqrt2 / 2}, 1},
		// A radius that is too small grows.
		{"M-2 0A1 1 0 0 1 2 0", layout.Point{}, layout.Point{Y: -2}, 2},
		{"M-2 0A1 1 0 0 0 2 0", layout.Point{}, layout.Point{Y: 2}, 2},
	} {
		got, err := readPath(c.d)
		require.NoError(t, err, c.d)
		require.Len(t, got, 1, c.d)
		for _, p := range got[0] {
			require.InDelta(t, c.radius, math.Hypot(p.X-c.center.X, p.Y-c.center.Y), 1e-9, c.d)
		}
		middle := got[0][len(got[0])/2]
		require.InDelta(t, c.middle.X, middle.X, 1e-9, c.d)
		require.InDelta(t, c.middle.Y, middle.Y, 1e-9, c.d)
	}
}

// An ellipse that is turned by 90 degrees is as high as it was wide.
func TestReadPathOfATurnedArc(t *testing.T) {
	t.Parallel()
	got, err := readPath("M0-4A4 2 90 0 1 0 4A4 2 90 0 1 0-4")
	require.NoError(t, err)
	box := bounds(got[0])
	require.InDelta(t, 4, box.W, 1e-9)
	require.InDelta(t, 8, box.H, 1e-9)
}
