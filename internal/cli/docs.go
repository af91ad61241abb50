package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/spf13/cobra"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/docs"
	"github.com/topodraw/topodraw/internal/output"
	"github.com/topodraw/topodraw/internal/report"
)

// docsFlags are the flags of docs as they were given.
type docsFlags struct {
	root   string
	check  bool
	format string
	fences string
	quiet  bool
}

func newDocs(p *Process) *cobra.Command {
	var f docsFlags
	cmd := &cobra.Command{
		Use:   "docs [PATH...] [flags]",
		Short: "Keep the diagrams in Markdown documents up to date",
		Long: `Docs draws the diagrams of Markdown documents anew, between the markers that stand
around them. All else in a document stays as it is, byte for byte.

  <!-- topodraw shop.yaml format=svg out=img/shop.svg alt="The shop" -->
  ![The shop](img/shop.svg)
  <!-- /topodraw -->

PATH is a document or a folder, in which documents are those named *.md, *.markdown
and *.mdx; without one it is the git repository around the working folder, or else
the working folder. In MDX a marker may also be written {/* topodraw … */}.

A marker names its sources, relative to the document, and has the options that
"topodraw render" has as flags: view=app for --view app, merge=yes for --merge.
Without a source, the code block right before it, which begins with ` + "```topodraw" + `, is
the topology. The diagram is in Mermaid unless format= or out= says otherwise. As
svg or png it is a file beside the document:

  out=FILE     its name, instead of one from those of the document and the source
  alt=TEXT     its alternative text, instead of the title or description
  picture=yes  a second file for dark surroundings, and a <picture> of both

Files are written all or, after any error, none; those that would not change are
left alone. The names of the others are printed.`,
		Example: `  topodraw example thanos > thanos.yaml
  printf '%s\n' '# Thanos' '<!-- topodraw thanos.yaml -->' '<!-- /topodraw -->' > README.md
  topodraw docs README.md
  topodraw docs --check
  topodraw docs --check --format github`,
		DisableFlagsInUseLine: true,
		ValidArgsFunction:     documentFiles,
		RunE:                  func(cmd *cobra.Command, args []string) error { return p.docs(cmd.Context(), args, f) },
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.BoolVar(&f.check, "check", false, "write nothing: show what is not up to date, and exit with 1 if something is not")
	fs.StringVar(&f.format, "format", report.Formats()[0], "`FORM` of what --check shows: "+list(report.Formats()))
	fs.StringVar(&f.fences, "fences", "", "also make pictures of Mermaid's code blocks, as a `FORMAT`: "+list(pictureFormats()))
	fs.StringVar(&f.root, "root", "", "`FOLDER` that nothing is read or written outside of, instead of the git repository")
	fs.BoolVarP(&f.quiet, "quiet", "q", false, "no warnings, and no names of files")
	completeFlags(cmd, map[string][]string{"format": report.Formats(), "fences": pictureFormats()})
	if err := cmd.RegisterFlagCompletionFunc("root", folders); err != nil {
		panic(err) // there is no such flag
	}
	return cmd
}

// documentFiles completes the names of documents.
func documentFiles(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return docs.Extensions(), cobra.ShellCompDirectiveFilterFileExt
}

// folders completes the names of folders.
func folders(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

func (f *docsFlags) verify(formatGiven bool) error {
	switch {
	case !slices.Contains(report.Formats(), f.format):
		return unknown("form", f.format, report.Formats())
	case f.fences != "" && !slices.Contains(pictureFormats(), f.fences):
		return unknown("format", f.fences, pictureFormats())
	case formatGiven && !f.check:
		return usagef("--format is for what --check shows, and there is no --check")
	}
	return nil
}

// remedy is the command that writes what a check has found.
func (f *docsFlags) remedy() string {
	if f.fences != "" {
		return "topodraw docs --fences " + f.fences
	}
	return "topodraw docs"
}

// docsRun is one run of docs.
type docsRun struct {
	p     *Process
	flags docsFlags
	tree  *tree
	// documents are those that have something to draw.
	documents []*document
	// materials are what sources hold, each set of them once.
	materials map[string]*material
	// made are the sources that are written with the documents, by their paths.
	made map[string][]byte
	// problems are all that is wrong so far.
	problems errorList
	warnings *warnings
}

// document is a document with the figures in it.
type document struct {
	*docs.Document
	// rel is its path below the root, with slashes.
	rel     string
	figures []*figure
}

func (p *Process) docs(ctx context.Context, args []string, f docsFlags) (err error) {
	if err := f.verify(f.format != report.Formats()[0]); err != nil {
		return err
	}
	t, err := openTree(f.root)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, t.close()) }()
	r := &docsRun{
		p: p, flags: f, tree: t, warnings: newWarnings(p, f.quiet),
		materials: make(map[string]*material), made: make(map[string][]byte),
	}
	if err := r.read(ctx, args); err != nil {
		return err
	}
	r.plan(ctx)
	skipped, err := r.draw(ctx)
	if err != nil {
		return err
	}
	filled := r.fill()
	if r.problems != nil {
		return once(r.problems)
	}
	if f.check {
		err = r.showStale()
	} else {
		err = r.write(ctx, filled)
	}
	if err != nil {
		return err
	}
	return once(skipped).err()
}

