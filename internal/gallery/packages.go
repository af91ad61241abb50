package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os/exec"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

const module = "github.com/topodraw/topodraw"

// packages returns the packages that the commands and the test helper are made
// of, as Go lists them, and who imports whom: what follows from other imports is
// left out, so that the picture shows the order of the layers.
func packages() (*graph.Graph, error) {
	imports, order, err := listed()
	if err != nil {
		return nil, err
	}
	g := graph.New("The packages of topodraw, and what they import")
	g.Theme = "modern"
	g.AddClass("public", graph.Style{Fill: "#dbeafe", Stroke: "#2563eb"})
	groups := make(map[string]*graph.Group)
	for _, path := range order {
		n := g.AddNode(path, "")
		if !strings.Contains(path, "internal/") {
			n.Classes = []string{"public"}
		}
		top, rest, _ := strings.Cut(path, "/")
		if top == "internal" || !hasFolder(order, top) {
			continue
		}
		if groups[top] == nil {
			groups[top] = g.AddGroup(top+"/", "")
		}
		if n.Group = groups[top].ID; rest != "" {
			n.Label = rest
		}
	}
	for _, path := range order {
		for _, to := range direct(path, imports) {
			g.AddEdge(path, to, "")
		}
	}
	return g, nil
}

// hasFolder reports whether several packages are in a folder at the top.
func hasFolder(paths []string, top string) bool {
	return slices.ContainsFunc(paths, func(p string) bool { return strings.HasPrefix(p, top+"/") })
}

// listed asks Go for the imports of the packages of the module, by paths below
// that of the module, and for the order of the paths.
func listed() (imports map[string][]string, order []string, err error) {
	const format = `{{if not .Standard}}{{.ImportPath}}{{range .Imports}} {{.}}{{end}}{{end}}`
	out, err := exec.Command("go", "list", "-deps", "-f", format, "./cmd/...", "./docstest").Output()
	if err != nil {
		return nil, nil, fmt.Errorf("go list: %w", err)
	}
	imports = make(map[string][]string)
	lines := bufio.NewScanner(bytes.NewReader(out))
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		var own []string
		for _, w := range words {
			if path, ok := strings.CutPrefix(w, module+"/"); ok {
				own = append(own, path)
			}
		}
		if len(own) > 0 && strings.HasPrefix(words[0], module+"/") {
			imports[own[0]] = own[1:]
			order = append(order, own[0])
		}
	}
	slices.Sort(order)
	return imports, order, lines.Err()
}

// direct returns the imports of a package that no other import of it brings
// along: the transitive reduction (A. V. Aho, M. R. Garey, J. D. Ullman, 1972).
func direct(path string, imports map[string][]string) []string {
	var out []string
	for _, to := range imports[path] {
		along := slices.ContainsFunc(imports[path], func(other string) bool { return other != to && reaches(other, to, imports) })
		if !along {
			out = append(out, to)
		}
	}
	slices.Sort(out)
	return out
}

// reaches reports whether a package imports another one, itself or by others.
func reaches(from, to string, imports map[string][]string) bool {
	return slices.ContainsFunc(imports[from], func(next string) bool { return next == to || reaches(next, to, imports) })
}
