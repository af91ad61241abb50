//go:build peers

package dot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/topodraw/topodraw/graph"
)

// picture is what a drawing shows, in words that do not depend on names: nodes
// in the order of the nesting, groups and edges in alphabetical order.
type picture struct {
	title                string
	nodes, groups, edges []string
}

// of says what a graph should look like.
func of(g *graph.Graph) picture {
	p := picture{title: g.Title}
	ends := make(map[string]string)
	var walk func(l *graph.Level, path string)
	walk = func(l *graph.Level, path string) {
		for _, n := range l.Nodes {
			ends[n.ID] = fmt.Sprintf("node %d", len(p.nodes))
			p.nodes = append(p.nodes, path+both(n.FullText(), drawn(n.FullText())))
		}
		for _, inner := range l.Levels {
			title := both(inner.Group.Text(), drawn(inner.Group.Text()))
			ends[inner.Group.ID] = path + title
			p.groups = append(p.groups, path+title)
			walk(inner, path+title+" / ")
		}
	}
	walk(g.Tree(), "")
	for _, e := range g.Edges() {
		p.edges = append(p.edges, fmt.Sprintf("%s > %s: %s", ends[e.From], ends[e.To], edgeLabel(e)))
	}
	slices.Sort(p.groups)
	slices.Sort(p.edges)
	return p
}

// both is a label as its attribute says and as it is drawn.
func both(text, drawn string) string {
	if text == " " {
		text, drawn = "", "" // the model's way to show nothing
	}
	return fmt.Sprintf("%q, drawn %q", text, drawn)
}

// drawn is a text as dot draws it, which leaves empty lines blank.
func drawn(text string) string {
	lines := strings.Split(text, "\n")
	return strings.Join(slices.DeleteFunc(lines, func(l string) bool { return l == "" }), "\n")
}

func edgeLabel(e *graph.Edge) string {
	if e.Line == graph.Invisible {
		return both(e.Label, "")
	}
	return both(e.Label, drawn(e.Label))
}

// drawing is the part of Graphviz's format json that is looked at.
type drawing struct {
	Name    string
	Title   string
	Objects []struct {
		Name      string
		Label     string
		Style     string
		Nodes     []int
		Subgraphs []int
		Draw      []op `json:"_ldraw_"`
	}
	Edges []struct {
		Tail, Head           int
		Label                string
		LHead, LTail         string
		HeadGroup, TailGroup string
		Draw                 []op `json:"_ldraw_"`
	}
}

// op is a step of drawing a label; those of kind T are its lines.
type op struct{ Op, Text string }

func text(ops []op) string {
	var lines []string
	for _, o := range ops {
		if o.Op == "T" {
			lines = append(lines, o.Text)
		}
	}
	return strings.Join(lines, "\n")
}

// draw has the real dot draw a text. A warning is an error.
func draw(ctx context.Context, format, dot string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "dot", "-T"+format)
	cmd.Stdin = strings.NewReader(dot)
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil || complaint.Len() > 0 {
		return nil, errors.Join(err, errors.New(complaint.String()))
	}
	return out.Bytes(), nil
}

// read says what the real dot draws of a text.
func read(ctx context.Context, dot string) (picture, error) {
	out, err := draw(ctx, "json", dot)
	if err != nil {
		return picture{}, err
	}
	var d drawing
	if err := json.Unmarshal(out, &d); err != nil {
		return picture{}, err
	}
	return d.picture(), nil
}

func (d *drawing) picture() picture {
	p := picture{title: d.Name}
	if regexp.MustCompile(`^%[0-9]+$`).MatchString(d.Name) { // a graph without a name
		p.title = escapes().Replace(d.Title)
	}
	ends := make([]string, len(d.Objects)) // what an edge to an object shows
	path := make([]string, len(d.Objects)) // what is around it
	named := make(map[string]string)
	for i, o := range d.Objects {
		if isGroup := strings.HasPrefix(o.Name, "cluster_") && o.Nodes != nil; isGroup && !d.isInner(i) {
			d.group(&p, i, ends, path, named)
		}
	}
	for i, o := range d.Objects {
		if ends[i] == "" && o.Style != "invis" {
			ends[i] = fmt.Sprintf("node %d", len(p.nodes))
			label := escapes().Replace(o.Label)
			if o.Label == `\N` { // the default: the name
				label = o.Name
			}
			p.nodes = append(p.nodes, path[i]+both(label, text(o.Draw)))
		}
	}
	for _, e := range d.Edges {
		end := func(node int, clipped, told string) string {
			if cluster := clipped + told; cluster != "" {
				return named[cluster]
			}
			return ends[node]
		}
		p.edges = append(p.edges, fmt.Sprintf("%s > %s: %s",
			end(e.Tail, e.LTail, e.TailGroup), end(e.Head, e.LHead, e.HeadGroup),
			both(escapes().Replace(e.Label), text(e.Draw))))
	}
	slices.Sort(p.groups)
	slices.Sort(p.edges)
	return p
}

func (d *drawing) isInner(i int) bool {
	for _, o := range d.Objects {
		if slices.Contains(o.Subgraphs, i) {
			return true
		}
	}
	return false
}

// group adds a group and all that is in it.
func (d *drawing) group(p *picture, i int, ends, path []string, named map[string]string) {
	o := d.Objects[i]
	ends[i] = path[i] + both(escapes().Replace(o.Label), text(o.Draw))
	named[o.Name] = ends[i]
	p.groups = append(p.groups, ends[i])
	for _, member := range slices.Concat(o.Nodes, o.Subgraphs) {
		path[member] = ends[i] + " / "
	}
	for _, inner := range o.Subgraphs {
		d.group(p, inner, ends, path, named)
	}
}

// escapes undoes the escapes of an attribute.
func escapes() *strings.Replacer { return strings.NewReplacer(`\n`, "\n", `\\`, `\`, "&amp;", "&") }
