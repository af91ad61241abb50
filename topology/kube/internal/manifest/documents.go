package manifest

import (
	"bytes"
	"strings"

	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/internal/yamltext"
)

// input is a source, cut into its documents.
type input struct {
	file      *File
	documents []document
	problems  []Problem
}

// document is the text of one YAML document, or of one JSON value.
type document struct {
	file *File
	// source is the text of the file, of which only lines are asked.
	source *source.File
	// text is the document's, and line the number of its first line.
	text string
	line int
	json bool
	// veiled says that the text is one of yamltext.Veil.
	veiled bool
	// secret says that the text looks as if there were a Secret in it.
	secret bool
}

// open decodes a source and cuts it.
func open(s Source, opts Options) input {
	in := input{file: &File{Name: s.Name, Path: s.Path}}
	var problems source.Problems
	src, ok := source.Decode(s.Name, 0, withoutMarks(s.Data), opts.MaxSize, &problems)
	if ok {
		in.cut(src)
	}
	for _, d := range problems.Sorted() {
		if in.secretAt(d.Pos.Line) {
			d.Source = ""
		}
		in.problems = append(in.problems, Problem{Severity: Error, Code: CodeSyntax, Diagnostic: d})
	}
	return in
}

// withoutMarks leaves out byte order marks at the start of lines, where files
// were joined that began with one.
func withoutMarks(data []byte) []byte {
	return bytes.ReplaceAll(data, []byte("\n\uFEFF"), []byte("\n"))
}

// secretAt reports whether the document that a line is in may hold a Secret.
func (in *input) secretAt(line int) bool {
	secret := false
	for _, d := range in.documents {
		if d.line > line {
			break
		}
		secret = d.secret
	}
	return secret
}

// cut takes a text apart at its document markers: what begins with "---" or
// "..." at the first column is a marker wherever it stands (YAML 1.2.2, section
// 9.1.2), in block scalars and in quotes too. Lines that begin with "%" before a
// "---" are directives, and stay with the document after it.
func (in *input) cut(src *source.File) {
	start, directives := 0, true
	for i, offset := range src.Lines {
		rest := src.Text[offset:]
		switch {
		case isMarker(rest, "---"):
			if !directives {
				in.add(src, start, i)
				start = i
			}
			directives = false
		case isMarker(rest, "..."):
			in.add(src, start, i)
			start, directives = i+1, true
		case directives && !strings.HasPrefix(rest, "%") && !isBlank(rest):
			directives = false
		}
	}
	in.add(src, start, len(src.Lines))
}

// isMarker reports whether a text begins with a document marker.
func isMarker(text, marker string) bool {
	rest, ok := strings.CutPrefix(text, marker)
	return ok && (rest == "" || strings.IndexByte(" \t\r\n", rest[0]) >= 0)
}

// isBlank reports whether the first line of a text is empty or a comment.
func isBlank(text string) bool {
	text = strings.TrimLeft(text, " \t")
	return text == "" || strings.IndexByte("#\r\n", text[0]) >= 0
}

// add adds the document on the lines from one, counted from 0, to before another.
func (in *input) add(src *source.File, from, to int) {
	if from >= to {
		return
	}
	end := len(src.Text)
	if to < len(src.Lines) {
		end = src.Lines[to]
	}
	text := src.Text[src.Lines[from]:end]
	d := document{file: in.file, source: src, line: from + 1}
	for line := from; line < to; line++ {
		rest := src.Text[src.Lines[line]:end]
		if isMarker(rest, "---") && isBlank(rest[3:]) {
			continue
		}
		if !isBlank(rest) {
			if c := strings.TrimLeft(rest, " \t")[0]; c == '{' || c == '[' {
				in.addJSON(d, rest, line+1)
				return
			}
			d.text = text
			in.append(d)
			return
		}
	}
}

// addJSON adds each of the JSON values that a text consists of. What is not
// JSON may still be YAML in flow style. Values may share a line, so a Secret in
// one of them makes all of them secret.
func (in *input) addJSON(d document, text string, line int) {
	d.secret = mentionsSecret(text)
	for {
		blank := len(text) - len(strings.TrimLeft(text, " \t\r\n"))
		line += breaks(text[:blank])
		text = text[blank:]
		if text == "" {
			return
		}
		d.text, d.line = text, line
		n := jsonLen(text)
		if d.json = n > 0; !d.json {
			in.append(d)
			return
		}
		d.text = text[:n]
		in.append(d)
		line += breaks(d.text)
		text = text[n:]
	}
}

// breaks counts the line breaks of a text.
func breaks(s string) int {
	return strings.Count(s, "\n") + strings.Count(s, "\r") - strings.Count(s, "\r\n")
}

// append adds a document. Text without a kind that follows on a Secret may be
// the rest of it.
func (in *input) append(d document) {
	d.secret = d.secret || mentionsSecret(d.text) ||
		len(in.documents) > 0 && in.documents[len(in.documents)-1].secret && !strings.Contains(d.text, "kind")
	if !d.json {
		d.text = anyVersion(d.text)
		veiled := yamltext.Veil(d.text)
		d.text, d.veiled = veiled, veiled != d.text
	}
	in.documents = append(in.documents, d)
}

// anyVersion makes a directive of YAML 1.2 one of 1.1, since the parser refuses
// all others, though it reads what is in manifests of both.
func anyVersion(text string) string {
	const newer, older = "%YAML 1.2", "%YAML 1.1"
	if i := strings.Index(text, newer); i == 0 || i > 0 && text[i-1] == '\n' {
		return text[:i] + older + text[i+len(newer):]
	}
	return text
}

// mentionsSecret reports whether a text may have an object of a kind that holds
// secrets. It need not be YAML, so this looks for no more than the words.
func mentionsSecret(text string) bool {
	const near = 64
	if strings.Contains(text, "stringData") {
		return true
	}
	for {
		i := strings.Index(text, "ecret")
		if i < 0 {
			return false
		}
		if strings.Contains(text[max(0, i-near):i], "kind") {
			return true
		}
		text = text[i+len("ecret"):]
	}
}
