package main

import (
	"context"
	"io"
	"os/exec"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
)

// fake is a tool that takes what it reads for what it writes.
func fake(svg string) tool {
	return tool{
		name:      "fake",
		write:     func(w io.Writer, _ *graph.Graph) error { _, err := io.WriteString(w, svg); return err },
		extension: ".txt",
		command:   func(in, out string) []string { return []string{"cp", in, out} },
		classify:  byClass,
	}
}

func with(t tool, command ...string) tool {
	t.command = func(string, string) []string { return command }
	return t
}

func two() *graph.Graph {
	g := graph.New("")
	g.AddNode("a", "").To(g.AddNode("b", ""), "")
	return g
}

func TestMeasureAll(t *testing.T) {
	t.Parallel()
	needs(t, "cp", "sleep", "false")
	tools := []tool{fake(likeOurs), with(fake(""), "sleep", "60"), with(fake(""), "false")}
	r, err := measureAll(t.TempDir(), tools, two(), options{runs: 3, limit: time.Second})
	require.NoError(t, err)
	require.Equal(t, []int{2, 1, 3}, []int{r.nodes, r.edges, len(r.cells)})
	require.InDelta(t, 0.05, r.cells[0].picture.cover, 1e-9)
	require.Positive(t, r.cells[0].time)
	require.Equal(t, cell{note: "over 1 s"}, r.cells[1])
	require.Equal(t, cell{note: "fails"}, r.cells[2])
	require.Regexp(t, `^2/1: \[\d\.\d\d\d, 0, 0\.050, 200×100\] \[over 1 s\] \[fails\]$`, r.String())
}

// A picture of something else says nothing of the tool.
func TestMeasureAllRefusesOtherPictures(t *testing.T) {
	t.Parallel()
	needs(t, "cp")
	g := two()
	g.AddNode("c", "")
	_, err := measureAll(t.TempDir(), []tool{fake(likeOurs)}, g, options{runs: 1, limit: time.Minute})
	require.ErrorContains(t, err, "fake: the picture has 2 nodes and 1 edges, the graph 3 and 1")
	_, err = measureAll(t.TempDir(), []tool{fake("<svg")}, two(), options{runs: 1, limit: time.Minute})
	require.Error(t, err)
}

func TestRun(t *testing.T) {
	t.Parallel()
	needs(t, "sh")
	_, err := run(time.Minute, []string{"sh", "-c", "echo what is wrong >&2; exit 3"})
	require.ErrorContains(t, err, "what is wrong")
	// One that does not listen is ended all the same.
	_, err = run(100*time.Millisecond, []string{"sh", "-c", "trap '' INT; exec sleep 60"})
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestMedian(t *testing.T) {
	t.Parallel()
	require.Equal(t, time.Duration(3), median([]time.Duration{9, 3, 1}))
	require.Equal(t, time.Duration(7), median([]time.Duration{7}))
}

func needs(t *testing.T, commands ...string) {
	t.Helper()
	for _, c := range commands {
		if _, err := exec.LookPath(c); err != nil {
			t.Skip(err)
		}
	}
}
