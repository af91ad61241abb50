package mermaid

import "github.com/topodraw/topodraw/graph"

// namedShape is a shape as Mermaid names it, by its short name first, and what
// the model has for it: the same outline, or the nearest.
type namedShape struct {
	names []string
	shape graph.Shape
	same  bool
}

func same(s graph.Shape, names ...string) namedShape { return namedShape{names, s, true} }
func near(s graph.Shape, names ...string) namedShape { return namedShape{names, s, false} }

// namedShapes are all names that Mermaid 12 takes, from
// https://mermaid.js.org/syntax/flowchart.html#complete-list-of-new-shapes and
// from what its parser calls the brackets.
func namedShapes() []namedShape {
	return []namedShape{
		same("", "rect", "proc", "process", "rectangle", "square"),
		same(graph.Rounded, "rounded", "event", "round"),
		same(graph.Stadium, "stadium", "terminal", "pill"),
		same(graph.Subroutine, "fr-rect", "subprocess", "subproc", "framed-rectangle", "subroutine"),
		same(graph.Cylinder, "cyl", "db", "database", "cylinder"),
		same(graph.Person, "person"),
		same(graph.Circle, "circle", "circ"),
		near(graph.Ellipse, "ellipse"),
		same(graph.Cloud, "cloud"),
		same(graph.Diamond, "diam", "decision", "diamond", "question"),
		same(graph.Hexagon, "hex", "hexagon", "prepare"),
		same(graph.Parallelogram, "lean-r", "lean-right", "in-out", "lean_right"),
		same(graph.Trapezoid, "trap-b", "priority", "trapezoid-bottom", "trapezoid"),
		same(graph.Document, "doc", "document"),
		same(graph.Queue, "h-cyl", "das", "horizontal-cylinder"),
		near(graph.Parallelogram, "lean-l", "lean-left", "out-in", "lean_left"),
		near(graph.Trapezoid, "trap-t", "manual", "trapezoid-top", "inv-trapezoid", "inv_trapezoid"),
		near(graph.Circle, "dbl-circ", "double-circle", "doublecircle"),
		near("", "odd"),
		near(graph.Cylinder, "datastore", "data-store"),
		near("", "folder", "directory"),
		near(graph.Cylinder, "bucket"),
		near("", "console"),
		near("", "browser"),
		near(graph.Cloud, "bang"),
		near("", "text"),
		near("", "notch-rect", "card", "notched-rectangle"),
		near(graph.Subroutine, "lin-rect", "lined-rectangle", "lined-process", "lin-proc", "shaded-process"),
		near(graph.Circle, "sm-circ", "start", "small-circle"),
		near(graph.Circle, "fr-circ", "stop", "framed-circle"),
		near("", "fork", "join"),
		near("", "hourglass", "collate"),
		near("", "brace", "comment", "brace-l"),
		near("", "brace-r"),
		near("", "braces"),
		near("", "bolt", "com-link", "lightning-bolt"),
		near(graph.Rounded, "delay", "half-rounded-rectangle"),
		near(graph.Cylinder, "lin-cyl", "disk", "lined-cylinder"),
		near(graph.Rounded, "curv-trap", "curved-trapezoid", "display"),
		near("", "div-rect", "div-proc", "divided-rectangle", "divided-process"),
		near(graph.Trapezoid, "tri", "extract", "triangle"),
		near("", "win-pane", "internal-storage", "window-pane"),
		near(graph.Circle, "f-circ", "junction", "filled-circle"),
		near(graph.Hexagon, "notch-pent", "loop-limit", "notched-pentagon"),
		near(graph.Trapezoid, "flip-tri", "manual-file", "flipped-triangle"),
		near("", "sl-rect", "manual-input", "sloped-rectangle"),
		near(graph.Document, "docs", "documents", "st-doc", "stacked-document"),
		near("", "st-rect", "procs", "processes", "stacked-rectangle"),
		near("", "bow-rect", "stored-data", "bow-tie-rectangle"),
		near(graph.Circle, "cross-circ", "summary", "crossed-circle"),
		near(graph.Document, "tag-doc", "tagged-document"),
		near("", "tag-rect", "tagged-rectangle", "tag-proc", "tagged-process"),
		near(graph.Document, "flag", "paper-tape"),
		near(graph.Document, "lin-doc", "lined-document"),
		// Shapes of other diagrams, which the parser takes too.
		near("", "state"), near(graph.Diamond, "choice"), near("", "note"), near("", "composite"),
		near("", "icon"), near("", "anchor"),
		near(graph.Circle, "bpmn-start"), near(graph.Circle, "bpmn-intermediate"),
		near(graph.Circle, "bpmn-boundary"), near(graph.Circle, "bpmn-end"),
		near(graph.Diamond, "bpmn-gateway"), near(graph.Rounded, "bpmn-activity"),
		near(graph.Document, "bpmn-data"), near(graph.Cylinder, "bpmn-data-store"),
		near("", "bpmn-annotation"),
	}
}

// shapeTable finds shapes by their names. It is made when it is first asked.
type shapeTable struct{ byName map[string]namedShape }

func (t *shapeTable) find(name string) (namedShape, bool) {
	if t.byName == nil {
		t.byName = make(map[string]namedShape)
		for _, s := range namedShapes() {
			for _, n := range s.names {
				t.byName[n] = s
			}
		}
	}
	s, ok := t.byName[name]
	return s, ok
}

// named returns the model's shape for a name, and the name that has to be kept
// where the model has only a shape that comes near.
func (t *shapeTable) named(name string) (s graph.Shape, keep string) {
	found, ok := t.find(name)
	if !ok || found.same {
		return found.shape, ""
	}
	return found.shape, found.names[0]
}

// known reports whether a name can stand behind "shape:". Some are the parser's
// own, for brackets.
func (t *shapeTable) known(name string) bool {
	switch name {
	case "square", "round", "ellipse", "lean_right", "lean_left", "inv_trapezoid":
		return false
	}
	_, ok := t.find(name)
	return ok
}
