// Command compare draws the same systems with topodraw and with the system's
// dot in turn, as whole processes, and prints for each size how long both took,
// how often edges cross in the pictures, and how much of the canvas is covered
// by nodes:
//
//	go run ./peers/compare [-runs N] [SIZE…]
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/topodraw/topodraw/dot"
	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphjson"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/render"
	"github.com/topodraw/topodraw/render/layout"
)

func main() {
	runs := flag.Int("runs", 5, "how often each is run; the median counts")
	limit := flag.Duration("limit", 4*time.Minute, "how long a run may take")
	flag.Parse()
	sizes := []int{10, 85, 305, 908, 3020}
	if flag.NArg() > 0 {
		sizes = nil
		for _, a := range flag.Args() {
			n, err := strconv.Atoi(a)
			if err != nil {
				fail(err)
			}
			sizes = append(sizes, n)
		}
	}
	if err := compare(sizes, *runs, *limit); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "compare:", err)
	os.Exit(1)
}

func compare(sizes []int, runs int, limit time.Duration) error {
	dir, err := os.MkdirTemp("", "compare")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	bin := filepath.Join(dir, "topodraw")
	if out, err := exec.Command("go", "build", "-o", bin, "./cmd/topodraw").CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	fmt.Println("| nodes/edges | topodraw | dot | ratio | crossings | of dot's | cover | of dot's |")
	fmt.Println("|---|---|---|---|---|---|---|---|")
	for _, size := range sizes {
		if err := one(dir, bin, graphtest.Services(size), runs, limit); err != nil {
			return err
		}
	}
	return nil
}

func one(dir, bin string, g *graph.Graph, runs int, limit time.Duration) error {
	source, dotted := filepath.Join(dir, "g.json"), filepath.Join(dir, "g.dot")
	var j, d bytes.Buffer
	if err := graphjson.Write(&j, g, nil); err != nil {
		return err
	}
	if err := dot.Write(&d, g, dot.Options{}); err != nil {
		return err
	}
	if err := os.WriteFile(source, j.Bytes(), 0o600); err != nil {
		return err
	}
	if err := os.WriteFile(dotted, d.Bytes(), 0o600); err != nil {
		return err
	}
	var ours, theirs []time.Duration
	for range runs { // in turn, so that what else the machine does hits both
		t, err := run(limit, bin, "render", source, "-o", filepath.Join(dir, "g.svg"))
		if err != nil {
			return err
		}
		ours = append(ours, t)
		if t, err = run(limit, "dot", "-Tsvg", "-o", filepath.Join(dir, "d.svg"), dotted); err == nil {
			theirs = append(theirs, t)
		} else {
			break
		}
	}
	l, err := render.Layout(context.Background(), g, render.Options{})
	if err != nil {
		return err
	}
	mine := measure(l)
	line := fmt.Sprintf("| %d/%d | %.2f s ", len(g.Nodes()), len(g.Edges()), median(ours).Seconds())
	if len(theirs) < runs {
		fmt.Printf("%s| over %v | | %d | | %.3f (%.0f×%.0f) | |\n", line, limit, mine.crossings, mine.cover, mine.w, mine.h)
		return nil
	}
	other, err := dots(dotted)
	if err != nil {
		return err
	}
	fmt.Printf("%s| %.2f s | %.2f | %d : %d | %.2f | %.3f : %.3f (%.0f×%.0f : %.0f×%.0f) | %.2f |\n", line,
		median(theirs).Seconds(), median(ours).Seconds()/median(theirs).Seconds(),
		mine.crossings, other.crossings, float64(mine.crossings)/float64(max(1, other.crossings)),
		mine.cover, other.cover, mine.w, mine.h, other.w, other.h, mine.cover/other.cover)
	return nil
}

func run(limit time.Duration, name string, args ...string) (time.Duration, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	start := time.Now()
	out, err := exec.CommandContext(ctx, name, args...).CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("%s: %w: %.300s", name, err, out)
	}
	return time.Since(start), nil
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

// dots measures the picture that dot makes, in points.
func dots(file string) (picture, error) {
	out, err := exec.Command("dot", "-Tjson0", file).Output()
	if err != nil {
		return picture{}, err
	}
	var doc struct {
		BB      string
		Objects []struct{ Width, Height string }
		Edges   []struct{ Pos string }
	}
	if err := json.Unmarshal(out, &doc); err != nil {
		return picture{}, err
	}
	var l layout.Layout
	bb := numbers(doc.BB)
	l.Size = layout.Size{W: bb[2], H: bb[3]}
	for _, o := range doc.Objects {
		if o.Width != "" {
			l.Nodes = append(l.Nodes, layout.Rect{W: numbers(o.Width)[0] * 72, H: numbers(o.Height)[0] * 72})
		}
	}
	for _, e := range doc.Edges {
		l.Edges = append(l.Edges, spline(e.Pos))
	}
	return measure(&l), nil
}

// spline reads a position as Graphviz writes it: "e,x,y x,y x,y …".
func spline(pos string) layout.Route {
	r := layout.Route{Curved: true}
	for f := range strings.FieldsSeq(pos) {
		if f[0] == 'e' || f[0] == 's' {
			continue // the tips of the arrows
		}
		xy := numbers(f)
		r.Points = append(r.Points, layout.Point{X: xy[0], Y: xy[1]})
	}
	return r
}

func numbers(s string) []float64 {
	var out []float64
	for f := range strings.SplitSeq(s, ",") {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil {
			return make([]float64, 4)
		}
		out = append(out, v)
	}
	return out
}
