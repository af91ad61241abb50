//go:build unix

package output_test

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/internal/output"
)

func TestWritePipe(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "pipe")
	require.NoError(t, syscall.Mkfifo(path, 0o600))
	got := make(chan string)
	go func() {
		text, _ := os.ReadFile(path)
		got <- string(text)
	}()
	require.NoError(t, output.Write(t.Context(), contents(t, path, "through")))
	require.Equal(t, "through", <-got)
	requireMode(t, path, os.ModeNamedPipe|0o600)
}

func TestWritePipeNobodyReads(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "pipe")
	require.NoError(t, syscall.Mkfifo(path, 0o600))
	require.ErrorIs(t, output.Write(deadline(t), contents(t, path, "x")), context.DeadlineExceeded)
	// Open the other side, for the write that was left behind to end.
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	require.NoError(t, err)
	require.NoError(t, f.Close())
}
