package main

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/topodraw/topodraw/render/layout"
)

// polyline is a line of straight pieces.
type polyline []layout.Point

// readPath returns the subpaths of an SVG path, its curves broken into straight
// pieces. The grammar is that of SVG 2, section 9.3, "Path data".
func readPath(d string) ([]polyline, error) {
	r := pathReader{in: scanner{d}}
	for r.in.space(); r.in.rest != ""; r.in.space() {
		if err := r.command(); err != nil {
			return nil, fmt.Errorf("path %.60q, at %.20q: %w", d, r.in.rest, err)
		}
	}
	return r.out, nil
}

type pathReader struct {
	in  scanner
	out []polyline
	// at is the current point, start that of the subpath.
	at, start layout.Point
	// control is the last control point of the curve before, for the command
	// that is its smooth continuation.
	control  layout.Point
	previous rune
	// open says that a subpath goes on.
	open bool
}

// command reads a letter and as many sets of arguments as follow it.
func (r *pathReader) command() error {
	c := rune(r.in.rest[0])
	kinds, known := arguments(unicode.ToUpper(c))
	if !known {
		return fmt.Errorf("%q is not a command", c)
	}
	if unicode.ToUpper(c) != 'M' && r.out == nil {
		return errors.New("a path begins with a move")
	}
	r.in.rest = r.in.rest[1:]
	for {
		args, err := r.in.arguments(kinds)
		if err != nil {
			return err
		}
		r.draw(unicode.ToUpper(c), r.absolute(c, args))
		if kinds == "" || !r.in.more() {
			return nil
		}
		c = onward(c)
	}
}

// onward returns what further arguments of a command belong to: those of a move
// are lines.
func onward(c rune) rune {
	switch c {
	case 'M':
		return 'L'
	case 'm':
		return 'l'
	}
	return c
}

// arguments returns what a command takes: a letter for each argument, which is
// an x, a y, a flag or another number.
func arguments(command rune) (kinds string, known bool) {
	switch command {
	case 'Z':
		return "", true
	case 'H':
		return "x", true
	case 'V':
		return "y", true
	case 'M', 'L', 'T':
		return "xy", true
	case 'S', 'Q':
		return "xyxy", true
	case 'C':
		return "xyxyxy", true
	case 'A':
		return "nnnffxy", true
	}
	return "", false
}

// absolute adds the current point to the arguments of a relative command.
func (r *pathReader) absolute(c rune, args []float64) []float64 {
	if unicode.IsUpper(c) {
		return args
	}
	kinds, _ := arguments(unicode.ToUpper(c))
	for i, k := range kinds {
		switch k {
		case 'x':
			args[i] += r.at.X
		case 'y':
			args[i] += r.at.Y
		}
	}
	return args
}

// draw carries out a command with absolute arguments.
func (r *pathReader) draw(c rune, a []float64) {
	point := func(i int) layout.Point { return layout.Point{X: a[i], Y: a[i+1]} }
	switch c {
	case 'M':
		r.at, r.start, r.open = point(0), point(0), true
		r.out = append(r.out, polyline{r.at})
	case 'Z':
		r.line(r.start)
		r.open = false
	case 'L':
		r.line(point(0))
	case 'H':
		r.line(layout.Point{X: a[0], Y: r.at.Y})
	case 'V':
		r.line(layout.Point{X: r.at.X, Y: a[0]})
	case 'C':
		r.cubic(point(0), point(2), point(4))
	case 'S':
		r.cubic(r.mirrored("CS"), point(0), point(2))
	case 'Q':
		r.quadratic(point(0), point(2))
	case 'T':
		r.quadratic(r.mirrored("QT"), point(0))
	case 'A':
		r.arc(arc{a[0], a[1], a[2], a[3] != 0, a[4] != 0}, point(5))
	}
	r.previous = c
}

// mirrored returns the control point that continues the curve before smoothly;
// after anything else than such a curve it is the current point.
func (r *pathReader) mirrored(curves string) layout.Point {
	if !strings.ContainsRune(curves, r.previous) {
		return r.at
	}
	return layout.Point{X: 2*r.at.X - r.control.X, Y: 2*r.at.Y - r.control.Y}
}

// line draws on to a point. After a subpath was closed a new one begins where
// that began.
func (r *pathReader) line(p layout.Point) {
	if !r.open {
		r.out = append(r.out, polyline{r.at})
		r.open = true
	}
	last := len(r.out) - 1
	r.out[last] = append(r.out[last], p)
	r.at = p
}
