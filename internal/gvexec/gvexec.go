// Package gvexec is Graphviz as a layout engine in a process of its own: the
// command topodraw-graphviz, or the dot of a system's Graphviz. A crash or a
// hang in there is an error here.
package gvexec

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/topodraw/topodraw/internal/gv"
	"github.com/topodraw/topodraw/render/layout"
)

// ErrNoGraphviz says that there is no Graphviz to run. It is found with
// errors.Is; its text says how to get one.
var ErrNoGraphviz = errors.New("there is no Graphviz here: " +
	"run \"go install github.com/topodraw/topodraw/cmd/topodraw-graphviz@latest\", " +
	"or install the package graphviz of your system")

// Command is a program that takes the flags of Graphviz's dot.
type Command struct {
	// Path is the file to run.
	Path string
	// Env is its whole environment, as in [exec.Cmd]; nil is that of this
	// process.
	Env []string
	// Done is called when the command has ended, if it is not nil.
	Done func()
}

// Finder looks for the command to run. Its error is [ErrNoGraphviz] where there
// is none.
type Finder func() (Command, error)

// Engine is a layout engine of Graphviz. It is safe for concurrent use: every
// layout is a process.
type Engine struct {
	name string
	find Finder
}

var _ layout.Engine = (*Engine)(nil)

// New returns the engine with a name, one of [gv.Engines]; any other is an
// error. The finder is asked at each layout.
func New(name string, find Finder) (*Engine, error) {
	if err := gv.CheckEngine(name); err != nil {
		return nil, err
	}
	return &Engine{name, find}, nil
}

// maxAnswer is how much a command may answer, in bytes: about a hundred times
// what the largest graph that Graphviz can lay out takes.
const maxAnswer = 64 << 20

// maxComplaint is how much of a command's standard error is kept, in bytes.
const maxComplaint = 4 << 10

// Layout implements [layout.Engine]. When the context ends, the process is
// killed.
func (e *Engine) Layout(ctx context.Context, p *layout.Problem) (*layout.Layout, error) {
	request, err := gv.Request(e.name, p)
	if err != nil {
		return nil, err
	}
	c, err := e.find()
	if err != nil {
		return nil, err
	}
	if c.Done != nil {
		defer c.Done()
	}
	answer, err := run(ctx, c, request, "-K"+e.name, "-Tjson")
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		answer, err = e.again(ctx, c, p, err)
	}
	if err != nil {
		return nil, err
	}
	return gv.Parse(e.name, answer, p)
}

// again asks a command that failed for less: old versions of Graphviz lose an
// edge's route now and then, or crash, on graphs that are right. If that fails
// too, the first failure is the one to tell.
func (e *Engine) again(ctx context.Context, c Command, p *layout.Problem, first error) ([]byte, error) {
	request, err := gv.SimpleRequest(e.name, p)
	if err != nil {
		return nil, err
	}
	answer, err := run(ctx, c, request, "-K"+e.name, "-Tjson")
	if err != nil && ctx.Err() == nil {
		return nil, first
	}
	return answer, err
}

// run runs a command on an input and returns its output.
func run(ctx context.Context, c Command, input []byte, args ...string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	out := &limited{max: maxAnswer, full: func() { cancel(errTooLong) }}
	complaint := &limited{max: maxComplaint}
	cmd := exec.CommandContext(ctx, c.Path, args...)
	cmd.Env = c.Env
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(input), out, complaint
	// The kernel takes the thread that starts the command for its parent.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cmd.SysProcAttr = dieWithParent()
	cmd.WaitDelay = time.Second // for the pipes, should a child of the child hold them
	err := cmd.Run()
	if cause := context.Cause(ctx); cause != nil {
		return nil, cause
	}
	if err != nil {
		return nil, explain(c, err, complaint.buf.String())
	}
	return out.buf.Bytes(), nil
}

var errTooLong = errors.New("the answer of Graphviz is too long")

// explain puts what a command said before what the system says of it.
func explain(c Command, err error, complaint string) error {
	complaint = strings.ToValidUTF8(strings.TrimSpace(complaint), "\ufffd")
	if complaint == "" {
		return fmt.Errorf("%s: %w", c.Path, err)
	}
	return fmt.Errorf("%s: %s (%w)", c.Path, complaint, err)
}

// limited keeps the beginning of what is written to it.
type limited struct {
	buf  bytes.Buffer
	max  int
	full func() // told when there is more; it may be nil
}

// Write never fails, so that the command does not wait.
func (l *limited) Write(p []byte) (int, error) {
	room := l.max - l.buf.Len()
	if len(p) > room && l.full != nil {
		l.full()
	}
	l.buf.Write(p[:min(len(p), room)]) // never fails
	return len(p), nil
}
