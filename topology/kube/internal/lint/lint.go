// Package lint finds what in manifests breaks the flow of traffic, or keeps
// pods from starting: what is selected by nothing, what is referred to and is
// not there, ports that nothing listens on. It judges by what the manifests can
// know: a namespace of which they have nothing is not missed.
package lint

import (
	"cmp"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/suggest"
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
	"github.com/topodraw/topodraw/topology/kube/internal/traffic"
)

// IgnoreAnnotation is the key of the annotation by which an object silences
// findings: its value is a list of codes with commas between them, or "*" for
// all of them.
const IgnoreAnnotation = "topodraw.io/lint-ignore"

// Severity says how bad a finding is.
type Severity string

// The severities, the worst first.
const (
	Error   Severity = "error"   // broken, or refused by a cluster
	Warning Severity = "warning" // broken, unless something outside mends it
	Note    Severity = "note"    // worth a look; the manifests cannot tell
)

// Finding is something that is wrong.
type Finding struct {
	// Code is that of its [Rule]. Severity is the rule's, or a lesser one where
	// the manifests know less.
	Code     string
	Severity Severity
	// Object is what it is in: nil for what is no object, and for an object that
	// a later one took the place of.
	Object *cluster.Object
	// Subject names the same object; it is the zero Ref where nothing is known.
	Subject cluster.Ref
	Pos     graph.Pos
	// Message says what is wrong, and Hint what would help; the hint may be empty.
	// Each is one line, and nothing of a Secret but names is in them.
	Message, Hint string
	// Source is the line that Pos is in, where the reader still had it.
	Source string
	// Related are the other places of the same cause.
	Related []Related
}

// Related is a place that has to do with a finding.
type Related struct {
	Pos     graph.Pos
	Message string
	// Subject is the object that the place is in.
	Subject cluster.Ref
}

// Options are what the user wants to know. The zero value is everything.
type Options struct {
	// Silence are the codes of the rules that are left out.
	Silence []string
}

// Check looks for everything that the rules name, in manifests, in the traffic
// that was found in them, and in what their reader said. There is one finding
// for a cause, wherever it shows; they are in the order of their files, lines,
// columns and codes. The traffic may be nil.
func Check(c *cluster.Cluster, t *traffic.Traffic, problems []manifest.Problem, opts Options) []Finding {
	k := newChecker(c, opts)
	k.problems(problems)
	k.annotations()
	k.services()
	k.nodePorts()
	k.doors()
	k.workloads()
	k.configuration()
	k.selectors()
	k.monitors()
	if t != nil {
		k.calls(t)
		k.placeholders(t)
	}
	slices.SortStableFunc(k.found, compareFindings)
	return slices.CompactFunc(k.found, func(a, b Finding) bool { return compareFindings(a, b) == 0 })
}

func compareFindings(a, b Finding) int {
	return cmp.Or(comparePos(a.Pos, b.Pos), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
}

func comparePos(a, b graph.Pos) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
}

// Unknown returns the first of some codes that no rule has, and the code that was
// probably meant; the suggestion is empty if none is near.
func Unknown(codes []string) (code, suggestion string, unknown bool) {
	known := Codes()
	for _, c := range codes {
		if !slices.Contains(known, c) {
			return c, suggest.Nearest(c, known), true
		}
	}
	return "", "", false
}

// checker collects what is found.
type checker struct {
	c          *cluster.Cluster
	severities map[string]Severity
	silent     map[string]bool
	makers     makers
	// has are the kinds of which a namespace has objects.
	has map[kindIn]bool
	// byName are the namespaces of the objects of a kind and a name.
	byName map[cluster.Ref][]string
	// live says that the manifests come from a cluster, and are those of the kinds
	// that were asked for.
	live  bool
	found []Finding
}

// kindIn is a kind of objects in a namespace.
type kindIn struct{ kind, namespace string }

func newChecker(c *cluster.Cluster, opts Options) *checker {
	k := &checker{
		c:          c,
		severities: make(map[string]Severity),
		silent:     make(map[string]bool),
		makers:     newMakers(c),
		has:        make(map[kindIn]bool),
		byName:     make(map[cluster.Ref][]string),
	}
	for _, r := range Rules() {
		k.severities[r.Code] = r.Severity
	}
	for _, code := range opts.Silence {
		k.silent[code] = true
	}
	for _, o := range c.Objects {
		k.has[kindIn{o.Kind, o.Namespace}] = true
		name := cluster.Ref{Kind: o.Kind, Name: o.Name}
		k.byName[name] = append(k.byName[name], o.Namespace)
		k.live = k.live || o.Manifest.Meta.UID != ""
	}
	for _, w := range c.Workloads {
		k.has[kindIn{anyWorkload, w.Namespace}] = true
	}
	return k
}

// anyWorkload stands for the kinds of all workloads in [kindIn].
const anyWorkload = "workload"

// report adds a finding in an object, unless it is silenced. The severity is the
// rule's if there is none.
func (k *checker) report(f Finding) {
	f.Severity = cmp.Or(f.Severity, k.severities[f.Code])
	if f.Object != nil {
		f.Subject = f.Object.Ref
		if k.silenced(f.Code, f.Object.Manifest) {
			return
		}
	}
	if !k.silent[f.Code] {
		k.found = append(k.found, f)
	}
}

// silenced reports whether an object does not want to hear of a rule.
func (k *checker) silenced(code string, m *manifest.Object) bool {
	if k.silent[code] {
		return true
	}
	codes := ignored(m)
	return slices.Contains(codes, code) || slices.Contains(codes, "*")
}

// ignored returns the codes in the annotation of an object.
func ignored(m *manifest.Object) []string {
	return strings.FieldsFunc(m.Meta.Annotations[IgnoreAnnotation], func(r rune) bool {
		return r == ',' || r == ' ' || r == '\t' || r == '\n' || r == '\r'
	})
}

// annotations finds codes to ignore that there are not.
func (k *checker) annotations() {
	for _, o := range k.c.Objects {
		codes := slices.DeleteFunc(ignored(o.Manifest), func(code string) bool { return code == "*" })
		if len(codes) == 0 {
			continue
		}
		code, near, unknown := Unknown(codes)
		if !unknown {
			continue
		}
		k.report(Finding{
			Code: CodeUnknownCode, Object: o, Pos: o.At("metadata", "annotations", IgnoreAnnotation),
			Message: "no rule has the code " + plain(code),
			Hint:    didYouMean(near),
		})
	}
}

// unlessNone returns how bad it is that something of a kind is missing: as bad as
// its rule says, or less where a namespace has nothing of the kind, since it is
// then kept elsewhere.
func (k *checker) unlessNone(kind, namespace string, otherwise Severity) Severity {
	switch {
	case k.has[kindIn{kind, namespace}]:
		return ""
	case k.live:
		return Note
	}
	return otherwise
}
