package dot

import (
	"bytes"
	"reflect"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
)

// Format returns a text in the DOT language in the one way to write it. What it
// means stays as it is, and so does every comment: above, behind and within what
// it stands at. Formatting once more changes nothing. The name is what positions
// call the file.
//
// Graphs, statements and attributes keep their order. Each statement is on a line
// of its own, two spaces to the right of what it is in, and ends in a semicolon.
// Attributes have commas between them; a list that is on several lines becomes one
// line where that fits into 100 characters and there is no comment in it, and else
// has a line for each attribute. A subgraph on one line, such as {rank=same; a; b},
// stays on it unless there is a cluster in it. Keywords are in lower case, and
// quotes are left out around words, but not around texts such as a label: where
// [Write] has a choice, both ways stay.
//
// Strings and HTML stay as they are, and long lines are not broken. Lines end in
// \n; of several blank lines one is left, and none at the top or the end of a
// block. A text in Latin-1 that says so by its charset stays in it, and any other
// becomes UTF-8.
//
// What is wrong with the text is returned as [graph.Diagnostics], as by [Read].
func Format(data []byte, name string) ([]byte, error) {
	doc, err := parseParts(data, name)
	if err != nil {
		return nil, err
	}
	for range maxRounds {
		out := doc.format()
		if bytes.Equal(out, doc.data) {
			return out, nil
		}
		again, err := parseParts(out, name)
		if err != nil || !doc.same(again) {
			break
		}
		doc = again
	}
	return nil, graph.Diagnostics{{
		Pos:     graph.Pos{File: name, Line: 1, Col: 1},
		Message: "the text cannot be formatted without changing what it says",
		Hint:    "write it in simpler DOT",
	}}
}

// maxRounds is how often a text is formatted until nothing changes. The second
// time should find it as it stays.
const maxRounds = 5

// parts are what a text is made of, with its meaning.
type parts struct {
	data []byte
	file *source.File
	// latin1 says that the text was in Latin-1, and is to be again.
	latin1   bool
	g        *graph.Graph
	graphs   []document
	tokens   []token
	comments []span
}

// parseParts reads a text, with all of its graphs.
func parseParts(data []byte, name string) (*parts, error) {
	rd, g := readText(data, name, ReadOptions{}.withDefaults())
	if err := rd.problems.Sorted().Err(); err != nil {
		return nil, err
	}
	d := &parts{data: data, file: rd.file, latin1: rd.converted, g: source.WithoutPlaces(g)}
	d.graphs = allGraphs(rd.file)
	d.tokens, d.comments = scan(rd.file)
	return d, nil
}

// quietly returns a lexer of a text that has no problems.
func quietly(file *source.File) lexer {
	return lexer{file: file, problems: &source.Problems{}, warn: func(int, string, string) {}}
}

// allGraphs returns the syntax trees of all graphs in a text.
func allGraphs(file *source.File) []document {
	p := &parser{lexer: quietly(file), maxDepth: ReadOptions{}.withDefaults().MaxDepth}
	var all []document
	for p.advance(); p.tok.kind != endOfText; {
		if p.graph() != nil {
			return all
		}
		all = append(all, p.doc)
	}
	return all
}

// scan returns the tokens of a text, and where its comments are.
func scan(file *source.File) (tokens []token, comments []span) {
	l := quietly(file)
	l.comments = &comments
	for {
		t := l.next()
		tokens = append(tokens, t)
		if t.kind == endOfText {
			return tokens, comments
		}
	}
}

// same reports whether two texts have the same graphs and the same comments. The
// model knows the first graph alone, so the words of all are compared as well.
func (d *parts) same(other *parts) bool {
	return reflect.DeepEqual(d.g, other.g) && slices.Equal(d.remarks(), other.remarks()) && slices.Equal(d.words(), other.words())
}

// remarks returns the comments, as they are written.
func (d *parts) remarks() []string {
	out := make([]string, len(d.comments))
	for i, c := range d.comments {
		out[i] = d.remark(c)
	}
	return out
}

func (d *parts) remark(c span) string {
	return strings.TrimRight(source.UnixBreaks(d.file.Text[c.from:c.to]), " \t")
}

// words returns the tokens but for the signs between statements and attributes,
// which may be left out.
func (d *parts) words() []token {
	out := make([]token, 0, len(d.tokens))
	inList := false
	for _, t := range d.tokens {
		t.at, t.end = 0, 0
		switch t.kind {
		case '[', ']':
			inList = t.kind == '['
		case quoted:
			t.kind = word
		}
		if t.kind != ';' && (t.kind != ',' || !inList) {
			out = append(out, t)
		}
	}
	return out
}

// format writes the text. Of a text in Latin-1 each character is a byte.
func (d *parts) format() []byte {
	p := printer{parts: d, pieces: arrange(d)}
	p.print()
	if !d.latin1 {
		return p.out
	}
	out := make([]byte, 0, len(p.out))
	for _, r := range string(p.out) {
		out = append(out, byte(r)) //nolint:gosec // what was read as Latin-1 has no other characters
	}
	return out
}
