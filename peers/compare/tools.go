package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/topodraw/topodraw/dot"
	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphjson"
	"github.com/topodraw/topodraw/mermaid"
)

// tool is a program that draws a file as SVG.
type tool struct {
	// name is the heading of its column.
	name string
	// write writes what it reads, in a file with an extension of its own.
	write     func(w io.Writer, g *graph.Graph) error
	extension string
	// command is the program with the arguments that make an SVG of a file.
	command func(in, out string) []string
	// classify tells the nodes and the edges in its SVG from all else.
	classify classifier
}

// topodraw builds the command from the source around us.
func topodraw(bin string) (tool, error) {
	if out, err := exec.Command("go", "build", "-o", bin, "./cmd/topodraw").CombinedOutput(); err != nil {
		return tool{}, fmt.Errorf("%w: %s", err, out)
	}
	return tool{
		name:      "topodraw",
		write:     func(w io.Writer, g *graph.Graph) error { return graphjson.Write(w, g, nil) },
		extension: ".json",
		command:   func(in, out string) []string { return []string{bin, "render", in, "-o", out} },
		classify:  byClass,
	}, nil
}

// peers returns what prepares each of the tools to compare with. Its error says
// why the tool is not to be had.
func peers(o options, dir string) map[string]func() (tool, error) {
	return map[string]func() (tool, error){
		"dot":     func() (tool, error) { return graphviz(o) },
		"mermaid": func() (tool, error) { return mermaidCLI(o, dir) },
		"d2":      func() (tool, error) { return d2(o, "D2, dagre", "dagre") },
		"d2-elk":  func() (tool, error) { return d2(o, "D2, ELK", "elk") },
	}
}

func graphviz(o options) (tool, error) {
	bin, err := exec.LookPath(o.dot)
	if err != nil {
		return tool{}, err
	}
	return tool{
		name:      "dot",
		write:     func(w io.Writer, g *graph.Graph) error { return dot.Write(w, g, dot.Options{}) },
		extension: ".dot",
		command:   func(in, out string) []string { return []string{bin, "-Tsvg", "-o", out, in} },
		classify:  byClass,
	}, nil
}

// mermaidCLI needs two files beside its input: one lifts the limits of Mermaid,
// which refuses more than 500 edges otherwise, and one names the browser.
func mermaidCLI(o options, dir string) (tool, error) {
	bin, err := exec.LookPath(o.mmdc)
	if err != nil {
		return tool{}, err
	}
	chromium, err := exec.LookPath(o.chromium)
	if err != nil {
		return tool{}, err
	}
	limits, browser := filepath.Join(dir, "mermaid.json"), filepath.Join(dir, "puppeteer.json")
	if err := writeJSON(limits, map[string]any{"maxTextSize": 1 << 30, "maxEdges": 1 << 30}); err != nil {
		return tool{}, err
	}
	// Time is ours to limit.
	launch := map[string]any{"executablePath": chromium, "protocolTimeout": 0}
	if os.Geteuid() == 0 {
		launch["args"] = []string{"--no-sandbox"} // Chromium refuses root otherwise
	}
	if err := writeJSON(browser, launch); err != nil {
		return tool{}, err
	}
	return tool{
		name:      "Mermaid",
		write:     func(w io.Writer, g *graph.Graph) error { return mermaid.Write(w, g, mermaid.Options{}) },
		extension: ".mmd",
		command: func(in, out string) []string {
			return []string{bin, "--quiet", "-c", limits, "-p", browser, "-i", in, "-o", out}
		},
		classify: byClass,
	}, nil
}

func writeJSON(file string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return os.WriteFile(file, data, 0o600)
}

func d2(o options, name, engine string) (tool, error) {
	bin, err := exec.LookPath(o.d2)
	if err != nil {
		return tool{}, err
	}
	// D2 gives up after two minutes unless it is told otherwise; we end it
	// before this does.
	timeout := "--timeout=" + strconv.Itoa(int(o.limit/time.Second)+60)
	return tool{
		name:      name,
		write:     writeD2,
		extension: ".d2",
		command: func(in, out string) []string {
			return []string{bin, "--layout=" + engine, "--pad=20", timeout, in, out}
		},
		classify: byD2Key(),
	}, nil
}
