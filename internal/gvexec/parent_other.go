//go:build !linux

package gvexec

import "syscall"

// dieWithParent is for Linux alone: other systems have nothing of the kind.
func dieWithParent() *syscall.SysProcAttr { return nil }
