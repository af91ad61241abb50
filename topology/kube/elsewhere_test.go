package kube_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology/kube"
)

func TestElsewhere(t *testing.T) {
	t.Parallel()
	wider, g := graph.New(""), graph.New("")
	for _, id := range []string{"User", "LoadBalancer/web", "Service/web", "Deployment/web", "Deployment/blue", "Deployment/redis", "Service/none", "Service/x", "Service/y"} {
		wider.AddNode(id, "")
	}
	for _, id := range []string{"User", "Deployment/web", "Deployment/blue", "Deployment/redis"} {
		g.AddNode(id, "")
	}
	for _, e := range [][2]string{
		{"User", "LoadBalancer/web"}, {"LoadBalancer/web", "Service/web"},
		{"Service/web", "Deployment/web"}, {"Service/web", "Deployment/blue"}, {"Service/web", "Deployment/web"},
		{"Deployment/web", "Deployment/redis"}, {"Service/x", "Service/y"}, {"Service/y", "Service/x"},
	} {
		wider.AddEdge(e[0], e[1], "")
	}
	elsewhere := kube.Elsewhere(g, wider)
	for id, want := range map[string][]string{
		"LoadBalancer/web": {"Deployment/web", "Deployment/blue"},
		"Service/web":      {"Deployment/web", "Deployment/blue"},
		"Service/none":     nil,
		"Service/x":        nil,
	} {
		stand, ok := elsewhere(id)
		require.True(t, ok, id)
		require.Equal(t, want, stand, id)
	}
	for _, id := range []string{"Service/missing", "Deployment/web"} {
		_, ok := elsewhere(id)
		require.False(t, ok, id)
	}
}
