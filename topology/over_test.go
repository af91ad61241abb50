package topology_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology"
)

// base is a graph with two nodes in a group, and two edges between them.
func base() *graph.Graph {
	g := graph.New("Base")
	shop := g.AddGroup("shop", "Shop")
	web, db := shop.AddNode("Deployment/web", "deployment"), shop.AddNode("Deployment/db", "deployment")
	web.Label = "web"
	web.Attrs.Set("source", "web.yaml:1")
	web.To(db, "5432").Attrs.Set("relation", "calls")
	web.To(db, "metrics")
	return g
}

func over(t *testing.T, text string) (g *graph.Graph, warned []string) {
	t.Helper()
	g, err := topology.ReadOver(base(), topology.OverOptions{
		Warn:    func(d graph.Diagnostic) { warned = append(warned, d.Error()) },
		Derived: func(id string) bool { return strings.Contains(id, "/") },
		Declared: func(e *graph.Edge, at graph.Pos) {
			require.Equal(t, "o.yaml", at.File)
			e.Attrs.Set("declared", "yes")
		},
	}, topology.Source{Name: "o.yaml", Data: []byte(text)})
	require.NoError(t, err)
	return g, warned
}

func TestReadOverChanges(t *testing.T) {
	t.Parallel()
	g, warned := over(t, `
title: Mine
groups: {shop: The shop}
nodes:
  Deployment/web: {label: The web, link: web.md, attrs: {owner: a}}
  Bank: {kind: client, in: shop}
flows:
  - Deployment/web -> Deployment/db: SQL
  - Deployment/web ..> Bank: pays
`)
	require.Empty(t, warned)
	require.Equal(t, "Mine", g.Title)
	require.Equal(t, "The shop", g.Group("shop").Label)
	web := g.Node("Deployment/web")
	require.Equal(t, "The web", web.Label)
	require.Equal(t, "deployment", web.Kind)
	require.Equal(t, "shop", web.Group)
	require.Equal(t, graph.Attrs{{Key: "source", Value: "web.yaml:1"}, {Key: "owner", Value: "a"}}, web.Attrs)
	require.Equal(t, "shop", g.Node("Bank").Group)
	require.Equal(t, []string{
		"Deployment/web solid> Deployment/db: SQL", "Deployment/web solid> Deployment/db: metrics", "Deployment/web dotted> Bank: pays",
	}, edges(g))
	require.Equal(t, graph.Attrs{{Key: "relation", Value: "calls"}, {Key: "declared", Value: "yes"}}, g.Edges()[0].Attrs)
	require.Empty(t, g.Edges()[1].Attrs)
	require.Equal(t, graph.Attrs{{Key: "declared", Value: "yes"}}, g.Edges()[2].Attrs)
}

func TestReadOverLeavesTheBase(t *testing.T) {
	t.Parallel()
	before := base()
	_, err := topology.ReadOver(before, topology.OverOptions{}, topology.Source{Name: "o.yaml", Data: []byte("nodes: {Deployment/web: {label: x}}\nflows: [Deployment/web -> Deployment/db: x]\n")})
	require.NoError(t, err)
	require.Equal(t, base(), before)
}

func TestReadOverWarns(t *testing.T) {
	t.Parallel()
	g, warned := over(t, `
nodes:
  Deployment/wed: {label: gone}
  Mine:
flows:
  - Deployment/wed -> Deployment/db
  - Deployment/web -> Deployment/dbx -> Mine
`)
	require.Equal(t, []string{
		`o.yaml:7:23: "Deployment/dbx" is not in this view, or not there any more (did you mean Deployment/db?)`,
		`o.yaml:3:3: "Deployment/wed" is not in this view, or not there any more (did you mean Deployment/web?)`,
	}, warned)
	require.Len(t, g.Nodes(), 3)
	require.Len(t, g.Edges(), 2)
}

func TestReadOverFails(t *testing.T) {
	t.Parallel()
	_, err := topology.ReadOver(base(), topology.OverOptions{}, topology.Source{Name: "o.yaml", Data: []byte("nodes:\n  A: {kin: x, in: nowhere}\n")})
	require.EqualError(t, err, `o.yaml:2:7: a node has no key "kin" (did you mean kind?)
o.yaml:2:19: unknown group "nowhere"`)
}
