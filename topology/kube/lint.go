package kube

import (
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/lint"
	"github.com/topodraw/topodraw/topology/kube/internal/view"
)

// IgnoreAnnotation is the annotation by which an object silences findings: a list
// of codes with commas between them, or "*" for all.
const IgnoreAnnotation = lint.IgnoreAnnotation

// Rule is something that [System.Lint] looks for.
type Rule struct {
	// Code is its name, which stays the same.
	Code string
	// Title says what a finding of it is, Help why that matters.
	Title, Help string
	// Severity is the worst of its findings': "error", "warning" or "note".
	Severity string
}

// Rules returns all rules, in the order of their codes.
func Rules() []Rule {
	var out []Rule
	for _, r := range lint.Rules() {
		out = append(out, Rule{r.Code, r.Title, r.Help, string(r.Severity)})
	}
	return out
}

// CodeSyntax is the rule of what cannot be read at all.
const CodeSyntax = lint.CodeSyntax

// Finding is something in manifests that breaks the flow.
type Finding struct {
	// Code is that of a [Rule], Severity "error", "warning" or "note".
	Code, Severity string
	// Object is what it is about, as messages have it, and ID as graphs have it;
	// both are empty where it is about no object.
	Object, ID string
	Pos        graph.Pos
	// Message says what is wrong, Hint what would help; it may be empty. Nothing of
	// a Secret but its name is in either.
	Message, Hint string
	// Source is the line of Pos, where it is known.
	Source string
	// Unseen says that nobody may show that line, since there may be something of
	// a Secret in it.
	Unseen  bool
	Related []Related
}

// Related is another place of the same cause.
type Related struct {
	Pos     graph.Pos
	Message string
}

// Lint looks for what breaks the flow of traffic or keeps pods from starting, but
// for the rules with some codes. Findings are in the order of their places.
func (s *System) Lint(silence ...string) []Finding {
	var out []Finding
	for _, f := range lint.Check(s.cluster, s.traffic, s.set.Problems, lint.Options{Silence: silence}) {
		to := Finding{Code: f.Code, Severity: string(f.Severity), Pos: f.Pos, Message: f.Message, Hint: f.Hint, Source: f.Source}
		if f.Object != nil {
			to.Object, to.ID = f.Object.String(), view.ID(s.cluster, f.Object)
			to.Unseen = f.Object.Manifest.Unseen()
		}
		for _, r := range f.Related {
			to.Related = append(to.Related, Related{r.Pos, r.Message})
		}
		out = append(out, to)
	}
	return out
}

// Mark shows in a graph of the system what Lint finds: the nodes that findings are
// about have a red border, the codes as their second line, the messages in their
// tooltips, and the codes as the attribute "findings".
func (s *System) Mark(g *graph.Graph) {
	found := make(map[string][]Finding)
	for _, f := range s.Lint() {
		found[f.ID] = append(found[f.ID], f)
	}
	for _, n := range g.Nodes() {
		if fs := found[n.ID]; n.ID != "" && len(fs) > 0 {
			mark(n, fs)
		}
	}
}

// markColor is legible on light and on dark.
const markColor = "#e5484d"

func mark(n *graph.Node, found []Finding) {
	var codes, messages []string
	seen := make(map[string]bool)
	for _, f := range found {
		messages = append(messages, f.Code+": "+f.Message)
		if !seen[f.Code] {
			seen[f.Code] = true
			codes = append(codes, f.Code)
		}
	}
	n.Style.Stroke, n.Style.StrokeWidth = markColor, 3
	n.Attrs.Set("findings", strings.Join(codes, ","))
	n.Subtitle = joined(n.Subtitle, " · ", strings.Join(codes, ", "))
	n.Tooltip = joined(n.Tooltip, "\n", strings.Join(messages, "\n"))
}

func joined(a, between, b string) string {
	if a == "" {
		return b
	}
	return a + between + b
}
