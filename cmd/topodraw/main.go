// Topodraw keeps a system's topology as code and draws it.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/topodraw/topodraw/internal/cli"
)

func main() {
	cli.TuneMemory()
	signal.Ignore(syscall.SIGPIPE) // a write then fails, and can be cleaned up after
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(cli.Main(ctx, cli.System()))
}
