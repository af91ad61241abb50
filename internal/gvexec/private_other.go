//go:build !unix

package gvexec

import "io/fs"

// isPrivate leaves the matter to the system, where folders have no modes: what
// is in a user's cache folder is that user's.
func isPrivate(fs.FileInfo) bool { return true }
