// Package gvcmd is the command topodraw-graphviz: the Graphviz that is compiled
// into the program, behind the flags of Graphviz's own command dot.
package gvcmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/topodraw/topodraw/internal/output"
	"github.com/topodraw/topodraw/render/layout/graphviz"
)

// name is what the command calls itself.
const name = "topodraw-graphviz"

// Exit codes, those of dot.
const (
	exitFine   = 0
	exitFailed = 1 // usage, a bad graph, or an output that cannot be written
	exitNoFile = 2 // an input that cannot be read
)

// maxInput is how long an input may be, in bytes.
const maxInput = 64 << 20

// Main runs the command with its arguments, without the name of the program,
// and returns its exit code. Outputs are written when all graphs of all inputs
// are drawn: files whole or not at all. When the context ends first, Main
// returns at once, though Graphviz goes on until the process ends.
func Main(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	err := run(ctx, args, stdin, stdout, stderr)
	if err == nil {
		return exitFine
	}
	// Nobody is left to tell if this fails.
	_, _ = fmt.Fprintf(stderr, "%s: %v\n", name, err)
	if errors.Is(err, errUsage) {
		_, _ = fmt.Fprint(stderr, usage())
	}
	if errors.Is(err, errRead) {
		return exitNoFile
	}
	return exitFailed
}

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) error {
	opt, err := parse(args)
	switch {
	case err != nil:
		return err
	case opt.help:
		_, err := fmt.Fprint(stdout, usage())
		return err
	case opt.version:
		_, err := fmt.Fprintf(stderr, "%s - graphviz version %s (go-graphviz)\n", name, graphviz.Version())
		return err
	}
	contents, err := results(ctx, opt, stdin, stdout)
	if err != nil {
		return err
	}
	return output.Write(ctx, contents)
}

// results reads and draws, which cannot be stopped, until the context ends.
func results(ctx context.Context, opt *options, stdin io.Reader, stdout io.Writer) ([]output.Content, error) {
	type result struct {
		contents []output.Content
		err      error
	}
	done := make(chan result, 1)
	go func() {
		inputs, err := read(opt.files, stdin)
		if err != nil {
			done <- result{nil, err}
			return
		}
		contents, err := draw(opt, inputs, stdout)
		done <- result{contents, err}
	}()
	select {
	case r := <-done:
		return r.contents, r.err
	case <-ctx.Done():
		return nil, errors.New("interrupted")
	}
}

// input is a text in the DOT language.
type input struct {
	name string
	text []byte
}

var errRead = errors.New("cannot be read")

// read reads the files, or the standard input if there are none.
func read(files []string, stdin io.Reader) ([]input, error) {
	if len(files) == 0 {
		files = []string{stdio}
	}
	var out []input
	for _, f := range files {
		in := input{name: f}
		var err error
		if f == stdio {
			in.name = "<stdin>"
			in.text, err = readAll(stdin)
		} else {
			in.text, err = readFile(f)
		}
		if err != nil {
			return nil, fmt.Errorf("%s %w: %w", in.name, errRead, err)
		}
		out = append(out, in)
	}
	return out, nil
}

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	text, err := readAll(f)
	return text, errors.Join(err, f.Close())
}

func readAll(r io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxInput+1))
	if err == nil && len(text) > maxInput {
		err = fmt.Errorf("it is longer than %d MB", maxInput>>20)
	}
	return text, err
}

// draw draws all inputs for every job. What goes to the standard output is one
// content.
func draw(opt *options, inputs []input, stdout io.Writer) ([]output.Content, error) {
	toStdout := output.Content{To: output.Stream("the standard output", stdout)}
	var out []output.Content
	for _, j := range opt.jobs {
		data, err := drawAll(inputs, opt.engine, j.format)
		if err != nil {
			return nil, err
		}
		if j.file == stdio {
			toStdout.Data = append(toStdout.Data, data...)
			continue
		}
		to, err := output.File(j.file)
		if err != nil {
			return nil, err
		}
		out = append(out, output.Content{To: to, Data: data})
	}
	if a, _ := output.Twice(targets(out)); a != nil {
		return nil, usageError("%s is named as an output twice", a.Name())
	}
	if len(toStdout.Data) > 0 {
		out = append(out, toStdout)
	}
	return out, nil
}

func targets(contents []output.Content) []*output.Target {
	var out []*output.Target
	for _, c := range contents {
		out = append(out, c.To)
	}
	return out
}

func drawAll(inputs []input, engine, format string) ([]byte, error) {
	var out []byte
	for _, in := range inputs {
		drawn, err := graphviz.Render(in.text, engine, format)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", in.name, err)
		}
		out = append(out, drawn...)
	}
	return out, nil
}
