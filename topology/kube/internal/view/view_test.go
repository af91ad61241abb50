package view_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
	"github.com/topodraw/topodraw/topology/kube/internal/traffic"
	"github.com/topodraw/topodraw/topology/kube/internal/view"
)

// read puts manifests together, each of them a source of its own: "0.yaml" and
// so on.
func read(t testing.TB, manifests ...string) (*cluster.Cluster, *traffic.Traffic) {
	t.Helper()
	var sources []manifest.Source
	for i, m := range manifests {
		name := fmt.Sprintf("%d.yaml", i)
		sources = append(sources, manifest.Source{Name: name, Path: name, Data: []byte(m)})
	}
	set := manifest.Read(sources, manifest.Options{})
	require.Empty(t, set.Problems)
	c := cluster.New(set.Objects, cluster.Options{})
	return c, traffic.Find(c)
}

func draw(t testing.TB, opts view.Options, manifests ...string) *graph.Graph {
	t.Helper()
	c, found := read(t, manifests...)
	g, err := view.Graph(c, found, opts)
	require.NoError(t, err)
	require.NoError(t, g.Validate())
	return g
}

// edges returns the edges as text: ends, relation, port and label.
func edges(g *graph.Graph) []string {
	var out []string
	for _, e := range g.Edges() {
		s := e.From + " -> " + e.To + " " + attr(e.Attrs, "relation")
		if port := attr(e.Attrs, "port"); port != "" {
			s += " " + port
		}
		if e.Label != "" {
			s += " '" + strings.ReplaceAll(e.Label, "\n", "|") + "'"
		}
		if e.Line != "" {
			s += " " + string(e.Line)
		}
		if attr(e.Attrs, "policy") == "denied" {
			s += " denied"
		}
		out = append(out, s)
	}
	return out
}

// nodes returns the nodes as text: id, kind, label, subtitle and group.
func nodes(g *graph.Graph) []string {
	var out []string
	for _, n := range g.Nodes() {
		s := fmt.Sprintf("%s %s '%s' '%s'", n.ID, n.Kind, n.Text(), n.Subtitle)
		if n.Style.Dash != "" {
			s += " dashed"
		}
		if n.Group != "" {
			s += " in " + n.Group
		}
		out = append(out, s)
	}
	return out
}

func ids(g *graph.Graph) []string {
	var out []string
	for _, n := range g.Nodes() {
		out = append(out, n.ID)
	}
	return out
}

func attr(attrs graph.Attrs, key string) string {
	value, _ := attrs.Get(key)
	return value
}

// service is a manifest: a name with its namespace if there is one, what it has
// besides a selector, and its ports.
func service(name, spec, ports string) string {
	return object("v1", "Service", name, fmt.Sprintf("spec: {selector: {app: %s}, ports: [%s]%s}", base(name), ports, comma(spec)))
}

// workload is a manifest of a kind of apps/v1 with one container.
func workload(kind, name, spec, container string) string {
	return object("apps/v1", kind, name, fmt.Sprintf(`spec:
  selector: {matchLabels: {app: %[1]s}}
  template:
    metadata: {labels: {app: %[1]s}}
    spec: {containers: [{name: main, image: main%[3]s}]}
%[2]s`, base(name), spec, comma(container)))
}

func object(version, kind, name, rest string) string {
	namespace := ""
	if ns, _, found := strings.Cut(name, "/"); found {
		namespace = ", namespace: " + ns
	}
	return fmt.Sprintf("apiVersion: %s\nkind: %s\nmetadata: {name: %s%s}\n%s\n", version, kind, base(name), namespace, rest)
}

func base(name string) string { return name[strings.IndexByte(name, '/')+1:] }

func comma(s string) string {
	if s == "" {
		return ""
	}
	return ", " + s
}

func TestNames(t *testing.T) {
	t.Parallel()
	require.Equal(t, []string{"traffic", "nodes", "app", "policy", "full"}, view.Names())
}

func TestErrors(t *testing.T) {
	t.Parallel()
	c, found := read(t, service("shop/web", "", "{port: 80}"), object("v1", "Namespace", "billing", ""))
	for want, opts := range map[string]view.Options{
		`there is no view "trafik" (did you mean "traffic"?): the views are traffic, nodes, app, policy, full`: {View: "trafik"},
		`the number of nodes is -1: it has to be from 0 to 1000`:                                               {View: "nodes", Nodes: -1},
		`the number of nodes is 1001: it has to be from 0 to 1000`:                                             {Nodes: 1001},
		`nothing is in the namespace "shp" (did you mean "shop"?)`:                                             {Namespaces: []string{"shop", "shp"}},
		`nothing is in the namespace "kube-system": there are billing, shop`:                                   {Namespaces: []string{"kube-system"}},
	} {
		_, err := view.Graph(c, found, opts)
		require.EqualError(t, err, want)
	}
	for _, bad := range []string{"a in b", "a in (b", "=b", "a=b c", "a,,b", "!", "a like (b)", "a=b,", "a/b/c", "in (a)", "!a=b", "a)"} {
		_, err := view.Graph(c, found, view.Options{Selector: bad})
		require.ErrorContains(t, err, "the label selector", bad)
	}
	g, err := view.Graph(c, found, view.Options{Namespaces: []string{"billing"}})
	require.NoError(t, err)
	require.Empty(t, g.Nodes())
}
