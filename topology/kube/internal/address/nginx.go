package address

import "strings"

// word is a word of a configuration or a script, and its line.
type word struct {
	text string
	line int
}

// nginx reads a configuration of nginx: what requests are passed to, the
// servers of an upstream, resolvers, and variables that hold an address. The
// name of an upstream is no host.
func (f *finder) nginx(text string, line int) {
	r := nginxReader{f: f, local: make(map[string]bool), vars: make(map[string]*nginxVariable)}
	words := nginxWords(text, line)
	for i := range words[:max(0, len(words)-1)] {
		if words[i].text == "upstream" {
			r.local[strings.ToLower(words[i+1].text)] = true
		}
	}
	start := 0
	for i, w := range words {
		switch w.text {
		case ";", "{":
			r.statement(words[start:i], w.text == "{")
			start = i + 1
		case "}":
			r.blocks = r.blocks[:max(0, len(r.blocks)-1)]
			start = i + 1
		}
	}
	for _, v := range r.set {
		if !v.used {
			r.f.element(placeOf(v.name, v.line), v.text, true)
		}
	}
}

// nginxReader keeps the blocks that a statement stands in.
type nginxReader struct {
	f      *finder
	local  map[string]bool
	blocks []string
	// vars are the variables that were set, by name, with their last values; set
	// is all that was, in order.
	vars map[string]*nginxVariable
	set  []*nginxVariable
}

// nginxVariable is a variable that a configuration sets; used says that requests
// are passed to it.
type nginxVariable struct {
	word
	name string
	used bool
}

// statement reads a directive, or the head of a block.
func (r *nginxReader) statement(words []word, block bool) {
	if len(words) == 0 {
		words = []word{{}}
	}
	name := words[0].text
	if block {
		r.blocks = append(r.blocks, name)
		return
	}
	if len(words) < 2 {
		return
	}
	p := place{key: name, meaning: Host, line: words[1].line}
	switch {
	case isPass(name):
		r.pass(p, words[1].text)
	case name == "server" && len(r.blocks) > 0 && r.blocks[len(r.blocks)-1] == "upstream":
		r.f.element(p, words[1].text, true)
	case name == "resolver":
		for _, w := range words[1:] {
			if !strings.Contains(w.text, "=") && w.text != "local" {
				r.f.element(p, w.text, true)
			}
		}
	case name == "set" && len(words) > 2:
		v := &nginxVariable{word: words[2], name: strings.Trim(words[1].text, "${}")}
		r.vars[v.name], r.set = v, append(r.set, v)
	case name == "listen" || name == "server_name":
		p.meaning = Own
		r.f.element(p, words[1].text, true)
	}
}

// pass reads what requests are passed to, unless that is an upstream. A host in a
// variable is reported where the variable is set.
func (r *nginxReader) pass(p place, text string) {
	text = withoutURI(text)
	for at := strings.IndexByte(text, '$'); at >= 0; {
		n := max(1, variable(text[at:]))
		if v := r.vars[strings.Trim(text[at:at+n], "${}")]; v != nil && len(text) < maxElement {
			v.used, p.line = true, v.line
			text, n = text[:at]+v.text+text[at+n:], len(v.text)
		}
		next := strings.IndexByte(text[at+n:], '$')
		if next < 0 {
			break
		}
		at += n + next
	}
	host := text
	if _, rest, ok := strings.Cut(text, "://"); ok {
		host, _, _ = strings.Cut(rest, "/")
	}
	if !r.local[strings.ToLower(host)] && host != "off" {
		r.f.element(p, text, true)
	}
}

// withoutURI drops the variables of nginx that hold the path of the request, which
// may follow a port without a slash: "http://web:8080$request_uri".
func withoutURI(text string) string {
	for _, uri := range []string{"$request_uri", "$uri", "$document_uri", "$is_args", "$args"} {
		text, _, _ = strings.Cut(text, uri)
	}
	return text
}

// nginxWords divides a configuration into words and the signs ";", "{" and "}".
// A brace inside a word belongs to a variable.
func nginxWords(text string, line int) []word {
	var words []word
	for i := 0; i < len(text); {
		switch text[i] {
		case '\n':
			line++
			i++
		case ' ', '\t', '\r':
			i++
		case '#':
			i += lineEnd(text[i:])
		case ';', '{', '}':
			words = append(words, word{text[i : i+1], line})
			i++
		default:
			n := nginxWord(text[i:])
			words = append(words, word{strings.Trim(text[i:i+n], `"'`), line})
			line += strings.Count(text[i:i+n], "\n")
			i += n
		}
	}
	return words
}

// lineEnd is the length of what is left of a line.
func lineEnd(text string) int {
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		return i
	}
	return len(text)
}

// nginxWord is the length of the word that a text begins with.
func nginxWord(text string) int {
	if c := text[0]; c == '"' || c == '\'' {
		if i := strings.IndexByte(text[1:], c); i >= 0 {
			return i + 2
		}
		return 1
	}
	inside := false
	for i := range len(text) {
		switch c := text[i]; {
		case c == '{' && i > 0 && text[i-1] == '$':
			inside = true
		case c == '}' && inside:
			inside = false
		case strings.IndexByte(" \t\r\n;{}", c) >= 0:
			return i
		}
	}
	return len(text)
}
