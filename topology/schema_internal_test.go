package topology

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/graph"
)

type object = map[string]any

func schema(t *testing.T) object {
	t.Helper()
	var s object
	require.NoError(t, json.Unmarshal(Schema(), &s))
	return s
}

func TestSchemaEndsInOneLineBreak(t *testing.T) {
	t.Parallel()
	require.True(t, strings.HasSuffix(string(Schema()), "}\n"))
}

// The schema has the keys and the words that the decoder has, in its order of
// words, and nothing else.
func TestSchemaIsTheDecoder(t *testing.T) {
	t.Parallel()
	s := schema(t)
	defs := s["definitions"].(object)
	properties := func(of any) []string {
		o := of.(object)
		require.Equal(t, false, o["additionalProperties"])
		return slices.Sorted(maps.Keys(o["properties"].(object)))
	}
	sorted := func(keys []string) []string { return slices.Sorted(slices.Values(keys)) }
	require.Equal(t, sorted(keys(topologyTable())), properties(s))
	require.Equal(t, sorted(keys(styleTable())), properties(defs["style"]))
	require.Equal(t, sorted(keys(nodeTable())), properties(defs["node"]))
	require.Equal(t, sorted(keys(groupTable())), properties(defs["group"]))
	require.Equal(t, sorted(keys(flowTable())), properties(defs["flowObject"]))
	saidByArrows := []string{"from", "to", "line", "head", "tail"}
	require.Equal(t, sorted(append(saidByArrows, properties(defs["flowArrow"])...)), sorted(keys(flowTable())))

	node, flow := defs["node"].(object)["properties"].(object), defs["flowObject"].(object)["properties"].(object)
	require.Equal(t, words(graph.DirectionWords()), enum(defs["direction"]))
	require.Equal(t, words(graph.Shapes()), enum(node["shape"]))
	require.Equal(t, words(graph.Lines()), enum(flow["line"]))
	require.Equal(t, words(graph.Arrows()), enum(flow["head"]))
	require.Equal(t, words(graph.Arrows()), enum(flow["tail"]))
	kinds := defs["kind"].(object)["anyOf"].([]any)[0]
	require.Equal(t, words(graph.Kinds()), append(enum(kinds), nil))
	require.InDelta(t, MaxNodes, node["count"].(object)["maximum"], 0)
}

// words returns the values of an enum that also allows nothing.
func words[T ~string](of []T) []any {
	var out []any
	for _, w := range of {
		out = append(out, string(w))
	}
	return append(out, nil)
}

func enum(s any) []any { return s.(object)["enum"].([]any) }

// Everything that can be hovered over has a description.
func TestSchemaDescribesEveryKey(t *testing.T) {
	t.Parallel()
	s := schema(t)
	tops := object{"": s}
	maps.Copy(tops, s["definitions"].(object))
	for name, def := range tops {
		require.NotEmpty(t, def.(object)["description"], name)
		props, _ := def.(object)["properties"].(object)
		for key, p := range props {
			require.NotEmpty(t, p.(object)["description"], "%s.%s", name, key)
		}
	}
}

