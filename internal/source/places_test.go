package source_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
)

func TestWithoutPlaces(t *testing.T) {
	t.Parallel()
	build := func(line int) *graph.Graph {
		at := graph.Pos{File: "f", Line: line, Col: 1}
		g := graph.New("title")
		g.Pos = at
		a, b := g.AddNode("a", "pod"), g.AddGroup("g", "G").AddNode("b", "")
		a.Pos, b.Pos, g.Groups()[0].Pos = at, at, at
		a.To(b, "x").Pos = at
		g.AddClass("c", graph.Style{Fill: "red"}).Pos = at
		return g
	}
	require.NotEqual(t, build(1), build(2))
	require.Equal(t, source.WithoutPlaces(build(1)), source.WithoutPlaces(build(2)))
	require.NotEqual(t, source.WithoutPlaces(build(1)), source.WithoutPlaces(graph.New("title")))
}
