// Package themefile reads a user's own theme from YAML:
//
//	base: modern                 # what it starts from; documented if left out
//	icons: false
//	background: "#fffdf5"
//	node: {stroke: "#444"}       # every kind that does not say otherwise
//	edge: {stroke: "#666"}
//	group: {fill: none}
//	kinds:
//	  database: {fill: "#fde68a", shape: cylinder}
//	dark:                        # the same keys, for dark surroundings
//	  background: "#111"
package themefile

import (
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/suggest"
	"github.com/topodraw/topodraw/theme"
)

// MaxSize is the size of a file in bytes.
const MaxSize = 1 << 20

// Read reads a theme from a file that positions call by the given name. All
// problems of the content are returned at once, as [graph.Diagnostics]; any
// other error comes from r. Aliases are refused.
func Read(r io.Reader, name string) (*theme.Theme, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	rd := &reader{name: name, lines: strings.Split(string(data), "\n")}
	if len(data) > MaxSize {
		rd.problem(graph.Pos{File: name}, "", "a theme has at most %d bytes", MaxSize)
		return nil, rd.ds.Err()
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		rd.syntax(err)
		return nil, rd.ds.Err()
	}
	t := rd.theme(&doc)
	rd.ds.Sort()
	if err := rd.ds.Err(); err != nil {
		return nil, err
	}
	return t, nil
}

type reader struct {
	name  string
	lines []string
	ds    graph.Diagnostics
}

func (r *reader) problem(at graph.Pos, hint, format string, args ...any) {
	source := ""
	if at.Line > 0 && at.Line <= len(r.lines) {
		source = strings.TrimRight(r.lines[at.Line-1], "\r")
	}
	r.ds = append(r.ds, graph.Diagnostic{Pos: at, Message: fmt.Sprintf(format, args...), Hint: hint, Source: source})
}

// at returns the position of a node. yaml.v3 counts columns in characters.
func (r *reader) at(n *yaml.Node) graph.Pos {
	return graph.Pos{File: r.name, Line: n.Line, Col: n.Column}
}

// syntax reports what yaml.v3 says of a broken file: "yaml: line 3: …".
func (r *reader) syntax(err error) {
	at, message := graph.Pos{File: r.name}, strings.TrimPrefix(err.Error(), "yaml: ")
	if m := regexp.MustCompile(`^line (\d+): (.*)`).FindStringSubmatch(message); m != nil {
		at.Line, _ = strconv.Atoi(m[1])
		message = m[2]
	}
	r.problem(at, "", "this is not YAML: %s", message)
}

func (r *reader) theme(doc *yaml.Node) *theme.Theme {
	if len(doc.Content) == 0 {
		r.problem(graph.Pos{File: r.name}, "give it kinds, or a background", "the theme is empty")
		return nil
	}
	root := doc.Content[0]
	t, err := theme.Lookup(r.base(root))
	if err != nil {
		r.problem(r.at(find(root, "base")), "", "%v", err)
		return nil
	}
	t.Name, t.About = r.name, ""
	shapes := maps.Clone(t.Shapes)
	if shapes == nil {
		shapes = make(map[string]graph.Shape)
	}
	t.Shapes = shapes
	keys := r.palette(&t.Palette, shapes)
	keys["base"] = func(*yaml.Node) {}
	keys["icons"] = func(v *yaml.Node) { r.yes(v, &t.Icons) }
	keys["text-on-kinds"] = func(v *yaml.Node) { r.yes(v, &t.TextOnKinds) }
	keys["dark"] = func(v *yaml.Node) { r.mapping(v, "the dark palette", r.palette(t.Dark, shapes)) }
	r.mapping(root, "a theme", keys)
	return t
}

// base returns the theme to start from. What is wrong with it is found when the
// keys are read.
func (r *reader) base(root *yaml.Node) string {
	if v := find(root, "base"); v != nil && v.Kind == yaml.ScalarNode {
		return v.Value
	}
	return ""
}

