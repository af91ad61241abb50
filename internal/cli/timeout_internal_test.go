package cli

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/layout"
)

type engineFunc func(context.Context, *layout.Problem) (*layout.Layout, error)

func (f engineFunc) Layout(ctx context.Context, p *layout.Problem) (*layout.Layout, error) {
	return f(ctx, p)
}

// slow is an engine that is never done, and warns.
func slow(started func()) engineFunc {
	return func(ctx context.Context, p *layout.Problem) (*layout.Layout, error) {
		p.Warn(graph.Diagnostic{Message: "half-way"})
		started()
		<-ctx.Done()
		return nil, ctx.Err()
	}
}

func TestTimedEndsALayout(t *testing.T) {
	t.Parallel()
	problem := &layout.Problem{Warn: func(graph.Diagnostic) { t.Error("a warning of a layout that is given up") }}
	_, err := timed{slow(func() {}), time.Millisecond}.Layout(t.Context(), problem)
	require.ErrorContains(t, err, "not done within 1ms")

	for _, limit := range []time.Duration{0, time.Hour} {
		ctx, cancel := context.WithCancel(t.Context())
		_, err = timed{slow(cancel), limit}.Layout(ctx, problem)
		require.Equal(t, context.Canceled, err)
	}

	late, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	_, err = timed{slow(func() {}), time.Hour}.Layout(late, problem)
	require.Equal(t, context.DeadlineExceeded, err, "the deadline of a caller is not that of the flag")
}

func TestTimedPassesOn(t *testing.T) {
	t.Parallel()
	want := &layout.Layout{Size: layout.Size{W: 1}}
	broken := errors.New("engine broke")
	engine := engineFunc(func(ctx context.Context, p *layout.Problem) (*layout.Layout, error) {
		if p.Graph == nil {
			return nil, broken
		}
		if _, limited := ctx.Deadline(); limited {
			p.Warn(graph.Diagnostic{Message: "limited"})
		}
		p.Warn(graph.Diagnostic{Message: "second"})
		return want, nil
	})
	for limit, messages := range map[time.Duration][]string{0: {"second"}, time.Hour: {"limited", "second"}} {
		var got []string
		problem := &layout.Problem{Graph: graph.New(""), Warn: func(d graph.Diagnostic) { got = append(got, d.Message) }}
		l, err := timed{engine, limit}.Layout(t.Context(), problem)
		require.NoError(t, err)
		require.Same(t, want, l)
		require.Equal(t, messages, got)
	}
	_, err := timed{engine, time.Hour}.Layout(t.Context(), &layout.Problem{Graph: graph.New("")})
	require.NoError(t, err, "nobody has to listen")
	_, err = timed{engine, time.Hour}.Layout(t.Context(), &layout.Problem{})
	require.Equal(t, broken, err)
}
