package cli

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/graphjson"
	"github.com/topodraw/topodraw/internal/walk"
	"github.com/topodraw/topodraw/topology"
	"github.com/topodraw/topodraw/topology/kube"
)

// stdinName is what the standard input is in messages.
const stdinName = "<stdin>"

// maxSource is the size in bytes up to which a source is read. The readers have
// limits of their own, none of which is larger.
const maxSource = max(graphjson.MaxSize, topology.MaxFileSize, kube.MaxFileSize)

// input is a source with its place among what the user named.
type input struct {
	topology.Source
	// path is what evidence calls the file, which is the same wherever the command
	// is run.
	path string
	// manifest says that it was found in a folder as a Kubernetes manifest.
	manifest bool
}

// read reads the graph that the sources make together.
func (p *Process) read(ctx context.Context, paths []string, spec readSpec) (*graph.Graph, error) {
	sources, err := p.sources(ctx, paths, spec)
	if err != nil {
		return nil, err
	}
	return together(ctx, sources, spec)
}

// together returns the graph that sources make together.
func together(ctx context.Context, sources []input, spec readSpec) (*graph.Graph, error) {
	if spec.spare != nil {
		if err := spec.spare(sources); err != nil {
			return nil, err
		}
	}
	manifests, others := split(sources, spec.from)
	if len(manifests) == 0 {
		if err := spec.kube.unused(others[0].Name); err != nil {
			return nil, err
		}
	}
	if err := spec.fits(manifests, others); err != nil {
		return nil, err
	}
	if len(manifests) > 0 {
		return drawSystem(ctx, manifests, others, spec)
	}
	return readGraph(ctx, others, spec)
}

// fits refuses sources that make no graph together.
func (spec *readSpec) fits(manifests []input, others []topology.Source) error {
	whole, l := wholeGraph(others, spec.from)
	switch {
	case spec.diagram != "" && l.name != fromMarkdown:
		first := whole.Name
		if len(manifests) > 0 {
			first = manifests[0].Name
		}
		return usagef("--diagram is for a Markdown document, which %s is not", first)
	case l.name != fromTopology && len(manifests)+len(others) > 1:
		return usagef("%s is %s, which holds a whole graph and cannot be put together with other sources: render it alone", whole.Name, l.title)
	}
	return nil
}

// readGraph reads sources that are no manifests.
func readGraph(ctx context.Context, sources []topology.Source, spec readSpec) (*graph.Graph, error) {
	whole, l := wholeGraph(sources, spec.from)
	if l.name == fromTopology {
		return await(ctx, func() (*graph.Graph, error) { return topology.ReadAll(sources...) })
	}
	return readWhole(ctx, whole, l, spec)
}

