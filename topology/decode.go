package topology

import (
	"slices"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/internal/yamltext"
)

// value is a YAML node of a file, with the key it is the value of or the list
// of which it belongs to.
type value struct {
	file *file
	*yaml.Node
	key *yaml.Node
}

// child returns a node below v; an alias is what it stands for.
func (v value) child(n, key *yaml.Node) value {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	return value{v.file, n, key}
}

func (v value) place() place    { return v.file.place(v.Node) }
func (v value) keyPlace() place { return v.file.place(v.key) }
func (v value) name() string    { return yamltext.Unveil(v.key.Value) }
func (v value) source() string  { return yamltext.Unveil(v.Value) }

// empty reports a value that is not there: nothing, null or ~. In quotes they
// are texts.
func (v value) empty() bool { return v.Kind == yaml.ScalarNode && v.Tag == "!!null" }

// described says what a value is, for a message.
func (v value) described() string {
	switch {
	case v.Kind == yaml.MappingNode:
		return "a mapping"
	case v.Kind == yaml.SequenceNode:
		return "a list"
	case v.empty():
		return "nothing"
	}
	return "the text " + source.Quote(v.source())
}

// table is what the decoder knows of a kind of mapping: its keys, and how the
// value of each is taken over into a T.
type table[T any] struct {
	// what names the mapping in messages.
	what   string
	fields []field[T]
	// other takes a key that is none of the fields, if it is not nil. It
	// returns false for one that it does not know either.
	other func(r *reader, to *T, v value) bool
}

type field[T any] struct {
	key string
	// set takes a value that is there.
	set func(r *reader, to *T, v value)
	// blank is told of a key without a value, if it is not nil.
	blank func(r *reader, to *T, v value)
	// again has a duplicate decoded too, after it was reported, since other
	// parts of the file depend on what it declares.
	again bool
}

// decode takes over all pairs of a mapping. Unknown and duplicate keys are
// reported, and skipped.
func decode[T any](r *reader, v value, t table[T], to *T) {
	seen := make(map[string]place, len(v.Content)/2)
	for _, p := range r.pairs(v, t.what) {
		i := t.index(p.name())
		if i < 0 {
			if t.other == nil || !t.other(r, to, p) {
				r.unknownKey(p, t.what, keys(t))
			}
			continue
		}
		f := t.fields[i]
		if r.again(seen, p, "") && !f.again {
			continue
		}
		switch {
		case !p.empty():
			f.set(r, to, p)
		case f.blank != nil:
			f.blank(r, to, p)
		}
	}
}

// index returns the number of the field with a key, or -1.
func (t table[T]) index(key string) int {
	return slices.IndexFunc(t.fields, func(f field[T]) bool { return f.key == key })
}

func keys[T any](t table[T]) []string {
	var out []string
	for _, f := range t.fields {
		out = append(out, f.key)
	}
	return out
}

func (r *reader) unknownKey(p value, what string, keys []string) {
	hint := r.didYouMean(p.name(), keys)
	if hint == "" {
		hint = "its keys are " + strings.Join(keys, ", ")
	}
	r.Add(p.keyPlace(), hint, "%s has no key %s", what, source.Quote(p.name()))
}

// again reports a key that was seen before, and remembers it otherwise. The
// prefix says what the key is the name of.
func (r *reader) again(seen map[string]place, p value, prefix string) bool {
	first, dup := seen[p.name()]
	if dup {
		r.Add(p.keyPlace(), "", "%s%s is given twice, first at %s", prefix, source.Quote(p.name()), first)
		return true
	}
	seen[p.name()] = p.keyPlace()
	return false
}

// pairs returns the values of a mapping with their keys. What is not a mapping
// is reported, as are keys that are not texts.
func (r *reader) pairs(v value, what string) []value {
	if v.Kind != yaml.MappingNode {
		r.Add(v.place(), "", "%s is a mapping, \"key: value\", not %s", what, v.described())
		return nil
	}
	out := make([]value, 0, len(v.Content)/2)
	for i := 0; i+1 < len(v.Content); i += 2 {
		key := v.child(v.Content[i], nil)
		switch {
		case key.Kind != yaml.ScalarNode:
			r.Add(key.place(), "put quotes around it if it is meant as a text", "a key is a text, not %s", key.described())
		case key.Tag == "!!merge":
			r.Add(key.place(), "use a class, or an alias for the whole value", "merge keys, \"<<\", are not read")
		default:
			r.checkText(key)
			out = append(out, v.child(v.Content[i+1], key.Node))
		}
	}
	return out
}

