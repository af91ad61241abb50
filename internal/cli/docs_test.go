package cli_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// writeTree writes files below a new folder.
func writeTree(tb testing.TB, files map[string]string) string {
	tb.Helper()
	dir := tb.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(tb, os.MkdirAll(filepath.Dir(path), 0o777))
		require.NoError(tb, os.WriteFile(path, []byte(text), 0o600))
	}
	return dir
}

// TestDocsKilled kills the command at 200 moments, from its start to after its
// end, and looks whether a document or a picture is half of one thing.
func TestDocsKilled(t *testing.T) {
	t.Parallel()
	const folders, times = 4, 50
	for range folders {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			killing{dir: killTree(t), whole: make(map[string][]string)}.run(t, times)
		})
	}
}

// killTree writes two documents with a picture.
func killTree(t *testing.T) string {
	t.Helper()
	text := strings.Repeat("text\n", 20_000) + "<!-- topodraw shop.yaml -->\n<!-- /topodraw -->\n"
	return writeTree(t, map[string]string{
		"a.md": text, "b.md": text + "<!-- topodraw shop.yaml out=shop.svg -->\n<!-- /topodraw -->\n",
	})
}

// killing is a folder in which the command is killed.
type killing struct {
	dir string
	// whole are the contents that each file may have.
	whole map[string][]string
}

func (k killing) run(t *testing.T, times int) {
	t.Helper()
	// Under load the command takes longer; the test does not.
	const longest = 100 * time.Millisecond
	var took time.Duration
	for i := range 2 {
		k.change(t, i)
		start := time.Now()
		require.NoError(t, docsCommand(t.Context(), k.dir).Run())
		took = min(time.Since(start), longest)
		for _, name := range []string{"a.md", "b.md", "shop.svg"} {
			k.whole[name] = append(k.whole[name], readText(t, k.dir, name))
		}
	}
	require.NotEqual(t, k.whole["shop.svg"][0], k.whole["shop.svg"][1])
	killed := 0
	for i := range times {
		k.change(t, i)
		if cmd := docsCommand(t.Context(), k.dir); kill(t, cmd, took*time.Duration(i)/time.Duration(times)) {
			killed++
		}
		for name, whole := range k.whole {
			require.Contains(t, whole, readText(t, k.dir, name), "%s after %d", name, i)
		}
	}
	require.Positive(t, killed)
	require.NoError(t, docsCommand(t.Context(), k.dir).Run())
	require.NoError(t, docsCommand(t.Context(), k.dir, "--check").Run())
}

// change writes one of two topologies, so that everything is stale.
func (k killing) change(t *testing.T, i int) {
	t.Helper()
	text := []string{"flows: [web -> db]\n", "title: Other\nflows: [web -> db, web -> cache]\n"}[i%2]
	require.NoError(t, os.WriteFile(filepath.Join(k.dir, "shop.yaml"), []byte(text), 0o600))
}

// kill kills a command after some time, and reports whether it was still running.
func kill(t *testing.T, cmd *exec.Cmd, after time.Duration) bool {
	t.Helper()
	require.NoError(t, cmd.Start())
	time.Sleep(after)
	_ = cmd.Process.Kill() // it may have ended
	return cmd.Wait() != nil
}

// docsCommand returns the command, which TestMain has put on the PATH.
func docsCommand(ctx context.Context, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "topodraw", append([]string{"docs", "--root", dir, dir}, args...)...)
	cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0")
	return cmd
}

func readText(t *testing.T, dir, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	require.NoError(t, err)
	return string(data)
}

