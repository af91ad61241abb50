package dot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// groups lowers the clusters within another, each before those in it.
func (l *lowerer) groups(cluster *csub, parent string) {
	for _, inner := range l.within[cluster] {
		gr := l.group(inner)
		gr.Parent = parent
		l.groups(inner, gr.ID)
	}
}

func (l *lowerer) group(cs *csub) *graph.Group {
	gr := l.g.AddGroup(l.groupID(cs), "")
	l.groupOf[cs] = gr
	l.at = cs.at
	l.place(cs.at, &gr.Pos)
	if clusterPrefix+gr.ID != cs.name && cs.name != "" {
		gr.Attrs.Set(rawPrefix+"name", clean(cs.name))
	}
	v := &view{own: cs.attrs.table, base: &table{}, esc: escapes{graph: cs.name}}
	l.groupLabel(gr, v)
	gr.Kind, gr.Tooltip, gr.Link, gr.Classes = v.text("kind"), v.text("tooltip"), l.link(v), v.classes()
	if d := graph.Direction(v.word("direction")); slices.Contains(graph.Directions(), d) {
		gr.Direction = d
	} else {
		v.leave("direction")
	}
	l.groupLooks(gr, v)
	v.takeIf("fontsize", smallType(gr.Text()))
	if _, own := cs.attrs.own.get("fontname"); !own {
		v.takeIf("fontname", fonts)
	}
	l.keepOfGroup(cs, v, gr)
	l.subgraphs(cs, &gr.Attrs)
	return gr
}

// groupID returns the name of a cluster without what makes it one.
func (l *lowerer) groupID(cs *csub) string {
	if id, ok := strings.CutPrefix(clean(cs.name), clusterPrefix); ok && id != "" && !l.ids.has(id) {
		return l.unique(id)
	}
	return l.unique(clean(cs.name))
}

func (l *lowerer) groupLabel(gr *graph.Group, v *view) {
	raw, _ := v.take("label")
	v.esc.label = raw.text
	text, exact := labelText(raw, false, &v.esc)
	if !exact || raw.text == blank {
		l.keepLabel(raw, v, &gr.Attrs)
	}
	if text != gr.ID {
		gr.Label = text
	}
}

func (l *lowerer) groupLooks(gr *graph.Group, v *view) {
	words := v.styles()
	filled := cut(&words, "filled")
	cut(&words, "solid")
	if bg, ok := v.get("bgcolor"); ok && bg.value.text != "" && !filled {
		l.fill(v, false)
		gr.Style.Fill = v.color("bgcolor")
	} else {
		gr.Style.Fill = l.fill(v, filled, "color", "bgcolor")
	}
	gr.Style.Dash = v.dash(&words)
	gr.Style.Stroke = v.color("color")
	if pen := v.color("pencolor"); pen != "" {
		gr.Style.Stroke = pen
	}
	gr.Style.Color, gr.Style.StrokeWidth = v.color("fontcolor"), v.width()
	keepStyles(words, &gr.Attrs)
	if l.look == nil {
		return
	}
	bare := &graph.Group{Classes: gr.Classes}
	gr.Style = plainStyle(gr.Style, l.look.Group(bare))
	bare.Style.Fill = gr.Style.Fill
	if gr.Style.Color != "" && color(gr.Style.Color) == color(groupColors(l.look, l.g, bare).Color) {
		gr.Style.Color = ""
	}
}

// keepOfGroup keeps what was not taken: what the cluster sets itself, and of
// what it inherits what Graphviz looks at.
func (l *lowerer) keepOfGroup(cs *csub, v *view, gr *graph.Group) {
	own := &cs.attrs.own
	inherited := slices.DeleteFunc(slices.Clone(v.own.list), func(s setting) bool {
		_, overridden := own.get(s.key)
		return overridden || !ofClusters(s.key)
	})
	for _, s := range slices.Concat(own.list, inherited) {
		if !slices.Contains(v.taken, s.key) && !saysNothing(s) {
			l.keepOne(s, &gr.Attrs, namesOfGroup)
		}
	}
	unite(&gr.Attrs)
}

// ofClusters reports the attributes that clusters have
// (https://graphviz.org/docs/clusters/), beside those that the model has.
func ofClusters(key string) bool {
	switch key {
	case "bgcolor", "color", "colorscheme", "fillcolor", "fontcolor", "fontname", "fontsize", "gradientangle",
		"labeljust", "labelloc", "layer", "margin", "nojustify", "pencolor", "penwidth", "peripheries", "target":
		return true
	}
	return false
}

// subgraphs keeps the subgraphs that are no clusters, as texts of the language:
// those with a name or with attributes of their own.
func (l *lowerer) subgraphs(s *csub, free *graph.Attrs) {
	number := 0
	names := make(used)
	for _, c := range l.within[s] {
		names.take(clean(c.name))
	}
	var walk func(s *csub)
	walk = func(s *csub) {
		for _, inner := range s.subs {
			if isCluster(inner) {
				continue
			}
			if attrs := l.subgraphAttrs(inner); inner.named || attrs != "" {
				number++
				text := subgraphName(inner, names) + "{" + attrs + l.subgraphNodes(inner) + "}"
				*free = append(*free, graph.Attr{Key: fmt.Sprintf("%ssubgraph.%d", rawPrefix, number), Value: text})
			}
			walk(inner)
		}
	}
	walk(s)
}

// subgraphName returns how a subgraph begins. Those that are kept are no more
// within each other, so that each needs a name of its own.
func subgraphName(s *csub, taken used) string {
	if !s.named {
		return ""
	}
	name := clean(s.name)
	if !holdable(name) {
		name = slug(name)
	}
	return "subgraph " + quoteWord(taken.unique(name)) + " "
}

// subgraphAttrs returns the attributes that a subgraph sets, as statements.
func (l *lowerer) subgraphAttrs(s *csub) string {
	l.spend(len(s.attrs.own.list))
	var b strings.Builder
	for _, a := range s.attrs.own.list {
		if a.key == "cluster" { // it is none
			continue
		}
		text, ok := a.value.source()
		if !ok || !holdable(a.key) || unsafeLink(a.key, a.value) {
			l.leftOut(a.at, "", "the attribute %q cannot be written or has a link that is not safe: it is left out", short(a.key))
			continue
		}
		b.WriteString(quoteWord(clean(a.key)) + "=" + clean(text) + "; ")
	}
	return b.String()
}

func (l *lowerer) subgraphNodes(s *csub) string {
	var b strings.Builder
	for i, n := range l.allOf(s, make(map[*cnode]bool), nil) {
		if i > 0 {
			b.WriteString(" ")
		}
		b.WriteString(quoteWord(l.nodeID[n]) + ";")
	}
	return b.String()
}

// allOf returns the nodes of a subgraph at any depth, each once.
func (l *lowerer) allOf(s *csub, seen map[*cnode]bool, list []*cnode) []*cnode {
	for _, n := range s.members {
		if l.nodeID[n] != "" && !seen[n] {
			seen[n] = true
			list = append(list, n)
		}
	}
	l.spend(len(s.members))
	for _, inner := range s.subs {
		if l.budget >= 0 {
			list = l.allOf(inner, seen, list)
		}
	}
	return list
}
