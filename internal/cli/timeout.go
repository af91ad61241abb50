package cli

import (
	"context"
	"fmt"
	"time"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

// defaultTimeout is that of --timeout.
const defaultTimeout = 60 * time.Second

// timed is an engine that has only so much time for a layout.
type timed struct {
	engine layout.Engine
	// limit is the time; 0 is no limit.
	limit time.Duration
}

// Layout implements [layout.Engine]. Warnings are passed on when the layout is
// there: an engine that is given up may still give some, while the program is
// about to end.
func (t timed) Layout(ctx context.Context, p *layout.Problem) (*layout.Layout, error) {
	inTime, cancel := ctx, func() {}
	if t.limit > 0 {
		inTime, cancel = context.WithTimeout(ctx, t.limit)
	}
	defer cancel()
	var told []graph.Diagnostic
	own := *p
	own.Warn = func(d graph.Diagnostic) { told = append(told, d) }
	l, err := t.engine.Layout(inTime, &own)
	switch {
	case err == nil:
		for _, d := range told {
			if p.Warn != nil {
				p.Warn(d)
			}
		}
	case ctx.Err() == nil && inTime.Err() != nil:
		err = fmt.Errorf("not done within %v: show less with --focus, --group, --collapse or --hide-kind, or allow more with --timeout", t.limit)
	}
	return l, err
}
