package graphjson

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/suggest"
)

// The limits of an input.
const (
	// MaxSize is the greatest size in bytes.
	MaxSize = 64 << 20
	// MaxElements is the greatest number of nodes, edges, groups and classes
	// together.
	MaxElements = 1_000_000
	// MaxProblems is the greatest number of problems that are reported.
	MaxProblems = 100
)

// Read reads what [Write] writes, and any other spelling of it in JSON; name is
// the file's in messages. Geometry is accepted, whatever it holds, and ignored.
// The result is valid, see [graph.Graph.Validate], and knows where each element
// stands.
//
// Problems of the content are [graph.Diagnostics] with line, column and source
// line: all of them, up to the first error of the syntax, which hides the rest.
// Unknown fields, fields given twice, values of a wrong type, text that is not
// UTF-8 and anything after the object are problems too. Any other error is one
// of r.
func Read(r io.Reader, name string) (*graph.Graph, error) {
	src, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	if len(src) > MaxSize {
		return nil, graph.Diagnostics{message(graph.Pos{File: name}, "", "the file is larger than %d MiB", MaxSize>>20)}
	}
	d := newDecoder(name, src)
	d.graph()
	if err := d.problems(); err != nil {
		return nil, err
	}
	return d.g, nil
}

// Detect reports whether a file is meant for [Read]: a JSON object in which
// "nodes" is a list or that has "edges". If there is an error of the syntax
// before either, the name of the file decides, by its ending in .json.
func Detect(name string, src []byte) bool {
	d := newDecoder(name, src)
	if d.peek() != '{' {
		return false
	}
	found := false
	d.object(func(key string, _ graph.Pos) {
		found = key == "edges" || key == "nodes" && d.peek() == '['
		d.stopped = d.stopped || found
		d.skip()
	})
	return found || d.stopped && strings.HasSuffix(strings.ToLower(name), ".json")
}

// decoder fills a graph.
type decoder struct {
	scanner
	g        *graph.Graph
	ds       graph.Diagnostics
	elements int
}

func newDecoder(name string, src []byte) *decoder {
	d := &decoder{scanner: newScanner(name, src), g: graph.New("")}
	d.report = func(at graph.Pos, hint, format string, args ...any) {
		if d.stopped {
			return
		}
		d.ds = append(d.ds, message(at, hint, format, args...))
		d.stopped = len(d.ds) > MaxProblems
	}
	return d
}

// problems returns all problems, those of the graph as a whole included if all
// of it was read, in the order of the text.
func (d *decoder) problems() error {
	var invalid graph.Diagnostics
	if !d.stopped {
		errors.As(d.g.Validate(), &invalid)
	}
	ds := slices.Concat(d.ds, invalid)
	ds.Sort()
	if len(ds) > MaxProblems {
		ds = append(ds[:MaxProblems], message(graph.Pos{File: d.file}, "", "there are more problems, these are the first %d", MaxProblems))
	}
	addSource(ds, d.src)
	return ds.Err()
}

// addSource fills in the lines that problems are in.
func addSource(ds graph.Diagnostics, src []byte) {
	lines := make(map[int]string)
	for _, p := range ds {
		lines[p.Pos.Line] = ""
	}
	n := 0
	for line := range bytes.Lines(src) {
		n++
		if _, wanted := lines[n]; wanted {
			lines[n] = strings.TrimPrefix(strings.TrimRight(string(line), "\r\n"), "\ufeff")
		}
	}
	for i := range ds {
		ds[i].Source = lines[ds[i].Pos.Line]
	}
}

// field is a key of an object and what reads its value.
type field struct {
	key  string
	read func()
}

// fields reads an object with known keys. It reports whether there was one.
func (d *decoder) fields(what string, known []field) bool {
	if !d.expect('{', "an object") {
		return false
	}
	d.object(func(key string, at graph.Pos) {
		i := slices.IndexFunc(known, func(f field) bool { return f.key == key })
		if i < 0 {
			d.report(at, d.hint(key, known), "a %s has no field %.40q", what, key)
			d.skip()
			return
		}
		known[i].read()
	})
	return !d.stopped
}

