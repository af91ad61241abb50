package mermaid

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/topodraw/topodraw/graph"
)

// names are what the document calls everything that has a name.
type names struct {
	// ids are the names of nodes and groups, by id.
	ids map[string]string
	// edges are the names of edges, by index; empty where none is needed.
	edges []string
	// classes are the names of classes, by name.
	classes map[string]string
}

// nameAll names the elements of a graph. Nodes, groups and edges share one
// space, as Mermaid looks an id up among all three.
func nameAll(g *graph.Graph) names {
	var ids, classes []string
	for _, n := range g.Nodes() {
		ids = append(ids, n.ID)
		classes = append(classes, n.Classes...)
	}
	for _, gr := range g.Groups() {
		ids = append(ids, gr.ID)
		classes = append(classes, gr.Classes...)
	}
	for _, e := range g.Edges() {
		classes = append(classes, e.Classes...)
	}
	for _, c := range g.Classes() {
		classes = append(classes, c.Name)
	}
	shared := make(space)
	return names{
		ids:     shared.assign(ids, plainIDOf(g)),
		edges:   shared.assignEdges(g.Edges(), asWritten(g)),
		classes: make(space).assign(classes, plainClassOf(g)),
	}
}

// plainClassOf returns what can be a class. The word default can where it is the
// first class of every node, as Mermaid gives it to all of them.
func plainClassOf(g *graph.Graph) func(string) bool {
	byDefault := defaultClass(g)
	own := asWritten(g)
	return func(name string) bool {
		if name == "default" {
			return byDefault
		}
		return plainClass(name) || own && holdsClass(name)
	}
}

func defaultClass(g *graph.Graph) bool {
	for _, n := range g.Nodes() {
		if len(n.Classes) == 0 || n.Classes[0] != "default" {
			return false
		}
	}
	return g.Class("default") != nil
}

// space is the set of names that are taken.
type space map[string]bool

// assign gives every id a name: its own where that is plain, so that stand-ins
// never take one of those, and then a stand-in to the rest in their order.
func (s space) assign(ids []string, plain func(string) bool) map[string]string {
	out := make(map[string]string, len(ids))
	for _, id := range ids {
		if plain(id) {
			out[id] = id
			s[id] = true
		}
	}
	for _, id := range ids {
		if out[id] == "" {
			out[id] = s.standIn(id, plain)
		}
	}
	return out
}

// assignEdges names the edges that have an id, and those that need one for
// their classes.
func (s space) assignEdges(edges []*graph.Edge, asWritten bool) []string {
	out := make([]string, len(edges))
	for i, e := range edges {
		id := e.ID
		if id == "" && (len(e.Classes) > 0 && (e.Line != graph.Invisible || asWritten) || len(edgeData(e)) > 0) {
			id = "e" + strconv.Itoa(i)
		}
		switch {
		case id == "":
		case (plainID(id) || asWritten && holdsEdgeID(id)) && !s[id]:
			s[id] = true
			out[i] = id
		default:
			out[i] = s.standIn(id, plainID)
		}
	}
	return out
}

// standIn takes a free name for an id: a readable one if there is one, else one
// with a hash of the id.
func (s space) standIn(id string, plain func(string) bool) string {
	stem := readable(id)
	for _, name := range []string{stem, stem + "_"} {
		if stem != "" && plain(name) && !s[name] {
			s[name] = true
			return name
		}
	}
	stem = strings.TrimRight(stem, "_")
	if stem == "" || !plain(stem+"_x") {
		stem = "id"
	}
	for try := 0; ; try++ {
		if name := stem + "_" + hash(id, try); plain(name) && !s[name] {
			s[name] = true
			return name
		}
	}
}

// maxReadable is how long a readable stand-in may be, in characters.
const maxReadable = 48

// readable returns an id with one underscore for every run of characters that a
// name cannot have, or nothing if that would not tell the ids of one document
// apart: without letters and digits, beyond ASCII, or long.
func readable(id string) string {
	if len(id) > maxReadable {
		return ""
	}
	var b strings.Builder
	gap := false
	for i := range len(id) {
		switch c := id[i]; {
		case c >= utf8.RuneSelf:
			return ""
		case !isWord(c):
			gap = true
		default:
			if gap && b.Len() > 0 {
				b.WriteByte('_')
			}
			gap = false
			b.WriteByte(c)
		}
	}
	return b.String()
}

func hash(id string, try int) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(strconv.Itoa(try) + ":" + id)) // never fails
	return fmt.Sprintf("%08x", h.Sum32())
}
