package gvexec

import "syscall"

// dieWithParent has the kernel end the command should this process be killed
// and have no time to do so.
func dieWithParent() *syscall.SysProcAttr { return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }
