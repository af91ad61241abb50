package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/topodraw/topodraw/internal/diag"
	"github.com/topodraw/topodraw/internal/output"
	"github.com/topodraw/topodraw/mermaid"
	"github.com/topodraw/topodraw/topology"
)

// fmtFlags are the flags of fmt as they were given.
type fmtFlags struct{ list, diff, check bool }

func newFmt(p *Process) *cobra.Command {
	var f fmtFlags
	cmd := &cobra.Command{
		Use:   "fmt [FILE...] [flags]",
		Short: "Write topology files, Mermaid and DOT in the one way to write them",
		Long: `Fmt rewrites topology files, Mermaid flowcharts and DOT files in the one way to
write them: two spaces for each level and, in a topology, keys of an element in
their order, quotes where YAML needs them, flows in their shortest text; in the other
two, a statement a line. The order of elements, comments and the meaning stay as they
are, and so do files that are in that way already.

FILE is a file in one of these languages, or "-" for the standard input, which is
also read if there is no FILE, and is written to the standard output. Files are
written all or, if something is wrong with one of them, none. Names that another
file of a topology may declare are no mistakes. Diagrams of Mermaid that are no
flowcharts stay as they are, with a warning.

With -l, -d or --check nothing is written.`,
		Example: `  topodraw example thanos > thanos.yaml
  topodraw fmt thanos.yaml
  topodraw render thanos.yaml -o thanos.mmd
  topodraw fmt --check thanos.yaml thanos.mmd
  topodraw fmt -d - < thanos.yaml`,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return formattedExtensions(), cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(cmd *cobra.Command, args []string) error { return p.fmt(cmd.Context(), args, f) },
	}
	fs := cmd.Flags()
	fs.SortFlags = false
	fs.BoolVarP(&f.list, "list", "l", false, "print the names of files that would change")
	fs.BoolVarP(&f.diff, "diff", "d", false, "print what would change, as a unified diff")
	fs.BoolVar(&f.check, "check", false, "as --list unless there is --diff, and exit with 1 if a file would change")
	return cmd
}

// formattedExtensions returns the extensions of the files that fmt is for.
func formattedExtensions() []string {
	var all []string
	for _, l := range languages() {
		if l.format != nil {
			all = append(all, l.extensions...)
		}
	}
	return all
}

// fmtFile is a file with its text as it should be.
type fmtFile struct {
	topology.Source
	want []byte
}

func (f *fmtFile) changed() bool { return !bytes.Equal(f.Data, f.want) }

func (p *Process) fmt(ctx context.Context, paths []string, f fmtFlags) error {
	if len(paths) == 0 {
		if p.StdinTerminal {
			return usagef("there is nothing to format: name a file, or pipe one in")
		}
		paths = []string{streamPath}
	}
	var files []fmtFile
	var problems errorList
	for i, path := range paths {
		if path == streamPath && slices.Contains(paths[:i], path) {
			return usagef("the standard input is a file twice")
		}
		file, err := p.fmtFile(ctx, path)
		if errors.Is(err, context.Canceled) {
			return err
		}
		if err != nil {
			problems.add(err)
		}
		files = append(files, file)
	}
	if err := problems.err(); err != nil {
		return err
	}
	if f.list || f.diff || f.check {
		return p.showUnformatted(ctx, files, f)
	}
	return p.writeFormatted(ctx, paths, files)
}

// fmtFile reads a file and formats it.
func (p *Process) fmtFile(ctx context.Context, path string) (fmtFile, error) {
	in, err := p.file(ctx, path)
	if err != nil {
		return fmtFile{}, explain(in.Name, err)
	}
	f := fmtFile{Source: in.Source}
	l := languageOf(in.Source, "")
	if l.format == nil {
		return f, inputf("%s: fmt is for topology files, Mermaid and DOT, and this is %s", in.Name, l.title)
	}
	if name, ok := otherDiagram(l, in.Data); ok {
		p.print(fmt.Errorf("warning: %s: this is %s, which stays as it is: fmt is for flowcharts", in.Name, name))
		f.want = f.Data
		return f, nil
	}
	f.want, err = await(ctx, func() ([]byte, error) { return l.format(in.Data, in.Name) })
	return f, err
}

// otherDiagram says what a text in Mermaid is, if it is no flowchart. Files of one
// ending hold all of Mermaid's diagrams.
func otherDiagram(l language, text []byte) (name string, ok bool) {
	if l.name != fromMermaid {
		return "", false
	}
	return mermaid.Other(text)
}

// showUnformatted prints which files would change, and how.
func (p *Process) showUnformatted(ctx context.Context, files []fmtFile, f fmtFlags) error {
	var b bytes.Buffer
	found := false
	for _, file := range files {
		if !file.changed() {
			continue
		}
		found = true
		if f.list || !f.diff {
			_, _ = fmt.Fprintln(&b, diag.Text(file.Name)) // to memory
		}
		if f.diff {
			name := diag.Text(file.Name)
			_, _ = b.Write(diff.Diff(name, file.Data, name, file.want))
		}
	}
	if err := output.Write(ctx, []output.Content{{To: output.Stream(stdoutName, p.Stdout), Data: b.Bytes()}}); err != nil {
		return err
	}
	if f.check && found {
		return foundError{exitFound}
	}
	return nil
}

// writeFormatted writes the files that change, and the standard output if the
// standard input was read.
func (p *Process) writeFormatted(ctx context.Context, paths []string, files []fmtFile) error {
	var contents []output.Content
	var targets []*output.Target
	for i, file := range files {
		if paths[i] != streamPath && !file.changed() {
			continue
		}
		to, err := p.target(paths[i])
		if err != nil {
			return err
		}
		targets = append(targets, to)
		contents = append(contents, output.Content{To: to, Data: file.want})
	}
	if first, second := output.Twice(targets); first != nil {
		return usagef("%s and %s are the same file", first.Name(), second.Name())
	}
	return output.Write(ctx, contents)
}
