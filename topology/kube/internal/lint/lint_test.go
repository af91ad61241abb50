package lint_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/lint"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
	"github.com/topodraw/topodraw/topology/kube/internal/traffic"
)

// check lints manifests as the command does.
func check(opts lint.Options, sources ...manifest.Source) []lint.Finding {
	set := manifest.Read(sources, manifest.Options{})
	c := cluster.New(set.Objects, cluster.Options{})
	return lint.Check(c, traffic.Find(c), set.Problems, opts)
}

func text(s string) manifest.Source {
	return manifest.Source{Name: "in.yaml", Path: "in.yaml", Data: []byte(s)}
}

// files returns the manifests that a pattern matches, and skips the test if
// there are none.
func files(t testing.TB, pattern ...string) []manifest.Source {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(pattern...))
	require.NoError(t, err)
	if len(names) == 0 {
		t.Skip("the manifests are not there")
	}
	var sources []manifest.Source
	for _, name := range names {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		base := filepath.Base(name)
		sources = append(sources, manifest.Source{Name: base, Path: base, Data: data})
	}
	return sources
}

// TestCases holds findings against the comments in testdata: "# want error
// CODE" on the line that is at fault.
func TestCases(t *testing.T) {
	t.Parallel()
	sources := files(t, "testdata", "*.yaml")
	both := make(map[string]bool)
	for _, s := range sources {
		var want []string
		for i, line := range strings.Split(string(s.Data), "\n") {
			if _, after, ok := strings.Cut(line, "# want "); ok {
				want = append(want, fmt.Sprintf("%s:%d %s", s.Name, i+1, after))
				both[strings.Fields(after)[1]] = true
			}
		}
		require.NotEmpty(t, want, s.Name)
		var got []string
		for _, f := range check(lint.Options{}, s) {
			got = append(got, fmt.Sprintf("%s:%d %s %s", f.Pos.File, f.Pos.Line, f.Severity, f.Code))
		}
		assert.Equal(t, want, got, s.Name)
	}
	for _, code := range lint.Codes() {
		require.True(t, both[code], "no case finds %s", code)
	}
}
