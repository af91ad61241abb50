package revision_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/revision"
	"github.com/topodraw/topodraw/internal/walk"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for arg, want := range map[string]revision.Name{
		"main:k8s":              {Rev: "main", Path: "k8s"},
		"HEAD~1:topology.yaml":  {Rev: "HEAD~1", Path: "topology.yaml"},
		"HEAD:":                 {Rev: "HEAD"},
		"v1:a:b":                {Rev: "v1", Path: "a:b"},
		"main@{12:00}:x.yaml":   {Rev: "main@{12:00}", Path: "x.yaml"},
		"HEAD^{/fix: it}:./a.y": {Rev: "HEAD^{/fix: it}", Path: "./a.y"},
	} {
		got, ok := revision.Parse(arg)
		require.True(t, ok, arg)
		require.Equal(t, want, got, arg)
		require.Equal(t, arg, got.String())
	}
	for path, want := range map[string]string{
		"k8s/": "k8s", "a//b": "a/b", "a/../b": "b", "./": "./", ".": "", "./a/": "./a", ".//a/./b": "./a/b", "./../a": "../a", "../": "../", "./..": "../", "a/..": "",
	} {
		got, ok := revision.Parse("main:" + path)
		require.True(t, ok, path)
		require.Equal(t, want, got.Path, path)
	}
	for _, arg := range []string{"", "topology.yaml", ":x", ":", "main@{1:2}"} {
		_, ok := revision.Parse(arg)
		require.False(t, ok, arg)
	}
}

// repository makes a repository with one commit, and returns its folder.
func repository(t *testing.T, files map[string]string) string {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	dir := t.TempDir()
	do(t, dir, "init", "-q", "-b", "main")
	write(t, dir, files)
	commit(t, dir)
	return dir
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o777))
		if target, ok := strings.CutPrefix(text, "-> "); ok {
			require.NoError(t, os.Symlink(target, file))
			continue
		}
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	}
}

func commit(t *testing.T, dir string) {
	t.Helper()
	do(t, dir, "add", "-A")
	do(t, dir, "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "change")
}

func do(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull)
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
}

// read reads a name and returns what was read, as "NAME PATH DATA" lines, and the
// names of what was warned of.
func read(t *testing.T, dir, name string, limits walk.Options) (files, warned []string, folder bool, err error) {
	t.Helper()
	n, ok := revision.Parse(name)
	require.True(t, ok)
	limits.Warn = func(d graph.Diagnostic) { warned = append(warned, d.Pos.File) }
	found, folder, err := revision.Read(t.Context(), n, revision.Options{Dir: dir, Limits: limits})
	for _, f := range found {
		files = append(files, strings.Join([]string{f.Name, f.Path, string(f.Data)}, " "))
	}
	return files, warned, folder, err
}

func TestReadFile(t *testing.T) {
	t.Parallel()
	dir := repository(t, map[string]string{"a.yaml": "one", "sub/b.mmd": "graph", "sub/-o": "dash", "empty.yaml": "", "a:b.yaml": "colon"})
	write(t, dir, map[string]string{"a.yaml": "two"})
	commit(t, dir)
	write(t, dir, map[string]string{"a.yaml": "three"})
	for name, want := range map[string]string{
		"HEAD:a.yaml":      "HEAD:a.yaml a.yaml two",
		"HEAD~1:a.yaml":    "HEAD~1:a.yaml a.yaml one",
		"main^:sub/b.mmd":  "main^:sub/b.mmd b.mmd graph",
		"main:sub/-o":      "main:sub/-o -o dash",
		"main:empty.yaml":  "main:empty.yaml empty.yaml ",
		"main:a:b.yaml":    "main:a:b.yaml a:b.yaml colon",
		"main@{0}:a.yaml":  "main@{0}:a.yaml a.yaml two",
		"main^{}:./a.yaml": "main^{}:./a.yaml a.yaml two",
	} {
		files, warned, folder, err := read(t, dir, name, walk.Options{})
		require.NoError(t, err, name)
		require.False(t, folder)
		require.Empty(t, warned)
		require.Equal(t, []string{want}, files)
	}
	for name, want := range map[string]string{
		"main:b.mmd":      "there is no file or folder \"b.mmd\" at main",
		"main:./b.mmd":    "main:./b.mmd b.mmd graph",
		"main:../a.yaml":  "main:../a.yaml a.yaml two",
		"main:sub/b.mmd":  "main:sub/b.mmd b.mmd graph",
		"main:../sub/-o":  "main:../sub/-o -o dash",
		"main:./../sub/x": "there is no file or folder \"../sub/x\" at main",
	} {
		files, _, _, err := read(t, filepath.Join(dir, "sub"), name, walk.Options{})
		if err != nil {
			require.Equal(t, revision.Missing(want), err)
			continue
		}
		require.Equal(t, []string{want}, files)
	}
}

