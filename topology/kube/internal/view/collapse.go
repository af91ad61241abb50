package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// maxRounds is how many edges away a difference tells shards from each other.
const maxRounds = 8

// family returns a name with an N for each of its numbers, which no name of
// Kubernetes has in it; it is empty for a name without a number.
func family(name string) string {
	var b strings.Builder
	digits := false
	for _, r := range name {
		digit := '0' <= r && r <= '9'
		switch {
		case !digit:
			b.WriteRune(r)
		case !digits:
			b.WriteByte('N')
		}
		digits = digit
	}
	if out := b.String(); strings.Contains(out, "N") {
		return out
	}
	return ""
}

// collapse makes one node of those that are alike.
func (s *sketch) collapse() {
	members := s.alike()
	become := make(map[*vertex]*vertex)
	for _, m := range members {
		if len(m) < 2 {
			continue
		}
		v := together(m)
		if s.vertices[v.id] != nil {
			continue
		}
		for _, one := range m {
			become[one] = v
			delete(s.vertices, one.id)
		}
		s.vertices[v.id] = v
	}
	if len(become) == 0 {
		return
	}
	edges := s.sortedEdges()
	s.edges = make(map[edgeKey]*edge, len(edges))
	for _, e := range edges {
		e.from, e.to = cmp.Or(become[e.from], e.from), cmp.Or(become[e.to], e.to)
		key := edgeKey{e.from.id, e.to.id, e.relation, e.port, e.label}
		if have := s.edges[key]; have != nil {
			have.merged = max(have.merged, 1)
			e.merged = have.merged
			have.merged++
		}
		s.link(*e)
	}
}

// alike returns the vertices in classes: of one namespace, kind and family, with
// the same images, and with edges to and from the same classes. It begins with
// what the vertices say of themselves, and takes classes apart until nothing
// tells two of their members from each other.
func (s *sketch) alike() [][]*vertex {
	vertices := s.sorted()
	from, into := s.ends()
	class := number(vertices, func(v *vertex) string {
		if v.family == "" {
			return "only\x00" + v.id
		}
		ports := ""
		if v.kind == "service" {
			ports = v.subtitle
		}
		return strings.Join([]string{v.namespace, v.kind, v.kindName(), itoa(v.order), v.family, v.images, ports}, "\x00")
	})
	for range maxRounds {
		next := number(vertices, func(v *vertex) string { return signature(v, class, from[v], into[v]) })
		if count(next) == count(class) {
			break
		}
		class = next
	}
	return classes(vertices, class)
}

// number gives each vertex the number of what is said of it.
func number(vertices []*vertex, say func(*vertex) string) map[*vertex]int {
	numbers := make(map[string]int)
	out := make(map[*vertex]int, len(vertices))
	for _, v := range vertices {
		said := say(v)
		n, ok := numbers[said]
		if !ok {
			n = len(numbers)
			numbers[said] = n
		}
		out[v] = n
	}
	return out
}

func count(class map[*vertex]int) int {
	most := 0
	for _, n := range class {
		most = max(most, n)
	}
	return most
}

// signature says what class a vertex is of, and those of its neighbours.
func signature(v *vertex, class map[*vertex]int, from, into []*edge) string {
	if v.family == "" {
		return strconv.Itoa(class[v])
	}
	var sides []string
	for _, e := range from {
		sides = append(sides, side(">", e, class[e.to]))
	}
	for _, e := range into {
		sides = append(sides, side("<", e, class[e.from]))
	}
	slices.Sort(sides)
	return strconv.Itoa(class[v]) + "\x00" + strings.Join(slices.Compact(sides), "\x00")
}

func side(direction string, e *edge, other int) string {
	return strings.Join([]string{direction, strconv.Itoa(other), e.relation, e.port, e.confidence, e.denied}, "|")
}

// classes returns the members of each class, in order.
func classes(vertices []*vertex, class map[*vertex]int) [][]*vertex {
	out := make([][]*vertex, count(class)+1)
	for _, v := range vertices {
		out[class[v]] = append(out[class[v]], v)
	}
	return out
}

// together returns the vertex that stands for several.
func together(members []*vertex) *vertex {
	v := *members[0]
	before, after, _ := strings.Cut(v.id, "/"+v.name)
	v.id = before + "/" + v.family + after
	title := shortFamily(v.family) + " ×" + itoa(len(members))
	switch v.kind {
	case "load-balancer":
		v.subtitle = title
	case "sidecar":
		v.label, v.subtitle = v.label+" ×"+itoa(len(members)), "sidecar of "+shortFamily(v.family)
	default:
		if v.label != v.name { // a part of something
			title = v.label + " ×" + itoa(len(members))
		}
		v.label = title
	}
	v.name, v.object = v.family, nil
	var sources, tooltips []string
	for _, m := range members {
		source, _ := m.attrs.Get("source")
		sources, tooltips = union(sources, []string{source}), append(tooltips, m.tooltip)
		if m.order == orderWorkload && m.subtitle != v.subtitle {
			v.subtitle = v.kindName()
		}
	}
	v.tooltip = few(tooltips, maxTooltip, "\n")
	v.attrs = slices.Clone(v.attrs)
	v.attrs.Set("kubernetes.name", v.family)
	v.attrs.Set("source", strings.Join(sources, "\n"))
	v.attrs.Set(graph.AttrCollapsed, itoa(len(members)))
	return &v
}

// shortFamily returns a family without its numbers, and without the word that a
// number at the end belongs to: "store" for "store-shard-N".
func shortFamily(family string) string {
	parts := strings.Split(family, "-")
	numbered := strings.HasSuffix(family, "N")
	var out []string
	for _, p := range parts {
		if p = strings.ReplaceAll(p, "N", ""); p != "" {
			out = append(out, p)
		}
	}
	if n := len(out); numbered && n > 1 {
		switch out[n-1] {
		case "shard", "replica", "member", "instance":
			out = out[:n-1]
		}
	}
	return cmp.Or(strings.Join(out, "-"), family)
}
