package report

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/diag"
)

// writeText writes the findings as the other problems of an input are printed,
// and a line with their number.
func writeText(b *bytes.Buffer, r Report, opts TextOptions) error {
	var all graph.Diagnostics
	for _, f := range r.Findings {
		all = append(all, graph.Diagnostic{Pos: f.Pos, Message: f.labelled(), Hint: f.Hint, Source: f.Source})
		for _, rel := range f.Related {
			all = append(all, graph.Diagnostic{Pos: rel.Pos, Message: "related: " + rel.Message})
		}
	}
	if err := diag.Print(b, all.Err(), opts); err != nil {
		return err
	}
	_, err := fmt.Fprintln(b, r.summary())
	return err
}

// labelled returns the message with its severity, unless that is an error as
// most are, and with its code.
func (f Finding) labelled() string {
	text := f.Message
	if f.Severity != Error {
		text = string(f.Severity) + ": " + text
	}
	if f.Code != "" {
		text += " [" + f.Code + "]"
	}
	return text
}

// summary returns how many findings there are of each severity.
func (r Report) summary() string {
	var parts []string
	for _, s := range []Severity{Error, Warning, Note} {
		switch n := r.count(s); n {
		case 0:
		case 1:
			parts = append(parts, "1 "+string(s))
		default:
			parts = append(parts, fmt.Sprintf("%d %ss", n, s))
		}
	}
	if len(parts) == 0 {
		return "no findings"
	}
	return strings.Join(parts, ", ")
}
