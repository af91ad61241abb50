// Package diag prints errors for people: a problem of a file with its place,
// the line it is in and a caret below the spot.
//
//	shop.yaml:7:14: unknown node "ThanosQeury"
//	  7 |   - Proxy -> ThanosQeury: Routes to
//	    |              ^ did you mean ThanosQuery?
//
// What comes from files is printed in a form that a terminal does not obey.
package diag

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// Options say how errors are printed. The zero Options print plain text.
type Options struct {
	// Color asks for ANSI colours.
	Color bool
	// Width is the number of columns that a source line takes at most, without
	// its number; 0 is 100. Longer lines are cut around the spot.
	Width int
}

const (
	defaultWidth = 100
	minWidth     = 20
)

// Print writes an error: each problem of [graph.Diagnostics], also of wrapped
// and joined ones, with its line and a caret, and every other error as one
// line. It writes nothing for no error. Everything is written at once, and the
// error of that is returned.
func Print(w io.Writer, err error, opt Options) error {
	p := &printer{opt: opt}
	if opt.Width == 0 {
		p.opt.Width = defaultWidth
	}
	p.opt.Width = max(p.opt.Width, minWidth)
	p.error(err)
	if p.out.Len() == 0 {
		return nil
	}
	_, err = io.WriteString(w, p.out.String())
	return err
}

type printer struct {
	opt Options
	out strings.Builder
	// The last source line, and a place in it: problems of one line, which may
	// be very long, come in its order.
	source string
	chars  int
	bytes  int
}

// nearby is how much of a line is looked at on each side of the spot, in
// widths: more than fits, but not all of a line of megabytes.
const nearby = 8

// around returns the part of a source line around the spot of a problem, and
// where in that the spot is, both in characters.
func (p *printer) around(d graph.Diagnostic) (part string, spot int) {
	reach := nearby * p.opt.Width
	start := max(0, d.Pos.Col-1-reach)
	if d.Source != p.source || start < p.chars {
		p.source, p.chars, p.bytes = d.Source, 0, 0
	}
	p.skip(start - p.chars)
	part = p.source[p.bytes:]
	n := 0
	for i := range part {
		if n++; n > 2*reach {
			return part[:i], d.Pos.Col - 1 - p.chars
		}
	}
	return part, d.Pos.Col - 1 - p.chars
}

// skip moves the place in the line by a number of characters, if it has them.
func (p *printer) skip(n int) {
	for i := range p.source[p.bytes:] {
		if n == 0 {
			p.bytes += i
			return
		}
		n--
		p.chars++
	}
	p.bytes = len(p.source)
}

// The colours, as parameters of SGR (ECMA-48, section 8.3.117).
const (
	bold  = "1"
	faint = "2"
	red   = "1;31"
	cyan  = "36"
)

func (p *printer) painted(colour, s string) string {
	if !p.opt.Color || s == "" {
		return s
	}
	return "\x1b[" + colour + "m" + s + "\x1b[0m"
}

func (p *printer) line(parts ...string) {
	for _, s := range parts {
		p.out.WriteString(s)
	}
	p.out.WriteByte('\n')
}

// error prints an error by what it is made of.
func (p *printer) error(err error) {
	var all graph.Diagnostics
	var one graph.Diagnostic
	switch joined := joinedErrors(err); {
	case err == nil:
	case joined != nil:
		for _, e := range joined {
			p.error(e)
		}
	case errors.As(err, &all):
		for _, d := range all {
			p.diagnostic(d)
		}
	case errors.As(err, &one):
		p.diagnostic(one)
	default:
		p.line(oneLine(err.Error()))
	}
}

// joinedErrors returns the parts of an error that joins several with
// [errors.Join], or nil. One that has a text of its own around them is another
// matter.
func joinedErrors(err error) []error {
	several, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return nil
	}
	var texts []string
	for _, e := range several.Unwrap() {
		texts = append(texts, e.Error())
	}
	if strings.Join(texts, "\n") != err.Error() {
		return nil
	}
	return several.Unwrap()
}

func (p *printer) diagnostic(d graph.Diagnostic) {
	at := oneLine(d.Pos.String())
	if at != "" {
		at = p.painted(bold, at+":") + " "
	}
	message := p.painted(red, oneLine(d.Message))
	hint := p.painted(cyan, oneLine(d.Hint))
	if d.Source == "" || d.Pos.Line == 0 {
		if hint != "" {
			hint = " (" + hint + ")"
		}
		p.line(at, message, hint)
		return
	}
	p.line(at, message)
	number := strconv.Itoa(d.Pos.Line)
	source, spot := p.around(d)
	v := cut(cells(source), spot, p.opt.Width)
	p.line(p.painted(faint, "  "+number+" |"), " ", v.text)
	gutter := p.painted(faint, "  "+strings.Repeat(" ", len(number))+" |")
	switch {
	case d.Pos.Col > 0 && hint != "":
		p.line(gutter, " ", v.indent, p.painted(red, "^"), " ", hint)
	case d.Pos.Col > 0:
		p.line(gutter, " ", v.indent, p.painted(red, "^"))
	case hint != "":
		p.line(gutter, " ", hint)
	}
}
