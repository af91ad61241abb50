package dot

import (
	"slices"
	"strings"

	"github.com/topodraw/topodraw/internal/source"
)

// piece is a token with how it is written.
type piece struct {
	token
	// depth is how far what it is in is indented.
	depth int
	// written is the token as it is written, and behind what follows it directly:
	// a semicolon or a comma.
	written, behind string
	// role says whether there is a line break before it.
	role role
}

// role is what a token does to the lines.
type role byte

const (
	within    role = iota // goes on with a line
	begins                // begins a line
	separates             // is left out: another sign stands for it
	opens                 // opens a list of attributes on one line
	opensWide             // opens one that is on several lines
	assigns               // begins an attribute: a line, in a list of several lines
	shuts                 // closes a list of attributes
)

// arranger finds out how tokens are written: the syntax tree tells where
// statements and attributes begin, and brackets are matched by themselves.
type arranger struct {
	*parts
	pieces []piece
	// match is, of an opening bracket, where the closing one is.
	match map[int]int
	// clusters are the subgraphs that are clusters, or have some within.
	clusters map[*subgraph]bool
}

func arrange(d *parts) []piece {
	a := &arranger{parts: d, pieces: make([]piece, len(d.tokens)), match: make(map[int]int), clusters: make(map[*subgraph]bool)}
	for i, t := range d.tokens {
		a.pieces[i] = piece{token: t, written: a.text(i)}
	}
	a.brackets()
	for _, g := range d.graphs {
		first := a.index(g.at)
		a.pieces[first].role = begins
		a.findClusters(g.body)
		a.body(a.brace(first), g.body, 0)
	}
	a.pieces[len(a.pieces)-1].role = begins
	return a.pieces
}

func (a *arranger) brackets() {
	var open []int
	for i, t := range a.tokens {
		switch t.kind {
		case '{', '[':
			open = append(open, i)
		case '}', ']':
			a.match[open[len(open)-1]] = i
			open = open[:len(open)-1]
		}
	}
}

// index returns the number of the token at an offset.
func (a *arranger) index(at int) int {
	i, _ := slices.BinarySearchFunc(a.tokens, at, func(t token, at int) int { return t.at - at })
	return i
}

// brace returns the first opening brace from a token on.
func (a *arranger) brace(i int) int {
	for a.tokens[i].kind != '{' {
		i++
	}
	return i
}

// body arranges statements in braces, each on lines of its own.
func (a *arranger) body(open int, list []statement, depth int) {
	last := a.match[open]
	for i, s := range list {
		first, end := a.statementEnds(list, i, last)
		a.pieces[first].role = begins
		if !bare(s) || a.tokens[end].kind == ']' {
			a.pieces[end].behind = ";"
		}
		a.statement(first, end, s, depth+1)
	}
	a.pieces[last].role, a.pieces[last].depth = begins, depth
}

// line arranges statements in braces that stay on one line.
func (a *arranger) line(open int, list []statement, depth int) {
	last := a.match[open]
	for i, s := range list {
		first, end := a.statementEnds(list, i, last)
		if i < len(list)-1 {
			a.pieces[end].behind = ";"
		}
		a.statement(first, end, s, depth)
	}
	a.pieces[last].depth = depth
}

// statementEnds returns the first and the last token of a statement in a list,
// which a brace closes, and leaves out the semicolon behind it.
func (a *arranger) statementEnds(list []statement, i, brace int) (first, last int) {
	next := brace
	if i+1 < len(list) {
		next = a.index(list[i+1].at)
	}
	last = next - 1
	if a.tokens[last].kind == ';' {
		a.pieces[last].role = separates
		last--
	}
	return a.index(list[i].at), last
}

// bare reports a statement of nothing but a subgraph, behind whose brace no
// semicolon is needed.
func bare(s statement) bool {
	return s.target == chain && len(s.ends) == 1 && s.ends[0].sub != nil
}