func TestReadFolder(t *testing.T) {
	t.Parallel()
	dir := repository(t, map[string]string{
		"k8s/b.yaml": "b", "k8s/a.yml": "a", "k8s/deep/er/c.JSON": "c\x00\n", "k8s/readme.md": "no", "k8s/.hidden/x.yaml": "no", "k8s/.x.yaml": "no",
		"k8s/vendor/x.yaml": "no", "k8s/node_modules/x/y.yaml": "no", "k8s/link.yaml": "-> b.yaml", "k8s/out.yaml": "-> /etc/passwd", "k8s/folder": "-> deep",
		"top.yaml": "top", "k8s/two\nlines \"ü\".yaml": "odd",
	})
	want := func(prefix string) []string {
		return []string{
			prefix + "a.yml a.yml a", prefix + "b.yaml b.yaml b", prefix + "deep/er/c.JSON deep/er/c.JSON c\x00\n",
			prefix + "two\nlines \"ü\".yaml two\nlines \"ü\".yaml odd",
		}
	}
	for _, name := range []string{"HEAD:k8s/", "HEAD:k8s"} {
		files, warned, folder, err := read(t, dir, name, walk.Options{})
		require.NoError(t, err)
		require.True(t, folder)
		require.Equal(t, want("HEAD:k8s/"), files)
		require.Equal(t, []string{"HEAD:k8s/link.yaml", "HEAD:k8s/out.yaml"}, warned)
	}
	files, _, folder, err := read(t, filepath.Join(dir, "k8s"), "HEAD:./", walk.Options{})
	require.NoError(t, err)
	require.True(t, folder)
	require.Equal(t, want("HEAD:./"), files)
	files, _, _, err = read(t, filepath.Join(dir, "k8s"), "HEAD:", walk.Options{Extensions: []string{"md", "yaml"}})
	require.NoError(t, err)
	require.Equal(t, []string{
		"HEAD:k8s/b.yaml k8s/b.yaml b", "HEAD:k8s/readme.md k8s/readme.md no", "HEAD:k8s/two\nlines \"ü\".yaml k8s/two\nlines \"ü\".yaml odd", "HEAD:top.yaml top.yaml top",
	}, files)
}

