package dot

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/theme"
)

// classPrefix begins the attribute of a graph that says what a class looks like.
const classPrefix = "class."

// classes reads what Write says of the classes.
func (l *lowerer) classes() {
	for _, s := range l.c.root.attrs.table.list {
		name, ok := strings.CutPrefix(s.key, classPrefix)
		if !ok {
			continue
		}
		name, _ = plain(name, &escapes{})
		text, _ := plain(s.value.text, &escapes{})
		if st, ok := parseStyle(text); ok && isOneWord(name) && l.g.Class(name) == nil {
			c := l.g.AddClass(name, st)
			l.place(s.at, &c.Pos)
		}
	}
}

func isOneWord(name string) bool {
	fields := strings.Fields(name)
	return len(fields) == 1 && fields[0] == name
}

// findTheme finds the theme that the text was written with: Write states the
// looks of all nodes, edges and groups as defaults, which no other text is
// likely to have.
func (l *lowerer) findTheme() {
	root := l.c.root
	if s, ok := root.attrs.table.get("theme"); ok && slices.Contains(theme.Names(), s.value.text) {
		l.g.Theme = s.value.text
	}
	for _, name := range theme.Names() {
		t, err := theme.Lookup(name)
		if err != nil {
			continue
		}
		look := theme.NewResolver(l.g, t)
		d := newThemeDefaults(&look)
		hasNodes, hasGroups := len(l.c.nodes) > len(l.anchors), len(l.within[root]) > 0
		if !hasNodes && !hasGroups || hasNodes && !d.node.are(root.nodes.table) ||
			!hasNodes && !d.group.are(l.within[root][0].start) ||
			len(l.c.edges) > 0 && !d.edge.are(root.edges.table) {
			continue
		}
		l.look = &look
		if l.g.Theme == "" && name != theme.Names()[0] {
			l.g.Theme = name
		}
		return
	}
}

// are reports whether a table has all of the attributes.
func (a attrs) are(t *table) bool {
	for _, at := range a {
		if s, ok := t.get(at.key); !ok || quoteAs(s.value.text, at.value) != at.value {
			return false
		}
	}
	return true
}

// quoteAs quotes a text if another is in quotes.
func quoteAs(text, as string) string {
	if strings.HasPrefix(as, `"`) {
		return `"` + text + `"`
	}
	return text
}

// name takes the name of the graph as its title, or its label where it has one.
func (l *lowerer) name() {
	l.g.Title = clean(l.c.doc.name.text)
	label, ok := l.c.root.attrs.table.get("label")
	if !ok || label.value.text == "" {
		return
	}
	if l.g.Title != "" {
		l.g.Attrs.Set(rawPrefix+"name", l.g.Title)
	}
	l.g.Title = titleOf(label.value, l.c.doc.name.text)
	if label.value.html && !safeHTML(label.value.text) {
		l.leftOut(label.at, "", "the label has a link that is not safe: only its text is kept")
		label.value = value{text: l.g.Title}
	}
	label.value.text = clean(label.value.text)
	l.g.Attrs.Set(rawPrefix+"label", rawText(label.value))
}

// titleOf returns the text of a graph's label, in one line.
func titleOf(label value, name string) string {
	text, _ := labelText(label, false, &escapes{graph: name, label: label.text})
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' }), " ")
}

// graph lowers the attributes of the graph itself.
func (l *lowerer) graph() {
	v := &view{own: l.c.root.attrs.table, base: &table{}, esc: escapes{graph: l.c.doc.name.text}}
	v.take("label")
	if raw, ok := v.get("title"); ok && l.g.Title == "" {
		v.take("title")
		l.g.Title, _ = plain(raw.value.text, &v.esc)
	}
	if l.g.Theme != "" {
		v.take("theme")
	}
	l.g.Description = v.text("description")
	if charset, _ := v.get("charset"); isLatin1(charset.value.text) {
		v.take("charset")
	}
	l.direction(v)
	if !l.c.doc.directed {
		l.g.Attrs.Set(rawPrefix+"directed", "false")
	}
	if l.c.doc.strict {
		l.g.Attrs.Set(rawPrefix+"strict", "true")
	}
	l.compound(v)
	l.rootStyle(v)
	for _, s := range v.own.list {
		if name, ok := strings.CutPrefix(s.key, classPrefix); ok {
			name, _ = plain(name, &escapes{})
			if l.g.Class(name) != nil {
				v.take(s.key)
			}
		}
	}
	v.own = &table{list: inOrderOfText(v.own.list)}
	l.keep(v, defaults{common: &table{}}, &l.g.Attrs, namesOfGraph)
	l.keepDefaults(l.nodeDefaults, "node.")
	l.keepDefaults(l.edgeDefaults, "edge.")
	unite(&l.g.Attrs)
}

// inOrderOfText sorts attributes by where their values are.
func inOrderOfText(list []setting) []setting {
	return slices.SortedStableFunc(slices.Values(list), func(a, b setting) int { return cmp.Compare(a.at, b.at) })
}

func (l *lowerer) direction(v *view) {
	raw, ok := v.get("rankdir")
	if d, known := graph.ParseDirection(raw.value.text); ok && known && d.Code() == raw.value.text {
		v.take("rankdir")
		l.g.Direction = d
	}
}

// compound takes the attribute that makes edges end at clusters, if Write will
// state it again.
func (l *lowerer) compound(v *view) {
	s, ok := v.get("compound")
	if !ok || s.value.text != "true" {
		return
	}
	for _, e := range l.c.edges {
		if l.clusterAt(e, true) != nil || l.clusterAt(e, false) != nil {
			v.take("compound")
			return
		}
	}
}

// rootStyle takes what Write states for all groups, which it does before there
// are any elements.
func (l *lowerer) rootStyle(v *view) {
	if l.look == nil {
		return
	}
	first := math.MaxInt
	if len(l.c.nodes) > 0 {
		first = l.c.nodes[0].at
	}
	for _, cluster := range l.within[l.c.root] {
		first = min(first, cluster.at)
	}
	stated := newThemeDefaults(l.look).group
	stated.add("fontname", quoteText(fonts))
	for _, at := range stated {
		if s, ok := v.get(at.key); ok && s.at < first && quoteAs(s.value.text, at.value) == at.value {
			v.take(at.key)
		}
	}
}

// keepDefaults keeps what all nodes or all edges have in common.
func (l *lowerer) keepDefaults(d defaults, prefix string) {
	for _, s := range d.common.list {
		if l.look != nil && s.key == "fontname" && s.value.text == fonts {
			continue
		}
		s.key = prefix + s.key
		l.keepOne(s, &l.g.Attrs, func(string) bool { return false })
	}
}
