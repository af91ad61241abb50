package view_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/view"
)

// shards are three StatefulSets with their Services, asked by one Deployment.
func shards() []string {
	env := ""
	var out []string
	for i := range 3 {
		name := fmt.Sprintf("store-shard%d", i)
		env += fmt.Sprintf(`{name: S%d_ADDR, value: "%s:9000"}, `, i, name)
		out = append(out, service(name, "", "{port: 9000}"), workload("StatefulSet", name, "", ""))
	}
	return append(out, caller("query", env))
}

func TestCollapse(t *testing.T) {
	t.Parallel()
	g := draw(t, view.Options{Collapse: true}, shards()...)
	require.Equal(t, []string{
		"Deployment/query deployment 'query' 'Deployment'",
		"Service/store-shardN service 'store ×3' 'Service :9000'",
		"StatefulSet/store-shardN statefulset 'store ×3' 'StatefulSet'",
	}, nodes(g))
	require.Equal(t, []string{
		"Deployment/query -> Service/store-shardN calls 9000 ':9000'",
		"Service/store-shardN -> StatefulSet/store-shardN selects 9000",
	}, edges(g))
	n := g.Node("StatefulSet/store-shardN")
	require.Equal(t, "3", attr(n.Attrs, "collapsed"))
	require.Equal(t, "1.yaml:1\n3.yaml:1\n5.yaml:1", attr(n.Attrs, "source"))
	require.Equal(t, "3", attr(g.Edges()[0].Attrs, "merged"))
	require.Contains(t, g.Edges()[0].Tooltip, "env S1_ADDR=store-shard1:9000 (6.yaml:8)")
	require.Len(t, draw(t, view.Options{}, shards()...).Nodes(), 7, "only if it is asked for")
}

func TestNotCollapsed(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		more []string
		want []string
	}{
		"another neighbour": {[]string{caller("other", `{name: S_ADDR, value: "store-shard1:9000"}`)}, []string{
			"Deployment/other", "Deployment/query", "Service/store-shard1", "StatefulSet/store-shard1", "Service/store-shardN", "StatefulSet/store-shardN",
		}},
		"another kind": {[]string{workload("Deployment", "store-shard7", "", "")}, []string{
			"Deployment/query", "Deployment/store-shard7", "Service/store-shardN", "StatefulSet/store-shardN",
		}},
		"another namespace": {[]string{workload("StatefulSet", "far/store-shard7", "", "")}, []string{
			"Deployment/query", "Service/store-shardN", "StatefulSet/store-shardN", "far/StatefulSet/store-shard7",
		}},
		"no number": {[]string{workload("StatefulSet", "store-shard", "", "")}, []string{
			"Deployment/query", "StatefulSet/store-shard", "Service/store-shardN", "StatefulSet/store-shardN",
		}},
	} {
		g := draw(t, view.Options{Collapse: true}, append(shards(), tt.more...)...)
		require.Equal(t, tt.want, ids(g), name)
	}
	image := "---\n" + `
apiVersion: apps/v1
kind: Deployment
metadata: {name: pg-14}
spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: pg:14}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: pg-15}
spec: {selector: {matchLabels: {a: c}}, template: {metadata: {labels: {a: c}}, spec: {containers: [{name: a, image: pg:15}]}}}
`
	require.Equal(t, []string{"Deployment/pg-14", "Deployment/pg-15"}, ids(draw(t, view.Options{Collapse: true}, image)))
}

// A chain of shards has no two with the same neighbours.
func TestCollapseChain(t *testing.T) {
	t.Parallel()
	chain := func(length int) []string {
		var all []string
		for i := range length {
			env := fmt.Sprintf(`{name: NEXT_ADDR, value: "n%d:80"}`, i+1)
			all = append(all, caller(fmt.Sprintf("n%d", i), env), service(fmt.Sprintf("n%d", i), "", "{port: 80}"))
		}
		return all
	}
	require.Len(t, draw(t, view.Options{Collapse: true}, chain(6)...).Nodes(), 2*6+1)
	long := draw(t, view.Options{Collapse: true}, chain(200)...)
	require.Less(t, len(long.Nodes()), 100, "those in the middle are far from both ends")
	require.Contains(t, edges(long), "Deployment/nN -> Service/nN calls 80 ':80'")
}
