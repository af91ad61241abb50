// Package docs keeps the generated parts of a Markdown document: it finds the
// markers between which they stand, and puts new content there. All other bytes
// of the document stay as they are.
//
//	<!-- topodraw shop.yaml format=svg alt="The shop" -->
//	![The shop](README-shop.svg)
//	<!-- /topodraw -->
//
// In MDX a marker may also be {/* topodraw … */}. What a marker's options mean
// is the caller's matter.
package docs

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/markdown"
)

// Language is the language of the fenced code blocks that hold a topology.
const Language = "topodraw"

// Extensions returns the extensions of Markdown documents.
func Extensions() []string { return []string{"md", "markdown", "mdx"} }

// Document is a Markdown document with the places in it that are generated.
type Document struct {
	// Name is what messages call the document.
	Name string
	// Text is the document, byte for byte.
	Text []byte
	// Places are in the order of the document.
	Places []*Place
	// Diagrams are the code blocks in Mermaid that are not generated, and have an
	// end.
	Diagrams []*markdown.Fence

	syntax markdown.Syntax
}

// Place is a part of a document that is generated.
type Place struct {
	// Words are those of the marker that opens it.
	Words []Word
	// Fence is the topology that stands right before the marker, or nil.
	Fence *markdown.Fence
	// Pos is where the place begins, and Source the line there.
	Pos    graph.Pos
	Source string
	// Expression says that the markers are expressions of MDX.
	Expression bool

	// start and end are the offsets of what is replaced.
	start, end int
	// prefix and eol are what each line begins and ends with.
	prefix, eol string
	// raw says that a blank line has to come first.
	raw bool
	// before and behind are markers that are written with the content.
	before, behind string
}

// Parse finds the generated places of a document. What is wrong with markers is
// returned as [graph.Diagnostics], together with the places that are all right.
func Parse(name string, text []byte) (*Document, error) {
	d := &Document{Name: name, Text: text, syntax: markdown.Syntax{MDX: strings.EqualFold(filepath.Ext(name), ".mdx")}}
	if !bytes.Contains(text, []byte(Language)) && !bytes.Contains(text, []byte(mermaid)) {
		return d, nil
	}
	p := pairing{doc: d}
	for _, item := range markdown.Scan(text, d.syntax) {
		p.item(item)
	}
	p.end()
	return d, p.problems.Err()
}

// mermaid is the language of the code blocks that [Document.Diagrams] holds.
const mermaid = "mermaid"

// pairing puts markers together.
type pairing struct {
	doc *Document
	// open is the marker that waits for its end, and place what it opens: nil if
	// there is something wrong with it.
	open     *markdown.Comment
	place    *Place
	problems graph.Diagnostics
}

func (p *pairing) item(item markdown.Item) {
	if f := item.Fence; f != nil {
		if p.open == nil && f.Language == mermaid && f.End > 0 {
			p.doc.Diagrams = append(p.doc.Diagrams, f)
		}
		return
	}
	c := item.Comment
	switch word, rest := firstWord(c.Text); word {
	case Language:
		p.opening(c, len(c.Text)-len(rest))
	case "/" + Language:
		p.closing(c, rest)
	}
}

// firstWord cuts the first word off a text.
func firstWord(text string) (word, rest string) {
	text = strings.TrimLeft(text, blanks)
	if i := strings.IndexAny(text, blanks); i >= 0 {
		return text[:i], text[i:]
	}
	return text, ""
}

func (p *pairing) opening(c *markdown.Comment, at int) {
	if p.open != nil {
		first, _ := p.open.Pos()
		p.problem(c, "this marker stands between the markers of another place", "end the place of line "+number(first.Line)+" before it: "+closingMarker(c))
		return
	}
	p.open = c
	words, problems := split(p.doc.Name, c, at)
	p.problems = append(p.problems, problems...)
	if !c.Alone {
		p.problem(c, alone, "put what follows on a line of its own")
	}
	if len(problems) > 0 || !c.Alone {
		return
	}
	p.place = &Place{Words: words, Expression: c.Expression, start: c.End, prefix: c.Prefix, eol: c.Break, raw: c.Raw}
	p.place.Pos, p.place.Source = p.at(c)
	if c.After != nil && c.After.Language == Language {
		p.place.Fence = c.After
	}
}

const alone = "there is more in the line of this marker"

