//go:build unix

package walk_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/walk"
)

// watch ends a test that waits for a pipe.
func watch(t *testing.T) {
	timer := time.AfterFunc(time.Minute, func() { panic(t.Name() + " hangs") })
	t.Cleanup(func() { timer.Stop() })
}

func TestFolderDoesNotOpenPipes(t *testing.T) {
	t.Parallel()
	watch(t)
	root := tree(t, "b.yaml")
	require.NoError(t, syscall.Mkfifo(filepath.Join(root, "a.yaml"), 0o600))
	require.NoError(t, syscall.Mkfifo(filepath.Join(root, "quiet"), 0o600))
	link(t, root, "c.yaml -> a.yaml", "c -> quiet")
	require.Equal(t, walked{
		files:    []string{"b.yaml: b.yaml"},
		warnings: []string{"a.yaml: " + special, "c.yaml: " + special},
	}, folder(t, root, walk.Options{}))
}

func TestFolderRootIsAPipe(t *testing.T) {
	t.Parallel()
	watch(t)
	pipe := filepath.Join(t.TempDir(), "pipe")
	require.NoError(t, syscall.Mkfifo(pipe, 0o600))
	_, err := walk.Folder(t.Context(), pipe, walk.Options{})
	require.ErrorIs(t, err, syscall.ENOTDIR)
}

// hooked is a context that does something when it is asked for the nth time.
type hooked struct {
	context.Context
	asked *atomic.Int64
	nth   int64
	do    func()
}

func (h hooked) Err() error {
	if h.asked.Add(1) == h.nth {
		h.do()
	}
	return nil
}

// A file may become a pipe between the listing of its folder and its turn.
func TestFolderFileBecomesAPipe(t *testing.T) {
	t.Parallel()
	watch(t)
	root := tree(t, "a.yaml")
	path := filepath.Join(root, "a.yaml")
	// It is asked before each batch of a folder, the second of which is the empty
	// end, and then after all of them.
	ctx := hooked{t.Context(), new(atomic.Int64), 3, func() {
		assert.NoError(t, os.Remove(path))
		assert.NoError(t, syscall.Mkfifo(path, 0o600))
	}}
	files, err := walk.Folder(ctx, root, walk.Options{})
	require.EqualError(t, err, "read "+path+": this was a regular file and is none any more")
	require.Empty(t, files)
}

func TestFolderWithoutPermission(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	root := tree(t, "a.yaml", "b.yaml", "c/d.yaml", "e/f.yaml", "g.yaml")
	link(t, root, "h.yaml -> e/f.yaml", "i.yaml -> c/d.yaml")
	for _, p := range []string{"b.yaml", "e/f.yaml", "c"} {
		require.NoError(t, os.Chmod(filepath.Join(root, p), 0))
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(root, "c"), 0o700) })
	require.Equal(t, walked{
		files: []string{"a.yaml: a.yaml", "g.yaml: g.yaml"},
		errs: []string{
			"open b.yaml: permission denied", "open c: permission denied", "open e/f.yaml: permission denied",
			"stat i.yaml: permission denied",
		},
	}, folder(t, root, walk.Options{}))
	_, err := walk.Folder(t.Context(), root, walk.Options{})
	require.ErrorIs(t, err, fs.ErrPermission)
}
