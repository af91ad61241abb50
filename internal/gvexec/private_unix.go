//go:build unix

package gvexec

import (
	"io/fs"
	"os"
	"syscall"
)

// isPrivate reports whether a folder belongs to the user and nobody else may
// look into it.
func isPrivate(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Geteuid() && info.Mode().Perm()&0o077 == 0
}