func find(n *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// palette returns the keys of a palette.
func (r *reader) palette(p *theme.Palette, shapes map[string]graph.Shape) map[string]func(*yaml.Node) {
	return map[string]func(*yaml.Node){
		"background": func(v *yaml.Node) { r.color(v, &p.Background) },
		"node":       func(v *yaml.Node) { r.style(v, &p.Node, nil) },
		"group":      func(v *yaml.Node) { r.style(v, &p.Group, nil) },
		"edge":       func(v *yaml.Node) { r.style(v, &p.Edge, nil) },
		"kinds": func(v *yaml.Node) {
			r.pairs(v, "kinds", func(k, v *yaml.Node) {
				s, shape := p.Kinds[k.Value], shapes[k.Value]
				r.style(v, &s, &shape)
				p.Kinds[k.Value] = s
				if shape != "" {
					shapes[k.Value] = shape
				}
			})
		},
	}
}

// style changes a style by what a mapping says, and a shape if there may be one.
func (r *reader) style(v *yaml.Node, s *graph.Style, shape *graph.Shape) {
	keys := map[string]func(*yaml.Node){
		"fill":   func(v *yaml.Node) { r.color(v, &s.Fill) },
		"stroke": func(v *yaml.Node) { r.color(v, &s.Stroke) },
		"color":  func(v *yaml.Node) { r.color(v, &s.Color) },
		"dash": func(v *yaml.Node) {
			r.checked(v, graph.Style{Dash: v.Value}, func() { s.Dash = v.Value })
		},
		"stroke-width": func(v *yaml.Node) {
			w, err := strconv.ParseFloat(strings.TrimSuffix(v.Value, "px"), 64)
			if err != nil || w <= 0 {
				r.problem(r.at(v), "", "a stroke width is a number of px above 0, not %q", v.Value)
				return
			}
			r.checked(v, graph.Style{StrokeWidth: w}, func() { s.StrokeWidth = w })
		},
	}
	if shape != nil {
		keys["shape"] = func(v *yaml.Node) { r.shape(v, shape) }
	}
	r.mapping(v, "a style", keys)
}

func (r *reader) color(v *yaml.Node, to *string) {
	hint := ""
	if v.Tag == "!!null" {
		hint = "put quotes around a colour: # begins a comment"
	}
	if _, err := graph.ParseColor(v.Value); err != nil {
		r.problem(r.at(v), hint, "%v", err)
		return
	}
	*to = v.Value
}

func (r *reader) checked(v *yaml.Node, s graph.Style, set func()) {
	for _, p := range s.Problems() {
		r.problem(r.at(v), "", "%s", p)
		return
	}
	set()
}

func (r *reader) shape(v *yaml.Node, to *graph.Shape) {
	var names []string
	for _, s := range graph.Shapes() {
		if string(s) == v.Value {
			*to = s
			return
		}
		names = append(names, string(s))
	}
	r.problem(r.at(v), meant(v.Value, names), "%q is not a shape", v.Value)
}

func (r *reader) yes(v *yaml.Node, to *bool) {
	if v.Tag != "!!bool" || v.Decode(to) != nil {
		r.problem(r.at(v), "", "write true or false, not %q", v.Value)
	}
}

// mapping gives each value of a mapping to what its key stands for.
func (r *reader) mapping(v *yaml.Node, what string, keys map[string]func(*yaml.Node)) {
	r.pairs(v, what, func(k, v *yaml.Node) {
		if set, ok := keys[k.Value]; ok {
			set(v)
			return
		}
		r.problem(r.at(k), meant(k.Value, sorted(keys)), "%s has no key %q", what, k.Value)
	})
}

// pairs goes through a mapping.
func (r *reader) pairs(v *yaml.Node, what string, each func(k, v *yaml.Node)) {
	if v.Kind != yaml.MappingNode {
		r.problem(r.at(v), "", "%s is a mapping, \"key: value\"", what)
		return
	}
	seen := make(map[string]bool)
	for i := 0; i+1 < len(v.Content); i += 2 {
		k, val := v.Content[i], v.Content[i+1]
		switch {
		case k.Kind == yaml.AliasNode || val.Kind == yaml.AliasNode:
			r.problem(r.at(k), "write the value out", "a theme has no aliases")
		case seen[k.Value]:
			r.problem(r.at(k), "", "%q is given twice", k.Value)
		default:
			seen[k.Value] = true
			each(k, val)
		}
	}
}

func sorted(keys map[string]func(*yaml.Node)) []string { return slices.Sorted(maps.Keys(keys)) }

// meant returns a hint for a word that is none of those known.
func meant(word string, known []string) string {
	if near := suggest.Nearest(word, known); near != "" {
		return "did you mean " + near + "?"
	}
	return "it is one of " + strings.Join(known, ", ")
}
