package topology

import (
	"errors"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
)

// reader puts the files of a topology together. What is wrong is reported and
// left out of the graph, so that nothing is reported again because of it.
type reader struct {
	source.Problems

	g *graph.Graph
	// base is the graph that the files add to; nil for a topology of its own.
	base *graph.Graph
	// known are the ids of the base and the files, once they were asked for.
	known []string
	over  OverOptions
	files []*file
	// once is where the texts of which a topology has one were given.
	once map[string]place
	// named is what the ids stand for, and ids those that were written down,
	// in their order.
	named map[string]*named
	ids   []string
	// declared says that nodes were declared, and not made from the flows.
	declared bool
	// none says that there are no nodes on purpose: "nodes: {}".
	none bool
	// attrs is where the attributes of the whole were given.
	attrs map[string]place
	// classes is where the classes were declared, external those of them that
	// have no style here, and classed where one is asked for.
	classes  map[string]place
	external []string
	classed  []value
	// members are the nodes and groups that are in a group.
	members []member
	flows   []value
	// blind says that a file could not be read, and lost is the YAML of others
	// that could not be parsed: what they may have declared is not missed.
	blind bool
	lost  string
	// nodes counts towards MaxNodes, edges towards MaxEdges and copied towards
	// MaxCopied.
	nodes, edges, copied int
	hints                int

	// The tables that are used for every node and flow, made once.
	nodeTable table[nodeDecl]
	flowTable table[flowDecl]
}

func newReader() *reader {
	return &reader{
		g:       graph.New(""),
		once:    make(map[string]place),
		named:   make(map[string]*named),
		attrs:   make(map[string]place),
		classes: make(map[string]place),

		nodeTable: nodeTable(),
		flowTable: flowTable(),
	}
}

// read reads a file up to what needs all files to be known.
func (r *reader) read(s Source) {
	decoded, ok := source.Decode(s.Name, len(r.files), s.Data, MaxFileSize, &r.Problems)
	f := newFile(decoded)
	r.files = append(r.files, f)
	if !ok {
		r.blind = true
		return
	}
	for _, doc := range r.parse(f) {
		r.inspect(f, doc)
		r.document(value{file: f, Node: doc})
	}
}

// resolve reads what refers to the declarations of all files.
func (r *reader) resolve() {
	if len(r.files) > 0 {
		r.g.Pos = r.files[0].Pos(0)
	}
	r.resolveMembers()
	r.resolveClasses()
	for _, v := range r.flows {
		r.flow(v)
	}
	if r.None() && len(r.ids) == 0 && !r.none {
		var start place
		if len(r.files) > 0 {
			start = r.files[0].At(0)
		}
		r.Add(start, "begin with \"nodes:\" or \"flows:\"", "there is nothing to draw: a topology has nodes, flows or both")
	}
}

// mayBeLost reports whether something of this name may have been declared
// where the reader could not see it.
func (r *reader) mayBeLost(name string) bool {
	return r.blind || strings.Contains(r.lost, name)
}

// validate is a second look at the graph as a whole. The reader reports the
// problems that Validate knows at their exact place and leaves their cause out
// of the graph, so this finds what the reader has overlooked.
func (r *reader) validate() {
	var ds graph.Diagnostics
	if !errors.As(r.g.Validate(), &ds) {
		return
	}
	for _, d := range ds {
		at := place{}
		for _, f := range r.files {
			if f.Name == d.Pos.File && d.Pos.Line > 0 {
				at = place{File: f.File, Line: d.Pos.Line, Col: d.Pos.Col}
				break
			}
		}
		r.Add(at, d.Hint, "%s", d.Message)
	}
}