// figures returns all figures, in the order of documents and places.
func (r *docsRun) figures() []*figure {
	var out []*figure
	for _, d := range r.documents {
		out = append(out, d.figures...)
	}
	return out
}

// plan finds out what every place asks for.
func (r *docsRun) plan(ctx context.Context) {
	for _, d := range r.documents {
		r.convert(d)
		for _, place := range d.Places {
			fig, err := r.figure(ctx, d, place)
			if err != nil {
				r.problems.add(atMarker(place, err))
				continue
			}
			d.figures = append(d.figures, fig)
		}
	}
	r.tellTwice()
}

// draw draws all figures, several at a time. It returns what sources had to be
// left out, where markers allow it.
func (r *docsRun) draw(ctx context.Context) (skipped errorList, err error) {
	figures := r.figures()
	progress := newProgress(r.p, len(figures))
	errs := make([]error, len(figures))
	inParallel(len(figures), func(i int) {
		if ctx.Err() == nil {
			errs[i] = figures[i].draw(ctx, r.p)
		}
		progress.done()
	})
	progress.end()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for i, fig := range figures {
		for _, d := range fig.warned {
			r.warnings.add(d)
		}
		skipped = append(skipped, fig.skipped...)
		if errs[i] != nil {
			r.problems.add(atMarker(fig.place, errs[i]))
		}
	}
	return skipped, nil
}

// inParallel calls do with the numbers below n, as many at a time as there are
// processors, and returns when all are done.
func inParallel(n int, do func(i int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				do(int(i))
			}
		})
	}
	group.Wait()
}

// fill returns the documents with their figures, in the order of documents; nil
// stands for one that cannot have them.
func (r *docsRun) fill() [][]byte {
	out := make([][]byte, len(r.documents))
	for i, d := range r.documents {
		if len(d.figures) != len(d.Places) || r.problems != nil {
			continue
		}
		contents := make([]*docs.Content, len(d.figures))
		for j, fig := range d.figures {
			contents[j] = fig.content
		}
		var err error
		if out[i], err = d.Fill(contents); err != nil {
			r.problems.add(err)
		}
	}
	return out
}

// write writes what has changed: pictures and sources first, so that no document
// shows what is not there.
func (r *docsRun) write(ctx context.Context, filled [][]byte) (err error) {
	undo, err := r.makeFolders()
	defer func() {
		if err != nil {
			undo()
		}
	}()
	if err != nil {
		return err
	}
	var contents []output.Content
	add := func(name string, data []byte) {
		to, err := output.File(name)
		if err != nil {
			r.problems.add(err)
			return
		}
		contents = append(contents, output.Content{To: to, Data: data})
	}
	for _, fig := range r.figures() {
		for _, file := range fig.files {
			if !holds(file.name, file.data) {
				add(file.name, file.data)
			}
		}
	}
	for _, rel := range slices.Sorted(maps.Keys(r.made)) {
		add(r.tree.path(rel), r.made[rel])
	}
	for i, d := range r.documents {
		if string(filled[i]) != string(d.Text) {
			add(d.Name, filled[i])
		}
	}
	if a, b := output.Twice(targetsOf(contents)); a != nil {
		r.problems.add(usagef("two paths lead to one file: %s and %s", a.Name(), b.Name()))
	}
	if r.problems != nil {
		return once(r.problems)
	}
	if err := output.Write(ctx, contents); err != nil {
		return err
	}
	undo = func() {} // what was written stays, whoever can be told of it
	return r.tellWritten(contents)
}

func targetsOf(contents []output.Content) []*output.Target {
	out := make([]*output.Target, len(contents))
	for i, c := range contents {
		out[i] = c.To
	}
	return out
}

func (r *docsRun) tellWritten(contents []output.Content) error {
	for _, c := range contents {
		if r.flags.quiet {
			break
		}
		if _, err := fmt.Fprintln(r.p.Stdout, visible(c.To.Name())); err != nil {
			return err
		}
	}
	return nil
}

// once returns errors without those that say what another says, since a source
// is read for several places: problems in the order of their places, and then the
// others.
func once(errs errorList) errorList {
	var problems graph.Diagnostics
	var others errorList
	seen := make(map[string]bool)
	isNew := func(err error) bool {
		was := seen[err.Error()]
		seen[err.Error()] = true
		return !was
	}
	for _, err := range flat(errs) {
		var ds graph.Diagnostics
		switch {
		case errors.As(err, &ds):
			for _, d := range ds {
				if isNew(d) {
					problems = append(problems, d)
				}
			}
		case isNew(err):
			others.add(err)
		}
	}
	if len(problems) == 0 {
		return others
	}
	slices.SortStableFunc(problems, func(a, b graph.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col))
	})
	return append(errorList{problems}, others...)
}

// atMarker gives an error the place of a marker, unless it has one already.
func atMarker(place *docs.Place, err error) error {
	var problems graph.Diagnostics
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.As(err, &problems):
		out := slices.Clone(problems)
		for i := range out {
			if out[i].Pos.File == "" {
				out[i].Pos, out[i].Source = place.Pos, place.Source
			}
		}
		return out
	case errors.As(err, new(usageError)), errors.As(err, new(inputError)), errors.Is(err, output.ErrName):
		return graph.Diagnostics{{Pos: place.Pos, Source: place.Source, Message: err.Error()}}
	}
	return fmt.Errorf("%s: %w", place.Pos, err)
}
