package source

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/topodraw/topodraw/graph"
)

// MaxProblems is the number of problems that are reported one by one. One more
// then says how many there are besides.
const MaxProblems = 100

// maxKept bounds what is kept for sorting; the others are only counted.
const maxKept = 100 * MaxProblems

// problem is a diagnostic before it is known whether it is shown.
type problem struct {
	at            Place
	message, hint string
}

// Problems collects what is wrong with the files of one reading. The zero
// Problems is empty.
type Problems struct {
	list    []problem
	seen    map[problem]bool
	dropped int
}

// Add keeps a problem, unless the same is there already: what an alias names is
// read once for each alias.
func (p *Problems) Add(at Place, hint, format string, args ...any) {
	if len(p.list) == maxKept {
		p.dropped++
		return
	}
	pr := problem{at, fmt.Sprintf(format, args...), hint}
	if p.seen[pr] {
		return
	}
	if p.seen == nil {
		p.seen = make(map[problem]bool)
	}
	p.seen[pr] = true
	p.list = append(p.list, pr)
}

// None reports whether nothing is wrong.
func (p *Problems) None() bool { return len(p.list) == 0 }

// Sorted returns the problems in the order of their places, the last of them
// standing for all that there are too many of.
func (p *Problems) Sorted() graph.Diagnostics {
	slices.SortStableFunc(p.list, func(a, b problem) int {
		return cmp.Or(
			cmp.Compare(a.at.fileIndex(), b.at.fileIndex()),
			cmp.Compare(a.at.Line, b.at.Line),
			cmp.Compare(a.at.Col, b.at.Col),
		)
	})
	var ds graph.Diagnostics
	for i, pr := range p.list {
		if i == MaxProblems {
			pr.message = fmt.Sprintf("and %d more problems from here on", len(p.list)-i+p.dropped)
			pr.hint = ""
		}
		ds = append(ds, Diagnostic(pr.at, pr.hint, pr.message))
		if i == MaxProblems {
			break
		}
	}
	return ds
}

// Diagnostic returns what there is to say of a place, with its source line.
func Diagnostic(at Place, hint, message string) graph.Diagnostic {
	d := graph.Diagnostic{Pos: at.Pos(), Message: message, Hint: hint}
	if at.File != nil {
		d.Source = at.File.Line(at.Line)
	}
	return d
}

// MaxQuoted is how many characters of a user's text a message repeats.
const MaxQuoted = 60

// Quote returns a text in quotes, as a message repeats it: long ones are cut.
func Quote(s string) string {
	rest := s
	for range MaxQuoted {
		_, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
	}
	if rest == "" {
		return strconv.Quote(s)
	}
	return strconv.Quote(s[:len(s)-len(rest)]) + "…"
}
