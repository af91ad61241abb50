package gvexec_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/gvexec"
	"github.com/topodraw/topodraw/internal/layouttest"
	"github.com/topodraw/topodraw/render/layout"
)

// The test binary is the command that the tests run, when this says what it is
// to do.
const play = "GVEXEC_TEST_PLAY"

func TestMain(m *testing.M) {
	if role := os.Getenv(play); role != "" {
		os.Exit(act(role))
	}
	os.Exit(m.Run())
}

func act(role string) int {
	input, _ := io.ReadAll(os.Stdin)
	switch role {
	case "answer":
		fmt.Print(`{"objects":[{"name":"n0","pos":"36,18","width":"1","height":"0.5"}]}`)
	case "no labels":
		if strings.Contains(string(input), "e0 ") {
			return 1
		}
		fmt.Print(`{"objects":[{"name":"n0","pos":"36,18","width":"1","height":"0.5"},{"name":"n1","pos":"300,18","width":"1","height":"0.5"}]}`)
	case "echo":
		fmt.Fprintf(os.Stderr, "%s\n%s\nTMPDIR=%s", strings.Join(os.Args[1:], " "), input, os.Getenv("TMPDIR"))
		return 1
	case "silent":
		return 3
	case "hang":
		time.Sleep(time.Minute)
	case "babble":
		for {
			if _, err := os.Stdout.Write(make([]byte, 1<<20)); err != nil {
				return 1
			}
		}
	case "complain":
		fmt.Fprint(os.Stderr, strings.Repeat("x", 1<<20))
		return 1
	}
	return 0
}

func actor(role string) gvexec.Finder {
	return func() (gvexec.Command, error) {
		exe, err := os.Executable()
		return gvexec.Command{Path: exe, Env: append(os.Environ(), play+"="+role)}, err
	}
}

func one() *layout.Problem {
	g := graph.New("")
	g.AddNode("a", "")
	return &layout.Problem{Graph: g, Direction: graph.Down, NodeSize: []layout.Size{{W: 72, H: 36}}}
}

func run(ctx context.Context, t *testing.T, find gvexec.Finder) (*layout.Layout, error) {
	t.Helper()
	e, err := gvexec.New("neato", find)
	require.NoError(t, err)
	return e.Layout(ctx, one())
}

func TestLayout(t *testing.T) {
	t.Parallel()
	l, err := run(t.Context(), t, actor("answer"))
	require.NoError(t, err)
	require.Empty(t, layouttest.Problems(one(), l))
}

func TestUnknownEngine(t *testing.T) {
	t.Parallel()
	_, err := gvexec.New("-Tpng", actor("answer"))
	require.ErrorContains(t, err, "neato")
}

func TestProtocol(t *testing.T) {
	t.Parallel()
	_, err := run(t.Context(), t, actor("echo"))
	require.ErrorContains(t, err, "-Kneato -Tjson\nstrict graph {")
}

func TestFailures(t *testing.T) {
	t.Parallel()
	var exit *exec.ExitError
	_, err := run(t.Context(), t, actor("silent"))
	require.ErrorAs(t, err, &exit)
	require.Equal(t, 3, exit.ExitCode())
	_, err = run(t.Context(), t, actor("complain"))
	require.Less(t, len(err.Error()), 5000)
	_, err = run(t.Context(), t, actor("babble"))
	require.ErrorContains(t, err, "too long")
	_, err = run(t.Context(), t, actor("nothing"))
	require.ErrorContains(t, err, "cannot be read")
	_, err = run(t.Context(), t, func() (gvexec.Command, error) { return gvexec.Command{Path: "/nonexistent"}, nil })
	require.ErrorIs(t, err, os.ErrNotExist)
}

// What fails is asked for again, without what may have been too much.
func TestSecondRequest(t *testing.T) {
	t.Parallel()
	g := graph.New("")
	g.AddNode("a", "").To(g.AddNode("b", ""), "label")
	p := layouttest.Measure(g)
	e, err := gvexec.New("neato", actor("no labels"))
	require.NoError(t, err)
	l, err := e.Layout(t.Context(), p)
	require.NoError(t, err)
	require.Empty(t, layouttest.Problems(p, l))
	require.Empty(t, layouttest.Clashes(p, l))
}

