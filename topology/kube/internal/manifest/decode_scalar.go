package manifest

import (
	"encoding/base64"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// scalar decodes a text, a number or a boolean.
func (d *decoder) scalar(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.ScalarNode {
		d.wrong(n, wanted(v.Kind()))
		return
	}
	switch v.Kind() {
	case reflect.String:
		d.text(n, v)
	case reflect.Bool:
		d.boolean(n, v)
	case reflect.Float32, reflect.Float64:
		if _, f, ok := parseNumber(n.Value); ok {
			d.inQuotes(n, "a number")
			v.SetFloat(f)
			return
		}
		d.wrong(n, "a number")
	default:
		d.integer(n, v)
	}
}

// wanted says what a field takes.
func wanted(k reflect.Kind) string {
	switch k {
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "true or false"
	}
	return "a number"
}

// text takes a scalar as it is written, also where YAML sees no string in it.
func (d *decoder) text(n *yaml.Node, v reflect.Value) {
	if kindOf(n) != stringScalar {
		hint := ""
		if !d.object.secret && len(n.Value) <= maxInterned {
			hint = "put quotes around it: \"" + n.Value + "\""
		}
		d.tell(Warning, CodeWrongType, n, hint, "%s must be a string, not %s", d.subject(), described(n, d.object.secret))
	}
	if len(n.Value) <= maxInterned {
		v.SetString(d.intern(n.Value))
	} else {
		v.SetString(n.Value)
	}
}

func (d *decoder) boolean(n *yaml.Node, v reflect.Value) {
	b, ok := parseBool(n.Value)
	if !ok {
		d.wrong(n, "true or false")
		return
	}
	d.inQuotes(n, "true or false")
	v.SetBool(b)
}

func (d *decoder) integer(n *yaml.Node, v reflect.Value) {
	i, f, ok := parseNumber(n.Value)
	switch {
	case !ok:
		d.wrong(n, "a number")
		return
	case float64(i) != f:
		d.wrong(n, "a whole number")
		return
	case v.CanInt() && !v.OverflowInt(i):
		v.SetInt(i)
	case v.CanUint() && i >= 0 && !v.OverflowUint(uint64(i)):
		v.SetUint(uint64(i))
	default:
		d.wrong(n, "a number of "+strconv.Itoa(v.Type().Bits())+" bits")
		return
	}
	d.inQuotes(n, "a number")
}

// inQuotes tells of a string that was taken for what is written in it.
func (d *decoder) inQuotes(n *yaml.Node, want string) {
	if kindOf(n) == stringScalar {
		d.tell(Warning, CodeWrongType, n, "leave the quotes out", "%s must be %s, not a string", d.subject(), want)
	}
}

// bytes decodes base64.
func (d *decoder) bytes(n *yaml.Node, v reflect.Value) {
	if n.Kind != yaml.ScalarNode {
		d.wrong(n, "a string in base64")
		return
	}
	data, err := base64.StdEncoding.DecodeString(strings.TrimSpace(n.Value))
	if err != nil {
		hint := ""
		if d.object.Kind == "Secret" {
			hint = "plain text goes under stringData"
		}
		d.refuse(n, hint, "%s is not in base64", d.subject())
		return
	}
	v.SetBytes(data)
}

// maxUnmarshalled is the length of the scalars that are handed to the types that
// read their own JSON: quantities, dates and the like. A long number takes time.
const maxUnmarshalled = 64

// unmarshal hands JSON to a type that takes it.
func (d *decoder) unmarshal(n *yaml.Node, v reflect.Value) {
	t := v.Type()
	if n.Kind != yaml.ScalarNode || len(n.Value) > maxUnmarshalled {
		d.wrong(n, "a value of type "+t.Name())
		return
	}
	// A value that fails half-way must not leave a half behind.
	fresh := reflect.New(t)
	if err := fresh.Interface().(json.Unmarshaler).UnmarshalJSON(asJSON(n)); err != nil {
		d.wrong(n, "a value of type "+t.Name())
		return
	}
	v.Set(fresh.Elem())
}

// wrong tells of a value that cannot be understood.
func (d *decoder) wrong(n *yaml.Node, want string) {
	hint := templateHint(n)
	if hint == "" && want == "a list" {
		hint = "begin each item with \"- \""
	}
	d.refuse(n, hint, "%s must be %s, not %s", d.subject(), want, described(n, d.object.secret))
}

// refuse tells of a value that is left out.
func (d *decoder) refuse(n *yaml.Node, hint, format string, args ...any) {
	d.lost++
	d.tell(Error, CodeWrongType, n, hint, format, args...)
}
