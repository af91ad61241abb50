package view_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphjson"
	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
	"github.com/topodraw/topodraw/topology/kube/internal/traffic"
	"github.com/topodraw/topodraw/topology/kube/internal/view"
)

func everything() []string {
	all := append(system(), shards()...)
	return append(all, using, gateway, service("old", "", "{port: 80}"),
		object("networking.k8s.io/v1", "NetworkPolicy", "data/db", "spec: {podSelector: {}, ingress: [{from: [{podSelector: {}}, {ipBlock: {cidr: 10.0.0.0/8}}]}]}"))
}

// The order of the manifests does not matter.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	all := everything()
	for _, name := range view.Names() {
		for _, collapse := range []bool{false, true} {
			opts := view.Options{View: name, Collapse: collapse, Scrapes: true}
			want := ""
			for round := range 5 {
				order := rand.New(rand.NewPCG(uint64(round), 1)).Perm(len(all))
				var sources []manifest.Source
				for _, i := range order {
					path := fmt.Sprintf("%d.yaml", i)
					sources = append(sources, manifest.Source{Name: path, Path: path, Data: []byte(all[i])})
				}
				c := cluster.New(manifest.Read(sources, manifest.Options{}).Objects, cluster.Options{})
				g, err := view.Graph(c, traffic.Find(c), opts)
				require.NoError(t, err)
				var b bytes.Buffer
				require.NoError(t, graphjson.Write(&b, g, nil))
				if want == "" {
					want = b.String()
				}
				require.Equal(t, want, b.String())
			}
		}
	}
}

// One Deployment more adds lines, and changes none.
func TestStable(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"traffic", "app", "policy", "full"} {
		before := draw(t, view.Options{View: name}, everything()...)
		after := draw(t, view.Options{View: name}, append(everything(), caller("shop/more", `{name: API_ADDR, value: "api:8080"}`))...)
		require.Equal(t, nodes(before), without(nodes(after), "shop/Deployment/more"))
		require.Equal(t, edges(before), without(edges(after), "shop/Deployment/more"))
		require.Equal(t, len(before.Nodes())+1, len(after.Nodes()))
	}
}

func without(list []string, part string) []string {
	var out []string
	for _, s := range list {
		if !strings.Contains(s, part) {
			out = append(out, s)
		}
	}
	return out
}

func TestHostileNames(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ä long name ", 500)
	for _, name := range []string{"", "a/b", "User", `"; click x`, "<b>", "a\tb", "%%{init}%%", "-->", long, "N", "0", "\uFFFF"} {
		named := func(kind string) *manifest.Object {
			text := fmt.Sprintf("apiVersion: v1\nkind: %s\nmetadata: {name: x}\n", kind)
			set := manifest.Read([]manifest.Source{{Name: "x.yaml", Path: "x.yaml", Data: []byte(text)}}, manifest.Options{})
			require.Len(t, set.Objects, 1)
			o := set.Objects[0]
			o.Meta.Name = name
			return o
		}
		objects := []*manifest.Object{named("Service"), named("Pod"), named("ConfigMap"), named("namespace"), named("Widget")}
		objects[0].Meta.Namespace, objects[1].Meta.Namespace, objects[4].Kind = name, name, name
		c := cluster.New(objects, cluster.Options{})
		for _, v := range view.Names() {
			g, err := view.Graph(c, traffic.Find(c), view.Options{View: v, Collapse: true})
			require.NoError(t, err)
			require.NoError(t, g.Validate(), "%q", name)
			for _, n := range g.Nodes() {
				require.LessOrEqual(t, len([]rune(n.Label)), 121)
			}
		}
	}
}

// A kind in small letters can have the id of a namespace's group.
func TestGroupIDTaken(t *testing.T) {
	t.Parallel()
	g := draw(t, view.Options{View: "full"}, object("example.com/v1", "x", "shop/a", ""), object("v1", "namespace", "shop", ""))
	require.Equal(t, []string{"namespace/default", "namespace/shop-group"}, groups(g))
	require.NotNil(t, g.Node("namespace/shop"))
}

// corpus reads a real system that is kept beside the repository.
func corpus(t *testing.T, name string) (*cluster.Cluster, *traffic.Traffic) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, "..", "shared", "corpora", name, "*.yaml"))
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("the manifests are not here")
	}
	var sources []manifest.Source
	for _, f := range files {
		data, err := os.ReadFile(f)
		require.NoError(t, err)
		sources = append(sources, manifest.Source{Name: f, Path: filepath.Base(f), Data: data})
	}
	set := manifest.Read(sources, manifest.Options{})
	c := cluster.New(set.Objects, cluster.Options{})
	return c, traffic.Find(c)
}

