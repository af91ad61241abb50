package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// writeD2 writes a graph in the language of D2: groups, nodes, edges and their
// texts, with D2's own shapes and colours.
//
// Keys are numbers after an n or a g, since D2 does not tell upper case from
// lower, and reserves words, even in quotes. What a user sees is the labels.
func writeD2(w io.Writer, g *graph.Graph) error {
	d := d2Writer{keys: map[string]string{}}
	fmt.Fprintf(&d.b, "direction: %s\n", g.Direction.OrDown())
	d.level(g.Tree(), "", "")
	for _, e := range g.Edges() {
		fmt.Fprintf(&d.b, "%s -> %s", d.keys[e.From], d.keys[e.To])
		if e.Label != "" {
			d.b.WriteString(": " + d2Quote(e.Label))
		}
		d.b.WriteString("\n")
	}
	_, err := io.WriteString(w, d.b.String())
	return err
}

type d2Writer struct {
	b strings.Builder
	// keys are the full keys of nodes and groups by their ids.
	keys map[string]string
}

// level writes the nodes and the groups in a group, whose key is the prefix.
func (d *d2Writer) level(l *graph.Level, prefix, indent string) {
	for _, n := range l.Nodes {
		fmt.Fprintf(&d.b, "%s%s: %s\n", indent, d.key("n", n.ID, prefix), d2Quote(n.FullText()))
	}
	for _, inner := range l.Levels {
		key := d.key("g", inner.Group.ID, prefix)
		fmt.Fprintf(&d.b, "%s%s: %s {\n", indent, key, d2Quote(inner.Group.Text()))
		d.level(inner, prefix+key+".", indent+"  ")
		d.b.WriteString(indent + "}\n")
	}
}

// key makes a key for an id that has none yet.
func (d *d2Writer) key(letter, id, prefix string) string {
	key := fmt.Sprintf("%s%d", letter, len(d.keys))
	d.keys[id] = prefix + key
	return key
}

// d2Quote returns a text in double quotes, where a backslash takes any meaning
// from the character after it, but for a few letters.
func d2Quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, `$`, `\$`, "\n", `\n`, "\r", `\r`).Replace(s) + `"`
}