// The schema and the decoder agree on files.
func TestSchemaAgreesWithRead(t *testing.T) {
	t.Parallel()
	good := []string{
		"flows: [A -> B]", "title: 1.0\nflows: [A <-> B]", "title: ~\nflows: [A ==> B -> C]",
		"direction: LR\nflows: [A .. B]", "direction:\nflows: [A -> B]", "theme: mine\nflows: [A -> B]", "theme: documented\nflows: [A -> B]",
		"nodes: {A: , B: {}}", "nodes: {A: {kind: pod, count: 2}}", "nodes: {A: {kind: my own, label: no}}",
		"nodes: {A: {style: {fill: '#f9f', stroke: Navy, color: '#12345678', stroke-width: 2, dash: 5 3}}}",
		"nodes: {A: {style: {stroke-width: 2.5px, dash: 5}}}", "nodes: {A: {style: {stroke-width: '3', fill: none}}}",
		"nodes: {A: {link: https://example.com/a}}", "nodes: {A: {link: 'mailto:a@b.c'}}", "nodes: {A: {link: docs/a.md#b}}", "nodes: {A: {link: /a}}", "nodes: {A: {link: '#a'}}",
		"nodes: {A: {class: hot}}", "nodes: {A: {class: [hot, cold]}}", "classes: {hot: {fill: red}, cold: , theirs: external}\nnodes: {A: }", "nodes: {}",
		"nodes: {A: {attrs: {a: 1, b: true, c: , d: x}}}", "attrs: {a: b}\nnodes: {A: }",
		"groups: {z: Zone A, y: , x: {label: X, in: z, direction: TB}}", "groups: {z: 1}",
		"flows:\n- A -> B: x", "flows:\n- A -> B:", "flows:\n- A -> [B, C]: 1.0", "flows:\n- '[A, B] -> C'", "flows:\n- '\"A -> B\" -> C'",
		"flows:\n- {A -> B: x, style: {stroke: red}, attrs: {a: b}}", "flows:\n- {A -> B: , label: x}",
		"flows:\n- {from: A, to: B}", "flows:\n- {from: [A, 1], to: B, label: x, line: dashed, head: none, tail: cross, spread: true}",
		"flows:\n- {from: A, to: B, id: e, class: [c], link: a.md, tooltip: t}",
	}
	for _, name := range Examples() {
		data, err := Example(name)
		require.NoError(t, err)
		good = append(good, string(data))
	}
	bad := []string{
		"- A -> B", "text", "titel: x\nflows: [A -> B]", "title: [x]\nflows: [A -> B]", "direction: dwon\nflows: [A -> B]",
		"nodes: [A]", "nodes: {A: text}", "nodes: {A: {kinds: x}}", "nodes: {A: {shape: rect}}", "nodes: {A: {count: 0}}", "nodes: {A: {count: 1.5}}",
		"nodes: {A: {count: 100001}}", "nodes: {A: {count: x}}", "nodes: {'': }", "nodes: {A: {label: {}}}",
		"nodes: {A: {style: {fill: '#ff'}}}", "nodes: {A: {style: {fill: 'rgb(1,2,3)'}}}", "nodes: {A: {style: {fil: red}}}", "nodes: {A: {style: red}}",
		"nodes: {A: {style: {stroke-width: 0}}}", "nodes: {A: {style: {stroke-width: 101}}}", "nodes: {A: {style: {stroke-width: thick}}}", "nodes: {A: {style: {stroke-width: -1}}}",
		"nodes: {A: {style: {dash: a b}}}", "nodes: {A: {style: {dash: [5, 3]}}}", "nodes: {A: {style: {dash: -5}}}",
		"nodes: {A: {link: 'javascript:alert(1)'}}", "nodes: {A: {link: //example.com}}", "nodes: {A: {link: 'data:text/html,x'}}",
		"nodes: {A: {class: a b}}", "nodes: {A: {class: {a: b}}}", "nodes: {A: {class: ['']}}", "classes: {a b: }\nnodes: {A: }", "classes: [a]\nnodes: {A: }", "classes: {a: red}\nnodes: {A: }",
		"nodes: {A: {attrs: [a]}}", "nodes: {A: {attrs: {a: [b]}}}", "groups: [z]", "groups: {z: [x]}", "groups: {z: {shape: circle}}",
		"flows: A -> B", "flows: [A]", "flows: [A --> B]", "flows: ['A->B']", "flows: ['A ->']", "flows: ['-> A']", "flows: [[A, B]]", "flows:\n-",
		"flows:\n- A -> B: [x]", "flows:\n- {A -> B: x, line: dashed}", "flows:\n- {A -> B: x, from: A}", "flows:\n- {from: A}", "flows:\n- {form: A, to: B}",
		"flows:\n- {from: A, to: []}", "flows:\n- {from: A, to: {}}", "flows:\n- {from: A, to: B, line: wavy}", "flows:\n- {from: A, to: B, head: x}", "flows:\n- {from: A, to: B, spread: x}",
		"flows:\n- {label: x}",
	}
	s := schema(t)
	for _, text := range good {
		_, err := ReadAll(Source{Data: []byte(text)})
		require.NoError(t, err, text)
		require.NoError(t, evaluate(s, text), text)
	}
	for _, text := range bad {
		_, err := ReadAll(Source{Data: []byte(text)})
		require.Error(t, err, text)
		require.Error(t, evaluate(s, text), text)
	}
}

// evaluate checks a file against a schema.
func evaluate(s object, text string) error {
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		return err
	}
	e := evaluator{root: s}
	return e.check(s, v)
}

// evaluator knows the keywords of draft-07 that the schema uses; any other is
// an error.
type evaluator struct{ root object }

