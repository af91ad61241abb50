package cli

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/diag"
	"github.com/topodraw/topodraw/internal/output"
	"github.com/topodraw/topodraw/internal/report"
	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/topology/kube"
)

// lintFlags are the flags of lint as they were given.
type lintFlags struct {
	clusterFlags
	format  string
	out     string
	silence []string
	failOn  string
}

func newLint(p *Process) *cobra.Command {
	var f lintFlags
	cmd := &cobra.Command{
		Use:   "lint [SOURCE...] [flags]",
		Short: "Find what breaks the flow in Kubernetes manifests",
		Long: `Lint finds what breaks the flow of traffic in Kubernetes manifests: Services that
select nothing, ports that no container has, references to what is not there,
fields that there are not.

SOURCE is a file of manifests or a folder that has some; "-" is the standard input,
which is also read if there is no SOURCE.

The exit code is 0 if nothing is found, 1 if something is, and 2 if something
cannot be read. Notes alone are no failure, unless --fail-on says so. An object
silences rules by the annotation ` + kube.IgnoreAnnotation + `: their codes, with
commas between them.`,
		Example: `  topodraw lint k8s/
  topodraw lint k8s/ --format sarif -o lint.sarif
  topodraw lint k8s/ --silence missing-secret --fail-on error`,
		RunE: func(cmd *cobra.Command, args []string) error { return p.lint(cmd.Context(), args, f) },
	}
	fs := cmd.Flags()
	fs.StringVarP(&f.out, "output", "o", streamPath, "write to a `FILE`")
	fs.StringVar(&f.format, "format", report.Formats()[0], "`FORM` of the findings: "+list(report.Formats()))
	fs.StringSliceVar(&f.silence, "silence", nil, "leave out a rule by its `CODE`; may be repeated")
	fs.StringVar(&f.failOn, "fail-on", string(report.Warning), "the least `SEVERITY` for exit code 1: "+list(severities()))
	fs.StringVar(&f.namespace, "default-namespace", "", "`NAMESPACE` of objects that name none (default \"default\")")
	fs.StringVar(&f.domain, "cluster-domain", "", "`DOMAIN` of the cluster on its network (default \"cluster.local\")")
	f.complete(cmd)
	completeFlags(cmd, map[string][]string{"format": report.Formats(), "silence": ruleCodes(), "fail-on": severities()})
	return cmd
}

// severities returns what --fail-on takes, the least first.
func severities() []string {
	return []string{string(report.Note), string(report.Warning), string(report.Error)}
}

func ruleCodes() []string {
	var out []string
	for _, r := range kube.Rules() {
		out = append(out, r.Code)
	}
	return out
}

// foundError says that a check has found something, which it has told already.
type foundError struct{ code int }

func (e foundError) Error() string { return "something was found" }

func (p *Process) lint(ctx context.Context, args []string, f lintFlags) error {
	if err := f.check(); err != nil {
		return err
	}
	to, err := p.target(f.out)
	if err != nil {
		return err
	}
	warnings := newWarnings(p, false)
	sources, err := p.manifests(ctx, args, readSpec{kube: &kubeFlags{}, warn: warnings.add})
	if err != nil {
		return err
	}
	if err := (&request{outputs: []outputTo{{to: to}}}).spare(sources); err != nil {
		return err
	}
	// What cannot be read, and what warns, is among the findings.
	f.keepGoing = true
	system, err := readSystem(ctx, sources, f.clusterFlags, func(graph.Diagnostic) {}, func(error) {})
	if err != nil {
		return err
	}
	found, err := await(ctx, func() ([]kube.Finding, error) { return system.Lint(f.silence...), nil })
	if err != nil {
		return err
	}
	quoteLines(found, sources)
	var b bytes.Buffer
	if err := report.Write(&b, f.format, reportOf(found), diag.Options{Color: p.StdoutTerminal && p.colored() && isStdout(f.out)}); err != nil {
		return err
	}
	if err := output.Write(ctx, []output.Content{{To: to, Data: b.Bytes()}}); err != nil {
		return err
	}
	return f.verdict(found)
}

// quoteLines gives findings the lines that they are in, where those may be seen.
func quoteLines(found []kube.Finding, sources []input) {
	wanted := make(map[string][]*kube.Finding)
	for i := range found {
		if f := &found[i]; f.Source == "" && f.Object != "" && !f.Unseen {
			wanted[f.Pos.File] = append(wanted[f.Pos.File], f)
		}
	}
	for i, s := range sources {
		if len(wanted[s.Name]) == 0 {
			continue // few files have findings, and looking for lines takes time
		}
		file := source.New(s.Name, i, string(s.Data))
		for _, f := range wanted[s.Name] {
			f.Source = file.Line(f.Pos.Line)
		}
	}
}

func (f *lintFlags) check() error {
	if !slices.Contains(report.Formats(), f.format) {
		return unknown("form", f.format, report.Formats())
	}
	if !slices.Contains(severities(), f.failOn) {
		return unknown("level", f.failOn, severities())
	}
	for _, code := range f.silence {
		if !slices.Contains(ruleCodes(), code) {
			return unknown("rule", code, ruleCodes())
		}
	}
	return f.clusterFlags.check()
}

// verdict is the exit code that findings come to.
func (f *lintFlags) verdict(found []kube.Finding) error {
	code := exitOK
	for _, finding := range found {
		if finding.Code == kube.CodeSyntax {
			return foundError{exitUsage}
		}
		if slices.Index(severities(), finding.Severity) >= slices.Index(severities(), f.failOn) {
			code = exitFound
		}
	}
	if code == exitOK {
		return nil
	}
	return foundError{code}
}

// reportOf returns findings as a report has them.
func reportOf(found []kube.Finding) report.Report {
	var r report.Report
	for _, rule := range kube.Rules() {
		r.Rules = append(r.Rules, report.Rule{Code: rule.Code, Title: rule.Title, Help: rule.Help, Severity: report.Severity(rule.Severity), URL: docsURL + "lint.md#" + rule.Code})
	}
	for _, f := range found {
		to := report.Finding{Code: f.Code, Severity: report.Severity(f.Severity), Message: f.Message, Hint: f.Hint, Pos: f.Pos, Source: f.Source, Object: f.Object}
		for _, rel := range f.Related {
			to.Related = append(to.Related, report.Related{Pos: rel.Pos, Message: rel.Message})
		}
		r.Findings = append(r.Findings, to)
	}
	return r
}

// docsURL is where the pages of docs/ are.
const docsURL = "https://github.com/topodraw/topodraw/blob/main/docs/"

// manifests reads sources that have to be Kubernetes manifests.
func (p *Process) manifests(ctx context.Context, args []string, spec readSpec) ([]input, error) {
	sources, err := p.sources(ctx, args, spec)
	if err != nil {
		return nil, err
	}
	manifests, others := split(sources, "")
	if len(others) > 0 {
		// One that is broken from its start shows nothing of what it is.
		return nil, inputf("%s: this is no Kubernetes manifest: an object has an apiVersion and a kind", others[0].Name)
	}
	if len(manifests) == 0 {
		return nil, errors.New("there is nothing to read")
	}
	return manifests, nil
}
