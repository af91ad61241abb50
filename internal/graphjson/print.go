package graphjson

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/render/layout"
)

// printer writes indented JSON. Its writer keeps the first error until finish.
type printer struct {
	w     *bufio.Writer
	depth int
	// empty says that nothing stands in the innermost object or list yet.
	empty bool
	// keyed says that a key was just written, which a value must follow.
	keyed bool
}

func newPrinter(w io.Writer) *printer { return &printer{w: bufio.NewWriter(w), keyed: true} }

// finish ends the text with a newline and returns the first error.
func (p *printer) finish() error {
	p.put("\n")
	return p.w.Flush()
}

func (p *printer) put(s string) { _, _ = p.w.WriteString(s) }

// next goes to the place of the next key or item.
func (p *printer) next() {
	if p.keyed {
		p.keyed = false
		return
	}
	if !p.empty {
		p.put(",")
	}
	p.empty = false
	p.line()
}

func (p *printer) line() { p.put("\n" + strings.Repeat("  ", p.depth)) }

// open starts an object or a list.
func (p *printer) open(bracket byte) {
	p.next()
	p.put(string(bracket))
	p.depth++
	p.empty = true
}

// close ends the innermost object or list.
func (p *printer) close(bracket byte) {
	p.depth--
	if !p.empty {
		p.line()
	}
	p.empty = false
	p.put(string(bracket))
}

func (p *printer) key(key string) {
	p.next()
	p.put(quote(key) + ": ")
	p.keyed = true
}

// raw writes a value that is JSON already.
func (p *printer) raw(value string) {
	p.next()
	p.put(value)
}

// text writes a field, unless it is empty.
func (p *printer) text(key, value string) {
	if value != "" {
		p.key(key)
		p.raw(quote(value))
	}
}

// texts writes a list of words on one line, unless it is empty.
func (p *printer) texts(key string, values []string) {
	if len(values) == 0 {
		return
	}
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = quote(v)
	}
	p.key(key)
	p.raw("[" + strings.Join(quoted, ", ") + "]")
}

// numbers writes a list of lengths on one line.
func (p *printer) numbers(key string, values ...float64) {
	p.key(key)
	p.raw(vector(values...))
}

// points writes a list of places on one line.
func (p *printer) points(key string, pts []layout.Point) {
	parts := make([]string, len(pts))
	for i, pt := range pts {
		parts[i] = vector(pt.X, pt.Y)
	}
	p.key(key)
	p.raw("[" + strings.Join(parts, ", ") + "]")
}

// vector returns numbers as a JSON list, with at most two decimals each.
func vector(values ...float64) string {
	parts := make([]string, len(values))
	for i, v := range values {
		parts[i] = strconv.FormatFloat(round2(v), 'f', -1, 64)
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// quote returns a text as a JSON string. Signs of HTML stay readable: the
// output is no web page.
func quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always encodes, and a Buffer takes it
	return strings.TrimSuffix(b.String(), "\n")
}
