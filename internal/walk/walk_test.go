package walk_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/walk"
)

// tree makes files, each holding its own path, and returns their root.
func tree(t *testing.T, files ...string) string {
	t.Helper()
	root := t.TempDir()
	for _, f := range files {
		write(t, filepath.Join(root, f), f)
	}
	return root
}

func write(t *testing.T, path, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
}

// link makes links, each given as "path -> target".
func link(t *testing.T, root string, links ...string) {
	t.Helper()
	for _, l := range links {
		path, target, _ := strings.Cut(l, " -> ")
		path = filepath.Join(root, path)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		if err := os.Symlink(target, path); err != nil {
			t.Skip("links cannot be made here:", err)
		}
	}
}

// walked is what a walk gave: "path: content" of the files, "path: message" of
// the warnings and of the errors, with paths below the root.
type walked struct{ files, warnings, errs []string }

func folder(t *testing.T, root string, opts walk.Options) walked {
	t.Helper()
	var w walked
	below := func(name string) string {
		rel, err := filepath.Rel(root, name)
		require.NoError(t, err)
		return filepath.ToSlash(rel)
	}
	opts.Warn = func(d graph.Diagnostic) {
		w.warnings = append(w.warnings, below(d.Pos.File)+": "+d.Message)
	}
	files, err := walk.Folder(t.Context(), root, opts)
	for _, f := range files {
		require.Equal(t, f.Path, below(f.Name))
		w.files = append(w.files, f.Path+": "+string(f.Data))
	}
	for _, e := range parts(err) {
		w.errs = append(w.errs, fmt.Sprintf("%s %s: %v", e.Op, below(e.Path), e.Err))
	}
	return w
}

// parts returns the errors that an error joins.
func parts(err error) []*fs.PathError {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*fs.PathError
		for _, e := range joined.Unwrap() {
			all = append(all, parts(e)...)
		}
		return all
	}
	var one *fs.PathError
	if errors.As(err, &one) {
		return []*fs.PathError{one}
	}
	return nil
}

const (
	outside  = "this link leads out of the folder or is absolute, so it is not followed"
	nowhere  = "this link leads nowhere, so it is not followed"
	circular = "this link leads from link to link without an end, so it is not followed"
	special  = "this is no regular file, so it is not read"
)

