// Package cli is the command line of topodraw. [Main] takes everything it may
// touch of the world around it as arguments and returns an exit code, so that
// tests can run it like any other function.
package cli

import (
	"context"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/topodraw/topodraw/internal/gvexec"
)

// The exit codes.
const (
	exitOK      = 0
	exitFound   = 1 // a check found something
	exitUsage   = 2 // bad usage or bad input
	exitFailure = 3 // the machine failed us: I/O, a missing engine, an interrupt
)

// Process is what a command runs in.
type Process struct {
	// Args are the arguments, without the name of the program.
	Args []string
	// Stdin, Stdout and Stderr are the standard streams.
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// The streams may be terminals: the first to ask before waiting for input
	// there, the second to keep bytes away that are not text, the third to use
	// colour.
	StdinTerminal, StdoutTerminal, StderrTerminal bool
	// Getenv returns variables of the environment.
	Getenv func(string) string
	// Graphviz finds the command that lays out where --layout asks for it.
	Graphviz gvexec.Finder
}

// System returns the Process of the running program.
func System() Process {
	return Process{
		Args:           os.Args[1:],
		Stdin:          os.Stdin,
		Stdout:         os.Stdout,
		Stderr:         os.Stderr,
		StdinTerminal:  isTerminal(os.Stdin),
		StdoutTerminal: isTerminal(os.Stdout),
		StderrTerminal: isTerminal(os.Stderr),
		Getenv:         os.Getenv,
		Graphviz:       func() (gvexec.Command, error) { return gvexec.SystemPlaces().Find() },
	}
}

// isTerminal reports whether a person is at the other side: a character device
// that is not the null device.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull)
	return err != nil || !os.SameFile(info, null)
}

// Main runs the command line and returns the exit code: 0 if all is well, 2 for
// bad usage or bad input, 1 if a check found something, 3 if the machine failed or the context ended. Errors
// and warnings go to Stderr. That nobody reads Stdout any more is no error.
func Main(ctx context.Context, p Process) int {
	out := &stdout{w: p.Stdout}
	p.Stdout = out
	root := newRoot(&p)
	cmd, err := root.ExecuteContextC(ctx)
	if out.err != nil { // also of what cobra wrote, which does not look
		err = named(stdoutName, out.err)
	}
	return p.report(cmd, err)
}

func newRoot(p *Process) *cobra.Command {
	root := &cobra.Command{
		Use:   "topodraw",
		Short: "Keep a system's topology as code and draw it",
		Long: `topodraw keeps a system's topology as code and draws it: a topology file,
Kubernetes manifests, Mermaid or DOT go in; Mermaid, DOT, SVG, PNG, YAML and JSON
come out.`,
		Example: `  topodraw example thanos | topodraw render
  topodraw example thanos | topodraw render -o thanos.svg`,
		Version:           versionLine(buildInfo()),
		Args:              cobra.ArbitraryArgs, // for unknownCommand to explain
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(cmd, args[0])
			}
			return cmd.Help()
		},
	}
	root.SetArgs(append([]string{}, p.Args...)) // nil would stand for os.Args
	root.SetIn(p.Stdin)
	root.SetOut(p.Stdout)
	root.SetErr(p.Stderr)
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError(err.Error()) })
	root.AddCommand(newRender(p), newLint(p), newExplain(p), newDiff(p), newDocs(p), newFmt(p), newExample(), newThemes(), newSchema(), newVersion(), newCompletion(), newMan(p))
	root.SetHelpCommand(newHelp())
	return root
}
