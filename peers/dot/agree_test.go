//go:build peers

package dot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/dot"
	"github.com/topodraw/topodraw/graph"
)

// differences are the texts that are meant to be read in another way than dot
// reads them, with the reasons.
func differences() map[string]string {
	const entities = "what looks like an entity in a name goes into SVG as it is, which is then no XML: dot.Write gives the node another name"
	return map[string]string{
		"names: names that look like entities": entities,
		"labels: name with an entity":          entities,
		"labels: entity without a number":      "Graphviz 2.43 loses characters; later ones show them",
		"lexical: byte order mark":             "Graphviz 2.43 refuses the mark at the beginning; later ones accept it",
	}
}

// TestAgreement has dot and dot.Read read the same texts. Both accept them or
// refuse them; and what dot sees in a text it also sees in what dot.Write makes
// of what dot.Read has read: the same nodes, edges, clusters, members, labels,
// arrows and attributes.
func TestAgreement(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "agree", "*.txt"))
	require.NoError(t, err)
	count := 0
	seen := make(map[string]bool)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		section := strings.TrimSuffix(filepath.Base(file), ".txt")
		for part := range strings.SplitSeq("\n"+string(data), "\n=== ") {
			name, text, ok := strings.Cut(part, "\n")
			if !ok {
				continue
			}
			count++
			name = section + ": " + name
			require.False(t, seen[name], name)
			seen[name] = true
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				agree(t, text, differences()[name])
			})
		}
	}
	require.GreaterOrEqual(t, count, 300)
	for name := range differences() {
		require.True(t, seen[name], name)
	}
}

func agree(t *testing.T, text, different string) {
	want, accepted := look(t.Context(), text)
	g, err := dot.Read(strings.NewReader(text), "text.gv", dot.ReadOptions{})
	if different != "" {
		require.False(t, accepted == (err == nil) && (err != nil || slices.Equal(want.lines(want), again(t, g).lines(want))), "is no difference any more")
		return
	}
	if !accepted {
		require.Error(t, err, "dot refuses it")
		return
	}
	require.NoError(t, err, "dot accepts it")
	require.Equal(t, want.structure(), model(g), "the model")
	written := print(t, g)
	reread, err := dot.Read(strings.NewReader(written), "text.gv", dot.ReadOptions{})
	require.NoError(t, err, written)
	require.Equal(t, written, print(t, reread), "writing is stable")
	require.Equal(t, want.lines(want), again(t, g).lines(want), print(t, g))
}

// again is what dot sees in what is written of a graph.
func again(t *testing.T, g *graph.Graph) seen {
	t.Helper()
	s, ok := look(t.Context(), print(t, g))
	require.True(t, ok, print(t, g))
	return s
}

func print(t *testing.T, g *graph.Graph) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, dot.Write(&b, g, dot.Options{}))
	return b.String()
}

// seen is what dot sees in a text.
type seen struct {
	Name             string
	Directed, Strict bool
	Subgraphs        int `json:"_subgraph_cnt"`
	Objects, Edges   []map[string]any
	whole            map[string]any
}

// look has dot lay out a text, and reports whether it accepts it.
func look(ctx context.Context, text string) (seen, bool) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "dot", "-Tjson")
	cmd.Stdin = strings.NewReader(text)
	var out bytes.Buffer
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil || out.Len() == 0 {
		return seen{}, false
	}
	var raw json.RawMessage
	var s seen
	if json.NewDecoder(&out).Decode(&raw) != nil || json.Unmarshal(raw, &s) != nil || json.Unmarshal(raw, &s.whole) != nil {
		return seen{}, false
	}
	return s, true
}

// around returns the names of the clusters around each node, and around each
// cluster.
func (s seen) around() map[int]string {
	out := make(map[int]string)
	inner := make(map[int]bool)
	ints := func(v any) []int {
		var list []int
		for _, n := range slices.Concat(anys(v)) {
			list = append(list, int(n.(float64)))
		}
		return list
	}
	var walk func(i int, path string)
	walk = func(i int, path string) {
		o := s.Objects[i]
		cluster := isCluster(o)
		if cluster {
			out[i] = path
			path += "/" + o["name"].(string)
		}
		for _, sub := range ints(o["subgraphs"]) {
			walk(sub, path)
		}
		for _, n := range ints(o["nodes"]) {
			if _, known := out[n]; !known && path != "" {
				out[n] = path
			}
		}
	}
	for i := range s.Subgraphs {
		for _, sub := range ints(s.Objects[i]["subgraphs"]) {
			inner[sub] = true
		}
	}
	for i := range s.Subgraphs {
		if !inner[i] {
			walk(i, "")
		}
	}
	return out
}