// readWhole reads a source that holds a whole graph.
func readWhole(ctx context.Context, whole topology.Source, l language, spec readSpec) (*graph.Graph, error) {
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

// split tells the Kubernetes manifests among sources from the others.
func split(sources []input, from string) (manifests []input, others []topology.Source) {
	for _, s := range sources {
		if s.manifest || languageOf(s.Source, from).name == fromKube {
			manifests = append(manifests, s)
		} else {
			others = append(others, s.Source)
		}
	}
	return manifests, others
}

// wholeGraph returns the first source that is no topology, with its language, or
// the first of all if there is none.
func wholeGraph(sources []topology.Source, from string) (topology.Source, language) {
	for _, s := range sources {
		if l := languageOf(s, from); l.name != fromTopology {
			return s, l
		}
	}
	if len(sources) == 0 {
		return topology.Source{}, languages()[0]
	}
	return sources[0], languages()[0]
}

// sources reads all sources, the standard input for want of any.
func (p *Process) sources(ctx context.Context, paths []string, spec readSpec) ([]input, error) {
	if len(paths) == 0 {
		if p.StdinTerminal {
			return nil, usagef("there is nothing to read: name a file, or pipe one in, as in: topodraw example thanos | topodraw render")
		}
		paths = []string{streamPath}
	}
	var sources []input
	for i, path := range paths {
		if path == streamPath && slices.Contains(paths[:i], path) {
			return nil, usagef("the standard input is a source twice")
		}
		read, err := p.source(ctx, path, spec)
		if err != nil && (!spec.keepGoing() || len(read) == 0) {
			return nil, err
		}
		if err != nil {
			spec.skipped(err)
		}
		sources = append(sources, read...)
	}
	return sources, tellApart(sources)
}

// tellApart gives files that evidence would call the same as many of their
// folders as it takes to tell them apart.
func tellApart(sources []input) error {
	whole := make([]string, len(sources))
	for i, s := range sources {
		whole[i] = s.path
		if s.Name == stdinName {
			continue
		}
		abs, err := filepath.Abs(s.Name)
		if err != nil {
			return named(s.Name, err)
		}
		whole[i] = filepath.ToSlash(abs)
	}
	for shared := true; shared; {
		files := make(map[string]string)
		ambiguous := make(map[string]bool)
		for i, s := range sources {
			if file, ok := files[s.path]; ok && file != whole[i] {
				ambiguous[s.path] = true
			}
			files[s.path] = whole[i]
		}
		shared = false
		for i := range sources {
			if s := &sources[i]; ambiguous[s.path] && s.path != whole[i] {
				s.path, shared = longer(s.path, whole[i]), true
			}
		}
	}
	return nil
}

// longer returns the end of a path with one folder more than some end of it has.
func longer(end, whole string) string {
	rest := strings.TrimSuffix(strings.TrimSuffix(whole, end), "/")
	if i := strings.LastIndexByte(rest, '/'); i >= 0 && len(rest) < len(whole) {
		return whole[i+1:]
	}
	return whole
}

// source reads a file, the standard input, or the manifests of a folder.
func (p *Process) source(ctx context.Context, path string, spec readSpec) ([]input, error) {
	s, err := p.file(ctx, path)
	if errors.Is(err, errFolder) {
		if spec.from != "" && spec.from != fromKube {
			return nil, usagef("%s is a folder, in which Kubernetes manifests are looked for, so --from %s is not for it", path, spec.from)
		}
		found, err := p.folder(ctx, path, spec.warn)
		return found, explainEach(path, err)
	}
	if err != nil {
		return nil, explain(s.Name, err)
	}
	return []input{s}, nil
}

// file reads a file or the standard input.
func (p *Process) file(ctx context.Context, path string) (input, error) {
	s := input{Source: topology.Source{Name: path}, path: filepath.Base(path)}
	read := func() ([]byte, error) { return readFile(path) }
	if path == streamPath {
		s.Name, s.path = stdinName, stdinName
		read = func() ([]byte, error) { return readLimited(p.Stdin) }
	}
	var err error
	s.Data, err = await(ctx, read)
	return s, err
}

// errFolder and errTooLarge are what reading finds besides errors of the system.
var (
	errFolder   = errors.New("a folder")
	errTooLarge = errors.New("too large")
)

// isMissing reports whether there is nothing at a path, or a file where the path
// leads through a folder.
func isMissing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// explain says what an error of reading means to the user.
func explain(name string, err error) error {
	var limit walk.LimitError
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return err
	case name == "":
		return usagef("the name of a source is empty")
	case isMissing(err):
		return inputf("%s: there is no such file", name)
	case errors.Is(err, syscall.ENAMETOOLONG), errors.Is(err, syscall.ELOOP):
		return inputf("%v", named(name, err))
	case errors.Is(err, errFolder):
		return inputf("%s: this is a folder", name)
	case errors.As(err, &limit):
		return inputf("%s: %v", name, limit)
	case errors.As(err, new(inputError)):
		return err
	case errors.Is(err, errTooLarge):
		return inputf("%s: this is larger than %d MiB, which is no topology", name, maxSource>>20)
	}
	return named(name, err)
}

// explainEach explains every error of reading a folder, with the name of the
// file that it is about.
func explainEach(folder string, err error) error {
	if err == nil {
		return nil
	}
	var out errorList
	for _, err := range flat(err) {
		name := folder
		var in *fs.PathError
		if errors.As(err, &in) {
			name = in.Path
		}
		out.add(explain(name, err))
	}
	return out
}

// flat returns the errors that are joined in one.
func flat(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var out []error
	for _, err := range joined.Unwrap() {
		out = append(out, flat(err)...)
	}
	return out
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
