package main

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/topodraw/topodraw/render/layout"
)

// drawing is what is read of a picture.
type drawing struct {
	size layout.Size
	// nodes are the boxes around all that is drawn of each node but its text.
	nodes []layout.Rect
	// edges are the lines of the edges.
	edges [][]polyline
}

// readSVG reads a picture.
func readSVG(r io.Reader, classify classifier) (*drawing, error) {
	d := xml.NewDecoder(r)
	s := svgReader{classify: classify, stack: []element{{matrix: identity()}}}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			switch t := token.(type) {
			case xml.StartElement:
				err = s.start(t)
			case xml.EndElement:
				s.stack = s.stack[:len(s.stack)-1]
			}
		}
		if err != nil {
			return nil, fmt.Errorf("byte %d: %w", d.InputOffset(), err)
		}
	}
	return &s.drawing, s.complete()
}

type svgReader struct {
	drawing
	classify classifier
	stack    []element
}

// element is one that is open.
type element struct {
	// matrix leads to the coordinates of the canvas.
	matrix matrix
	// part is what all within belongs to, number which one of its kind.
	part   part
	number int
	// hidden says that nothing within is drawn, or drawn here.
	hidden bool
}

func (s *svgReader) start(x xml.StartElement) error {
	e := s.stack[len(s.stack)-1]
	if err := s.place(&e, x); err != nil {
		return err
	}
	e.hidden = e.hidden || unseen(x.Name.Local)
	if !e.hidden {
		s.enter(&e, s.classify(attr(x, "class")))
	}
	s.stack = append(s.stack, e)
	if e.hidden || e.part == other {
		return nil
	}
	lines, err := outline(x)
	if err != nil {
		return err
	}
	s.draw(e, lines)
	return nil
}

// unseen reports whether what is in an element is no shape, or not drawn where
// it stands.
func unseen(name string) bool {
	switch name {
	case "defs", "marker", "mask", "clipPath", "pattern", "symbol", "foreignObject", "style", "text":
		return true
	}
	return false
}

// place sets the matrix of an element. The outermost viewBox is the canvas; an
// inner one is fitted into its element.
func (s *svgReader) place(e *element, x xml.StartElement) error {
	m, err := readTransform(attr(x, "transform"))
	if err != nil {
		return err
	}
	e.matrix = e.matrix.times(m)
	if x.Name.Local != "svg" {
		return nil
	}
	box, err := (&scanner{attr(x, "viewBox")}).all()
	if err != nil || len(box) != 4 {
		return fmt.Errorf("viewBox %q: four numbers are expected", attr(x, "viewBox"))
	}
	if len(s.stack) == 1 {
		s.size = layout.Size{W: box[2], H: box[3]}
		return nil
	}
	v, err := lengths(x, "x", "y", "width", "height")
	if err != nil {
		return err
	}
	// That it stands in the middle if its sides have another ratio moves all
	// alike, which nothing that is measured depends on.
	scale := min(v[2]/box[2], v[3]/box[3])
	e.matrix = e.matrix.times(matrix{scale, 0, 0, scale, v[0] - scale*box[0], v[1] - scale*box[1]})
	return nil
}

// enter notes that a node or an edge begins, or the text in a node.
func (s *svgReader) enter(e *element, p part) {
	switch {
	case p == text && e.part == node:
		e.hidden = true
	case e.part != other:
	case p == node:
		e.part, e.number = node, len(s.nodes)
		s.nodes = append(s.nodes, layout.Rect{})
	case p == edge:
		e.part, e.number = edge, len(s.edges)
		s.edges = append(s.edges, nil)
	}
}

// draw adds lines to the node or the edge that they are in.
func (s *svgReader) draw(e element, lines []polyline) {
	for _, l := range lines {
		for i, p := range l {
			l[i] = e.matrix.apply(p)
		}
		if e.part == node {
			s.nodes[e.number] = s.nodes[e.number].Union(bounds(l))
		}
	}
	if e.part == edge && s.edges[e.number] == nil {
		s.edges[e.number] = lines
	}
}

func bounds(l polyline) layout.Rect {
	if len(l) == 0 {
		return layout.Rect{}
	}
	low, high := l[0], l[0]
	for _, p := range l {
		low.X, low.Y = math.Min(low.X, p.X), math.Min(low.Y, p.Y)
		high.X, high.Y = math.Max(high.X, p.X), math.Max(high.Y, p.Y)
	}
	return layout.Rect{X: low.X, Y: low.Y, W: high.X - low.X, H: high.Y - low.Y}
}

// complete reports what was begun and has nothing in it.
func (s *svgReader) complete() error {
	if s.size.Empty() {
		return errors.New("the picture has no size")
	}
	for i, n := range s.nodes {
		if n.Empty() {
			return fmt.Errorf("node %d of the picture has no outline", i)
		}
	}
	for i, e := range s.edges {
		if len(e) == 0 {
			return fmt.Errorf("edge %d of the picture has no line", i)
		}
	}
	return nil
}
