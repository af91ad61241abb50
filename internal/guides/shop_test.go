package guides_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render"
)

// shop is the graph of docs/from-diagrams.md.
func shop() *graph.Graph {
	g := graph.New("Shop")
	g.Direction, g.Theme = graph.Right, "modern"

	users := g.AddNode("users", "user")
	users.Label = "Customers"
	cluster := g.AddGroup("cluster", "Cluster")
	web := cluster.AddNode("web", "deployment")
	api := cluster.AddNode("api", "deployment")
	events := cluster.AddNode("events", "queue")
	workers := cluster.AddGroup("workers", "Workers")
	mail := workers.AddNode("mail", "deployment")
	billing := workers.AddNode("billing", "deployment")
	orders := g.AddNode("orders", "database")
	sessions := g.AddNode("sessions", "cache")

	users.To(web, "HTTPS")
	web.To(api, "")
	api.To(orders, "")
	api.To(sessions, "").Head = graph.ArrowNone
	publishes := api.To(events, "publishes")
	publishes.Line, publishes.Style.Stroke = graph.Dashed, "crimson"
	events.To(mail, "")
	events.To(billing, "")
	return g
}

// The graph in Go is that of the topology file beside the guide.
func TestShop(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	require.NoError(t, render.SVG(context.Background(), &b, shop(), render.Options{}))
	for _, element := range []string{`data-id="mail"`, `data-from="api" data-to="events"`, ">publishes<", ">Workers<"} {
		require.Contains(t, b.String(), element)
	}
	require.True(t, read(t, docs+"/from-diagrams/shop.svg") == b.String(), "Go and YAML draw different pictures")
}
