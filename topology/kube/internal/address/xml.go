package address

import (
	"encoding/xml"
	"strings"
)

// xml reads the texts and attributes of elements. A text of an element "value"
// belongs to the "name" before it, as in Hadoop's files. What cannot be parsed
// ends the reading; comments are not read.
func (f *finder) xml(text string, outer place) {
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	d.Entity = xml.HTMLEntity
	r := xmlReader{f: f, outer: outer}
	for {
		token, err := d.RawToken()
		if err != nil {
			return
		}
		line, _ := d.InputPos()
		r.token(token, outer.line+line-1)
	}
}

// xmlReader keeps which element a text belongs to.
type xmlReader struct {
	f     *finder
	outer place
	tag   string
	name  string
}

// token reads one piece of a document; line is that of its end.
func (r *xmlReader) token(token xml.Token, line int) {
	switch t := token.(type) {
	case xml.StartElement:
		r.tag = t.Name.Local
		r.attributes(t.Attr, line)
	case xml.EndElement:
		r.tag = ""
	case xml.CharData:
		text := strings.TrimSpace(string(t))
		line -= strings.Count(string(t), "\n")
		switch {
		case text == "":
		case r.tag == "name":
			r.name = text
		case r.tag == "value" && r.name != "":
			r.f.settings(r.outer, []setting{{r.name, text, line}})
		default:
			r.f.settings(r.outer, []setting{{r.tag, text, line}})
		}
	}
}

// attributes reads those of one element together. The names of namespaces and
// schemas are none of them.
func (r *xmlReader) attributes(list []xml.Attr, line int) {
	var settings []setting
	for _, a := range list {
		if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" || a.Name.Space == "xsi" {
			continue
		}
		settings = append(settings, setting{a.Name.Local, a.Value, line})
	}
	r.f.settings(r.outer, namedValues(settings))
}