func TestContextEndsTheProcess(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	begin := time.Now()
	_, err := run(ctx, t, actor("hang"))
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.Less(t, time.Since(begin), 30*time.Second)
	_, err = run(ctx, t, actor("answer"))
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

// places looks for commands in a folder.
func places(path string) gvexec.Places {
	return gvexec.Places{
		Executable: filepath.Join(path, "nowhere", "topodraw"),
		Look: func(name string) (string, error) {
			file := filepath.Join(path, name)
			if _, err := os.Stat(file); err != nil {
				return "", &exec.Error{Name: name, Err: exec.ErrNotFound}
			}
			return file, nil
		},
		Cache:   filepath.Join(path, "cache"),
		Environ: []string{"HOME=/h", "TMPDIR=/tmp", "tmp=x"},
	}
}

func touch(t *testing.T, path string) string {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, nil, 0o755))
	return path
}

func TestFindInOrder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	p := places(dir)
	_, err := p.Find()
	require.ErrorIs(t, err, gvexec.ErrNoGraphviz)
	require.ErrorContains(t, err, "go install github.com/topodraw/topodraw/cmd/topodraw-graphviz@latest")
	for _, next := range []string{"dot", "topodraw-graphviz", "nowhere/topodraw-graphviz"} {
		want := touch(t, filepath.Join(dir, next))
		c, err := p.Find()
		require.NoError(t, err)
		require.Equal(t, want, c.Path)
	}
	p.Executable = ""
	c, err := p.Find()
	require.NoError(t, err)
	require.Equal(t, filepath.Join(dir, "topodraw-graphviz"), c.Path)
}

func TestErrorOfTheFinder(t *testing.T) {
	t.Parallel()
	_, err := run(t.Context(), t, places(t.TempDir()).Find)
	require.ErrorIs(t, err, gvexec.ErrNoGraphviz)
}

func TestPrivateFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	touch(t, filepath.Join(dir, "dot"))
	p := places(dir)
	private := filepath.Join(dir, "cache", "topodraw", "graphviz")
	for range 2 {
		c, err := p.Find()
		require.NoError(t, err)
		require.Equal(t, []string{"HOME=/h", "TMPDIR=" + private, "TMP=" + private, "TEMP=" + private}, c.Env)
		info, err := os.Lstat(private)
		require.NoError(t, err)
		require.Equal(t, os.ModeDir|0o700, info.Mode())
	}
}

func TestFolderThatIsNotPrivate(t *testing.T) {
	t.Parallel()
	for name, make := range map[string]func(path string) error{
		"open": func(path string) error { return errors.Join(os.Mkdir(path, 0o700), os.Chmod(path, 0o755)) },
		"link": func(path string) error { return os.Symlink(t.TempDir(), path) },
		"file": func(path string) error { return os.WriteFile(path, nil, 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			touch(t, filepath.Join(dir, "dot"))
			private := filepath.Join(dir, "cache", "topodraw", "graphviz")
			require.NoError(t, os.MkdirAll(filepath.Dir(private), 0o700))
			require.NoError(t, make(private))
			requirePassing(t, places(dir), private)
		})
	}
}

func TestNoCacheFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	touch(t, filepath.Join(dir, "dot"))
	none, unwritable := places(dir), places(dir)
	none.Cache = ""
	unwritable.Cache = touch(t, filepath.Join(dir, "a file")) + "/cache"
	requirePassing(t, none, "")
	requirePassing(t, unwritable, unwritable.Cache)
}

// requirePassing checks that the command gets a folder of its own that is not
// the usual one, and goes with it.
func requirePassing(t *testing.T, p gvexec.Places, usual string) {
	t.Helper()
	c, err := p.Find()
	require.NoError(t, err)
	temp, found := strings.CutPrefix(c.Env[1], "TMPDIR=")
	require.True(t, found, c.Env)
	require.NotEqual(t, usual, temp)
	info, err := os.Lstat(temp)
	require.NoError(t, err)
	require.Equal(t, os.ModeDir|0o700, info.Mode())
	c.Done()
	require.NoDirExists(t, temp)
}

func TestSystemPlaces(t *testing.T) {
	t.Parallel()
	p := gvexec.SystemPlaces()
	exe, err := os.Executable()
	require.NoError(t, err)
	require.Equal(t, exe, p.Executable)
	require.NotNil(t, p.Look)
}
