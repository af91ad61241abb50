// Command compare draws the same systems with topodraw and with other programs
// in turn, as whole processes, from the file to the SVG, and prints for each how
// long they took, how often edges cross in the pictures, and how much of the
// canvas is covered by nodes:
//
//	go run ./peers/compare [-peers dot,mermaid,d2,d2-elk] [-runs N] [-limit TIME] [SYSTEM…]
//
// A system is a topology file, or the number of nodes of one that is generated.
//
// A peer that is not installed is said so and left out. They are found on PATH,
// or by -dot, -mmdc, -chromium and -d2. dot and chromium are Debian's graphviz
// and chromium; the others are installed in a folder of their own:
//
//	mkdir /tmp/peers && cd /tmp/peers
//	PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix . @mermaid-js/mermaid-cli@12.2.0 mermaid@12.3.0 puppeteer@25.16.0
//	go mod init peers && go mod edit -require=oss.terrastruct.com/d2@v0.7.1 -tool=oss.terrastruct.com/d2
//	go mod tidy && GOBIN=$PWD/bin go install tool
//	export PATH=$PWD/node_modules/.bin:$PWD/bin:$PATH
//
// Each draws as it does by default, but for what would be in the way of a
// comparison: Mermaid's limits on texts and edges are lifted, D2 is given more
// time, and its margin of 100 px is made as wide as topodraw's. All pictures are
// measured in the SVG that the programs write. One in which not every node and
// every edge of the graph is found is an error.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphtest"
	"github.com/topodraw/topodraw/topology"
)

// options are those of the command line.
type options struct {
	peers, dot, mmdc, chromium, d2 string
	runs                           int
	limit                          time.Duration
	systems                        []*graph.Graph
}

func main() {
	o, err := parse()
	if err == nil {
		err = compare(o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

func parse() (options, error) {
	var o options
	flag.StringVar(&o.peers, "peers", "dot,mermaid,d2,d2-elk", "what topodraw is compared with")
	flag.IntVar(&o.runs, "runs", 5, "how often each is run; the median counts")
	flag.DurationVar(&o.limit, "limit", 4*time.Minute, "how long a run may take")
	flag.StringVar(&o.dot, "dot", "dot", "Graphviz")
	flag.StringVar(&o.mmdc, "mmdc", "mmdc", "mermaid-cli")
	flag.StringVar(&o.chromium, "chromium", "chromium", "the browser of mermaid-cli")
	flag.StringVar(&o.d2, "d2", "d2", "D2")
	flag.Parse()
	if o.runs < 1 {
		return o, fmt.Errorf("-runs %d: at least one is needed", o.runs)
	}
	names := flag.Args()
	if len(names) == 0 {
		names = []string{"topology/examples/thanos.yaml", "10", "85", "305", "908", "3020"}
	}
	for _, name := range names {
		g, err := system(name)
		if err != nil {
			return o, err
		}
		o.systems = append(o.systems, g)
	}
	return o, nil
}

// system returns what an argument names.
func system(name string) (*graph.Graph, error) {
	if n, err := strconv.Atoi(name); err == nil && n > 0 {
		return graphtest.Services(n), nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return topology.ReadAll(topology.Source{Name: name, Data: data})
}

func compare(o options) error {
	dir, err := os.MkdirTemp("", "compare")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	tools, err := installed(o, dir)
	if err != nil {
		return err
	}
	var rows []row
	for _, g := range o.systems {
		r, err := measureAll(dir, tools, g, o)
		if err != nil {
			return err
		}
		fmt.Fprintln(os.Stderr, r)
		rows = append(rows, r)
	}
	return writeTables(os.Stdout, tools, rows)
}

// installed returns topodraw, built into a folder, and those of the wanted peers
// that are there.
func installed(o options, dir string) ([]tool, error) {
	known := peers(o, dir)
	self, err := topodraw(filepath.Join(dir, "topodraw"))
	if err != nil {
		return nil, err
	}
	tools := []tool{self}
	for name := range strings.SplitSeq(o.peers, ",") {
		prepare, ok := known[name]
		if !ok {
			return nil, fmt.Errorf("there is no peer %q", name)
		}
		t, err := prepare()
		if err != nil {
			fmt.Fprintf(os.Stderr, "compare: %s is left out: %v\n", name, err)
			continue
		}
		tools = append(tools, t)
	}
	return tools, nil
}
