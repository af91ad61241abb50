package topology_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/topology"
)

func ExampleRead() {
	g, err := topology.Read(strings.NewReader(`
title: Shop
nodes:
  User: {kind: user}
  Web: {kind: pod, count: 2}
  DB: {kind: database}
flows:
  - User -> Web: HTTP
  - Web ..> DB: SQL
`), "shop.yaml")
	if err != nil {
		panic(err)
	}
	for _, e := range g.Edges() {
		fmt.Printf("%s to %s, %s: %s\n", e.From, e.To, e.LineOrSolid(), e.Label)
	}
	// Output:
	// User to Web1, solid: HTTP
	// User to Web2, solid: HTTP
	// Web1 to DB, dotted: SQL
	// Web2 to DB, dotted: SQL
}

// All problems come at once, each with its place.
func ExampleRead_problems() {
	_, err := topology.Read(strings.NewReader(`
direction: dwon
nodes:
  Proxy: {kind: proxy}
  ThanosQuery: {style: {fill: "#12"}}
flows:
  - Proxy -> ThanosQeury: Routes to
`), "shop.yaml")
	fmt.Println(err)
	// Output:
	// shop.yaml:2:12: "dwon" is not a direction (did you mean down?)
	// shop.yaml:5:31: "#12" is not a colour: # takes 3, 4, 6 or 8 hexadecimal digits
	// shop.yaml:7:14: unknown node "ThanosQeury" (did you mean ThanosQuery?)
}

// Flows may be in one file and what they name in another.
func ExampleReadAll() {
	g, err := topology.ReadAll(
		topology.Source{Name: "flows.yaml", Data: []byte("flows: [Web -> DB]")},
		topology.Source{Name: "nodes.yaml", Data: []byte("nodes: {Web: {kind: pod}, DB: {kind: database}}")},
	)
	if err != nil {
		panic(err)
	}
	fmt.Println(g.Edges()[0].Pos, g.Node("DB").Pos)
	// Output: flows.yaml:1:9 nodes.yaml:1:27
}

func ExampleExample() {
	data, err := topology.Example("thanos")
	if err != nil {
		panic(err)
	}
	title, _, _ := strings.Cut(string(data), "\n")
	fmt.Println(topology.Examples(), title)
	// Output: [loadbalancer nodeport thanos] title: Thanos Communication via Proxy
}

func ExampleSchema() {
	fmt.Println(strings.Contains(string(topology.Schema()), `"$schema": "http://json-schema.org/draft-07/schema#"`))
	// Output: true
}

func ExampleThanosProxy() {
	for _, e := range topology.ThanosProxy().Edges()[:2] {
		fmt.Println(e.From, e.Label, e.To)
	}
	// Output:
	// User Query Request Proxy
	// Proxy Routes to ThanosFrontend
}

// Any graph becomes a file to edit.
func ExampleWrite() {
	g := graph.New("Shop")
	user := g.AddNode("User", "user")
	prod := g.AddGroup("prod", "Production")
	web := prod.AddNode("web-1", "pod")
	db := prod.AddNode("DB", "database")
	db.Label = "Orders: all of them"
	user.To(web, "HTTPS")
	web.To(db, "SQL").Line = graph.Dotted

	if err := topology.Write(os.Stdout, g, topology.WriteOptions{}); err != nil {
		panic(err)
	}
	// Output:
	// title: Shop
	// groups:
	//   prod: Production
	// nodes:
	//   User: {kind: user}
	//   web-1: {kind: pod, in: prod}
	//   DB: {kind: database, label: "Orders: all of them", in: prod}
	// flows:
	//   - User -> web-1: HTTPS
	//   - web-1 ..> DB: SQL
}
