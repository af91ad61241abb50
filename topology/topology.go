// Package topology reads and writes the YAML topology file: who is there, and
// who talks to whom.
//
//	title: Shop
//	nodes:
//	  User: {kind: user}
//	  Web: {kind: pod, count: 2}     # Web1, Web2
//	  DB: {kind: database}
//	flows:
//	  - User -> Web: HTTP            # to each of them
//	  - Web -> DB: SQL
//
// [Schema] describes every key. A key without a value is as if it was not
// there. Text is taken as it is written: a label no, 1.0 or 2026-01-01 is that
// text. In labels, <br> breaks the line, as a line break does, and \<br> is the
// text <br>. A file that says "nodes: {}" may have nothing at all. [Example] has
// files to start from, and [Write] makes one of any graph.
//
// Where classes are declared, elements may have no others: that would be a
// mistake in their name. A class that the topology does not define, but others
// do, is declared as "name: external".
//
// # Flows
//
// A flow is a text: ids with arrows between them, and spaces around each arrow.
// The label follows after a colon and a space: to YAML, the text is then the key
// of a mapping, or all of it is one text if it stands in quotes.
//
//   - "A -> B" leads from A to B, and "A <- B" from B to A;
//   - "A <-> B" has an arrow at both ends, and "A -- B" at none;
//   - "A ..> B" is dotted and "A ==> B" is thick; "..", "<..", "<..>", "==",
//     "<==" and "<==>" are what they look like;
//   - "A -> B -> C" is two edges, with the label on each;
//   - "A -> [B, C]" leads to each of a list. A text that begins with a list
//     needs quotes, since YAML takes the bracket for its own.
//
// Ids may have spaces in them. An id in double quotes holds anything; \" and \\
// stand for a quote and a backslash there.
//
// The same as a mapping has from, to, label, line, head, tail and the keys that
// an arrow has no sign for; those may also stand beside an arrow.
//
// A node with "count: N" is N nodes, whose ids end in 1 to N. A flow that names
// it means each of them: between two such nodes it is an edge from each to each
// or, with "spread: true", one edge for each of the larger side, shared out to
// the smaller side in contiguous blocks of the same size, the first blocks
// being one longer where it does not come out even.
package topology

import (
	"fmt"
	"io"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
)

// Limits of what is read. What is beyond them is a problem of the content, and
// found before it costs time or memory.
const (
	// MaxFileSize is the size of one file in bytes.
	MaxFileSize = 16 << 20
	// MaxNodes is the number of nodes, after every count.
	MaxNodes = 100_000
	// MaxEdges is the number of edges, after every count, list and chain.
	MaxEdges = 500_000
	// MaxDepth is how deep groups may be nested.
	MaxDepth = 100
	// MaxAliased is the number of YAML values that all aliases of a document
	// together may stand for.
	MaxAliased = 1_000_000
	// MaxCopied is the number of bytes of ids, labels, classes and attributes
	// that counts and flows may multiply what is written to.
	MaxCopied = 256 << 20
	// MaxDiagnostics is the number of problems that are reported one by one.
	// One more then says how many there are besides.
	MaxDiagnostics = source.MaxProblems
)

// Source is one file of a topology.
type Source struct {
	// Name is what positions call the file.
	Name string
	// Data is the YAML text, in UTF-8, with or without a byte order mark.
	Data []byte
}

// Read reads a topology from a file that positions call by the given name. All
// problems of the content are returned at once, as [graph.Diagnostics], and
// then there is no graph. Any other error comes from r. A graph without an
// error passes [graph.Graph.Validate].
func Read(r io.Reader, name string) (*graph.Graph, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFileSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return ReadAll(Source{name, data})
}

// ReadAll reads several files, with any number of YAML documents each, as one
// topology. All nodes and groups are declared before any flow is read, so that
// a flow may name what another file declares; nodes, edges and groups keep the
// order of the files. A title, direction or theme that is given twice, and a
// node that is declared twice, are problems that name both places. It fails as
// [Read] does.
func ReadAll(sources ...Source) (*graph.Graph, error) {
	r := newReader()
	for _, s := range sources {
		r.read(s)
	}
	r.resolve()
	if r.None() {
		r.validate()
	}
	if err := r.Sorted().Err(); err != nil {
		return nil, err
	}
	return r.g, nil
}
