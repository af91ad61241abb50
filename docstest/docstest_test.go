package docstest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/docstest"
)

// recorder keeps what a test is told.
type recorder struct{ errors []string }

func (r *recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}

const (
	source = "flows: [A -> B]\n"
	fresh  = "# Title\n\n<!-- topodraw shop.yaml -->\n```mermaid\ngraph TD;\n  A --> B;\n```\n<!-- /topodraw -->\n"
	stale  = "# Title\n\n<!-- topodraw shop.yaml -->\n```mermaid\ngraph TD;\n  A --> C;\n```\n<!-- /topodraw -->\n"
)

// folder makes a folder with a topology and a document.
func folder(t *testing.T, document string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"shop.yaml": source, "doc.md": document} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	return dir
}

func TestFresh(t *testing.T) {
	t.Parallel()
	dir := folder(t, fresh)
	docstest.Fresh(t, dir)
	docstest.Fresh(t, dir, filepath.Join(dir, "doc.md"))
}

func TestStale(t *testing.T) {
	t.Parallel()
	dir := folder(t, stale)
	var r recorder
	docstest.Fresh(&r, dir)
	require.Len(t, r.errors, 1)
	require.Contains(t, r.errors[0], "diagrams are stale")
	require.Contains(t, r.errors[0], "doc.md:3")
	require.Contains(t, r.errors[0], "-  A --> C;\n+  A --> B;\n")
	text, err := os.ReadFile(filepath.Join(dir, "doc.md"))
	require.NoError(t, err)
	require.Equal(t, stale, string(text))
}

func TestCannotBeChecked(t *testing.T) {
	t.Parallel()
	dir := folder(t, fresh)
	for _, tt := range []struct {
		root  string
		paths []string
		want  string
	}{
		{folder(t, "<!-- topodraw none.yaml -->\n<!-- /topodraw -->\n"), nil, "none.yaml"},
		{folder(t, "<!-- topodraw shop.yaml -->\n"), nil, "doc.md"},
		{dir, []string{filepath.Join(dir, "none.md")}, "none.md"},
		{dir, []string{"docstest.go"}, "docstest.go"},
	} {
		var r recorder
		docstest.Fresh(&r, tt.root, tt.paths...)
		require.Len(t, r.errors, 1)
		require.Contains(t, r.errors[0], "diagrams cannot be checked")
		require.Contains(t, r.errors[0], tt.want)
	}
}

func Example() {
	t := &recorder{} // the *testing.T of a test
	docstest.Fresh(t, "..", "../docs", "../README.md")
}
