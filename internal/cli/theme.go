package cli

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/topodraw/topodraw/internal/themefile"
	"github.com/topodraw/topodraw/theme"
)

func newThemes() *cobra.Command {
	return &cobra.Command{
		Use:   "themes",
		Short: "List the themes to draw with",
		Long: `Themes lists the names that --theme takes. It also takes a file with a theme of
your own, in YAML, which changes one of these:

  base: modern
  background: "#fffdf5"
  kinds:
    database: {fill: "#fde68a", shape: cylinder}
  dark:
    background: "#111"`,
		Example: `  topodraw themes
  topodraw example thanos | topodraw render --theme modern -o thanos.svg`,

		DisableFlagsInUseLine: true,
		Args:                  noArgs,
		ValidArgsFunction:     cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
			for _, name := range theme.Names() {
				t, err := theme.Lookup(name)
				if err != nil {
					return err
				}
				_, _ = fmt.Fprintf(w, "%s\t%s\n", name, t.About) // Flush has the error
			}
			return w.Flush()
		},
	}
}

// theme returns what --theme names: a theme, or the file of one.
func (p *Process) theme(ctx context.Context, name string) (*theme.Theme, error) {
	if !isThemeFile(name) {
		t, err := theme.Lookup(name)
		if err != nil {
			return nil, unknown("theme", name, theme.Names())
		}
		return t, nil
	}
	s, err := p.file(ctx, name)
	if err != nil {
		return nil, explain(s.Name, err)
	}
	return themefile.Read(bytes.NewReader(s.Data), s.Name)
}

// isThemeFile tells the path of a file from the name of a theme.
func isThemeFile(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".yaml" || ext == ".yml" || strings.ContainsRune(filepath.ToSlash(name), '/')
}
