package gv

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/render/layout"
)

// answer is what Graphviz found, by the names of the request, in its own
// coordinates turned upside down: y grows downwards.
type answer struct {
	boxes  map[string]layout.Rect // of nodes and clusters
	titles map[string]layout.Point
	routes map[int][]layout.Point // cubic Bézier splines
	labels map[int]layout.Point
}

// reply is the part of json that is read:
// https://graphviz.org/docs/outputs/json/.
type reply struct {
	Objects []struct {
		Name   string `json:"name"`
		BB     string `json:"bb"`
		Pos    string `json:"pos"`
		Width  string `json:"width"`
		Height string `json:"height"`
		LP     string `json:"lp"`
	} `json:"objects"`
	Edges []struct {
		ID  string `json:"id"`
		Pos string `json:"pos"`
		LP  string `json:"lp"`
	} `json:"edges"`
}

func readAnswer(text []byte) (*answer, error) {
	var r reply
	if err := json.Unmarshal(text, &r); err != nil {
		return nil, fmt.Errorf("the answer of Graphviz cannot be read: %w", err)
	}
	a := &answer{
		boxes: make(map[string]layout.Rect), titles: make(map[string]layout.Point),
		routes: make(map[int][]layout.Point), labels: make(map[int]layout.Point),
	}
	var errs []error
	for _, o := range r.Objects {
		errs = append(errs, a.object(o.Name, o.BB, o.Pos, o.Width, o.Height, o.LP))
	}
	for _, e := range r.Edges {
		errs = append(errs, a.edge(e.ID, e.Pos, e.LP))
	}
	return a, errors.Join(errs...)
}

func (a *answer) object(name, bb, pos, width, height, lp string) error {
	if bb != "" {
		v, err := numbers(bb, 4)
		if err != nil {
			return err
		}
		a.boxes[name] = layout.Rect{X: v[0], Y: -v[3], W: v[2] - v[0], H: v[3] - v[1]}
	}
	if pos != "" {
		c, err := point(pos)
		if err != nil {
			return err
		}
		size, err := numbers(width+","+height, 2)
		if err != nil {
			return err
		}
		a.boxes[name] = centered(c, layout.Size{W: size[0] * pointsPerInch, H: size[1] * pointsPerInch})
	}
	if lp == "" {
		return nil
	}
	at, err := point(lp)
	a.titles[name] = at
	return err
}

func (a *answer) edge(id, pos, lp string) error {
	if id == "" {
		return nil
	}
	i, err := strconv.Atoi(id)
	if err != nil {
		return err
	}
	if pos != "" {
		if a.routes[i], err = spline(pos); err != nil {
			return err
		}
	}
	if lp != "" {
		a.labels[i], err = point(lp)
	}
	return err
}

// spline reads a splineType: https://graphviz.org/docs/attr-types/splineType/.
// The request asks for no arrows, so there are no separate ends.
func spline(pos string) ([]layout.Point, error) {
	first, _, _ := strings.Cut(pos, ";")
	var out []layout.Point
	for _, f := range strings.Fields(first) {
		p, err := point(f)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	if len(out) < 4 || len(out)%3 != 1 {
		return nil, fmt.Errorf("a spline of Graphviz has %d points", len(out))
	}
	return out, nil
}

func point(s string) (layout.Point, error) {
	v, err := numbers(s, 2)
	if err != nil {
		return layout.Point{}, err
	}
	return layout.Point{X: v[0], Y: -v[1]}, nil
}

// numbers reads so many finite numbers with commas between them.
func numbers(s string, n int) ([]float64, error) {
	parts := strings.Split(s, ",")
	if len(parts) != n {
		return nil, fmt.Errorf("%.40q of the answer of Graphviz is not %d numbers", s, n)
	}
	out := make([]float64, n)
	for i, p := range parts {
		v, err := strconv.ParseFloat(p, 64)
		if err != nil || math.Abs(v) > 1e9 || math.IsNaN(v) {
			return nil, fmt.Errorf("%.40q of the answer of Graphviz is not a place", s)
		}
		out[i] = v
	}
	return out, nil
}

func centered(c layout.Point, s layout.Size) layout.Rect {
	return layout.Rect{X: c.X - s.W/2, Y: c.Y - s.H/2, W: s.W, H: s.H}
}
