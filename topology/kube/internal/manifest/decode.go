package manifest

import (
	"reflect"
	"strings"

	"gopkg.in/yaml.v3"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// decoder puts the values of one object into a Go value, by the rules of
// encoding/json, and tells what does not fit. What does not is left out.
type decoder struct {
	*reading
	object *Object
	// strict tells of fields that the type does not have; silent tells of nothing.
	strict, silent bool
	// frames are the structs that the value is in, the outermost first.
	frames []frame
	// name is the key nearest to the value; item says that the value is in a list
	// of that name.
	name string
	item bool
	// lost is how many values were left out.
	lost int
}

// frame is a struct that is being decoded.
type frame struct {
	node *yaml.Node
	info *typeInfo
	// name is the key that it stands under.
	name string
}

// value decodes a value into one that can be set.
func (d *decoder) value(n *yaml.Node, v reflect.Value) {
	if isNull(n) {
		return
	}
	for v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	info := d.of(v.Type())
	switch {
	case info.unmarshals:
		d.unmarshal(n, v)
	case info.fields != nil:
		d.structure(n, v, info)
	default:
		d.plain(n, v)
	}
}

// plain decodes a value that is no struct.
func (d *decoder) plain(n *yaml.Node, v reflect.Value) {
	switch v.Kind() {
	case reflect.Map:
		d.mapping(n, v)
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			d.bytes(n, v)
		} else {
			d.list(n, v)
		}
	case reflect.Interface:
		v.Set(reflect.ValueOf(anyOf(n)))
	default:
		d.scalar(n, v)
	}
}

// within decodes a value under a name.
func (d *decoder) within(name string, item bool, n *yaml.Node, v reflect.Value) {
	outerName, outerItem := d.name, d.item
	d.name, d.item = name, item
	d.value(n, v)
	d.name, d.item = outerName, outerItem
}

func (d *decoder) structure(n *yaml.Node, v reflect.Value, info *typeInfo) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, "a mapping")
		return
	}
	d.frames = append(d.frames, frame{n, info, d.name})
	for i := 0; i < len(n.Content); i += 2 {
		key, value := n.Content[i].Value, n.Content[i+1]
		f, ok := info.fields[key]
		switch {
		case !ok:
			d.unknown(i)
		case key == managedFields && v.Type() == reflect.TypeFor[metav1.ObjectMeta]():
			// a cluster's own notes, of a type that is JSON in JSON
		case key == statusKey && len(d.frames) == 1:
			d.status(value, v.FieldByIndex(f.index))
		default:
			d.within(key, false, value, v.FieldByIndex(f.index))
		}
	}
	d.frames = d.frames[:len(d.frames)-1]
}

// status decodes what a cluster wrote, which is no mistake of the user's even
// if the cluster is newer than the types.
func (d *decoder) status(n *yaml.Node, v reflect.Value) {
	d.silent = true
	d.within(statusKey, false, n, v)
	d.silent = false
}

func (d *decoder) mapping(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.MappingNode {
		d.wrong(n, "a mapping")
		return
	}
	t := v.Type()
	v.Set(reflect.MakeMapWithSize(t, len(n.Content)/2))
	for i := 0; i < len(n.Content); i += 2 {
		value := reflect.New(t.Elem()).Elem()
		key, before := n.Content[i].Value, d.lost
		d.within(key, false, n.Content[i+1], value)
		if d.lost == before {
			v.SetMapIndex(reflect.ValueOf(d.intern(key)).Convert(t.Key()), value)
		}
	}
}

// list decodes a list. An item that does not fit is there and empty, so that the
// indexes are those of the manifest.
func (d *decoder) list(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.SequenceNode {
		d.wrong(n, "a list")
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, item := range n.Content {
		d.within(d.name, true, item, v.Index(i))
	}
}

// anyOf returns a value as encoding/json would, numbers as float64.
func anyOf(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := make(map[string]any, len(n.Content)/2)
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = anyOf(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, item := range n.Content {
			list[i] = anyOf(item)
		}
		return list
	}
	switch kindOf(n) {
	case nullScalar:
		return nil
	case boolScalar:
		b, _ := parseBool(n.Value)
		return b
	case numberScalar:
		_, f, _ := parseNumber(n.Value)
		return f
	}
	return n.Value
}

// tell adds a problem at a value of the object.
func (d *decoder) tell(severity Severity, code string, n *yaml.Node, hint, format string, args ...any) {
	if d.silent {
		return
	}
	d.add(Problem{Severity: severity, Code: code, Object: d.object}, n, hint, format, args...)
}

// subject names the value that a message is about.
func (d *decoder) subject() string {
	name := d.name
	switch {
	case name == "":
		return "the object"
	case len(name) > maxInterned || strings.ContainsFunc(name, func(c rune) bool { return c <= ' ' || c > '~' }):
		name = quote(name)
	}
	if d.item {
		return "an item of " + name
	}
	return name
}
