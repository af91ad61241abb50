package cli

import (
	"io"
	"slices"

	"github.com/spf13/cobra"
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
