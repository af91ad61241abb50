package manifest_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// shared is the folder of real manifests beside the repository.
const shared = "../../../../../shared"

func sharedFiles(t *testing.T, pattern string) []manifest.Source {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(shared, pattern))
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("there are no files like", pattern)
	}
	var sources []manifest.Source
	for _, f := range files {
		data, err := os.ReadFile(f)
		require.NoError(t, err)
		sources = append(sources, manifest.Source{Name: f, Path: filepath.Base(f), Data: data})
	}
	return sources
}

func TestCorpora(t *testing.T) {
	t.Parallel()
	for pattern, want := range map[string]struct {
		objects int
		// twice are the files with a ServiceMonitor that differs from one of the
		// same name in another.
		twice []string
	}{
		"corpora/kube-thanos/*.yaml": {50, []string{
			"thanos-compact-shards-serviceMonitor.yaml",
			"thanos-receive-serviceMonitor.yaml",
			"thanos-store-shards-serviceMonitor.yaml",
		}},
		"corpora/online-boutique/*.yaml": {objects: 35},
	} {
		t.Run(pattern, func(t *testing.T) {
			t.Parallel()
			sources := sharedFiles(t, pattern)
			for _, s := range sources {
				require.True(t, manifest.Detect(s.Data), s.Name)
			}
			set := manifest.Read(sources, manifest.Options{})
			var twice []string
			for _, p := range set.Problems {
				require.Equal(t, manifest.CodeDuplicate, p.Code, p.Diagnostic)
				twice = append(twice, p.Object.Path())
			}
			require.Equal(t, want.twice, twice)
			require.Empty(t, set.Skipped)
			require.Len(t, set.Objects, want.objects)
			for _, o := range set.Objects {
				require.NotNil(t, o.Typed, "%s %s", o.Kind, o.Meta.Name)
				require.NotEmpty(t, o.Meta.Name)
			}
		})
	}
}

// TestSeed reads two Services whose selectors are not indented.
func TestSeed(t *testing.T) {
	t.Parallel()
	for _, s := range sharedFiles(t, "seed/service-*.yaml") {
		set := manifest.Read([]manifest.Source{s}, manifest.Options{})
		require.Len(t, set.Objects, 1)
		require.Equal(t, []manifest.Problem{{
			Severity: manifest.Warning, Code: manifest.CodeUnknownField, Object: set.Objects[0],
			Diagnostic: graph.Diagnostic{
				Pos:     graph.Pos{File: s.Name, Line: 8, Col: 3},
				Message: `unknown field "app" in spec`,
				Hint:    `"app" belongs under "selector": indent it`,
				Source:  "  app: MyApp",
			},
		}}, set.Problems)
	}
}
