package mermaid

import (
	"fmt"
	"io"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
)

// ReadOptions say how to read. The zero ReadOptions is the default.
type ReadOptions struct {
	// Warn is told what Mermaid itself ignores, loses or takes for something
	// else, and what the model cannot hold, each with its place. It may be nil.
	Warn func(graph.Diagnostic)
	// MaxSize is how many bytes a text may have; 0 is 64 MiB.
	MaxSize int
	// MaxDepth is how deep subgraphs may be nested; 0 is 1,000.
	MaxDepth int
	// MaxNodes is how many nodes and subgraphs there may be; 0 is 1,000,000.
	MaxNodes int
	// MaxEdges is how many edges there may be; 0 is 1,000,000. A line of chains
	// with & makes as many as there are pairs.
	MaxEdges int
}

func (o ReadOptions) withDefaults() ReadOptions {
	set := func(value *int, otherwise int) {
		if *value == 0 {
			*value = otherwise
		}
	}
	set(&o.MaxSize, 64<<20)
	set(&o.MaxDepth, 1_000)
	set(&o.MaxNodes, 1_000_000)
	set(&o.MaxEdges, 1_000_000)
	return o
}

// Read reads a flowchart as Mermaid 12 does. The name stands for the text in
// positions. All that is wrong with it is returned at once, as
// [graph.Diagnostics]; any other error comes from the io.Reader. A graph that is
// returned without an error is valid.
//
// What Mermaid has and the model has not is kept in attributes whose names begin
// with "mermaid.", and [Write] writes it back: of the graph title, accTitle,
// config, init, diagram, direction, curve, linkStyle and classDef.NAME; of a
// node label, shape, props, style, icon, form, img, pos, w, h, constraint, href, target
// and click; of an edge length, label, style, curve, animate, animation and
// step; of a group label, style and whatever its metadata has. The attribute
// textColor of the graph, "page", tells Write to add no colours of its own.
//
// The class "default" comes first among the classes of every node, as Mermaid
// gives it to all of them. Callbacks are kept and not run; links that could run
// code are left out.
func Read(r io.Reader, name string, opt ReadOptions) (*graph.Graph, error) {
	opt = opt.withDefaults()
	data, err := io.ReadAll(io.LimitReader(r, int64(opt.MaxSize)+1))
	if err != nil {
		return nil, err
	}
	in := &input{warn: opt.Warn}
	file, ok := source.Decode(name, 0, data, opt.MaxSize, &in.problems)
	in.file = file
	if !ok {
		return nil, in.problems.Sorted()
	}
	return in.read(opt)
}

// input is the text that is read, with what is wrong with it.
type input struct {
	prepared
	preamble
	file     *source.File
	problems source.Problems
	warn     func(graph.Diagnostic)
	// notes, unless it is nil, gets every statement with its place.
	notes *[]note
}

func (in *input) read(opt ReadOptions) (*graph.Graph, error) {
	in.prepared = in.take(in.file.Text)
	if !in.flowchart() {
		return nil, in.problems.Sorted()
	}
	p := newParser(in, opt.MaxDepth)
	diagram := p.tok.text
	head, doc := p.flowchart()
	if p.tooDeep {
		return nil, in.problems.Sorted()
	}
	l := newLowering(in, opt)
	l.document(doc)
	l.preamble()
	l.header(head, diagram)
	if !in.problems.None() {
		return nil, in.problems.Sorted()
	}
	g := l.graph()
	if err := g.Validate(); err != nil {
		return nil, err
	}
	return g, nil
}

// place returns where an offset of the prepared text is in the file.
func (in *input) place(at int) source.Place {
	return in.file.At(min(in.source(at), len(in.file.Text)))
}

func (in *input) pos(at int) graph.Pos { return in.place(at).Pos() }

func (in *input) problem(at int, hint, message string) {
	in.problems.Add(in.place(at), hint, "%s", message)
}

func (in *input) tell(at int, format string, args ...any) {
	if in.warn == nil {
		return
	}
	in.warn(source.Diagnostic(in.place(at), "", fmt.Sprintf(format, args...)))
}

// tellAt warns of something whose place is known already.
func (in *input) tellAt(pos graph.Pos, format string, args ...any) {
	if in.warn == nil {
		return
	}
	in.warn(graph.Diagnostic{Pos: pos, Message: fmt.Sprintf(format, args...), Source: in.file.Line(pos.Line)})
}

// flowchart reports whether the text is a flowchart, and says what it is if it
// is none.
func (in *input) flowchart() bool {
	word := in.text[:wordLen(in.text)]
	switch {
	case strings.HasPrefix(word, "graph"), strings.HasPrefix(word, "flowchart"):
		return true
	case strings.HasPrefix(in.text, "swimlane-beta"):
		return true
	}
	const hint = "a flowchart begins with graph or flowchart and a direction"
	if name, ok := in.other(); ok {
		in.problem(0, hint, "this is "+name+"; only flowcharts can be read")
		return false
	}
	switch {
	case trim(in.text) == "":
		in.problem(0, hint, "there is no diagram")
	case strings.HasPrefix(in.text, "---"):
		in.problem(0, "it ends at a line of three hyphens, indented as the first", "the frontmatter is not closed")
	default:
		first, _, _ := strings.Cut(in.text, "\n")
		in.problem(0, hint, "expected graph or flowchart, not "+source.Quote(withEntities(trim(first))))
	}
	return false
}

// Other reports whether a text is a diagram of Mermaid that is no flowchart, which
// [Read] refuses, and says what it is: "a sequence diagram".
func Other(text []byte) (name string, ok bool) {
	in := &input{}
	if in.file, ok = source.Decode("", 0, text, ReadOptions{}.withDefaults().MaxSize, &in.problems); !ok {
		return "", false
	}
	in.prepared = in.take(in.file.Text)
	return in.other()
}

// other says what the text is, if it is another diagram than a flowchart.
func (in *input) other() (name string, ok bool) {
	for _, d := range diagrams() {
		if strings.HasPrefix(in.text, d.word) {
			return d.name, true
		}
	}
	return "", false
}

type diagram struct{ word, name string }

// diagrams are the other diagrams of Mermaid, by the words they begin with.
func diagrams() []diagram {
	return []diagram{
		{"sequenceDiagram", "a sequence diagram"},
		{"classDiagram", "a class diagram"},
		{"stateDiagram", "a state diagram"},
		{"erDiagram", "an entity relationship diagram"},
		{"gantt", "a Gantt chart"},
		{"pie", "a pie chart"},
		{"journey", "a user journey"},
		{"gitGraph", "a Git graph"},
		{"mindmap", "a mind map"},
		{"timeline", "a timeline"},
		{"quadrantChart", "a quadrant chart"},
		{"requirement", "a requirement diagram"},
		{"C4", "a C4 diagram"},
		{"kanban", "a Kanban board"},
		{"sankey", "a Sankey diagram"},
		{"xychart", "an XY chart"},
		{"block", "a block diagram"},
		{"packet", "a packet diagram"},
		{"architecture", "an architecture diagram"},
		{"radar", "a radar chart"},
		{"treemap", "a treemap"},
		{"treeView", "a tree view"},
		{"zenuml", "a ZenUML diagram"},
		{"info", "a diagram of Mermaid's version"},
		{"agentflow", "an agent flow"},
		{"eventmodeling", "an event model"},
		{"ishikawa", "an Ishikawa diagram"},
		{"venn", "a Venn diagram"},
		{"usecase", "a use case diagram"},
		{"wardley", "a Wardley map"},
		{"cynefin", "a Cynefin diagram"},
		{"railroad", "a railroad diagram"},
	}
}
