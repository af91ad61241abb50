package manifest

import (
	"encoding/json"
	"reflect"
	"strings"
)

// tables are what decoding needs to know of types and names. They belong to one
// goroutine.
type tables struct {
	kinds map[groupKind]kind
	types map[reflect.Type]*typeInfo
	names map[string]string
}

func newTables() *tables {
	return &tables{kinds: kinds(), types: make(map[reflect.Type]*typeInfo), names: make(map[string]string)}
}

// maxInterned is the length up to which a key is likely to come again.
const maxInterned = 64

// intern returns a string that is equal, and the same one each time.
func (t *tables) intern(s string) string {
	if len(s) > maxInterned {
		return s
	}
	if known, ok := t.names[s]; ok {
		return known
	}
	t.names[s] = s
	return s
}

// typeInfo is what there is to know of a type.
type typeInfo struct {
	// unmarshals says that the type takes JSON.
	unmarshals bool
	// fields and names are those of a struct, embedded ones included.
	fields map[string]field
	names  []string
}

// field is one of a struct, by the name it has in JSON.
type field struct {
	index []int
	typ   reflect.Type
}

// of returns what there is to know of a type.
func (t *tables) of(typ reflect.Type) *typeInfo {
	if info := t.types[typ]; info != nil {
		return info
	}
	info := &typeInfo{unmarshals: reflect.PointerTo(typ).Implements(reflect.TypeFor[json.Unmarshaler]())}
	t.types[typ] = info
	if typ.Kind() == reflect.Struct && !info.unmarshals {
		info.fields = make(map[string]field)
		info.add(typ, nil)
	}
	return info
}

// add adds the fields of a struct. Those of an embedded one are its own, as in
// encoding/json; the types of the API embed values, never pointers.
func (i *typeInfo) add(typ reflect.Type, index []int) {
	for k := range typ.NumField() {
		f := typ.Field(k)
		at := append(index[:len(index):len(index)], k)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && (name == "" || strings.Contains(options, "inline")):
			i.add(f.Type, at)
		case name != "" && name != "-":
			i.fields[name] = field{at, f.Type}
			i.names = append(i.names, name)
		}
	}
}
