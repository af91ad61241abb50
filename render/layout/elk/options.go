package elk

import (
	"fmt"
	"maps"

	elkgo "github.com/d2lang/elk-go"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// Distances in px.
const (
	canvasPadding = 8
	groupPadding  = 12
	titleInset    = 8
	underTitle    = 14 // room for an arrow below a title
	arrowRoom     = 10 // room for the head alone
	nodeGap       = 24
	layerGap      = 24
	edgeGap       = 10
	edgeNodeGap   = 12
	bendGap       = 15 // between a bend and a node: the head of an arrow, and a round corner before it
	loopGap       = 22
	partGap       = 24 // between parts that are not connected
	titleGap      = 6  // between a title and an edge beside it
)

// aspectRatio is the width to the height that unconnected parts are packed to.
const aspectRatio = 1.6

// The sizes of a part, in elements, up to which something is worth its time.
// Measured on systems of services in nested groups; the width is what differs
// most, since the height follows from the layers.
const (
	// Small parts are looked at as a whole: nodes are placed where they are
	// symmetrical.
	symmetric = 40
	// Up to here, network simplex places what is inside groups as well, in up to a
	// sixth less room than Brandes-Köpf.
	compact = 80
	// Up to here, the outermost level is placed by network simplex, which keeps
	// edges straight in little room, the groups inside are symmetrical, and the
	// engine tries five orders, which find what its own seven do. Trying two is
	// up to twice as fast, with about a twentieth more crossings.
	thorough = 150
	// Up to here, linear segments place the outermost level, in about half the
	// width that Brandes-Köpf needs there; network simplex would need three
	// quarters of theirs, and four times the time. The order of the model is kept.
	// Beyond, either would take most of the time.
	segments = 2200
)

// id starts the names of ELK's options. They are written in full: the engine
// searches all its options for a name that is not.
const id = "org.eclipse."

const (
	placement  = id + "elk.layered.nodePlacement.strategy"
	modelOrder = id + "elk.layered.considerModelOrder.strategy"
)

// rootOptions returns the options of a part of some size.
func rootOptions(d graph.Direction, elements int, nested bool, gaps elkgo.LayoutOptions) elkgo.LayoutOptions {
	o := maps.Clone(gaps)
	maps.Copy(o, elkgo.LayoutOptions{
		id + "elk.algorithm":        "layered",
		id + "elk.direction":        direction(d),
		id + "elk.edgeRouting":      "ORTHOGONAL",
		id + "elk.padding":          padding(0, 0),
		id + "elk.json.shapeCoords": "ROOT",
		id + "elk.json.edgeCoords":  "ROOT",
	})
	if nested {
		o[id+"elk.hierarchyHandling"] = "INCLUDE_CHILDREN"
	}
	arrange(o, elements)
	o[id+"elk.layered.cycleBreaking.strategy"] = "MODEL_ORDER"
	if elements <= segments {
		o[modelOrder] = "NODES_AND_EDGES"
	}
	switch {
	case elements <= symmetric: // as inside groups
	case elements <= thorough:
		o[placement] = "NETWORK_SIMPLEX"
	case elements <= segments:
		o[placement] = "LINEAR_SEGMENTS"
	}
	switch {
	case elements > thorough:
		o[id+"elk.layered.thoroughness"] = 2
	case elements > symmetric:
		o[id+"elk.layered.thoroughness"] = 5
	}
	return o
}

// arrange sets what holds for a part of some size and for each group in it. The
// order of the model is for the part alone: within groups it costs crossings.
func arrange(o elkgo.LayoutOptions, elements int) {
	o[placement] = "BRANDES_KOEPF"
	if elements > symmetric && elements <= compact {
		o[placement] = "NETWORK_SIMPLEX"
	}
	if elements <= thorough {
		o[id+"elk.layered.nodePlacement.bk.fixedAlignment"] = "BALANCED"
		o[id+"elk.layered.cycleBreaking.strategy"] = "MODEL_ORDER"
	}
}

// spacings returns the gaps in a whole graph: narrow ones in a large graph,
// whose picture is made smaller to be looked at anyway.
func spacings(elements int) elkgo.LayoutOptions {
	node, edge, bend := nodeGap, edgeGap, bendGap
	if elements > symmetric {
		node, edge, bend = 16, 8, edgeNodeGap
	}
	return elkgo.LayoutOptions{
		id + "elk.spacing.nodeNode":                      node,
		id + "elk.spacing.edgeNode":                      edgeNodeGap,
		id + "elk.spacing.edgeEdge":                      edge,
		id + "elk.spacing.nodeSelfLoop":                  loopGap,
		id + "elk.layered.spacing.nodeNodeBetweenLayers": layerGap,
		id + "elk.layered.spacing.edgeNodeBetweenLayers": bend,
		id + "elk.layered.spacing.edgeEdgeBetweenLayers": edge,
	}
}

// emptyGroup returns the size of a group with nothing in it.
func emptyGroup(title layout.Size) layout.Size {
	return layout.Size{W: title.W + 2*titleInset, H: title.H + 2*titleInset}
}

// frame returns the size of a group around its content, and where that is.
func frame(title, content layout.Size) (layout.Point, layout.Size) {
	top := titleInset + title.H + underTitle
	w := max(content.W+2*groupPadding, title.W+2*titleInset)
	return layout.Point{X: (w - content.W) / 2, Y: top}, layout.Size{W: w, H: top + content.H + groupPadding}
}

// openGroup returns the box of a group that edges lead into: the room for its
// title is part of the padding. In a vertical graph a group that holds one column
// of nodes, of a width, is wide enough for the title beside an edge to it.
//
// Vertical graphs are laid out lying down and turned afterwards. The least size
// of a group is not turned with them, so it has to be given lying down too; the
// tests assert the size that comes out.
func openGroup(i int, title layout.Size, column float64, horizontal bool, gaps elkgo.LayoutOptions, elements int) *elkgo.Node {
	least := emptyGroup(title)
	if !horizontal {
		least.W = groupPadding + column/2 + titleGap + title.W + titleInset
	}
	n := box("g", i, least)
	n.LayoutOptions = maps.Clone(gaps)
	arrange(n.LayoutOptions, elements)
	n.LayoutOptions[id+"elk.padding"] = padding(titleInset+title.H+underTitle, groupPadding)
	n.LayoutOptions[id+"elk.nodeSize.constraints"] = "MINIMUM_SIZE"
	if !horizontal {
		least.W, least.H = least.H, least.W
	}
	n.LayoutOptions[id+"elk.nodeSize.minimum"] = fmt.Sprintf("(%g,%g)", least.W, least.H)
	return n
}

func padding(top, sides float64) string {
	return fmt.Sprintf("[top=%g,left=%g,bottom=%g,right=%g]", top, sides, sides, sides)
}

func direction(d graph.Direction) string {
	switch d {
	case graph.Up:
		return "UP"
	case graph.Left:
		return "LEFT"
	case graph.Right:
		return "RIGHT"
	}
	return "DOWN"
}
