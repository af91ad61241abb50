package dot

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// printer writes pieces with the comments between them.
type printer struct {
	*parts
	pieces []piece
	out    []byte

	// rest are the comments that are not written yet.
	rest []span
	// end is where what was written last ends in the source.
	end int
	// top says that there is nothing yet in the block that was opened last.
	top bool
	// last is what was written last.
	last lastWritten
	// wide says that each attribute of the list at hand is on a line of its own.
	wide bool
}

// lastWritten is what the end of the text is.
type lastWritten byte

const (
	aToken      lastWritten = iota
	aRemark                 // a comment behind something, which goes on
	anOwnRemark             // a comment that the line began with
	aLine                   // a comment that ends the line
)

// longestList is how many characters a list of attributes may fill up to, for one
// that was on several lines to become one.
const longestList = 100

func (p *printer) print() {
	p.top, p.rest = true, p.comments
	for i := range p.pieces {
		piece := &p.pieces[i]
		for p.remarked(i) {
			p.comment(p.rest[0], i)
			p.rest = p.rest[1:]
		}
		if piece.kind != endOfText && piece.role != separates {
			p.piece(i)
			p.end = piece.end
		}
	}
	if len(p.out) > 0 {
		p.out = append(p.out, '\n')
	}
}

// remarked reports whether a comment stands before a piece.
func (p *printer) remarked(i int) bool { return len(p.rest) > 0 && p.rest[0].from < p.pieces[i].at }

// breaks returns how many line breaks there are before an offset.
func (p *printer) breaks(to int) int {
	gap := p.file.Text[p.end:to]
	n := strings.Count(gap, "\n") + strings.Count(gap, "\r")
	return n - strings.Count(gap, "\r\n")
}

// line begins a line, below a blank one where there was one.
func (p *printer) line(depth, breaks int) {
	if len(p.out) > 0 {
		p.out = append(p.out, '\n')
		if breaks > 1 && !p.top {
			p.out = append(p.out, '\n')
		}
	}
	for range min(depth, maxIndent) {
		p.out = append(p.out, "  "...)
	}
}

// maxIndent is where indentation ends, so that deep nesting cannot make a text
// grow with the square of its depth.
const maxIndent = 32

// comment writes a comment before a piece: behind what is before it on its line,
// or on a line of its own.
func (p *printer) comment(c span, next int) {
	breaks := p.breaks(c.from)
	if breaks == 0 && len(p.out) > 0 {
		p.out = append(p.out, ' ')
		if p.last == aToken {
			p.last = aRemark
		}
	} else {
		p.line(p.remarkDepth(next), breaks)
		p.last, p.top = anOwnRemark, false
	}
	text := p.remark(c)
	p.out = append(p.out, text...)
	if !strings.HasPrefix(text, "/*") {
		p.last = aLine
	}
	p.end = c.to
}

// remarkDepth returns how far a comment before a piece is indented.
func (p *printer) remarkDepth(next int) int {
	piece := &p.pieces[next]
	for piece.role == separates {
		next++
		piece = &p.pieces[next]
	}
	if piece.kind == endOfText || p.starts(piece) && piece.kind != '}' && piece.role != shuts {
		return piece.depth
	}
	return piece.depth + 1
}

// starts reports whether a piece begins a line.
func (p *printer) starts(piece *piece) bool {
	return piece.role == begins || p.wide && (piece.role == assigns || piece.role == shuts)
}

// piece writes a token with what is before it.
func (p *printer) piece(i int) {
	piece := &p.pieces[i]
	breaks := p.breaks(piece.at)
	starts := p.starts(piece)
	switch {
	case starts && (p.last != anOwnRemark || breaks > 0):
		if piece.kind == '}' || piece.role == shuts {
			breaks = 0
		}
		p.line(piece.depth, breaks)
	case p.last == aLine, p.last == anOwnRemark && breaks > 0:
		p.line(piece.depth+1, 0)
	case p.last != aToken:
		p.out = append(p.out, ' ')
	default:
		p.gap(i)
	}
	p.write(i)
}

// write writes a token, and remembers what it means for what follows.
func (p *printer) write(i int) {
	piece := &p.pieces[i]
	p.last, p.top = aToken, piece.kind == '{' || piece.kind == '['
	switch piece.role {
	case opensWide:
		p.wide = !p.fits(i)
	case shuts:
		p.wide = false
	}
	p.out = append(p.out, piece.written...)
	p.out = append(p.out, piece.behind...)
}

// gap writes the space between two tokens of a line.
func (p *printer) gap(i int) {
	if i == 0 {
		return
	}
	before, kind := p.before(i), p.pieces[i].kind
	switch {
	case kind == '=', kind == ':', kind == ',', kind == ']', kind == '}':
	case before.kind == '=', before.kind == ':', before.kind == '[', before.kind == '{':
	default:
		p.out = append(p.out, ' ')
	}
}

// before returns the piece before another one, without what is left out.
func (p *printer) before(i int) *piece {
	for i--; p.pieces[i].role == separates; i-- {
	}
	return &p.pieces[i]
}

// fits reports whether a list that begins at the end of the text has room on the
// line.
func (p *printer) fits(i int) bool {
	line := p.out[bytes.LastIndexByte(p.out, '\n')+1:]
	if len(line) > utf8.UTFMax*longestList {
		return false
	}
	width := utf8.RuneCount(line)
	for ; width <= longestList; i++ {
		piece := &p.pieces[i]
		if p.remarked(i) || strings.Contains(piece.written, "\n") {
			return false
		}
		if piece.role == assigns && p.before(i).kind != '[' {
			width++ // for the space
		}
		if piece.role != separates {
			width += utf8.RuneCountInString(piece.written) + len(piece.behind)
		}
		if piece.role == shuts {
			return width <= longestList
		}
	}
	return false
}
