package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/cli"
	"github.com/topodraw/topodraw/internal/markdown"
)

// The page about diff shows what it says of its two topologies.
func TestDiffPage(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "diff.md"))
	require.NoError(t, err)
	fences := func(lang string) []string {
		var out []string
		for _, f := range markdown.Fences(page, lang) {
			out = append(out, f.Text)
		}
		return out
	}
	sides := fences("yaml")
	require.Len(t, sides, 2)
	dir := t.TempDir()
	old, now := filepath.Join(dir, "old.yaml"), filepath.Join(dir, "new.yaml")
	require.NoError(t, os.WriteFile(old, []byte(sides[0]), 0o600))
	require.NoError(t, os.WriteFile(now, []byte(sides[1]), 0o600))
	require.Equal(t, []string{run(t, []string{"diff", old, now}, "").stdout}, fences("text"))
	require.Equal(t, []string{run(t, []string{"diff", old, now, "-f", "mermaid"}, "").stdout}, fences("mermaid"))
}

// The picture at the top of the page is that of its two files, in which three things
// are changed.
func TestDiffPicture(t *testing.T) {
	t.Parallel()
	folder := filepath.Join("..", "..", "docs", "diff")
	args := []string{"diff", filepath.Join(folder, "old.yaml"), filepath.Join(folder, "new.yaml"), "-f"}
	picture, err := os.ReadFile(filepath.Join(folder, "changes.svg"))
	require.NoError(t, err)
	require.Equal(t, string(picture), run(t, append(args, "svg"), "").stdout, "go run ./internal/gallery")
	text := run(t, append(args, "text"), "").stdout
	nodes, _, _ := strings.Cut(text, "edges\n")
	require.Equal(t, `nodes
  - monitoring/StatefulSet/rule (statefulset)
  → monitoring/Service/thanos-query → monitoring/Service/thanos-querier
  ~ monitoring/Service/thanos-store: subtitle "headless :10901" → "headless :10911"
`, nodes)
}

func TestDiffColours(t *testing.T) {
	t.Parallel()
	empty := filepath.Join(t.TempDir(), "empty.json")
	require.NoError(t, os.WriteFile(empty, []byte(`{"nodes": []}`), 0o600))
	args := []string{"diff", empty, "-"}
	terminal := func(p *cli.Process) { p.StdoutTerminal, p.StderrTerminal = true, true }
	none := func(p *cli.Process) {
		p.Getenv = func(name string) string { return map[string]string{"NO_COLOR": "1"}[name] }
	}
	require.Contains(t, run(t, args, web, terminal).stdout, "\x1b[32m+ A (user)\x1b[0m")
	require.NotContains(t, run(t, args, web).stdout, "\x1b")
	require.NotContains(t, run(t, args, web, terminal, none).stdout, "\x1b")
	file := filepath.Join(t.TempDir(), "out.txt")
	require.Zero(t, run(t, append(args, "-o", file), web, terminal).code)
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NotContains(t, string(text), "\x1b")
	r := run(t, append(args, "-f", "png"), web, terminal)
	require.Equal(t, 2, r.code)
	require.Contains(t, r.stderr, "png is not text that a terminal could show")
}
