//go:build unix

package walk

import (
	"os"
	"syscall"
)

// openFlags let a pipe that took the place of a file since it was listed be
// opened without waiting for its other end.
const openFlags = os.O_RDONLY | syscall.O_NONBLOCK