func (p *pairing) closing(c *markdown.Comment, rest string) {
	open, place := p.open, p.place
	p.open, p.place = nil, nil
	switch {
	case open == nil:
		p.problem(c, "this marker ends a place that does not begin", "")
	case strings.TrimSpace(rest) != "":
		p.problem(c, "the marker of an end has no options", closingMarker(c))
	case !c.Alone:
		p.problem(c, alone, "put what follows on a line of its own")
	case !c.Inside(open):
		first, _ := open.Pos()
		p.problem(c, "this marker is in another list item or quotation than that of line "+number(first.Line)+", which it ends", "")
	case place != nil:
		place.end = c.Start
		p.doc.Places = append(p.doc.Places, place)
	}
}

// end is called at the end of the document.
func (p *pairing) end() {
	if p.open != nil {
		p.problem(p.open, "the place that this marker begins has no end", "it ends at a line with "+closingMarker(p.open))
	}
}

func closingMarker(c *markdown.Comment) string { return marker("/"+Language, c.Expression) }

// marker returns a marker with a text.
func marker(text string, expression bool) string {
	if expression {
		return "{/* " + text + " */}"
	}
	return "<!-- " + text + " -->"
}

func (p *pairing) at(c *markdown.Comment) (graph.Pos, string) {
	pos, source := c.Pos()
	pos.File = p.doc.Name
	return pos, source
}

func (p *pairing) problem(c *markdown.Comment, message, hint string) {
	pos, source := p.at(c)
	p.problems = append(p.problems, graph.Diagnostic{Pos: pos, Source: source, Message: message, Hint: hint})
}

// Convert makes a place of one of the document's Diagrams: the code block is
// replaced by markers with these words and the content between them.
func (d *Document) Convert(f *markdown.Fence, words []Word) *Place {
	text := Language
	for _, w := range words {
		text += " " + w.String()
	}
	pos, source := f.Place(graph.Pos{File: d.Name})
	pos.Line, pos.Col = f.Line, 1
	for i := range words {
		words[i].Pos, words[i].Source = pos, source
	}
	p := &Place{
		Words: words, Pos: pos, Expression: d.syntax.MDX,
		start: f.Start, end: f.End, prefix: f.Prefix, eol: f.Break,
		before: marker(text, d.syntax.MDX), behind: marker("/"+Language, d.syntax.MDX),
	}
	i := slices.IndexFunc(d.Places, func(o *Place) bool { return o.start > p.start })
	if i < 0 {
		i = len(d.Places)
	}
	d.Places = slices.Insert(d.Places, i, p)
	return p
}

// errMoved says that the markers would not be found again.
const errMoved = "what is generated would not stay between its markers here: put blank lines around them, or move them out of the list or quotation"

// Fill returns the document with a content for each place; a place whose content
// is nil stays as it is. It fails, with the position of a place, where what is
// written would be read as something else.
func (d *Document) Fill(contents []*Content) ([]byte, error) {
	filled := d.fill(contents)
	if bytes.Equal(filled, d.Text) {
		return filled, nil
	}
	again, err := Parse(d.Name, filled)
	if err == nil && d.same(again) && bytes.Equal(again.fill(contents), filled) {
		return filled, nil
	}
	return nil, d.moved(contents)
}

// moved returns the error of the first place that cannot have its content.
func (d *Document) moved(contents []*Content) error {
	blamed := d.Places[0]
	for i, p := range d.Places {
		one := make([]*Content, len(contents))
		one[i] = contents[i]
		again, err := Parse(d.Name, d.fill(one))
		if err != nil || len(again.Places) != d.marked(p) {
			blamed = p
			break
		}
	}
	return graph.Diagnostics{{Pos: blamed.Pos, Source: blamed.Source, Message: errMoved}}
}

// marked returns how many places have markers when one has its content.
func (d *Document) marked(with *Place) int {
	n := 0
	for _, p := range d.Places {
		if p == with || p.before == "" {
			n++
		}
	}
	return n
}

// same reports whether another document has the same places.
func (d *Document) same(o *Document) bool {
	return slices.EqualFunc(d.Places, o.Places, func(a, b *Place) bool {
		return slices.EqualFunc(a.Words, b.Words, func(v, w Word) bool { return v.Name == w.Name && v.Value == w.Value })
	})
}

func (d *Document) fill(contents []*Content) []byte {
	var out bytes.Buffer
	last := 0
	for i, p := range d.Places {
		if contents[i] == nil {
			continue
		}
		out.Write(d.Text[last:p.start])
		p.write(&out, contents[i], string(d.Text[p.start:p.end]))
		last = p.end
	}
	out.Write(d.Text[last:])
	return out.Bytes()
}
