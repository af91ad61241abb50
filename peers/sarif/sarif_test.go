//go:build peers

// Package sarif_test asks the JSON Schema of SARIF whether the reports are.
package sarif_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/report"
)

// check returns what the schema has against each of the logs.
func check(t *testing.T, logs []string) [][]string {
	t.Helper()
	if _, err := os.Stat(filepath.Join("..", "mermaid", "node_modules", "ajv")); err != nil {
		t.Fatal(`ajv is not installed: run "npm install" in peers/mermaid, with Node 20 or later`)
	}
	var in bytes.Buffer
	enc := json.NewEncoder(&in)
	for _, l := range logs {
		require.NoError(t, enc.Encode(l))
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "node", "check.mjs")
	var stderr bytes.Buffer
	cmd.Stdin, cmd.Stderr = &in, &stderr
	out, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	answers := make([][]string, len(logs))
	dec := json.NewDecoder(bytes.NewReader(out))
	for i := range answers {
		require.NoError(t, dec.Decode(&answers[i]))
	}
	return answers
}

func written(t *testing.T, r report.Report) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, report.Write(&b, "sarif", r, report.TextOptions{}))
	return b.String()
}

// hostile are texts that could break out of their places.
func hostile() []string {
	return []string{
		"", "plain", "a b", `"\`, "\r\n", "\x00\x1b[31m\x7f", "\u009b\u202e\u2028", "\xff\xc3", "\U000E0041🚀",
		"{0}", "[a](javascript:x)", "a:b", "//host/x", "/abs/a b.yaml", "../up.yaml", "./k8s//a.yaml", "?q#f", "%zz", "[::1]",
	}
}

func TestReportsAreSARIF(t *testing.T) {
	t.Parallel()
	var names, logs []string
	add := func(name string, r report.Report) {
		names, logs = append(names, name), append(logs, written(t, r))
	}
	add("nothing", report.Report{})
	for i, s := range hostile() {
		for line := -1; line < 2; line++ {
			pos := graph.Pos{File: s, Line: line, Col: i % 3}
			related := report.Related{Pos: pos, Message: s}
			add(fmt.Sprintf("%q at line %d", s, line), report.Report{
				Tool: s, Version: s,
				Rules: []report.Rule{{Code: s, Title: s, Help: s, Severity: report.Severity(s), URL: "https://example.org/lint#a"}, {Code: "K1"}},
				Findings: []report.Finding{
					{Code: s, Severity: report.Note, Message: s, Hint: s, Pos: pos, Object: s, Related: []report.Related{related, related}},
					{Code: "K1", Severity: report.Warning, Message: "m"},
				},
			})
		}
	}
	for i, problems := range check(t, logs) {
		require.Empty(t, problems, "%s:\n%s", names[i], logs[i])
	}
}

// The judge must know what is wrong.
func TestTheSchemaRefuses(t *testing.T) {
	t.Parallel()
	log := written(t, report.Report{Findings: []report.Finding{{Message: "m", Pos: graph.Pos{File: "a.yaml", Line: 1}}}})
	var logs []string
	for _, change := range [][2]string{
		{`"2.1.0"`, `"2.2.0"`},
		{`"startLine": 1`, `"startLine": 0`},
		{`"uri": "a.yaml"`, `"uri": "a b.yaml"`},
		{`"level": "error"`, `"level": "fatal"`},
		{`"results"`, `"Results"`},
	} {
		require.Contains(t, log, change[0])
		logs = append(logs, strings.Replace(log, change[0], change[1], 1))
	}
	for i, problems := range check(t, logs) {
		require.NotEmpty(t, problems, logs[i])
	}
}
