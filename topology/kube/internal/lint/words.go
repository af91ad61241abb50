package lint

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/topodraw/topodraw/internal/source"
	"github.com/topodraw/topodraw/internal/suggest"
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// plain returns a name as it stands in a message: as it is, or in quotes where
// it could be taken for something else.
func plain(name string) string {
	odd := func(r rune) bool { return !unicode.IsGraphic(r) || unicode.IsSpace(r) || r == '"' }
	if name == "" || strings.ContainsFunc(name, odd) || len(name) > source.MaxQuoted {
		return source.Quote(name)
	}
	return name
}

// ref returns an object's kind and name as they stand in a message.
func ref(r cluster.Ref) string {
	if r.Namespace == "" {
		return r.Kind + " " + plain(r.Name)
	}
	return r.Kind + " " + plain(r.Namespace+"/"+r.Name)
}

// didYouMean is the hint for a suggestion, empty if there is none.
func didYouMean(near string) string {
	if near == "" {
		return ""
	}
	return "did you mean " + plain(near) + "?"
}

// maxKnown is a number of names among which no nearest is looked for: that takes
// as much time as there are names for each one that is missing.
const maxKnown = 500

// nearest returns the known name that was probably meant by another, or "". Of
// names in several parts each must be near: "shop-cart" is none for "shop-user".
func nearest(word string, known []string) string {
	if len(known) > maxKnown {
		return ""
	}
	var alike []string
	for _, name := range known {
		if partsNear(word, name) {
			alike = append(alike, name)
		}
	}
	return suggest.Nearest(word, alike)
}

func partsNear(a, b string) bool {
	as, bs := strings.Split(a, "-"), strings.Split(b, "-")
	if len(as) != len(bs) {
		return true
	}
	for i := range as {
		if as[i] != bs[i] && suggest.Nearest(as[i], bs[i:i+1]) == "" {
			return false
		}
	}
	return true
}

// maxListed is how many names a hint lists.
const maxListed = 8

// list joins names: "a, b and c".
func list(names []string) string {
	if n := len(names) - maxListed; n > 0 {
		return strings.Join(names[:maxListed], ", ") + " …"
	}
	if n := len(names) - 1; n > 0 {
		return strings.Join(names[:n], ", ") + " and " + names[n]
	}
	return strings.Join(names, "")
}

// label is one of a label's two halves and the other.
func label(key, value string) string { return plain(key + "=" + value) }

// labels joins labels, in the order of their keys.
func labels(m map[string]string) string {
	all := make([]string, 0, len(m))
	for _, key := range sortedKeys(m) {
		all = append(all, label(key, m[key]))
	}
	if len(all) == 1 {
		return "the label " + all[0]
	}
	return "the labels " + list(all)
}

func sortedKeys[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }

// namesOf returns the names of the objects of a kind in a namespace, in order;
// none if there are so many that no nearest is looked for.
func (k *checker) namesOf(kind, namespace string) []string {
	all := k.objectsIn(kind, namespace)
	if len(all) > maxKnown {
		return nil
	}
	out := make([]string, len(all))
	for i, o := range all {
		out[i] = o.Name
	}
	return out
}

// objectsIn returns the objects of a kind in a namespace.
func (k *checker) objectsIn(kind, namespace string) []*cluster.Object {
	all := k.c.Objects
	from, _ := slices.BinarySearchFunc(all, cluster.Ref{Kind: kind, Namespace: namespace}, func(o *cluster.Object, r cluster.Ref) int {
		return o.Compare(r)
	})
	to := from
	for to < len(all) && all[to].Kind == kind && all[to].Namespace == namespace {
		to++
	}
	return all[from:to]
}

// elsewhere returns the first namespace but one in which there is an object of a
// kind and a name, or "".
func (k *checker) elsewhere(kind, namespace, name string) string {
	for _, ns := range k.byName[cluster.Ref{Kind: kind, Name: name}] {
		if ns != namespace {
			return ns
		}
	}
	return ""
}
