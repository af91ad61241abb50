package guides_test

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Links of the guides lead to files and headings that exist.
func TestLinks(t *testing.T) {
	t.Parallel()
	for _, name := range append(guides(), "README") {
		for _, target := range links(t, name+".md") {
			file, heading, _ := strings.Cut(target, "#")
			if file = path.Join(docs, file); file == docs {
				file = path.Join(docs, name+".md")
			}
			info, err := os.Stat(filepath.FromSlash(file))
			require.NoError(t, err, "%s.md links to %s", name, target)
			if heading != "" {
				require.False(t, info.IsDir(), "%s.md links to %s", name, target)
				require.Contains(t, headings(t, file), heading, "%s.md links to %s", name, target)
			}
		}
	}
}

// The index names every page, and what is in the folders of the guides is shown in
// them.
func TestEverythingIsFound(t *testing.T) {
	t.Parallel()
	index := links(t, "README.md")
	pages, err := filepath.Glob(docs + "/*.md")
	require.NoError(t, err)
	for _, page := range pages {
		if name := filepath.Base(page); name != "README.md" {
			require.Contains(t, index, name)
		}
	}
	for _, name := range guides() {
		files := os.DirFS(path.Join(docs, name))
		guide := read(t, path.Join(docs, name+".md"))
		for _, file := range under(t, files) {
			require.Contains(t, guide, name+"/"+file)
		}
	}
}

// under returns the files of a folder, which may be missing.
func under(t *testing.T, folder fs.FS) []string {
	t.Helper()
	var out []string
	err := fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			out = append(out, name)
		}
		return err
	})
	if !errors.Is(err, fs.ErrNotExist) {
		require.NoError(t, err)
	}
	return out
}

// links returns the targets of a document's links and pictures within the
// repository.
func links(t *testing.T, name string) []string {
	t.Helper()
	var out []string
	for _, p := range parts(t, read(t, path.Join(docs, name))) {
		if p.block {
			continue
		}
		for _, m := range regexp.MustCompile(`\]\(([^)\s]+)\)`).FindAllStringSubmatch(p.text, -1) {
			if !strings.Contains(m[1], "://") {
				out = append(out, m[1])
			}
		}
	}
	require.NotEmpty(t, out, name)
	return out
}

// headings returns what GitHub calls the headings of a document in links.
func headings(t *testing.T, file string) []string {
	t.Helper()
	var out []string
	for _, p := range parts(t, read(t, file)) {
		if title, ok := strings.CutPrefix(strings.TrimLeft(p.text, "#"), " "); ok && !p.block && p.text[0] == '#' {
			word := regexp.MustCompile(`[^\pL\pN _-]`).ReplaceAllString(strings.ToLower(strings.TrimSpace(title)), "")
			out = append(out, strings.ReplaceAll(word, " ", "-"))
		}
	}
	return out
}