func (e evaluator) check(s any, v any) error {
	if s == false {
		return fmt.Errorf("%v is not allowed", v)
	}
	for keyword, arg := range s.(object) {
		if err := e.keyword(keyword, arg, s.(object), v); err != nil {
			return fmt.Errorf("%s: %w", keyword, err)
		}
	}
	return nil
}

func (e evaluator) keyword(keyword string, arg any, s object, v any) error {
	ok := true
	text, isText := v.(string)
	list, isList := v.([]any)
	number, isNumber := numberOf(v)
	switch keyword {
	case "$schema", "title", "description", "definitions", "properties", "patternProperties":
		return e.pairs(keyword, arg, v)
	case "$ref":
		return e.check(e.root["definitions"].(object)[strings.TrimPrefix(arg.(string), "#/definitions/")], v)
	case "allOf":
		for _, one := range arg.([]any) {
			if err := e.check(one, v); err != nil {
				return err
			}
		}
	case "anyOf":
		ok = slices.ContainsFunc(arg.([]any), func(one any) bool { return e.check(one, v) == nil })
	case "not":
		ok = e.check(arg, v) != nil
	case "enum":
		ok = slices.Contains(arg.([]any), v)
	case "type":
		ok = hasType(arg, v)
	case "pattern":
		ok = !isText || regexp.MustCompile(arg.(string)).MatchString(text)
	case "minLength":
		ok = !isText || utf8.RuneCountInString(text) >= int(arg.(float64))
	case "minItems":
		ok = !isList || len(list) >= int(arg.(float64))
	case "minimum":
		ok = !isNumber || number >= arg.(float64)
	case "maximum":
		ok = !isNumber || number <= arg.(float64)
	case "exclusiveMinimum":
		ok = !isNumber || number > arg.(float64)
	case "items":
		for _, item := range list {
			if err := e.check(arg, item); err != nil {
				return err
			}
		}
	case "propertyNames", "required", "additionalProperties":
		return e.names(keyword, arg, s, v)
	default:
		return fmt.Errorf("an unknown keyword")
	}
	if !ok {
		return fmt.Errorf("%v is not as in %v", v, arg)
	}
	return nil
}

// pairs checks the values of the keys that a schema has.
func (e evaluator) pairs(keyword string, arg, v any) error {
	for key, value := range pairsOf(v) {
		for name, sub := range pairsOf(arg) {
			matches := keyword == "properties" && name == key ||
				keyword == "patternProperties" && regexp.MustCompile(name).MatchString(key)
			if !matches {
				continue
			}
			if err := e.check(sub, value); err != nil {
				return fmt.Errorf("%s: %w", key, err)
			}
		}
	}
	return nil
}

func (e evaluator) names(keyword string, arg any, s object, v any) error {
	pairs := pairsOf(v)
	for key, value := range pairs {
		var err error
		switch {
		case keyword == "propertyNames":
			err = e.check(arg, key)
		case keyword == "additionalProperties" && !known(s, key):
			err = e.check(arg, value)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	if required, ok := arg.([]any); ok {
		for _, key := range required {
			if _, has := pairs[key.(string)]; !has && pairs != nil {
				return fmt.Errorf("%s is missing", key)
			}
		}
	}
	return nil
}

func known(s object, key string) bool {
	_, ok := pairsOf(s["properties"])[key]
	for pattern := range pairsOf(s["patternProperties"]) {
		ok = ok || regexp.MustCompile(pattern).MatchString(key)
	}
	return ok
}

func pairsOf(v any) object {
	if o, ok := v.(object); ok {
		return o
	}
	out := object{}
	m, ok := v.(map[any]any)
	if !ok {
		return nil
	}
	for k, value := range m {
		out[fmt.Sprint(k)] = value
	}
	return out
}

func numberOf(v any) (float64, bool) {
	switch n := v.(type) {
	case int:
		return float64(n), true
	case float64:
		return n, true
	}
	return 0, false
}

func hasType(arg, v any) bool {
	names, several := arg.([]any)
	if !several {
		names = []any{arg}
	}
	is := ""
	switch v.(type) {
	case nil:
		is = "null"
	case string:
		is = "string"
	case bool:
		is = "boolean"
	case int:
		return slices.Contains(names, any("integer")) || slices.Contains(names, any("number"))
	case float64:
		is = "number"
	case []any:
		is = "array"
	case object, map[any]any:
		is = "object"
	}
	return slices.Contains(names, any(is))
}
