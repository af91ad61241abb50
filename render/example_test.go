package render_test

import (
	"bytes"
	"context"
	"fmt"
	"log"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render"
)

// A drawing can be measured before it is written.
func ExampleDraw() {
	g := graph.New("Shop")
	user := g.AddNode("User", "user")
	user.To(g.AddNode("Web", "service"), "HTTPS")

	d, err := render.Draw(context.Background(), g, render.Options{})
	if err != nil {
		log.Fatal(err)
	}
	l := d.Layout()
	fmt.Println("User is above Web:", l.Nodes[0].Bottom() < l.Nodes[1].Y)

	var svg bytes.Buffer
	if err := d.SVG(&svg); err != nil {
		log.Fatal(err)
	}
	fmt.Println(svg.String()[:4])
	// Output:
	// User is above Web: true
	// <svg
}