// statement arranges the tokens of a statement, with subgraphs and lists.
func (a *arranger) statement(first, last int, s statement, depth int) {
	var subs []*subgraph
	for _, e := range s.ends {
		if e.sub != nil {
			subs = append(subs, e.sub)
		}
	}
	attrs := s.attrs
	for i := first; i <= last; i++ {
		a.pieces[i].depth = depth
		switch a.tokens[i].kind {
		case '{':
			a.subgraph(i, subs[0], depth)
			subs, i = subs[1:], a.match[i]
		case '[':
			n := a.list(i, attrs, depth)
			attrs, i = attrs[n:], a.match[i]
		}
	}
}

func (a *arranger) subgraph(open int, sub *subgraph, depth int) {
	if a.breaks(open) || a.clusters[sub] {
		a.body(open, sub.body, depth)
	} else {
		a.line(open, sub.body, depth)
	}
}

// breaks reports whether what a brace opens is on several lines.
func (a *arranger) breaks(open int) bool {
	return a.file.LineAt(a.tokens[open].at) < a.file.LineAt(a.tokens[a.match[open]].at)
}

// findClusters finds the clusters among statements, and reports whether there are
// any.
func (a *arranger) findClusters(list []statement) bool {
	found := false
	for _, s := range list {
		for _, e := range s.ends {
			if e.sub != nil && (a.findClusters(e.sub.body) || clusterName(e.sub.name)) {
				a.clusters[e.sub] = true
				found = true
			}
		}
	}
	return found
}

// list arranges a list of attributes, and returns how many of some are in it.
func (a *arranger) list(open int, attrs []assignment, depth int) (n int) {
	last := a.match[open]
	a.pieces[open].role = opens
	for i := open + 1; i < last; i++ {
		a.pieces[i].depth = depth + 1
		switch kind := a.tokens[i].kind; {
		case kind == ',' || kind == ';':
			a.pieces[i].role = separates
		case n < len(attrs) && attrs[n].at == a.tokens[i].at:
			a.pieces[i].role = assigns
			a.comma(open, i)
			n++
		}
	}
	a.pieces[last].role, a.pieces[last].depth = shuts, depth
	for i := open; i < last; i++ {
		if strings.ContainsAny(a.file.Text[a.tokens[i].end:a.tokens[i+1].at], "\r\n") {
			a.pieces[open].role = opensWide
		}
	}
	return n
}

// comma ends the attribute before another one.
func (a *arranger) comma(open, i int) {
	for i--; a.pieces[i].role == separates; i-- {
	}
	if i > open {
		a.pieces[i].behind = ","
	}
}

// text returns a token as it is written: keywords in lower case, and words
// without quotes.
func (a *arranger) text(i int) string {
	t := a.tokens[i]
	switch {
	case t.kind == keyword:
		return t.text
	case t.kind == quoted && isWord(t.text) && !a.joined(i) && !a.isText(i):
		return t.text
	}
	return withUnixBreaks(a.file.Text[t.at:t.end])
}

// joined reports a string that is a part of one.
func (a *arranger) joined(i int) bool {
	return a.tokens[i+1].kind == '+' || i > 0 && a.tokens[i-1].kind == '+'
}

// isText reports the value of an attribute that people read: [Write] has these in
// quotes, unless it was given them without.
func (a *arranger) isText(i int) bool {
	if i < 2 || a.tokens[i-1].kind != '=' {
		return false
	}
	key := strings.ToLower(a.tokens[i-2].text)
	switch key {
	case "title", "subtitle", "description", "theme", "icon", "id", "dash", "comment":
		return true
	}
	for _, end := range []string{"label", "tooltip", "url", "href", "target"} {
		if strings.HasSuffix(key, end) {
			return true
		}
	}
	return strings.HasPrefix(key, freePrefix) || strings.HasPrefix(key, classPrefix)
}

// withUnixBreaks is [source.UnixBreaks] for a string as it is written. A carriage return
// behind a backslash stays: a line feed there would join the lines.
func withUnixBreaks(s string) string {
	if !strings.Contains(s, "\\\r") {
		return source.UnixBreaks(s)
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	var b strings.Builder
	for i := range len(s) {
		if s[i] == '\r' && s[i-1] != '\\' {
			b.WriteByte('\n')
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
