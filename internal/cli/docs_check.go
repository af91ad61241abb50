package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/diag"
	"github.com/topodraw/topodraw/internal/docs"
	"github.com/topodraw/topodraw/internal/report"
)

// staleCode is the rule of --check in the forms for other programs.
const staleCode = "stale-diagram"

// stale is a place that is not up to date.
type stale struct {
	place *docs.Place
	// message says what is stale, and diff how, in the unified format.
	message, diff string
}

// stalePlaces returns what is not up to date, in the order of documents.
func (r *docsRun) stalePlaces() []stale {
	var out []stale
	for _, fig := range r.figures() {
		if fig.document.Stale(fig.place, fig.content) {
			out = append(out, stale{fig.place, "the diagram is not up to date", fig.document.Diff(fig.place, fig.content)})
		}
		for _, file := range fig.files {
			if !holds(file.name, file.data) {
				out = append(out, staleFile(fig.place, file))
			}
		}
	}
	return out
}

// staleFile compares a picture with what it should be.
func staleFile(place *docs.Place, file figureFile) stale {
	old, err := os.ReadFile(file.name)
	if err != nil {
		return stale{place, file.name + " is missing", ""}
	}
	out := stale{place: place, message: file.name + " is not up to date"}
	if utf8.Valid(old) && utf8.Valid(file.data) {
		out.diff = docs.Diff(file.name, old, file.data)
	}
	return out
}

// showStale shows what is not up to date.
func (r *docsRun) showStale() error {
	found := r.stalePlaces()
	var b bytes.Buffer
	if r.flags.format == report.Formats()[0] {
		writeStale(&b, found, r.flags.remedy())
	} else if err := report.Write(&b, r.flags.format, staleReport(found, r.flags.remedy()), report.TextOptions{}); err != nil {
		return err
	}
	if _, err := r.p.Stdout.Write(b.Bytes()); err != nil {
		return err
	}
	if len(found) > 0 {
		return foundError{exitFound}
	}
	return nil
}

// maxDiff is how many lines of a difference are shown.
const maxDiff = 200

// writeStale shows people what is not up to date.
func writeStale(w io.Writer, found []stale, remedy string) {
	for _, s := range found {
		at := graph.Pos{File: s.place.Pos.File, Line: s.place.Pos.Line}
		_, _ = fmt.Fprintf(w, "%s: %s\n%s", visible(at.String()), visible(s.message), visible(docs.Cut(s.diff, maxDiff)))
	}
	places := make(map[*docs.Place]bool)
	for _, s := range found {
		places[s.place] = true
	}
	switch len(places) {
	case 0:
	case 1:
		_, _ = fmt.Fprintf(w, "1 diagram is not up to date: run %q\n", remedy)
	default:
		_, _ = fmt.Fprintf(w, "%d diagrams are not up to date: run %q\n", len(places), remedy)
	}
}

// visible returns a text in a form that a terminal does not obey, with its line
// breaks.
func visible(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = diag.Text(line)
	}
	return strings.Join(lines, "\n")
}

// staleReport tells other programs what is not up to date.
func staleReport(found []stale, remedy string) report.Report {
	r := report.Report{Version: buildInfo().Main.Version, Rules: []report.Rule{{
		Code: staleCode, Severity: report.Error, Title: "A diagram is not up to date",
		Help: "What a marker asks for is not what stands below it.", URL: docsURL + "documents.md#in-ci",
	}}}
	for _, s := range found {
		r.Findings = append(r.Findings, report.Finding{
			Code: staleCode, Severity: report.Error, Message: s.message, Hint: fmt.Sprintf("run %q", remedy),
			Pos: s.place.Pos, Source: s.place.Source,
		})
	}
	return r
}
