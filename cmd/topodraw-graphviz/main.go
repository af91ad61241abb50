// Command topodraw-graphviz is Graphviz as one file: the layout engines of
// Graphviz, compiled into this program, behind the flags of Graphviz's own
// command dot.
//
//	topodraw-graphviz [-V?] [-Kengine] [-Tformat [-ofile]]... [file]...
//
// topodraw runs it for its layout engines, and gives it a private folder for
// the machine code that go-graphviz keeps in the folder go-graphviz within the
// temporary folder. That happens before main, so it cannot be undone here: run
// by hand where others can write to the temporary folder, the command wants
// TMPDIR to be set to a folder of one's own.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/topodraw/topodraw/internal/gvcmd"
)

func main() {
	signal.Ignore(syscall.SIGPIPE) // a write then fails, and can be cleaned up after
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(gvcmd.Main(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
