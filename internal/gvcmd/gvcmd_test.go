package gvcmd_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/gvcmd"
)

// run runs the command on an input.
func run(stdin string, args ...string) (code int, stdout, stderr string) {
	var out, complaint strings.Builder
	code = gvcmd.Main(context.Background(), args, strings.NewReader(stdin), &out, &complaint)
	return code, out.String(), complaint.String()
}

func TestFlags(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args      []string
		code      int
		out, err  string // prefixes
		wantUsage bool
	}{
		{args: []string{"-Tplain"}, out: "graph 1 0.75 1.5\nnode a"},
		{args: []string{"-T", "plain", "-K", "dot", "-"}, out: "graph 1 0.75 1.5\n"},
		{args: nil, out: "digraph {\n\tgraph [bb="},
		{args: []string{"-Tjson0", "-Kneato"}, out: "{\n  \"name\": \"%1\""},
		{args: []string{"-Tsvg", "-Kpatchwork"}, out: "<?xml"},
		{args: []string{"-V"}, err: "topodraw-graphviz - graphviz version 12.1.2"},
		{args: []string{"-?"}, out: "Usage: "},
		{args: []string{"-Tpng"}, code: 1, err: `topodraw-graphviz: format "png" is refused`, wantUsage: true},
		{args: []string{"-Tnothing"}, code: 1, err: `topodraw-graphviz: format "nothing"`, wantUsage: true},
		{args: []string{"-Kelk"}, code: 1, err: `topodraw-graphviz: there is no layout engine "elk"`, wantUsage: true},
		{args: []string{"-X"}, code: 1, err: "topodraw-graphviz: the flag -X", wantUsage: true},
		{args: []string{"-T"}, code: 1, err: "topodraw-graphviz: the flag -T lacks", wantUsage: true},
		{args: []string{"/nonexistent"}, code: 2, err: "topodraw-graphviz: /nonexistent cannot be read"},
	} {
		t.Run(strings.Join(c.args, " "), func(t *testing.T) {
			t.Parallel()
			code, stdout, stderr := run("digraph { a -> b }", c.args...)
			require.Equal(t, c.code, code, stderr)
			require.True(t, strings.HasPrefix(stdout, c.out), stdout)
			require.True(t, strings.HasPrefix(stderr, c.err), stderr)
			require.Equal(t, c.wantUsage, strings.Contains(stderr, "Usage: "))
			if c.code != 0 {
				require.Empty(t, stdout)
			}
		})
	}
}

func TestSyntaxErrors(t *testing.T) {
	t.Parallel()
	code, stdout, stderr := run("digraph { a }\n\ndigraph {\n b [\n", "-Tplain")
	require.Equal(t, 1, code)
	require.Empty(t, stdout)
	require.Contains(t, stderr, "<stdin>: syntax error in line 4")
	code, _, _ = run("", "-Tplain")
	require.Zero(t, code)
	var b strings.Builder
	require.Equal(t, 2, gvcmd.Main(context.Background(), nil, iotest.ErrReader(errors.New("broken")), io.Discard, &b))
	require.Contains(t, b.String(), "broken")
}

func TestInputTooLong(t *testing.T) {
	t.Parallel()
	code, _, stderr := run(strings.Repeat(" ", 65<<20))
	require.Equal(t, 2, code)
	require.Contains(t, stderr, "longer than 64 MB")
}

func TestSeveralOutputsAndFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	require.NoError(t, os.WriteFile(in("a.gv"), []byte("digraph { a }"), 0o600))
	require.NoError(t, os.WriteFile(in("b.gv"), []byte("digraph { b }"), 0o600))
	code, stdout, stderr := run("", "-Tplain", "-o"+in("1"), "-o", in("2"), "-Tcanon", "-Tplain", "-Tcanon", in("a.gv"), in("b.gv"))
	require.Zero(t, code, stderr)
	read := func(name string) string {
		text, err := os.ReadFile(in(name))
		require.NoError(t, err)
		return string(text)
	}
	require.Equal(t, 2, strings.Count(read("1"), "graph 1 0.75 0.5\n"))
	require.Equal(t, 2, strings.Count(read("2"), "digraph {"))
	require.Less(t, strings.Index(stdout, "stop"), strings.Index(stdout, "digraph"))
}

func TestOutputsAreWrittenWholeOrNot(t *testing.T) {
	t.Parallel()
	old := filepath.Join(t.TempDir(), "old")
	require.NoError(t, os.WriteFile(old, []byte("old"), 0o600))
	for _, args := range [][]string{
		{"-Tplain", "-o" + old, "-Tcanon", "-o/nonexistent/file"},
		{"-Tplain", "-o" + old, "/nonexistent"},
		{"-Tplain", "-o" + old, "-Tcanon", "-o" + old},
		{"-Tplain", "-o" + old, "-Tpng"},
	} {
		code, stdout, _ := run("digraph { a }", args...)
		require.NotZero(t, code)
		require.Empty(t, stdout)
		text, err := os.ReadFile(old)
		require.NoError(t, err)
		require.Equal(t, "old", string(text))
	}
}
