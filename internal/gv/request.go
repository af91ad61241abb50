package gv

import (
	"bytes"
	"fmt"
	"math"
	"slices"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// maxSize is the largest box that is asked for, in px. Graphviz refuses tables
// from 65,536 points, and dot distances beyond that.
const maxSize = 30_000

// Request returns a problem as input for an engine of Graphviz. Directions of
// groups are left out and told to p.Warn, as Graphviz has none. A box that is larger than Graphviz
// can place is an error.
func Request(engine string, p *layout.Problem) ([]byte, error) {
	return ask(&request{p: p, engine: engine})
}

// SimpleRequest is [Request] for an engine that failed: it leaves out what old
// versions of Graphviz cannot always do, which are curved routes in dot, and
// labels in the others. The answer is read in the same way. Nothing is told to
// p.Warn again.
func SimpleRequest(engine string, p *layout.Problem) ([]byte, error) {
	quiet := *p
	quiet.Warn = nil
	return ask(&request{p: &quiet, engine: engine, bare: true})
}

func ask(r *request) ([]byte, error) {
	p, engine := r.p, r.engine
	if err := CheckEngine(engine); err != nil {
		return nil, err
	}
	for _, s := range slices.Concat(p.NodeSize, p.LabelSize, p.TitleSize) {
		if !(s.W <= maxSize && s.H <= maxSize) { // also true of NaN
			return nil, fmt.Errorf("a box of %.0f × %.0f px is too large for Graphviz", s.W, s.H)
		}
	}
	if p.Warn != nil {
		warn(p)
	}
	if levelwise(engine) {
		r.writeLevels(newItems(p))
	} else {
		r.plan = newPlan(p)
		r.write()
	}
	return r.out.Bytes(), nil
}

func warn(p *layout.Problem) {
	for _, gr := range p.Graph.Groups() {
		if gr.Direction != "" && gr.Direction != p.Direction {
			p.Warn(graph.Diagnostic{
				Pos:     gr.Pos,
				Message: fmt.Sprintf("the direction of group %q is ignored: Graphviz has one for the whole drawing", gr.ID),
			})
		}
	}
}

type request struct {
	p      *layout.Problem
	plan   *plan
	engine string
	bare   bool // without what may be too much for an engine
	out    bytes.Buffer
	// links counts the edges between items of a level, lengths sums them up.
	links   int
	lengths float64
}

func (r *request) printf(format string, args ...any) { fmt.Fprintf(&r.out, format, args...) }

func (r *request) write() {
	r.printf("digraph {\n%s", r.settings())
	r.printf("node [shape=box, fixedsize=true, label=\"\"]\nedge [dir=none]\n")
	tree := r.p.Graph.Tree()
	r.level(tree)
	for i, w := range r.plan.ways {
		switch w.kind {
		case between:
			r.printf("%s -> %s [id=%d%s]\n", w.tail, w.head, i, label(r.p.LabelSize[i], labelGap))
		case around:
			if r.engine != "dot" {
				continue
			}
			r.printf("%s -> %s\n", w.tail, w.head)
		}
	}
	r.printf("}\n")
}

// labelGap is kept free on both sides of a label, in px.
const labelGap = 4

// settings returns the attributes of the graph that an engine wants.
func (r *request) settings() string {
	if r.engine == "dot" {
		s := fmt.Sprintf("rankdir=%s\nnodesep=0.4\nranksep=0.5\n", r.p.Direction.Code())
		if r.bare {
			s += "splines=line\n"
		}
		return s
	}
	if r.engine == "osage" {
		return "pack=28\nsplines=\"\"\n"
	}
	return "splines=\"\"\n"
}

func (r *request) level(l *graph.Level) {
	for _, n := range l.Nodes {
		i := r.plan.nodeAt[n]
		r.box(nodeName(i), r.p.NodeSize[i])
	}
	for _, i := range r.loopsAt(l) {
		r.box(r.plan.ways[i].head, loopSize(r.p.LabelSize[i]))
	}
	for _, inner := range l.Levels {
		i := r.plan.groupAt[inner.Group]
		title := r.p.TitleSize[i]
		r.printf("subgraph %s { graph [margin=%d%s]\n", clusterName(i), groupPadding, label(title, titleInset))
		if len(inner.Nodes)+len(inner.Levels) == 0 {
			r.box(hiddenName(i), layout.Size{W: 1, H: 1})
		}
		r.level(inner)
		r.printf("}\n")
	}
}

// loopsAt returns the loops of groups that a level has to keep room for. Only
// the layered engine needs a node for that.
func (r *request) loopsAt(l *graph.Level) []int {
	if r.engine != "dot" {
		return nil
	}
	return r.plan.loopsAt[l.Group]
}

// box writes a node of a size, in whole points, because Graphviz rounds. The
// area is for patchwork, which has no sizes: the box with its surroundings, in
// square inches.
func (r *request) box(name string, s layout.Size) {
	w, h := math.Ceil(max(s.W, 1)), math.Ceil(max(s.H, 1))
	r.printf("%s [width=%.6f, height=%.6f", name, w/pointsPerInch, h/pointsPerInch)
	if r.engine == "patchwork" {
		const around = 2 * groupPadding
		r.printf(", area=%.6f", (w+around)*(h+around)/(pointsPerInch*pointsPerInch))
	}
	r.printf("]\n")
}

const pointsPerInch = 72

// label returns an attribute that keeps a box of a size free, or nothing for an
// empty size. It is an HTML-like label, whose cells have exact sizes. The size
// has to be that of the cell: Graphviz 12 aborts on a table of a fixed size
// without room around its cells.
func label(s layout.Size, gap float64) string {
	if s.Empty() {
		return ""
	}
	return fmt.Sprintf(`, label=<<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0">`+
		`<TR><TD FIXEDSIZE="TRUE" WIDTH="%.0f" HEIGHT="%.0f"></TD></TR></TABLE>>`,
		math.Ceil(s.W+2*gap), math.Ceil(s.H+2*gap))
}

func nodeName(i int) string    { return fmt.Sprintf("n%d", i) }
func clusterName(i int) string { return fmt.Sprintf("cluster_%d", i) }
func hiddenName(i int) string  { return fmt.Sprintf("x%d", i) }
func loopName(i int) string    { return fmt.Sprintf("l%d", i) }

// loopSize is the size of the box that a group's edge to itself leads around:
// that of its label, or some room to turn.
func loopSize(label layout.Size) layout.Size {
	return layout.Size{W: max(label.W, 24) + 2*labelGap, H: max(label.H, 24) + 2*labelGap}
}
