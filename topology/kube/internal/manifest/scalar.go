package manifest

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/internal/source"
)

// scalar is what a scalar is in JSON. That is decided as kubectl does: by YAML
// 1.1, where yes and on are booleans and 0644 is octal, but for dates, which
// JSON has not (https://yaml.org/type/).
type scalar int

const (
	nullScalar scalar = iota
	boolScalar
	numberScalar
	stringScalar
)

func kindOf(n *yaml.Node) scalar {
	const quoted = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle
	if n.Style&quoted != 0 || n.Style&yaml.TaggedStyle != 0 && n.Tag == "!!str" {
		return stringScalar
	}
	switch n.Value {
	case "", "~", "null", "Null", "NULL":
		return nullScalar
	}
	if _, ok := parseBool(n.Value); ok {
		return boolScalar
	}
	if _, _, ok := parseNumber(n.Value); ok {
		return numberScalar
	}
	return stringScalar
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && kindOf(n) == nullScalar }

// parseBool reads a boolean of YAML 1.1.
func parseBool(s string) (value, ok bool) {
	switch s {
	case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON":
		return true, true
	case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF":
		return false, true
	}
	return false, false
}

// parseNumber reads a number of YAML 1.1. It is whole if it fits in 64 bits,
// and f is otherwise the nearest that a float has.
func parseNumber(s string) (i int64, f float64, ok bool) {
	if s == "" || strings.IndexByte("+-.0123456789", s[0]) < 0 || strings.HasPrefix(s, "_") {
		return 0, 0, false
	}
	digits := strings.ReplaceAll(s, "_", "")
	if i, err := strconv.ParseInt(digits, 0, 64); err == nil {
		return i, float64(i), true
	}
	if strings.Trim(digits, "+-.eE0123456789") != "" {
		return 0, 0, false
	}
	f, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return 0, 0, false
	}
	if f == math.Trunc(f) && math.Abs(f) < 1<<53 {
		return int64(f), f, true
	}
	return 0, f, true
}

// asJSON returns the JSON of a scalar.
func asJSON(n *yaml.Node) []byte {
	switch kindOf(n) {
	case nullScalar:
		return []byte("null")
	case boolScalar:
		b, _ := parseBool(n.Value)
		return strconv.AppendBool(nil, b)
	case numberScalar:
		return jsonNumber(n.Value)
	}
	return jsonString(n.Value)
}

// jsonNumber returns a number as JSON has it: the text itself where that is
// possible, since 0.1 is exact as a quantity and not as a float.
func jsonNumber(s string) []byte {
	if plainNumber(s) {
		return []byte(s)
	}
	i, f, _ := parseNumber(s)
	if float64(i) == f {
		return strconv.AppendInt(nil, i, 10)
	}
	return strconv.AppendFloat(nil, f, 'g', -1, 64)
}

// plainNumber reports whether a number has digits, at most one point and one
// sign, and no zero that means octal.
func plainNumber(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole, fraction, point := strings.Cut(s, ".")
	digits := strings.Trim(whole+fraction, "0123456789") == ""
	return digits && whole != "" && (whole == "0" || whole[0] != '0') && (!point || fraction != "")
}

// jsonString returns a text as JSON has it. Any string can be marshalled.
func jsonString(s string) []byte {
	b, _ := json.Marshal(s)
	return b
}

// quote returns a text in quotes, cut to a length for a message.
func quote(s string) string { return source.Quote(s) }

// described says what a value is, as a message ends with it. Where it may be
// secret, it says no more than its form.
func described(n *yaml.Node, quiet bool) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	}
	kind := kindOf(n)
	switch {
	case kind == nullScalar:
		return "nothing"
	case kind == boolScalar && quiet:
		return "a boolean"
	case kind == numberScalar && quiet:
		return "a number"
	case quiet:
		return "this string"
	case kind == boolScalar:
		return "the boolean " + n.Value
	case kind == numberScalar && len(n.Value) <= source.MaxQuoted:
		return "the number " + n.Value
	}
	return quote(n.Value)
}
