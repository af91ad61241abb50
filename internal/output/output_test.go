package output_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/output"
)

func ExampleWrite() {
	out := output.Stream("the standard output", os.Stdout)
	err := output.Write(context.Background(), []output.Content{{To: out, Data: []byte("graph TD;\n")}})
	fmt.Println(err)
	// Output:
	// graph TD;
	// <nil>
}

// contents are pairs of path and text, for files that can be targets.
func contents(t *testing.T, pairs ...string) []output.Content {
	t.Helper()
	var out []output.Content
	for i := 0; i < len(pairs); i += 2 {
		to, err := output.File(pairs[i])
		require.NoError(t, err)
		out = append(out, output.Content{To: to, Data: []byte(pairs[i+1])})
	}
	return out
}

func put(t *testing.T, path, text string) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
}

func requireFile(t *testing.T, path, text string) {
	t.Helper()
	got, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, text, string(got))
}

// requireOnly checks that a folder holds nothing but some names.
func requireOnly(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	got := []string{}
	for _, e := range entries {
		got = append(got, e.Name())
	}
	require.ElementsMatch(t, names, got)
}

func TestWriteFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	put(t, a, "old")
	require.NoError(t, output.Write(t.Context(), contents(t, a, "new", b, "fresh")))
	requireFile(t, a, "new")
	requireFile(t, b, "fresh")
	requireOnly(t, dir, "a", "b")
	require.NoError(t, output.Write(t.Context(), contents(t, a, "", b, "")))
	requireFile(t, a, "")
	requireFile(t, b, "")
	requireOnly(t, dir, "a", "b")
}

func TestWriteModes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	// The mode of a new file is what the system gives one made with 0666.
	model := filepath.Join(dir, "model")
	f, err := os.OpenFile(model, os.O_CREATE|os.O_EXCL, 0o666)
	require.NoError(t, err)
	require.NoError(t, f.Close())
	old, fresh := filepath.Join(dir, "old"), filepath.Join(dir, "fresh")
	put(t, old, "x")
	require.NoError(t, os.Chmod(old, 0o777))
	require.NoError(t, output.Write(t.Context(), contents(t, old, "y", fresh, "z")))
	requireMode(t, old, 0o777)
	info, err := os.Stat(model)
	require.NoError(t, err)
	requireMode(t, fresh, info.Mode())
}

func requireMode(t *testing.T, path string, mode fs.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, mode, info.Mode())
}

func TestWriteLeavesWhatIsTheSame(t *testing.T) {
	t.Parallel()
	a := filepath.Join(t.TempDir(), "a")
	put(t, a, "same")
	past := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	require.NoError(t, os.Chtimes(a, past, past))
	before, err := os.Stat(a)
	require.NoError(t, err)
	require.NoError(t, output.Write(t.Context(), contents(t, a, "same")))
	after, err := os.Stat(a)
	require.NoError(t, err)
	require.True(t, os.SameFile(before, after))
	require.True(t, after.ModTime().Equal(past))
	require.NoError(t, output.Write(t.Context(), contents(t, a, "emas")))
	requireFile(t, a, "emas")
}

func TestWriteFollowsLinks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	sub := filepath.Join(dir, "sub", "deep")
	require.NoError(t, os.MkdirAll(sub, 0o777))
	in := func(name string) string { return filepath.Join(dir, name) }
	put(t, filepath.Join(sub, "real"), "old")
	for name, to := range map[string]string{
		"one": "two", "two": "sub/deep/real", "dangling": "sub/deep/fresh", "abs": filepath.Join(sub, "other"), "folder": "sub/deep",
	} {
		require.NoError(t, os.Symlink(to, in(name)))
	}
	// "folder/.." is sub, not dir.
	require.NoError(t, output.Write(t.Context(), contents(t,
		in("one"), "1", in("dangling"), "2", in("abs"), "3", dir+"/folder/../up", "4", in("folder/down"), "5")))
	requireFile(t, filepath.Join(sub, "real"), "1")
	requireFile(t, filepath.Join(sub, "fresh"), "2")
	requireFile(t, filepath.Join(sub, "other"), "3")
	requireFile(t, in("sub/up"), "4")
	requireFile(t, filepath.Join(sub, "down"), "5")
	requireOnly(t, sub, "real", "fresh", "other", "down")
	requireOnly(t, in("sub"), "deep", "up")
	requireOnly(t, dir, "one", "two", "dangling", "abs", "folder", "sub")
	for _, link := range []string{"one", "two", "dangling", "abs"} {
		info, err := os.Lstat(in(link))
		require.NoError(t, err)
		require.Equal(t, fs.ModeSymlink, info.Mode().Type())
	}
}

func TestFileRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "file"), "")
	require.NoError(t, os.Symlink("loop", filepath.Join(dir, "loop")))
	require.NoError(t, os.Symlink(".", filepath.Join(dir, "here")))
	for path, want := range map[string]string{
		"":                  ": the name of a file is empty",
		dir:                 dir + ": this is a folder: name a file in it",
		dir + "/":           dir + "/: this is a folder: name a file in it",
		dir + "/new/":       dir + "/new/: this is a folder: name a file in it",
		dir + "/here":       dir + "/here: this is a folder: name a file in it",
		dir + "/none/a.svg": dir + "/none/a.svg: the folder " + dir + "/none/ does not exist",
	} {
		_, err := output.File(path)
		require.EqualError(t, err, want)
		require.ErrorIs(t, err, output.ErrName)
	}
	_, err := output.File(dir + "/file/a.svg")
	require.ErrorContains(t, err, dir+"/file/a.svg: ")
	_, err = output.File(dir + "/loop")
	require.EqualError(t, err, dir+"/loop: too many symbolic links")
}

