package cli

import (
	"os"

	"github.com/spf13/cobra"

	"github.com/topodraw/topodraw/internal/suggest"
)

func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Show the help of a command",
		Long:    `Help shows what a command does and which flags it has.`,
		Example: `  topodraw help render`,

		DisableFlagsInUseLine: true,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, word string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return firstArg(commandNames(cmd.Root()))(cmd, args, word)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			topic, rest, err := root.Find(args)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return unknownCommand(root, rest[0])
			}
			topic.InitDefaultHelpFlag()
			topic.InitDefaultVersionFlag()
			return topic.Help()
		},
	}
}

func commandNames(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}

// unknownCommand explains a word in the place of a command: most likely a slip,
// or a file that was meant to be drawn.
func unknownCommand(root *cobra.Command, word string) error {
	if near := suggest.Nearest(word, commandNames(root)); near != "" {
		return usagef("there is no command %q, did you mean %q?", word, near)
	}
	if _, err := os.Stat(word); err == nil {
		return usagef("there is no command %q, did you mean: topodraw render %s", word, word)
	}
	return usagef("there is no command %q", word)
}
