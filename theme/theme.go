// Package theme says what a kind looks like. A theme is data: a base style and
// a style for each kind it knows, plus what a drawing needs besides nodes.
//
// [Resolver] puts together what a model asks for and what the theme offers; all
// writers share it, so that a node has the same fill in every format.
package theme

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// Theme is the looks of a drawing, in light and in dark surroundings. A Theme
// from [Lookup] is the caller's own and may be changed before it is used.
type Theme struct {
	// Name is what Lookup knows the theme by.
	Name string
	// About says in a few words what the theme looks like.
	About string
	// Palette is the colours in light surroundings, and those that text formats
	// state.
	Palette
	// Dark is the colours in dark surroundings; nil has the same as in light.
	Dark *Palette
	// Shapes are the outlines of kinds, where the model names none; that of ""
	// is the outline of all other kinds. Without it they are rectangles.
	Shapes map[string]graph.Shape
	// Icons gives every node the icon of its kind, where the model names none.
	Icons bool
	// TextOnKinds makes text writers state the colour of the text on the fills
	// of kinds. On a fill that a user gave they always do.
	TextOnKinds bool
}

// Palette is the colours and the lines of a theme.
type Palette struct {
	// Node is the base: the style of a node whose kind the theme does not know.
	Node graph.Style
	// Kinds are the styles of kinds. What one leaves open is taken from Node.
	Kinds map[string]graph.Style
	// Group is the style of groups; Color is that of their titles.
	Group graph.Style
	// Edge is the style of edges; Color is that of their labels.
	Edge graph.Style
	// Background is the colour of the canvas in drawings.
	Background string
}

// Names returns the names that [Lookup] takes, the default first.
func Names() []string {
	return []string{documentedName, modernName, monochromeName, colorblindName}
}

// Lookup returns a new copy of the theme with a name. The empty name is the
// default theme, "documented". An unknown name is an error that lists the
// names there are.
func Lookup(name string) (*Theme, error) {
	switch name {
	case "", documentedName:
		return documented(), nil
	case modernName:
		return modern(), nil
	case monochromeName:
		return monochrome(), nil
	case colorblindName:
		return colorblind(), nil
	}
	return nil, fmt.Errorf("there is no theme %q: the themes are %s", name, strings.Join(Names(), ", "))
}

// Validate reports every colour, width, dash and shape of the theme that cannot
// be drawn, a line each, or nil: writers copy them into what they write.
func (t *Theme) Validate() error {
	var problems []string
	check := func(where string, s graph.Style) {
		for _, p := range s.Problems() {
			problems = append(problems, fmt.Sprintf("theme %q: %s: %s", t.Name, where, p))
		}
	}
	for _, p := range []*Palette{&t.Palette, t.Dark} {
		if p == nil {
			continue
		}
		check("node", p.Node)
		check("group", p.Group)
		check("edge", p.Edge)
		check("background", graph.Style{Fill: p.Background})
		for _, kind := range slices.Sorted(maps.Keys(p.Kinds)) {
			check("kind "+strconv.Quote(kind), p.Kinds[kind])
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(t.Shapes)) {
		if !slices.Contains(graph.Shapes(), t.Shapes[kind]) {
			problems = append(problems, fmt.Sprintf("theme %q: kind %q: %q is not a shape", t.Name, kind, t.Shapes[kind]))
		}
	}
	if problems == nil {
		return nil
	}
	return errors.New(strings.Join(problems, "\n"))
}

// For returns the theme to draw a graph with: the one given or, if it is nil,
// the one the graph names. A theme that does not exist, or that [Theme.Validate]
// refuses, is an error.
func For(g *graph.Graph, given *Theme) (*Theme, error) {
	if given != nil {
		return given, given.Validate()
	}
	return Lookup(g.Theme)
}
