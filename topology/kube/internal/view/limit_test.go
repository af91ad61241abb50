package view_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
	"github.com/topodraw/topodraw/topology/kube/internal/traffic"
	"github.com/topodraw/topodraw/topology/kube/internal/view"
)

// Where every Service selects every pod, the edges are as many as both multiplied.
func TestTooManyEdges(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for i := range 320 {
		fmt.Fprintf(&b, "---\napiVersion: v1\nkind: Service\nmetadata: {name: s%d}\nspec: {type: LoadBalancer, selector: {app: x}, ports: [{port: 80}]}\n", i)
		fmt.Fprintf(&b, "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p%d, labels: {app: x}}\nspec: {containers: [{name: c, image: x}]}\n", i)
	}
	set := manifest.Read([]manifest.Source{{Name: "t.yaml", Data: []byte(b.String())}}, manifest.Options{})
	c := cluster.New(set.Objects, cluster.Options{})
	for _, name := range []string{view.Traffic, view.App} {
		_, err := view.Graph(c, traffic.Find(c), view.Options{View: name})
		require.ErrorContains(t, err, "more than 100000 edges", name)
	}
}
