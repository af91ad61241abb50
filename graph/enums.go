package graph

import "slices"

// Direction is where edges lead: the flow of the whole drawing or of a group.
type Direction string

// The directions. The empty Direction is [Down] for a graph, and that of the
// surroundings for a group.
const (
	Down  Direction = "down"
	Up    Direction = "up"
	Right Direction = "right"
	Left  Direction = "left"
)

// Directions returns all directions.
func Directions() []Direction { return []Direction{Down, Up, Right, Left} }

// OrDown returns the direction, with the default filled in.
func (d Direction) OrDown() Direction {
	if d == "" {
		return Down
	}
	return d
}

// Code returns the direction as Graphviz and Mermaid abbreviate it: TB, BT, LR or
// RL, from where edges lead to where. The empty Direction is TB.
func (d Direction) Code() string {
	switch d {
	case Up:
		return "BT"
	case Right:
		return "LR"
	case Left:
		return "RL"
	}
	return "TB"
}

// DirectionWords returns all spellings that [ParseDirection] takes: the
// directions themselves, then the abbreviations of Mermaid and Graphviz.
func DirectionWords() []string {
	return []string{"down", "up", "right", "left", "TD", "TB", "BT", "LR", "RL"}
}

// ParseDirection returns the direction that a word spells, and whether it is
// one of [DirectionWords].
func ParseDirection(word string) (Direction, bool) {
	if d := Direction(word); slices.Contains(Directions(), d) {
		return d, true
	}
	if word == "TD" { // Mermaid's own word for TB
		return Down, true
	}
	for _, d := range Directions() {
		if word == d.Code() {
			return d, true
		}
	}
	return "", false
}

// Horizontal reports whether edges lead left or right.
func (d Direction) Horizontal() bool { return d == Right || d == Left }

// Shape is the outline of a node.
type Shape string

// The shapes, by the names that Mermaid and Graphviz users know. The empty
// Shape is [Rectangle], unless a theme says otherwise.
const (
	Rectangle     Shape = "rectangle"
	Rounded       Shape = "rounded"
	Stadium       Shape = "stadium"
	Circle        Shape = "circle"
	Ellipse       Shape = "ellipse"
	Diamond       Shape = "diamond"
	Hexagon       Shape = "hexagon"
	Cylinder      Shape = "cylinder"
	Cloud         Shape = "cloud"
	Parallelogram Shape = "parallelogram"
	Trapezoid     Shape = "trapezoid"
	Subroutine    Shape = "subroutine"
	Document      Shape = "document"
	Queue         Shape = "queue"
	Person        Shape = "person"
)

// Shapes returns all shapes.
func Shapes() []Shape {
	return []Shape{
		Rectangle, Rounded, Stadium, Circle, Ellipse, Diamond, Hexagon, Cylinder,
		Cloud, Parallelogram, Trapezoid, Subroutine, Document, Queue, Person,
	}
}

// Line is how an edge is drawn.
type Line string

// The lines. The empty Line is [Solid]. An [Invisible] edge takes part in the
// layout and shows neither line, heads nor label.
const (
	Solid     Line = "solid"
	Dashed    Line = "dashed"
	Dotted    Line = "dotted"
	Thick     Line = "thick"
	Invisible Line = "invisible"
)

// Lines returns all lines.
func Lines() []Line { return []Line{Solid, Dashed, Dotted, Thick, Invisible} }

// Arrow is the sign at an end of an edge.
type Arrow string

// The arrows. The empty Arrow is [ArrowNormal] at an edge's head and
// [ArrowNone] at its tail.
const (
	ArrowNone   Arrow = "none"
	ArrowNormal Arrow = "arrow"
	ArrowCircle Arrow = "circle"
	ArrowCross  Arrow = "cross"
)

// Arrows returns all arrows.
func Arrows() []Arrow { return []Arrow{ArrowNone, ArrowNormal, ArrowCircle, ArrowCross} }

// Kinds returns the kinds that themes know by name, clients first and
// workloads last. A node may have any other kind as well; a theme then draws
// it like a node without one.
func Kinds() []string {
	return []string{
		"user", "client", "browser", "mobile",
		"load-balancer", "proxy", "ingress", "gateway",
		"node", "frontend", "service",
		"pod", "query", "receiver", "ruler", "store", "compactor", "sidecar",
		"deployment", "statefulset", "daemonset", "job", "cronjob", "workload",
		"database", "cache", "queue", "storage", "worker",
	}
}

func known[T ~string](v T, all []T) bool { return v == "" || slices.Contains(all, v) }
