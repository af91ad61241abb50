// Command gallery writes what the pictures of the documents are drawn from and
// nobody writes by hand, which are the imports of the packages and a large generated
// system, and the picture of a difference, which documents have no markers for. It is
// run in the root of the repository, before topodraw docs; CI checks that neither
// changes anything:
//
//	go run ./internal/gallery && go run ./cmd/topodraw docs
package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/cli"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/topology"
)

// services returns a generated system of 300 nodes.
func services() *graph.Graph {
	g := graphtest.Services(300)
	g.Theme = "modern"
	return g
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "gallery:", err)
		os.Exit(1)
	}
	p := cli.System()
	p.Args = []string{"diff", "docs/diff/old.yaml", "docs/diff/new.yaml", "-o", "docs/diff/changes.svg"}
	os.Exit(cli.Main(context.Background(), p))
}

func run() error {
	imports, err := packages()
	if err != nil {
		return err
	}
	return errors.Join(
		write("docs/architecture/packages.yaml", imports),
		write("docs/gallery/services.yaml", services()),
	)
}

func write(path string, g *graph.Graph) error {
	var b bytes.Buffer
	if err := topology.Write(&b, g, topology.WriteOptions{}); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o600)
}
