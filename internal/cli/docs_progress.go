package cli

import (
	"fmt"
	"sync"
	"time"
)

// progress is a line on a terminal that says how far the work is. It is nil
// where there is none.
type progress struct {
	p        *Process
	mu       sync.Mutex
	n, of    int
	last     time.Time
	anything bool
}

// newProgress returns the progress of a number of figures. It is for the eyes of
// a person alone.
func newProgress(p *Process, of int) *progress {
	if !p.StderrTerminal || p.Getenv("TERM") == "dumb" {
		return nil
	}
	return &progress{p: p, of: of, last: time.Now()}
}

// every is the time between two versions of the line.
const every = 100 * time.Millisecond

// done is called when one more figure is drawn.
func (g *progress) done() {
	if g == nil {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.n++
	if now := time.Now(); now.Sub(g.last) >= every {
		g.last, g.anything = now, true
		_, _ = fmt.Fprintf(g.p.Stderr, "\r\x1b[Kdrawing %d of %d", g.n, g.of)
	}
}

// end takes the line away.
func (g *progress) end() {
	if g != nil && g.anything {
		_, _ = fmt.Fprint(g.p.Stderr, "\r\x1b[K")
	}
}
