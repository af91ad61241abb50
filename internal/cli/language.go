package cli

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/dot"
	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphjson"
	"github.com/topodraw/topodraw/mermaid"
	"github.com/topodraw/topodraw/topology"
	"github.com/topodraw/topodraw/topology/kube"
)

// language is what a source can be written in. A topology is the first of them:
// several of its files make one topology, while each of the others holds a whole
// graph.
type language struct {
	// name is what --from takes, and title what messages say.
	name, title string
	// extensions are those of files in the language.
	extensions []string
	// looks reports whether a text is in the language, as far as one can see. It
	// is asked where the extension says nothing.
	looks func(text string) bool
	read  func(s topology.Source, spec readSpec) (*graph.Graph, error)
	// format returns a text in the one way to write it; nil, if there is none.
	format func(data []byte, name string) ([]byte, error)
}

// readSpec is how sources are read.
type readSpec struct {
	// from names the language; empty is what the sources look like.
	from string
	// diagram chooses one of a Markdown document, by number or heading.
	diagram string
	kube    *kubeFlags
	warn    func(graph.Diagnostic)
	// skipped is told what cannot be read, where the rest is drawn all the same.
	skipped partial
	// spare refuses sources that an output would be written over.
	spare func([]input) error
}

func (spec *readSpec) keepGoing() bool { return spec.kube.keepGoing }

// The names of languages that are asked for elsewhere.
const (
	fromTopology = "topology"
	fromMarkdown = "markdown"
	fromKube     = "kube"
	fromMermaid  = "mermaid"
)

// languages returns all languages, in the order in which a text is tried. Those
// without a function to read them are read together, from several sources.
func languages() []language {
	return []language{
		{name: fromTopology, title: "a topology", extensions: []string{"yaml", "yml"}, looks: never, format: topology.Format},
		{name: fromKube, title: "a Kubernetes manifest", looks: never},
		{name: "json", title: "JSON", looks: never, read: readJSON},
		{name: fromMarkdown, title: "Markdown", extensions: []string{"md", "markdown", "mdx"}, looks: looksMarkdown, read: readMarkdown},
		{name: "dot", title: "DOT", extensions: []string{"dot", "gv"}, looks: looksDOT, read: readDOT, format: dot.Format},
		{name: fromMermaid, title: "Mermaid", extensions: []string{"mmd", "mermaid"}, looks: looksMermaid, read: readMermaid, format: mermaid.Format},
	}
}

func never(string) bool { return false }

// languageNames returns what --from takes.
func languageNames() []string {
	var names []string
	for _, l := range languages() {
		names = append(names, l.name)
	}
	return names
}

// languageOf returns the language of a source: the one asked for, or else the
// one that its name or its content shows.
func languageOf(s topology.Source, from string) language {
	all := languages()
	is := func(name string) func(language) bool { return func(l language) bool { return l.name == name } }
	if i := slices.IndexFunc(all, is(from)); i >= 0 {
		return all[i]
	}
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(s.Name), "."))
	i := slices.IndexFunc(all, func(l language) bool { return slices.Contains(l.extensions, ext) })
	if (i < 0 || all[i].name == fromTopology) && kube.Detect(s.Data) {
		return all[slices.IndexFunc(all, is(fromKube))]
	}
	if graphjson.Detect(s.Name, s.Data) {
		return all[slices.IndexFunc(all, is("json"))]
	}
	if i >= 0 {
		return all[i]
	}
	text := string(s.Data[:min(len(s.Data), maxLook)])
	if i = slices.IndexFunc(all, func(l language) bool { return l.looks(text) }); i >= 0 {
		return all[i]
	}
	return all[0]
}

// maxLook is how many bytes of a source are looked at to see what it is.
const maxLook = 64 << 10

