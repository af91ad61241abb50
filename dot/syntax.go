package dot

// The syntax tree of a document, by the grammar of
// https://graphviz.org/doc/info/lang.html. Offsets count the bytes of the text.

// document is a graph of the language.
type document struct {
	strict, directed bool
	name             value
	at               int
	body             []statement
}

// statement is one of two things: attributes, for the elements of a target or
// for the graph itself; or a chain of ends with edges between them, of which a
// single end is a statement of a node or of a subgraph.
type statement struct {
	at     int
	target target
	ends   []end
	attrs  []assignment
}

// target is what a statement of attributes is about.
type target byte

const (
	chain target = iota // no attributes: ends
	graphAttrs
	nodeAttrs
	edgeAttrs
)

// end is what stands at either side of an edge: nodes, or a subgraph.
type end struct {
	nodes []mention
	sub   *subgraph
	at    int
}

// mention is a node with the port an edge is to end at, which may be empty.
type mention struct {
	name, port string
	at         int
}

// subgraph is a part of a graph; without a name it is one of its own.
type subgraph struct {
	name  string
	named bool
	at    int
	body  []statement
}

// assignment gives an attribute a value.
type assignment struct {
	key   string
	value value
	at    int
}
