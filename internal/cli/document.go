package cli

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/markdown"
	"github.com/topodraw/topodraw/internal/suggest"
	"github.com/topodraw/topodraw/topology"
)

// readMarkdown reads one of the Mermaid diagrams in a document. Places are those
// in the document.
func readMarkdown(s topology.Source, spec readSpec) (*graph.Graph, error) {
	f, err := chooseFence(s.Name, markdown.Fences(s.Data, "mermaid"), spec.diagram)
	if err != nil {
		return nil, err
	}
	inner := spec
	inner.warn = func(d graph.Diagnostic) { spec.warn(moved(d, f)) }
	g, err := readMermaid(topology.Source{Name: s.Name, Data: []byte(f.Text)}, inner)
	var problems graph.Diagnostics
	if errors.As(err, &problems) {
		for i, d := range problems {
			problems[i] = moved(d, f)
		}
		return nil, problems
	}
	if err != nil {
		return nil, err
	}
	relocate(g, f)
	return g, nil
}

// chooseFence returns the diagram that a number or a heading names, or the only
// one there is.
func chooseFence(name string, fences []markdown.Fence, diagram string) (*markdown.Fence, error) {
	switch {
	case len(fences) == 0:
		return nil, inputf("%s: there is no diagram in this document, as there would be between ```mermaid and ```", name)
	case diagram == "" && len(fences) == 1:
		return &fences[0], nil
	case diagram == "":
		return nil, usagef("%s has %d diagrams: choose one with --diagram: %s", name, len(fences), listFences(fences))
	}
	if n, err := strconv.Atoi(diagram); err == nil {
		if n < 1 || n > len(fences) {
			return nil, usagef("%s has no diagram %d: there are %s", name, n, listFences(fences))
		}
		return &fences[n-1], nil
	}
	var headings []string
	var found *markdown.Fence
	for i := range fences {
		headings = append(headings, fences[i].Heading)
		if !strings.EqualFold(fences[i].Heading, diagram) {
			continue
		}
		if found != nil {
			return nil, usagef("%s has several diagrams below %q: choose one by its number: %s", name, diagram, listFences(fences))
		}
		found = &fences[i]
	}
	if found == nil {
		hint := ""
		if s := suggest.Nearest(diagram, headings); s != "" {
			hint = fmt.Sprintf(" (did you mean %q?)", s)
		}
		return nil, usagef("%s has no diagram below a heading %q%s: there are %s", name, diagram, hint, listFences(fences))
	}
	return found, nil
}

// listFences shows the diagrams to choose from.
func listFences(fences []markdown.Fence) string {
	const most = 20
	var parts []string
	for i, f := range fences {
		if i == most {
			parts = append(parts, fmt.Sprintf("and %d more", len(fences)-most))
			break
		}
		heading := ""
		if f.Heading != "" {
			heading = ", " + strconv.Quote(f.Heading)
		}
		parts = append(parts, fmt.Sprintf("%d (line %d%s)", i+1, f.Line, heading))
	}
	return strings.Join(parts, ", ")
}

// completeDiagram offers the numbers of the diagrams in the first document of the
// command line so far, with the headings above them.
func completeDiagram(_ *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var names []name
	for _, path := range args {
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() || info.Size() > maxGlance {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		for i, f := range markdown.Fences(data, "mermaid") {
			names = append(names, name{strconv.Itoa(i + 1), f.Heading})
		}
		if names != nil {
			break
		}
	}
	if names == nil {
		names = []name{{word: "1"}} // there is a first one in any case
	}
	return offer(names, word), cobra.ShellCompDirectiveNoFileComp
}

// moved returns a problem of a diagram as one of its document.
func moved(d graph.Diagnostic, f *markdown.Fence) graph.Diagnostic {
	if d.Pos.Line > 0 {
		d.Pos, d.Source = f.Place(d.Pos)
	}
	return d
}

// relocate changes the places of a graph to those in the document.
func relocate(g *graph.Graph, f *markdown.Fence) {
	move := func(at *graph.Pos) {
		if at.Line > 0 {
			*at, _ = f.Place(*at)
		}
	}
	move(&g.Pos)
	for _, n := range g.Nodes() {
		move(&n.Pos)
	}
	for _, e := range g.Edges() {
		move(&e.Pos)
	}
	for _, gr := range g.Groups() {
		move(&gr.Pos)
	}
	for _, c := range g.Classes() {
		move(&c.Pos)
	}
}
