package dot_test

import (
	"fmt"
	"maps"
	"strings"
)

// parsed is a DOT document, read by the rules of
// https://graphviz.org/doc/info/lang.html with none of the code under test.
type parsed struct {
	name     string
	attrs    map[string]string
	nodes    map[string]*parsedNode
	order    []string
	edges    []parsedEdge
	clusters map[string]*parsedCluster
}

type parsedNode struct {
	cluster string
	attrs   map[string]string
}

type parsedEdge struct {
	tail, head string
	attrs      map[string]string
}

type parsedCluster struct {
	parent string
	attrs  map[string]string
}

type parser struct {
	rest string
	tok  string // the token; names in quotes begin with a quote
	doc  *parsed
}

func parse(text string) (p *parsed, err error) {
	ps := &parser{rest: text, doc: &parsed{
		attrs: map[string]string{}, nodes: map[string]*parsedNode{}, clusters: map[string]*parsedCluster{},
	}}
	defer func() {
		if r := recover(); r != nil {
			p, err = nil, fmt.Errorf("%v before %.60q", r, ps.rest)
		}
	}()
	ps.next()
	ps.expect("digraph")
	if ps.tok != "{" {
		ps.doc.name = ps.id()
	}
	ps.body("", ps.doc.attrs, map[string]string{}, map[string]string{})
	if ps.tok != "" {
		panic("text behind the graph")
	}
	return ps.doc, nil
}

func (p *parser) body(cluster string, group, node, edge map[string]string) {
	p.expect("{")
	for p.tok != "}" {
		if p.statement(cluster, group, node, edge) {
			p.expect(";")
		}
	}
	p.next()
}

// statement reads one and reports whether a semicolon ends it.
func (p *parser) statement(cluster string, group, node, edge map[string]string) bool {
	switch p.tok {
	case "graph", "node", "edge":
		into := map[string]map[string]string{"graph": group, "node": node, "edge": edge}[p.tok]
		p.next()
		maps.Copy(into, p.list())
		return true
	case "subgraph":
		p.next()
		name := p.id()
		c := &parsedCluster{parent: cluster, attrs: maps.Clone(group)}
		p.doc.clusters[name] = c
		p.body(name, c.attrs, maps.Clone(node), maps.Clone(edge))
		return false
	}
	name := p.id()
	switch p.tok {
	case "=":
		p.next()
		group[name] = p.id()
	case "->":
		p.next()
		e := parsedEdge{tail: name, head: p.id(), attrs: maps.Clone(edge)}
		maps.Copy(e.attrs, p.list())
		p.doc.edges = append(p.doc.edges, e)
		p.mention(e.tail, cluster, node)
		p.mention(e.head, cluster, node)
	default:
		p.mention(name, cluster, node)
		maps.Copy(p.doc.nodes[name].attrs, p.list())
	}
	return true
}

func (p *parser) mention(name, cluster string, defaults map[string]string) {
	if p.doc.nodes[name] == nil {
		p.doc.nodes[name] = &parsedNode{cluster: cluster, attrs: maps.Clone(defaults)}
		p.doc.order = append(p.doc.order, name)
	}
}

func (p *parser) list() map[string]string {
	out := map[string]string{}
	if p.tok != "[" {
		return out
	}
	p.next()
	for p.tok != "]" {
		key := p.id()
		p.expect("=")
		if _, twice := out[key]; twice {
			panic("set twice: " + key)
		}
		out[key] = p.id()
		if p.tok != "]" {
			p.expect(",")
		}
	}
	p.next()
	return out
}

func (p *parser) expect(tok string) {
	if p.tok != tok {
		panic(fmt.Sprintf("%q instead of %q", p.tok, tok))
	}
	p.next()
}

func (p *parser) id() string {
	tok := p.tok
	name, quoted := strings.CutPrefix(tok, `"`)
	if !quoted {
		if tok == "" || strings.ContainsAny(tok[:1], "{}[]=;,-<") {
			panic(fmt.Sprintf("%q is no id", tok))
		}
		switch strings.ToLower(tok) {
		case "graph", "node", "edge", "digraph", "subgraph", "strict":
			panic("a keyword as an id")
		}
	}
	p.next()
	return name
}

// next scans a token.
func (p *parser) next() {
	p.rest = strings.TrimLeft(p.rest, " \n")
	switch {
	case p.rest == "":
		p.tok = ""
	case p.rest[0] == '"':
		p.quoted()
	case strings.HasPrefix(p.rest, "->"):
		p.tok, p.rest = "->", p.rest[2:]
	case strings.ContainsAny(p.rest[:1], "{}[]=;,"):
		p.tok, p.rest = p.rest[:1], p.rest[1:]
	default:
		n := strings.IndexFunc(p.rest, func(r rune) bool {
			return !strings.ContainsRune("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.", r)
		})
		if n <= 0 {
			panic("a character that needs quotes")
		}
		p.tok, p.rest = p.rest[:n], p.rest[n:]
	}
}

func (p *parser) quoted() {
	var b strings.Builder
	for i := 1; i < len(p.rest); i++ {
		switch c := p.rest[i]; {
		case c == '"':
			p.tok, p.rest = `"`+b.String(), p.rest[i+1:]
			return
		case c == '\\' && p.rest[i+1] == '"':
			b.WriteByte('"')
			i++
		case c == '\\' && p.rest[i+1] == '\n':
			i++
		case c == '\\' && p.rest[i+1] == '\\':
			b.WriteString(`\\`)
			i++
		default:
			b.WriteByte(c)
		}
	}
	panic("a string without an end")
}

// expand reads an escString: https://graphviz.org/docs/attr-types/escString/.
func expand(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			switch s[i] {
			case 'n':
				b.WriteByte('\n')
			case '\\':
				b.WriteByte('\\')
			default:
				b.WriteString("(escape " + s[i:i+1] + ")")
			}
		case strings.HasPrefix(s[i:], "&amp;"):
			b.WriteByte('&')
			i += len("&amp;") - 1
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