func isCluster(o map[string]any) bool {
	return strings.HasPrefix(strings.ToLower(o["name"].(string)), "cluster")
}

func anys(v any) []any {
	list, _ := v.([]any)
	return list
}

// hidden reports the nodes that dot.Write puts into empty groups.
func hidden(o map[string]any) bool {
	return strings.HasPrefix(fmt.Sprint(o["name"]), "anchor_") && o["style"] == "invis"
}

// structure says who there is, where, and with what text: in the words that
// model uses.
func (s seen) structure() []string {
	around := s.around()
	lines := []string{fmt.Sprintf("directed %v strict %v", s.Directed, s.Strict)}
	names := make(map[int]string)
	for i, o := range s.Objects {
		name := o["name"].(string)
		names[i] = name
		kind := "node"
		switch {
		case i >= s.Subgraphs && hidden(o):
			continue
		case i >= s.Subgraphs:
		case isCluster(o):
			kind = "cluster"
		default:
			continue
		}
		label := drawnText(o)
		if kind == "node" && o["style"] == "invis" {
			label = ""
		}
		lines = append(lines, fmt.Sprintf("%s %q in %q: %s", kind, name, around[i], bare(label)))
	}
	for _, e := range s.Edges {
		label := drawnText(e)
		lines = append(lines, fmt.Sprintf("edge %q %q: %s", names[int(e["tail"].(float64))], names[int(e["head"].(float64))], bare(label)))
	}
	slices.Sort(lines)
	return lines
}

// model says the same of a graph of the model.
func model(g *graph.Graph) []string {
	directed, _ := g.Attrs.Get("dot.directed")
	strict, _ := g.Attrs.Get("dot.strict")
	lines := []string{fmt.Sprintf("directed %v strict %v", directed != "false", strict == "true")}
	named := func(attrs graph.Attrs, otherwise string) string {
		if name, ok := attrs.Get("dot.name"); ok {
			return name
		}
		return otherwise
	}
	cluster := func(id string) string {
		gr := g.Group(id)
		return named(gr.Attrs, "cluster_"+gr.ID)
	}
	around := func(id string) string {
		path := ""
		for _, gr := range g.Around(id) {
			path = "/" + cluster(gr.ID) + path
		}
		return path
	}
	for _, gr := range g.Groups() {
		lines = append(lines, fmt.Sprintf("cluster %q in %q: %s", cluster(gr.ID), around(gr.ID), bare(gr.Text())))
	}
	names := make(map[string]string)
	for _, n := range g.Nodes() {
		names[n.ID] = named(n.Attrs, n.ID)
		label := n.FullText()
		if style, _ := n.Attrs.Get("dot.style"); strings.Contains(style, "invis") {
			label = ""
		}
		if shape, _ := n.Attrs.Get("dot.shape"); shape == "point" {
			label = ""
		}
		lines = append(lines, fmt.Sprintf("node %q in %q: %s", names[n.ID], around(n.ID), bare(label)))
	}
	for _, e := range g.Edges() {
		lines = append(lines, fmt.Sprintf("edge %q %q: %s", end(g, names, e.From, e.Attrs, "dot.tail"), end(g, names, e.To, e.Attrs, "dot.head"), bare(e.Label)))
	}
	slices.Sort(lines)
	return lines
}

// end is the node that an edge leads to, which for a group is the first within
// unless another is named.
func end(g *graph.Graph, names map[string]string, id string, attrs graph.Attrs, key string) string {
	if g.Group(id) == nil {
		return names[id]
	}
	if node, ok := attrs.Get(key); ok {
		return names[node]
	}
	for _, n := range g.Nodes() {
		if slices.ContainsFunc(g.Around(n.ID), func(gr *graph.Group) bool { return gr.ID == id }) {
			return names[n.ID]
		}
	}
	return ""
}

