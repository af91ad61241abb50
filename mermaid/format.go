package mermaid

import (
	"bytes"
	"reflect"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
)

// Format returns a flowchart in the one way to write it. What it means stays as it
// is, and so does every comment. Formatting once more changes nothing. The name is
// what positions call the text.
//
// Statements keep their order. Each is on a line of its own, two spaces to the
// right of what it is in, and ends in a semicolon where [Write] puts one. There are
// spaces around links; a text within a link, as in A -- text --> B, stands behind
// it if it can stand there without quotes: A -->|text| B. Chains stay chains, on
// one line or, if that were longer than 100 characters, on the lines they were on.
// There is no space after the commas of a style.
//
// Front matter, directives, labels and data in braces stay as they are, also those on
// several lines. So does a statement that Mermaid would understand in another way if
// it were written differently: words and signs have a meaning in places where one
// does not expect it. Lines end in \n; of several blank lines one is left, and none at
// the top or the end of a block.
//
// What is wrong with the text is returned as [graph.Diagnostics], as by [Read].
func Format(data []byte, name string) ([]byte, error) {
	doc, err := parseParts(data, name)
	if err != nil {
		return nil, err
	}
	for range maxRounds {
		out, again := doc.best(name)
		if again == nil {
			break
		}
		if bytes.Equal(out, doc.data) {
			return out, nil
		}
		doc = again
	}
	return nil, graph.Diagnostics{{
		Pos:     graph.Pos{File: name, Line: 1, Col: 1},
		Message: "the text cannot be formatted without changing what it says",
		Hint:    "write one statement a line",
	}}
}

// maxRounds is how often a text is formatted until nothing changes. The second
// time should find it as it stays.
const maxRounds = 5

// parts are what a text is made of, with its meaning.
type parts struct {
	*input
	data  []byte
	g     *graph.Graph
	items []item
}

// parseParts reads a text, with the places of everything.
func parseParts(data []byte, name string) (*parts, error) {
	d := &parts{input: &input{notes: new([]note)}, data: data}
	d.places = new(places)
	opt := ReadOptions{}.withDefaults()
	file, ok := source.Decode(name, 0, data, opt.MaxSize, &d.problems)
	d.file = file
	if !ok {
		return nil, d.problems.Sorted()
	}
	g, err := d.read(opt)
	if err != nil {
		return nil, err
	}
	d.g = source.WithoutPlaces(g)
	d.items = d.list()
	return d, nil
}

// best returns the text in the best form that says the same, and the parts of that;
// nil, if there is none: with every statement in the one way, with the statements
// as they are, or with nothing changed but line breaks.
func (d *parts) best(name string) ([]byte, *parts) {
	for _, form := range []func() []byte{d.formatted, d.indented, d.plain} {
		out := form()
		if bytes.Equal(out, d.data) {
			return out, d
		}
		if again, err := parseParts(out, name); err == nil && d.same(again) {
			return out, again
		}
	}
	return nil, nil
}

// same reports whether two texts have the same graph, directives and comments.
func (d *parts) same(other *parts) bool {
	return reflect.DeepEqual(d.g, other.g) && slices.Equal(d.remarks(), other.remarks())
}

// remarks returns the directives and the comments.
func (d *parts) remarks() []string {
	var out []string
	for _, s := range slices.Concat(d.places.directives, d.places.comments) {
		out = append(out, d.raw(s))
	}
	return out
}

// raw returns a part of the source as it is.
func (d *parts) raw(s span) string {
	return source.UnixBreaks(strings.TrimRight(d.file.Text[s.from:s.to], " \t\r\n"))
}

func (d *parts) formatted() []byte { return d.print((*parts).written) }

func (d *parts) indented() []byte {
	return d.print(func(d *parts, it item) string { return d.raw(it.span) })
}

func (d *parts) plain() []byte {
	return []byte(strings.Trim(source.UnixBreaks(d.file.Text), "\n") + "\n")
}
