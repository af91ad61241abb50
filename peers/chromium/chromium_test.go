//go:build peers

// Package chromium has headless Chromium open SVG documents and measure them.
package chromium_test

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/render"
)

//go:embed measure.js
var measure string

type result struct {
	Texts    int
	Findings []string
}

// open shows documents, by name, in one page and returns what measure.js says.
func open(t *testing.T, docs map[string]string) result {
	t.Helper()
	var page strings.Builder
	page.WriteString(`<!doctype html><meta charset="utf-8"><style>svg{max-width:none!important}</style><body>`)
	for name, svg := range docs {
		fmt.Fprintf(&page, "<div data-name=\"%s\">%s</div>\n", html.EscapeString(name), svg)
	}
	fmt.Fprintf(&page, "<script>%s</script></body>", measure)
	file := filepath.Join(t.TempDir(), "page.html")
	require.NoError(t, os.WriteFile(file, []byte(page.String()), 0o600))

	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--user-data-dir="+t.TempDir(), "--dump-dom", "file://"+file)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	m := regexp.MustCompile(`RESULT([A-Za-z0-9+/=]*)END</body>`).FindSubmatch(out)
	require.NotNil(t, m, "the page did not answer: %.2000s", out)
	data, err := base64.StdEncoding.DecodeString(string(m[1]))
	require.NoError(t, err)
	var r result
	require.NoError(t, json.Unmarshal(data, &r))
	return r
}

func svgOf(t *testing.T, g *graph.Graph) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, render.SVG(context.Background(), &b, g, render.Options{}))
	return b.String()
}

func TestGoldens(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../testdata/golden/*.svg")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	docs := map[string]string{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		require.NoError(t, err)
		docs[filepath.Base(f)] = string(data)
	}
	r := open(t, docs)
	require.Empty(t, r.Findings)
	require.Greater(t, r.Texts, 30)
}

func TestEveryShapeHoldsItsText(t *testing.T) {
	t.Parallel()
	docs := map[string]string{}
	for _, s := range graph.Shapes() {
		g := graph.New(string(s))
		for i, label := range []string{"x", "ThanosQuery", "a few words that are wrapped", strings.Repeat("many words ", 40)} {
			n := g.AddNode(fmt.Sprintf("n%d", i), "pod")
			n.Label, n.Shape = label, s
		}
		docs[string(s)] = svgOf(t, g)
	}
	r := open(t, docs)
	require.Empty(t, r.Findings)
	require.Equal(t, 4*len(graph.Shapes()), r.Texts)
}

func TestHostileGraphs(t *testing.T) {
	t.Parallel()
	docs := map[string]string{}
	for seed := range uint64(150) {
		docs[fmt.Sprintf("seed %d", seed)] = svgOf(t, graphtest.Random(seed))
	}
	r := open(t, docs)
	require.Empty(t, r.Findings)
	require.Greater(t, r.Texts, 1000)
}
