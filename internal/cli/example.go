package cli

import (
	"fmt"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/topodraw/topodraw/topology"
)

func newExample() *cobra.Command {
	return &cobra.Command{
		Use:   "example [NAME]",
		Short: "Print an example of a topology file, or list them",
		Long: `Example prints a topology file to start from. Without a NAME it lists the
examples there are.`,
		Example: `  topodraw example
  topodraw example nodeport > nodeport.yaml
  topodraw render nodeport.yaml -o nodeport.svg`,
		DisableFlagsInUseLine: true,
		ValidArgsFunction:     firstArg(topology.Examples()),
		Args: func(cmd *cobra.Command, args []string) error {
			return noArgs(cmd, args[min(1, len(args)):])
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return listExamples(cmd)
			}
			if !slices.Contains(topology.Examples(), args[0]) {
				return unknown("example", args[0], topology.Examples())
			}
			text, err := topology.Example(args[0])
			if err != nil {
				return err
			}
			_, err = cmd.OutOrStdout().Write(text)
			return err
		},
	}
}

// listExamples prints the names of the examples and what each of them shows.
func listExamples(cmd *cobra.Command) error {
	w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
	for _, name := range topology.Examples() {
		text, err := topology.Example(name)
		if err != nil {
			return err
		}
		g, err := topology.ReadAll(topology.Source{Name: name, Data: text})
		if err != nil {
			return err
		}
		about := g.Description
		if about == "" {
			about = g.Title
		}
		_, _ = fmt.Fprintf(w, "%s\t%s\n", name, about) // Flush has the error
	}
	return w.Flush()
}

func newSchema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of topology files",
		Long: `Schema prints the JSON Schema of topology files, by which editors complete and
check them.`,
		Example: `  topodraw schema > topodraw.schema.json`,

		DisableFlagsInUseLine: true,
		Args:                  noArgs,
		ValidArgsFunction:     cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := cmd.OutOrStdout().Write(topology.Schema())
			return err
		},
	}
}
