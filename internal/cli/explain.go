package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/diag"
	"github.com/topodraw/topodraw/internal/output"
	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/topology/kube"
)

// explainFlags are the flags of explain as they were given.
type explainFlags struct {
	clusterFlags
	format string
	quiet  bool
}

// explainFormats returns what --format of explain takes, the default first.
func explainFormats() []string { return []string{"text", "json"} }

func newExplain(p *Process) *cobra.Command {
	var f explainFlags
	cmd := &cobra.Command{
		Use:   "explain SOURCE [FROM [TO]] [flags]",
		Short: "Say why each edge of a picture of Kubernetes manifests is there",
		Long: `Explain says why each edge is there that render draws of Kubernetes manifests, with
the places in them, and what looked like an address and was refused.

SOURCE is a file of manifests, a folder that has some, or "-" for the standard
input. FROM and TO are names of objects (web), with their kind (Deployment/web) or
namespace as well (shop/Deployment/web), and choose the edges between them.`,
		Example: `  topodraw explain k8s/
  topodraw explain k8s/ Deployment/web redis`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 || len(args) > 3 {
				return usagef("explain takes a source, and the names of what an edge leads from and to")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return p.explain(cmd.Context(), args, f) },
	}
	fs := cmd.Flags()
	f.define(fs)
	fs.StringVar(&f.format, "format", explainFormats()[0], "`FORM` of the answer: "+list(explainFormats()))
	fs.BoolVarP(&f.quiet, "quiet", "q", false, "no warnings")
	f.complete(cmd)
	completeFlags(cmd, map[string][]string{"format": explainFormats()})
	return cmd
}

// explanation is why edges are there, and what none was made of.
type explanation struct {
	Edges   []explainedEdge `json:"edges"`
	Refused []refused       `json:"refused,omitempty"`
}

type explainedEdge struct {
	From       string   `json:"from"`
	To         string   `json:"to"`
	Label      string   `json:"label,omitempty"`
	Relation   string   `json:"relation,omitempty"`
	Port       string   `json:"port,omitempty"`
	Confidence string   `json:"confidence,omitempty"`
	Evidence   []string `json:"evidence,omitempty"`
}

type refused struct {
	From   string `json:"from"`
	Text   string `json:"text"`
	Source string `json:"source"`
	What   string `json:"what,omitempty"`
	Reason string `json:"reason"`
}

func (p *Process) explain(ctx context.Context, args []string, f explainFlags) error {
	if !slices.Contains(explainFormats(), f.format) {
		return unknown("form", f.format, explainFormats())
	}
	if err := f.check(); err != nil {
		return err
	}
	warnings := newWarnings(p, f.quiet)
	var skipped errorList
	sources, err := p.manifests(ctx, args[:1], readSpec{kube: &kubeFlags{clusterFlags: f.clusterFlags}, warn: warnings.add, skipped: skipped.add})
	if err != nil {
		return err
	}
	system, err := readSystem(ctx, sources, f.clusterFlags, warnings.add, skipped.add)
	if err != nil {
		return err
	}
	e, err := await(ctx, func() (explanation, error) { return explained(system, args[1:]) })
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := e.write(&b, f.format); err != nil {
		return err
	}
	if err := output.Write(ctx, []output.Content{{To: output.Stream(stdoutName, p.Stdout), Data: b.Bytes()}}); err != nil {
		return err
	}
	return skipped.err()
}

// explained returns the edges between what some names name, and what was refused
// of where they begin.
func explained(system *kube.System, names []string) (explanation, error) {
	g, err := system.Graph(kube.View{Scrapes: true})
	if err != nil {
		return explanation{}, err
	}
	from, to := matcher{}, matcher{}
	for i, m := range []*matcher{&from, &to} {
		if i < len(names) {
			if *m = (matcher{names[i]}); !slices.ContainsFunc(g.Nodes(), func(n *graph.Node) bool { return m.node(n) }) {
				return explanation{}, unknownName("object", names[i], objectNames(g))
			}
		}
	}
	e := explanation{Edges: []explainedEdge{}}
	for _, edge := range g.Edges() {
		if from.id(g, edge.From) && to.id(g, edge.To) {
			e.Edges = append(e.Edges, explainEdge(edge))
		}
	}
	for _, r := range system.Refusals() {
		if from.id(g, r.From) {
			e.Refused = append(e.Refused, refused(r))
		}
	}
	return e, nil
}

func explainEdge(edge *graph.Edge) explainedEdge {
	attr := func(key string) string { value, _ := edge.Attrs.Get(key); return value }
	out := explainedEdge{
		From: edge.From, To: edge.To, Label: edge.Label,
		Relation: attr("relation"), Port: attr("port"), Confidence: attr("confidence"),
	}
	if evidence := attr("evidence"); evidence != "" {
		out.Evidence = strings.Split(evidence, "\n")
	}
	return out
}

// matcher finds nodes by the name of their object, its kind and name, or its id;
// the empty name is that of all.
type matcher struct{ name string }

func (m matcher) node(n *graph.Node) bool {
	if m.name == "" || n.ID == m.name {
		return true
	}
	name, _ := n.Attrs.Get("kubernetes.name")
	kind, _ := n.Attrs.Get("kubernetes.kind")
	namespace, _ := n.Attrs.Get("kubernetes.namespace")
	return name != "" && slices.Contains([]string{name, kind + "/" + name, namespace + "/" + name, namespace + "/" + kind + "/" + name}, m.name)
}

func (m matcher) id(g *graph.Graph, id string) bool {
	if n := g.Node(id); n != nil {
		return m.node(n)
	}
	return m.name == "" || m.name == id
}

func objectNames(g *graph.Graph) []string {
	var out []string
	for _, n := range g.Nodes() {
		out = append(out, n.ID)
		if name, _ := n.Attrs.Get("kubernetes.name"); name != "" {
			out = append(out, name)
		}
	}
	return out
}

func (e explanation) write(b *bytes.Buffer, format string) error {
	if format != "json" {
		e.text(b)
		return nil
	}
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(e)
}

// text writes an explanation for people.
func (e explanation) text(b *bytes.Buffer) {
	for i, edge := range e.Edges {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(b, "%s -> %s: %s\n", diag.Text(edge.From), diag.Text(edge.To), strings.Join(edge.facts(), ", "))
		for _, evidence := range edge.Evidence {
			fmt.Fprintf(b, "  %s\n", diag.Text(evidence))
		}
	}
	if len(e.Edges) == 0 {
		b.WriteString("no edges\n")
	}
	last := ""
	for i, r := range e.Refused {
		if i == 0 {
			b.WriteString("\nRefused, though it looks like an address:\n")
		}
		if r.From != last {
			last = r.From
			fmt.Fprintf(b, "\n%s\n", diag.Text(r.From))
		}
		what := ""
		if r.What != "" {
			what = source.Quote(r.What) + " is "
		}
		fmt.Fprintf(b, "  %s (%s)\n    %s%s\n", diag.Text(r.Text), diag.Text(r.Source), what, diag.Text(r.Reason))
	}
}

func (e explainedEdge) facts() []string {
	var out []string
	if e.Relation != "" {
		out = append(out, e.Relation)
	}
	if e.Port != "" {
		out = append(out, "port "+diag.Text(e.Port))
	}
	if e.Confidence != "" {
		out = append(out, e.Confidence)
	}
	return out
}
