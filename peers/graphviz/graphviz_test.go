//go:build peers

// Package graphviz_test lays graphs out with the Graphviz of the system, as a
// process, and with the one that is compiled in, and holds both to the same
// rules.
package graphviz_test

import (
	"cmp"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/internal/gv"
	"github.com/topodraw/topodraw/internal/gvexec"
	"github.com/topodraw/topodraw/internal/layouttest"
	"github.com/topodraw/topodraw/render/layout"
	"github.com/topodraw/topodraw/render/layout/graphviz"
)

// system returns an engine of the system's Graphviz.
func system(t *testing.T, name string) layout.Engine {
	t.Helper()
	path, err := exec.LookPath("dot")
	require.NoError(t, err)
	e, err := gvexec.New(name, func() (gvexec.Command, error) { return gvexec.Command{Path: path}, nil })
	require.NoError(t, err)
	return e
}

func compiledIn(t *testing.T, name string) layout.Engine {
	t.Helper()
	e, err := graphviz.New(name)
	require.NoError(t, err)
	return e
}

// families returns makers of graphs, and from how many seeds they are asked for.
func families() (makers map[string]func(uint64) *graph.Graph, seeds func(name string) uint64) {
	makers = graphtest.Families()
	makers["random"] = graphtest.Random
	counts := map[string]uint64{"random": 300, "hub": 4}
	return makers, func(name string) uint64 { return cmp.Or(counts[name], 30) }
}

// patience is how long one layout may take, of those here, which are small. A
// hang then has a name: the family and the seed.
const patience = 2 * time.Minute

// command builds the command that comes with topodraw and returns where it is
// looked for. Each drawing has a process of its own, as for topodraw's users: in
// one process Graphviz cannot be stopped, and what it draws may depend on what it
// drew before, hence on the order of parallel tests.
func command(t *testing.T) gvexec.Places {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "topodraw-graphviz")
	out, err := exec.Command("go", "build", "-o", path, "github.com/topodraw/topodraw/cmd/topodraw-graphviz").CombinedOutput()
	require.NoError(t, err, string(out))
	return gvexec.Places{Executable: filepath.Join(dir, "topodraw"), Cache: filepath.Join(dir, "cache"), Environ: os.Environ()}
}

// Whatever the engine and the Graphviz, a layout is sound.
func TestInvariants(t *testing.T) {
	t.Parallel()
	places := command(t)
	built := func(t *testing.T, name string) layout.Engine {
		t.Helper()
		e, err := gvexec.New(name, places.Find)
		require.NoError(t, err)
		return e
	}
	makers, seeds := families()
	for where, engine := range map[string]func(*testing.T, string) layout.Engine{"system": system, "compiled in": built} {
		for _, name := range gv.Engines() {
			t.Run(where+" "+name, func(t *testing.T) {
				t.Parallel()
				for family, make := range makers {
					for seed := range seeds(family) {
						p := layouttest.Measure(make(seed))
						ctx, cancel := context.WithTimeout(t.Context(), patience)
						l, err := engine(t, name).Layout(ctx, p)
						cancel()
						require.NoError(t, err, "%s, seed %d", family, seed)
						for _, problem := range problems(p, l) {
							t.Errorf("%s, seed %d: %s", family, seed, problem)
						}
					}
				}
			})
		}
	}
}

// problems leaves out edges on each other where that is not promised: among
// very many, and around boxes that are so long that lines beside them cannot
// but be nearly parallel.
func problems(p *layout.Problem, l *layout.Layout) []string {
	const manyEdges, long = 150, 3000
	crowded := len(l.Edges) > manyEdges
	for _, s := range slices.Concat(p.NodeSize, p.LabelSize, p.TitleSize) {
		crowded = crowded || max(s.W, s.H) > long
	}
	out := layouttest.Problems(p, l)
	for _, clash := range layouttest.Clashes(p, l) {
		if !crowded || !strings.Contains(clash, "share a stretch") {
			out = append(out, clash)
		}
	}
	return out
}

// The command that comes with topodraw answers as the library does, and the
// same in every process.
func TestCommand(t *testing.T) {
	t.Parallel()
	places := command(t)
	for _, name := range gv.Engines() {
		e, err := gvexec.New(name, places.Find)
		require.NoError(t, err)
		for seed := range uint64(4) {
			p := layouttest.Measure(graphtest.Random(seed))
			l, err := e.Layout(t.Context(), p)
			require.NoError(t, err)
			require.Empty(t, problems(p, l))
			again, err := e.Layout(t.Context(), p)
			require.NoError(t, err)
			require.Equal(t, l, again)
			if name == "fdp" {
				continue // which in one process is not always the same
			}
			same, err := compiledIn(t, name).Layout(t.Context(), p)
			require.NoError(t, err)
			require.Equal(t, l, same)
		}
	}
	require.DirExists(t, filepath.Join(places.Cache, "topodraw", "graphviz", "go-graphviz"))
}

func TestExitCodesAreThoseOfDot(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	ours := filepath.Join(filepath.Dir(command(t).Executable), "topodraw-graphviz")
	for _, c := range []struct{ args, stdin string }{
		{"-Tplain", "digraph { a -> b }"},
		{"-Tplain", ""},
		{"-Tplain", "digraph { a"},
		{"-Tplain", "nonsense"},
		{"-T plain -K neato", "digraph { a } digraph { b }"},
		{"-Tnothing", "digraph { a }"},
		{"-Knothing -Tplain", "digraph { a }"},
		{"-Tplain -X", "digraph { a }"},
		{"-Tplain /nonexistent", ""},
		{"-Tplain -o/nonexistent/file", "digraph { a }"},
		{"-V", ""},
		{"-?", ""},
	} {
		t.Run(c.args+" "+c.stdin, func(t *testing.T) {
			t.Parallel()
			code := func(command string) int {
				cmd := exec.Command(command, strings.Fields(c.args)...)
				cmd.Stdin = strings.NewReader(c.stdin)
				cmd.Env = append(os.Environ(), "TMPDIR="+dir)
				_ = cmd.Run() // the code is all that is looked at
				return cmd.ProcessState.ExitCode()
			}
			require.Equal(t, code("dot"), code(ours))
		})
	}
}
