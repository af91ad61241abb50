package dot

import (
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// view is the attributes of an element as they are looked at: its own over the
// defaults. It keeps in mind which were taken.
type view struct {
	own, base *table
	taken     []string
	esc       escapes
}

// get returns an attribute without taking it, cleaned.
func (v *view) get(key string) (setting, bool) {
	s, ok := v.own.get(key)
	if !ok {
		s, ok = v.base.get(key)
	}
	s.value.text = clean(s.value.text)
	return s, ok
}

// take returns the value of an attribute that goes into the model.
func (v *view) take(key string) (value, bool) {
	s, ok := v.get(key)
	if ok {
		v.taken = append(v.taken, key)
	}
	return s.value, ok
}

// leave undoes take: the attribute is kept as it is written.
func (v *view) leave(key string) {
	v.taken = slices.DeleteFunc(v.taken, func(k string) bool { return k == key })
}

// text takes an attribute that is a text.
func (v *view) text(key string) string {
	raw, ok := v.take(key)
	if !ok {
		return ""
	}
	s, _ := plain(raw.text, &v.esc)
	return s
}

// word takes an attribute whose value is one word, in lower case.
func (v *view) word(key string) string {
	raw, _ := v.take(key)
	return strings.ToLower(strings.TrimSpace(raw.text))
}

// link takes a link, under either of its names, the one that Graphviz looks at
// first.
func (l *lowerer) link(v *view) string {
	href, url := v.text("href"), v.text("URL")
	key := "href"
	if href == "" {
		href, key = url, "URL"
	}
	// A host with < in it is none any more when it is encoded.
	if href != "" && (!graph.SafeLink(href) || !graph.SafeLink(encodedLink(href))) {
		s, _ := v.get(key)
		l.leftOut(s.at, "links are http, https, mailto or relative", "the link %q is not safe: it is left out", short(href))
		return ""
	}
	return href
}

func short(s string) string { return s[:min(len(s), 60)] }

// classes takes the names of classes.
func (v *view) classes() []string {
	raw, _ := v.take("class")
	if raw.text == "" {
		return nil
	}
	return strings.Fields(clean(raw.text))
}

// defaults are what most elements have in common, and what elements with other
// defaults have besides.
type defaults struct {
	common *table
	extra  map[*table][]setting
}

// commonDefaults finds the attributes that the root's defaults give to
// elements, if all elements have them from some defaults, so that they need not
// be repeated for each.
func commonDefaults(root *table, tables []*table, modelled func(string) bool) defaults {
	d := defaults{common: &table{}, extra: make(map[*table][]setting)}
	var distinct []*table
	for _, t := range tables {
		if _, seen := d.extra[t]; !seen {
			d.extra[t] = nil
			distinct = append(distinct, t)
		}
	}
	has, same := make(map[string]int), make(map[string]int)
	for _, t := range distinct {
		for _, s := range t.list {
			has[s.key]++
			if r, ok := root.get(s.key); ok && r.value == s.value {
				same[s.key]++
			}
		}
	}
	for _, s := range root.list {
		if !modelled(s.key) && len(distinct) > 0 && has[s.key] == len(distinct) && same[s.key] > 0 && s.value.text != "" {
			d.common.set(s)
		}
	}
	for _, t := range distinct {
		for _, s := range t.list {
			if c, ok := d.common.get(s.key); (!ok || c.value != s.value) && !modelledAlways(s.key) {
				d.extra[t] = append(d.extra[t], s)
			}
		}
	}
	return d
}

func nodeTables(c *cgraph) []*table {
	out := make([]*table, len(c.nodes))
	for i, n := range c.nodes {
		out[i] = n.defaults
	}
	return out
}

func edgeTables(c *cgraph) []*table {
	out := make([]*table, len(c.edges))
	for i, e := range c.edges {
		out[i] = e.defaults
	}
	return out
}

// keep puts what was not taken into free attributes: the element's own, and
// those of its defaults that are not common to all.
func (l *lowerer) keep(v *view, d defaults, free *graph.Attrs, reserved func(string) bool) {
	for _, s := range v.own.list {
		if slices.Contains(v.taken, s.key) {
			continue
		}
		c, common := d.common.get(s.key)
		if common && c.value == s.value || !common && saysNothing(s) {
			continue
		}
		l.keepOne(s, free, reserved)
	}
	for _, s := range d.extra[v.base] {
		if _, ok := v.own.get(s.key); ok || slices.Contains(v.taken, s.key) {
			continue
		}
		if _, common := d.common.get(s.key); s.value.text != "" || common {
			l.keepOne(s, free, reserved)
		}
	}
	unite(free)
}

// takeFont takes the font that Write gives to all, unless they have another in
// common.
func (v *view) takeFont(d defaults) {
	_, another := d.common.get("fontname")
	if s, _ := v.get("fontname"); !another && s.value.text == fonts {
		v.take("fontname")
	}
}

// saysNothing reports an attribute without a value. A free attribute of the
// model may have none.
func saysNothing(s setting) bool {
	_, free := freeName(s.key)
	return s.value.text == "" && !free
}

// keepOne keeps an attribute: as a free one of the model if that is what Write
// made of it, and else under its name.
func (l *lowerer) keepOne(s setting, free *graph.Attrs, reserved func(string) bool) {
	l.spend(1)
	key := clean(s.key)
	if name, ok := freeName(s.key); ok {
		text, _ := plain(s.value.text, &escapes{})
		setFree(free, name, text)
		return
	}
	if reserved(key) {
		l.leftOut(s.at, "", "the attribute %q has a name that is used otherwise here: it is left out", short(key))
		return
	}
	if unsafeLink(key, s.value) || s.value.html && !safeHTML(s.value.text) {
		l.leftOut(s.at, "", "the attribute %q has a link that is not safe: it is left out", short(key))
		return
	}
	s.value.text = clean(s.value.text)
	setFree(free, rawPrefix+key, rawText(s.value))
}

// freeName returns the name of the free attribute that Write has made an
// attribute of. Those that are Graphviz's attributes are written as such.
func freeName(key string) (string, bool) {
	name, ok := strings.CutPrefix(key, freePrefix)
	if !ok {
		return "", false
	}
	name, _ = plain(name, &escapes{})
	return name, !strings.HasPrefix(name, rawPrefix)
}

// setFree adds an attribute. Keys of one element differ, but for some that are
// the same when cleaned; looking for those each time would take quadratic time,
// so that of many they are left to unite.
func setFree(free *graph.Attrs, key, text string) {
	key, text = clean(key), clean(text)
	if len(*free) < many {
		free.Set(key, text)
		return
	}
	*free = append(*free, graph.Attr{Key: key, Value: text})
}

// many is up to how many free attributes are looked through for each new one.
const many = 100

// unite makes one attribute of those with the same key: the first place with
// the last value.
func unite(free *graph.Attrs) {
	if len(*free) <= many {
		return
	}
	at := make(map[string]int, len(*free))
	united := (*free)[:0]
	for _, a := range *free {
		if i, have := at[a.Key]; have {
			united[i] = a
			continue
		}
		at[a.Key] = len(united)
		united = append(united, a)
	}
	*free = united
}
