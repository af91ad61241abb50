package revision

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"time"
)

// git runs commands that only look at a repository.
type git struct {
	ctx context.Context
	dir string
}

// failure is what git says when it exits with an error.
type failure struct{ said string }

func (f failure) Error() string { return "git: " + f.said }

// failed returns what git said, if that is the error.
func failed(err error) (string, bool) {
	var f failure
	ok := errors.As(err, &f)
	return f.said, ok
}

// maxSaid is how much is kept of what git says of an error, and maxListed of what
// it lists, in bytes: more than a folder within the limits needs.
const (
	maxSaid   = 4 << 10
	maxListed = 256 << 20
)

// command returns a command of git. It has no option of the user, starts no pager and
// asks for no password. What a partial clone left out is missing and not fetched, from
// git 2.45 on.
func (g git) command(args ...string) *exec.Cmd {
	cmd := exec.CommandContext(g.ctx, "git", append([]string{"--no-pager"}, args...)...)
	cmd.Dir = g.dir
	cmd.Env = append(cmd.Environ(), "LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1")
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

// run returns what a command writes.
func (g git) run(args ...string) ([]byte, error) {
	cmd := g.command(args...)
	out, said := &limited{most: maxListed}, &limited{most: maxSaid}
	cmd.Stdout, cmd.Stderr = out, said
	err := g.explain(cmd.Run(), said)
	if err == nil && out.cut {
		err = errors.New("git lists more than can be read")
	}
	return out.kept.Bytes(), err
}

// explain says what the end of a command means.
func (g git) explain(err error, said *limited) error {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return nil
	case g.ctx.Err() != nil:
		return g.ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return Error("there is no git on this machine, which reads revisions")
	case errors.As(err, &exit):
		line, _, _ := strings.Cut(strings.TrimSpace(said.kept.String()), "\n")
		return failure{strings.TrimPrefix(line, "fatal: ")}
	}
	return fmt.Errorf("git: %w", err)
}

// limited keeps the beginning of what is written to it, and takes the rest.
type limited struct {
	kept bytes.Buffer
	most int
	cut  bool
}

func (l *limited) Write(b []byte) (int, error) {
	room := min(len(b), l.most-l.kept.Len())
	l.cut = l.cut || room < len(b)
	l.kept.Write(b[:room])
	return len(b), nil
}

// batch runs git cat-file with the names of objects for its input, and has read
// take what it writes.
func (g git) batch(objects []string, read func(io.Reader) error) error {
	cmd := g.command("cat-file", "--batch", "--buffer")
	cmd.Stdin = strings.NewReader(strings.Join(objects, "\n") + "\n")
	said := &limited{most: maxSaid}
	cmd.Stderr = said
	out, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("git: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return g.explain(err, said)
	}
	failed := read(out)
	// Git ends when nobody reads any more.
	_ = out.Close()
	err = cmd.Wait()
	if failed != nil {
		if g.ctx.Err() != nil {
			return g.ctx.Err()
		}
		return failed
	}
	return g.explain(err, said)
}
