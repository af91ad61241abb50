// Package arrows_test holds the import direction of the whole module: data goes
// from the readers through the model to the writers, and never back.
package arrows_test

import (
	"bytes"
	"encoding/json"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const module = "github.com/topodraw/topodraw/"

// may lists what of this module a package may import; a name ending in "/..."
// stands for everything below. A package that is not here may import nothing
// of ours.
func may() map[string][]string {
	return map[string][]string{
		"graph":                           {},
		"theme":                           {"graph"},
		"mermaid":                         {"graph", "theme", "internal/source"},
		"dot":                             {"graph", "theme", "internal/source"},
		"topology":                        {"graph", "internal/source", "internal/suggest", "internal/yamltext"},
		"topology/kube/internal/manifest": {"graph", "internal/source", "internal/suggest", "internal/yamltext"},
		"topology/kube":                   {"graph", "topology/kube/internal/..."},
		"topology/kube/internal/address":  {},
		"topology/kube/internal/cluster":  {"graph", "topology/kube/internal/manifest"},
		"topology/kube/internal/traffic":  {"graph", "topology/kube/internal/address", "topology/kube/internal/cluster", "topology/kube/internal/manifest"},
		"topology/kube/internal/policy":   {"topology/kube/internal/cluster"},
		"topology/kube/internal/lint":     {"graph", "internal/source", "internal/suggest", "topology/kube/internal/address", "topology/kube/internal/cluster", "topology/kube/internal/manifest", "topology/kube/internal/traffic"},
		"topology/kube/internal/view":     {"graph", "internal/suggest", "topology/kube/internal/cluster", "topology/kube/internal/manifest", "topology/kube/internal/policy", "topology/kube/internal/traffic"},
		"render":                          {"graph", "theme", "render/..."},
		"render/layout":                   {"graph"},
		"render/layout/elk":               {"graph", "render/layout"},
		"render/layout/graphviz":          {"graph", "dot", "render/layout", "internal/gv"},
		"render/internal/font":            {},
		"render/internal/scene":           {"graph", "theme", "render/layout", "render/internal/font"},
		"render/internal/png":             {"graph", "render/layout", "render/internal/font", "render/internal/scene"},
		"render/internal/svg":             {"graph", "render/layout", "render/internal/font", "render/internal/scene"},
		"internal/cli":                    {"..."},
		"internal/diag":                   {"graph"},
		"internal/docs":                   {"graph", "internal/markdown"},
		"internal/graphjson":              {"graph", "render/layout", "internal/suggest"},
		"internal/gv":                     {"graph", "dot", "render/layout"},
		"internal/gvexec":                 {"graph", "render/layout", "internal/gv"},
		"internal/gvcmd":                  {"render/layout/graphviz", "internal/output"},
		"internal/outline":                {"graph", "internal/diag"},
		"internal/output":                 {},
		"internal/themefile":              {"graph", "theme", "internal/suggest"},
		"internal/source":                 {"graph"},
		"internal/markdown":               {"graph"},
		"internal/report":                 {"graph", "internal/diag"},
		"internal/roundtrip":              {},
		"internal/suggest":                {},
		"internal/arrows":                 {},
		"internal/gallery":                {"graph", "topology", "internal/cli", "internal/graphtest"},
		"internal/golden":                 {},
		"internal/graphtest":              {"graph"},
		"internal/guides":                 {},
		"internal/layouttest":             {"graph", "render/layout"},
		"internal/walk":                   {"graph"},
		"internal/delta":                  {"graph", "theme", "mermaid", "topology/kube"},
		"internal/revision":               {"graph", "internal/walk"},
		"internal/yamltext":               {"internal/source"},
		"docstest":                        {"internal/cli"},
		"internal/release":                {},
		"cmd/topodraw":                    {"internal/cli"},
		"cmd/topodraw-graphviz":           {"internal/gvcmd"},
		"peers/compare":                   {"..."},
		"peers":                           {},
	}
}

type pkg struct {
	ImportPath string
	Imports    []string
	Deps       []string
}

func list(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,Deps", module+"...")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	var pkgs []pkg
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := d.Decode(&p); err == io.EOF {
			return pkgs
		}
		require.NoError(t, err)
		pkgs = append(pkgs, p)
	}
}

func TestImportsFollowTheArrows(t *testing.T) {
	t.Parallel()
	for _, p := range list(t) {
		from := strings.TrimPrefix(p.ImportPath, module)
		allowed, known := may()[from]
		require.True(t, known, "%s is not in the table of who may import what", from)
		for _, imp := range p.Imports {
			to, ours := strings.CutPrefix(imp, module)
			if ours && !slices.ContainsFunc(allowed, func(a string) bool { return matches(a, to) }) {
				t.Errorf("%s imports %s", from, to)
			}
		}
	}
}

func matches(pattern, name string) bool {
	if prefix, all := strings.CutSuffix(pattern, "..."); all {
		return strings.HasPrefix(name, prefix)
	}
	return pattern == name
}

func TestTheModelNeedsOnlyTheStandardLibrary(t *testing.T) {
	t.Parallel()
	for _, p := range list(t) {
		if p.ImportPath != module+"graph" {
			continue
		}
		for _, d := range p.Deps {
			require.NotContains(t, strings.SplitN(d, "/", 2)[0], ".", d)
		}
	}
}

// Linking go-graphviz costs every run of a command its start-up time.
func TestOnlyTheGraphvizEngineLinksGraphviz(t *testing.T) {
	t.Parallel()
	const wasm = "github.com/goccy/go-graphviz"
	for _, p := range list(t) {
		name := path.Clean(strings.TrimPrefix(p.ImportPath, module))
		links := slices.Contains(p.Deps, wasm)
		engine := slices.Contains([]string{"render/layout/graphviz", "internal/gvcmd", "cmd/topodraw-graphviz"}, name)
		require.Equal(t, engine, links, name)
	}
}