func TestFolder(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("d/", 64)
	for _, tt := range []struct {
		name  string
		files []string
		links []string
		opts  walk.Options
		want  walked
	}{
		{name: "empty"},
		{name: "no such extension", files: []string{"a.txt", "yaml", "a.yaml.bak"}},
		{
			name:  "sorted by path, not by folder",
			files: []string{"b.yaml", "a/z.yml", "a.yaml", "a-b.json", "B.yaml", "a/b/c.yaml"},
			want:  walked{files: []string{"B.yaml: B.yaml", "a-b.json: a-b.json", "a.yaml: a.yaml", "a/b/c.yaml: a/b/c.yaml", "a/z.yml: a/z.yml", "b.yaml: b.yaml"}},
		},
		{
			name:  "upper case",
			files: []string{"A.YAML", "b.Yml"},
			want:  walked{files: []string{"A.YAML: A.YAML", "b.Yml: b.Yml"}},
		},
		{
			name:  "other extensions",
			files: []string{"a.yaml", "b.tf", "c.mmd"},
			opts:  walk.Options{Extensions: []string{"tf", "mmd"}},
			want:  walked{files: []string{"b.tf: b.tf", "c.mmd: c.mmd"}},
		},
		{
			name: "hidden and foreign",
			files: []string{".a.yaml", ".git/a.yaml", ".github/workflows/ci.yml", "node_modules/x/a.yaml", "a/vendor/b.yaml",
				"vendor.yaml", "vendors/a.yaml", "a/node_modules.json"},
			want: walked{files: []string{"a/node_modules.json: a/node_modules.json", "vendor.yaml: vendor.yaml", "vendors/a.yaml: vendors/a.yaml"}},
		},
		{
			name:  "a folder named like a file",
			files: []string{"a.yaml/b.yaml"},
			want:  walked{files: []string{"a.yaml/b.yaml: a.yaml/b.yaml"}},
		},
		{
			name:  "odd names",
			files: []string{"a b.yaml", "ä\n.yaml", "-o.yaml", "$x;y.yaml"},
			want:  walked{files: []string{"$x;y.yaml: $x;y.yaml", "-o.yaml: -o.yaml", "a b.yaml: a b.yaml", "ä\n.yaml: ä\n.yaml"}},
		},
		{
			name:  "as deep as allowed",
			files: []string{deep + "a.yaml"},
			want:  walked{files: []string{deep + "a.yaml: " + deep + "a.yaml"}},
		},
		{
			name:  "too deep",
			files: []string{deep + "d/a.yaml", "b.yaml"},
			want:  walked{files: []string{"b.yaml: b.yaml"}, errs: []string{"read " + deep + "d: more than 64 folders deep"}},
		},
		{
			name:  "links to files that are read anyway",
			files: []string{"z/a.yaml"},
			links: []string{"a.yaml -> z/a.yaml", "b.yaml -> a.yaml", "z/b.yaml -> ../z/a.yaml"},
			want:  walked{files: []string{"z/a.yaml: z/a.yaml"}},
		},
		{
			name:  "links to what is hidden, as mounted volumes have them",
			files: []string{"..2026_11_23/a.yaml", "..2026_11_23/b.yaml"},
			links: []string{"..data -> ..2026_11_23", "a.yaml -> ..data/a.yaml", "c.yaml -> ..data/b.yaml", "b.yaml -> ..data/b.yaml", ".x.yaml -> ..data/b.yaml"},
			want:  walked{files: []string{"a.yaml: ..2026_11_23/a.yaml", "b.yaml: ..2026_11_23/b.yaml"}},
		},
		{
			name:  "the name of the link counts",
			files: []string{".x/a.yaml", ".x/b.txt"},
			links: []string{"a.txt -> .x/a.yaml", "b.yaml -> .x/b.txt", "vendor -> .x"},
			want:  walked{files: []string{"b.yaml: .x/b.txt"}},
		},
		{
			name:  "links to folders",
			files: []string{".x/a.yaml", ".x/y/b.yaml", "c/d.yaml"},
			links: []string{"x -> .x", "e -> c", "y -> x/y"},
			want:  walked{files: []string{"c/d.yaml: c/d.yaml", "x/a.yaml: .x/a.yaml", "x/y/b.yaml: .x/y/b.yaml"}},
		},
		{
			name:  "links behind links",
			files: []string{".x/a.yaml", ".y/b.yaml"},
			links: []string{"x -> .x", ".x/y -> ../.y", ".y/x -> ../.x", ".y/root -> .."},
			want:  walked{files: []string{"x/a.yaml: .x/a.yaml", "x/y/b.yaml: .y/b.yaml"}},
		},
		{
			name:  "loops",
			files: []string{"a/b.yaml"},
			links: []string{"a/loop -> .", "a/up -> ..", "root -> .", "self -> self", "p -> q", "q -> p"},
			want: walked{
				files:    []string{"a/b.yaml: a/b.yaml"},
				warnings: []string{"p: " + circular, "q: " + circular, "self: " + circular},
			},
		},
		{
			name:  "links out",
			files: []string{"a.yaml"},
			links: []string{"up -> ..", "passwd.yaml -> /etc/passwd", "x/far.yaml -> ../../../far.yaml", "by/way -> ../../x/a.yaml"},
			want: walked{
				files:    []string{"a.yaml: a.yaml"},
				warnings: []string{"by/way: " + outside, "passwd.yaml: " + outside, "up: " + outside, "x/far.yaml: " + outside},
			},
		},
		{
			name:  "dangling links",
			files: []string{"a.yaml"},
			links: []string{"b.yaml -> gone.yaml", "c.yaml -> a.yaml/x", "d -> gone/folder"},
			want: walked{
				files:    []string{"a.yaml: a.yaml"},
				warnings: []string{"b.yaml: " + nowhere, "c.yaml: " + nowhere, "d: " + nowhere},
			},
		},
		{
			name:  "a file too large",
			files: []string{"a.yaml", "long-name.yaml", "z.yaml"},
			opts:  walk.Options{MaxFile: 6},
			want: walked{
				files: []string{"a.yaml: a.yaml", "z.yaml: z.yaml"},
				errs:  []string{"read long-name.yaml: larger than 6 bytes"},
			},
		},
		{
			name:  "as much as allowed in all",
			files: []string{"a.yaml", "z.yaml"},
			opts:  walk.Options{MaxTotal: 12, MaxFiles: 2},
			want:  walked{files: []string{"a.yaml: a.yaml", "z.yaml: z.yaml"}},
		},
		{
			name:  "too much in all",
			files: []string{"a.yaml", "z.yaml"},
			opts:  walk.Options{MaxTotal: 11},
			want:  walked{errs: []string{"walk .: more than 11 bytes in all files together"}},
		},
		{
			name:  "too many files",
			files: []string{"a.yaml", "b/c.yaml", "z.yaml", "z.txt"},
			opts:  walk.Options{MaxFiles: 2},
			want:  walked{errs: []string{"walk .: more than 2 files"}},
		},
		{
			name:  "too many links",
			links: []string{"a -> x", "b -> x", "c -> x"},
			opts:  walk.Options{MaxFiles: 2},
			want:  walked{errs: []string{"walk .: more than 2 files"}},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			root := tree(t, tt.files...)
			link(t, root, tt.links...)
			require.Equal(t, tt.want, folder(t, root, tt.opts))
		})
	}
}

