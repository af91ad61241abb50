package elk

import (
	"cmp"
	"fmt"
	"slices"

	elkgo "github.com/d2lang/elk-go"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// area is parts that are not connected, packed into a box: the whole canvas,
// the inside of a group that no edge enters, or what hangs together with nothing
// else in any other group.
type area struct {
	parts []*part
	at    []layout.Point
	size  layout.Size
}

// part is what the engine lays out in one go. Its coordinates are relative.
type part struct {
	root *elkgo.Node
	d    graph.Direction
	size int // in elements
	// elements and edges are those of the graph that are placed here.
	elements []int
	edges    []int
	fans     []*fan
	areas    []hosted
}

// hosted is an area that lies in a box of a part.
type hosted struct {
	*area
	box *elkgo.Node
	in  layout.Point
}

// area lays out what is inside a box, part by part. Nodes without edges stay
// together beside larger parts.
func (t *task) area(inside []int, d graph.Direction) (*area, error) {
	split := t.links.split(inside)
	var lone []int
	for _, elements := range split {
		if t.lone(elements) {
			lone = append(lone, elements[0])
		}
	}
	if len(lone) < 2 || len(lone) == len(split) {
		lone = nil
	}
	a := &area{}
	for _, elements := range split {
		var p *part
		var err error
		if lone == nil || !t.lone(elements) {
			p, err = t.part(elements, d)
		} else if elements[0] == lone[0] {
			p, err = t.loners(lone, d)
		} else {
			continue
		}
		if err != nil {
			return nil, err
		}
		a.parts = append(a.parts, p)
	}
	a.pack()
	return a, nil
}

func (a *area) pack() {
	sizes := make([]layout.Size, len(a.parts))
	for i, p := range a.parts {
		sizes[i] = layout.Size{W: elkgo.Number(p.root.Width), H: elkgo.Number(p.root.Height)}
	}
	cells := evened(sizes)
	a.at, a.size = pack(cells, aspectRatio)
	for i := range a.at {
		a.at[i].X += (cells[i].W - sizes[i].W) / 2
		a.at[i].Y += (cells[i].H - sizes[i].H) / 2
	}
}

// lone reports whether a part is a node without an edge.
func (t *task) lone(elements []int) bool {
	return len(elements) == 1 && elements[0] < len(t.p.NodeSize) && t.from[elements[0]] == nil
}

// loners returns nodes without edges as one part.
func (t *task) loners(nodes []int, d graph.Direction) (*part, error) {
	a, err := t.area(nodes, d)
	if err != nil {
		return nil, err
	}
	b := box("a", nodes[0], a.size)
	return &part{root: b, areas: []hosted{{area: a, box: b}}}, nil
}

func (t *task) part(elements []int, d graph.Direction) (*part, error) {
	p := &part{root: &elkgo.Node{ID: elkgo.StringID("root")}, d: d, size: t.links.count(elements)}
	for _, i := range elements {
		if err := t.add(p, p.root, i); err != nil {
			return nil, err
		}
	}
	t.addEdges(p)
	if b := p.root.Children[0]; len(p.root.Children) == 1 && b.Children == nil && p.edges == nil {
		b.X, b.Y, p.root.Width, p.root.Height = elkgo.Float64(0), elkgo.Float64(0), b.Width, b.Height
		return p, nil
	}
	p.root.LayoutOptions = rootOptions(d, p.size, slices.ContainsFunc(p.root.Children, hasChildren), t.gaps)
	if err := elkgo.Layout(p.root); err != nil {
		return nil, fmt.Errorf("elk: %w", err)
	}
	return p, nil
}

func hasChildren(n *elkgo.Node) bool { return n.Children != nil }

// add puts an element into a box.
func (t *task) add(p *part, into *elkgo.Node, i int) error {
	p.elements = append(p.elements, i)
	if g := i - len(t.p.NodeSize); g >= 0 {
		if err := t.addGroup(p, i, g); err != nil {
			return err
		}
	} else if f := t.fans[i]; f == nil {
		t.boxes[i] = box("n", i, t.p.NodeSize[i])
	} else if f.box == nil {
		f.place(t.p, p.d)
		p.fans = append(p.fans, f)
		into.Children = append(into.Children, f.box)
		return nil
	} else {
		return nil
	}
	into.Children = append(into.Children, t.boxes[i])
	return nil
}

func (t *task) addGroup(p *part, i, g int) error {
	title, inside := t.p.TitleSize[g], t.links.inside[i]
	if len(inside) == 0 {
		t.boxes[i] = box("g", g, emptyGroup(title))
		return nil
	}
	own := t.p.Graph.Groups()[g]
	if t.links.open(i) {
		if own.Direction != "" && own.Direction != p.d {
			t.cannotTurn(own)
		}
		t.boxes[i] = openGroup(g, title, t.column(inside), p.d.Horizontal(), t.gaps, p.size)
		return t.fill(p, t.boxes[i], inside)
	}
	a, err := t.area(inside, cmp.Or(own.Direction, p.d))
	if err != nil {
		return err
	}
	in, size := frame(title, a.size)
	t.boxes[i] = box("g", g, size)
	p.areas = append(p.areas, hosted{a, t.boxes[i], in})
	return nil
}

// fill puts what is inside a group that edges enter into its box. Parts that
// hang together with nothing else would make one long strip there; they are laid
// out apart.
func (t *task) fill(p *part, into *elkgo.Node, inside []int) error {
	var bound, loose []int
	for _, i := range inside {
		if t.links.bound(i) {
			bound = append(bound, i)
		} else {
			loose = append(loose, i)
		}
	}
	if len(t.links.split(loose)) < 2 {
		bound, loose = inside, nil
	}
	for _, i := range bound {
		if err := t.add(p, into, i); err != nil {
			return err
		}
	}
	if loose == nil {
		return nil
	}
	a, err := t.area(loose, p.d)
	if err != nil {
		return err
	}
	b := box("a", loose[0], a.size)
	into.Children = append(into.Children, b)
	p.areas = append(p.areas, hosted{area: a, box: b})
	return nil
}

// column returns the width of the widest node among elements.
func (t *task) column(elements []int) float64 {
	w := 0.0
	for _, i := range elements {
		if i < len(t.p.NodeSize) {
			w = max(w, t.p.NodeSize[i].W)
		}
	}
	return w
}

func (t *task) cannotTurn(gr *graph.Group) {
	if t.p.Warn == nil {
		return
	}
	t.p.Warn(graph.Diagnostic{
		Pos:     gr.Pos,
		Message: fmt.Sprintf("the direction of group %q is ignored: an edge crosses its border", gr.ID),
		Hint:    "let the edge end at the group itself",
	})
}

// addEdges puts all edges at the root of a part: with hierarchyHandling
// INCLUDE_CHILDREN they may end at any depth.
func (t *task) addEdges(p *part) {
	for _, i := range p.elements {
		if t.fans[i] == nil || !t.fans[i].in {
			p.edges = append(p.edges, t.from[i]...)
		}
	}
	slices.Sort(p.edges)
	for _, i := range p.edges {
		e := t.p.Graph.Edges()[i]
		from, to := t.at[e.From], t.at[e.To]
		if f := t.fans[to]; f != nil {
			if i == f.edges[0] {
				p.root.Edges = append(p.root.Edges, f.join(t.boxes[from].ID))
			}
			continue
		}
		t.edges[i] = t.edge(i, t.boxes[from].ID, t.boxes[to].ID)
		p.root.Edges = append(p.root.Edges, t.edges[i])
	}
	for _, f := range p.fans {
		if f.in {
			p.root.Edges = append(p.root.Edges, f.join(t.boxes[f.hub].ID))
		}
	}
}

func (t *task) edge(i int, from, to elkgo.ID) *elkgo.Edge {
	e := &elkgo.Edge{ID: name("e", i), Sources: []elkgo.ID{from}, Targets: []elkgo.ID{to}}
	if s := t.p.LabelSize[i]; !s.Empty() {
		e.Labels = []*elkgo.Label{label(i, s)}
	}
	return e
}
