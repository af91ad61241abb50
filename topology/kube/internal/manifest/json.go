package manifest

import (
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// errNotJSON is never shown: what is not JSON is read as YAML.
var errNotJSON = errors.New("not JSON")

// jsonLen returns the length of the JSON value that a text begins with, or 0 if
// it does not begin with one.
func jsonLen(text string) int {
	dec := json.NewDecoder(strings.NewReader(text))
	var raw json.RawMessage
	if dec.Decode(&raw) != nil {
		return 0
	}
	return int(dec.InputOffset())
}

// jsonReader makes nodes of JSON. YAML's own parser does not take all of it:
// escapes of characters in two halves, and keys of more than 1,024 bytes.
type jsonReader struct {
	text string
	dec  *json.Decoder
	// offset is up to where lines and columns are counted.
	offset, line, col int
	depth             int
}

// parseJSON returns the value that a text consists of.
func parseJSON(text string, maxDepth int) (*yaml.Node, error) {
	r := &jsonReader{text: text, dec: json.NewDecoder(strings.NewReader(text)), line: 1, col: 1, depth: maxDepth}
	r.dec.UseNumber()
	return r.value()
}

// value reads the next value.
func (r *jsonReader) value() (*yaml.Node, error) {
	start := int(r.dec.InputOffset())
	start += len(r.text[start:]) - len(strings.TrimLeft(r.text[start:], " \t\r\n,:"))
	r.moveTo(start)
	n := &yaml.Node{Line: r.line, Column: r.col}
	token, err := r.dec.Token()
	if err != nil {
		return nil, err
	}
	switch token := token.(type) {
	case json.Delim:
		return n, r.content(n, token)
	case string:
		n.Kind, n.Style, n.Value = yaml.ScalarNode, yaml.DoubleQuotedStyle, token
	default:
		n.Kind, n.Value = yaml.ScalarNode, r.text[start:r.dec.InputOffset()]
	}
	return n, nil
}

// content reads what is in a list or a mapping, and its end.
func (r *jsonReader) content(n *yaml.Node, open json.Delim) error {
	n.Kind, n.Style = yaml.SequenceNode, yaml.FlowStyle
	if open == '{' {
		n.Kind = yaml.MappingNode
	}
	if r.depth--; r.depth < 0 {
		return errNotJSON
	}
	for r.dec.More() {
		item, err := r.value()
		if err != nil {
			return err
		}
		n.Content = append(n.Content, item)
	}
	r.depth++
	_, err := r.dec.Token()
	return err
}

// moveTo counts the lines and columns up to an offset.
func (r *jsonReader) moveTo(offset int) {
	passed := r.text[r.offset:offset]
	if n := breaks(passed); n > 0 {
		r.line += n
		r.col = 1
		passed = passed[strings.LastIndexAny(passed, "\r\n")+1:]
	}
	r.col += utf8.RuneCountInString(passed)
	r.offset = offset
}
