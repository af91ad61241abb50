package scene

import (
	"fmt"
	"math"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/internal/font"
	"github.com/topodraw/topodraw/render/layout"
	"github.com/topodraw/topodraw/theme"
)

// Sizes of text, in px.
const (
	nodeFont  = 14
	subFont   = 11 // of a subtitle
	labelFont = 12
	titleFont = 13
	nodeRoom  = 190 // width that a node's text is wrapped at
	labelRoom = 150 // width that an edge's label is wrapped at
	titleRoom = 320 // width that a group's title is wrapped at
	// Room between an edge's label and whatever is beside it.
	labelPadX, labelPadY = 5, 2
)

// block is a text broken into lines, with the room it takes.
type block struct {
	lines []string
	size  layout.Size
	font  float64
}

// inscription is what a node says: its label, a smaller line below it, and an
// icon to the left of both. Without lines there is no subtitle, without paths
// no icon.
type inscription struct {
	label, sub block
	icon       []Path
}

func (in inscription) text() layout.Size {
	return layout.Size{W: max(in.label.size.W, in.sub.size.W), H: in.label.size.H + in.sub.size.H}
}

// size returns what all of it takes together.
func (in inscription) size() layout.Size {
	s := in.text()
	if in.icon == nil {
		return s
	}
	return layout.Size{W: s.W + iconSize + iconGap, H: max(s.H, iconSize)}
}

func lineHeight(font float64) float64 { return math.Round(font * 1.3) }

// Plan holds all texts of a graph, measured: what has to be known before the
// layout, and again when its result is drawn.
type Plan struct {
	g      *graph.Graph
	looks  looks
	tree   *graph.Level
	nodes  []inscription
	labels []block
	// What nodes and groups look like: edges ask for it again and again.
	nodeStyles  []style
	groupStyles []style
	titles      []block
	// Where nodes and groups are in the graph's slices.
	at      map[string]int
	groupAt map[string]int
}

// NewPlan measures a valid graph. It tells warn of icons that there are not;
// warn may be nil.
func NewPlan(g *graph.Graph, t *theme.Theme, warn func(graph.Diagnostic)) (*Plan, error) {
	regular, err := font.Regular()
	if err != nil {
		return nil, err
	}
	bold, err := font.Bold()
	if err != nil {
		return nil, err
	}
	p := &Plan{
		g: g, looks: newLooks(g, t), tree: g.Tree(),
		nodes:       make([]inscription, len(g.Nodes())),
		labels:      make([]block, len(g.Edges())),
		titles:      make([]block, len(g.Groups())),
		nodeStyles:  make([]style, len(g.Nodes())),
		groupStyles: make([]style, len(g.Groups())),
		at:          make(map[string]int, len(g.Nodes())),
		groupAt:     make(map[string]int, len(g.Groups())),
	}
	for i, n := range g.Nodes() {
		p.at[n.ID] = i
		p.nodeStyles[i] = p.looks.node(n)
		p.nodes[i] = inscription{
			label: measure(regular, n.Text(), nodeFont, nodeRoom),
			icon:  p.iconOf(n, warn),
		}
		if n.Subtitle != "" {
			p.nodes[i].sub = measure(regular, n.Subtitle, subFont, nodeRoom)
		}
	}
	for i, e := range g.Edges() {
		if e.Label != "" && e.Line != graph.Invisible {
			p.labels[i] = measure(regular, e.Label, labelFont, labelRoom)
		}
	}
	for i, gr := range g.Groups() {
		p.groupAt[gr.ID] = i
		p.groupStyles[i] = p.looks.group(gr)
		p.titles[i] = measure(bold, gr.Text(), titleFont, titleRoom)
	}
	return p, nil
}

func (p *Plan) iconOf(n *graph.Node, warn func(graph.Diagnostic)) []Path {
	parts := icon(p.looks.light.Icon(n))
	if n.Icon != "" && parts == nil && warn != nil {
		warn(graph.Diagnostic{
			Pos:     n.Pos,
			Message: fmt.Sprintf("node %q: there is no icon %q", n.ID, n.Icon),
			Hint:    "icons have the names of kinds, such as user, load-balancer or database",
		})
	}
	return parts
}

func measure(f *font.Face, text string, size, room float64) block {
	lines := f.Wrap(text, size, f.Room(text, size, room))
	return block{
		lines: lines,
		font:  size,
		size: layout.Size{
			W: math.Ceil(f.Widest(lines, size)),
			H: float64(len(lines)) * lineHeight(size),
		},
	}
}

// Problem returns what a layout engine has to solve.
func (p *Plan) Problem() *layout.Problem {
	pr := &layout.Problem{
		Graph:     p.g,
		Direction: p.g.Direction.OrDown(),
		NodeSize:  make([]layout.Size, len(p.nodes)),
		LabelSize: make([]layout.Size, len(p.labels)),
		TitleSize: make([]layout.Size, len(p.titles)),
	}
	for i, n := range p.g.Nodes() {
		pr.NodeSize[i] = even(outlineOf(p.looks.light.Shape(n)).size(p.nodes[i].size()))
	}
	for i, l := range p.labels {
		if l.lines != nil {
			pr.LabelSize[i] = layout.Size{W: l.size.W + 2*labelPadX, H: l.size.H + 2*labelPadY}
		}
	}
	for i, t := range p.titles {
		pr.TitleSize[i] = t.size
	}
	return pr
}

// even rounds a size up to even numbers, so that the middle of a box, where
// most edges meet it, is a whole px too.
func even(s layout.Size) layout.Size {
	return layout.Size{W: 2 * math.Ceil(s.W/2), H: 2 * math.Ceil(s.H/2)}
}