// bare is a text without blanks and bars: dot draws the fields of a record and
// the cells of a table one by one.
func bare(text string) string {
	return strings.NewReplacer(" ", "", "\n", "", "\u00a0", "", "|", "").Replace(text)
}

// drawnText is the text that dot draws for an object.
func drawnText(o map[string]any) string {
	var lines []string
	for _, op := range anys(o["_ldraw_"]) {
		if op := op.(map[string]any); op["op"] == "T" {
			lines = append(lines, op["text"].(string))
		}
	}
	text := strings.Join(lines, "\n")
	if xlabel, ok := o["xlabel"].(string); ok { // drawn last, and compared as an attribute
		text = strings.TrimSuffix(strings.TrimSuffix(text, xlabel), "\n")
	}
	return text
}

// lines says all that has to be the same in what is written. The shape of a
// node is what the source says; where it says nothing it is the theme's.
func (s seen) lines(source seen) []string {
	unshaped := make(map[any]bool)
	for _, o := range source.Objects {
		unshaped[o["name"]] = o["shape"] == nil || o["shape"] == ""
	}
	lines := s.structure()
	lines = append(lines, fmt.Sprintf("graph %q: %s", name(s.Name), others(s.whole, "graph")))
	for i, o := range s.Objects {
		if i >= s.Subgraphs && !hidden(o) {
			lines = append(lines, fmt.Sprintf("node %q: shape %s, text %q, %s", o["name"], shape(o, unshaped[o["name"]]), drawnText(o), others(o, "node")))
		} else if isCluster(o) {
			lines = append(lines, fmt.Sprintf("cluster %q: text %q, %s", o["name"], drawnText(o), others(o, "cluster")))
		}
	}
	for _, e := range s.Edges {
		lines = append(lines, fmt.Sprintf("edge %v %v: text %q, %s, at head %s, at tail %s",
			s.Objects[int(e["tail"].(float64))]["name"], s.Objects[int(e["head"].(float64))]["name"], drawnText(e),
			others(e, "edge"), sign(e["_hdraw_"]), sign(e["_tdraw_"])))
	}
	slices.Sort(lines)
	return lines
}

func name(s string) string {
	if strings.HasPrefix(s, "%") {
		return ""
	}
	return s
}

func shape(o map[string]any, unshaped bool) string {
	s := fmt.Sprint(o["shape"])
	switch {
	case unshaped:
		return "any"
	case s == "rect" || s == "rectangle":
		return "box"
	}
	return s
}

// sign is the shape of an arrow: how it is drawn, without coordinates.
func sign(ops any) string {
	var out []string
	for _, op := range anys(ops) {
		op := op.(map[string]any)
		if points, ok := op["points"]; ok {
			out = append(out, fmt.Sprintf("%v of %d", op["op"], len(anys(points))))
		} else if op["op"] != "S" && op["op"] != "c" && op["op"] != "C" {
			out = append(out, fmt.Sprint(op["op"]))
		}
	}
	return strings.Join(out, " ")
}

// others are the attributes that the model has no field for, and those whose
// meaning is plain. Those left out here are looks that the theme decides, are
// compared by what is drawn, or come from the layout.
func others(o map[string]any, kind string) string {
	var out []string
	for key, v := range o {
		if _, ok := v.(string); !ok || left(key, kind) || v == "" {
			continue
		}
		if key == "href" {
			key = "URL"
		}
		if key == "fontname" && v == "Helvetica,Arial,sans-serif" {
			continue
		}
		out = append(out, fmt.Sprintf("%s=%q", key, strings.ReplaceAll(v.(string), "&amp;", "&")))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func left(key, kind string) bool {
	switch key {
	case "label", "name", "pos", "lp", "bb", "rects", "height", "width", "lwidth", "lheight", "head_lp", "tail_lp", "xlp", "xdotversion", "vertices",
		"style", "color", "fillcolor", "fontcolor", "penwidth", "shape", "peripheries",
		"dir", "arrowhead", "arrowtail", "dash", "line", "class", "lhead", "ltail", "compound", "pencolor":
		return true
	case "rankdir":
		return kind != "graph"
	}
	return kind == "cluster" && !slices.Contains([]string{"labeljust", "labelloc", "fontsize", "URL", "tooltip", "rank"}, key)
}