// TestDocsTogether has many documents of few sources, which are drawn in
// parallel: what comes out, and what is warned of, is the same every time.
func TestDocsTogether(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"shop.yaml": "flows: [web -> db]\n",
		"flow.mmd":  "graph TD\n  a --> b\n  click a call go()\n",
		"k8s/a.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  selector: {matchLabels: {app: web}}\n" +
			"  template:\n    metadata: {labels: {app: web}}\n    spec: {containers: [{name: web, image: nginx, foo: 1}]}\n",
	}
	for i := range 20 {
		marker := func(options string) string {
			return fmt.Sprintf("<!-- topodraw %s -->\n<!-- /topodraw -->\n", options)
		}
		files[fmt.Sprintf("%02d.md", i)] = marker("shop.yaml") + marker("shop.yaml direction=left") + marker("shop.yaml focus=web depth=0") +
			marker("flow.mmd") + marker("k8s") + marker("k8s view=app format=svg") + marker("k8s shop.yaml format=dot")
	}
	var first result
	for i := range 3 {
		dir := writeTree(t, files)
		r := run(t, []string{"docs", "--root", dir, dir}, "")
		r.stdout = strings.ReplaceAll(r.stdout, dir, "")
		r.stderr = strings.ReplaceAll(r.stderr, dir, "")
		require.Equal(t, 0, r.code, r.stderr)
		require.Equal(t, 1, strings.Count(r.stderr, `unknown field "foo"`), r.stderr)
		require.Equal(t, 40, strings.Count(r.stdout, "\n"))
		if i == 0 {
			first = r
		}
		require.Equal(t, first, r)
		text := readText(t, dir, "07.md")
		require.Contains(t, text, "shop.yaml -->\n```mermaid\ngraph TD;\n")
		require.Contains(t, text, "direction=left -->\n```mermaid\ngraph RL;\n")
		require.Equal(t, result{}, run(t, []string{"docs", "--check", "-q", "--root", dir, dir}, ""))
	}
}

func TestDocsInterrupted(t *testing.T) {
	t.Parallel()
	dir := writeTree(t, map[string]string{
		"shop.yaml": "flows: [web -> db]\n",
		"a.md":      "<!-- topodraw shop.yaml format=svg -->\n<!-- /topodraw -->\n",
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r := runCtx(ctx, []string{"docs", "--root", dir, dir}, "")
	require.Equal(t, result{3, "", "topodraw: interrupted\n"}, r)
	require.NoFileExists(t, filepath.Join(dir, "a-shop.svg"))
}

// repository writes 1,000 documents with 200 diagrams from 50 sources.
func repository(tb testing.TB) string {
	tb.Helper()
	files := make(map[string]string)
	for i := range 50 {
		var b bytes.Buffer
		fmt.Fprintf(&b, "title: System %d\nflows:\n", i)
		for j := range 15 {
			fmt.Fprintf(&b, "  - s%d -> s%d: calls\n", j/2, j+1)
		}
		files[fmt.Sprintf("topology/%d.yaml", i)] = b.String()
	}
	for i := range 1000 {
		text := fmt.Sprintf("# Page %d\n\n", i) + strings.Repeat("Some text with a [link](x.md) and `code`.\n\n", 40)
		if i%5 == 0 {
			format := []string{"", " format=svg"}[i/5%2]
			text += fmt.Sprintf("<!-- topodraw ../../topology/%d.yaml%s -->\n<!-- /topodraw -->\n", i/5%50, format)
		}
		files[fmt.Sprintf("docs/%d/%d.md", i%20, i)] = text
	}
	return writeTree(tb, files)
}

// BenchmarkDocs brings 200 diagrams up to date, and finds that they are.
func BenchmarkDocs(b *testing.B) {
	for _, name := range []string{"write", "check"} {
		b.Run(name, func(b *testing.B) {
			var dir string
			for b.Loop() {
				if name == "write" || dir == "" {
					b.StopTimer()
					dir = repository(b)
					if name == "check" {
						require.NoError(b, docsCommand(b.Context(), dir).Run())
					}
					b.StartTimer()
				}
				args := []string{}
				if name == "check" {
					args = append(args, "--check")
				}
				require.NoError(b, docsCommand(b.Context(), dir, args...).Run())
			}
		})
	}
}
