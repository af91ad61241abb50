package docs

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
)

// Stale reports whether a place has another content than it should.
func (d *Document) Stale(p *Place, c *Content) bool {
	old := d.Text[p.start:p.end]
	var b bytes.Buffer
	p.write(&b, c, string(old))
	return !bytes.Equal(b.Bytes(), old)
}

// Diff returns how a document changes where one place gets its content, in the
// unified format, and "" where it does not change.
func (d *Document) Diff(p *Place, c *Content) string { return Diff(d.Name, d.Text, d.with(p, c)) }

func (d *Document) with(p *Place, c *Content) []byte {
	one := make([]*Content, len(d.Places))
	for i := range d.Places {
		if d.Places[i] == p {
			one[i] = c
		}
	}
	return d.fill(one)
}

// Diff returns the difference between what a file holds and what it should, in
// the unified format, and "" where there is none.
func Diff(name string, old, should []byte) string {
	text := string(diff.Diff(name, old, name, should))
	// The first line has the names of both files, as the next two do.
	_, text, _ = strings.Cut(text, "\n")
	return text
}

// Cut returns the first lines of a difference and how many more there are.
func Cut(text string, most int) string {
	lines := strings.SplitAfter(text, "\n")
	if len(lines) <= most+1 {
		return text
	}
	return strings.Join(lines[:most], "") + fmt.Sprintf("… and %d more lines\n", len(lines)-most-1)
}
