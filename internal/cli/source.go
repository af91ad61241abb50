package cli

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphjson"
	"github.com/topodraw/topodraw/topology"
)

// stdinName is what the standard input is in messages.
const stdinName = "<stdin>"

// maxSource is the size in bytes up to which a source is read. The readers have
// limits of their own, none of which is larger.
const maxSource = max(graphjson.MaxSize, topology.MaxFileSize)

// read reads the graph that the sources make together.
func (p *Process) read(ctx context.Context, paths []string, spec readSpec) (*graph.Graph, error) {
	sources, err := p.sources(ctx, paths)
	if err != nil {
		return nil, err
	}
	whole, l := wholeGraph(sources, spec.from)
	if spec.diagram != "" && l.name != fromMarkdown {
		return nil, usagef("--diagram is for a Markdown document, which %s is not", whole.Name)
	}
	if l.name == fromTopology {
		return await(ctx, func() (*graph.Graph, error) { return topology.ReadAll(sources...) })
	}
	if len(sources) > 1 {
		return nil, usagef("%s is %s, which holds a whole graph and cannot be put together with other sources: render it alone", whole.Name, l.title)
	}
	// What warns while it is left behind warns nobody.
	var warned []graph.Diagnostic
	inner := spec
	inner.warn = func(d graph.Diagnostic) { warned = append(warned, d) }
	g, err := await(ctx, func() (*graph.Graph, error) { return l.read(whole, inner) })
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return nil, err
	}
	for _, d := range warned {
		spec.warn(d)
	}
	return g, err
}

// wholeGraph returns the first source that is no topology, with its language, or
// the first of all if there is none.
func wholeGraph(sources []topology.Source, from string) (topology.Source, language) {
	for _, s := range sources {
		if l := languageOf(s, from); l.name != fromTopology {
			return s, l
		}
	}
	return sources[0], languages()[0]
}

// sources reads all sources, the standard input for want of any.
func (p *Process) sources(ctx context.Context, paths []string) ([]topology.Source, error) {
	if len(paths) == 0 {
		if p.StdinTerminal {
			return nil, usagef("there is nothing to read: name a file, or pipe one in, as in: topodraw example thanos | topodraw render")
		}
		paths = []string{streamPath}
	}
	sources := make([]topology.Source, len(paths))
	for i, path := range paths {
		if path == streamPath && slices.Contains(paths[:i], path) {
			return nil, usagef("the standard input is a source twice")
		}
		var err error
		if sources[i], err = p.source(ctx, path); err != nil {
			return nil, err
		}
	}
	return sources, nil
}

func (p *Process) source(ctx context.Context, path string) (topology.Source, error) {
	s := topology.Source{Name: path}
	read := func() ([]byte, error) { return readFile(path) }
	if path == streamPath {
		s.Name = stdinName
		read = func() ([]byte, error) { return readLimited(p.Stdin) }
	}
	var err error
	s.Data, err = await(ctx, read)
	return s, explain(s.Name, err)
}

// errFolder and errTooLarge are what reading finds besides errors of the system.
var (
	errFolder   = errors.New("a folder")
	errTooLarge = errors.New("too large")
)

// explain says what an error of reading means to the user.
func explain(name string, err error) error {
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return err
	case name == "":
		return usagef("the name of a source is empty")
	case errors.Is(err, fs.ErrNotExist):
		return inputf("%s: there is no such file", name)
	case errors.Is(err, errFolder):
		return inputf("%s: this is a folder: name the files in it", name)
	case errors.Is(err, errTooLarge):
		return inputf("%s: this is larger than %d MiB, which is no topology", name, maxSource>>20)
	}
	return named(name, err)
}

func readFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, errors.Join(errFolder, f.Close())
	}
	data, err := readLimited(f)
	return data, errors.Join(err, f.Close())
}

// readLimited reads all there is, but no more than is allowed.
func readLimited(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxSource+1))
	if err == nil && len(data) > maxSource {
		err = errTooLarge
	}
	return data, err
}

// await returns what do returns, or the error of the context if that ends
// first: what do does then is left behind.
func await[T any](ctx context.Context, do func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done := make(chan result, 1)
	go func() {
		value, err := do()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// sourceFiles completes the names of files that can be sources.
func sourceFiles(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	exts := []cobra.Completion{"json"}
	for _, l := range languages() {
		exts = append(exts, l.extensions...)
	}
	return exts, cobra.ShellCompDirectiveFilterFileExt
}
