//go:build peers

package mermaid_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// versions are the Mermaids to ask, by their names in package.json.
func versions() []string { return []string{"mermaid-11", "mermaid-12"} }

// answer is what one Mermaid understood of one text.
type answer struct {
	ID          int
	Error       string
	Direction   string
	Title       string
	AccTitle    string
	Description string
	Vertices    []vertex
	Edges       []edge
	Subgraphs   []subgraph
	Classes     map[string][]string
	// DefaultStyle is below the style of each edge.
	DefaultStyle []string
}

type vertex struct {
	ID, Text, Markdown, Shape string
	Classes, Styles           []string
	Link, Tooltip             string
	More                      map[string]string
}

type edge struct {
	ID, Start, End, Text, Markdown, Type, Stroke string
	Length                                       int
	Classes, Styles                              []string
	More                                         map[string]string
}

type subgraph struct {
	ID, Title, Dir   string
	Members, Classes []string
	More             map[string]string
}

// ask hands all texts to one Mermaid and returns its answers in their order.
func ask(t *testing.T, version string, texts []string) []answer {
	t.Helper()
	if _, err := os.Stat(filepath.Join("node_modules", version)); err != nil {
		t.Fatalf("%s is not installed: run \"npm install\" in peers/mermaid, with Node 20 or later", version)
	}
	var in bytes.Buffer
	enc := json.NewEncoder(&in)
	for i, text := range texts {
		require.NoError(t, enc.Encode(map[string]any{"id": i, "text": text}))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "node", "read.mjs", version)
	var stderr bytes.Buffer
	cmd.Stdin, cmd.Stderr = &in, &stderr
	out, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	return decode(t, out, len(texts))
}

func decode(t *testing.T, out []byte, want int) []answer {
	t.Helper()
	var answers []answer
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<26)
	for lines.Scan() {
		var a answer
		require.NoError(t, json.Unmarshal(lines.Bytes(), &a), lines.Text())
		require.Equal(t, len(answers), a.ID)
		answers = append(answers, a)
	}
	require.NoError(t, lines.Err())
	require.Len(t, answers, want)
	return answers
}
