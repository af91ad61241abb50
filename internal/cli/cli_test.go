package cli_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/cli"
	"github.com/topodraw/topodraw/internal/gvexec"
)

func ExampleMain() {
	code := cli.Main(context.Background(), cli.Process{
		Args:   []string{"render", "--direction", "right"},
		Stdin:  strings.NewReader("flows: [A -> B]"),
		Stdout: os.Stdout,
		Stderr: os.Stderr,
	})
	fmt.Println(code)
	// Output:
	// graph LR;
	//   A --> B;
	// 0
}

// result is what a command did.
type result struct {
	code           int
	stdout, stderr string
}

// run runs a command in this process. It changes no folder: paths have to be
// absolute.
func run(t *testing.T, args []string, stdin string, change ...func(*cli.Process)) result {
	t.Helper()
	return runCtx(t.Context(), args, stdin, change...)
}

func runCtx(ctx context.Context, args []string, stdin string, change ...func(*cli.Process)) result {
	var out, errs bytes.Buffer
	p := cli.Process{
		Args: args, Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: &errs,
		Getenv:   func(string) string { return "" },
		Graphviz: func() (gvexec.Command, error) { return gvexec.Command{}, gvexec.ErrNoGraphviz },
	}
	for _, c := range change {
		c(&p)
	}
	code := cli.Main(ctx, p)
	return result{code, out.String(), errs.String()}
}

const web = "nodes: {A: {kind: user}, B: }\nflows: [A -> B]\n"

func TestRenderFromStdin(t *testing.T) {
	t.Parallel()
	want := result{0, "graph TD;\n  A --> B;\n  style A fill:#f9f,stroke:#333,stroke-width:2px;\n", ""}
	require.Equal(t, want, run(t, []string{"render"}, web))
	require.Equal(t, want, run(t, []string{"render", "-"}, web))
	require.Equal(t, want, run(t, []string{"render", "-", "-o", "-", "--format=MMD"}, web))
	require.Equal(t, want, run(t, []string{"render", "-", "-o", "/dev/stdout"}, web))
}

func TestTerminalIsNotRead(t *testing.T) {
	t.Parallel()
	terminal := func(p *cli.Process) {
		p.StdinTerminal = true
		p.Stdin = failing{errors.New("stdin was read")}
	}
	r := run(t, []string{"render"}, "", terminal)
	require.Equal(t, result{2, "", "topodraw: there is nothing to read: name a file, or pipe one in, as in: " +
		"topodraw example thanos | topodraw render\nRun 'topodraw render --help' for its use.\n"}, r)
	require.Equal(t, 3, run(t, []string{"render", "-"}, "", terminal).code, "asked for by name it is read")
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error)  { return 0, f.err }
func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestReadError(t *testing.T) {
	t.Parallel()
	r := run(t, []string{"render"}, "", func(p *cli.Process) { p.Stdin = failing{errors.New("the line is dead")} })
	require.Equal(t, result{3, "", "topodraw: <stdin>: the line is dead\n"}, r)
}

// TestStdoutErrors has every command write to a full disk, and to a pipe whose
// reader is gone.
func TestStdoutErrors(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{}, {"--help"}, {"--version"}, {"render", "--help"}, {"help", "render"}, {"version"}, {"schema"}, {"example"},
		{"example", "thanos"}, {"completion", "bash"}, {"completion", "zsh"}, {"completion", "fish"}, {"completion", "powershell"},
		{"render"}, {"render", "--format", "svg"}, {"render", "--format", "png"},
	} {
		full := &os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}
		r := run(t, args, web, func(p *cli.Process) { p.Stdout = failing{full} })
		require.Equal(t, result{3, "", "topodraw: the standard output: no space left on device\n"}, r, "%q", args)
		for _, gone := range []error{&os.PathError{Op: "write", Path: "|1", Err: syscall.EPIPE}, io.ErrClosedPipe} {
			r := run(t, args, web, func(p *cli.Process) { p.Stdout = failing{gone} })
			require.Equal(t, result{0, "", ""}, r, "%q", args)
		}
	}
}

// TestReaderGone checks that files are written although nobody reads what goes
// to the standard output.
func TestReaderGone(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a.mmd")
	r := run(t, []string{"render", "-o", "-", "-o", file}, web, func(p *cli.Process) { p.Stdout = failing{syscall.EPIPE} })
	require.Equal(t, result{0, "", ""}, r)
	require.FileExists(t, file)
}

func TestInterrupted(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	r, w := io.Pipe() // nobody writes
	defer func() { _ = w.Close() }()
	for _, stdin := range []io.Reader{r, strings.NewReader(web)} {
		got := runCtx(ctx, []string{"render", "-o", filepath.Join(dir, "a.svg")}, "", func(p *cli.Process) { p.Stdin = stdin })
		require.Equal(t, result{3, "", "topodraw: interrupted\n"}, got)
	}
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, entries)
}

// TestGraphvizFails has a Graphviz that cannot be run.
func TestGraphvizFails(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "dot")
	r := run(t, []string{"render", "--format", "svg", "--layout", "dot"}, web, func(p *cli.Process) {
		p.Graphviz = func() (gvexec.Command, error) { return gvexec.Command{Path: path}, nil }
	})
	require.Equal(t, 3, r.code)
	require.Empty(t, r.stdout)
	require.Contains(t, r.stderr, path)
}

func TestColor(t *testing.T) {
	t.Parallel()
	env := func(key, value string) func(*cli.Process) {
		return func(p *cli.Process) {
			p.StderrTerminal = true
			p.Getenv = func(k string) string { return map[string]string{key: value}[k] }
		}
	}
	bad := "nodes: 5\n"
	require.Contains(t, run(t, []string{"render"}, bad, env("TERM", "xterm")).stderr, "\x1b[")
	require.NotContains(t, run(t, []string{"render"}, bad, env("NO_COLOR", "1")).stderr, "\x1b[")
	require.NotContains(t, run(t, []string{"render"}, bad, env("TERM", "dumb")).stderr, "\x1b[")
	require.NotContains(t, run(t, []string{"render"}, bad).stderr, "\x1b[")
}

func TestHostileNames(t *testing.T) {
	t.Parallel()
	const evil = "\x1b]0;x\a\x1b[31m\n"
	for _, args := range [][]string{
		{evil}, {"render", evil}, {"render", "-o", evil}, {"render", "--format", evil}, {"render", "--theme", evil}, {"render", "--layout", evil},
		{"render", "--direction", evil}, {"render", "--from", evil}, {"render", "--" + evil}, {"example", evil}, {"completion", evil}, {"help", evil}, {"version", evil},
	} {
		r := run(t, args, web)
		require.Equal(t, 2, r.code, "%q", args)
		require.NotContains(t, r.stderr, "\x1b", "%q", args)
		require.LessOrEqual(t, strings.Count(r.stderr, "\n"), 2, "%q", args)
	}
}
