package graphjson

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/render/layout"
)

func TestFlattenKeepsPolylines(t *testing.T) {
	t.Parallel()
	pts := []layout.Point{{X: 1, Y: 2}, {X: 3, Y: 4}, {X: 5, Y: 4}}
	require.Equal(t, pts, flatten(layout.Route{Points: pts}))
}

func TestFlattenStaysNear(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		size := math.Pow(10, r.Float64()*4)
		pts := make([]layout.Point, 7)
		for i := range pts {
			pts[i] = layout.Point{X: r.Float64() * size, Y: r.Float64() * size}
		}
		line := flatten(layout.Route{Points: pts, Curved: true})
		require.Equal(t, pts[0], line[0])
		require.Contains(t, line, pts[3])
		require.Equal(t, pts[6], line[len(line)-1])
		for _, c := range [][]layout.Point{pts[0:4], pts[3:7]} {
			for i := range 200 {
				p := casteljau(c, float64(i)/199)
				require.Less(t, distance(p, line), tolerance*1.001)
			}
		}
	}
}

func TestFlattenIsBounded(t *testing.T) {
	t.Parallel()
	far := []layout.Point{{}, {X: 1e15}, {Y: -1e15}, {X: 1}}
	require.LessOrEqual(t, len(flatten(layout.Route{Points: far, Curved: true})), maxPieces+1)
	same := make([]layout.Point, 4)
	require.Len(t, flatten(layout.Route{Points: same, Curved: true}), 2)
}

// casteljau finds a place on a curve by halving, another way than the code.
func casteljau(c []layout.Point, t float64) layout.Point {
	if len(c) == 1 {
		return c[0]
	}
	next := make([]layout.Point, len(c)-1)
	for i := range next {
		next[i] = layout.Point{X: c[i].X + t*(c[i+1].X-c[i].X), Y: c[i].Y + t*(c[i+1].Y-c[i].Y)}
	}
	return casteljau(next, t)
}

// distance is that of a place from a polyline.
func distance(p layout.Point, line []layout.Point) float64 {
	best := math.Inf(1)
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		dx, dy := b.X-a.X, b.Y-a.Y
		t := 0.0
		if l := dx*dx + dy*dy; l > 0 {
			t = math.Max(0, math.Min(1, ((p.X-a.X)*dx+(p.Y-a.Y)*dy)/l))
		}
		best = math.Min(best, math.Hypot(p.X-a.X-t*dx, p.Y-a.Y-t*dy))
	}
	return best
}
