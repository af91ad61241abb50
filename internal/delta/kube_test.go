package delta_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/delta"
	"github.com/topodraw/topodraw/render"
	"github.com/topodraw/topodraw/topology/kube"
)

const web = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - name: web
        image: nginx
        env:
        - {name: REDIS_ADDR, value: "redis:6379"}
---
apiVersion: v1
kind: Service
metadata: {name: redis}
spec:
  ports: [{port: 6379}]
`

func cluster(t *testing.T, name, text string) *graph.Graph {
	t.Helper()
	return system(t, kube.Source{Name: name, Data: []byte(text)})
}

func system(t *testing.T, sources ...kube.Source) *graph.Graph {
	t.Helper()
	s, err := kube.ReadAll(kube.Options{}, sources...)
	require.NoError(t, err)
	g, err := s.Graph(kube.View{})
	require.NoError(t, err)
	return g
}

// Neither lines nor files are differences of manifests, and the graphs stay as
// they were.
func TestCompareIsBlindToPlacesInManifests(t *testing.T) {
	t.Parallel()
	old, now := cluster(t, "a.yaml", web), cluster(t, "b.yaml", "# more\n\n"+web)
	require.False(t, graph.Diff(old, now, graph.DiffOptions{}).IsZero())
	require.True(t, delta.Compare(old, now, nil).Same())
	source, _ := old.Nodes()[0].Attrs.Get("source")
	require.NotEmpty(t, source)
	evidence, _ := old.Edges()[0].Attrs.Get("evidence")
	require.Contains(t, evidence, "a.yaml:")
}

func TestCompareManifests(t *testing.T) {
	t.Parallel()
	old := cluster(t, "a.yaml", web)
	now := cluster(t, "a.yaml", strings.ReplaceAll(web, "REDIS_ADDR", "CACHE_ADDR"))
	require.Equal(t, `edges
  ~ Deployment/web -> Service/redis (":6379"): attrs.evidence "env REDIS_ADDR=redis:6379" → "env CACHE_ADDR=redis:6379"
1 edge changed
`, text(t, delta.Compare(old, now, nil)))
}

// thanos reads the manifests of kube-thanos, with some edits: files by name, in
// which texts are replaced; without any the file is left out.
func thanos(t *testing.T, edits map[string][]string) *graph.Graph {
	t.Helper()
	dir := filepath.Join("..", "..", "..", "shared", "corpora", "kube-thanos")
	files, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("there is no kube-thanos here")
	}
	var sources []kube.Source
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		name := filepath.Base(file)
		pairs, edited := edits[name]
		if edited && pairs == nil {
			continue
		}
		text := string(data)
		for i := 0; i < len(pairs); i += 2 {
			require.Equal(t, 1, strings.Count(text, pairs[i]), "%s in %s", pairs[i], name)
			text = strings.Replace(text, pairs[i], pairs[i+1], 1)
		}
		sources = append(sources, kube.Source{Name: name, Data: []byte(text)})
	}
	return system(t, sources...)
}

// A Service is renamed, the port of another one changes, a StatefulSet is removed,
// and lines move everywhere: all forms say the three, with the edges that they have.
func TestCompareThanos(t *testing.T) {
	t.Parallel()
	old := thanos(t, nil)
	now := thanos(t, map[string][]string{
		"thanos-store-shard0-service.yaml":        {"  name: thanos-store-0\n", "  name: thanos-store-zero\n"},
		"thanos-query-deployment.yaml":            {"_grpc._tcp.thanos-store-0.thanos", "_grpc._tcp.thanos-store-zero.thanos", "apiVersion:", "# moved\n\napiVersion:"},
		"thanos-query-frontend-service.yaml":      {"    port: 9090\n", "    port: 9095\n"},
		"thanos-compact-shard2-statefulSet.yaml":  nil,
		"thanos-compact-shard2-service.yaml":      {"apiVersion: v1", "# moved\n\napiVersion: v1"},
		"thanos-receive-region-1-service.yaml":    {"apiVersion: v1", "# moved\n\napiVersion: v1"},
		"thanos-query-frontend-deployment.yaml":   {"apiVersion: apps/v1", "# moved\n\napiVersion: apps/v1"},
		"thanos-bucket-replicate-deployment.yaml": {"apiVersion: apps/v1", "# moved\n\napiVersion: apps/v1"},
	})
	c := delta.Compare(old, now, nil)
	require.Equal(t, `nodes
  - thanos/StatefulSet/thanos-compact-2 (statefulset)
  ~ thanos/Service/thanos-query-frontend: subtitle "Service :9090" → "Service :9095"
  → thanos/Service/thanos-store-0 → thanos/Service/thanos-store-zero
edges
  - thanos/Service/thanos-compact-2 -> thanos/StatefulSet/thanos-compact-2
  ~ thanos/Service/thanos-query-frontend -> thanos/Deployment/thanos-query-frontend: attrs.port "9090" → "9095"
1 node removed, 1 node changed, 1 node renamed, 1 edge removed, 1 edge changed
`, text(t, c))

	out := comment(t, c, options(t))
	_, list, _ := strings.Cut(out, "\n```\n")
	require.Equal(t, "\n- removed node `thanos/StatefulSet/thanos-compact-2` (`statefulset`)\n"+
		"- changed node `thanos/Service/thanos-query-frontend`: `subtitle` `\"Service :9090\"` → `\"Service :9095\"`\n"+
		"- renamed node `thanos/Service/thanos-store-0` to `thanos/Service/thanos-store-zero`\n"+
		"- removed edge `thanos/Service/thanos-compact-2 -> thanos/StatefulSet/thanos-compact-2`\n"+
		"- changed edge `thanos/Service/thanos-query-frontend -> thanos/Deployment/thanos-query-frontend`: `attrs.port` `\"9090\"` → `\"9095\"`\n", list)

	for _, g := range []*graph.Graph{drawing(t, old, now, delta.All), drawing(t, old, now, 0), diagram(t, out)} {
		var signs []string
		for _, n := range g.Nodes() {
			if sign, _, _ := strings.Cut(n.Label, " "); strings.Contains("+−~", sign) && !strings.HasPrefix(n.ID, "legend") {
				signs = append(signs, strings.Split(n.Label, "\n")[0]) // Mermaid has no second line
			}
		}
		require.Equal(t, []string{"− thanos-compact-2", "~ thanos-query-frontend", "~ thanos-store-0 → thanos-store-zero"}, signs)
	}

	var svg strings.Builder
	require.NoError(t, render.SVG(t.Context(), &svg, drawing(t, old, now, delta.All), render.Options{Theme: delta.Theme(base(t))}))
	for kind, n := range map[string]int{"added": 0, "removed": 1, "changed": 2} {
		require.Equal(t, n+1, strings.Count(svg.String(), `data-kind="`+kind+`"`), "%s, with the legend", kind)
	}

	var b strings.Builder
	require.NoError(t, c.JSON(&b))
	require.Equal(t, 5, strings.Count(b.String(), `"op":`))
	require.Contains(t, b.String(), `"was": "thanos/Service/thanos-store-0"`)
}
