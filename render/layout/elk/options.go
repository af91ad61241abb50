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
	canvasPadding = 20
	groupPadding  = 20
	titleInset    = 10
	underTitle    = 16 // room for an arrow head below a title
	nodeGap       = 32
	layerGap      = 32
	edgeGap       = 14
	edgeNodeGap   = 18
	loopGap       = 22
)

// aspectRatio is the width to the height that unconnected parts are packed to.
const aspectRatio = 1.6

// Up to symmetricNodes, nodes are placed where they are symmetrical: a small
// picture is looked at as a whole. Up to compactNodes they are placed by
// network simplex, which is about three times narrower than Brandes-Köpf on
// large graphs; beyond, it takes too long.
const (
	symmetricNodes = 40
	compactNodes   = 300
)

func placement(nodes int) elkgo.LayoutOptions {
	const strategy = "elk.layered.nodePlacement.strategy"
	switch {
	case nodes <= symmetricNodes:
		return elkgo.LayoutOptions{
			strategy: "BRANDES_KOEPF",
			"elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
		}
	case nodes <= compactNodes:
		return elkgo.LayoutOptions{strategy: "NETWORK_SIMPLEX"}
	}
	return elkgo.LayoutOptions{strategy: "BRANDES_KOEPF"}
}

func rootOptions(p *layout.Problem) elkgo.LayoutOptions {
	o := layered(p.Direction, len(p.Graph.Nodes()))
	if len(p.Graph.Groups()) > 0 {
		// Then, and only then: parts that hang together with nothing else are
		// not packed any more.
		o["elk.hierarchyHandling"] = "INCLUDE_CHILDREN"
	}
	o["elk.layered.considerModelOrder.components"] = "MODEL_ORDER"
	o["elk.aspectRatio"] = aspectRatio
	o["elk.padding"] = padding(canvasPadding, canvasPadding)
	o["elk.json.shapeCoords"] = "ROOT"
	o["elk.json.edgeCoords"] = "ROOT"
	return o
}

// layered returns what a graph of some size, or a group that is laid out by
// itself, needs.
func layered(d graph.Direction, nodes int) elkgo.LayoutOptions {
	o := spacings()
	o["elk.algorithm"] = "layered"
	o["elk.direction"] = direction(d)
	o["elk.edgeRouting"] = "ORTHOGONAL"
	// What a reader wrote first comes first.
	o["elk.layered.cycleBreaking.strategy"] = "MODEL_ORDER"
	o["elk.layered.considerModelOrder.strategy"] = "NODES_AND_EDGES"
	maps.Copy(o, placement(nodes))
	return o
}

func spacings() elkgo.LayoutOptions {
	return elkgo.LayoutOptions{
		"elk.spacing.nodeNode":                      nodeGap,
		"elk.spacing.edgeNode":                      edgeNodeGap,
		"elk.spacing.edgeEdge":                      edgeGap,
		"elk.spacing.nodeSelfLoop":                  loopGap,
		"elk.spacing.componentComponent":            nodeGap,
		"elk.layered.spacing.nodeNodeBetweenLayers": layerGap,
		"elk.layered.spacing.edgeNodeBetweenLayers": edgeNodeGap,
		"elk.layered.spacing.edgeEdgeBetweenLayers": edgeGap,
	}
}

// group returns the box of a group: the room for its title is part of the
// padding, and it is never narrower than the title.
//
// Vertical graphs are laid out lying down and turned afterwards. The least size
// of a group is not turned with them, so it has to be given lying down too; the
// tests assert the size that comes out.
func group(i int, title layout.Size, d graph.Direction) *elkgo.Node {
	w, h := title.W+2*titleInset, title.H+2*titleInset
	n := box("g", i, layout.Size{W: w, H: h})
	n.LayoutOptions = spacings()
	n.LayoutOptions["elk.padding"] = padding(titleInset+title.H+underTitle, groupPadding)
	n.LayoutOptions["elk.nodeSize.constraints"] = "MINIMUM_SIZE"
	if !d.Horizontal() {
		w, h = h, w
	}
	n.LayoutOptions["elk.nodeSize.minimum"] = fmt.Sprintf("(%g,%g)", w, h)
	return n
}

// turnedGroup is a group whose inside has a direction of its own. It is laid
// out apart from what is around it, and its content, which may have groups
// again, as one; that takes two boxes, of which inside is the inner one.
func turnedGroup(i int, title layout.Size, d graph.Direction, nodes int) (outside, inside *elkgo.Node) {
	outside = group(i, title, graph.Right)
	outside.LayoutOptions["elk.direction"] = direction(graph.Right)
	outside.LayoutOptions["elk.algorithm"] = "layered"
	outside.LayoutOptions["elk.hierarchyHandling"] = "SEPARATE_CHILDREN"
	inside = box("i", i, layout.Size{})
	inside.LayoutOptions = layered(d, nodes)
	inside.LayoutOptions["elk.hierarchyHandling"] = "INCLUDE_CHILDREN"
	inside.LayoutOptions["elk.padding"] = padding(0, 0)
	outside.Children = []*elkgo.Node{inside}
	return outside, inside
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