func TestFolderNames(t *testing.T) {
	t.Parallel()
	root := tree(t, ".k8s/a/b.yaml")
	inner := filepath.Join(root, ".k8s")
	files, err := walk.Folder(t.Context(), inner+string(filepath.Separator)+".", walk.Options{})
	require.NoError(t, err)
	require.Equal(t, []walk.File{{Name: filepath.Join(inner, "a", "b.yaml"), Path: "a/b.yaml", Data: []byte(".k8s/a/b.yaml")}}, files)

	relative, err := filepath.Rel(mustGetwd(t), inner)
	require.NoError(t, err)
	files, err = walk.Folder(t.Context(), relative, walk.Options{})
	require.NoError(t, err)
	require.Equal(t, filepath.Join(relative, "a", "b.yaml"), files[0].Name, "as given")

	link(t, root, "k8s -> .k8s")
	files, err = walk.Folder(t.Context(), filepath.Join(root, "k8s"), walk.Options{})
	require.NoError(t, err)
	require.Len(t, files, 1, "the root may be a link")
}

func mustGetwd(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	require.NoError(t, err)
	return dir
}

func TestFolderNoFolder(t *testing.T) {
	t.Parallel()
	root := tree(t, "a.yaml")
	for path, want := range map[string]error{
		filepath.Join(root, "gone"):   fs.ErrNotExist,
		filepath.Join(root, "a.yaml"): syscall.ENOTDIR,
		"":                            fs.ErrNotExist,
	} {
		files, err := walk.Folder(t.Context(), path, walk.Options{})
		require.ErrorIs(t, err, want)
		require.Nil(t, files)
		var in *fs.PathError
		require.ErrorAs(t, err, &in)
		require.Equal(t, path, in.Path)
	}
}

func TestFolderLimitsAreLimitErrors(t *testing.T) {
	t.Parallel()
	root := tree(t, "a/a.yaml", "b.yaml")
	for _, opts := range []walk.Options{{MaxFile: 1}, {MaxTotal: 1}, {MaxFiles: 1}} {
		_, err := walk.Folder(t.Context(), root, opts)
		var limit walk.LimitError
		require.ErrorAs(t, err, &limit)
	}
	// Sizes are told in the unit in which limits are set.
	large := filepath.Join(root, "c.yaml")
	write(t, large, "")
	require.NoError(t, os.Truncate(large, 2<<20+1))
	_, err := walk.Folder(t.Context(), root, walk.Options{MaxFile: 2 << 20})
	require.EqualError(t, err, "read "+large+": larger than 2 MiB")
}

func TestFolderWithoutWarn(t *testing.T) {
	t.Parallel()
	root := tree(t)
	link(t, root, "a.yaml -> gone")
	files, err := walk.Folder(t.Context(), root, walk.Options{})
	require.NoError(t, err)
	require.Empty(t, files)
}

func TestFolderCancelled(t *testing.T) {
	t.Parallel()
	root := tree(t, "a.yaml", "b/c.yaml")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	files, err := walk.Folder(ctx, root, walk.Options{})
	require.ErrorIs(t, err, context.Canceled)
	require.Nil(t, files)
}

// endless is a context that ends after it was asked a number of times: so a
// walk is cancelled at each of its steps.
type endless struct {
	context.Context
	left chan struct{}
}

func (e endless) Err() error {
	select {
	case <-e.left:
		return nil
	default:
		return context.Canceled
	}
}

func TestFolderCancelledAnywhere(t *testing.T) {
	t.Parallel()
	root := tree(t, "a.yaml", "b/c.yaml", "b/d.yaml", ".x/e.yaml")
	link(t, root, "x -> .x")
	for steps := range 100 {
		ctx := endless{t.Context(), make(chan struct{}, steps)}
		for range steps {
			ctx.left <- struct{}{}
		}
		files, err := walk.Folder(ctx, root, walk.Options{})
		if err == nil {
			require.Len(t, files, 4)
			require.Greater(t, steps, 8, "it is asked at every folder, link and file")
			return
		}
		require.ErrorIs(t, err, context.Canceled)
		require.Nil(t, files)
	}
	require.Fail(t, "the walk never ends")
}

// A folder with more files than are listed at a time.
func TestFolderManyFiles(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for i := range 2200 {
		write(t, filepath.Join(root, fmt.Sprint(i%2), fmt.Sprintf("%04d.yaml", i)), fmt.Sprint(i))
	}
	files, err := walk.Folder(t.Context(), root, walk.Options{})
	require.NoError(t, err)
	require.Len(t, files, 2200)
	for i, f := range files {
		n := i%1100*2 + i/1100 // 0/0000, 0/0002, …, 1/0001, …
		require.Equal(t, fmt.Sprintf("%d/%04d.yaml", n%2, n), f.Path)
		require.Equal(t, fmt.Sprint(n), string(f.Data))
	}
	_, err = walk.Folder(t.Context(), root, walk.Options{MaxFiles: 2199})
	require.EqualError(t, errors.Unwrap(parts(err)[0]), "more than 2199 files")
}