func TestThanos(t *testing.T) {
	t.Parallel()
	c, found := corpus(t, "kube-thanos")
	g, err := view.Graph(c, found, view.Options{View: view.App, Collapse: true})
	require.NoError(t, err)
	const p = "thanos/"
	require.Subset(t, edges(g), []string{
		p + "Deployment/thanos-query-frontend -> " + p + "Deployment/thanos-query calls 9090 ':9090'",
		p + "Deployment/thanos-query -> " + p + "StatefulSet/thanos-store-N calls 10901 ':10901'",
		p + "Deployment/thanos-query -> " + p + "StatefulSet/thanos-store calls 10901 ':10901'",
		p + "Deployment/thanos-query -> " + p + "StatefulSet/thanos-receive-default calls 10901 ':10901'",
		p + "Deployment/thanos-query -> " + p + "Service/thanos-sidecar calls 10901 ':10901'",
		p + "StatefulSet/thanos-rule -> " + p + "Deployment/thanos-query calls 9090 ':9090'",
	})
	require.Equal(t, "thanos-store ×3", g.Node(p+"StatefulSet/thanos-store-N").Label)
}

func TestOnlineBoutique(t *testing.T) {
	t.Parallel()
	c, found := corpus(t, "online-boutique")
	g, err := view.Graph(c, found, view.Options{})
	require.NoError(t, err)
	require.Subset(t, edges(g), []string{
		"User -> LoadBalancer/frontend-external requests 80 'HTTP :80'",
		"LoadBalancer/frontend-external -> Service/frontend-external exposes 80",
		"Service/frontend-external -> Deployment/frontend selects 80",
		"Deployment/frontend -> Service/cartservice calls 7070 ':7070'",
		"Deployment/cartservice -> Service/redis-cart calls 6379 ':6379'",
		"Deployment/frontend -> missing/shoppingassistantservice calls 80 ':80'",
	})
}

// Whatever can be read can be drawn and is valid, in every view.
func FuzzGraph(f *testing.F) {
	for _, m := range everything() {
		f.Add(m, "nodes", "app=web")
	}
	f.Add(realPods+"---\n"+using, "", "")
	f.Fuzz(func(t *testing.T, text, by, selector string) {
		set := manifest.Read([]manifest.Source{{Name: "x.yaml", Path: "x.yaml", Data: []byte(text)}}, manifest.Options{})
		c := cluster.New(set.Objects, cluster.Options{})
		found := traffic.Find(c)
		for _, name := range view.Names() {
			for _, opts := range []view.Options{{View: name, GroupBy: by, Scrapes: true}, {View: name, Collapse: true, Selector: selector}} {
				g, err := view.Graph(c, found, opts)
				if err == nil {
					require.NoError(t, g.Validate())
				}
			}
		}
	})
}

// BenchmarkGraph draws 5,000 objects.
func BenchmarkGraph(b *testing.B) {
	var all []string
	for i := range 1200 {
		ns := fmt.Sprintf("ns%d/", i%20)
		name := fmt.Sprintf("%sapp-%d", ns, i)
		env := ""
		for j := range 3 {
			env += fmt.Sprintf(`{name: A%d_ADDR, value: "app-%d:80"}, `, j, (i+20*(j+1))%1200)
		}
		all = append(all, caller(name, env), service(name, "", "{port: 80}"), object("v1", "ConfigMap", name, "data: {a: b}"),
			object("v1", "ServiceAccount", name, ""))
		if i < 200 {
			all = append(all, object("networking.k8s.io/v1", "NetworkPolicy", name, "spec: {podSelector: {matchLabels: {app: "+base(name)+"}}, ingress: [{from: [{podSelector: {}}]}]}"))
		}
	}
	c, found := read(b, all...)
	require.Len(b, c.Objects, 5000)
	for _, name := range view.Names() {
		for _, collapse := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s collapse=%v", name, collapse), func(b *testing.B) {
				var g *graph.Graph
				for b.Loop() {
					g, _ = view.Graph(c, found, view.Options{View: name, Collapse: collapse})
				}
				b.ReportMetric(float64(len(g.Edges())), "edges")
			})
		}
	}
}