func (d *decoder) hint(key string, known []field) string {
	keys := make([]string, len(known))
	for i, f := range known {
		keys[i] = f.key
	}
	return didYouMean(key, keys)
}

func didYouMean(word string, known []string) string {
	if near := suggest.Nearest(word, known); near != "" {
		return "did you mean " + strconv.Quote(near) + "?"
	}
	return ""
}

// expect reports whether the next value starts with a byte. If not, that is a
// problem, and the value is skipped.
func (d *decoder) expect(start byte, what string) bool {
	if d.peek() == start {
		return true
	}
	at, got := d.next(), d.what()
	d.skip() // and where there is no value at all, that is the problem
	d.report(at, "", "expected %s, not %s", what, got)
	return false
}

// wantText reads a text. Any other value is a problem and reads as no text.
func (d *decoder) wantText() string {
	if !d.expect('"', "a text") {
		return ""
	}
	return d.str()
}

// list reads a list, with a call for each item.
func (d *decoder) list(key string, item func()) field {
	return field{key, func() {
		if d.expect('[', "a list") {
			d.items(']', item)
		}
	}}
}

func (d *decoder) text(key string, dst *string) field {
	return field{key, func() { *dst = d.wantText() }}
}

// placed reads a text that must be there. It leaves at alone if the text is
// empty, so that this is the same as no field.
func (d *decoder) placed(key string, dst *string, at *graph.Pos) field {
	return field{key, func() {
		start, wrong := d.next(), d.peek() != '"'
		if *dst = d.wantText(); wrong || *dst != "" {
			*at = start
		}
	}}
}

// word reads one of a number of words.
func word[T ~string](d *decoder, key string, dst *T, known []T) field {
	return field{key, func() {
		at := d.next()
		text := d.wantText()
		if text == "" || slices.Contains(known, T(text)) {
			*dst = T(text)
			return
		}
		words := make([]string, len(known))
		for i, k := range known {
			words[i] = string(k)
		}
		hint := didYouMean(text, words)
		if hint == "" {
			hint = "one of " + strings.Join(words, ", ")
		}
		d.report(at, hint, "%.40q is not a %s", text, key)
	}}
}

func (d *decoder) texts(key string, dst *[]string) field {
	return d.list(key, func() { *dst = append(*dst, d.wantText()) })
}

// ignored reads over fields.
func (d *decoder) ignored(keys ...string) []field {
	fs := make([]field, len(keys))
	for i, k := range keys {
		fs[i] = field{k, d.skip}
	}
	return fs
}

// attrs reads free attributes in their order.
func (d *decoder) attrs(dst *graph.Attrs) field {
	return field{"attrs", func() {
		if !d.expect('{', "an object") {
			return
		}
		d.object(func(key string, _ graph.Pos) {
			*dst = append(*dst, graph.Attr{Key: key, Value: d.wantText()})
		})
	}}
}

func (d *decoder) style(dst *graph.Style) field {
	return field{"style", func() { d.styleObject(dst) }}
}

func (d *decoder) styleObject(dst *graph.Style) {
	d.fields("style", []field{
		d.text("fill", &dst.Fill),
		d.text("stroke", &dst.Stroke),
		d.text("color", &dst.Color),
		{"strokeWidth", func() { dst.StrokeWidth = d.number() }},
		d.text("dash", &dst.Dash),
	})
}

func (d *decoder) number() float64 {
	at := d.next()
	if got := d.what(); got != "a number" {
		d.skip()
		d.report(at, "", "expected a number, not %s", got)
		return 0
	}
	text := d.literal()
	if d.stopped {
		return 0
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		d.report(at, "", "the number is too large")
	}
	return v
}
