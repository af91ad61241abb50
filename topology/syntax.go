package topology

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"gopkg.in/yaml.v3"
)

const (
	// maxRepairs is how many YAML mistakes of one file are looked for, and
	// maxRepaired the size of a file in which more than one is: each costs
	// another pass over the file.
	maxRepairs  = 20
	maxRepaired = 256 << 10
)

// parse returns the YAML documents of a file. Where the text is no YAML, the
// mistake is reported, the lines of the item it is in are left out, and the rest
// is read for what else there is to report.
func (r *reader) parse(f *file) []*yaml.Node {
	text := f.Text
	for range maxRepairs {
		docs, err := parseYAML(strings.NewReader(text))
		if err == nil {
			return docs
		}
		m := &mistake{file: f, text: text, err: err.Error()}
		m.locate()
		m.explain()
		if first := text == f.Text; first || m.certain {
			r.Add(f.At(m.at), m.hint, "%s", m.message)
		}
		from, to := m.item()
		r.lost += text[from:to]
		if from == to || len(text) > maxRepaired {
			r.blind = true
			return docs
		}
		text = text[:from] + blank(text[from:to]) + text[to:]
	}
	r.blind = true
	return nil
}

// blank keeps the line breaks of a text, and spaces for the rest.
func blank(s string) string {
	b := bytes.Repeat([]byte(" "), len(s))
	for i := range len(s) {
		if s[i] == '\n' || s[i] == '\r' {
			b[i] = s[i]
		}
	}
	return string(b)
}

// parseYAML returns the documents up to the first mistake.
func parseYAML(r io.Reader) ([]*yaml.Node, error) {
	var docs []*yaml.Node
	dec := yaml.NewDecoder(r)
	for {
		var doc yaml.Node
		switch err := dec.Decode(&doc); {
		case errors.Is(err, io.EOF):
			return docs, nil
		case err != nil:
			return docs, err
		}
		docs = append(docs, &doc)
	}
}
