package graph_test

import (
	"errors"
	"fmt"
	"log"
	"strings"
	"testing"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
)

// What is within a step of a node.
func ExampleGraph_Focus() {
	g := graph.New("")
	user, web, db, disk := g.AddNode("User", ""), g.AddNode("Web", ""), g.AddNode("DB", ""), g.AddNode("Disk", "")
	user.To(web, "HTTP")
	web.To(db, "SQL")
	db.To(disk, "writes")

	near, err := g.Focus([]string{"Web"}, 1)
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range near.Edges() {
		fmt.Println(e.From, "->", e.To)
	}

	_, err = g.Focus([]string{"Wbe"}, 1)
	var unknown *graph.UnknownError
	if errors.As(err, &unknown) {
		fmt.Println("unknown:", unknown.ID)
	}
	// Output:
	// User -> Web
	// Web -> DB
	// unknown: Wbe
}

// A group and who talks to it.
func ExampleGraph_Inside() {
	g := graph.New("")
	shop, billing := g.AddGroup("shop", ""), g.AddGroup("billing", "")
	web, db := shop.AddNode("Web", "service"), shop.AddNode("DB", "database")
	pay, ledger := billing.AddNode("Pay", "service"), billing.AddNode("Ledger", "database")
	web.To(db, "SQL")
	web.To(pay, "Charge")
	pay.To(ledger, "Books")

	inside, err := g.Inside("shop")
	if err != nil {
		log.Fatal(err)
	}
	for _, n := range inside.Nodes() {
		fmt.Printf("%s in %q\n", n.ID, n.Group)
	}
	for _, e := range inside.Edges() {
		fmt.Println(e.From, "->", e.To)
	}
	// Output:
	// Web in "shop"
	// DB in "shop"
	// Pay in ""
	// Web -> DB
	// Web -> Pay
}

// A group becomes one node, and its edges are counted.
func ExampleGraph_Collapse() {
	g := graph.New("")
	user, shop := g.AddNode("User", "user"), g.AddGroup("shop", "Shop")
	for _, id := range []string{"Web", "Mobile", "Admin"} {
		user.To(shop.AddNode(id, "pod"), "HTTP to "+id)
	}

	coarse, err := g.Collapse("shop")
	if err != nil {
		log.Fatal(err)
	}
	for _, n := range coarse.Nodes() {
		fmt.Println(n.Text())
	}
	for _, e := range coarse.Edges() {
		fmt.Println(e.From, "->", e.To, "/", e.Label)
	}
	// Output:
	// User
	// Shop (3)
	// User -> shop / 3 flows
}

// Hiding what is not of interest. A path through a hidden node ends.
func ExampleGraph_HideKinds() {
	g := graph.New("")
	web, mesh, db := g.AddNode("Web", "service"), g.AddNode("Envoy", "sidecar"), g.AddNode("DB", "database")
	web.To(mesh, "")
	mesh.To(db, "")
	web.To(db, "SQL")

	for _, e := range g.HideKinds("sidecar").Edges() {
		fmt.Println(e.From, "->", e.To)
	}
	// Output:
	// Web -> DB
}

func BenchmarkViews(b *testing.B) {
	for _, nodes := range []int{1_000, 10_000, 100_000} {
		g := graphtest.Services(nodes)
		var zones []string
		for _, gr := range g.Groups() {
			if strings.HasPrefix(gr.ID, "zone-") {
				zones = append(zones, gr.ID)
			}
		}
		for _, view := range []struct {
			name string
			of   func() (*graph.Graph, error)
		}{
			{"focus", func() (*graph.Graph, error) { return g.Focus([]string{"user"}, 1_000) }},
			{"inside", func() (*graph.Graph, error) { return g.Inside("zone-0") }},
			{"collapse", func() (*graph.Graph, error) { return g.Collapse(zones...) }},
			{"hide", func() (*graph.Graph, error) { return g.HideKinds("pod"), nil }},
		} {
			b.Run(fmt.Sprint(view.name, "/", nodes), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := view.of(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
