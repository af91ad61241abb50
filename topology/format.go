package topology

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/yamltext"
)

// Format returns a topology file in the one way to write it. What the file means
// stays as it is, and so does every comment: above, behind and below what it
// stands at. Formatting once more changes nothing. The name is what positions
// call the file.
//
// Sections and elements keep their order. Each is on lines of its own, an element
// two spaces to the right of its section. One that is written on one line in
// braces stays on it, and one that is written key by key stays so; what is in
// braces on several lines becomes one line where that fits into 100 characters and
// there is no comment in it. Within an element the keys have the order that [Write]
// gives them, unless there is an anchor or an alias among them; quotes are where
// Write puts them. A flow with arrows has its shortest text, with the label behind
// its colon.
//
// Block texts keep their lines, and long lines are not broken. Lines end in \n; of
// several blank lines one is left, and none at the top of a section. A comment
// behind a value stays in its column where there is room. Anchors, aliases and
// documents are kept. An empty file stays empty.
//
// What is wrong with the file is returned as [graph.Diagnostics], as by [Read], but
// for names that another file of the same topology may declare.
func Format(data []byte, name string) ([]byte, error) {
	before, err := readPart(data, name)
	if err != nil {
		return nil, err
	}
	s := newScan(before.file, before.docs)
	var w formatter
	for i, d := range s.documents() {
		w.document(i, d)
	}
	after, err := readPart(w.Bytes(), name)
	if err != nil || !bytes.Equal(before.meaning, after.meaning) || !slices.Equal(s.texts(), newScan(after.file, after.docs).texts()) {
		// YAML has more corners than can be known to be covered.
		return nil, graph.Diagnostics{{
			Pos:     graph.Pos{File: name, Line: 1, Col: 1},
			Message: "the file cannot be formatted without changing what it says",
			Hint:    "write it in simpler YAML",
		}}
	}
	return w.Bytes(), nil
}

// part is a file that may be one of several of a topology.
type part struct {
	file *file
	docs []*yaml.Node
	// meaning is the graph of the file alone, in a form that can be compared.
	meaning []byte
}

// readPart reads a file without what others may declare: nodes are made from
// the flows then.
func readPart(data []byte, name string) (*part, error) {
	r := newReader()
	r.read(Source{name, data})
	r.blind, r.none, r.declared = true, true, false
	r.resolve()
	if r.None() {
		r.validate()
	}
	if err := r.Sorted().Err(); err != nil {
		return nil, err
	}
	p := &part{file: r.files[0]}
	var b bytes.Buffer
	err := Write(&b, r.g, WriteOptions{})
	p.meaning = b.Bytes()
	docs, parseErr := yamltext.Parse(strings.NewReader(p.file.Text))
	p.docs = docs
	return p, errors.Join(err, parseErr)
}