func TestFilePermissions(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("nothing is forbidden to root")
	}
	dir := t.TempDir()
	file, locked := filepath.Join(dir, "file"), filepath.Join(dir, "locked")
	put(t, file, "old")
	require.NoError(t, os.Chmod(file, 0o444))
	_, err := output.File(file)
	require.EqualError(t, err, file+": permission denied")
	require.NotErrorIs(t, err, output.ErrName)

	require.NoError(t, os.Mkdir(locked, 0o500))
	fresh := filepath.Join(locked, "fresh")
	err = output.Write(t.Context(), contents(t, fresh, "x"))
	require.EqualError(t, err, fresh+": no file can be made beside it: permission denied")
	requireFile(t, file, "old")
}

func TestTwice(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "old"), "")
	require.NoError(t, os.Mkdir(filepath.Join(dir, "sub"), 0o777))
	require.NoError(t, os.Symlink("old", filepath.Join(dir, "link")))
	require.NoError(t, os.Symlink("new", filepath.Join(dir, "ahead")))
	require.NoError(t, os.Link(filepath.Join(dir, "old"), filepath.Join(dir, "hard")))
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"old", "old", true},
		{"old", "sub/../old", true},
		{"old", "link", true},
		{"old", "hard", true},
		{"new", "sub/../new", true},
		{"new", "ahead", true},
		{"new", "other", false},
		{"old", "new", false},
		{"new", "sub/new", false},
	} {
		a, err := output.File(dir + "/" + tt.a)
		require.NoError(t, err)
		b, err := output.File(dir + "/" + tt.b)
		require.NoError(t, err)
		other, err := output.File(dir + "/sub/else")
		require.NoError(t, err)
		first, second := output.Twice([]*output.Target{a, other, b})
		if !tt.same {
			require.Nil(t, first, "%s %s", tt.a, tt.b)
			continue
		}
		require.Equal(t, dir+"/"+tt.a, first.Name())
		require.Equal(t, dir+"/"+tt.b, second.Name())
	}
	s := output.Stream("-", io.Discard)
	first, _ := output.Twice([]*output.Target{s, output.Stream("-", os.Stdout)})
	require.Nil(t, first)
	first, _ = output.Twice([]*output.Target{s, s})
	require.NotNil(t, first)
}

func TestWriteNothingOnError(t *testing.T) {
	t.Parallel()
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	full := errors.New("no space left")
	for name, tt := range map[string]struct {
		ctx  context.Context
		last *output.Target
		want error
	}{
		"stream fails":  {t.Context(), output.Stream("out", failing{full}), full},
		"canceled":      {canceled, output.Stream("out", io.Discard), context.Canceled},
		"stream hangs":  {deadline(t), output.Stream("out", hanging(t)), context.DeadlineExceeded},
		"folder is new": {t.Context(), vanished(t), fs.ErrNotExist},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			old, fresh := filepath.Join(dir, "old"), filepath.Join(dir, "fresh")
			put(t, old, "old")
			cs := append(contents(t, old, "new", fresh, "fresh"), output.Content{To: tt.last, Data: []byte("x")})
			err := output.Write(tt.ctx, cs)
			require.ErrorIs(t, err, tt.want)
			requireFile(t, old, "old")
			requireOnly(t, dir, "old")
		})
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func deadline(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	t.Cleanup(cancel)
	return ctx
}

// hanging is a pipe that nobody reads until the test is over.
func hanging(t *testing.T) io.Writer {
	t.Helper()
	r, w := io.Pipe()
	t.Cleanup(func() { _ = r.Close() })
	return w
}

// vanished is a target whose folder is gone by the time it is written.
func vanished(t *testing.T) *output.Target {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "dir")
	require.NoError(t, os.Mkdir(dir, 0o777))
	to, err := output.File(filepath.Join(dir, "file"))
	require.NoError(t, err)
	require.NoError(t, os.Remove(dir))
	return to
}

// TestWriteUndoesRenames has the last of three renames fail.
func TestWriteUndoesRenames(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	put(t, in("old"), "old")
	before, err := os.Stat(in("old"))
	require.NoError(t, err)
	cs := contents(t, in("old"), "new", in("fresh"), "fresh", in("last"), "last")
	require.NoError(t, os.MkdirAll(in("last/full"), 0o777))
	err = output.Write(t.Context(), cs)
	require.ErrorContains(t, err, in("last")+": ")
	require.NotContains(t, err.Error(), ".tmp")
	requireFile(t, in("old"), "old")
	after, err := os.Stat(in("old"))
	require.NoError(t, err)
	require.True(t, os.SameFile(before, after))
	requireOnly(t, dir, "old", "last")
}

func TestWriteLongestName(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), strings.Repeat("x", 255))
	require.NoError(t, output.Write(t.Context(), contents(t, path, "x")))
	requireFile(t, path, "x")
}

func TestWriteDevices(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat("/dev/full"); err != nil {
		t.Skip("there is no /dev/full")
	}
	require.NoError(t, output.Write(t.Context(), contents(t, "/dev/null", "x")))
	err := output.Write(t.Context(), contents(t, "/dev/full", "x"))
	require.ErrorIs(t, err, syscall.ENOSPC)
	require.EqualError(t, err, "/dev/full: no space left on device")
	info, err := os.Stat("/dev/full")
	require.NoError(t, err)
	require.NotZero(t, info.Mode()&fs.ModeCharDevice)
}
