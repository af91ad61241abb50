//go:build peers

package mermaid_test

import (
	"slices"

	"github.com/topodraw/topodraw/graph"
)

// outline is a shape as Mermaid knows it: by its short name, by other names, and
// by what the model calls it, if it has the shape.
type outline struct {
	short string
	names []string
	shape graph.Shape
}

// outlines returns the shapes of Mermaid 12, with the names of its documentation
// and those that its parser gives the shapes of brackets.
func outlines() []outline {
	return []outline{
		{"rect", words("", "square", "squareRect", "proc", "process", "rectangle"), graph.Rectangle},
		{"rounded", words("round", "roundedRect", "event"), graph.Rounded},
		{"stadium", words("terminal", "pill"), graph.Stadium},
		{"fr-rect", words("subroutine", "subprocess", "subproc", "framed-rectangle"), graph.Subroutine},
		{"cyl", words("cylinder", "db", "database"), graph.Cylinder},
		{"person", nil, graph.Person},
		{"circle", words("circ"), graph.Circle},
		{"ellipse", nil, graph.Ellipse},
		{"cloud", nil, graph.Cloud},
		{"diam", words("diamond", "decision", "question"), graph.Diamond},
		{"hex", words("hexagon", "prepare"), graph.Hexagon},
		{"lean-r", words("lean_right", "lean-right", "in-out"), graph.Parallelogram},
		{"trap-b", words("trapezoid", "priority", "trapezoid-bottom"), graph.Trapezoid},
		{"doc", words("document"), graph.Document},
		{"h-cyl", words("das", "horizontal-cylinder"), graph.Queue},
		{short: "lean-l", names: words("lean_left", "lean-left", "out-in")},
		{short: "trap-t", names: words("inv_trapezoid", "inv-trapezoid", "manual", "trapezoid-top")},
		{short: "dbl-circ", names: words("doublecircle", "double-circle")},
		{short: "odd", names: words("rect_left_inv_arrow")},
		{short: "datastore", names: words("data-store")},
		{short: "folder", names: words("directory")},
		{short: "bucket"},
		{short: "console"},
		{short: "browser"},
		{short: "bang"},
		{short: "text"},
		{short: "notch-rect", names: words("card", "notched-rectangle")},
		{short: "lin-rect", names: words("lined-rectangle", "lined-process", "lin-proc", "shaded-process")},
		{short: "sm-circ", names: words("start", "small-circle")},
		{short: "fr-circ", names: words("stop", "framed-circle")},
		{short: "fork", names: words("join")},
		{short: "hourglass", names: words("collate")},
		{short: "brace", names: words("comment", "brace-l")},
		{short: "brace-r"},
		{short: "braces"},
		{short: "bolt", names: words("com-link", "lightning-bolt")},
		{short: "delay", names: words("half-rounded-rectangle")},
		{short: "lin-cyl", names: words("disk", "lined-cylinder")},
		{short: "curv-trap", names: words("curved-trapezoid", "display")},
		{short: "div-rect", names: words("div-proc", "divided-rectangle", "divided-process")},
		{short: "tri", names: words("extract", "triangle")},
		{short: "win-pane", names: words("internal-storage", "window-pane")},
		{short: "f-circ", names: words("junction", "filled-circle")},
		{short: "notch-pent", names: words("loop-limit", "notched-pentagon")},
		{short: "flip-tri", names: words("manual-file", "flipped-triangle")},
		{short: "sl-rect", names: words("manual-input", "sloped-rectangle")},
		{short: "docs", names: words("documents", "st-doc", "stacked-document")},
		{short: "st-rect", names: words("procs", "processes", "stacked-rectangle")},
		{short: "bow-rect", names: words("stored-data", "bow-tie-rectangle")},
		{short: "cross-circ", names: words("summary", "crossed-circle")},
		{short: "tag-doc", names: words("tagged-document")},
		{short: "tag-rect", names: words("tagged-rectangle", "tag-proc", "tagged-process")},
		{short: "flag", names: words("paper-tape")},
		{short: "lin-doc", names: words("lined-document")},
	}
}

func words(w ...string) []string { return w }

// shortName returns the short name of a shape that Mermaid names, or the name
// itself.
func shortName(name string) string {
	for _, o := range outlines() {
		if o.short == name || slices.Contains(o.names, name) {
			return o.short
		}
	}
	return name
}

// drawnAs returns the short name of what a node of a graph is drawn as: the
// shape that Mermaid was given, which must be no other than the model's where the
// model has it, or the model's.
func drawnAs(n *graph.Node) string {
	given, ok := n.Attrs.Get("mermaid.shape")
	for _, o := range outlines() {
		switch {
		case ok && o.short == shortName(given) && o.shape != "" && o.shape != shapeOrRectangle(n):
			return string(n.Shape) + " and " + given
		case !ok && o.shape == shapeOrRectangle(n):
			return o.short
		}
	}
	return shortName(given)
}

func shapeOrRectangle(n *graph.Node) graph.Shape {
	if n.Shape == "" {
		return graph.Rectangle
	}
	return n.Shape
}
