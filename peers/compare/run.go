package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"github.com/topodraw/topodraw/graph"
)

// row is what was measured of one graph.
type row struct {
	nodes, edges int
	// cells are those of the tools.
	cells []cell
}

// cell is what was measured of one tool.
type cell struct {
	time    time.Duration
	picture picture
	// note says why nothing was measured.
	note string
}

// attempt is a tool at work on a graph.
type attempt struct {
	tool
	in, out string
	times   []time.Duration
	// err is what its last run ended with.
	err error
}

// measureAll runs all tools on a graph. They take turns, so that what else the
// machine does hits all of them; who fails or is too slow once is out.
func measureAll(dir string, tools []tool, g *graph.Graph, o options) (row, error) {
	attempts := make([]attempt, len(tools))
	for i, t := range tools {
		file := filepath.Join(dir, fmt.Sprint(i))
		attempts[i] = attempt{tool: t, in: file + t.extension, out: file + ".svg"}
		if err := writeSource(attempts[i].in, t, g); err != nil {
			return row{}, fmt.Errorf("%s: %w", t.name, err)
		}
	}
	for range o.runs {
		for i := range attempts {
			attempts[i].run(o.limit)
		}
	}
	r := row{nodes: len(g.Nodes()), edges: len(g.Edges())}
	for _, a := range attempts {
		c, err := a.result(g, o.limit)
		if err != nil {
			return row{}, fmt.Errorf("%s: %w", a.name, err)
		}
		r.cells = append(r.cells, c)
	}
	return r, nil
}

func writeSource(file string, t tool, g *graph.Graph) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	return errors.Join(t.write(f, g), f.Close())
}

// run runs the tool once more, unless it has failed.
func (a *attempt) run(limit time.Duration) {
	if a.err != nil {
		return
	}
	var took time.Duration
	took, a.err = run(limit, a.command(a.in, a.out))
	a.times = append(a.times, took)
}

// result measures the picture. That a peer drew none is a note, and that it
// holds something else than the graph is an error.
func (a *attempt) result(g *graph.Graph, limit time.Duration) (cell, error) {
	switch {
	case errors.Is(a.err, context.DeadlineExceeded):
		return cell{note: fmt.Sprintf("over %g s", limit.Seconds())}, nil
	case a.err != nil:
		fmt.Fprintf(os.Stderr, "compare: %s: %v\n", a.name, a.err)
		return cell{note: "fails"}, nil
	}
	f, err := os.Open(a.out)
	if err != nil {
		return cell{}, err
	}
	defer func() { _ = f.Close() }()
	d, err := readSVG(f, a.classify)
	if err != nil {
		return cell{}, err
	}
	if len(d.nodes) != len(g.Nodes()) || len(d.edges) != len(g.Edges()) {
		return cell{}, fmt.Errorf("the picture has %d nodes and %d edges, the graph %d and %d",
			len(d.nodes), len(d.edges), len(g.Nodes()), len(g.Edges()))
	}
	return cell{time: median(a.times), picture: measure(d)}, nil
}

// run runs a command. The error is context.DeadlineExceeded if it takes longer
// than the limit.
func run(limit time.Duration, command []string) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	// An interrupt has mermaid-cli end its browser too, which outlives it when
	// it is killed.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 2 * time.Second
	start := time.Now()
	said, err := cmd.CombinedOutput()
	took := time.Since(start)
	if ctx.Err() != nil {
		return 0, ctx.Err()
	}
	if err != nil {
		return 0, fmt.Errorf("%w: %.300s", err, said)
	}
	return took, nil
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}
