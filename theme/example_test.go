package theme_test

import (
	"fmt"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/theme"
)

// What a node asks for wins over its kind.
func Example() {
	g := graph.New("")
	user := g.AddNode("User", "user")
	proxy := g.AddNode("Proxy", "proxy")
	proxy.Style.Fill = "navy"

	look, err := theme.For(g, nil)
	if err != nil {
		panic(err)
	}
	styles := theme.NewResolver(g, look)
	for _, n := range []*graph.Node{user, proxy} {
		s := styles.Node(n)
		fmt.Println(n.ID, s.Fill, s.Color)
	}
	// Output:
	// User #f9f #333
	// Proxy navy #fff
}