// looksMarkdown reports a document with a Mermaid diagram in it.
func looksMarkdown(text string) bool {
	for line := range strings.Lines(text) {
		line = strings.TrimLeft(line, " >")
		if strings.HasPrefix(line, "```mermaid") || strings.HasPrefix(line, "~~~mermaid") {
			return true
		}
	}
	return false
}

// looksDOT reports a text that begins as a graph of DOT does: with one of its
// keywords, an id or none, and a brace.
func looksDOT(text string) bool {
	word, rest := firstWord(skip(text, "//", "#"))
	if strings.EqualFold(word, "strict") {
		word, rest = firstWord(skip(rest, "//", "#"))
	}
	if !strings.EqualFold(word, "graph") && !strings.EqualFold(word, "digraph") {
		return false
	}
	rest = skip(rest, "//", "#")
	if strings.HasPrefix(rest, `"`) || strings.HasPrefix(rest, "<") {
		return true // Mermaid has no id there, quoted or not
	}
	_, rest = firstWord(rest)
	return strings.HasPrefix(skip(rest, "//", "#"), "{")
}

// looksMermaid reports a text that begins as a diagram of Mermaid does, after a
// front matter, directives and comments.
func looksMermaid(text string) bool {
	rest := strings.TrimLeft(strings.TrimPrefix(text, "\uFEFF"), " \t\r\n")
	if after, ok := strings.CutPrefix(rest, "---"); ok {
		_, end, found := strings.Cut(after, "\n---")
		if !found {
			return false
		}
		rest = end
	}
	rest = skip(rest, "%%")
	word, rest := firstWord(rest)
	return slices.Contains(mermaidWords(), word) && !strings.HasPrefix(strings.TrimLeft(rest, " \t"), ":")
}

// mermaidWords are the first words of Mermaid's diagrams: of those that are no
// flowchart too, since the reader says so better than a topology would.
func mermaidWords() []string {
	return []string{
		"graph", "flowchart", "flowchart-elk", "swimlane-beta",
		"sequenceDiagram", "classDiagram", "classDiagram-v2", "stateDiagram", "stateDiagram-v2", "erDiagram",
		"journey", "gantt", "pie", "quadrantChart", "requirementDiagram", "gitGraph", "mindmap", "timeline",
		"C4Context", "C4Container", "C4Component", "C4Dynamic", "C4Deployment", "zenuml", "sankey-beta", "sankey",
		"xychart-beta", "xychart", "block-beta", "block", "packet-beta", "packet", "kanban", "architecture-beta",
		"radar-beta", "treemap-beta",
	}
}

// skip returns a text without the space and the comments at its start: lines
// that begin with one of some signs, and what stands between /* and */.
func skip(text string, signs ...string) string {
	for {
		text = strings.TrimLeft(text, " \t\r\n\uFEFF")
		if after, ok := strings.CutPrefix(text, "/*"); ok {
			_, text, _ = strings.Cut(after, "*/")
			continue
		}
		if !slices.ContainsFunc(signs, func(sign string) bool { return strings.HasPrefix(text, sign) }) {
			return text
		}
		_, text, _ = strings.Cut(text, "\n")
	}
}

// firstWord cuts off letters, digits and what words are joined with.
func firstWord(text string) (word, rest string) {
	n := strings.IndexFunc(text, func(c rune) bool {
		return c != '-' && c != '_' && c < 0x80 && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')
	})
	if n < 0 {
		return text, ""
	}
	return text[:n], text[n:]
}

func readJSON(s topology.Source, _ readSpec) (*graph.Graph, error) {
	return graphjson.Read(bytes.NewReader(s.Data), s.Name)
}

func readMermaid(s topology.Source, spec readSpec) (*graph.Graph, error) {
	return mermaid.Read(bytes.NewReader(s.Data), s.Name, mermaid.ReadOptions{Warn: spec.warn})
}

func readDOT(s topology.Source, spec readSpec) (*graph.Graph, error) {
	return dot.Read(bytes.NewReader(s.Data), s.Name, dot.ReadOptions{Warn: spec.warn})
}