// items returns the values of a list, or of a single text as a list of one.
func (r *reader) items(v value, what string) []value {
	if v.Kind == yaml.ScalarNode {
		return []value{v}
	}
	if v.Kind != yaml.SequenceNode {
		r.Add(v.place(), "", "%s is %s, not %s", source.Quote(v.name()), what, v.described())
		return nil
	}
	out := make([]value, 0, len(v.Content))
	for _, n := range v.Content {
		item := v.child(n, v.key)
		switch {
		case item.Kind != yaml.ScalarNode:
			r.Add(item.place(), "", "an item of %s is a text, not %s", source.Quote(v.name()), item.described())
		case item.Value == "":
			r.Add(item.place(), "", "an item of %s is empty", source.Quote(v.name()))
		default:
			out = append(out, item)
		}
	}
	return out
}

// text returns the text of a scalar as it is written. Anything else is
// reported, and no text.
func (r *reader) text(v value) string {
	if v.Kind != yaml.ScalarNode {
		r.Add(v.place(), "", "%s is a text, not %s", source.Quote(v.name()), v.described())
		return ""
	}
	if !r.checkText(v) {
		return ""
	}
	return v.source()
}

// label returns the text of a scalar that is shown.
func (r *reader) label(v value) string { return breakLines(r.text(v)) }

// breakLines turns Mermaid's way to break a line, <br>, into a line break: who
// writes topologies has written Mermaid, and hardly anybody means the tag itself,
// which a backslash before it says. Spaces around the tag go with it.
func breakLines(text string) string {
	var b strings.Builder
	for {
		before, tag, after := cutBreak(text)
		escaped, isText := strings.CutSuffix(before, `\`)
		switch {
		case tag == "":
			b.WriteString(before)
			return b.String()
		case isText:
			b.WriteString(escaped + tag)
			text = after
		default:
			b.WriteString(strings.TrimRight(before, " ") + "\n")
			text = strings.TrimLeft(after, " ")
		}
	}
}

// cutBreak returns what is before and after the first <br>, <br/> or <br /> of a
// text, and the tag. Without any, all is before.
func cutBreak(text string) (before, tag, after string) {
	const start = "<br"
	for at := 0; ; at += len(start) {
		i := strings.Index(text[at:], start)
		if i < 0 {
			return text, "", ""
		}
		at += i
		rest := strings.TrimLeft(text[at+len(start):], " ")
		rest = strings.TrimLeft(strings.TrimPrefix(rest, "/"), " ")
		if after, closed := strings.CutPrefix(rest, ">"); closed {
			return text[:at], text[at : len(text)-len(after)], after
		}
	}
}

// checkText reports a control character that an escape brought in, as no format
// can hold it.
func (r *reader) checkText(v value) bool {
	for i, c := range []rune(v.source()) {
		if unicode.IsControl(c) && c != '\n' && c != '\t' || source.Noncharacter(c) {
			r.Add(v.file.within(v.Node, i), "", "the character U+%04X cannot be in a text", c)
			return false
		}
	}
	return true
}

// choice returns the text of a scalar that is one of a few words.
func choice[T ~string](r *reader, v value, what string, of []T) T {
	word := T(r.text(v))
	if v.Kind != yaml.ScalarNode || slices.Contains(of, word) {
		return word
	}
	names := make([]string, len(of))
	for i, o := range of {
		names[i] = string(o)
	}
	hint := r.didYouMean(string(word), names)
	if hint == "" {
		hint = "write one of " + strings.Join(names, ", ")
	}
	r.Add(v.place(), hint, "%s is not a %s", source.Quote(string(word)), what)
	return ""
}

// yes returns whether a value is true and not false.
func (r *reader) yes(v value) bool {
	switch {
	case v.Kind == yaml.ScalarNode && v.Value == "true":
		return true
	case v.Kind == yaml.ScalarNode && v.Value == "false":
		return false
	}
	r.Add(v.place(), "write true or leave it out", "%s is true or false, not %s", source.Quote(v.name()), v.described())
	return false
}
