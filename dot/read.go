package dot

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
)

// ReadOptions are the choices of [Read]. The zero ReadOptions are the defaults.
type ReadOptions struct {
	// Warn is told what has no effect or cannot be kept, with its place, in the
	// order of the text. It may be nil.
	Warn func(graph.Diagnostic)
	// MaxSize is the largest text in bytes, up to 1 GiB less one; 0 is 64 MiB.
	MaxSize int
	// MaxDepth is how deep subgraphs may be nested; 0 is 500.
	MaxDepth int
	// MaxNodes and MaxEdges are how many there may be; 0 is a million each. A
	// short text can have very many edges: {a b c} -> {d e f} has nine.
	MaxNodes, MaxEdges int
	// MaxAttrs is how many attributes elements may get beyond those that are
	// written for each: as defaults, or one list for many edges. 0 is four
	// million.
	MaxAttrs int
}

func (o ReadOptions) withDefaults() ReadOptions {
	set := func(n *int, otherwise int) {
		if *n <= 0 {
			*n = otherwise
		}
	}
	set(&o.MaxSize, 64<<20)
	o.MaxSize = min(o.MaxSize, 1<<30-1)
	set(&o.MaxDepth, 500)
	set(&o.MaxNodes, 1_000_000)
	set(&o.MaxEdges, 1_000_000)
	set(&o.MaxAttrs, 4_000_000)
	return o
}

// Read reads a graph in the DOT language, as Graphviz does; name is what
// positions call the file. All problems are reported at once, as
// [graph.Diagnostics]; any other error is one of r. A graph without an error is
// valid.
//
// Of several graphs in a text only the first is read. Clusters become groups: a
// node that is in several belongs to the first, and to the innermost there. The
// id of a group is the name of its cluster without "cluster_". An edge with
// lhead or ltail, where compound is set, ends at a group.
//
// What the model has a field for goes there: label, shape, style, colours,
// penwidth, URL, tooltip, class, rankdir, arrows, dir. All other attributes are
// kept as free attributes named "dot.NAME", which [Write] writes back; those that
// are defaults for all nodes or edges are attributes of the graph, named
// "dot.node.NAME" and "dot.edge.NAME". So is what a text cannot say that the
// model holds: a label of HTML, of a record or with lines set to one side is
// kept as "dot.label" beside its text, a colour that the model has not got as
// "dot.color", an arrow or a shape of another kind as "dot.arrowhead" or
// "dot.shape". A subgraph that is no cluster and has a name or attributes, such
// as {rank=same; a; b}, is kept as "dot.subgraph.1" and so on. "dot.directed" is
// false for a graph without directions, "dot.strict" true for a strict one.
// "dot.name", of nodes and groups, is a name that the id is not, and "dot.head"
// and "dot.tail" the nodes of an edge to a group: attributes of such names are
// left out.
//
// The label of one blank is what Graphviz calls the empty label: it shows
// nothing. In a text that [Write] has written, what the theme gives to a kind is
// no style of the node.
func Read(r io.Reader, name string, opt ReadOptions) (*graph.Graph, error) {
	opt = opt.withDefaults()
	data, err := io.ReadAll(io.LimitReader(r, int64(opt.MaxSize)+1))
	if err != nil {
		return nil, err
	}
	rd, g := readText(data, name, opt)
	rd.tellWarnings()
	if err := rd.problems.Sorted().Err(); err != nil {
		return nil, err
	}
	return g, nil
}

// readText reads a text that is in memory. The problems and the warnings are the
// reader's.
func readText(data []byte, name string, opt ReadOptions) (*reader, *graph.Graph) {
	rd := &reader{opt: opt, name: name}
	g, again := rd.read(data)
	if again { // now it is known that the text is in Latin-1
		rd = &reader{opt: opt, name: name, converted: true}
		rd.opt.MaxSize = 2 * opt.MaxSize // UTF-8 takes more room
		g, _ = rd.read(fromLatin1(data, true))
	}
	return rd, g
}

// reader holds what the steps of one reading share.
type reader struct {
	opt      ReadOptions
	name     string
	file     *source.File
	problems source.Problems
	warnings []warning
	// converted says that the text was in Latin-1 and is not any more.
	converted bool
}

type warning struct {
	at            int
	hint, message string
}

func (rd *reader) warn(at int, hint, message string) {
	rd.warnings = append(rd.warnings, warning{at, hint, message})
}

// tellWarnings tells each warning once, in the order of the text.
func (rd *reader) tellWarnings() {
	if rd.opt.Warn == nil {
		return
	}
	slices.SortStableFunc(rd.warnings, func(a, b warning) int { return a.at - b.at })
	for _, w := range slices.Compact(rd.warnings) {
		rd.opt.Warn(source.Diagnostic(rd.file.At(w.at), w.hint, w.message))
	}
}

// read returns the graph of a text, or whether it has to be read again, in
// Latin-1.
func (rd *reader) read(data []byte) (g *graph.Graph, again bool) {
	mixed := len(data) <= rd.opt.MaxSize && !utf8.Valid(data) && !isUTF16(data)
	text := data
	if mixed {
		text = fromLatin1(data, false)
	}
	file, ok := source.Decode(rd.name, 0, text, max(rd.opt.MaxSize, len(text)*btoi(mixed)), &rd.problems)
	rd.file = file
	if !ok {
		return nil, false
	}
	if mixed {
		rd.warn(0, "save the file as UTF-8, or say charset=latin1", "the file is not in UTF-8: it is read as Latin-1")
	}
	p := &parser{lexer: lexer{file: file, problems: &rd.problems, warn: rd.warn}, maxDepth: rd.opt.MaxDepth}
	doc, ok := p.parse()
	if !ok || !rd.problems.None() {
		return nil, false
	}
	return rd.build(doc, !rd.converted && !isASCII(data))
}

// build makes the graph of a document. A text that may be in Latin-1 is read
// again if the document says so.
func (rd *reader) build(doc document, mayBeLatin1 bool) (g *graph.Graph, again bool) {
	c, err := evaluate(doc, limits{rd.opt.MaxNodes, rd.opt.MaxEdges, rd.opt.MaxAttrs}, rd.warn)
	if err == nil {
		if charset, _ := c.root.attrs.table.get("charset"); mayBeLatin1 && isLatin1(charset.value.text) {
			return nil, true
		}
		g, err = lower(c, rd.file, rd.opt.MaxAttrs, rd.warn)
	}
	var limit *limitError
	if errors.As(err, &limit) {
		rd.problems.Add(rd.file.At(limit.at), "", "%s", limit.message)
	}
	return g, false
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func isASCII(data []byte) bool {
	return bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

func isUTF16(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF"))
}

// isLatin1 reports the names that Graphviz has for ISO 8859-1.
func isLatin1(charset string) bool {
	switch strings.ToLower(charset) {
	case "latin-1", "latin1", "l1", "iso-8859-1", "iso_8859-1", "iso8859-1", "iso-ir-100":
		return true
	}
	return false
}

// fromLatin1 converts to UTF-8: all bytes, or those that are not UTF-8 already.
func fromLatin1(data []byte, all bool) []byte {
	out := make([]byte, 0, len(data)+len(data)/8)
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if all || r == utf8.RuneError && size == 1 {
			out = utf8.AppendRune(out, rune(data[i]))
			i++
			continue
		}
		out = append(out, data[i:i+size]...)
		i += size
	}
	return out
}
