package manifest

import (
	"cmp"
	"fmt"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/source"
)

const (
	metadataKey   = "metadata"
	statusKey     = "status"
	managedFields = "managedFields"
	// kustomizeGroup is that of the files which tell kustomize what to do, and which
	// are never in a cluster.
	kustomizeGroup = "kustomize.config.k8s.io"
)

// result is what a document has.
type result struct {
	objects  []*Object
	skipped  []graph.Pos
	problems []Problem
}

// reading is that of one document.
type reading struct {
	*tables
	result
	doc  *document
	opts Options
	// early is how many problems were found before there were objects.
	early int
	// dropped is how many problems there are beyond those that are kept, and rest
	// the one that stands for them.
	dropped int
	rest    Problem
	// quiet says that values of a Secret may be anywhere in the document, since
	// it has aliases.
	quiet bool
}

func readDocument(d *document, opts Options, t *tables) result {
	r := &reading{tables: t, doc: d, opts: opts}
	if root := r.parse(); root != nil {
		r.early = len(r.problems)
		r.item(root, "", "")
		r.finish()
	}
	return r.result
}

// item reads what may be an object or a list of them. A version and a kind are
// those that items of a typed list have where they do not say so.
func (r *reading) item(n *yaml.Node, apiVersion, kind string) {
	if isNull(n) {
		return
	}
	version, versionOK := r.topText(n, "apiVersion", apiVersion)
	name, kindOK := r.topText(n, "kind", kind)
	switch {
	case !versionOK || !kindOK: // told
	case version == "" && r.known(name):
		r.add(Problem{Severity: Error, Code: CodeSyntax}, n, "", "the %s has no apiVersion", name)
	case version == "" || name == "":
		r.skipped = append(r.skipped, r.pos(n))
	case strings.HasPrefix(version, kustomizeGroup+"/"): // for a program beside the manifests
	case strings.HasSuffix(name, "List") && member(n, "items") != nil:
		r.list(member(n, "items"), version, strings.TrimSuffix(name, "List"))
	default:
		r.object(n, version, name)
	}
}

// list reads the items of a list. Those of a typed list are of its version, and
// of the kind that it has in its name.
func (r *reading) list(items *yaml.Node, apiVersion, kind string) {
	if kind == "" {
		apiVersion = ""
	}
	if items.Kind != yaml.SequenceNode {
		if !isNull(items) {
			r.add(Problem{Severity: Error, Code: CodeWrongType}, items, "", "the items of a list must be a list, not %s", described(items, r.doc.secret))
		}
		return
	}
	for _, n := range items.Content {
		r.item(n, apiVersion, kind)
	}
}

// topText returns a text at the top of an object. It is not ok where there is
// something else, which is then told.
func (r *reading) topText(n *yaml.Node, key, other string) (text string, ok bool) {
	v := member(n, key)
	if v == nil || isNull(v) {
		return other, true
	}
	if v.Kind != yaml.ScalarNode {
		if member(n, "kind") == nil || member(n, "apiVersion") == nil {
			return "", true // no object anyway
		}
		r.add(Problem{Severity: Error, Code: CodeWrongType}, v, templateHint(v), "%s must be a string, not %s", key, described(v, r.doc.secret))
		return "", false
	}
	return r.intern(v.Value), true
}

// member returns the value of a key of a mapping, or nil.
func member(n *yaml.Node, key string) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// object reads an object.
func (r *reading) object(n *yaml.Node, apiVersion, kind string) {
	o := &Object{APIVersion: apiVersion, Kind: kind, file: r.doc.file}
	o.secret = r.quiet || strings.Contains(kind, "Secret")
	// What is in block style has its lines for itself.
	o.unseen = o.secret || r.doc.secret && n.Style&yaml.FlowStyle != 0
	if !o.unseen {
		o.first = r.doc.source.Line(n.Line)
	}
	r.objects = append(r.objects, o)
	d := &decoder{reading: r, object: o}
	o.Typed = d.typed(n)
	d.metadata(n)
	o.places = r.places(n, o.Typed != nil)
}

// parse returns the value of a document, with aliases and merges resolved, or
// nil if it has none or cannot be read.
func (r *reading) parse() *yaml.Node {
	root := r.syntax()
	if root == nil {
		return nil
	}
	r.quiet = r.doc.secret && strings.Contains(r.doc.text, "*")
	z := &normalizer{reading: r}
	if err := z.root(root); err != nil {
		r.add(Problem{Severity: Error, Code: CodeSyntax}, err.at, "", "%s", err.message)
		return nil
	}
	return root
}

func (r *reading) pos(n *yaml.Node) graph.Pos {
	return graph.Pos{File: r.doc.file.Name, Line: n.Line, Col: n.Column}
}

// add adds a problem at a value.
func (r *reading) add(p Problem, n *yaml.Node, hint, format string, args ...any) {
	p.Diagnostic = graph.Diagnostic{Pos: r.pos(n), Hint: hint, Message: fmt.Sprintf(format, args...)}
	if unseen := p.Object == nil && r.doc.secret || p.Object != nil && p.Object.unseen; !unseen {
		p.Source = r.doc.source.Line(n.Line)
	}
	r.keep(p)
}

// keep keeps a problem or, if there are very many, that there is one more.
func (r *reading) keep(p Problem) {
	if !r.full() {
		r.problems = append(r.problems, p)
		return
	}
	if r.dropped == 0 {
		r.rest = p
	}
	r.dropped++
	r.rest.Severity = max(r.rest.Severity, p.Severity)
}

// full reports whether further problems are only counted.
func (r *reading) full() bool { return len(r.problems) == source.MaxProblems }

// finish says of the problems that were found before there were objects which
// one they are in. Where there is none they are no mistakes in manifests.
func (r *reading) finish() {
	if len(r.objects) == 0 {
		r.problems = r.problems[r.early:]
	}
	for i := range r.problems[:min(r.early, len(r.problems))] {
		p := &r.problems[i]
		if p.Object = r.objectAt(p.Pos); p.Object != nil && p.Object.unseen {
			p.Source = ""
		}
	}
	if r.dropped > 0 {
		r.rest.Message = fmt.Sprintf("and %d more problems in this document", r.dropped)
		r.rest.Hint, r.rest.Source = "", ""
		r.problems = append(r.problems, r.rest)
	}
}

// objectAt returns the last object that begins before a place.
func (r *reading) objectAt(pos graph.Pos) *Object {
	var last *Object
	for _, o := range r.objects {
		at := o.Pos()
		if cmp.Or(cmp.Compare(at.Line, pos.Line), cmp.Compare(at.Col, pos.Col)) > 0 {
			break
		}
		last = o
	}
	return last
}
