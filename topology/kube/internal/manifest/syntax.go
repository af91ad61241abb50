package manifest

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/internal/yamltext"
)

const helmHint = "this is a template: give topodraw what \"helm template\" prints"

// syntax returns the node of a document, or nil where there is none. A mistake
// is told.
func (r *reading) syntax() *yaml.Node {
	if r.doc.json {
		if n, err := parseJSON(r.doc.text, r.opts.MaxDepth); err == nil {
			return n
		}
	}
	docs, err := yamltext.Parse(strings.NewReader(r.doc.text))
	switch {
	case err != nil:
		r.mistake(err)
		return nil
	case len(docs) == 0:
		return nil
	}
	return docs[0].Content[0]
}

// mistake tells why a document is no YAML.
func (r *reading) mistake(err error) {
	line, col, message, hint := r.locate(err)
	if r.isTemplate(line) {
		message, hint = "this is not YAML", helmHint
	}
	p := Problem{Severity: Error, Code: CodeSyntax, Diagnostic: graph.Diagnostic{
		Pos:     graph.Pos{File: r.doc.file.Name, Line: r.doc.line - 1 + line, Col: col},
		Message: message, Hint: hint,
	}}
	if r.doc.secret {
		p.Message, p.Hint = "this is not YAML", "the line is not shown, since a Secret may be in it"
	} else {
		p.Source = r.doc.source.Line(p.Pos.Line)
	}
	r.keep(p)
}

// maxExplained is the size of the texts in which the cause of a mistake is
// looked for, which takes several times as long as parsing.
const maxExplained = 1 << 20

// locate returns where a mistake is in the document, and what there is to say.
func (r *reading) locate(err error) (line, col int, message, hint string) {
	if len(r.doc.text) > maxExplained {
		message = strings.TrimPrefix(err.Error(), "yaml: ")
		if number, rest, ok := strings.Cut(strings.TrimPrefix(message, "line "), ": "); ok {
			if n, err := strconv.Atoi(number); err == nil {
				return n, 1, "this is not YAML: " + rest, ""
			}
		}
		return 1, 1, "this is not YAML: " + message, ""
	}
	f := source.New("", 0, r.doc.text)
	if offset, err := notJSON(r.doc.text); err != nil {
		at := f.At(offset)
		return at.Line, at.Col, "this is not JSON: " + err.Error(), ""
	}
	m := yamltext.Explain(f, r.doc.text, err)
	at := f.At(m.At)
	return at.Line, at.Col, m.Message, m.Hint
}

// notJSON returns the mistake in a text that is meant as JSON, and where it is.
func notJSON(text string) (offset int, err error) {
	inner, isObject := strings.CutPrefix(strings.TrimLeft(text, " \t\r\n"), "{")
	if !isObject || !strings.HasPrefix(strings.TrimLeft(inner, " \t\r\n"), "\"") {
		return 0, nil
	}
	var raw json.RawMessage
	var syntax *json.SyntaxError
	if err := json.Unmarshal([]byte(text), &raw); errors.As(err, &syntax) {
		return max(int(syntax.Offset)-1, 0), err
	}
	return 0, nil
}

// isTemplate reports whether a document is no YAML because it is a template: a
// line up to the mistake begins with {{, or the mistake's has it in it. Text
// elsewhere may have it for reasons of its own.
func (r *reading) isTemplate(line int) bool {
	for text := range strings.Lines(r.doc.text) {
		if strings.HasPrefix(strings.TrimLeft(text, " \t-"), "{{") {
			return true
		}
		if line--; line <= 0 {
			return strings.Contains(text, "{{")
		}
	}
	return false
}

// isTemplate reports whether a value is {{ … }}, which YAML takes for a mapping
// that has a mapping as its key.
func isTemplate(n *yaml.Node) bool {
	return n.Kind == yaml.MappingNode && len(n.Content) == 2 && n.Content[0].Kind == yaml.MappingNode
}

// templateHint is the hint about a value of the wrong type.
func templateHint(n *yaml.Node) string {
	if isTemplate(n) {
		return helmHint
	}
	return ""
}
