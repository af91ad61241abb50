package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/diag"
	"github.com/topodraw/topodraw/internal/output"
	"github.com/topodraw/topodraw/internal/suggest"
)

// usageError is a command line that asks for what there is not.
type usageError string

func (e usageError) Error() string { return string(e) }

func usagef(format string, args ...any) error {
	return usageError(fmt.Sprintf(format, args...))
}

// inputError is an input that cannot be read for what it is, such as a folder.
type inputError string

func (e inputError) Error() string { return string(e) }

func inputf(format string, args ...any) error {
	return inputError(fmt.Sprintf(format, args...))
}

// report tells about an error of a command and returns the exit code.
func (p *Process) report(cmd *cobra.Command, err error) int {
	var (
		usage    usageError
		input    inputError
		problems graph.Diagnostics
		found    foundError
		several  errorList
	)
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &several):
		code := exitOK
		for _, err := range several {
			code = max(code, p.report(cmd, err))
		}
		return code
	case errors.As(err, &found):
		return found.code
	case errors.As(err, &problems):
		p.print(err)
		return exitUsage
	case errors.As(err, &usage):
		p.print(fmt.Errorf("topodraw: %w", err))
		_, _ = fmt.Fprintf(p.Stderr, "Run '%s --help' for its use.\n", cmd.CommandPath())
		return exitUsage
	case errors.As(err, &input), errors.Is(err, output.ErrName):
		p.print(fmt.Errorf("topodraw: %w", err))
		return exitUsage
	case errors.Is(err, context.Canceled):
		err = errors.New("interrupted")
	}
	p.print(fmt.Errorf("topodraw: %w", err))
	return exitFailure
}

// named puts the name of a file in front of an error of the system, once.
func named(name string, err error) error {
	if err == nil {
		return nil
	}
	var in *fs.PathError
	if errors.As(err, &in) {
		err = in.Err
	}
	return fmt.Errorf("%s: %w", name, err)
}

// print writes an error to the standard error, which has nowhere to report an
// error of its own to.
func (p *Process) print(err error) {
	_ = diag.Print(p.Stderr, err, diag.Options{Color: p.colored()})
}

// colored reports whether errors are for the eyes of a person who did not ask
// otherwise; see https://no-color.org.
func (p *Process) colored() bool {
	return p.StderrTerminal && p.Getenv("NO_COLOR") == "" && p.Getenv("TERM") != "dumb"
}

// unknown says that a word is not one of those known, and which may be meant.
func unknown(what, word string, known []string) error {
	if near := suggest.Nearest(word, known); near != "" {
		return usagef("there is no %s %q, did you mean %s? The %ss are: %s", what, word, strconv.Quote(near), what, list(known))
	}
	return usagef("there is no %s %q; the %ss are: %s", what, word, what, list(known))
}

func list(words []string) string { return strings.Join(words, ", ") }

// noArgs refuses arguments.
func noArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("unexpected argument %q", args[0])
	}
	return nil
}

// stdout is the standard output. It remembers its first error, and takes
// everything after its reader has gone: then nothing is missed by anyone.
type stdout struct {
	w    io.Writer
	gone bool
	err  error
}

func (s *stdout) Write(b []byte) (int, error) {
	if s.gone {
		return len(b), nil
	}
	n, err := s.w.Write(b)
	switch {
	case err == nil:
		return n, nil
	case errors.Is(err, syscall.EPIPE), errors.Is(err, io.ErrClosedPipe):
		s.gone = true
		return len(b), nil
	case s.err == nil:
		s.err = err
	}
	return n, err
}
