// Package report writes the findings of a check in the forms that people, scripts
// and code hosts read.
package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/diag"
)

// Severity says how bad a finding is.
type Severity string

// The severities. Any other word counts as Error.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Note    Severity = "note"
)

// Finding is one thing that a check found.
type Finding struct {
	// Code is the stable name of the rule, such as "K101".
	Code     string
	Severity Severity
	// Message says what is wrong, in one line. Hint says what may be meant; it may
	// be empty.
	Message, Hint string
	// Pos is the place; the zero Pos is the input as a whole. GitHub wants a file
	// for every finding of a SARIF log.
	Pos graph.Pos
	// Source is the line that Pos.Line names, without its line break, or empty.
	Source string
	// Object is what the finding is about, such as "Service default/my-service". It
	// may be empty.
	Object string
	// Related are other places that have to do with it.
	Related []Related
}

// Related is another place that has to do with a finding, and why.
type Related struct {
	Pos     graph.Pos
	Message string
}

// Rule is what a check looks for.
type Rule struct {
	// Code is the stable name that [Finding] refers to, and Title the rule in a few
	// words.
	Code, Title string
	// Help explains the rule in one or two sentences; empty stands for the Title.
	Help     string
	Severity Severity
	// URL is the absolute URL of the rule's page; it may be empty.
	URL string
}

// Report is what a check has to say.
type Report struct {
	// Tool and Version name the program that checked, and URL, an absolute one, is
	// where to read about it. Only SARIF shows them, and what is empty not even
	// there, but for the Tool, which then is topodraw.
	Tool, Version, URL string
	// Rules are all rules that were checked, also those without findings.
	Rules    []Rule
	Findings []Finding
}

// TextOptions say how the form "text" looks: whether in colours, and how wide.
type TextOptions = diag.Options

// format is one form of a report.
type format struct {
	name  string
	write func(b *bytes.Buffer, r Report, opts TextOptions) error
}

func formats() []format {
	return []format{
		{"text", writeText},
		{"json", writeJSON},
		{"sarif", writeSARIF},
		{"github", writeGitHub},
	}
}

// Formats returns the names of the forms, the one for people first.
func Formats() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// Write writes a report in one of the [Formats], with the findings in the order
// of files, lines, columns and codes. Texts may hold anything: what a form or a
// terminal would obey is escaped. All forms end in one newline, but "github"
// writes nothing where nothing was found. The options are those of "text".
//
// A format that there is not is an error, as is one of w; the report is handed
// to w at once.
func Write(w io.Writer, name string, r Report, opts TextOptions) error {
	all := formats()
	i := slices.IndexFunc(all, func(f format) bool { return f.name == name })
	if i < 0 {
		return fmt.Errorf("there is no format %q of a report", name)
	}
	var b bytes.Buffer
	if err := all[i].write(&b, r.ordered(), opts); err != nil || b.Len() == 0 {
		return err
	}
	_, err := w.Write(b.Bytes())
	return err
}

// ordered returns the report in the order of its output, with severities and
// places that all forms know. The one handed in stays as it is.
func (r Report) ordered() Report {
	r.Tool = cmp.Or(r.Tool, "topodraw")
	r.Findings = slices.Clone(r.Findings)
	for i := range r.Findings {
		r.Findings[i].normalize()
	}
	slices.SortStableFunc(r.Findings, compare)
	r.Rules = slices.Clone(r.Rules)
	for i := range r.Rules {
		r.Rules[i].Severity = r.Rules[i].Severity.known()
	}
	slices.SortStableFunc(r.Rules, func(a, b Rule) int { return cmp.Compare(a.Code, b.Code) })
	r.Rules = slices.CompactFunc(r.Rules, func(a, b Rule) bool { return a.Code == b.Code })
	return r
}

func (f *Finding) normalize() {
	f.Severity = f.Severity.known()
	f.Pos = known(f.Pos)
	f.Related = slices.Clone(f.Related)
	for i := range f.Related {
		f.Related[i].Pos = known(f.Related[i].Pos)
	}
}

// known returns one of the severities there are.
func (s Severity) known() Severity {
	if s == Warning || s == Note {
		return s
	}
	return Error
}

// known returns a place without numbers that cannot be.
func known(p graph.Pos) graph.Pos {
	p.Line = max(p.Line, 0)
	p.Col = max(p.Col, 0)
	if p.Line == 0 {
		p.Col = 0
	}
	return p
}

// compare orders findings. Those that differ in nothing that it looks at stay
// in the order in which they came.
func compare(a, b Finding) int {
	return cmp.Or(
		cmp.Compare(a.Pos.File, b.Pos.File),
		cmp.Compare(a.Pos.Line, b.Pos.Line),
		cmp.Compare(a.Pos.Col, b.Pos.Col),
		cmp.Compare(a.Code, b.Code),
		cmp.Compare(a.Object, b.Object),
		cmp.Compare(a.Message, b.Message),
	)
}

// count returns how many findings have a severity.
func (r Report) count(s Severity) int {
	n := 0
	for _, f := range r.Findings {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// whole returns the message with the hint, in the form of [graph.Diagnostic].
func (f Finding) whole() string {
	return graph.Diagnostic{Message: f.Message, Hint: f.Hint}.Error()
}

// slashed returns the name of a file as code hosts write it: with slashes, and
// with nothing in it that leads nowhere, such as "./".
func slashed(file string) string {
	if file == "" {
		return ""
	}
	return path.Clean(filepath.ToSlash(file))
}
