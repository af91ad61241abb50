package main_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/docstest"
	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/cli"
	"github.com/topodraw/topodraw/topology/kube"
)

const (
	root  = "../.."
	guide = root + "/docs/kubernetes.md"
)

// update rewrites what the commands of the guide print:
//
//	go test ./internal/gallery -update
//
//nolint:gochecknoglobals // flags of tests are
var update = flag.Bool("update", false, "rewrite the output of commands in docs/kubernetes.md")

// TestMain makes the test binary the command topodraw.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"topodraw": func() {
		os.Exit(cli.Main(context.Background(), cli.System()))
	}})
}

// The diagrams of this repository's documents are up to date.
func TestDocuments(t *testing.T) {
	t.Parallel()
	docstest.Fresh(t, root)
}

// The commands of the guide print what it says, and draw its pictures.
func TestGuide(t *testing.T) {
	t.Parallel()
	text := readGuide(t)
	work := t.TempDir()
	require.NoError(t, os.CopyFS(work, os.DirFS(filepath.Join(root, "testdata/kubernetes"))))

	printed := regexp.MustCompile("(?ms)^```console\n.*?^```$").ReplaceAllStringFunc(text, func(block string) string {
		return same(t, block, session(t, work, block))
	})
	printed = regexp.MustCompile(`(?m)^\| the \[.*$`).ReplaceAllStringFunc(printed, func(row string) string {
		return same(t, row, casesRow(t))
	})
	if *update {
		require.NoError(t, os.WriteFile(guide, []byte(printed), 0o600))
	}
	comparePictures(t, work, text)
}

// casesRow returns the row of the cases in the table of what is found. That all
// of them are, and no others, is the test of the cases.
func casesRow(t *testing.T) string {
	t.Helper()
	const folder = "topology/kube/testdata/cases"
	files, err := filepath.Glob(filepath.Join(root, folder, "*.want"))
	require.NoError(t, err)
	calls := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		calls += len(regexp.MustCompile(`(?m)^[A-Z]\w+/\S+ -> `).FindAll(text, -1))
	}
	return fmt.Sprintf("| the [%d cases](../%s) | %d | %d | 0 | 100 %% | 100 %% |", len(files), folder, calls, calls)
}

func readGuide(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(guide)
	require.NoError(t, err)
	return string(text)
}

// same holds that a part of the guide is as it should be, and returns what it
// should be.
func same(t *testing.T, part, want string) string {
	t.Helper()
	if !*update {
		require.Equal(t, want, part)
	}
	return want
}

// session runs the commands of a block, and returns the block with what they
// print. The status of a command is there for the next one to echo.
func session(t *testing.T, dir, block string) string {
	t.Helper()
	var commands []string
	var script strings.Builder
	for line := range strings.Lines(block) {
		if command, ok := strings.CutPrefix(line, "$ "); ok {
			commands = append(commands, command)
			script.WriteString("{ " + command + "} 2>&1; status=$?; printf '\\0'; (exit $status)\n")
		}
	}
	require.NotEmpty(t, commands, block)
	shell := exec.Command("sh", "-c", script.String()) //nolint:gosec // commands of ours
	shell.Dir = dir
	// The race detector would wait a second at the end of each command.
	shell.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0", "NO_COLOR=1", "LC_ALL=C")
	out, _ := shell.Output() // the status is that of the last command
	printed := strings.Split(string(out), "\x00")
	require.Len(t, printed, len(commands)+1, "%s", out)
	var b strings.Builder
	for i, command := range commands {
		b.WriteString("$ " + command + printed[i])
	}
	return "```console\n" + b.String() + "```"
}

// comparePictures holds that each picture of the guide is one that its commands
// have drawn, and that there are no others.
func comparePictures(t *testing.T, work, text string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, "docs/kubernetes/*"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		name := filepath.Base(file)
		want, err := os.ReadFile(filepath.Join(work, name))
		require.NoError(t, err, "no command draws %s", name)
		got, err := os.ReadFile(file)
		require.NoError(t, err)
		require.True(t, bytes.Equal(want, got), "%s is not what its command draws: go run ./internal/gallery", name)
		require.Contains(t, text, "](kubernetes/"+name+")")
	}
	require.Equal(t, len(files), strings.Count(text, "](kubernetes/"))
}

// What the guide calls an address is a call in manifests, and what it calls none
// is refused for the reason that it says.
func TestGuideTables(t *testing.T) {
	t.Parallel()
	text := readGuide(t)
	for _, row := range rows(t, text, "understood") {
		calls, _ := inferred(t, row[0])
		require.Contains(t, calls, "shop/Service/db :5432", row[0])
	}
	for _, row := range rows(t, text, "refused") {
		calls, reasons := inferred(t, row[0])
		require.Empty(t, calls, row[0])
		require.Equal(t, []string{row[1]}, reasons, row[0])
	}
}

// rows returns the cells of a table between two marks.
func rows(t *testing.T, text, mark string) [][2]string {
	t.Helper()
	_, after, ok := strings.Cut(text, "<!-- "+mark+" -->\n")
	require.True(t, ok, mark)
	table, _, ok := strings.Cut(after, "<!-- /"+mark+" -->")
	require.True(t, ok, mark)
	var out [][2]string
	for _, m := range regexp.MustCompile("(?m)^\\| `(.+)` \\| (.+) \\|$").FindAllStringSubmatch(table, -1) {
		out = append(out, [2]string{m[1], m[2]})
	}
	require.NotEmpty(t, out, mark)
	require.Len(t, out, strings.Count(table, "\n")-2, "a row of %s cannot be read", mark)
	return out
}

// beside are the objects beside the pod with the variable.
const beside = `
kind: Service
apiVersion: v1
metadata: {name: db, namespace: shop}
spec: {selector: {app: db}, ports: [{name: sql, port: 5432}]}
---
kind: StatefulSet
apiVersion: apps/v1
metadata: {name: db, namespace: shop}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: db}]}
---
kind: Pod
apiVersion: v1
metadata: {name: web, namespace: shop}
spec: {containers: [{name: web, image: web, env: [{name: %q, value: %q}]}]}
`

// inferred returns what a pod with a variable calls, and why its value is refused.
func inferred(t *testing.T, variable string) (calls, reasons []string) {
	t.Helper()
	name, value, ok := strings.Cut(variable, "=")
	require.True(t, ok, variable)
	system, err := kube.Read(strings.NewReader(fmt.Sprintf(beside, name, value)), "table.yaml", kube.Options{})
	require.NoError(t, err, variable)
	g, err := system.Graph(kube.View{})
	require.NoError(t, err)
	for _, e := range g.Edges() {
		if relation(e) == "calls" {
			calls = append(calls, e.To+" "+e.Label)
		}
	}
	for _, r := range system.Refusals() {
		reasons = append(reasons, r.Reason)
	}
	return calls, reasons
}

func relation(e *graph.Edge) string {
	value, _ := e.Attrs.Get("relation")
	return value
}
