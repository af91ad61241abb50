package cli

import (
	"context"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/walk"
)

// shell is a shell that cobra can write a completion script for.
type shell struct {
	name  string
	write func(root *cobra.Command, w io.Writer) error
}

func shells() []shell {
	return []shell{
		{"bash", func(root *cobra.Command, w io.Writer) error { return root.GenBashCompletionV2(w, true) }},
		{"zsh", (*cobra.Command).GenZshCompletion},
		{"fish", func(root *cobra.Command, w io.Writer) error { return root.GenFishCompletion(w, true) }},
		{"powershell", (*cobra.Command).GenPowerShellCompletionWithDesc},
	}
}

func newCompletion() *cobra.Command {
	var names []string
	for _, s := range shells() {
		names = append(names, s.name)
	}
	return &cobra.Command{
		Use:   "completion bash|zsh|fish|powershell",
		Short: "Print a script by which a shell completes commands",
		Long: `Completion prints a script by which a shell completes the commands, flags and
arguments of topodraw. Where it has to be put is up to the shell:

  bash        ~/.local/share/bash-completion/completions/topodraw
  zsh         a file _topodraw in a folder of $fpath
  fish        ~/.config/fish/completions/topodraw.fish
  powershell  the file $PROFILE, or one that it runs`,
		Example: `  topodraw completion bash > topodraw.bash`,

		DisableFlagsInUseLine: true,
		ValidArgsFunction:     firstArg(names),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("for which shell? The shells are: %s", list(names))
			}
			i := slices.Index(names, args[0])
			if i < 0 {
				return unknown("shell", args[0], names)
			}
			if err := noArgs(cmd, args[1:]); err != nil {
				return err
			}
			return shells()[i].write(cmd.Root(), cmd.OutOrStdout())
		},
	}
}

// completeFlags offers words for the values of flags, by name.
func completeFlags(cmd *cobra.Command, words map[string][]string) {
	for flag, w := range words {
		complete := cobra.FixedCompletions(w, cobra.ShellCompDirectiveNoFileComp)
		if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
			panic(err) // there is no such flag
		}
	}
}

// firstArg offers words for the first argument, and nothing for others.
func firstArg(words []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return words, cobra.ShellCompDirectiveNoFileComp
	}
}

// name is a word that a source holds, and what it is the name of.
type name struct{ word, about string }

// namesOf returns the names of a graph that a flag takes, or those that it
// takes anyway if there is no graph.
type namesOf func(g *graph.Graph) []name

// completeFrom offers names out of the sources that a command line has so far
// for the values of flags.
func completeFrom(cmd *cobra.Command, p *Process, flags map[string]namesOf) {
	for flag, names := range flags {
		complete := func(cmd *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
			g := p.glance(cmd.Context(), args, cmd.Flag("from").Value.String())
			words := offer(names(g), word)
			if g == nil {
				words = cobra.AppendActiveHelp(words, "Names are offered if the sources come first, and are small files without a mistake.")
			}
			return words, cobra.ShellCompDirectiveNoFileComp
		}
		if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
			panic(err) // there is no such flag
		}
	}
}

// maxGlance is the size in bytes up to which sources are read for a completion:
// what takes a fraction of a second.
const maxGlance = 1 << 20

// maxGlanced is how many files of a folder are read for a completion.
const maxGlanced = 1000

// glance reads sources if that is quickly done, and returns nil otherwise. The
// standard input is the terminal that the user is typing at.
func (p *Process) glance(ctx context.Context, paths []string, from string) *graph.Graph {
	size := int64(0)
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case path == streamPath || err != nil:
			return nil
		case info.IsDir():
			files, err := walk.Folder(ctx, path, walk.Options{MaxTotal: maxGlance, MaxFiles: maxGlanced})
			if err != nil || len(files) == 0 {
				return nil
			}
		case !info.Mode().IsRegular():
			return nil
		default:
			size += info.Size()
		}
	}
	if len(paths) == 0 || size > maxGlance {
		return nil
	}
	g, err := p.read(ctx, paths, readSpec{
		from: from, kube: &kubeFlags{given: func(string) bool { return false }}, warn: func(graph.Diagnostic) {},
	})
	if err != nil {
		return nil
	}
	return g
}

// offer returns the names that begin as a word does. A name with control
// characters is left out: in the lines that the shell reads it would be another.
func offer(names []name, begin string) []cobra.Completion {
	var out []cobra.Completion
	for _, n := range names {
		if n.word == "" || !strings.HasPrefix(n.word, begin) || strings.ContainsFunc(n.word+n.about, unicode.IsControl) {
			continue
		}
		out = append(out, cobra.CompletionWithDesc(n.word, n.about))
	}
	return out
}

func kindNames(g *graph.Graph) []name {
	kinds := graph.Kinds()
	if g != nil {
		kinds = kindsOf(g)
	}
	names := make([]name, len(kinds))
	for i, k := range kinds {
		names[i] = name{word: k}
	}
	return names
}

// namespaceNames returns the namespaces of Kubernetes that something drawn is in.
func namespaceNames(g *graph.Graph) []name {
	if g == nil {
		return nil
	}
	var names []name
	seen := make(map[string]bool)
	for _, n := range g.Nodes() {
		if ns, _ := n.Attrs.Get("kubernetes.namespace"); ns != "" && !seen[ns] {
			seen[ns] = true
			names = append(names, name{ns, "namespace"})
		}
	}
	return names
}

func groupNames(g *graph.Graph) []name {
	if g == nil {
		return nil
	}
	var names []name
	for _, gr := range g.Groups() {
		names = append(names, name{gr.ID, "group"})
	}
	return names
}

func collapsible(g *graph.Graph) []name {
	return append([]name{{everyGroup, "all groups"}}, groupNames(g)...)
}

func focusNames(g *graph.Graph) []name {
	if g == nil {
		return nil
	}
	var names []name
	for _, n := range g.Nodes() {
		names = append(names, name{n.ID, n.Kind})
	}
	return append(names, groupNames(g)...)
}
