package manifest

import (
	"reflect"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/internal/suggest"
)

// unknown tells of the key at i of the innermost struct, which its type does
// not have.
func (d *decoder) unknown(i int) {
	if !d.strict || d.silent {
		return
	}
	f := d.frames[len(d.frames)-1]
	hint := ""
	if !d.full() {
		hint = d.hint(f, i)
	}
	in := ""
	if f.name != "" {
		in = " in " + d.subject()
	}
	d.tell(Warning, CodeUnknownField, f.node.Content[i], hint, "unknown field %s%s", quote(f.node.Content[i].Value), in)
}

// hint says what was probably meant by an unknown key.
func (d *decoder) hint(f frame, i int) string {
	key, value := f.node.Content[i].Value, f.node.Content[i+1]
	if under := d.emptyBefore(f, i); under != "" {
		return quote(key) + " belongs under " + quote(under) + ": indent it"
	}
	if under := d.oneDown(f, key, value); under != "" {
		return quote(key) + " belongs under " + quote(under)
	}
	if d.oneUp(key, value) {
		return quote(key) + " belongs one level up, beside " + quote(f.name)
	}
	if near := suggest.Nearest(key, f.info.names); near != "" {
		return "did you mean " + quote(near) + "?"
	}
	return ""
}

// emptyBefore returns the key before an unknown one, over other unknown ones,
// if it has no value but could have this one in it: that is what is left of a
// mapping whose lines are not indented.
func (d *decoder) emptyBefore(f frame, i int) string {
	for k := i - 2; k >= 0; k -= 2 {
		before := f.node.Content[k].Value
		known, ok := f.info.fields[before]
		if !ok {
			continue
		}
		if !isNull(f.node.Content[k+1]) || f.node.Content[k].Line >= f.node.Content[i].Line {
			return ""
		}
		t := known.typ
		if t.Kind() == reflect.Map && d.fits(f.node.Content[i+1], t.Elem()) ||
			d.has(t, f.node.Content[i].Value, f.node.Content[i+1]) {
			return before
		}
		return ""
	}
	return ""
}

// oneDown returns the field of a struct that has a field of the name in it.
func (d *decoder) oneDown(f frame, key string, value *yaml.Node) string {
	for _, name := range f.info.names {
		if name != statusKey && d.has(f.info.fields[name].typ, key, value) {
			return name
		}
	}
	return ""
}

// oneUp reports whether the struct around the innermost has a field of the name
// that is not given.
func (d *decoder) oneUp(key string, value *yaml.Node) bool {
	if len(d.frames) < 2 {
		return false
	}
	up := d.frames[len(d.frames)-2]
	field, ok := up.info.fields[key]
	return ok && member(up.node, key) == nil && d.fits(value, field.typ)
}

// has reports whether a type is a struct with a field that a value fits in.
func (d *decoder) has(t reflect.Type, key string, value *yaml.Node) bool {
	field, ok := d.of(deref(t)).fields[key]
	return ok && d.fits(value, field.typ)
}

// fits reports whether a value has the form that a type takes.
func (d *decoder) fits(n *yaml.Node, t reflect.Type) bool {
	t = deref(t)
	switch info := d.of(t); {
	case isNull(n) || t.Kind() == reflect.Interface:
		return true
	case info.unmarshals:
		return n.Kind == yaml.ScalarNode
	case info.fields != nil || t.Kind() == reflect.Map:
		return n.Kind == yaml.MappingNode
	case t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Uint8:
		return n.Kind == yaml.SequenceNode
	}
	return n.Kind == yaml.ScalarNode
}

func deref(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}
