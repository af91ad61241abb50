package elk

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

func TestPackKeepsTheOrderAndTheRatio(t *testing.T) {
	t.Parallel()
	boxes := make([]layout.Size, 40)
	for i := range boxes {
		boxes[i] = layout.Size{W: 60, H: 40}
	}
	at, size := pack(boxes, aspectRatio)
	require.InDelta(t, aspectRatio, size.W/size.H, 0.4)
	for i := 1; i < len(at); i++ {
		require.True(t, at[i].Y > at[i-1].Y || at[i].Y == at[i-1].Y && at[i].X > at[i-1].X, "box %d", i)
	}
}

func TestPackOneBox(t *testing.T) {
	t.Parallel()
	at, size := pack([]layout.Size{{W: 900, H: 10}}, aspectRatio)
	require.Equal(t, []layout.Point{{}}, at)
	require.Equal(t, layout.Size{W: 900, H: 10}, size)
}

func TestEvened(t *testing.T) {
	t.Parallel()
	near := []layout.Size{{W: 60, H: 40}, {W: 70, H: 40}}
	require.Equal(t, []layout.Size{{W: 70, H: 40}, {W: 70, H: 40}}, evened(near))
	far := []layout.Size{{W: 60, H: 40}, {W: 200, H: 40}}
	require.Equal(t, far, evened(far))
}

func TestSortLevel(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		leads map[int][]int
		want  []int
	}{
		"no edges":               {nil, []int{0, 1, 2, 3, 4}},
		"the way of the arrows":  {map[int][]int{4: {3}, 3: {0}}, []int{1, 2, 4, 3, 0}},
		"a circle stays":         {map[int][]int{1: {2}, 2: {3}, 3: {1}}, []int{0, 1, 2, 3, 4}},
		"below a circle":         {map[int][]int{1: {2}, 2: {1, 0}}, []int{1, 2, 0, 3, 4}},
		"twice the same":         {map[int][]int{3: {0, 0}}, []int{1, 2, 3, 0, 4}},
		"two circles, backwards": {map[int][]int{0: {1}, 1: {0}, 3: {4, 0}, 4: {3}}, []int{2, 3, 4, 0, 1}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, tt.want, sortLevel([]int{0, 1, 2, 3, 4}, tt.leads))
		})
	}
}

// Three leaves of 60×40 in two columns: the trunk is in the middle, and the last
// row is as far to the left as an odd number allows.
func TestCombPointsInItsDirection(t *testing.T) {
	t.Parallel()
	nodes := []layout.Size{{W: 60, H: 40}, {W: 60, H: 40}, {W: 60, H: 40}}
	labels := make([]layout.Size, 3)
	for name, tt := range map[string]struct {
		d    graph.Direction
		in   bool
		side string
		root layout.Point
	}{
		"down":     {graph.Down, false, "NORTH", layout.Point{X: 72}},
		"down, in": {graph.Down, true, "SOUTH", layout.Point{X: 72, Y: 132}},
		"up":       {graph.Up, false, "SOUTH", layout.Point{X: 72, Y: 132}},
		"up, in":   {graph.Up, true, "NORTH", layout.Point{X: 72}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newComb(nodes, labels, tt.d, tt.in)
			require.Equal(t, layout.Size{W: 144, H: 132}, c.size)
			require.Equal(t, tt.side, c.side())
			require.Equal(t, tt.root, c.root)
			for i, route := range c.routes {
				end := route[len(route)-1]
				require.Equal(t, c.nodes[i].Center().X, end.X)
				require.Contains(t, []float64{c.nodes[i].Y, c.nodes[i].Bottom()}, end.Y)
			}
		})
	}
}

func TestCombLiesDown(t *testing.T) {
	t.Parallel()
	nodes := []layout.Size{{W: 60, H: 40}, {W: 60, H: 40}}
	labels := []layout.Size{{W: 50, H: 16}, {W: 50, H: 16}}
	right := newComb(nodes, labels, graph.Right, false)
	require.Equal(t, "WEST", right.side())
	// 10 to the label, 50 for it, 20 to the leaf, which is 60 wide.
	require.Equal(t, layout.Size{W: 140, H: 104}, right.size)
	require.Equal(t, layout.Point{Y: 52}, right.root)
	require.Equal(t, layout.Rect{X: 80, Y: 0, W: 60, H: 40}, right.nodes[0])
	require.Equal(t, layout.Rect{X: 10, Y: 12, W: 50, H: 16}, right.labels[0])
	require.Equal(t, []layout.Point{{Y: 52}, {Y: 20}, {X: 80, Y: 20}}, right.routes[0])

	in := newComb([]layout.Size{{W: 60, H: 40}, {W: 60, H: 40}, {W: 60, H: 40}}, make([]layout.Size, 3), graph.Right, true)
	require.Less(t, in.nodes[0].Right(), in.nodes[2].X, "the first is the furthest from the root")

	left := newComb(nodes, labels, graph.Left, false)
	require.Equal(t, "EAST", left.side())
	require.Equal(t, layout.Rect{X: 0, Y: 0, W: 60, H: 40}, left.nodes[0])
	require.Equal(t, []layout.Point{{X: 140, Y: 52}, {X: 140, Y: 20}, {X: 60, Y: 20}}, left.routes[0])
}

func TestDodge(t *testing.T) {
	t.Parallel()
	title := layout.Rect{X: 10, Y: 10, W: 30, H: 16}
	edges := []layout.Rect{{X: 20, H: 100}, {X: 50, H: 100}, {X: 70, Y: 40, H: 100}}
	require.Equal(t, layout.Rect{X: 56, Y: 10, W: 30, H: 16}, dodge(title, 100, edges))
	require.Equal(t, title, dodge(title, 80, edges), "no room")
	require.Equal(t, title, dodge(title, 100, nil))
}
