package cli

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestProgress looks at a line that is drawn at most every tenth of a second, so
// it stands inside the package.
func TestProgress(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	p := &Process{Stderr: &b, StderrTerminal: true, Getenv: func(string) string { return "" }}
	g := newProgress(p, 3)
	g.done()
	g.end()
	require.Empty(t, b.String(), "what is quick needs no line")
	g.last = g.last.Add(-every)
	g.done()
	g.done()
	require.Equal(t, "\r\x1b[Kdrawing 2 of 3", b.String())
	g.end()
	require.Equal(t, "\r\x1b[Kdrawing 2 of 3\r\x1b[K", b.String())

	p.Getenv = func(string) string { return "dumb" }
	require.Nil(t, newProgress(p, 3))
	p.StderrTerminal = false
	require.Nil(t, newProgress(p, 3))
	newProgress(p, 3).done()
	newProgress(p, 3).end()
}
