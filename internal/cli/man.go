package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/topodraw/topodraw/internal/output"
)

func newMan(p *Process) *cobra.Command {
	return &cobra.Command{
		Use:   "man [FOLDER]",
		Short: "Print the manual page, or write one for each command",
		Long: `Man prints the manual page of topodraw. With a FOLDER it writes the pages of all
commands into it, topodraw.1 and topodraw-render.1 and so on. The folder has to
exist. Pages have no date in them: the same commands give the same bytes.`,
		Example: `  topodraw man > topodraw.1
  topodraw man .`,

		DisableFlagsInUseLine: true,
		Args: func(_ *cobra.Command, args []string) error {
			return noArgs(nil, args[min(1, len(args)):])
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				_, err := p.Stdout.Write(manPage(cmd.Root()))
				return err
			}
			return writeManPages(cmd.Context(), cmd.Root(), args[0])
		},
	}
}

// writeManPages writes the page of each command into a folder.
func writeManPages(ctx context.Context, root *cobra.Command, folder string) error {
	switch info, err := os.Stat(folder); {
	case err != nil && isMissing(err):
		return inputf("%s: there is no such folder", folder)
	case err != nil:
		return named(folder, err)
	case !info.IsDir():
		return inputf("%s: this is no folder", folder)
	}
	var contents []output.Content
	for _, cmd := range manCommands(root) {
		to, err := output.File(filepath.Join(folder, manName(cmd)+".1"))
		if err != nil {
			return err
		}
		contents = append(contents, output.Content{To: to, Data: manPage(cmd)})
	}
	return output.Write(ctx, contents)
}

// manCommands returns a command and those below it that have a page.
func manCommands(root *cobra.Command) []*cobra.Command {
	out := []*cobra.Command{root}
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() || c.Name() == "help" {
			out = append(out, manCommands(c)...)
		}
	}
	return out
}

// manName returns the name of a page, that of git-commit for "git commit".
func manName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// manPage returns the manual page of a command in the man macros of roff, which
// man(7) describes. It has no date and no version.
func manPage(cmd *cobra.Command) []byte {
	cmd.InitDefaultHelpFlag()
	cmd.InitDefaultVersionFlag()
	var m roff
	name := manName(cmd)
	m.request(".TH", strings.ToUpper(name), "1", "", "topodraw", "")
	m.section("NAME")
	m.text(name + " - " + strings.ToLower(cmd.Short[:1]) + cmd.Short[1:])
	m.section("SYNOPSIS")
	m.code(cmd.UseLine())
	m.section("DESCRIPTION")
	m.paragraphs(cmd.Long)
	m.commands(cmd)
	m.flags("OPTIONS", cmd.NonInheritedFlags())
	m.flags("OPTIONS OF ALL COMMANDS", cmd.InheritedFlags())
	m.section("EXAMPLES")
	m.code(cmd.Example)
	m.section("EXIT STATUS")
	for _, s := range exitStatuses() {
		m.term(s.code, s.about)
	}
	m.section("SEE ALSO")
	m.text(strings.Join(manRelated(cmd), ", "))
	return []byte(m.String())
}

type exitStatus struct{ code, about string }

func exitStatuses() []exitStatus {
	return []exitStatus{
		{fmt.Sprint(exitOK), "all is well"},
		{fmt.Sprint(exitFound), "a check has found something"},
		{fmt.Sprint(exitUsage), "the command line or the input is wrong"},
		{fmt.Sprint(exitFailure), "the machine failed: a file, a missing program, an interrupt"},
	}
}

// manRelated returns the pages of the other commands.
func manRelated(cmd *cobra.Command) []string {
	var out []string
	for _, c := range manCommands(cmd.Root()) {
		if c != cmd {
			out = append(out, manName(c)+"(1)")
		}
	}
	slices.Sort(out)
	return out
}

// commands writes what the commands below one are for.
func (m *roff) commands(cmd *cobra.Command) {
	below := manCommands(cmd)[1:]
	if len(below) == 0 {
		return
	}
	m.section("COMMANDS")
	for _, c := range below {
		m.term(c.CommandPath(), c.Short)
	}
}

// flags writes what the flags of a set are for.
func (m *roff) flags(title string, fs *pflag.FlagSet) {
	if !fs.HasAvailableFlags() {
		return
	}
	m.section(title)
	fs.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if value != "" {
			name += " " + value
		}
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" && f.DefValue != "0" && f.DefValue != "0s" {
			usage += " (default " + f.DefValue + ")"
		}
		m.term(name, usage)
	})
}
