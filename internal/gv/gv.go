// Package gv speaks the protocol of layout through Graphviz, without running
// or linking it: [Request] says in DOT what has to be placed, and [Parse] reads
// where Graphviz put it, from its output format json. The shorter format json0
// hangs on a few graphs in the Graphviz of go-graphviz.
//
// No text of a user is part of a request: nodes, edges and groups are numbers,
// and labels and titles are empty boxes of their size. One px is one point of
// Graphviz.
package gv

import (
	"fmt"
	"slices"
	"strings"
)

// Engines returns the names of Graphviz's layout engines that can be asked,
// the layered one first.
func Engines() []string {
	return []string{"dot", "neato", "fdp", "sfdp", "circo", "twopi", "osage", "patchwork"}
}

// CheckEngine returns an error that lists the engines unless name is one.
func CheckEngine(name string) error {
	if slices.Contains(Engines(), name) {
		return nil
	}
	return fmt.Errorf("there is no layout engine %q: Graphviz has %s", name, strings.Join(Engines(), ", "))
}

// Distances in px: more than those of orthogonal layouts, as lines lead anywhere.
const (
	canvasPadding = 20
	groupPadding  = 20
	titleInset    = 6 // above and below a title
)

// levelwise reports whether an engine is asked for each level by itself, with
// the groups in it as boxes. The others know groups and place their members
// together.
func levelwise(engine string) bool {
	return engine != "dot" && engine != "osage" && engine != "patchwork"
}
