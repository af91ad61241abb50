package topology

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/topodraw/topodraw/graph"
)

// problem is a diagnostic before it is known whether it is shown.
type problem struct {
	at            place
	message, hint string
}

// maxKept bounds what is kept for sorting; the others are only counted.
const maxKept = 100 * MaxDiagnostics

// problems collects the problems of all files.
type problems struct {
	list    []problem
	seen    map[problem]bool
	dropped int
}

// add keeps a problem, unless it is there already: what an alias names is read
// once for each alias.
func (p *problems) add(at place, hint, format string, args ...any) {
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

func (p *problems) none() bool { return len(p.list) == 0 }

// sorted returns the problems in the order of their places, the last of them
// standing for all that there are too many of.
func (p *problems) sorted() graph.Diagnostics {
	slices.SortStableFunc(p.list, func(a, b problem) int {
		return cmp.Or(
			cmp.Compare(a.at.fileIndex(), b.at.fileIndex()),
			cmp.Compare(a.at.line, b.at.line),
			cmp.Compare(a.at.col, b.at.col),
		)
	})
	var ds graph.Diagnostics
	for i, pr := range p.list {
		if i == MaxDiagnostics {
			pr.message = fmt.Sprintf("and %d more problems from here on", len(p.list)-i+p.dropped)
			pr.hint = ""
		}
		d := graph.Diagnostic{Pos: pr.at.pos(), Message: pr.message, Hint: pr.hint}
		if pr.at.file != nil {
			d.Source = unveil(pr.at.file.line(pr.at.line))
		}
		ds = append(ds, d)
		if i == MaxDiagnostics {
			break
		}
	}
	return ds
}

// maxQuoted is how many characters of a user's text a message repeats.
const maxQuoted = 60

// quote returns a text in quotes, as a message repeats it.
func quote(s string) string {
	rest := s
	for range maxQuoted {
		_, size := utf8.DecodeRuneInString(rest)
		rest = rest[size:]
	}
	if rest == "" {
		return strconv.Quote(s)
	}
	return strconv.Quote(s[:len(s)-len(rest)]) + "…"
}
