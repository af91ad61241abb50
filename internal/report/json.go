package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/topodraw/topodraw/graph"
)

type jsonReport struct {
	Findings []jsonFinding `json:"findings"`
	Errors   int           `json:"errors"`
	Warnings int           `json:"warnings"`
	Notes    int           `json:"notes,omitempty"`
}

type jsonFinding struct {
	Code     string        `json:"code,omitempty"`
	Severity Severity      `json:"severity"`
	Message  string        `json:"message"`
	Hint     string        `json:"hint,omitempty"`
	File     string        `json:"file,omitempty"`
	Line     int           `json:"line,omitempty"`
	Column   int           `json:"column,omitempty"`
	Object   string        `json:"object,omitempty"`
	Related  []jsonRelated `json:"related,omitempty"`
}

type jsonRelated struct {
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message string `json:"message"`
}

func writeJSON(b *bytes.Buffer, r Report, _ TextOptions) error {
	out := jsonReport{
		Findings: make([]jsonFinding, len(r.Findings)),
		Errors:   r.count(Error),
		Warnings: r.count(Warning),
		Notes:    r.count(Note),
	}
	for i, f := range r.Findings {
		out.Findings[i] = jsonFinding{
			Code: f.Code, Severity: f.Severity, Message: f.Message, Hint: f.Hint,
			File: f.Pos.File, Line: f.Pos.Line, Column: f.Pos.Col, Object: f.Object,
			Related: jsonPlaces(f.Related),
		}
	}
	return encode(b, out)
}

func jsonPlaces(related []Related) []jsonRelated {
	var out []jsonRelated
	for _, r := range related {
		out = append(out, jsonRelated{File: r.Pos.File, Line: r.Pos.Line, Column: r.Pos.Col, Message: r.Message})
	}
	return out
}

// encode writes a value as indented JSON. Signs of HTML stay readable: the
// output is no web page.
func encode(b *bytes.Buffer, v any) error {
	var plain bytes.Buffer
	e := json.NewEncoder(&plain)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return err
	}
	escapeHidden(b, plain.Bytes())
	return nil
}

// escapeHidden writes JSON with escapes for the characters that do something to
// a terminal, or to those who read it, and that JSON itself lets stand: C1
// controls, signs that change the direction of text. They occur in strings only.
func escapeHidden(b *bytes.Buffer, text []byte) {
	for len(text) > 0 {
		c, n := utf8.DecodeRune(text)
		switch {
		case c == '\n' || !unicode.In(c, unicode.C):
			b.Write(text[:n])
		case c > 0xFFFF:
			high, low := utf16.EncodeRune(c)
			fmt.Fprintf(b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(b, `\u%04x`, c)
		}
		text = text[n:]
	}
}

// line returns "file:line:col: message" of a related place.
func (r Related) line() string { return graph.Diagnostic{Pos: r.Pos, Message: r.Message}.Error() }
