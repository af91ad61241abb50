// Package elk lays graphs out in layers, with the Eclipse Layout Kernel's
// algorithm in the pure Go of github.com/d2lang/elk-go. It is the default
// engine: edges are orthogonal, groups are nested, labels sit on their edges.
//
// What that algorithm does not do is done around it. Parts that are not
// connected, at the top or inside a group, are laid out one by one and packed.
// The leaves of a node with very many of them are put in rows, with a common
// trunk for their edges. Small steps are taken out of edges, and titles of groups
// move out of their way.
package elk

import (
	"context"
	"fmt"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// Engine is the layered layout. The zero Engine is ready to use.
type Engine struct{}

// Layout implements [layout.Engine]. When the context ends first, it returns
// at once, but the computation cannot be stopped and goes on in the background
// until it is done; a caller who must have the processor back ends the process.
func (Engine) Layout(ctx context.Context, p *layout.Problem) (*layout.Layout, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	type result struct {
		l      *layout.Layout
		err    error
		warned []graph.Diagnostic
	}
	done := make(chan result, 1)
	go func() {
		var r result
		// The caller may be gone: it is told when, and if, it gets the layout.
		own := *p
		own.Warn = func(d graph.Diagnostic) { r.warned = append(r.warned, d) }
		r.l, r.err = solve(&own)
		done <- r
	}()
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case r := <-done:
		if p.Warn != nil {
			for _, d := range r.warned {
				p.Warn(d)
			}
		}
		return r.l, r.err
	}
}

func solve(p *layout.Problem) (l *layout.Layout, err error) {
	// A panic in the layout is a bug there; it must not end a caller's server.
	defer func() {
		if r := recover(); r != nil {
			l, err = nil, fmt.Errorf("elk: %v", r)
		}
	}()
	if len(p.Graph.Nodes()) == 0 && len(p.Graph.Groups()) == 0 {
		return &layout.Layout{}, nil
	}
	return newTask(p).solve()
}
