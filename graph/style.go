package graph

// Style is what can be asked of the looks of a node, a group or an edge. A
// field's zero value asks for nothing and leaves the matter to what is below:
// the classes, then the kind, then the theme's base.
type Style struct {
	// Fill is the colour inside: #rgb, #rrggbb, #rgba, #rrggbbaa or a CSS
	// colour name, as [ParseColor] reads it.
	Fill string
	// Stroke is the colour of the outline or of the line.
	Stroke string
	// Color is the colour of the text.
	Color string
	// StrokeWidth is the width of the outline or of the line, in px, up to 100.
	StrokeWidth float64
	// Dash is the pattern of the outline or of the line: lengths of dashes and
	// gaps in px, separated by spaces ("5 3"), as in SVG's stroke-dasharray.
	Dash string
}

// Class is a style with a name.
type Class struct {
	// Name is one word. Changing it breaks look-ups.
	Name string
	// Style is what elements of the class look like.
	Style Style
	// Pos is where the class was declared.
	Pos Pos
}

// IsZero reports whether the style asks for nothing.
func (s Style) IsZero() bool { return s == Style{} }

// Over returns the style with its gaps filled from the one below it.
func (s Style) Over(below Style) Style {
	s.Fill = orID(s.Fill, below.Fill)
	s.Stroke = orID(s.Stroke, below.Stroke)
	s.Color = orID(s.Color, below.Color)
	s.Dash = orID(s.Dash, below.Dash)
	if s.StrokeWidth == 0 {
		s.StrokeWidth = below.StrokeWidth
	}
	return s
}

// Asked returns what was asked for explicitly, by an element's own style and
// its classes: the style wins over the classes, a later class over an earlier.
// Names without a class count as no style.
func (g *Graph) Asked(own Style, classes []string) Style {
	for i := len(classes) - 1; i >= 0; i-- {
		if c := g.Class(classes[i]); c != nil {
			own = own.Over(c.Style)
		}
	}
	return own
}