func TestReadErrors(t *testing.T) {
	t.Parallel()
	dir := repository(t, map[string]string{"a.yaml": "a", "k8s/link": "-> ../a.yaml", "k8s/b.yaml": "b"})
	for name, want := range map[string]string{
		"mian:a.yaml":          `there is no revision "mian"`,
		"--output=x:a.yaml":    `there is no revision "--output=x"`,
		"--help:":              `there is no revision "--help"`,
		"HEAD~9:a.yaml":        `there is no revision "HEAD~9"`,
		"HEAD\x00:a":           `there is no revision "HEAD\x00"`,
		"HEAD:b.yaml":          `there is no file or folder "b.yaml" at HEAD`,
		"HEAD:../a.yaml":       `there is no file or folder "../a.yaml" at HEAD`,
		"HEAD:k8s/link":        `"k8s/link" at HEAD is a link, which is not followed`,
		"HEAD:k8s/link/b.yaml": `there is no file or folder "k8s/link/b.yaml" at HEAD`,
		"HEAD..HEAD:a.yaml":    `there is no revision "HEAD..HEAD"`,
		"HEAD a:a.yaml":        `there is no revision "HEAD a"`,
	} {
		_, _, _, err := read(t, dir, name, walk.Options{})
		require.EqualError(t, err, want, name)
		require.ErrorAs(t, err, new(revision.Error), name)
		require.Equal(t, strings.Contains(want, "file or folder"), errors.As(err, new(revision.Missing)), name)
	}
}

func TestReadHoldsLimits(t *testing.T) {
	t.Parallel()
	dir := repository(t, map[string]string{"k/a.yaml": "12345", "k/b.yaml": "123", "k/deep/c.yaml": "1"})
	for _, tt := range []struct {
		name   string
		limits walk.Options
		path   string
		want   string
	}{
		{"HEAD:k/a.yaml", walk.Options{MaxFile: 4}, "HEAD:k/a.yaml", "larger than 4 bytes"},
		{"HEAD:k", walk.Options{MaxFile: 4}, "HEAD:k/a.yaml", "larger than 4 bytes"},
		{"HEAD:k", walk.Options{MaxTotal: 8}, "HEAD:k", "more than 8 bytes in all files together"},
		{"HEAD:k", walk.Options{MaxFiles: 2}, "HEAD:k", "more than 2 files"},
		{"HEAD:", walk.Options{MaxDepth: 1}, "HEAD:k/deep/c.yaml", "more than 1 folders deep"},
	} {
		files, _, _, err := read(t, dir, tt.name, tt.limits)
		require.Empty(t, files)
		var limit walk.LimitError
		require.ErrorAs(t, err, &limit)
		require.Equal(t, tt.want, string(limit))
		require.Contains(t, err.Error(), tt.path)
	}
	files, _, _, err := read(t, dir, "HEAD:k", walk.Options{MaxFile: 5, MaxTotal: 9, MaxFiles: 3, MaxDepth: 1})
	require.NoError(t, err)
	require.Len(t, files, 3)
}

// A name may be one of git's own signs in any place; nothing is written and
// nothing but the two errors of a name comes of it.
func TestReadOfHostileNames(t *testing.T) {
	t.Parallel()
	dir := repository(t, map[string]string{"a.yaml": "a"})
	for _, rev := range []string{"-", "--", "--all", "--exec=touch x", "^HEAD", "HEAD^@", ":/change", "@{-1}", "$(touch x)", "`touch x`", "HEAD\n--all", "a\tb", "\xff", "*"} {
		for _, path := range []string{"a.yaml", "--help", "*", "../../../etc/passwd", "$(touch x)", "a.yaml\n", "/a.yaml", ".git/config"} {
			files, _, err := revision.Read(t.Context(), revision.Name{Rev: rev, Path: path}, revision.Options{Dir: dir})
			var wrong revision.Error
			require.ErrorAs(t, err, &wrong, "%q %q", rev, path)
			require.Empty(t, files)
		}
	}
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, entries, 2, "nothing but the file and the repository")
}

func TestReadOutsideOfARepository(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	_, _, _, err := read(t, t.TempDir(), "HEAD:a.yaml", walk.Options{})
	require.Equal(t, revision.Error("this folder is in no git repository"), err)
}

func TestReadEndsWithItsContext(t *testing.T) {
	t.Parallel()
	dir := repository(t, map[string]string{"a.yaml": "a"})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, _, err := revision.Read(ctx, revision.Name{Rev: "HEAD", Path: "a.yaml"}, revision.Options{Dir: dir})
	require.True(t, errors.Is(err, context.Canceled), "%v", err)
}
