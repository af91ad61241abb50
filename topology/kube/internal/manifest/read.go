package manifest

import (
	"bytes"
	"cmp"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/topodraw/topodraw/graph"
)

// The limits that the zero Options stand for.
const (
	// DefaultMaxSize is the size of one source in bytes.
	DefaultMaxSize = 64 << 20
	// DefaultMaxAliased is the number of values that all aliases of a document
	// together may stand for.
	DefaultMaxAliased = 1_000_000
	// DefaultMaxDepth is how deep lists and mappings may be nested.
	DefaultMaxDepth = 500
)

// Options are the limits of what is read. The zero value is the default.
type Options struct {
	// MaxSize is the size in bytes up to which a source is read; 0 stands for
	// DefaultMaxSize.
	MaxSize int
	// MaxAliased is the number of values that the aliases of a document may
	// stand for, all together; 0 stands for DefaultMaxAliased.
	MaxAliased int
	// MaxDepth is how deep lists and mappings may be nested; 0 stands for
	// DefaultMaxDepth.
	MaxDepth int
}

func (o Options) orDefaults() Options {
	return Options{
		MaxSize:    cmp.Or(o.MaxSize, DefaultMaxSize),
		MaxAliased: cmp.Or(o.MaxAliased, DefaultMaxAliased),
		MaxDepth:   cmp.Or(o.MaxDepth, DefaultMaxDepth),
	}
}

// Set is everything that was read.
type Set struct {
	// Objects are in the order of their paths and, within a file, in that of the
	// file, whatever the order of the sources. Of several with the same group,
	// kind, namespace and name there is the last; they are a problem unless they
	// are copies.
	Objects []*Object
	// Skipped are the places of what is YAML or JSON and no object: documents,
	// and items of lists, that have no kind or no apiVersion.
	Skipped []graph.Pos
	// Problems are in the order of their places.
	Problems []Problem
}

// Severity says whether a problem kept something from being read.
type Severity int

// The severities.
const (
	Warning Severity = iota
	Error
)

// The codes of problems.
const (
	CodeSyntax       = "syntax"        // not YAML, or no object
	CodeUnknownField = "unknown-field" // a field that the type does not have
	CodeWrongType    = "wrong-type"    // a value that the field cannot have
	CodeDuplicate    = "duplicate"     // a key or an object twice
)

// Problem is something wrong in a manifest. What is wrong in a Secret is told
// without its values, and without Source.
type Problem struct {
	Severity Severity
	Code     string
	// Object is what it is in, nil where there is none. It is not in
	// Set.Objects if a later one took its place.
	Object *Object
	graph.Diagnostic
}

// Read reads manifests. What is wrong is told in Set.Problems, and the rest is
// read: a document that is no YAML costs that document alone. The result
// depends on neither the order of the sources nor the number of processors.
func Read(sources []Source, opts Options) *Set {
	opts = opts.orDefaults()
	sources = slices.Clone(sources)
	slices.SortStableFunc(sources, func(a, b Source) int {
		if c := cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Name, b.Name)); c != 0 {
			return c
		}
		return bytes.Compare(a.Data, b.Data)
	})
	inputs := make([]input, len(sources))
	each(len(sources), func() func(int) {
		return func(i int) { inputs[i] = open(sources[i], opts) }
	})
	var documents []document
	for _, in := range inputs {
		documents = append(documents, in.documents...)
	}
	results := make([]result, len(documents))
	each(len(documents), func() func(int) {
		t := newTables()
		return func(i int) { results[i] = readDocument(&documents[i], opts, t) }
	})
	return assemble(inputs, results)
}

// each calls a function for every number below n, in parallel. Each goroutine
// has a function of its own.
func each(n int, worker func() func(int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			work := worker()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	wg.Wait()
}

// assemble puts together what was read, in the order of the inputs.
func assemble(inputs []input, results []result) *Set {
	s := &Set{}
	for _, in := range inputs {
		problems := in.problems
		for _, r := range results[:len(in.documents)] {
			s.Objects = append(s.Objects, r.objects...)
			s.Skipped = append(s.Skipped, r.skipped...)
			problems = append(problems, r.problems...)
		}
		results = results[len(in.documents):]
		s.Problems = append(s.Problems, problems...)
	}
	s.keepLast()
	s.sortProblems(inputs)
	return s
}

// sortProblems orders the problems by their place, those of a file as they come.
func (s *Set) sortProblems(inputs []input) {
	order := make(map[string]int, len(inputs))
	for i, in := range inputs {
		if _, ok := order[in.file.Name]; !ok {
			order[in.file.Name] = i
		}
	}
	slices.SortStableFunc(s.Problems, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(order[a.Pos.File], order[b.Pos.File]),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Col, b.Pos.Col),
		)
	})
}

// identity is what no two objects of a cluster have in common.
type identity struct{ group, kind, namespace, name string }

// keepLast leaves out each object that a later one is the same as. Objects
// whose name a cluster makes up are never the same.
func (s *Set) keepLast() {
	last := make(map[identity]*Object, len(s.Objects))
	replaced := make(map[*Object]bool)
	for _, o := range s.Objects {
		id := identity{canonicalGroup(o.group(), o.Kind), o.Kind, o.Meta.Namespace, o.Meta.Name}
		if id.name == "" || o.generated {
			continue
		}
		if earlier := last[id]; earlier != nil {
			replaced[earlier] = true
			if !same(earlier, o) {
				s.Problems = append(s.Problems, twice(earlier, o))
			}
		}
		last[id] = o
	}
	s.Objects = slices.DeleteFunc(s.Objects, func(o *Object) bool { return replaced[o] })
}

// same reports whether two objects are copies of each other, which is no
// mistake: manifests that are generated in parts often repeat what parts share.
func same(a, b *Object) bool {
	return a.Typed != nil && reflect.DeepEqual(a.Typed, b.Typed) && reflect.DeepEqual(a.Meta, b.Meta)
}

// twice is the problem of an object that is there already.
func twice(earlier, later *Object) Problem {
	return Problem{Severity: Warning, Code: CodeDuplicate, Object: later, Diagnostic: graph.Diagnostic{
		Pos:     later.Pos(),
		Message: later.Kind + " " + quote(later.Meta.Name) + " is there already, at " + earlier.Pos().String() + "; this one counts",
		Source:  later.first,
	}}
}
